from __future__ import annotations

import pytest

from faults import DENVER, changed, faults, line_of, only_fault
from obcgen.problems import dotted
from obcgen.spec.links import REFERENCES, links


@pytest.mark.parametrize(
    ("old", "new", "path", "hint"),
    [
        (
            "criterion: {assessment: istation",
            "criterion: {assessment: istatoin",
            "population.criterion.assessment",
            "Did you mean istation?",
        ),
        (
            "below: 25, window: fall",
            "below: 25, window: autumn",
            "population.criterion.window",
            "Defined there: fall, winter, spring.",
        ),
        (
            "2024-25: {assessment: istation",
            "2024-25: {assessment: isip",
            "population.history.2024-25.assessment",
            "Defined there: istation.",
        ),
        (
            "      assessment: istation\n",
            "      assessment: dibels\n",
            "outcomes.fluency.measure.assessment",
            "Defined there: istation.",
        ),
        (
            "      to: spring\n",
            "      to: spring\n      from: fal\n",
            "outcomes.fluency.measure.from",
            "Did you mean fall?",
        ),
        ("      to: spring\n", "      to: sprang\n", "outcomes.fluency.measure.to", "Did you mean spring?"),
        (
            "    vocabulary: {per_participant",
            "    vocabluary: {per_participant",
            "payment.rates.vocabluary",
            "Did you mean vocabulary?",
        ),
        (
            "    fluency: {per_participant",
            "    line: {outcome: fluensy, per_participant",
            "payment.rates.line.outcome",
            "Did you mean fluency?",
        ),
        (
            "requires: {dosage: minimum}",
            "requires: {dosage: minimum, reached: [vocabulry]}",
            "payment.rates.fluency.requires.reached.1",
            "Did you mean vocabulary?",
        ),
        (
            "    fluency: {per_participant",
            "    line: {all: [fluency, spelling], per_participant",
            "payment.rates.line.all.2",
            "Defined there: fluency, vocabulary, phonemic_awareness.",
        ),
        (
            "      metric: text fluency\n",
            "      metric: text fluency\n      computed: {figure: share, of: vocabulry}\n",
            "outcomes.fluency.measure.computed.of",
            "Did you mean vocabulary?",
        ),
        (
            "    fluency: {per_participant",
            "    line: {any: [fluenc], per_participant",
            "payment.rates.line.any.1",
            "Did you mean fluency?",
        ),
        (
            "    fluency: {per_participant",
            "    line: {score: {fluency: 80%, vocabulry: 20%}, per_participant",
            "payment.rates.line.score.vocabulry",
            "Did you mean vocabulary?",
        ),
        (
            "    fluency: {per_participant",
            "    fluency: {quality: {of: vocabulry}, per_participant",
            "payment.rates.fluency.quality.of",
            "Did you mean vocabulary?",
        ),
        (
            "    fluency: {per_participant: $1000",
            "    line: {best_of: [vocabular, phonemic_awareness]",
            "payment.rates.line.best_of.1",
            "Did you mean vocabulary?",
        ),
        (
            "    fluency: {per_participant",
            "    fluency: {group: ml, per_participant",
            "payment.rates.fluency.group",
            "Defined there: grades_k_1, grades_2_3.",
        ),
        (
            "    fluency: {per_participant",
            "    fluency: {cohort: one, per_participant",
            "payment.rates.fluency.cohort",
            "Define it under cohorts.",
        ),
        (
            "    group: grades_2_3 ",
            "    group: ml ",
            "outcomes.fluency.group",
            "Defined there: grades_k_1, grades_2_3.",
        ),
        (
            "    participant: $1,500 ",
            "    outcome: {flency: $900} ",
            "payment.caps.outcome.flency",
            "Did you mean fluency?",
        ),
        (
            "    participant: $1,500 ",
            "    cohort: {one: $900} ",
            "payment.caps.cohort.one",
            "Define it under cohorts.",
        ),
        (
            "attainment: {fluency: 35%",
            "attainment: {flunecy: 35%",
            "payment.scenarios.cautious.attainment.flunecy",
            "Did you mean fluency?",
        ),
        (
            "tie_break: [evidence, price]",
            "tie_break: [evidence, prices]",
            "procurement.tie_break.2",
            "Did you mean price?",
        ),
        ("award: {date", "award: {lots: [east], date", "agreement.award.lots.1", "Define it under lots."),
    ],
)
def test_an_id_that_leads_nowhere_is_told_with_the_nearest_that_is_real(
    old: str, new: str, path: str, hint: str
) -> None:
    text = changed(old, new)
    fault = only_fault(text)
    assert (fault.code, dotted(fault.path), fault.hint) == ("LNK-01", path, hint)
    assert fault.place is not None
    assert fault.place.line == line_of(text, new.strip().splitlines()[-1])


def test_every_reference_is_tried_above() -> None:
    rows = test_an_id_that_leads_nowhere_is_told_with_the_nearest_that_is_real.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert len(rows) >= len(REFERENCES)


def test_a_key_that_leads_nowhere_is_underlined_and_not_its_value() -> None:
    text = changed("attainment: {fluency: 35%", "attainment: {flunecy: 35%")
    place = only_fault(text).place
    assert place is not None
    assert place.excerpt[place.column - 1 :].startswith("flunecy: 35%")


def test_a_dangling_id_and_a_wrong_date_are_told_in_one_run() -> None:
    text = changed("tie_break: [evidence, price]", "tie_break: [evidence, prices]")
    text = text.replace("issue: 2027-03-01", "issue: 3/1/2027")
    assert [fault.code for fault in faults(text)] == ["SPC-10", "LNK-01"]


def test_windows_of_an_assessment_that_does_not_exist_are_not_told_too() -> None:
    text = changed("      assessment: istation\n", "      assessment: dibels\n")
    assert only_fault(text).code == "LNK-01"


def test_references_into_a_section_that_is_missing_are_not_told_too() -> None:
    start, end = DENVER.index("\noutcomes:"), DENVER.index("\nverification:\n")
    fault = only_fault(DENVER[:start] + DENVER[end:])
    assert (fault.code, fault.path) == ("SRC-17", ("outcomes",))


def test_a_required_dosage_that_is_not_set_is_told_once_for_all_lines() -> None:
    fault = only_fault(changed("    minimum: 36 hours", "    # minimum"))
    assert (fault.code, dotted(fault.path)) == ("LNK-02", "program.dosage.minimum")
    assert "fluency, vocabulary, phonemic_awareness" in fault.message


def test_a_gain_needs_its_first_window() -> None:
    text = changed("kind: level", "kind: gain").replace("      from: fall\n", "")
    fault = only_fault(text)
    assert (fault.code, dotted(fault.path)) == ("LNK-03", "outcomes.fluency.measure.kind")


def test_thresholds_by_grade_name_every_grade_served() -> None:
    assert faults(changed("at_least: 40", "at_least: {K: 40, 1: 40, 2: 45, 3: 45}")) == ()
    fault = only_fault(changed("at_least: 40", "at_least: {K: 40, 1: 40, 2: 45, 4: 45}"))
    assert (fault.code, fault.found) == ("LNK-05", "3, 4")


@pytest.mark.parametrize(
    "tree", ["", [], {}, {"outcomes": ""}, {"outcomes": {"a": []}}, {"payment": {"rates": ["x"]}}]
)
def test_a_tree_of_any_shape_is_looked_through(tree: object) -> None:
    assert links(tree) == ()  # type: ignore[arg-type]
