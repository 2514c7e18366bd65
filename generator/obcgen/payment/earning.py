"""What one participant earns on a line, or all of them together: items of quantity times price, exact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from obcgen.money import Share
from obcgen.payment.attained import LEFT_OUT, NONE, ONE, joined, weighed
from obcgen.payment.maximum import (
    ceiling,
    first_level,
    fixed_budget,
    most_for_all,
    most_for_participant,
    number,
    on_line,
    price_in,
    reduction,
)
from obcgen.payment.names import level_text
from obcgen.payment.subjects import chosen_by, group_of, named_outcomes, shape, subject
from obcgen.spec.rates import Tiers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.payment.attained import Seen, View
    from obcgen.payment.facts import Alike
    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate


@dataclass(frozen=True, slots=True)
class Item:
    """A quantity times a price: `each` is in cents, after factor and discount, negative where deducted."""

    what: str
    quantity: Fraction
    each: Fraction

    @property
    def amount(self) -> Fraction:
        """The exact amount in cents."""
        return self.quantity * self.each


@dataclass(frozen=True, slots=True)
class Earned:
    """What is earned, and on what result: for a participant the share reached, for a group its result."""

    items: tuple[Item, ...] = ()
    counted: bool = False
    level: Fraction = NONE

    @property
    def amount(self) -> Fraction:
        """The exact amount in cents."""
        return sum((item.amount for item in self.items), NONE)


NOTHING = Earned()


def in_scope(view: View, key: str, rate: Rate, person: Alike) -> bool:
    """Tell whether participants belong to the group, the cohort and the year that a line counts."""
    if rate.best_of is not None:
        rates = view.spec.payment.rates
        return any(in_scope(view, line, rates[line], person) for line in rate.best_of)
    group = group_of(view.spec, key, rate)
    if (group and group not in person.groups) or (rate.cohort is not None and rate.cohort != person.cohort):
        return False
    if rate.by_year and not view.spec.cohorts:
        return view.year(person) in rate.by_year
    return not person.year or person.year == view.last_year


# By participant


def for_participant(view: View, key: str, person: Alike, size: int) -> Earned:
    """Return what one participant earns on a line; `size` is the number of those whom the line may count."""
    rate = view.spec.payment.rates[key]
    if not in_scope(view, key, rate, person):
        return NOTHING
    if rate.best_of is not None:
        found = [for_participant(view, line, person, size) for line in rate.best_of]
        return NOTHING if key in person.unmet else _best(view, key, rate, found)
    seen = view.line(key, rate, person)
    if not seen.counted:
        return NOTHING
    if shape(rate) == "price":
        return Earned(_price(view, rate, person, seen), counted=True, level=seen.reached)
    items = _full(view, key, rate, size) if seen.full else _by_value(view.spec, rate, person, view, seen)
    return Earned((*items, *_deducted(rate, seen, "Participants")), counted=True, level=seen.reached)


def _best(view: View, key: str, rate: Rate, found: Sequence[Earned]) -> Earned:
    """Return the largest of what several lines come to, the first where two are equal."""
    best = max(found, key=lambda each: (each.counted, each.amount))
    if key in view.facts.unmet:
        return NOTHING
    factor = rate.factor.value if rate.factor else ONE
    return replace(best, items=tuple(replace(item, each=item.each * factor) for item in best.items))


def _price(view: View, rate: Rate, person: Alike, seen: Seen) -> tuple[Item, ...]:
    price = price_in(rate, view.year(person))
    cents = ceiling(price).cents * reduction(view.spec, rate) if price is not None else NONE
    earned = (Item("Participants who reached it", seen.reached, cents),) if seen.reached and cents else ()
    return (*earned, *_deducted(rate, seen, "Participants"))


def _full(view: View, key: str, rate: Rate, size: int) -> tuple[Item, ...]:
    """Return the most that a line can pay for one participant."""
    if isinstance(rate.per_participant, Tiers):
        return _tiers(view.spec, rate, rate.per_participant, None, ONE)
    return (Item("Participants at the full price", ONE, most_for_participant(view.spec, key, size)),)


def _by_value(spec: Spec, rate: Rate, person: Alike, view: View, seen: Seen) -> tuple[Item, ...]:
    if seen.value is None:
        return ()
    if isinstance(rate.per_participant, Tiers):
        return _tiers(spec, rate, rate.per_participant, seen.value, seen.weight)
    return _units(view, rate, view.year(person), seen.value, seen.weight)


def _tiers(
    spec: Spec, rate: Rate, tiers: Tiers, value: Fraction | None, weight: Fraction
) -> tuple[Item, ...]:
    """Return the steps that a value reaches; without a value all of them."""
    reached = [tier for tier in tiers.tiers if value is None or value >= tier.at_least]
    paid = reached if tiers.combine == "cumulative" else reached[-1:]
    part = reduction(spec, rate)
    return tuple(
        Item(f"Participants at {tier.at_least} or more", weight, tier.pay.cents * part) for tier in paid
    )


def _units(view: View, rate: Rate, year: str, value: Fraction, weight: Fraction) -> tuple[Item, ...]:
    units = floor(value - Fraction(rate.above))
    price = price_in(rate, year)
    if units <= 0 or price is None:
        return ()
    each = ceiling(price).cents * reduction(view.spec, rate)
    return (Item(f"Full units ({rate.unit or 'unit'}) above {rate.above}", units * weight, each),)


def _deducted(rate: Rate, seen: Seen, who: str) -> tuple[Item, ...]:
    if rate.deduction is None or seen.full or seen.value is None:
        return ()
    below = number(rate.deduction.below)
    words = f"{who} below {level_text(rate.deduction.below)}"
    return (Item(words, ONE, -Fraction(rate.deduction.pay.cents)),) if seen.value < below else ()


# Once for all participants


def for_all(view: View, key: str) -> Earned:
    """Return what a line earns that pays once for the result of all whom it counts."""
    rate = view.spec.payment.rates[key]
    if rate.best_of is not None:
        return _best(view, key, rate, [for_all(view, line) for line in rate.best_of])
    seen = _together(view, key, rate)
    if not seen.counted or key in view.facts.unmet:
        return NOTHING
    level = seen.reached if shape(rate) == "share_of" or seen.value is None else seen.value
    if seen.full and seen.reached == ONE:
        most = most_for_all(view.spec, rate)
        return Earned((Item("Full amount", ONE, most),) if most else (), counted=True, level=level)
    items = (*_group_items(view, rate, seen), *_deducted(rate, seen, "Result"))
    found = Earned(items, counted=True, level=level)
    chosen = key in chosen_by(view.spec.payment.rates)
    if chosen and rate.at_most is not None and found.amount > rate.at_most.cents:
        return replace(found, items=(Item("At most", ONE, Fraction(rate.at_most.cents)),))
    return found


def _together(view: View, key: str, rate: Rate) -> Seen:
    """Return the result of all: the share who reached it, or the value of an outcome counted by group."""
    outcomes, ids = view.spec.outcomes, named_outcomes(key, rate)
    by_group = [outcome for outcome in ids if outcomes[outcome].measure.counted_by == "group"]
    group = group_of(view.spec, key, rate)
    if len(by_group) == len(ids):
        seen = joined(rate, [view.result(outcome, group, rate.cohort or "") for outcome in ids])
        in_percent = seen.value is not None and isinstance(first_level(rate), Share)
        return replace(seen, value=seen.value / 100) if in_percent and seen.value is not None else seen
    if subject(rate) != "score":
        return _share(view, key, rate)
    parts = [
        _share(view, key, rate.model_copy(update={"score": None, "outcome": outcome})) for outcome in ids
    ]
    if not all(part.counted for part in parts):
        return LEFT_OUT
    return replace(
        parts[0],
        value=weighed(rate, parts),
        reached=min(part.reached for part in parts),
        full=all(part.full for part in parts),
    )


def _share(view: View, key: str, rate: Rate) -> Seen:
    """Return the share of counted participants who reached what the line pays for."""
    counted, reached, full = 0, NONE, True
    for person in view.facts.people:
        if person.count and in_scope(view, key, rate, person):
            seen = view.line(key, rate, person)
            counted += person.count if seen.counted else 0
            reached += person.count * seen.reached
            full = full and (seen.full or not seen.counted)
    if not counted:
        return LEFT_OUT
    share = reached / counted
    return replace(LEFT_OUT, counted=True, reached=share, value=share, full=full)


def _group_items(view: View, rate: Rate, seen: Seen) -> tuple[Item, ...]:
    part = reduction(view.spec, rate)
    if rate.share_of is not None:
        whole, share, words = _shared_amount(view, rate)
        return (Item(words, seen.reached, whole * share * part),) if seen.reached and whole else ()
    if seen.value is None:
        return ()
    if rate.per_unit is not None:
        return _units(view, rate, view.year_of(rate.cohort or ""), seen.value, seen.weight)
    found = _on_ladder(rate, seen.value)
    return (Item(found[1], ONE, found[0] * part),) if found is not None and found[0] else ()


def _shared_amount(view: View, rate: Rate) -> tuple[Fraction, Fraction, str]:
    """Return the amount of which a line pays a share, the share, and both in words."""
    share_of, facts = rate.share_of, view.facts
    if share_of is None:
        return NONE, NONE, ""
    if share_of.savings is not None:
        savings = facts.savings.cents if facts.savings else 0
        return Fraction(savings), share_of.savings.value, f"{share_of.savings.exact} of savings"
    if share_of.actual_cost is not None:
        costs = facts.costs.cents if facts.costs else 0
        return Fraction(costs), share_of.actual_cost.value, f"{share_of.actual_cost.exact} of actual cost"
    budget, share = fixed_budget(view.spec, share_of), share_of.budget
    if budget is None or share is None:
        return NONE, NONE, ""
    return Fraction(budget.cents), share.value, f"{share.exact} of the fixed budget"


def _on_ladder(rate: Rate, value: Fraction) -> tuple[Fraction, str] | None:
    """Return the amount in cents that steps or a line set for a result, and where it stands."""
    result = rate.group_result
    if result is None:
        return None
    if result.steps is not None:
        reached = [step for step in result.steps if value >= number(step.at_least)]
        if not reached:
            return None
        return Fraction(reached[-1].pay.cents), f"Step from {level_text(reached[-1].at_least)}"
    return on_line(result, value), "Amount on the line at the result"
