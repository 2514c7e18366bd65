"""What is wanted of a deal, with what the spec and guidance say where that is silent; or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, isqrt, lcm
from typing import TYPE_CHECKING

from obcgen.designer.cards import MOST_SCALES
from obcgen.designer.demand import Demand, chances_at_targets
from obcgen.designer.faults import TOO_MANY, wanted
from obcgen.money import Money, Share
from obcgen.problems import ObcgenError, Problem

if TYPE_CHECKING:
    from obcgen.designer.demand import Paid
    from obcgen.designer.ground import Ground
    from obcgen.designer.wishes import Wishes
    from obcgen.law.law import Guide

USUAL_ROUNDING = Money.dollars(5)
MOST_BITS = 150_000_000
"""Of all weights of one distribution together; more take seconds and memory."""


def demand_of(found: Ground, wishes: Wishes, guide: Guide) -> Demand:
    """Return what is wanted, with what the spec and guidance say where that is silent.

    Raises:
        ObcgenError: it cannot be wanted of this deal.
    """
    if wrong := [*_unknown(found, wishes)]:
        raise ObcgenError(*wrong)
    outcomes = found.outcomes(found.parts(wishes.parts or {}))
    budget = _budget(found, wishes)
    share = wishes.at_risk if wishes.at_risk is not None else guide.usual_share
    rounding = wishes.rounding or USUAL_ROUNDING
    if wrong := [*_unpaid(found, outcomes), *_too_much(found, budget, share)]:
        raise ObcgenError(*wrong)
    if wrong := [*_too_fine(outcomes, budget, rounding), *_crowded(found, outcomes)]:
        raise ObcgenError(*wrong)
    return Demand(
        outcomes=outcomes,
        kinds=found.kinds,
        base=found.base,
        budget=budget,
        at_risk=share,
        overrun=wishes.overrun if wishes.overrun is not None else Share(1 - guide.certainty.value),
        rounding=rounding,
        cost=_cost(found, wishes),
        chances=chances_at_targets(outcomes, found.kinds),
    )


def _budget(found: Ground, wishes: Wishes) -> Money:
    """Return what may be paid in all: what is wanted, or the not-to-exceed amount."""
    each = wishes.per_participant
    stated = each * found.served if each is not None else wishes.budget
    return found.deal.not_to_exceed if stated is None else stated


def _cost(found: Ground, wishes: Wishes) -> Money:
    """Return the provider's cost of serving everybody: as given, or as the spec states it; else nothing."""
    known = found.spec.funding.delivery_cost
    each = wishes.cost if wishes.cost is not None else known.per_participant if known else None
    fixed = wishes.fixed if wishes.fixed is not None else known.fixed if known else None
    return (each or Money(0)) * found.served + (fixed or Money(0))


def _unknown(found: Ground, wishes: Wishes) -> Iterator[Problem]:
    """Yield each id that the deal does not have, and more participants than it can have."""
    for name, given, known in (
        ("targets", wishes.targets or {}, found.deal.outcomes),
        ("baselines", wishes.baselines or {}, found.deal.outcomes),
        ("parts", wishes.parts or {}, found.lines),
    ):
        for key in (key for key in given if key not in known):
            message = f"The deal has no {'line' if name == 'parts' else 'outcome'} “{key}”."
            yield wanted(message, (name, key), key, f"one of: {', '.join(known)}", "Correct the id.")
    if found.served > found.deal.everyone:
        message = f"{found.served:,} are to be served, but there can be {found.deal.everyone:,} at most."
        yield wanted(message, ("served",), found.served, f"{found.deal.everyone} or fewer")


def _crowded(found: Ground, outcomes: Mapping[str, Paid]) -> Iterator[Problem]:
    """Yield that exact chances would take too long: whole numbers with as many digits as there are people."""
    whole = lcm(*(each.target.value.denominator for each in outcomes.values()))
    parts = max(sum(outcomes[key].parts for key in kind.outcomes) for kind in found.kinds)
    size = max(kind.count for kind in found.kinds) ** 2 * parts * whole.bit_length()
    if size > MOST_BITS:
        fewer = isqrt(found.served**2 * MOST_BITS // size)
        yield TOO_MANY.problem(
            f"The exact chances of {found.served:,} participants would take too long to work out.",
            path=("served",),
            found=str(found.served),
            expected=f"about {fewer} or fewer, with these targets and parts",
            hint=f"Design for {fewer}: of more, chance moves the total less. Whole percents are quicker.",
        )


def _too_fine(outcomes: Mapping[str, Paid], budget: Money, rounding: Money) -> Iterator[Problem]:
    """Yield that there are too many prices to try, where the steps are small for the budget."""
    at_target = sum(each.parts * each.met for each in outcomes.values())
    if at_target and budget.cents > MOST_SCALES * at_target * rounding.cents:
        least = Money.dollars(ceil(Fraction(budget.cents, MOST_SCALES * at_target * 100)))
        message = f"Steps of {rounding} are too small for a budget of {budget} and so few results."
        yield wanted(message, ("rounding",), rounding, f"steps of {least} or more")


def _unpaid(found: Ground, outcomes: Mapping[str, Paid]) -> Iterator[Problem]:
    """Yield each outcome whose target asks for nothing more than would come anyway, or counts nobody."""
    for line, each in outcomes.items():
        key = found.lines[line]
        name = found.deal.outcomes[key].name
        if each.target <= each.baseline:
            yield wanted(
                f"The target of “{name}”, {each.target}, is not above its baseline, {each.baseline}.",
                ("targets", key),
                each.target,
                f"more than {each.baseline}",
            )
        elif not each.met:
            message = f"At its target of {each.target} nobody reaches “{name}”: {each.counted} count for it."
            yield wanted(message, ("targets", key), each.target, "a target that somebody reaches")


def _too_much(found: Ground, budget: Money, share: Share) -> Iterator[Problem]:
    limit = found.deal.not_to_exceed
    if budget > limit:
        yield wanted(
            f"The budget of {budget} is above the not-to-exceed amount of {limit}.",
            ("budget",),
            budget,
            f"{limit} or less",
            f"Write {limit} or less, or raise funding.not_to_exceed in the spec first.",
        )
    if found.base and share.value == 1:
        message = "All of what is paid is to depend on results, but the deal has base funding."
        hint = "Take payment.base out of the spec, or ask for a smaller share."
        yield wanted(message, ("at_risk",), share, "less than 100%", hint)
