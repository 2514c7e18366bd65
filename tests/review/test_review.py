"""A review says of each row whether it is answered, by which lines, and where the answer is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faults import DENVER, line_of, source_of
from obcgen.pack import builtin
from obcgen.problems import Path as Steps
from obcgen.review.answers import Answer, answer
from obcgen.review.checklist import Need, Row, read_checklist
from obcgen.review.paths import matches
from obcgen.review.review import not_built, review
from obcgen.source import parse_sections, read_text
from obcgen.spec import Spec
from packs import over_builtin
from reviews import denver_with, line, reviewed

CHECKLIST = read_checklist(builtin())
SOURCE = source_of(DENVER, "deal.yaml")
WHOLE = parse_sections(SOURCE, Spec)[0]
NEEDS = [(row, need) for row in CHECKLIST.rows for need in row.needs if row.id != "unit"]
"""The unit always has an answer: the language counts participants unless a spec says otherwise."""
SECTIONS = sorted(set(Spec.model_fields) - {"obcgen"})


def answered(text: str, id_: str) -> Answer:
    source = source_of(text, "deal.yaml")
    row = next(row for row in CHECKLIST.rows if row.id == id_)
    return answer(row, parse_sections(source, Spec)[0], source)


def without(*paths: Steps) -> dict[str, Answer]:
    """Return the answers of the Denver deal without some of its parts."""
    source = SOURCE.without(paths)
    spec = parse_sections(source, Spec)[0]
    return {row.id: answer(row, spec, source) for row in CHECKLIST.rows}


# --- states --------------------------------------------------------------------------------------


def test_a_row_is_answered_by_the_line_that_says_it() -> None:
    found = answered(DENVER, "content-area")
    assert (found.state, found.lacks) == ("answered", ())
    assert found.lines == (f"deal.yaml:{line_of(DENVER, 'content_area:')}",)


def test_a_criterion_without_its_window_is_partly_answered() -> None:
    found = answered(denver_with((", below: 25, window: fall", ", below: 25")), "criterion")
    assert found.state == "partly"
    assert [lack.text for lack in found.lacks] == ["the window: population.criterion.window"]


def test_one_year_of_history_is_partly_a_baseline() -> None:
    text = denver_with(
        ("    2024-25: {assessment: istation, measured: 486, reached: 118}\n", ""),
        *(
            (f"      2024-25: {{measured: {counts}}}\n", "")
            for counts in ("240, reached: 62", "486, reached: 142", "246, reached: 79")
        ),
    )
    found = answered(text, "baseline")
    assert found.state == "partly"
    assert found.lacks[0].text.startswith("two years of earlier results (")


def test_two_years_of_history_are_a_baseline_also_where_only_outcomes_have_them() -> None:
    found = without(("population", "history"))["baseline"]
    assert [lack.words for lack in found.lacks] == ["the tool they were measured with"]


def test_a_row_without_anything_is_missing_and_says_where_it_belongs() -> None:
    found = without(("population", "consent"))["consent"]
    assert (found.state, found.lines) == ("missing", ())
    assert [lack.text for lack in found.lacks] == ["the rule of consent: population.consent"]


def test_what_every_entry_must_have_is_counted() -> None:
    unsaid = ("payment waits until the log is complete", "what rests on what is missing counts as unproved")
    found = answered(denver_with(*((f"      remedy: {each}\n", "") for each in unsaid)), "provider-fails")
    lack = found.lacks[0]
    assert (found.state, lack.met, lack.of) == ("partly", 3, 5)
    assert lack.paths == tuple(
        f"verification.provider_must.{id_}.remedy" for id_ in ("log_sessions", "keep_records")
    )
    assert lack.text.endswith("(3 of 5): verification.provider_must.log_sessions.remedy and 1 more")


def test_a_mix_of_horizons_needs_both() -> None:
    lacking = answered(DENVER, "horizons")
    assert lacking.state == "partly"
    assert "*" not in lacking.lacks[0].text, "where to write it is a place in this spec, not a pattern"
    mixed = DENVER.replace("horizon: near", "horizon: long", 1)
    assert answered(mixed, "horizons").state == "answered"


def test_either_key_answers_and_one_path_of_several_is_enough() -> None:
    row = Row(
        "x", "g", "?", (Need("w", ("population.criterion.at_least|below", "need.problem")),), (), (), "s"
    )
    assert answer(row, WHOLE, SOURCE).lines == (f"deal.yaml:{line_of(DENVER, 'below: 25')}",)
    other = Row("x", "g", "?", (Need("w", ("payment.base.fixed", "need.problem")),), (), (), "s")
    assert answer(other, WHOLE, SOURCE).state == "answered"


def test_no_and_zero_are_answers() -> None:
    row = Row("x", "g", "?", (Need("w", ("funding.sources.*.pay_for_success",)),), (), (), "s")
    assert answer(row, WHOLE, SOURCE).state == "answered"


@pytest.mark.parametrize(
    ("row", "need"), NEEDS, ids=lambda each: getattr(each, "id", getattr(each, "words", ""))
)
def test_each_need_counts(row: Row, need: Need) -> None:
    """Without what answers one need, the row says that it lacks it, or that it could not be read."""
    keys = {key for path in need.paths for key in each_key(path)}
    gone = [match.path for key in keys for match in matches(WHOLE, key) if match.filled]
    found = without(*gone)[row.id]
    assert found.state != "answered"
    assert need.words in {lack.words for lack in found.lacks}


def each_key(path: str) -> list[str]:
    """Return a path once for each of the keys between which its last step lets one choose."""
    above, _, last = path.rpartition(".")
    return [f"{above}.{key}" for key in last.split("|")]


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(SECTIONS)))
def test_any_sections_may_be_absent(gone: set[str]) -> None:
    source = SOURCE.without((name,) for name in gone)
    spec = parse_sections(source, Spec)[0]
    found = review(CHECKLIST, spec, source, (), ())
    assert found.counts.rows == len(CHECKLIST.rows)
    for group in found.groups:
        for each in group.lines:
            if not each.answer.row.needs:
                continue
            asked = {path.split(".")[0] for need in each.answer.row.needs for path in need.paths}
            assert each.answer.state != "missing" or asked & gone
            assert each.answer.state == "missing" or asked - gone


# --- counts --------------------------------------------------------------------------------------


def test_the_counts_of_denver(tmp_path: Path) -> None:
    found = reviewed(tmp_path)
    counts = found.counts
    assert (counts.rows, counts.missing, counts.not_) == (78, 0, 0)
    assert counts.well + counts.weakly == counts.answered + counts.partly == counts.rows
    assert line(found, "invoicing").judged.grade == "well"
    assert {each.judged.grade for each in found.open} <= {"weakly"}


def test_the_counts_of_the_groups_sum_to_those_of_all_rows(tmp_path: Path) -> None:
    text = denver_with(("improvement:", "improvment:"))
    found = reviewed(tmp_path, text)
    for name in ("rows", "answered", "partly", "missing", "well", "weakly", "not_"):
        assert sum(getattr(group.counts, name) for group in found.groups) == getattr(found.counts, name)
    assert found.counts.answered + found.counts.partly + found.counts.missing == found.counts.rows
    improvement = next(group for group in found.groups if group.id == "improvement")
    assert {each.answer.state for each in improvement.lines} == {"missing"}
    assert found.open[0].judged.grade == "not"


# --- where it is printed -------------------------------------------------------------------------


def test_sections_are_named_as_the_documents_number_them(tmp_path: Path) -> None:
    found = line(reviewed(tmp_path), "rate-card")
    assert [heading.text for heading in found.rfp] == ["6.3 Draft Rate Card"]
    assert [heading.text for heading in found.contract] == ["A.6 Rate Card"]


def test_a_section_moves_when_a_pack_moves_it(tmp_path: Path) -> None:
    pack = over_builtin(
        tmp_path / "pack", {"rfp/outline.yaml": "move:\n  - {id: data-use, before: payment}\n"}
    )
    found = line(reviewed(tmp_path, pack=pack), "rate-card")
    assert [heading.number for heading in found.rfp] == ["7.3"]


def test_a_document_that_lacks_a_section_of_the_spec_gives_the_reason(tmp_path: Path) -> None:
    start, end = DENVER.index("\nprovider:"), DENVER.index("\nneed:")
    found = reviewed(tmp_path, DENVER[:start] + DENVER[end:])
    rfp, contract = found.documents
    assert (rfp.reason, contract.reason[:42]) == ("", "The contract needs the section provider: i")
    assert line(found, "rate-card").contract == ()
    assert line(found, "rate-card").rfp


def test_the_reason_counts_the_errors_behind_the_first() -> None:
    problems = parse_sections(read_text("obcgen: 1\n"), Spec)[2]
    reason = not_built("rfp", problems).reason
    assert reason.endswith(f"({len(problems) - 1} more errors)")
    assert "(" not in not_built("rfp", problems[:1]).reason
    assert not_built("rfp", problems[:2]).reason.endswith("(1 more error)")


def test_a_missing_answer_is_printed_nowhere(tmp_path: Path) -> None:
    start, end = DENVER.index("  consent: |"), DENVER.index("\nprogram:")
    found = line(reviewed(tmp_path, DENVER[:start] + DENVER[end:]), "consent")
    assert (found.answer.state, found.rfp, found.contract) == ("missing", (), ())


# --- errors, waivers, findings -------------------------------------------------------------------


def test_a_section_that_cannot_be_read_counts_as_missing_and_says_so(tmp_path: Path) -> None:
    found = reviewed(tmp_path, denver_with(("group_size: 4", "group_size: four")))
    row = line(found, "staff").answer
    assert (row.state, row.unread) == ("missing", ("program",))
    assert line(found, "grades").answer.state == "answered"
    assert all("not a whole number" in document.reason for document in found.documents)
    assert "SPC-09" in {problem.code for problem in found.findings}


def test_a_row_that_asks_two_sections_is_partly_answered_by_the_one_that_can_be_read(tmp_path: Path) -> None:
    row = line(reviewed(tmp_path, denver_with(("every: 4 weeks", "every: often"))), "paid-and-watched").answer
    assert (row.state, row.unread) == ("partly", ("improvement",))


def test_a_section_that_is_absent_is_not_called_unreadable(tmp_path: Path) -> None:
    text = denver_with(("improvement:", "improvment:"))
    assert line(reviewed(tmp_path, text), "cadence").answer.unread == ()


def test_waivers_stand_with_their_reasons(tmp_path: Path) -> None:
    text = denver_with(("waive:\n", "waive:\n  GUI-03: The board capped it for one year.\n"))
    waiver = reviewed(tmp_path, text).waivers[0]
    assert (waiver.code, waiver.reason) == ("GUI-03", "The board capped it for one year.")
    assert waiver.title == "Too small a share is paid for outcomes"
    assert waiver.place.line == line_of(text, "GUI-03:")


def test_findings_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = denver_with(("target: 42%", "target: 30%"), ("group_size: 4", "group_size: four"))
    found = reviewed(tmp_path, text).findings
    lines = [problem.place.line for problem in found if problem.place]
    assert lines == sorted(lines)
    assert {"SPC-09", "GUI-04"} <= {problem.code for problem in found}
