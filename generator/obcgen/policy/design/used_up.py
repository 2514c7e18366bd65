"""Money that is used up before the target: from there on more success pays nothing."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.account.scenarios.ends import at_target
from obcgen.deal.compile import deal_of
from obcgen.deal.lines.line import Line
from obcgen.deal.lines.sloped import Sloped
from obcgen.deal.lines.stepped import Stepped
from obcgen.money import Share
from obcgen.policy.payment.limits import without_limit
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

USED_UP = Kind("DSN-19", "More success pays nothing before the target is met", "warning")


@rule(USED_UP, *MONEY, source="contract practice; G4")
def limits_leave_room_for_the_target(spec: Spec) -> Iterator[Problem]:
    """No limit on several participants cuts what is earned where each target is just met."""
    for limit in at_target(deal_of(spec)).limits if not without_limit(spec) else ():
        if limit.bound and limit.scope not in {"participant", "district_default"}:
            yield USED_UP.problem(
                f"If every target is just met, {limit.terms.in_text} of {limit.limit} leaves {limit.after} "
                "of the "
                f"{limit.before} earned: what is reached beyond {limit.after.over(limit.before)} of that "
                "earns "
                "nothing.",
                path=limit.terms.path,
                found=f"{limit.before - limit.after} of what is earned at target is not paid",
                expected=f"{limit.before} or more",
                hint=f"Raise the limit to {limit.before}, or lower the prices so that the targets can be "
                "paid.",
            )


@rule(USED_UP, *MONEY, source="contract practice; G4")
def ladders_reach_the_target(spec: Spec) -> Iterator[Problem]:
    """The best step or the last point of a line lies at the target of its outcome or above it."""
    for line in deal_of(spec).paid:
        top = _top(line)
        target = line.paid_for.only.target if line.paid_for.joined == "outcome" else None
        if top is not None and target is not None and top < target:
            yield USED_UP.problem(
                f"The line {line.id} pays no more above {top}, and the target of {line.paid_for.only.name} "
                "is "
                f"{target}: the last {Share(target.value - top.value)} earn nothing.",
                path=("payment", "rates", line.id, "group_result"),
                found=f"the most is paid from {top} on",
                expected=f"a step or a point at {target} or above",
                hint=f"Add one at {target} or above, or lower the target.",
            )


def _top(line: Line) -> Share | None:
    """Return the share from which a line pays its most; None where shares do not set what it pays."""
    if not isinstance(line, Stepped | Sloped) or not line.in_shares:
        return None
    if isinstance(line, Sloped) and line.above == "extend":
        return None
    return Share(max(line.ladder))
