"""What a line pays at each attainment, or at each measured result, of its outcome: before the caps, exact.

Only lines that pay for one outcome have such a curve. By attainment: a flat price, steps, or a line between
points, over the share of participants who reach the outcome. By result: tiers and units of one participant,
and what measured values of a group pay; each amount is what the engine settles where there is nobody and
nothing else, after the line's own ceiling and the cap for one participant. Lines with a deduction, or by
result with a price by year, have more than one curve and so none here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from obcgen.account.settle import most, settle
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import NIL
from obcgen.deal.curve import crossed
from obcgen.deal.dosage import full_dosage
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.deal.people import everything_reached, round_half_up
from obcgen.figures import to_the_cent
from obcgen.money import ZERO, Money, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from obcgen.account.account import SettledLine
    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line
    from obcgen.spec import Spec


# By attainment


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


def attainment_rows(spec: Spec | Deal) -> tuple[AttainmentRow, ...]:
    """Return a row for each line whose payment follows from one attainment, in the order of the rate card."""
    return _attainment_rows(deal_of(spec))


@lru_cache(maxsize=8)
def _attainment_rows(deal: Deal) -> tuple[AttainmentRow, ...]:
    lines = [line for line in deal.paid if _follows_attainment(line)]
    outcomes = {line.paid_for.ids[0]: line.paid_for.only for line in lines}
    in_full = most(deal)
    expected = settle(deal, _reached_by(deal, {key: x.expected_without for key, x in outcomes.items()}))
    target = settle(deal, _reached_by(deal, {key: x.target for key, x in outcomes.items()}))
    return tuple(
        AttainmentRow(
            line=line.id,
            name=line.name,
            expected=line.paid_for.only.expected_without,
            pays_expected=expected.line(line.id).before,
            target=line.paid_for.only.target,
            pays_target=target.line(line.id).before,
            most=in_full.line(line.id).before,
            corners=_corners(line, in_full.line(line.id)),
        )
        for line in lines
        if in_full.line(line.id).before
    )


def _follows_attainment(line: Line) -> bool:
    if line.paid_for.joined != "outcome" or line.deduction is not None or line.paid_for.by_group:
        return False
    if line.paid_for.gates or line.paid_for.quality:
        return False
    return bool(line.over_attainment(NIL))


def _reached_by(deal: Deal, shares: Mapping[str, Share]) -> Facts:
    """Return the facts under which each outcome is reached by its share of those it counts, who are all."""
    facts = everything_reached(deal)
    people = (part for person in facts.people for key in shares for part in _apart(person, key, shares[key]))
    return replace(facts, people=tuple(people))


def _apart(person: Alike, outcome: str, share: Share) -> Iterator[Alike]:
    """Yield those of a kind who reach an outcome, to the nearest participant, and those who do not."""
    reached = round_half_up(person.count * share.value.numerator, share.value.denominator)
    for count, mark in ((reached, Mark("reached")), (person.count - reached, Mark("not_reached"))):
        yield replace(person, count=count, marks={outcome: mark}, persons=0)


def _corners(line: Line, in_full: SettledLine) -> tuple[tuple[Share, Money], ...]:
    """Return where the payment bends, from no attainment to all, never below nothing or above its ceiling."""
    bends = crossed(line.over_attainment(Fraction(in_full.earned.cents)), NIL)
    corners = [(share, max(NIL, cents)) for share, cents in bends]
    if line.at_most is not None:
        ceiling = Fraction(line.at_most.cents)
        corners = [(share, min(max(NIL, cents), ceiling)) for share, cents in crossed(bends, ceiling)]
    return tuple((Share(share), to_the_cent(cents)) for share, cents in corners)


# By result


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


def by_result(spec: Spec | Deal) -> tuple[ByResult, ...]:
    """Return each line whose payment follows from one measured result, in the order of the rate card."""
    return _results(deal_of(spec))


@lru_cache(maxsize=8)
def _results(deal: Deal) -> tuple[ByResult, ...]:
    lines = (_by_result(deal, line) for line in deal.paid if _follows_result(line))
    return tuple(line for line in lines if line.points and line.most)


def _follows_result(line: Line) -> bool:
    """Tell whether one result of a participant, or of the group, sets what the line pays."""
    if line.paid_for.joined != "outcome" or line.deduction is not None or line.by_year or not line.turns():
        return False
    if line.gated_by_itself or line.paid_for.quality:
        return False
    return line.by_participant or line.paid_for.by_group


def _by_result(deal: Deal, line: Line) -> ByResult:
    pays, places = _engine(deal, line), line.turns()
    straight = line.is_straight
    points = tuple(Paid(at, pays(at), goes_on=not straight or at == places[-1]) for at in places)
    return ByResult(
        line.id,
        line.paid_for.ids[0],
        line.name,
        line.paid_for.only.measure.counted_by,
        "line" if straight else "steps",
        pays(places[0] - 1) if straight and not line.counts_units else ZERO,
        points,
    )


def _engine(deal: Deal, line: Line) -> Callable[[Fraction], Money]:
    """Return what the line pays for a result where it is the only line, and one participant the only one."""
    alone, outcome = deal.alone(line), line.paid_for.ids[0]
    groups = frozenset(deal.spec.population.groups)
    one = Alike(1, {}, line.paid_for.cohort, groups, dosage=full_dosage(deal))
    met: dict[str, Mark] = {gate: Mark("reached") for gate in line.paid_for.gates}
    together = {(gate, "", ""): mark for gate, mark in met.items()}

    def pays(result: Fraction) -> Money:
        mark = Mark("reached", result)
        if line.paid_for.by_group:
            return settle(alone, Facts(1, 1, (one,), {**together, (outcome, "", ""): mark})).performance
        person = replace(one, marks={**met, outcome: mark})
        return settle(alone, Facts(1, 1, (person,), together)).performance

    return pays
