"""Results beside the counts: budgets that disagree, shares without a percent sign, totals under a cap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from deals import Texts, group_outcome
from obcgen.account.to_data import settlement_data
from obcgen.money import Money
from obcgen.show.settlement import settlement_text
from obcgen.statement.from_results import from_results
from verified import HEAD, TOTALS, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.account.account import Account
    from obcgen.spec import Spec

STEPS: Texts = {"group_result": {"steps": [{"at_least": "50%", "pay": "$9,000"}]}}


def of_group(**line: object) -> Spec:
    rates: Texts = {"reading": None, "absence": {**line, "due": "2028-07-31"}}
    return contract(outcomes={"absence": group_outcome("Absence")}, payment={"rates": rates})


def absence(value: str) -> str:
    return HEAD + f"groups: {{absence: {value}}}\n"


def only_line(settlement: Account) -> dict[str, Any]:
    (line,) = cast("list[dict[str, Any]]", settlement_data(settlement)["lines"])
    return line


# Budgets


@pytest.mark.parametrize(
    ("payment", "fixed"),
    [
        ({"base": {"fixed": None, "reimbursed": {"budget": "$80,000"}}}, "payment.base.reimbursed.budget"),
        (
            {
                "rates": {
                    "absence": {"share_of": {"budget": "9%", "of": "$80,000"}, "due": "2028-07-31"},
                }
            },
            "payment.rates.absence.share_of.of",
        ),
    ],
)
def test_a_budget_that_is_not_the_fixed_one_is_refused_with_both_figures(
    payment: Texts, fixed: str, tmp_path: Path
) -> None:
    spec = contract(outcomes={"absence": group_outcome("Absence")}, payment=payment)
    group = "groups: {absence: 44}\n" if "rates" in payment else ""
    (problem,) = refused(tmp_path, TOTALS + group + "amounts: {budget: $70000}\n", spec=spec)
    assert problem.code == "RES-19"
    assert problem.message == (f"The budget is $70,000 here, but the contract fixes it at $80,000 ({fixed}).")
    assert problem.place is not None
    due(tmp_path, TOTALS + group + "amounts: {budget: $80000}\n", spec=spec)


# Shares


@pytest.mark.parametrize(
    "line",
    [
        STEPS,
        {
            "group_result": {
                "line": [{"at": "0%", "pay": "$0"}, {"at": "90%", "pay": "$9,000"}],
                "below": "nothing",
                "above": "last",
            }
        },
    ],
)
@pytest.mark.parametrize("value", ["0.6", "1"])
def test_a_share_without_a_percent_sign_is_never_taken_for_a_percent(
    value: str, line: Texts, tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, absence(value), spec=of_group(**line))
    assert problem.code == "RES-14"
    meant = {"0.6": "60%", "1": "100%"}[value]
    assert problem.hint == f"Write {meant}, or {value}% if that was the result."


@pytest.mark.parametrize(("value", "dollars"), [("60%", 9_000), ("60", 9_000), ("0.6%", 0), ("0", 0)])
def test_a_share_that_can_be_read_in_one_way_is_settled(value: str, dollars: int, tmp_path: Path) -> None:
    assert due(tmp_path, absence(value), spec=of_group(**STEPS)).performance == Money.dollars(dollars)


def test_a_small_number_is_a_number_where_a_line_pays_by_numbers(tmp_path: Path) -> None:
    steps = {"group_result": {"steps": [{"at_least": "0.5", "pay": "$9,000"}]}}
    assert due(tmp_path, absence("0.6"), spec=of_group(**steps)).performance == Money.dollars(9_000)


# Quantities


def test_a_line_per_unit_of_a_group_tells_the_units_paid_and_the_result_apart(tmp_path: Path) -> None:
    spec = of_group(per_unit="$100", unit="day", above="40", at_most="$9,000")
    line = only_line(due(tmp_path, absence("45.5"), spec=spec))
    assert (line["quantity"], line["unit"], line["result"]) == (5, "day", "45.5")
    line = only_line(due(tmp_path, absence("39"), spec=spec))
    assert (line["quantity"], line["result"]) == (0, 39)


def test_the_share_of_a_group_is_its_result_and_a_participant_line_has_none(tmp_path: Path) -> None:
    line = only_line(due(tmp_path, absence("62.5%"), spec=of_group(**STEPS)))
    assert (line["quantity"], line["result"]) == ("0.625", "0.625")
    line = only_line(due(tmp_path, TOTALS))
    assert (line["quantity"], line["result"]) == (50, None)


# Totals under a cap for each participant


def test_totals_of_one_outcome_tell_what_a_cap_for_each_participant_leaves(tmp_path: Path) -> None:
    spec = contract(payment={"caps": {"participant": "$300"}})
    found = due(tmp_path, TOTALS, spec=spec)
    assert found.performance == Money.dollars(50 * 300)
    table = "participant,reading\n" + "".join(f"P{n},{50 if n < 50 else 30}\n" for n in range(80))
    assert due(tmp_path, HEAD + "participants: p.csv\n", table, spec).performance == found.performance


def test_two_lines_on_one_outcome_are_cut_together(tmp_path: Path) -> None:
    rates = {"more": {"outcome": "reading", "per_participant": "$100", "due": "2028-07-31"}}
    spec = contract(payment={"rates": rates, "caps": {"participant": "$450"}})
    table = "participant,reading\n" + "".join(f"P{n},{50 if n < 50 else 30}\n" for n in range(80))
    by_table = due(tmp_path, HEAD + "participants: p.csv\n", table, spec)
    found = due(tmp_path, TOTALS, spec=spec)
    assert found.performance == by_table.performance == Money.dollars(50 * 450)


SHARE: Texts = {"share_of": {"budget": "9%", "of": "$80,000"}}
POINTS: Texts = {"group_result": {"steps": [{"at_least": "50", "pay": "$9,000"}]}}


@pytest.mark.parametrize(
    ("line", "values", "conditions", "shown"),
    [
        (SHARE, ("40", "39"), "", "reached, but “Calm” was not reached"),
        (SHARE, ("39", "39"), "", "not reached, and “Calm” was not reached"),
        (SHARE, ("40", "missing"), "", "reached, but “Calm” has no result that counts"),
        (SHARE, ("missing", "39"), "", "no result that counts"),
        (POINTS, ("57.5", "39"), "", "57.5, but “Calm” was not reached"),
        (SHARE, ("40", "40"), "conditions: {absence: no}\n", "reached, but its condition was not met"),
        (
            SHARE,
            ("40", "39"),
            "conditions: {absence: no}\n",
            "reached, but “Calm” was not reached and its condition was not met",
        ),
        (SHARE, ("40", "40"), "conditions: {absence: yes}\n", "reached"),
    ],
)
def test_a_result_that_counts_for_nothing_is_told_with_what_was_not_met(
    line: Texts, values: tuple[str, str], conditions: str, shown: str, tmp_path: Path
) -> None:
    provided = {"condition": "the plan is approved"} if conditions else {}
    requires = {"reached": ["calm"], **provided}
    rates: Texts = {"reading": None, "absence": {**line, "requires": requires, "due": "2028-07-31"}}
    outcomes = {"absence": group_outcome("Absence"), "calm": group_outcome("Calm")}
    spec = contract(outcomes=outcomes, payment={"rates": rates})
    results = absence(values[0]).replace("groups: {", f"groups: {{calm: {values[1]}, ") + conditions
    found, account = verified(tmp_path, results, spec=spec), due(tmp_path, results, spec=spec)
    (row,) = from_results(spec, found, account, "r", "full").lines
    assert row.result.endswith(shown)
    assert f"{shown})" in settlement_text(spec, account, found.results).replace("\n", " ")
    why = only_line(account)["result_not_counted"]
    assert why is None if shown == "reached" else str(why) in shown
    assert bool(account.performance) == (shown == "reached")


@pytest.mark.parametrize(
    ("line", "value", "shown"),
    [
        (SHARE, "missing", "no result that counts"),
        (SHARE, "39", "not reached"),
        (SHARE, "40", "reached"),
        (
            POINTS,
            "missing",
            "no result that counts",
        ),
        (POINTS, "0", "result 0"),
    ],
)
def test_a_result_that_is_missing_is_not_told_as_one_that_fell_short(
    line: Texts, value: str, shown: str, tmp_path: Path
) -> None:
    spec, results = of_group(**line), absence(value)
    found, account = verified(tmp_path, results, spec=spec), due(tmp_path, results, spec=spec)
    assert f"  Absence ({shown})" in settlement_text(spec, account, found.results)
    (row,) = from_results(spec, found, account, "r", "full").lines
    assert row.result.endswith(shown.removeprefix("result "))
