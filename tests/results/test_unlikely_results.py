"""What is possible and unlikely: told by name above everything, and answered with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deals import Texts
from obcgen.money import Money
from obcgen.spec.shapes import shown
from verified import HEAD, TABLE, TOTALS, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

PAID = "paid: {base: {amount: $10000, on: 2027-10-20}}\n"
PARTS: Texts = {
    "base": {
        "due": None,
        "installments": {
            "launch": {"share": "40%", "due": "2027-10-15"},
            "close": {"share": "60%", "due": "2028-06-30"},
        },
    }
}


def names(folder: Path, results: str, table: str = "", spec: Spec | None = None) -> list[str]:
    """Return by name what is unlikely."""
    return [each.name for each in verified(folder, results, table, spec).oddities]


def scored(*values: object) -> str:
    """Return a table with one row for each result."""
    rows = "".join(f"P{number},{value}\n" for number, value in enumerate(values))
    return f"participant,reading\n{rows}"


# Answers


def test_what_is_likely_needs_no_answer(tmp_path: Path) -> None:
    assert names(tmp_path, TOTALS + PAID) == []


def test_a_warning_names_itself_and_the_line_that_answers_it(tmp_path: Path) -> None:
    found = verified(tmp_path, TOTALS)
    (problem,) = found.problems
    assert (problem.severity, problem.code) == ("warning", "RES-30")
    assert "acknowledged: {RES-30 base: why it is right}" in problem.hint


def test_an_answer_keeps_its_reason_and_is_no_warning_any_more(tmp_path: Path) -> None:
    found = verified(tmp_path, TOTALS + "acknowledged: {RES-30  base: not invoiced before May}\n")
    assert [(each.name, each.reason) for each in found.oddities] == [
        ("RES-30 base", "not invoiced before May")
    ]
    assert [each.severity for each in found.problems] == ["waived"]


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ("RES-30 base", "RES-33", "RES-30 base did not occur"),
        ("RES-28 reading", "RES-33", "did not occur"),
        ("RES-30", "RES-32", "names nothing that settle asks"),
        ("RES-05 reading", "RES-32", "names nothing that settle asks"),
        ("base", "RES-32", "names nothing that settle asks"),
    ],
)
def test_an_answer_to_nothing_is_an_error(answer: str, code: str, words: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TOTALS + PAID + f"acknowledged: {{{answer}: because}}\n")
    assert (problem.code, words in problem.message) == (code, True)
    assert problem.place is not None
    assert problem.place.line == 10


def test_an_answer_that_is_misspelt_is_told_what_was_meant(tmp_path: Path) -> None:
    found = refused(tmp_path, TOTALS + "acknowledged: {RES-30 bass: because}\n")
    assert [(each.severity, each.code) for each in found] == [("warning", "RES-30"), ("error", "RES-33")]
    assert found[1].hint == "Did you mean RES-30 base?"


# The ledger


@pytest.mark.parametrize(
    ("paid", "as_of", "found"),
    [
        ("", "2027-12-14", []),  # sixty days after October 15
        ("", "2027-12-15", ["RES-30 base.launch"]),
        ("base.launch: {amount: $4000, on: 2027-10-20}", "2027-12-15", []),
        ("base.launch: {amount: $3600, on: 2027-10-20}", "2027-12-15", []),  # a tenth is held back
        ("base.launch: {amount: $3000, on: 2027-10-20}", "2027-12-15", ["RES-30 base.launch"]),
        ("base.launch: {amount: $3000, on: 2027-10-20}", "2027-12-01", []),
        ("base.launch: {amount: $40000, on: 2027-10-20}", "2027-12-01", ["RES-30 base.launch"]),
        ("base.launch: {amount: $4000, on: 2027-09-14}", "2027-12-15", ["RES-34 base.launch"]),
        ("base.close: {amount: $6000, on: 2027-12-01}", "2027-12-14", ["RES-34 base.close"]),
    ],
)
def test_the_ledger_is_held_against_the_installments(
    paid: str, as_of: str, found: list[str], tmp_path: Path
) -> None:
    spec = contract(payment={**PARTS, "invoicing": {"retainage": "10%"}})
    head = HEAD.replace("final", "interim").replace("as_of: 2028-06-20", f"as_of: {as_of}")
    head = head.replace("on: 2028-06-20", "on: 2027-11-01") + "paid: {" + paid + "}\n"
    assert names(tmp_path, head, spec=spec) == found


@pytest.mark.parametrize(
    ("launch", "close", "found"),
    [
        (4_000, 3_000, []),  # costs of $7,000 of $10,000: $4,000 and $3,000
        (2_000, 5_000, ["RES-30 base.close"]),  # the sum is right, but the first had $2,000 left
        (3_500, 2_000, []),  # what was lower earlier is due now
        (4_000, 3_001, ["RES-30 base.close"]),
    ],
)
def test_costs_are_entered_under_the_installments_that_they_fill(
    launch: int, close: int, found: list[str], tmp_path: Path
) -> None:
    reimbursed = {**PARTS["base"], "fixed": None, "reimbursed": {"budget": "$10,000"}}
    head = TOTALS.replace("2028-06-20", "2028-07-20") + (
        "amounts: {costs: $7000}\npaid:\n"
        f"  base.launch: {{amount: ${launch}, on: 2027-10-20}}\n"
        f"  base.close: {{amount: ${close}, on: 2028-07-05}}\n"
    )
    told = verified(tmp_path, head, spec=contract(payment={"base": reimbursed})).oddities
    assert [each.name for each in told] == found
    assert all("enter first what an earlier one had left" in each.hint for each in told)


def test_an_empty_ledger_is_told_once(tmp_path: Path) -> None:
    late = TOTALS.replace("2028-06-20", "2028-12-01")
    spec = contract(payment=PARTS)
    found = verified(tmp_path, late, spec=spec)
    assert [each.name for each in found.oddities] == ["RES-30 paid"]
    assert "base.launch (2027-10-15), base.close (2028-06-30)" in found.oddities[0].message


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("base: [{amount: $5000, on: 2027-10-20}, {amount: $5000, on: 2027-11-20}]", []),
        ("base: [{amount: $5000, on: 2027-10-20}, {amount: $5000, on: 2027-10-20}]", ["RES-30 base"]),
        ("base: {amount: $1000001, on: 2027-10-20}", ["RES-31 paid", "RES-30 base"]),
        ("base: {amount: $10000, on: 2027-10-20}, rates.reading: {amount: $50000, on: 2028-07-01}", []),
        (
            "base: {amount: $10000, on: 2027-10-20}, rates.reading: {amount: $50000.01, on: 2028-07-01}",
            ["RES-30 rates.reading"],
        ),
        (
            "base: {amount: $10000, on: 2027-10-20}, rates.reading: {amount: $9, on: 2028-06-30}",
            ["RES-34 rates.reading"],
        ),
    ],
)
def test_entries_alike_and_amounts_above_what_can_be_due_are_told(
    entry: str, found: list[str], tmp_path: Path
) -> None:
    results = TOTALS.replace("2028-06-20", "2028-08-20") + f"paid: {{{entry}}}\n"
    assert names(tmp_path, results) == found


# Scores


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((50, 30, "yes"), ["RES-23 reading"]),
        ((50, 30, ""), []),
        (("yes", "no", "1"), ["RES-23 reading"]),
        ((50, 0, 30), ["RES-23 reading"]),
        ((50, 1, 30), []),
        ((50, 0, "no"), ["RES-23 reading"]),
        ((19, 5, 3, 7, 8, 9, 2, 3, 4, 5), ["RES-35 reading"]),
        ((20, 5, 3, 7, 8, 9, 2, 3, 4, 5), []),
        ((19, 5, 3, 7, 8, 9, 2, 3, 4), []),
        ([39] * 10, ["RES-25 reading"]),
        ([39] * 9, []),
        ([*[39] * 10, 38], []),
    ],
)
def test_columns_of_scores_are_looked_at_as_a_whole(
    values: tuple[object, ...], found: list[str], tmp_path: Path
) -> None:
    spec = contract(population={"planned": "9", "maximum": "12"})
    assert names(tmp_path, TABLE + PAID, scored(*values), spec) == found


def test_nothing_is_a_score_on_another_scale_than_percentiles(tmp_path: Path) -> None:
    for measure in ({"scale": "scale score"}, {"scale": "percentile points"}, {"kind": "gain"}):
        spec = contract(population={"planned": "9"}, outcomes={"reading": {"measure": measure}})
        assert names(tmp_path, TABLE + PAID, scored(50, 0, 30), spec) == []


def test_a_decimal_point_that_slipped_is_found_at_its_cell(tmp_path: Path) -> None:
    spec = contract(population={"planned": "12"}, outcomes={"reading": {"measure": {"scale": "scale score"}}})
    table = scored(45, 31, 22, 51, 38, 39, 400, 33, 42, 20)
    assert names(tmp_path, TABLE + PAID, table, spec) == []
    (odd,) = verified(tmp_path, TABLE + PAID, table.replace("400", "401"), spec).oddities
    assert (odd.name, odd.place is not None and odd.place.line) == ("RES-35 reading", 8)


def test_a_score_below_nothing_is_told_at_its_cell(tmp_path: Path) -> None:
    scale: Texts = {"measure": {"scale": "scale score"}}
    spec = contract(population={"planned": "9"}, outcomes={"reading": scale})
    (odd,) = verified(tmp_path, TABLE + PAID, scored(50, -99, 20), spec).oddities
    assert (odd.name, odd.place is not None and odd.place.line) == ("RES-35 reading", 3)
    gain = contract(population={"planned": "9"}, outcomes={"reading": {"measure": {"kind": "gain"}}})
    assert names(tmp_path, TABLE + PAID, scored(50, -99, 20), gain) == []


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("0.52", ["RES-35 absence"]),
        ("1", ["RES-35 absence"]),
        ("0", []),
        ("52", []),
        ("yes", []),
        ("52%", []),
        ("{groups: {learners: 0.4}}", ["RES-35 absence"]),
    ],
)
def test_a_group_result_that_may_be_a_share_is_told(given: str, found: list[str], tmp_path: Path) -> None:
    rates: Texts = {"absence": {"share_of": {"budget": "9%", "of": "$900"}, "due": "2028-07-31"}}
    learners = {"learners": {"name": "Learners", "planned": "9"}}
    spec = contract(payment={"rates": rates}, population={"groups": learners})
    assert names(tmp_path, TOTALS + PAID + f"groups: {{absence: {given}}}\n", spec=spec) == found


# Attainment and sizes: without the program 20 %, target 40 %


@pytest.mark.parametrize(
    ("eligible", "reached", "found"),
    [
        (80, 52, []),  # 65 %, 25 points above the target
        (80, 53, ["RES-28 reading"]),
        (80, 0, []),  # 20 points below
        (10, 8, []),  # 40 points above, which chance may do with ten
        (10, 10, ["RES-28 reading"]),
        (9, 9, []),
    ],
)
def test_attainment_far_from_plan_and_history_is_told(
    eligible: int, reached: int, found: list[str], tmp_path: Path
) -> None:
    totals = f"outcomes:\n  reading: {{measured: 90, eligible: {eligible}, reached: {reached}}}\n"
    assert names(tmp_path, HEAD + PAID + totals) == found


def test_far_fewer_than_ever_reached_it_is_told(tmp_path: Path) -> None:
    totals = "outcomes:\n  reading: {measured: 90, eligible: 80, reached: %d}\n"
    spec = contract(outcomes={"reading": {"expected_without": "30%"}})
    told = [names(tmp_path, HEAD + PAID + totals % reached, spec=spec) for reached in (3, 4)]
    assert told == [["RES-28 reading"], []]  # 26.25 and 25 points below


@pytest.mark.parametrize(
    ("served", "dosage", "found"), [("yes", 40, ["RES-28 reading"]), ("no", "", []), ("yes", 30, [])]
)
def test_only_those_who_count_make_an_attainment(
    served: str, dosage: object, found: list[str], tmp_path: Path
) -> None:
    spec = contract(payment={"rates": {"reading": {"requires": {"dosage": "minimum"}}}})
    rows = [f"P{n},yes,40,{(50, 30)[n % 2]}\n" for n in range(30)]
    rows += [f"Q{n},{served},{dosage},51\n" for n in range(25)]  # with them 40 of 55, 73 %, reached it
    table = "participant,served,dosage,reading\n" + "".join(rows)
    assert names(tmp_path, TABLE + PAID, table, spec) == found


def test_one_who_was_not_served_makes_no_attainment(tmp_path: Path) -> None:
    rows = [f"P{n},yes,{(50, 30)[n % 2]}\n" for n in range(30)] + [f"Q{n},no,51\n" for n in range(25)]
    table = "participant,served,reading\n" + "".join(rows)
    assert names(tmp_path, TABLE + PAID, table) == []
    assert names(tmp_path, TABLE + PAID, table.replace("no,", "yes,")) == ["RES-28 reading"]


def test_an_earlier_year_makes_a_result_likely(tmp_path: Path) -> None:
    past = {"2024-25": {"measured": "100", "reached": "60"}}
    spec = contract(outcomes={"reading": {"history": past}})
    assert (
        names(
            tmp_path,
            HEAD + PAID + "outcomes:\n  reading: {measured: 90, eligible: 80, reached: 60}\n",
            spec=spec,
        )
        == []
    )


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ("roster: 50\nserved: 25\n", []),
        ("roster: 49\nserved: 49\n", ["RES-29 roster"]),
        ("roster: 100\nserved: 49\n", ["RES-29 served"]),
    ],
)
def test_numbers_far_below_the_plan_are_told(counts: str, found: list[str], tmp_path: Path) -> None:
    totals = "outcomes:\n  reading: {measured: 25, eligible: 25, reached: 9}\n"
    assert names(tmp_path, HEAD + PAID + counts + totals) == found


def test_few_measured_of_many_served_are_told(tmp_path: Path) -> None:
    table = scored(*[50, 30] * 12, *[""] * 36)
    assert names(tmp_path, TABLE + PAID, table) == ["RES-29 reading"]
    assert names(tmp_path, TABLE + PAID, scored(*[50, 30] * 15, *[""] * 30)) == []


def test_a_cohort_with_twice_its_plan_is_told(tmp_path: Path) -> None:
    dates = {"starts": "2027-10-04", "ends": "2028-05-19"}
    cohorts = {key: {"name": key, "planned": "20", **dates} for key in ("one", "two")}
    spec = contract(cohorts=cohorts, population={"planned": "60"})
    rows = [*["one"] * 31, *["two"] * 20]
    table = "participant,cohort,reading\n" + "".join(
        f"P{n},{cohort},{(50, 30, 20)[n % 3]}\n" for n, cohort in enumerate(rows)
    )
    assert names(tmp_path, TABLE + PAID, table, spec) == ["RES-29 one"]


# Dates


def test_results_verified_before_their_window_closed_are_told(tmp_path: Path) -> None:
    early = TOTALS.replace("on: 2028-06-20", "on: 2028-05-11") + PAID
    assert names(tmp_path, early) == ["RES-34 reading"]
    assert names(tmp_path, early.replace("05-11", "05-12")) == []
    assert names(tmp_path, early.replace("05-11", "05-01")) == ["RES-34 reading"]


def test_a_notice_long_after_the_duty_was_due_is_told(tmp_path: Path) -> None:
    rule = {"effect": "deemed_met", "reach": "outcome"}
    duties = {"district": {"rosters": {"by": "2027-09-30"}}}
    spec = contract(duties=duties, payment={"if_district_defaults": rule})
    default = (
        "defaults:\n  - {party: district, duty: rosters, notice: 2027-10-18, cure_failed: 2027-11-20,"
        " outcomes: [reading], participants: all}\n"
    )
    totals = TOTALS + "served: 80\n" + PAID
    assert names(tmp_path, totals + default, spec=spec) == []
    late = default.replace("10-18", "10-19")
    assert names(tmp_path, totals + late, spec=spec) == ["RES-34 rosters"]
    assert due(tmp_path, totals + late, spec=spec).added > Money.dollars(0)


# Ids


@pytest.mark.parametrize(
    "again",
    [
        "2",
        "0002",
        "p-0002",
        "P-02",
        "P-\N{FULLWIDTH DIGIT ZERO}02",
        "P- 002",
        "P-\N{NO-BREAK SPACE}002",
        "P\N{HYPHEN}002",
        "P\N{EN DASH}002",
        "P\N{MINUS SIGN}002",
        "P-002.0",
        "2.00",
        "\N{CYRILLIC CAPITAL LETTER ER}-002",
        "\N{CYRILLIC SMALL LETTER ER}-002",
        "\N{GREEK CAPITAL LETTER RHO}-002",
    ],
)
def test_one_participant_under_two_ids_is_told(again: str, tmp_path: Path) -> None:
    own = "P-002" if again[0] not in "02" else "00002"
    table = f"participant,reading\n{own},60\nB,30\n{again},60\n"
    alike = [
        each for each in verified(tmp_path, TABLE + PAID, table).oddities if each.about == "participants"
    ]
    (told,) = alike
    assert (told.name, f"{own} and {shown(again)}" in told.message) == ("RES-49 participants", True)
    assert told.place is not None
    assert (told.place.line, told.place.column) == (4, 1)


def test_ids_that_are_two_and_answered_ones_are_not_told(tmp_path: Path) -> None:
    apart = "participant,reading\nP-1,60\nP-10,30\nP-100,60\n1,60\nP-01A,40\nS-1,30\n0,30\n"
    apart += "S-1.5,30\n\N{CYRILLIC CAPITAL LETTER ZHE}-1,30\nP1,30\n"
    assert names(tmp_path, TABLE + PAID, apart) == ["RES-29 roster"]
    answer = "acknowledged: {RES-49 participants: two students of two schools}\n"
    table = "participant,reading\n2,60\nB,30\n02,60\n"
    assert [each.severity for each in verified(tmp_path, TABLE + PAID + answer, table).problems] == [
        "waived",
        "warning",
    ]


def test_of_many_ids_alike_some_are_named(tmp_path: Path) -> None:
    rows = "".join(f"{number},60\n0{number},60\n" for number in range(1, 9))
    told, *_ = verified(tmp_path, TABLE + PAID, f"participant,reading\n{rows}").oddities
    assert "5 and 05, and 3 more." in told.message
