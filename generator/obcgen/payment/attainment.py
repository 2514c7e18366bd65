"""What a line pays at each attainment of its outcome, where nothing else decides: before the caps, exact.

Only lines that pay for one outcome counted by participant have such a curve: a flat price, steps, or a line
between points. Tiers, units and what measured values of a group pay have one over the result (`by_result`);
what scores and savings come to depends on more than one figure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.money import Money, Share, total
from obcgen.payment.facts import Mark
from obcgen.payment.maximum import number, reduction
from obcgen.payment.members import everything_reached, round_half_up
from obcgen.payment.names import rate_name
from obcgen.payment.portions import paid_lines
from obcgen.payment.settle import settle
from obcgen.payment.subjects import named_outcomes, shape, subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.payment.facts import Alike, Facts
    from obcgen.payment.settle import Settlement
    from obcgen.spec import Spec
    from obcgen.spec.rates import GroupResult

Corner = tuple[Fraction, Fraction]
"""An attainment from 0 to 1, and the cents paid there."""


@dataclass(frozen=True, slots=True)
class AttainmentRow:
    """A line, what it pays at the attainment expected without the program and at the target, and at most.

    `corners` are the shares and amounts between which the payment runs straight; two with one share are a
    step, and the later one is what is paid there.
    """

    line: str
    name: str
    expected: Share
    pays_expected: Money
    target: Share
    pays_target: Money
    most: Money
    corners: tuple[tuple[Share, Money], ...]


def attainment_rows(spec: Spec) -> tuple[AttainmentRow, ...]:
    """Return a row for each line whose payment follows from one attainment, in the order of the rate card."""
    lines = {key: _outcome(spec, key) for key in paid_lines(spec) if _is_curve(spec, key)}
    outcomes = {outcome: spec.outcomes[outcome] for outcome in lines.values()}
    most = settle(spec, everything_reached(spec))
    expected = settle(spec, _facts(spec, {key: one.expected_without for key, one in outcomes.items()}))
    target = settle(spec, _facts(spec, {key: one.target for key, one in outcomes.items()}))
    return tuple(
        AttainmentRow(
            line=key,
            name=rate_name(spec, key),
            expected=outcomes[outcome].expected_without,
            pays_expected=_before_caps(expected, key),
            target=outcomes[outcome].target,
            pays_target=_before_caps(target, key),
            most=_before_caps(most, key),
            corners=_corners(spec, key, most),
        )
        for key, outcome in lines.items()
        if _before_caps(most, key)
    )


def _outcome(spec: Spec, key: str) -> str:
    return named_outcomes(key, spec.payment.rates[key])[0]


def _is_curve(spec: Spec, key: str) -> bool:
    rate = spec.payment.rates[key]
    if subject(rate) != "outcome" or rate.deduction is not None:
        return False
    if spec.outcomes[_outcome(spec, key)].measure.counted_by != "participant":
        return False
    result = rate.group_result
    if result is None:
        return shape(rate) == "price"
    levels = [step.at_least for step in result.steps or ()] + [point.at for point in result.line or ()]
    return all(isinstance(level, Share) for level in levels)


def _facts(spec: Spec, shares: Mapping[str, Share]) -> Facts:
    """Return the facts under which each outcome is reached by its share of those it counts, who are all."""
    everyone = everything_reached(spec)
    people = (
        part for person in everyone.people for key in shares for part in _dealt(person, key, shares[key])
    )
    return replace(everyone, people=tuple(people))


def _dealt(person: Alike, outcome: str, share: Share) -> Iterator[Alike]:
    """Yield those of a kind who reach an outcome, to the nearest participant, and those who do not."""
    reached = round_half_up(person.count * share.value.numerator, share.value.denominator)
    yield replace(person, count=reached, marks={outcome: Mark("reached")})
    yield replace(person, count=person.count - reached, marks={outcome: Mark("not_reached")})


def _before_caps(settled: Settlement, key: str) -> Money:
    return total(portion.before for portion in settled.portions if portion.line == key)


# --- corners -------------------------------------------------------------------------------------


def _corners(spec: Spec, key: str, most: Settlement) -> tuple[tuple[Share, Money], ...]:
    """Return where the payment bends, from no attainment to all."""
    rate = spec.payment.rates[key]
    if rate.group_result is None:
        in_full = total(portion.earned for portion in most.portions if portion.line == key)
        bends = [(Fraction(0), Fraction(0)), (Fraction(1), Fraction(in_full.cents))]
    else:
        part = reduction(spec, rate)
        bends = [(share, cents * part) for share, cents in _ladder(rate.group_result)]
    least, most_cents = Fraction(0), Fraction(rate.at_most.cents) if rate.at_most else None
    bends = crossed(bends, least)
    if most_cents is not None:
        bends = crossed(bends, most_cents)
    held = ((share, max(least, cents)) for share, cents in bends)
    limited = ((share, cents if most_cents is None else min(cents, most_cents)) for share, cents in held)
    return tuple((Share(share), Money(1).times(cents)) for share, cents in limited)


def _ladder(result: GroupResult) -> Iterator[Corner]:
    """Yield the corners of steps, or of a line between points; an upright stretch has two with one share."""
    if result.steps:
        paid = Fraction(0)
        yield Fraction(0), paid
        for step in result.steps:
            yield number(step.at_least), paid
            paid = Fraction(step.pay.cents)
            yield number(step.at_least), paid
        yield Fraction(1), paid
        return
    points = [(number(point.at), Fraction(point.pay.cents)) for point in result.line or ()]
    first, last = points[0], points[-1]
    below = {"nothing": Fraction(0), "first": first[1]}.get(result.below)
    yield Fraction(0), _extended(points[0], points[1], Fraction(0)) if below is None else below
    if below is not None:
        yield first[0], below
    yield from points
    yield Fraction(1), last[1] if result.above == "last" else _extended(points[-2], last, Fraction(1))


def _extended(left: Corner, right: Corner, share: Fraction) -> Fraction:
    """Return where the line through two points is at a share, below nothing as well."""
    return left[1] + (right[1] - left[1]) / (right[0] - left[0]) * (share - left[0])


def crossed(corners: list[Corner], limit: Fraction) -> list[Corner]:
    """Return the corners, and one more wherever the payment crosses a limit."""
    found = corners[:1]
    for before, after in pairwise(corners):
        low, high = before[1] - limit, after[1] - limit
        if low * high < 0 and after[0] > before[0]:
            found.append((before[0] + (after[0] - before[0]) * low / (low - high), limit))
        found.append(after)
    return found
