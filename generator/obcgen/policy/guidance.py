"""The guidance of the field: how the money is split (G1 to G3), open use of data (G8), learning (G9).

Source: Results for America, LEA Education Evidence-Based Spending Guide, "Define Desired Outcomes:
Outcomes-Based Contracting". `docs/` and the design's domain notes number its points G1 to G9.
"""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.account.scenarios.ends import at_target
from obcgen.account.schedule import schedule
from obcgen.deal.compile import deal_of
from obcgen.law.law import Law
from obcgen.money import Money
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

UNUSUAL = Kind("GUI-01", "Less than the field's share depends on outcomes", "note")
BASE_TOO_SMALL = Kind("GUI-02", "Base funding is below the cost of delivery", "warning")
TOO_WEAK = Kind("GUI-03", "Too small a share is paid for outcomes", "warning")
NOT_OPEN = Kind("GUI-08", "Bidders are not told that data also serve evaluation", "warning")
NO_IMPROVEMENT = Kind("GUI-09", "Nothing is said of learning from the data together", "warning")
NO_BASE = Kind("GUI-11", "Nothing is paid whatever the results", "warning")


@rule(NO_BASE, *MONEY, source="G1")
def something_is_guaranteed(spec: Spec) -> Iterator[Problem]:
    """Funding is split into base funding and performance-based funding (G1)."""
    found = schedule(spec)
    if found.performance and not found.base:
        yield NO_BASE.problem(
            f"All of the maximum of {found.maximum} depends on outcomes: there is no base funding.",
            path=("payment",),
            found="no payment.base",
            expected="base funding, paid whatever the results, beside the money for outcomes",
            hint="Add payment.base: {per_participant: $900}, or be sure that providers can carry the whole "
            "risk.",
        )


@rule(UNUSUAL, *MONEY, source="G1; Standards of Excellence, payment", reads_law=True)
def split_is_near_the_norm(spec: Spec, law: Law) -> Iterator[Problem]:
    """At least 40 % of what is payable at target depends on outcomes, or the rationale says why not."""
    found, least = at_target(deal_of(spec)), law.guide.usual_share
    share = found.performance.over(found.total)
    too_weak = schedule(spec).performance_share < law.guide.weakest_share
    if found.base and not too_weak and share < least and spec.funding.rationale is None:
        yield UNUSUAL.problem(
            f"If every target is met, {share} of what is paid depends on outcomes; the field asks for at "
            "least "
            f"{least}.",
            path=("payment",),
            found=f"base {found.base}, outcomes {found.performance}, together {found.total} at target",
            expected=f"at least {found.total.times(least.value)} for outcomes at target",
            hint="Say in funding.rationale why the money is split as it is, or move money from the base to "
            "the "
            "rate card.",
        )


@rule(BASE_TOO_SMALL, *MONEY, source="G2")
def base_covers_delivery(spec: Spec) -> Iterator[Problem]:
    """Too large a performance share leaves the provider unable to deliver (G2)."""
    cost = delivery_cost(spec)
    base = schedule(spec).base
    if cost is not None and base < cost:
        yield BASE_TOO_SMALL.problem(
            f"Base funding of {base} is {cost - base} below the cost of delivery of {cost}.",
            path=("payment", "base"),
            found=f"base funding of {base}",
            expected=f"at least the cost of delivery, {cost} (funding.delivery_cost)",
            hint="Raise the base price, or be sure that the provider can carry the difference.",
        )


def delivery_cost(spec: Spec) -> Money | None:
    """Return what delivering to everyone planned costs; None where the spec does not state it."""
    cost = spec.funding.delivery_cost
    if cost is None:
        return None
    per_participant = cost.per_participant or Money(0)
    return per_participant * spec.population.planned + (cost.fixed or Money(0))


@rule(TOO_WEAK, *MONEY, source="G1, G3", reads_law=True)
def enough_is_contingent(spec: Spec, law: Law) -> Iterator[Problem]:
    """A performance share under 5 % is too weak an incentive (G3)."""
    found, weakest = schedule(spec), law.guide.weakest_share
    if found.maximum and found.performance_share < weakest:
        needed = found.maximum.times(weakest.value)
        yield TOO_WEAK.problem(
            f"Only {found.performance_share} of the maximum is paid for outcomes; "
            f"under {weakest} is too weak an incentive.",
            path=("payment", "rates") if spec.payment.rates else ("payment",),
            found=f"{found.performance} of {found.maximum}",
            expected=f"at least {needed}, which is {weakest}",
            hint=f"Move {needed - found.performance} from the base to the rate card.",
        )


@rule(NOT_OPEN, "data", source="G8")
def uses_of_data_are_open(spec: Spec) -> Iterator[Problem]:
    """The district is open with providers about formative and summative use of the data (G8)."""
    uses = " ".join(spec.data.uses).lower() if spec.data else ""
    lacking = [use for use in ("formative", "summative") if use not in uses]
    if lacking:
        yield NOT_OPEN.problem(
            f"The spec does not say whether the data also serve {' and '.join(lacking)} evaluation.",
            path=("data", "uses") if spec.data else ("data",),
            found=", ".join(spec.data.uses) if spec.data and spec.data.uses else "no uses",
            expected="the uses of the data, payment and evaluation alike",
            hint="Write data.uses: [payment, formative evaluation, summative evaluation].",
        )


@rule(NO_IMPROVEMENT, "improvement", source="G9")
def data_improve_the_program(spec: Spec) -> Iterator[Problem]:
    """District and provider meet over leading indicators to improve the program (G9)."""
    improvement = spec.improvement
    meetings = improvement.meetings if improvement else None
    if improvement is None or meetings is None or not improvement.indicators:
        lacks = "at which indicators" if meetings else "when"
        yield NO_IMPROVEMENT.problem(
            f"The spec does not say {lacks} district and provider look together during the term.",
            path=("improvement", "indicators" if meetings else "meetings"),
            found="no indicators" if meetings else "no meetings",
            expected="how often they meet, who attends, and the leading indicators they look at",
            hint="Add improvement: {meetings: {every: 4 weeks, attend: [program lead, provider lead]}, "
            "indicators: [attendance of 90% or more, 4 hours a month or more]}.",
        )


ALWAYS = (
    something_is_guaranteed,
    split_is_near_the_norm,
    base_covers_delivery,
    enough_is_contingent,
    uses_of_data_are_open,
    data_improve_the_program,
)
