"""The guidance of the field, G1 to G9, as far as figures and presence decide it.

Source: Results for America, LEA Education Evidence-Based Spending Guide, "Define Desired Outcomes:
Outcomes-Based Contracting". `docs/` and the design's domain notes number its points G1 to G9.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from obcgen.money import Money, Share
from obcgen.payment.schedule import schedule
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

BASE_TOO_SMALL = Kind("GUI-02", "Base funding is below the cost of delivery", "warning")
TOO_WEAK = Kind("GUI-03", "Too small a share is paid for outcomes", "warning")
NO_GAIN = Kind("GUI-04", "A target is not above what is expected without the program")
NOT_CHALLENGING = Kind("GUI-05", "Earlier students already reached the target", "warning")
NOT_ACHIEVABLE = Kind("GUI-06", "A target asks for an unusual gain", "warning")
NOT_OPEN = Kind("GUI-08", "Bidders are not told that data also serve evaluation", "warning")
NO_IMPROVEMENT = Kind("GUI-09", "Nothing is said of learning from the data together", "warning")

WEAKEST_SHARE = Share(Fraction(5, 100))
LARGEST_GAIN = Fraction(25, 100)


@rule(BASE_TOO_SMALL, *MONEY, source="G2")
def base_covers_delivery(spec: Spec) -> Iterator[Problem]:
    """Too large a performance share leaves the provider unable to deliver (G2)."""
    cost = _delivery_cost(spec)
    base = schedule(spec).base
    if cost is not None and base < cost:
        yield BASE_TOO_SMALL.problem(
            f"Base funding of {base} is {cost - base} below the cost of delivery of {cost}.",
            path=("payment", "base"),
            found=f"base funding of {base}",
            expected=f"at least the cost of delivery, {cost}",
            hint="Raise the base price, or be sure that the provider can carry the difference.",
        )


def _delivery_cost(spec: Spec) -> Money | None:
    cost = spec.funding.delivery_cost
    if cost is None:
        return None
    per_participant = cost.per_participant or Money(0)
    return per_participant * spec.population.planned + (cost.fixed or Money(0))


@rule(TOO_WEAK, *MONEY, source="G1, G3")
def enough_is_contingent(spec: Spec) -> Iterator[Problem]:
    """A performance share under 5 % is too weak an incentive (G3)."""
    found = schedule(spec)
    if found.maximum and found.performance_share < WEAKEST_SHARE:
        needed = found.maximum.times(WEAKEST_SHARE.value)
        yield TOO_WEAK.problem(
            f"Only {found.performance_share} of the maximum is paid for outcomes; "
            "under 5% is too weak an incentive.",
            path=("payment", "rates") if spec.payment.rates else ("payment",),
            found=f"{found.performance} of {found.maximum}",
            expected=f"at least {needed}, which is 5%",
            hint="Move money from the base to the rate card.",
        )


@rule(NO_GAIN, "outcomes", source="G4")
def targets_mean_a_gain(spec: Spec) -> Iterator[Problem]:
    """A target lies above what like-performing students reach without the program (G4)."""
    for name, outcome in spec.outcomes.items():
        if outcome.target <= outcome.expected_without:
            yield NO_GAIN.problem(
                f"The target of {outcome.name}, {outcome.target}, is not above the "
                f"{outcome.expected_without} expected without the program.",
                path=("outcomes", name, "target"),
                found=f"a target of {outcome.target}",
                expected=f"more than {outcome.expected_without}",
                hint="Raise the target or correct expected_without: now the district pays for nothing.",
            )


@rule(NOT_ACHIEVABLE, "outcomes", source="G4")
def targets_are_achievable(spec: Spec) -> Iterator[Problem]:
    """A gain of more than 25 points over what is expected needs evidence (G4)."""
    for name, outcome in spec.outcomes.items():
        gain = outcome.target.value - outcome.expected_without.value
        if gain > LARGEST_GAIN and outcome.rationale is None:
            yield NOT_ACHIEVABLE.problem(
                f"The target of {outcome.name} asks for {gain * 100} points over what is expected without "
                "the program; more than 25 points is rarely reached.",
                path=("outcomes", name, "target"),
                found=f"{outcome.target} against {outcome.expected_without}",
                expected="a gain of at most 25 points, or the evidence for a larger one",
                hint=f"Give the evidence in outcomes.{name}.rationale, or lower the target.",
            )


@rule(NOT_CHALLENGING, "outcomes", "population", source="G4")
def targets_are_challenging(spec: Spec) -> Iterator[Problem]:
    """A target that earlier like-performing students already reached is not challenging (G4)."""
    for name, outcome in spec.outcomes.items():
        for year, history in (outcome.history or spec.population.history).items():
            if history.measured and Share(Fraction(history.reached, history.measured)) >= outcome.target:
                reached = Share(Fraction(history.reached, history.measured))
                yield NOT_CHALLENGING.problem(
                    f"In {year} like-performing students reached {reached}, no less than the target of "
                    f"{outcome.name}, {outcome.target}.",
                    path=("outcomes", name, "target"),
                    found=f"a target of {outcome.target}",
                    expected=f"more than the {reached} of {year} ({history.reached} of {history.measured})",
                    hint="Raise the target, or give the outcome a history of its own measure.",
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
    """District and provider meet over the data to improve the program (G9)."""
    if spec.improvement is None or spec.improvement.meetings is None:
        yield NO_IMPROVEMENT.problem(
            "The spec does not say when district and provider look at the data together.",
            path=("improvement", "meetings"),
            found="no meetings",
            expected="how often they meet and who attends",
            hint="Add improvement: {meetings: {every: 4 weeks, attend: [program lead, provider lead]}}.",
        )


ALWAYS = (
    base_covers_delivery,
    enough_is_contingent,
    targets_mean_a_gain,
    targets_are_achievable,
    targets_are_challenging,
    uses_of_data_are_open,
    data_improve_the_program,
)
