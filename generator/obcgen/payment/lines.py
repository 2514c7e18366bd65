"""The rate card: each line with its sentence, price, condition and most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.money import ZERO
from obcgen.payment.conditions import conditions
from obcgen.payment.members import everything_reached
from obcgen.payment.names import rate_name
from obcgen.payment.prices import price_text, proposed_price
from obcgen.payment.settle import settle
from obcgen.payment.subjects import chosen_by, outcome_ids
from obcgen.payment.words import sentence

if TYPE_CHECKING:
    from datetime import date

    from obcgen.money import Money
    from obcgen.spec import Proposed, Spec


@dataclass(frozen=True, slots=True)
class RateLine:
    """One line of the rate card, as documents print it.

    `maximum` is what the line can pay before the caps; `part_of` is the id of the line that chooses among
    this one and others, and then this one pays nothing by itself.
    """

    id: str
    name: str
    outcomes: tuple[str, ...]
    sentence: str
    price: str
    conditions: str
    maximum: Money
    due: date | None
    proposed: Proposed | None
    part_of: str


def rate_lines(spec: Spec) -> tuple[RateLine, ...]:
    """Return the lines of the rate card in the order of the spec."""
    rates = spec.payment.rates
    chosen = chosen_by(rates)
    most = dict.fromkeys(rates, ZERO)
    for portion in settle(spec, everything_reached(spec)).portions:
        most[portion.line] += portion.before
    return tuple(
        RateLine(
            key,
            rate_name(spec, key),
            outcome_ids(key, rates),
            sentence(spec, key),
            price_text(spec, key),
            conditions(spec, key),
            most[key],
            rate.due,
            proposed_price(rate),
            chosen.get(key, ""),
        )
        for key, rate in rates.items()
    )
