"""All or nothing: one step of a result of all that carries a large part of the money."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from obcgen.account.account import Account
from obcgen.account.settle import most
from obcgen.deal.compile import deal_of
from obcgen.deal.lines.flat import Flat
from obcgen.deal.lines.line import Line
from obcgen.deal.lines.share_of import ShareOf
from obcgen.deal.lines.sloped import Sloped
from obcgen.deal.lines.stepped import Stepped
from obcgen.figures import to_the_cent
from obcgen.law.law import Law
from obcgen.money import ZERO, Money, Share
from obcgen.policy.payment.limits import without_limit
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.words import listed

CLIFF = Kind("DSN-08", "One step decides over a large part of the money", "warning")


@rule(CLIFF, *MONEY, source="Gneezy, Meier and Rey-Biel 2011; field practice", reads_law=True)
def no_step_carries_too_much(spec: Spec, law: Law) -> Iterator[Problem]:
    """No single participant more or less decides over a large part of what all results can earn."""
    earned = most(deal_of(spec))
    whole = earned.performance
    steps = {line: step for line in deal_of(spec).paid if (step := _largest_step(line, earned))}
    share = law.guide.largest_step
    large = {line: step for line, step in steps.items() if whole and step.over(whole) >= share}
    if large and not without_limit(spec):
        yield _cliff(large, whole, share)


def _cliff(large: dict[Line, Money], whole: Money, share: Share) -> Problem:
    highest = max(large.values())
    line = next(each for each in large if large[each] == highest)
    names = listed([each.name for each in large])
    one = len(large) == 1
    outcome = next(iter(line.paid_for.outcomes.values()))
    start, end = outcome.expected_without, outcome.target
    carries = f"of {names} carries" if one else f"in each of {names} carries as much as"
    return CLIFF.problem(
        f"One step {carries} {highest} of the {whole} for results: one result more or less decides over it.",
        path=("payment", "rates", line.id),
        found=", ".join(f"{each.id}: {step}, {step.over(whole)}" for each, step in large.items()),
        expected=f"steps that each carry less than {share} of the money for results",
        hint="Pay along a line, such as group_result: "
        f"{{line: [{_point(start, ZERO)}, {_point(end, highest)}]}}, or "
        "in more and smaller steps.",
    )


def _point(at: Share, pay: Money) -> str:
    """Return a point of a line as a spec writes it; inside brackets a comma would end the amount."""
    return f"{{at: {at.exact}, pay: {str(pay).replace(',', '')}}}"


def _largest_step(line: Line, earned: Account) -> Money | None:
    """Return the most that hangs on one step of a line; None where no step decides over more than one result.

    Where a line asks for an outcome that has one value for all, the whole line hangs on that value. An
    effect against a comparison group is asked for on purpose: nothing else shows that the program worked.
    """
    gates = [gate.measure for gate in line.paid_for.gates.values()]
    if any(gate.counted_by == "group" and gate.effect is None for gate in gates):
        return earned.line(line.id).amount
    if line.by_participant:
        return None
    match line:
        case Stepped():
            pays = [Fraction(0), *(step.pay.cents * line.reduction for step in line.steps)]
            jump = max((abs(after - before) for before, after in pairwise(pays)), default=Fraction(0))
        case Sloped():
            jump = line.points[0].pay.cents * line.reduction if line.below == "nothing" else Fraction(0)
        case Flat():
            jump = line.most_for_group()
        case ShareOf() if line.of != "savings":
            jump = line.most_for_group()
        case _:
            return None
    return to_the_cent(min(jump, line.own_limit))
