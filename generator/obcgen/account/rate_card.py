"""The rate card: each line with its sentence, price, condition and most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.account.settle import most
from obcgen.deal.compile import deal_of
from obcgen.money import ZERO

if TYPE_CHECKING:
    from datetime import date

    from obcgen.deal.deal import Deal
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


def rate_lines(spec: Spec | Deal) -> tuple[RateLine, ...]:
    """Return the lines of the rate card in the order of the spec."""
    deal = deal_of(spec)
    before = {line.id: line.before for line in most(deal).lines}
    return tuple(
        RateLine(
            line.id,
            line.name,
            line.outcomes,
            line.sentence,
            line.price_text,
            line.conditions,
            before.get(line.id, ZERO),
            line.first_due,
            line.proposed,
            line.chooser[0],
        )
        for line in deal.lines.values()
    )
