"""A base by service received pays for each participant once, however many rows a table has for him."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from obcgen.money import Money
from verified import TABLE, contract, due

if TYPE_CHECKING:
    from pathlib import Path

    from deals import Texts
    from obcgen.spec import Spec

HEADINGS = "participant,served,year,dosage,reading\n"
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


def test_rows_of_two_years_pay_results_by_year_and_a_step_once(tmp_path: Path) -> None:
    rows = "A,yes,2026-27,13,50\nA,yes,2027-28,40,65\n"
    found = due(tmp_path, TABLE, HEADINGS + rows, by_service(tiers=LADDER))
    assert {line.id: line.amount for line in found.lines} == {
        "reading": Money.dollars(1100),
        "tiers": Money.dollars(9),
    }
