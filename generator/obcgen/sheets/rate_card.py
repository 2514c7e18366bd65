"""The rate card and its limits as sheets: each portion's count times price, then every limit in its order."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.money import ZERO, Money, Share
from obcgen.payment.maximum import reduction
from obcgen.payment.members import everything_reached
from obcgen.payment.names import rate_name
from obcgen.payment.portions import before_caps
from obcgen.payment.settle import settle
from obcgen.sheets.cells import Inputs, count, entry, money, share, sums, text
from obcgen.sheets.division import Divisions
from obcgen.sheets.limits import LIMITS, apply, ceiling, limits, limits_sheet, who
from obcgen.workbook import Cell, Column, Sheet, at

if TYPE_CHECKING:
    from obcgen.payment.portions import Portion
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
    "What each line can pay if every result is reached: count times price, rounded once to the cent, then "
    "each limit in the order of the sheet Limits."
)


@dataclass(frozen=True, slots=True)
class RateCard:
    """The sheets, and by the id of each payment for results its formula and its amount."""

    sheets: tuple[Sheet, ...]
    formulas: dict[str, str]
    amounts: dict[str, Money]


def rate_card(spec: Spec, inputs: Inputs, base: Money, base_formula: str) -> RateCard:
    """Return the rate card over the inputs; the base says how much the ceiling leaves."""
    portions = before_caps(settle(spec, everything_reached(spec)).portions)
    rows = [_before(spec, inputs, portion, index) for index, portion in enumerate(portions)]
    after = [(portion.amount, at(_BEFORE, i, RATE_CARD)) for i, portion in enumerate(portions)]
    divisions, names = Divisions(LIMITS), [rate_name(spec, portion.line) for portion in portions]
    for limit in (*limits(spec, inputs, portions), ceiling(spec, inputs, base, base_formula, len(rows))):
        apply(divisions, limit, names, after)
    whole = tuple((*row, money(amount, place)) for row, (amount, place) in zip(rows, after, strict=True))
    cards = _sheets(whole, divisions) if portions else ()
    return RateCard(cards, *_by_payment(spec, portions, [amount for amount, _ in after]))


def _sheets(rows: tuple[tuple[Cell, ...], ...], divisions: Divisions) -> tuple[Sheet, ...]:
    totals = sums("Performance-based funding", rows, _BEFORE)
    return (
        Sheet(RATE_CARD, RATE_CARD, _HEAD, rows, _NOTE, totals),
        limits_sheet(divisions),
    )


def _by_payment(
    spec: Spec, portions: tuple[Portion, ...], left: list[Money]
) -> tuple[dict[str, str], dict[str, Money]]:
    formulas: dict[str, list[str]] = {}
    amounts: dict[str, Money] = {}
    for index, portion in enumerate(portions):
        year = f".{portion.year}" if spec.payment.rates[portion.line].by_year else ""
        key = f"rates.{portion.line}{year}"
        formulas.setdefault(key, []).append(at(_AFTER, index, RATE_CARD))
        amounts[key] = amounts.get(key, ZERO) + left[index]
    return {key: "+".join(cells) for key, cells in formulas.items()}, amounts


def _before(spec: Spec, inputs: Inputs, portion: Portion, index: int) -> list[Cell]:
    """Return the cells of one portion up to its amount before any limit."""
    rate, name = spec.payment.rates[portion.line], rate_name(spec, portion.line)
    left = reduction(spec, rate)
    where = f"payment.rates.{portion.line}"
    year = f", {portion.year}" if rate.by_year else ""
    cohort = spec.cohorts[portion.cohort].name if portion.cohort else ""
    heads = [text(name), text(cohort), text(portion.year)]
    each = _each(portion, left)
    if each is None:
        place = inputs.put(f"{name}{year}: most before limits", money(portion.amount), where)
        fixed = [count(1), money(portion.amount, place), share(Share(Fraction(1)))]
    else:
        counted = inputs.put(who(spec, portion), count(portion.size), "population") if portion.size else ""
        price = inputs.put(f"{name}{year}: price or most", money(each), where)
        fixed = [count(portion.size or 1, counted), money(each, price), entry(share(Share(left)))]
    formula = f"ROUND({at(_COUNT, index)}*{at(_PRICE, index)}*{at(_FACTOR, index)},2)"
    return [*heads, *fixed, money(portion.amount, formula)]


def _each(portion: Portion, left: Fraction) -> Money | None:
    """Return the price that count and factor multiply; None where the amount is no such product."""
    if not left:
        return None
    number = portion.size or 1
    each = Money(round(portion.amount.cents / (left * number)))
    return each if (each * number).times(left) == portion.amount else None
