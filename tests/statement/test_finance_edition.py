"""The finance edition: no participant, no count under ten, and none that can be worked out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from obcgen.deal.late_interest import Late
from obcgen.money import Money
from obcgen.problems import ObcgenError
from obcgen.statement.finance import TOLD, finance, is_small
from settlements import kinds, settled, two_lines

if TYPE_CHECKING:
    from obcgen.statement.statement import Statement

DEFAULT = {"if_district_defaults": {"effect": "deemed_met", "reach": "affected_participants"}}


def edition(counts: dict[str, int], affected: int = 0, disputed: tuple[str, ...] = ()) -> Statement:
    spec = two_lines(payment=DEFAULT)
    return finance(spec, settled(spec, kinds(counts, affected), disputed=disputed)[1])


def test_large_counts_are_shown_and_no_participant_is() -> None:
    found = edition({"++": 40, "+-": 30, "--": 20})
    assert found.people == ()
    assert [(line.id, line.counted) for line in found.lines] == [("reading", 90), ("math", 90)]
    assert [line.size for line in found.lines] == [None, None]


@pytest.mark.parametrize(
    "counts",
    [
        {"+-": 40, "-+": 9, "--": 41},  # nine reached math
        {"++": 60, "+-": 31, "-+": 9},  # nine did not reach reading
        {"++": 40, "--": 20, "+?": 9},  # nine do not count for math
    ],
)
def test_a_line_with_a_small_count_is_shown_together_with_another(counts: dict[str, int]) -> None:
    found = edition(counts)
    (row,) = found.lines
    assert set(row.together) == {"reading", "math"}
    assert (row.counted, row.items, row.earned, row.cut, row.added) == (None, (), None, None, None)
    assert row.amount == found.totals.performance
    assert [payment.id for payment in found.ledger] == ["base", f"rates.{row.id}"]


def test_interest_on_lines_that_are_shown_together_adds_up() -> None:
    spec = two_lines(payment=DEFAULT)
    shown = settled(spec, kinds({"+-": 40, "-+": 9, "--": 41}))[1]
    last, on = date(2028, 8, 30), date(2028, 9, 29)
    late = tuple(
        Late(payment, Money(amount), last, on, 30, Money(interest), Money(0))
        for payment, amount, interest in (
            ("base", 100, 1),
            ("rates.reading", 2_000_000, 13_151),
            ("rates.math", 270_000, 1775),
            ("rates.apart", 500, 2),
        )
    )
    (base, joined, apart) = finance(spec, replace(shown, late=late)).late
    assert (base.payment, base.amount) == ("base", Money(100))
    assert (apart.payment, apart.amount) == ("rates.apart", Money(500))
    assert (joined.payment, joined.amount, joined.interest) == (
        f"rates.{finance(spec, shown).lines[0].id}", Money(2_270_000), Money(14_926),
    )  # fmt: skip


def test_few_whom_a_default_concerns_are_not_told_by_what_it_adds() -> None:
    found = edition({"++": 40, "+-": 40}, affected=3)
    assert found.totals.added is None
    (row,) = found.lines
    assert row.together
    assert [limit.before for limit in found.limits if limit.scope == "district_default"] in ([], [None])


def test_where_nothing_can_hide_a_small_count_no_finance_edition_is_made() -> None:
    with pytest.raises(ObcgenError) as caught:
        edition({"+-": 40, "-+": 9, "--": 41}, disputed=("math",))
    (problem,) = caught.value.problems
    assert problem.code == TOLD.code
    assert "“Math”" in problem.message


def test_the_number_served_is_left_out_where_it_tells_that_few_were_not() -> None:
    spec = two_lines()
    _, full = settled(spec, kinds({"++": 40, "--": 40}))
    from dataclasses import replace

    head = finance(spec, replace(full, head=replace(full.head, roster=85))).head
    assert (head.roster, head.served) == (85, None)


@given(st.lists(st.integers(0, 25), min_size=4, max_size=4))
def test_no_small_count_follows_from_what_is_shown(numbers: list[int]) -> None:
    counts = {
        marks: number for marks, number in zip(("++", "+-", "-+", "--"), numbers, strict=True) if number
    }
    served = sum(numbers)
    assume(served >= 10)
    try:
        found = edition(counts)
    except ObcgenError:
        return
    truth = {"reading": numbers[0] + numbers[1], "math": numbers[0] + numbers[2]}
    if not any(row.together for row in found.lines):
        for count in truth.values():
            assert not is_small(count)
            assert not is_small(served - count)
        return
    fitting = [
        (reading, math)
        for reading, math in product(range(served + 1), repeat=2)
        if Money.dollars(500 * reading + 300 * math) == found.totals.performance
    ]
    for place, count in enumerate(truth.values()):
        if is_small(count) or is_small(served - count):
            possible = {pair[place] for pair in fitting}
            assert max(possible) - min(possible) >= 10 or count == 0
