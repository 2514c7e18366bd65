"""Values of the whole group that are computed from the table of participants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals import Texts, group_outcome, overlaid
from obcgen.account.scenarios.scenarios import outlooks
from obcgen.account.settle import settle
from obcgen.account.trace.settlement import of_settlement
from obcgen.deal.compile import deal_of
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from obcgen.policy.targets import outcomes_are_paid_for
from obcgen.results.needs import needs
from obcgen.results.start import started
from obcgen.statement.attainment import attainment_rows
from verified import TABLE, TOTALS, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

SCALES = {"share": "percent of participants", "count": "participants", "mean": "percentile"}
TEN = "participant,reading\n" + "".join(f"P{n},{score}\n" for n, score in enumerate([50] * 5 + [10] * 5))
ABSENT = "participant,reading\nA,50\nB,\nC,10\n"


def computed(figure: str, of: str = "reading", **measure: Any) -> Texts:
    """Return an outcome whose value is computed."""
    changes = {"computed": {"figure": figure, "of": of}, "scale": SCALES[figure], **measure}
    return overlaid(group_outcome("Together"), {"measure": changes})  # type: ignore[no-any-return]


def paying(figure: str, line: Texts, **changes: Any) -> Spec:
    """Return a contract with one line that pays by a computed value."""
    rates: Texts = {"reading": None, "bonus": {"due": "2028-07-31", **line}}
    together = computed(figure, **changes)
    return contract(outcomes={"together": together}, payment={"base": None, "rates": rates})


def steps(level: str) -> Texts:
    return {"outcome": "together", "group_result": {"steps": [{"at_least": level, "pay": "$900"}]}}


@pytest.mark.parametrize(
    ("figure", "level", "higher"), [("share", "50%", "50.1%"), ("count", "5", "6"), ("mean", "30", "30.1")]
)
def test_a_band_pays_by_the_value_of_the_table(figure: str, level: str, higher: str, tmp_path: Path) -> None:
    assert due(tmp_path, TABLE, TEN, paying(figure, steps(level))).performance == Money.dollars(900)
    assert due(tmp_path, TABLE, TEN, paying(figure, steps(higher))).performance == Money.dollars(0)


@pytest.mark.parametrize(("threshold", "amount"), [("50", 500), ("51", 0)])
def test_a_gate_holds_back_what_each_participant_earns(threshold: str, amount: int, tmp_path: Path) -> None:
    line = {"all": ["reading", "together"], "per_participant": "$100"}
    required = {"outcome": "reading", "requires": {"reached": ["together"]}, "per_participant": "$100"}
    for each in (line, required):
        found = due(tmp_path, TABLE, TEN, paying("share", each, at_least=threshold))
        assert found.performance == Money.dollars(amount)


def test_a_bonus_is_paid_by_unit_of_the_number(tmp_path: Path) -> None:
    line = {"outcome": "together", "per_unit": "$10", "unit": "child", "above": "2", "at_most": "$1,000"}
    assert due(tmp_path, TABLE, TEN, paying("count", line)).performance == Money.dollars(30)


def test_missing_results_and_people_not_served_leave_the_figure_as_they_leave_the_outcome(
    tmp_path: Path,
) -> None:
    assert due(tmp_path, TABLE, ABSENT, paying("share", steps("50%"))).performance == Money.dollars(900)
    unserved = "participant,served,reading\nA,yes,50\nB,no,10\nC,yes,10\n"
    assert due(tmp_path, TABLE, unserved, paying("share", steps("50%"))).performance == Money.dollars(900)
    nobody = "participant,reading\nA,\nB,\n"
    interim = TABLE.replace("final", "interim")
    assert due(tmp_path, interim, nobody, paying("share", steps("0%"))).performance == Money.dollars(0)


def test_a_line_for_one_group_has_the_value_of_that_group(tmp_path: Path) -> None:
    table = "participant,group,reading\nA,learners,50\nB,learners,50\nC,,10\nD,,10\n"
    for group, amount in (("learners", 900), (None, 0)):
        line = {**steps("60%"), **({"group": group} if group else {})}
        groups = {"groups": {"learners": {"name": "Learners", "planned": "2"}}}
        changed = contract(
            outcomes={"together": computed("share")},
            population=groups,
            payment={"base": None, "rates": {"reading": None, "bonus": {"due": "2028-07-31", **line}}},
        )
        assert due(tmp_path, TABLE, table, changed).performance == Money.dollars(amount)


@pytest.mark.parametrize("stated", ["33.33%", "33.3", "33", "yes"])
def test_a_stated_figure_may_be_rounded(stated: str, tmp_path: Path) -> None:
    table = "participant,reading\nA,50\nB,10\nC,10\n"
    spec = paying("share", {"outcome": "together", "share_of": {"budget": "9%", "of": "$900"}}, at_least="30")
    assert due(tmp_path, TABLE + f"groups: {{together: {stated}}}\n", table, spec).performance.cents == 8100


@pytest.mark.parametrize("stated", ["33.34%", "34", "0", "no", "missing"])
def test_a_stated_figure_that_the_table_does_not_give_is_refused(stated: str, tmp_path: Path) -> None:
    table = "participant,reading\nA,50\nB,10\nC,10\n"
    spec = paying("share", {"outcome": "together", "share_of": {"budget": "9%", "of": "$900"}}, at_least="30")
    (problem,) = refused(tmp_path, TABLE + f"groups: {{together: {stated}}}\n", table, spec)
    right = "yes" if stated == "no" else "33.3333"
    assert problem.code == "RES-06"
    assert problem.message == (
        f"groups.together is {stated} here, but the table of participants gives {right}."
    )
    assert problem.place is not None
    assert problem.place.line == 7


def test_totals_are_no_table(tmp_path: Path) -> None:
    problems = refused(tmp_path, TOTALS, spec=paying("share", steps("50%")))
    assert [each.code for each in problems] == ["RES-07"]
    assert "its result is computed from the results of each participant" in problems[0].message
    stated = TOTALS.replace("final", "interim").partition("outcomes")[0] + "groups: {together: 70%}\n"
    (problem,) = refused(tmp_path, stated, spec=paying("share", steps("50%")))
    assert problem.code == "RES-07"


def test_a_mean_is_exact_where_a_line_pays_by_the_same_values(tmp_path: Path) -> None:
    line = {"all": ["reading", "together"], "per_participant": "$100"}
    table = "participant,reading\nA,90\nB,45\n"
    assert due(tmp_path, TABLE, table, paying("mean", line, at_least="67.5")).performance == Money.dollars(
        200
    )
    assert due(tmp_path, TABLE, table, paying("mean", line, at_least="67.6")).performance == Money.dollars(0)


def test_nothing_is_unlikely_about_a_value_that_nobody_measured(tmp_path: Path) -> None:
    rows = "".join(f"P{n},{score}\n" for n, score in enumerate([50, 41, 10] * 20))
    found = verified(tmp_path, TABLE, "participant,reading\n" + rows, paying("share", steps("30%")))
    assert [each for each in found.oddities if "together" in each.problem.message] == []


def test_a_mean_needs_numbers(tmp_path: Path) -> None:
    table = TEN.replace("P0,50", "P0,yes")
    assert due(tmp_path, TABLE, table, paying("share", steps("50%"))).performance == Money.dollars(900)
    (problem,) = refused(tmp_path, TABLE, table, paying("mean", steps("30")))
    assert "The line bonus pays by the value measured, not by yes or no." in problem.message


def test_the_column_of_the_table_is_asked_for(tmp_path: Path) -> None:
    spec = paying("count", steps("5"))
    assert needs(spec).by_participant == ("reading",)
    assert needs(spec).by_group == ()
    problems = refused(tmp_path, TABLE, "participant\nA\n", spec)
    assert [(each.code, each.expected) for each in problems] == [("RES-02", "reading")]
    assert b"groups:" not in b"".join(started(spec).values())


def test_statement_and_explanation_tell_the_computation(tmp_path: Path) -> None:
    spec = paying("share", steps("50%"))
    facts = verified(tmp_path, TABLE, TEN, spec).facts
    rows = [(row.outcome, row.counted, row.reached) for row in attainment_rows(deal_of(spec), facts)]
    assert ("Together", 10, 5) in rows
    figures = {each.name: each for each in of_settlement(spec, facts, settle(spec, facts))}
    assert figures["settlement.outcomes.together"].steps == ("100 x 5 / 10 = 50",)


def test_scenarios_follow_from_the_participants() -> None:
    changes: Texts = {"outcomes": {"reading": {"target": "60%", "expected_without": "20%"}}}
    found = {row.case.id: row.performance for row in outlooks(paying("share", steps("50%")))}
    assert (found["target"], found["expected"]) == (Money.dollars(0), Money.dollars(0))
    spec = contract(
        outcomes={"together": computed("share"), **changes["outcomes"]},
        payment={"base": None, "rates": {"reading": None, "bonus": {"due": "2028-07-31", **steps("50%")}}},
    )
    found = {row.case.id: row.performance for row in outlooks(spec)}
    assert (found["target"], found["expected"]) == (Money.dollars(900), Money.dollars(0))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"counted_by": "participant"}, "each participant has a value of his own"),
        ({"kind": "gain"}, "the gain stands in the outcome that it is computed of"),
        ({"computed": {"figure": "share", "of": "absence"}}, "it is computed of has one value itself"),
        ({"computed": {"figure": "share", "of": "together"}}, "it is computed of has one value itself"),
        ({"to": "fall"}, "the outcome that it is computed of is measured elsewhere"),
        ({"scale": "percentile"}, "is a share, but its scale is “percentile”"),
        ({"scale": "children"}, "is a share, but its scale is “children”"),
    ],
)
def test_what_cannot_be_computed_is_a_problem(changes: Texts, why: str) -> None:
    line = {"outcome": "together", "share_of": {"budget": "9%", "of": "$900"}}
    found = [each for each in check_lines(paying("share", line, **changes)) if each.code == "PAY-40"]
    assert len(found) == 1
    assert why in found[0].message


def test_what_is_computed_of_is_paid_for_by_it() -> None:
    unpaid = [each.path[1] for each in outcomes_are_paid_for.find(paying("share", steps("50%"))) if each.path]
    assert unpaid == ["math", "absence"]


def test_a_scenario_cannot_state_what_follows() -> None:
    spec = contract(
        outcomes={"together": computed("share")},
        payment={"scenarios": {"weak": {"attainment": {"together": "10%"}}}},
    )
    codes = [each.code for each in check_lines(spec)]
    assert codes == ["PAY-40"]
    mean = contract(
        outcomes={"together": computed("mean")},
        payment={"scenarios": {"weak": {"attainment": {"together": "10"}}}},
    )
    assert check_lines(mean) == ()
