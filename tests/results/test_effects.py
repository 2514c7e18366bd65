"""Effects against a comparison group: paid for where their evidence shows them, refused without it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from deals import Texts, group_outcome, overlaid
from obcgen.account.effects import effect_rows
from obcgen.account.settle import settle
from obcgen.account.trace.settlement import of_settlement
from obcgen.deal.compile import deal_of
from obcgen.deal.effect import effect_words
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from obcgen.results.start import started
from obcgen.sheets.evidence import effects_sheet
from obcgen.show.settlement import settlement_json, settlement_text
from obcgen.spec.outcomes import Comparison
from obcgen.statement.from_results import from_results
from verified import HEAD, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

EFFECT = {"against": "the schools on the waiting list", "smallest_group": "30"}
STEPS = {"group_result": {"steps": [{"at_least": "3", "pay": "$900"}, {"at_least": "6", "pay": "$2000"}]}}


def paying(line: Texts = STEPS, missing: str = "not_reached", **measure: Any) -> Spec:
    """Return a contract with one line that pays for an effect."""
    measured = {"effect": EFFECT, "scale": "points", "at_least": "3", **measure}
    impact = overlaid(group_outcome("Impact"), {"measure": measured, "missing": {"final": missing}})
    rates: Texts = {"reading": None, "bonus": {"outcome": "impact", "due": "2028-07-31", **line}}
    groups = {"learners": {"name": "Learners", "planned": "40"}}
    return contract(
        outcomes={"impact": impact},
        population={"groups": groups},
        payment={"base": None, "rates": rates},
    )


def found(value: str = "4.2", interval: str = "[1.1, 7.3]", **keys: str) -> str:
    """Return results with an effect and its evidence."""
    said = {"confidence": "95%", "method": "regression on the fall score"}
    said |= {"n": "{program: 90, comparison: 400}", **keys}
    words = ", ".join(f"{key}: {each}" for key, each in said.items())
    return f"{HEAD}groups:\n  impact: {{value: {value}, interval: {interval}, {words}}}\n"


@pytest.mark.parametrize(
    ("results", "dollars"),
    [
        (found(), 900),
        (found("6.5", "[0.1, 12.9]"), 2000),
        (found("2.9", "[1.1, 4.7]"), 0),
        (found("4.2", "[0, 8.4]"), 0),
        (found("4.2", "[-0.1, 8.5]"), 0),
        (found("-4.2", "[-7, -1]"), 0),
        (found(n="{program: 30, comparison: 30}"), 900),
        (found(n="{program: 29, comparison: 400}"), 0),
        (found(n="{program: 90, comparison: 29}"), 0),
        (HEAD + "groups: {impact: missing}\n", 0),
    ],
)
def test_an_effect_pays_once_its_interval_leaves_out_zero(results: str, dollars: int, tmp_path: Path) -> None:
    assert due(tmp_path, results, spec=paying()).performance == Money.dollars(dollars)


def test_less_can_be_better_and_harm_is_deducted(tmp_path: Path) -> None:
    share = {"share_of": {"budget": "10%", "of": "$9000"}}
    fewer = paying(share, at_least=None, at_most="-3")
    assert due(tmp_path, found("-4", "[-7, -1]"), spec=fewer).performance == Money.dollars(900)
    assert due(tmp_path, found("-2", "[-3, -1]"), spec=fewer).performance == Money.dollars(0)
    harm = paying({**STEPS, "deduction": {"below": "0", "pay": "$700", "gives_back": "true"}})
    assert due(tmp_path, found("-4", "[-7, -1]"), spec=harm).performance == Money.dollars(-700)
    assert due(tmp_path, found("-4", "[-9, 1]"), spec=harm).performance == Money.dollars(0)


def test_a_line_for_one_group_has_the_effect_on_that_group(tmp_path: Path) -> None:
    everyone, own = (text.partition("impact: ")[2].strip() for text in (found("9", "[1, 17]"), found()))
    results = f"{HEAD}groups:\n  impact: {{groups: {{learners: {own}}}}}\n"
    spec = paying({**STEPS, "group": "learners"})
    assert due(tmp_path, results, spec=spec).performance == Money.dollars(900)
    assert due(tmp_path, f"{HEAD}groups:\n  impact: {everyone}\n", spec=spec).performance.cents == 200_000


@pytest.mark.parametrize(
    ("results", "path", "words"),
    [
        (HEAD + "groups: {impact: 4.2}\n", "groups.impact", "is 4.2, but impact is an effect"),
        (HEAD + "groups: {impact: 40%}\n", "groups.impact", "is 40%, but impact is an effect"),
        (HEAD + "groups: {impact: yes}\n", "groups.impact", "is yes, but impact is an effect"),
        (
            HEAD + "groups: {impact: {groups: {learners: 5}}}\n",
            "groups.impact.groups.learners",
            "counts only with its evidence",
        ),
        (found("9"), "groups.impact.interval", "is 9, but its interval goes from 1.1 to 7.3"),
        (found("4.2", "[7.3, 1.1]"), "groups.impact.interval", "goes from 7.3 to 1.1"),
        (found(confidence="90%"), "groups.impact.confidence", "is one of 90%, but the contract asks for 95%"),
        (found(n="{program: 0, comparison: 9}"), "groups.impact.n.program", "rests on 0 people"),
        (found(n="{program: 101, comparison: 9}"), "groups.impact.n.program", "may be 100 participants"),
        (found(n="{program: 9, comparison: 0}"), "groups.impact.n.comparison", "there must be one at least"),
        (found("4.2", "[1.1]"), "groups.impact.interval", ""),
        (found("yes"), "groups.impact.value", ""),
        (found().replace("method", "methods"), "groups.impact.methods", ""),
        (
            found().replace("impact", "absence"),
            "groups.absence",
            "absence is not measured against a comparison group",
        ),
    ],
)
def test_an_effect_without_its_evidence_is_refused(
    results: str, path: str, words: str, tmp_path: Path
) -> None:
    problems = refused(tmp_path, results, spec=paying())
    told = {".".join(map(str, each.path)): each for each in problems}
    assert path in told, told
    assert words in told[path].message
    assert not words or told[path].code == "RES-42"


@pytest.mark.parametrize(
    ("spec", "key", "words"),
    [
        (paying(counted_by="participant"), "measure.counted_by", "no participant alone has an effect"),
        (paying(kind="gain"), "measure.kind", "it is no gain"),
        (paying(computed={"figure": "mean", "of": "reading"}), "measure.computed", "not computed"),
        (paying(scale="percentile"), "measure.scale", "no percentile"),
        (paying(missing="not_counted"), "missing.final", "counts as not reached"),
        (paying(missing="deemed_reached"), "missing.final", "counts as not reached"),
        (paying(effect=EFFECT | {"confidence": "100%"}), "measure.effect.confidence", "one of 100%"),
        (paying(effect=EFFECT | {"confidence": "5%"}), "measure.effect.confidence", "one of 5%"),
        (paying(at_least="0"), "measure.at_least", "0 or more is no improvement"),
        (paying(at_least=None, at_most="0"), "measure.at_most", "0 or less is no reduction"),
        (paying(at_least={"3": "4"}), "measure.at_least", "no threshold by grade"),
    ],
)
def test_an_effect_that_makes_no_sense_is_a_problem(spec: Spec, key: str, words: str) -> None:
    told = {".".join(map(str, each.path)): each for each in check_lines(spec) if each.code == "PAY-41"}
    assert words in told[f"outcomes.impact.{key}"].message


def test_a_step_from_nothing_on_is_a_problem() -> None:
    spec = paying({"group_result": {"steps": [{"at_least": "0", "pay": "$900"}]}})
    (problem,) = (each for each in check_lines(spec) if each.code == "PAY-41")
    assert problem.message == "The line bonus pays from 0 on, which is no effect."
    assert not [each for each in check_lines(paying()) if each.code == "PAY-41"]


def test_the_contract_states_the_evidence_that_it_demands() -> None:
    words = effect_words(Comparison.model_validate(EFFECT))
    assert "comparison group: the schools on the waiting list." in words
    assert "its 95% confidence interval, the method, and the number of people compared, at least 30" in words
    assert "fewer people" not in effect_words(Comparison.model_validate({"against": "others"}))
    line = deal_of(paying()).lines["bonus"]
    assert "the amount set by the effect shown on the Outcome “Impact” (points), which is" in line.sentence


def test_terminal_json_trace_and_workbook_show_the_evidence(tmp_path: Path) -> None:
    spec = paying()
    for results, why in ((found(), ""), (found("4.2", "[-1, 9.4]"), "the interval includes 0")):
        read = verified(tmp_path, results, spec=spec)
        account, rows = settle(spec, read.facts), effect_rows(deal_of(spec), read.facts)
        data = json.loads(settlement_json(account, read.results, effects=rows))["effects"][0]
        assert (data["value"], data["n"]["comparison"], data["why_not"]) == ("4.2", 400, why or None)
        text = settlement_text(spec, account, read.results, effects=rows)
        assert (why or "; shown") in " ".join(text.split())
        traced = {each.name: each for each in of_settlement(spec, read.facts, account)}
        assert traced["settlement.effects.impact"].steps[-1] == (f"not reached: {why}" if why else "shown")
        statement = from_results(spec, read, account, "results.yaml", "full")
        shown = effects_sheet(statement).rows[0][8]
        assert shown.value == ("no" if why else "yes")
        assert shown.formula == 'IF(OR(AND($C$5<=0,$D$5>=0),MIN($F$5,$G$5)<$H$5),"no","yes")'


def test_the_finance_edition_tells_no_small_group(tmp_path: Path) -> None:
    spec = paying()
    for size, kept in (("9", 0), ("10", 1)):
        read = verified(tmp_path, found(n=f"{{program: {size}, comparison: 400}}"), spec=spec)
        statement = from_results(spec, read, settle(spec, read.facts), "results.yaml", "finance")
        assert len(statement.effects) == kept


def test_a_results_file_to_start_from_has_a_blank_for_each_part_of_the_evidence() -> None:
    text = started(paying())["results.yaml"].decode()
    assert "impact: {value: <effect>, interval: [<low>, <high>], confidence: 95%, method: <how" in text
