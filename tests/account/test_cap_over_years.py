"""The cap for one participant holds what he earns in all years: in rows of a table, totals and the most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from obcgen.account.participants import by_participant
from obcgen.account.schedule import schedule
from obcgen.account.settle import settle
from obcgen.money import Money, total
from verified import HEAD, TABLE, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from deals import Texts
    from obcgen.spec import Spec

HEADINGS = "participant,served,year,reading\n"


def capped(cap: str, **more: Texts) -> Spec:
    """Return a deal of $500 in the first and $600 in the second year, with a cap for one."""
    rates = {"reading": {"by_year": {"2026-27": "$500", "2027-28": "$600"}}}
    return contract(payment={"rates": rates, "caps": {"participant": cap, **more}})


@pytest.mark.parametrize(
    ("rows", "paid"),
    [
        ("A,yes,2026-27,50\nA,yes,2027-28,50\n", "$800.00"),  # $1,100 for one, who may have $800
        ("A,yes,2027-28,50\nA,yes,2026-27,50\n", "$800.00"),
        ("A,yes,2026-27,50\nB,yes,2027-28,50\n", "$1100.00"),  # two, of whom neither has more
        ("A,yes,2026-27,50\nA,yes,2027-28,0\n", "$500.00"),
        ("A,yes,2026-27,50\nA,yes,2027-28,50\nB,yes,2026-27,50\nB,yes,2027-28,0\n", "$1300.00"),
        ("A,yes,2026-27,50\nA,yes,2027-28,50\nB,yes,2026-27,50\nC,yes,2027-28,50\n", "$1900.00"),
    ],
)
def test_rows_of_one_participant_are_held_together(rows: str, paid: str, tmp_path: Path) -> None:
    assert due(tmp_path, TABLE, HEADINGS + rows, capped("$800")).performance.plain == paid[1:]


def test_each_participant_has_no_more_than_the_cap_in_all_rows(tmp_path: Path) -> None:
    names = ["A", "B", "C", "D", "E"]
    rows = "".join(f"{name},yes,{year},50\n" for name in names for year in ("2026-27", "2027-28"))
    spec = capped("$777.77")
    found = verified(tmp_path, TABLE, HEADINGS + rows + "F,yes,2027-28,50\n", spec)
    account, people = settle(spec, found.facts), found.people
    assert people is not None
    owed = by_participant(spec, found.facts, account, people.kind_of, people.ids)
    paid = {name: Money(0) for name in people.ids}
    for name, each in zip(people.ids, owed, strict=True):
        paid[name] = paid[name] + each.paid
    assert {each.plain for name, each in paid.items() if name != "F"} == {"777.77"}
    assert paid["F"].plain == "600.00"
    assert total(paid.values()) == account.performance
    by_year = [each.paid.cents for each in owed[:2]]
    assert by_year[0] * 6 == pytest.approx(by_year[1] * 5, abs=22)  # cut in proportion, year by year


def test_the_most_is_the_cap_for_each_planned() -> None:
    planned = schedule(capped("$800"))
    assert planned.performance == Money.dollars(100 * 800)
    assert schedule(capped("$5000")).performance == Money.dollars(100 * 1100)


def test_a_cap_for_a_year_still_holds_that_year_in_the_most() -> None:
    planned = schedule(capped("$800", year={"2026-27": "$1000"}))
    first, second = (each.amount for each in planned.payments if each.kind == "performance")
    assert first == Money.dollars(1000)
    assert second == Money.dollars(60_000)
    assert planned.performance == Money.dollars(61_000)


def test_the_most_is_no_cap_for_each_in_every_year() -> None:
    # 100 x $800 for both years together; each year by itself would let $50,000 + $60,000 through
    planned = schedule(capped("$800", year={"2026-27": "$60000", "2027-28": "$70000"}))
    assert planned.performance == Money.dollars(80_000)


def test_totals_by_year_cannot_say_who_is_at_the_cap(tmp_path: Path) -> None:
    parts = "".join(
        f"\n      y{at}: {{year: {year}, measured: 9, eligible: 9, reached: 9}}"
        for at, year in enumerate(("2026-27", "2027-28"))
    )
    totals = f"{HEAD}roster: 100\noutcomes:\n  reading:\n    measured: 18\n    eligible: 18\n"
    totals += f"    reached: 18\n    parts:{parts}\n"
    assert [each.code for each in refused(tmp_path, totals, spec=capped("$800"))] == ["RES-07"]
    assert due(tmp_path, totals, spec=capped("$1100")).performance == Money.dollars(9 * 1100)
