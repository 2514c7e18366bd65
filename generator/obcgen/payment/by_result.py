"""What a line pays at a measured result: for one participant, or once where the result is that of the group.

Each amount is what the engine settles where there is nobody and nothing else: after the line's own ceiling
and the cap for one participant, before every cap that several share. Lines with a deduction, or with a price
by year, have more than one such curve and so none here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

from obcgen.money import ZERO, Money, Share
from obcgen.payment.attainment import crossed
from obcgen.payment.facts import Alike, Facts, Mark
from obcgen.payment.maximum import ceiling, number, price_in, reduction
from obcgen.payment.members import full_dosage
from obcgen.payment.names import rate_name
from obcgen.payment.portions import paid_lines
from obcgen.payment.settle import settle
from obcgen.payment.subjects import named_outcomes, shape, subject
from obcgen.spec.rates import Tiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from obcgen.payment.attainment import Corner
    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate

    Pays = Callable[[Fraction], Money]


@dataclass(frozen=True, slots=True)
class Paid:
    """A result on the scale of its measure, and what is paid there.

    `goes_on` says that the same is paid from here on, until the next result or without end.
    """

    result: Fraction
    pays: Money
    goes_on: bool = True


@dataclass(frozen=True, slots=True)
class ByResult:
    """What one line pays by its result.

    `below` is what every result below the first one pays. `rises` says how the payment gets from one result
    to the next: upright, or along a straight line.
    """

    line: str
    outcome: str
    name: str
    counts: Literal["participant", "group"]
    rises: Literal["steps", "line"]
    below: Money
    points: tuple[Paid, ...]

    @property
    def most(self) -> Money:
        """The most that it pays at a result where the payment changes."""
        return max(point.pays for point in self.points)


def by_result(spec: Spec) -> tuple[ByResult, ...]:
    """Return each line whose payment follows from one measured result, in the order of the rate card."""
    found = (_by_result(spec, key) for key in paid_lines(spec) if _is_one_result(spec, key))
    return tuple(line for line in found if line.points and line.most)


def _outcome(spec: Spec, key: str) -> str:
    return named_outcomes(key, spec.payment.rates[key])[0]


def _is_one_result(spec: Spec, key: str) -> bool:
    rate = spec.payment.rates[key]
    if subject(rate) != "outcome" or rate.deduction is not None or rate.by_year:
        return False
    counted = spec.outcomes[_outcome(spec, key)].measure.counted_by
    kinds = {"tiers", "per_unit"} if counted == "participant" else {"steps", "line", "per_unit"}
    return shape(rate) in kinds


def _by_result(spec: Spec, key: str) -> ByResult:
    rate, outcome, pays = spec.payment.rates[key], _outcome(spec, key), _engine(spec, key)
    counts, kind = spec.outcomes[outcome].measure.counted_by, shape(rate)
    if kind == "line":
        below, points = _line(spec, rate, pays)
    elif kind == "per_unit":
        below, points = ZERO, tuple(_units(spec, rate, pays, alone=counts == "participant"))
    else:
        below, points = ZERO, tuple(Paid(level, pays(level)) for level in map(_on_scale, _levels(rate)))
    rises: Literal["steps", "line"] = "line" if kind in {"line", "per_unit"} else "steps"
    return ByResult(key, outcome, rate_name(spec, key), counts, rises, below, points)


def _engine(spec: Spec, key: str) -> Pays:
    """Return what the line pays for a result where it is the only line, and one participant the only one."""
    payment, rate, outcome = spec.payment, spec.payment.rates[key], _outcome(spec, key)
    apart: dict[str, object] = {"outcome": {}, "cohort": {}, "year": {}, "total": None}
    caps = payment.caps.model_copy(update=apart) if payment.caps else None
    alone = payment.model_copy(
        update={"base": None, "rates": {key: rate}, "caps": caps, "if_district_defaults": None}
    )
    own = spec.model_copy(update={"payment": alone})
    one = Alike(1, {}, rate.cohort or "", frozenset(spec.population.groups), dosage=full_dosage(spec))
    by_group = spec.outcomes[outcome].measure.counted_by == "group"

    def pays(result: Fraction) -> Money:
        mark = Mark("reached", result)
        people = (one,) if by_group else (replace(one, marks={outcome: mark}),)
        return settle(own, Facts(1, 1, people, {(outcome, "", ""): mark} if by_group else {})).performance

    return pays


# --- steps and units -----------------------------------------------------------------------------


def _units(spec: Spec, rate: Rate, pays: Pays, *, alone: bool) -> Iterator[Paid]:
    """Yield where units begin, the first, the last one paid in full, and the one that a limit ends.

    `alone` says that one participant is paid for, whom the cap for one participant holds.
    """
    price, caps = price_in(rate, ""), spec.payment.caps
    each = ceiling(price).cents * reduction(spec, rate) if price is not None else Fraction(0)
    limits = (rate.at_most, caps.participant if caps and alone else None, spec.funding.not_to_exceed)
    units = min(limit for limit in limits if limit is not None).cents / each if each else Fraction(0)
    counts = sorted({0, 1, max(1, floor(units)), max(1, ceil(units))}) if each else []
    for count in counts:
        level = number(rate.above) + count
        yield Paid(level, pays(level), goes_on=count == counts[-1])


def _levels(rate: Rate) -> Iterator[Share | Decimal]:
    if isinstance(rate.per_participant, Tiers):
        yield from (tier.at_least for tier in rate.per_participant.tiers)
    elif rate.group_result is not None:
        yield from (step.at_least for step in rate.group_result.steps or ())


def _on_scale(level: Share | Decimal) -> Fraction:
    """Return a result on the scale of its measure, where a share is a number of per cent."""
    return number(level) * 100 if isinstance(level, Share) else number(level)


# --- a line between points -----------------------------------------------------------------------


def _line(spec: Spec, rate: Rate, pays: Pays) -> tuple[Money, tuple[Paid, ...]]:
    """Return what is paid below a line between points, and at each point where it bends."""
    result = rate.group_result
    anchors = (result.line if result is not None else None) or ()
    if result is None or len(anchors) < 2:
        return ZERO, ()
    part, limit = reduction(spec, rate), Fraction((rate.at_most or spec.funding.not_to_exceed).cents)
    bends = [(_on_scale(point.at), point.pay.cents * part) for point in anchors]
    left = _beyond(bends[1], bends[0], limit) if result.below == "extend" else ()
    right = _beyond(bends[-2], bends[-1], limit) if result.above == "extend" else ()
    bends = crossed(crossed([*left, *bends, *right], Fraction(0)), limit)
    places = sorted({place for place, _ in bends})
    points = tuple(Paid(place, pays(place), goes_on=place == places[-1]) for place in places)
    return pays(places[0] - 1), points


def _beyond(before: Corner, last: Corner, limit: Fraction) -> tuple[Corner, ...]:
    """Return where a line that goes on beyond its last point meets nothing or its limit, if it does."""
    climbs = last[1] - before[1]
    goal = limit if climbs > 0 else Fraction(0)
    ahead = (goal - last[1]) / climbs if climbs else Fraction(0)
    return ((last[0] + (last[0] - before[0]) * ahead, goal),) if ahead > 0 else ()
