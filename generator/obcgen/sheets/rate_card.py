"""The rate card and its limits as sheets: each entry's count times price, then every limit in its order."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.account.schedule import entries_by_payment
from obcgen.account.settle import most
from obcgen.deal.compile import deal_of
from obcgen.money import Money, Share, total
from obcgen.sheets.cells import Inputs, count, entry, money, share, sums, text
from obcgen.sheets.division import Divisions
from obcgen.sheets.limits import LIMITS, Limit, apply, ceiling, limits, limits_sheet, who
from obcgen.workbook import Cell, Column, Sheet, at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.account.account import Entry
    from obcgen.deal.deal import Deal
    from obcgen.spec import Spec

RATE_CARD: Final = "Rate card"
_COUNT, _PRICE, _FACTOR, _BEFORE, _AFTER = range(3, 8)
_HEAD: Final = (
    Column("Line", 34),
    Column("Cohort", 16),
    Column("Year", 11),
    Column("Count", 11),
    Column("Price or most", 15),
    Column("Factor and discount", 12),
    Column("Before limits", 16),
    Column("After limits", 16),
)
_NOTE: Final = (
    "What each line pays if every result is reached: count times price, rounded once to the cent, then "
    "each limit in the order of the sheet Limits. On Schedule each payment stands at the most of its own."
)


@dataclass(frozen=True, slots=True)
class RateCard:
    """The sheets, and by the id of each payment for results its formula and its amount."""

    sheets: tuple[Sheet, ...]
    formulas: dict[str, str]
    amounts: dict[str, Money]
    follows: bool
    """Whether the limits on the sheet leave what a settlement of everything reached does."""


def rate_card(spec: Spec, inputs: Inputs, base: Money, base_formula: str) -> RateCard:
    """Return the rate card over the inputs; the base says how much the ceiling leaves."""
    deal = deal_of(spec)
    entries = most(deal).entries
    rows = [_before(deal, inputs, paid, index) for index, paid in enumerate(entries)]
    after = [(paid.before, at(_BEFORE, i, RATE_CARD)) for i, paid in enumerate(entries)]
    divisions, names = Divisions(LIMITS), [deal.lines[paid.line].name for paid in entries]
    before = list(after)
    found = (*limits(deal, inputs, entries), ceiling(deal, inputs, base, base_formula, len(rows)))
    for limit in found:
        apply(divisions, limit, names, after)
    whole = tuple((*row, money(amount, place)) for row, (amount, place) in zip(rows, after, strict=True))
    cards = _sheets(whole, divisions) if entries else ()
    alone = {key: _alone(found, own, before) for key, own in entries_by_payment(deal).items()}
    return RateCard(
        cards,
        {key: formula for key, (_, formula) in alone.items()},
        {key: amount for key, (amount, _) in alone.items()},
        not deal.carries_over and [amount for amount, _ in after] == [entry.amount for entry in entries],
    )


def _sheets(rows: tuple[tuple[Cell, ...], ...], divisions: Divisions) -> tuple[Sheet, ...]:
    totals = sums("Performance-based funding", rows, _BEFORE)
    return (
        Sheet(RATE_CARD, RATE_CARD, _HEAD, rows, _NOTE, totals),
        limits_sheet(divisions),
    )


def _alone(
    found: Sequence[Limit], entries: tuple[int, ...], before: Sequence[tuple[Money, str]]
) -> tuple[Money, str]:
    """Return the most of one payment by itself, and its formula: through each limit in turn."""
    terms = [(frozenset({index}), *before[index]) for index in entries]
    covered = [(frozenset(limit.covers) & frozenset(entries), limit) for limit in found]
    for own, limit in sorted(covered, key=lambda pair: len(pair[0])):
        if inside := [term for term in terms if term[0] <= own]:
            formula = f"MIN({limit.formula},{'+'.join(formula for *_, formula in inside)})"
            whole = total(amount for _, amount, _ in inside)
            terms = [term for term in terms if term not in inside]
            terms.append((own, min(limit.amount, whole), formula))
    return total(amount for _, amount, _ in terms), "+".join(formula for *_, formula in terms)


def _before(deal: Deal, inputs: Inputs, paid: Entry, index: int) -> list[Cell]:
    """Return the cells of one entry up to its amount before any limit."""
    line = deal.lines[paid.line]
    name, left = line.name, line.reduction
    where = f"payment.rates.{paid.line}"
    year = f", {paid.year}" if line.by_year else ""
    cohort = deal.spec.cohorts[paid.cohort].name if paid.cohort else ""
    heads = [text(name), text(cohort), text(paid.year)]
    each = _each(paid, left)
    if each is None:
        place = inputs.put(f"{name}{year}: most before limits", money(paid.before), where)
        fixed = [count(1), money(paid.before, place), share(Share(Fraction(1)))]
    else:
        counted = inputs.put(who(deal, paid), count(paid.size), "population") if paid.size else ""
        price = inputs.put(f"{name}{year}: price or most", money(each), where)
        fixed = [count(paid.size or 1, counted), money(each, price), entry(share(Share(left)))]
    formula = f"ROUND({at(_COUNT, index)}*{at(_PRICE, index)}*{at(_FACTOR, index)},2)"
    return [*heads, *fixed, money(paid.before, formula)]


def _each(paid: Entry, left: Fraction) -> Money | None:
    """Return the price that count and factor multiply; None where the amount is no such product."""
    if not left:
        return None
    number = paid.size or 1
    each = Money(round(paid.before.cents / (left * number)))
    return each if (each * number).times(left) == paid.before else None
