"""The keys of a payment line before it is known that they make sense: what they say, alone and together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from obcgen.deal.compile import SUBJECTS, gates_named, outcomes_named
from obcgen.deal.compile import joined_by as subject
from obcgen.deal.indexed import stated_by_year
from obcgen.money import Share
from obcgen.spec.rates import OwnAmount, Tiers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.money import Money
    from obcgen.spec import Outcome, Proposed, Spec
    from obcgen.spec.rates import GroupResult, Rate, ShareOf

__all__ = ["SUBJECTS", "gates_named", "outcomes_named", "subject"]

LANGUAGE = "payment language"
"""What a rule of the keys is based on."""
Shape = Literal["price", "tiers", "own_amount", "per_unit", "steps", "line", "share_of", "best_of"]
SHAPES = ("per_participant", "per_unit", "group_result", "share_of")


def outcome_ids(key: str, rates: Mapping[str, Rate]) -> tuple[str, ...]:
    """Return the ids of the outcomes that a line pays for, those of the lines it chooses from included."""
    rate = rates[key]
    if rate.best_of is None:
        return outcomes_named(key, rate)
    found = [outcome for line in rate.best_of for outcome in outcome_ids(line, rates)]
    return tuple(dict.fromkeys(found))


def paid_for(spec: Spec) -> tuple[str, ...]:
    """Return the ids of the outcomes that any line pays for."""
    rates = spec.payment.rates
    return tuple(dict.fromkeys(outcome for key in rates for outcome in outcomes_named(key, rates[key])))


def gates(spec: Spec) -> frozenset[str]:
    """Return the ids of the outcomes that lines require to be reached as well."""
    return frozenset(gate for rate in spec.payment.rates.values() for gate in gates_named(rate))


def qualities(spec: Spec) -> frozenset[str]:
    """Return the ids of the outcomes whose results multiply what lines earn."""
    rates = spec.payment.rates.values()
    return frozenset(rate.quality.of for rate in rates if rate.quality is not None)


def shape(rate: Rate) -> Shape:
    """Return how the line pays."""
    if rate.best_of is not None:
        return "best_of"
    if rate.per_unit is not None:
        return "per_unit"
    if rate.share_of is not None:
        return "share_of"
    if rate.group_result is not None:
        return "line" if rate.group_result.line is not None else "steps"
    if isinstance(rate.per_participant, OwnAmount):
        return "own_amount"
    return "tiers" if isinstance(rate.per_participant, Tiers) else "price"


def chosen_by(rates: Mapping[str, Rate]) -> dict[str, str]:
    """Return, for each line that is paid only as one of several, the line that chooses among them."""
    return {line: key for key, rate in rates.items() for line in rate.best_of or ()}


def counts_participants(key: str, rates: Mapping[str, Rate], outcomes: Mapping[str, Outcome]) -> bool:
    """Tell whether the line pays by participant; otherwise it pays once for all of them."""
    rate = rates[key]
    kind = shape(rate)
    if kind == "best_of":
        return any(counts_participants(line, rates, outcomes) for line in rate.best_of or ())
    named = outcomes_named(key, rate)
    by_participant = any(outcomes[outcome].measure.counted_by == "participant" for outcome in named)
    return kind in {"price", "tiers", "own_amount", "per_unit"} and by_participant


def flat_price(rate: Rate) -> Money | Proposed | None:
    """Return the one price of a line that has one."""
    stated = rate.per_participant
    return None if isinstance(stated, Tiers | OwnAmount) else stated or rate.per_unit


def prices_by_year(rate: Rate) -> dict[str, Money | Proposed]:
    """Return the price of each year for which one is stated; that of an indexed year is not."""
    stated = stated_by_year(rate)
    return {year: price for year, price in stated.items() if not isinstance(price, str)}


def is_unbounded(result: GroupResult) -> bool:
    """Tell whether a line over measured values rises without end; one over shares ends at 0 % and 100 %."""
    points = result.line or ()
    if len(points) < 2 or isinstance(points[0].at, Share):
        return False
    rises = result.above == "extend" and points[-1].pay > points[-2].pay
    falls = result.below == "extend" and points[0].pay > points[1].pay
    return rises or falls


def fixed_budget(spec: Spec, share_of: ShareOf) -> Money | None:
    """Return the fixed budget of which a line pays a share."""
    base = spec.payment.base
    return share_of.of or (base.reimbursed.budget if base and base.reimbursed else None)
