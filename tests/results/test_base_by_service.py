"""A base by service received pays for each participant once, however many rows a table has for him."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from obcgen.money import Money
from verified import TABLE, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from deals import Texts
    from obcgen.spec import Spec

HEADINGS = "participant,served,year,dosage:so_far,reading\n"
IN_YEAR = HEADINGS.replace("so_far", "in_year")
UNSAID = HEADINGS.replace(":so_far", "")
STEPS = [{"at_least": "12 hours", "pay": "$20"}, {"at_least": "36 hours", "pay": "$50"}]
PRICES = {"reading": {"by_year": {"2026-27": "$500", "2027-28": "$600"}}}
LADDER = {
    "per_participant": {"tiers": [{"at_least": "40", "pay": "$7"}, {"at_least": "60", "pay": "$9"}]},
    "outcome": "reading",
    "due": "2028-07-31",
}


def by_service(counted: str = "roster", combine: str = "highest", **rates: Texts) -> Spec:
    base = {"fixed": None, "counted": counted, "tiers": STEPS, "combine": combine}
    return contract(payment={"base": base, "rates": {**PRICES, **rates}})


@pytest.mark.parametrize(
    ("rows", "combine", "dollars"),
    [
        ("A,yes,2026-27,13,50\nA,yes,2027-28,30,50\n", "highest", 20),
        ("A,yes,2026-27,13,50\nA,yes,2027-28,40,50\n", "highest", 50),
        ("A,yes,2027-28,40,50\nA,yes,2026-27,13,50\n", "highest", 50),
        ("A,yes,2026-27,13,50\nA,yes,2027-28,40,50\n", "cumulative", 70),
        ("A,yes,2026-27,40,50\nA,yes,2027-28,40,50\n", "cumulative", 70),
        ("A,yes,2026-27,40,50\nA,no,2027-28,,\n", "highest", 50),
        ("A,yes,2026-27,11,50\nA,yes,2027-28,11,50\n", "highest", 0),
        ("A,yes,2026-27,40,50\nB,yes,2027-28,40,50\n", "highest", 100),
        (
            "A,yes,2026-27,13,50\nB,yes,2026-27,40,50\nA,yes,2027-28,40,50\nC,yes,2027-28,13,50\n",
            "highest",
            120,
        ),
    ],
)
@pytest.mark.parametrize("counted", ["roster", "served"])
def test_a_step_is_paid_once_for_each_participant(
    rows: str, combine: str, dollars: int, counted: str, tmp_path: Path
) -> None:
    found = due(tmp_path, TABLE, HEADINGS + rows, by_service(counted, combine))
    assert found.base == Money.dollars(dollars)


def test_installments_pay_their_shares_of_what_was_used_so_far(tmp_path: Path) -> None:
    parts = {"fall": ("40%", "2027-12-15"), "close": ("60%", "2028-07-17")}
    installments = {key: {"share": share, "due": day} for key, (share, day) in parts.items()}
    base = {"fixed": None, "due": None, "tiers": STEPS, "installments": installments}
    spec = contract(payment={"base": base})
    results = TABLE.replace("final", "interim").replace("2028-06-20", "2027-12-20")
    found = due(tmp_path, results, "participant,dosage\nA,13\nB,11\nC,40\n", spec)
    shares = {part.id: part.amount for part in found.base_parts}
    assert shares == {"base.fall": Money.dollars(28)}
    assert found.payable == Money.dollars(28)


def test_rows_of_two_years_pay_results_by_year_and_a_step_once(tmp_path: Path) -> None:
    rows = "A,yes,2026-27,13,50\nA,yes,2027-28,40,65\n"
    found = due(tmp_path, TABLE, HEADINGS + rows, by_service(tiers=LADDER))
    assert {line.id: line.amount for line in found.lines} == {
        "reading": Money.dollars(1100),
        "tiers": Money.dollars(9),
    }


YEARLY = ("2026-27", "2027-28")


def told(rows: str, folder: Path, headings: str, spec: Spec | None = None) -> list[str]:
    return [each.code for each in refused(folder, TABLE, headings + rows, spec or by_service())]


@pytest.mark.parametrize(
    ("rows", "combine", "dollars"),
    [
        ("A,yes,2026-27,13,50\nA,yes,2027-28,30,50\n", "highest", 50),
        ("A,yes,2027-28,30,50\nA,yes,2026-27,13,50\n", "highest", 50),
        ("A,yes,2026-27,30,50\nA,yes,2027-28,13,50\n", "cumulative", 70),
        ("A,yes,2026-27,11,50\nA,yes,2027-28,11,50\n", "highest", 20),
        ("A,yes,2026-27,30,50\nA,no,2027-28,,\n", "highest", 20),
        ("A,yes,2026-27,30,50\nB,yes,2027-28,30,50\n", "highest", 40),
        ("A,yes,2026-27,6,50\nA,yes,2027-28,5.9,50\n", "highest", 0),
    ],
)
@pytest.mark.parametrize("counted", ["roster", "served"])
def test_service_of_each_year_adds_up(
    rows: str, combine: str, dollars: int, counted: str, tmp_path: Path
) -> None:
    found = due(tmp_path, TABLE, IN_YEAR + rows, by_service(counted, combine))
    assert found.base == Money.dollars(dollars)


@pytest.mark.parametrize(
    ("headings", "amounts", "counted"),
    [
        (IN_YEAR, ("20", "20"), 600),  # 40 of the 36 hours in the second year, 20 in the first
        (IN_YEAR, ("36", "0"), 1100),
        (HEADINGS, ("20", "20"), 0),
        (HEADINGS, ("20", "40"), 600),
        (UNSAID, ("20", "40"), 600),  # either way the minimum is met in the second year alone
    ],
)
def test_the_minimum_is_met_by_all_service_up_to_a_result(
    headings: str, amounts: tuple[str, str], counted: int, tmp_path: Path
) -> None:
    gated = {"reading": {**PRICES["reading"], "requires": {"dosage": "minimum"}}}
    pairs = zip(YEARLY, amounts, strict=True)
    rows = "".join(f"A,yes,{year},{amount},50\n" for year, amount in pairs)
    found = due(tmp_path, TABLE, headings + rows, contract(payment={"rates": gated}))
    assert found.line("reading").amount == Money.dollars(counted)


def test_service_that_can_be_read_in_two_ways_is_refused_and_both_names_are_told(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, TABLE, UNSAID + "A,yes,2026-27,13,50\nA,yes,2027-28,30,50\n", by_service())
    assert problem.code == "RES-54"
    assert "13 and then 30" in problem.message
    assert "dosage:in_year" in problem.hint
    assert "dosage:so_far" in problem.hint


@pytest.mark.parametrize("amounts", [("11", "40"), ("40", "40"), ("0", "13"), ("13", "0")])
def test_service_that_pays_alike_in_either_way_is_not_refused(
    amounts: tuple[str, str], tmp_path: Path
) -> None:
    rows = "".join(f"A,yes,{year},{amount},50\n" for year, amount in zip(YEARLY, amounts, strict=True))
    if amounts == ("13", "0"):  # so far it would have become less than the first step
        assert told(rows, tmp_path, UNSAID) == ["RES-54"]
    else:
        due(tmp_path, TABLE, UNSAID + rows, by_service())


@pytest.mark.parametrize(("last", "codes"), [("no,2027-28,", []), ("yes,2027-28,0", ["RES-54"])])
def test_a_year_that_somebody_was_not_served_in_is_no_second_reading(
    last: str, codes: list[str], tmp_path: Path
) -> None:
    gated = {"reading": {**PRICES["reading"], "requires": {"dosage": "minimum"}}}
    spec, rows = contract(payment={"rates": gated}), f"A,yes,2026-27,40,50\nA,{last},\n"
    if codes:
        assert told(rows, tmp_path, UNSAID, spec) == codes
    else:
        assert due(tmp_path, TABLE, UNSAID + rows, spec).performance == Money.dollars(500)


def test_service_so_far_cannot_fall(tmp_path: Path) -> None:
    rows = "A,yes,2026-27,40,50\nA,yes,2027-28,13,50\n"
    assert told(rows, tmp_path, HEADINGS) == ["RES-54"]
    assert due(tmp_path, TABLE, IN_YEAR + rows, by_service()).base == Money.dollars(50)


@pytest.mark.parametrize(("headings", "codes"), [(IN_YEAR, ["RES-26"]), (HEADINGS, [])])
def test_years_that_add_up_to_more_than_there_was_time_for_are_refused(
    headings: str, codes: list[str], tmp_path: Path
) -> None:
    rows = "A,yes,2026-27,900,50\nA,yes,2027-28,900,50\n"  # in all 1,312 hours from October to May
    if codes:
        assert told(rows, tmp_path, headings) == codes
    else:
        due(tmp_path, TABLE, headings + rows, by_service())


def test_two_columns_of_service_are_refused(tmp_path: Path) -> None:
    headings = "participant,served,year,dosage:so_far,dosage:in_year,reading\n"
    assert told("A,yes,2026-27,13,13,50\n", tmp_path, headings) == ["CSV-04"]


def test_years_of_service_are_unknown_where_no_line_pays_by_year(tmp_path: Path) -> None:
    headings = "participant,served,dosage:in_year,reading\n"
    plain = contract(payment={"base": {"fixed": None, "counted": "served", "tiers": STEPS}})
    assert "CSV-04" in told("A,yes,13,50\n", tmp_path, headings, plain)


def test_how_service_was_read_is_told(tmp_path: Path) -> None:
    rows = "A,yes,2026-27,13,50\nA,yes,2027-28,30,50\n"
    found = verified(tmp_path, TABLE, IN_YEAR + rows, by_service())
    assert "the years of a participant are added up" in found.table_words
    assert "up to its results" in verified(tmp_path, TABLE, HEADINGS + rows, by_service()).table_words
