"""What a district wants of its prices, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from obcgen.designer.faults import wanted
from obcgen.problems import ObcgenError
from obcgen.source import parse, read_values
from obcgen.spec.scalars import Count, Id, MoneyField, ShareField
from obcgen.spec.shapes import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem


MOST_PARTS = 20
"""Prices in relation to each other stay small numbers, or no rounding would leave any to choose from."""


class Wishes(Section):
    """What is wanted, each as the spec writes it; what is left out comes from the spec or from guidance.

    `budget` is what may be paid in all, `per_participant` the same for each participant served. `cost` is the
    provider's for one participant and `fixed` beside it whatever their number. `parts` are the prices of
    outcomes in relation to each other: 2 and 1 make one cost twice as much as the other.
    """

    budget: MoneyField | None = None
    per_participant: MoneyField | None = None
    at_risk: ShareField | None = None
    overrun: ShareField | None = None
    rounding: MoneyField | None = None
    served: Count | None = None
    cost: MoneyField | None = None
    fixed: MoneyField | None = None
    targets: dict[Id, ShareField] | None = None
    baselines: dict[Id, ShareField] | None = None
    parts: dict[Id, Count] | None = None


def read_wishes(values: Mapping[str, object]) -> Wishes:
    """Return what is wanted; blank values count as left out.

    Raises:
        ObcgenError: a value cannot be read.
    """
    given = {key: value for key, value in values.items() if value not in ("", None)}
    wishes = parse(read_values(given, "what is wanted"), Wishes)
    if wrong := [*_impossible(wishes)]:
        raise ObcgenError(*wrong)
    return wishes


def _impossible(wishes: Wishes) -> Iterator[Problem]:
    """Yield what cannot be wanted of any deal."""
    shares = {"at_risk": wishes.at_risk, "overrun": wishes.overrun}
    shares |= {f"targets.{key}": each for key, each in (wishes.targets or {}).items()}
    shares |= {f"baselines.{key}": each for key, each in (wishes.baselines or {}).items()}
    for name, share in shares.items():
        if share is not None and share.value > 1:
            message = f"{share} is more than the whole."
            yield wanted(message, tuple(name.split(".")), share, "a share from 0% to 100%")
    if wishes.budget is not None and wishes.per_participant is not None:
        message = "The budget is given twice: in all, and for each participant."
        yield wanted(message, ("per_participant",), wishes.per_participant, "one of them", "Leave one out.")
    if wishes.rounding is not None and (not wishes.rounding or wishes.rounding.cents % 100):
        message = f"Prices cannot be rounded to {wishes.rounding}."
        yield wanted(message, ("rounding",), wishes.rounding, "whole dollars, such as $5 or $25")
    for key, parts in (wishes.parts or {}).items():
        if not 1 <= parts <= MOST_PARTS:
            message = f"The price of {key} is {parts} parts."
            yield wanted(message, ("parts", key), parts, f"a number from 1 to {MOST_PARTS}")
    if wishes.served == 0:
        yield wanted("Nobody is to be served.", ("served",), "0", "1 or more")
