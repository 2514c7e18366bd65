"""From wishes and a deal to a rate card that meets them, settled; or to the one wish that cannot be met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from obcgen.account.settle import most
from obcgen.deal.compile import deal_of
from obcgen.designer.cards import Card, Way, best, ways_out
from obcgen.designer.demand import Chances, Demand
from obcgen.designer.faults import CANNOT, CUT, MOST_PARTICIPANTS, TOO_MANY, wanted
from obcgen.designer.ground import BASE, CAP, Ground, amount_at, ground, price_of, with_values
from obcgen.designer.wishes import Wishes, read_wishes
from obcgen.law.in_force import law_on
from obcgen.money import Money, Share, total
from obcgen.problems import ObcgenError, Path, Problem

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.designer.demand import Paid
    from obcgen.law.law import Guide
    from obcgen.reading import Reading
    from obcgen.source import Source

USUAL_ROUNDING = Money.dollars(5)


@dataclass(frozen=True, slots=True)
class Design:
    """A rate card with what it comes to when it is settled, and where it goes in the spec."""

    ground: Ground
    demand: Demand
    card: Card
    values: Mapping[Path, str]
    """By path of the spec the values that are new."""
    at_target: Account
    at_baseline: Account
    nothing: Account
    most: Account
    overrun: Fraction
    loss: Fraction | None
    """The chance that the provider is paid less than its cost; None where that is not known."""
    breaks_even: Fraction | None
    """The share of every target at which it is paid its cost, by the mean; nothing below 0."""


def design_for(found: Reading, values: Mapping[str, object]) -> Design:
    """Return the design for a spec as it was read, and for what is wanted, each value as a spec writes it.

    Raises:
        ObcgenError: as `read_wishes` and `design`.
    """
    return design(found.source, read_wishes(values), law_on(found.pack, date.max).guide)


def design(source: Source, wishes: Wishes, guide: Guide) -> Design:
    """Return the rate card that pays most at the targets, of those that meet everything that is wanted.

    Raises:
        ObcgenError: the deal cannot be designed for, or no card meets everything.
    """
    found = ground(source, _changed(wishes), wishes.served)
    demand = _demand(found, wishes, guide)
    card = best(demand)
    if card is None:
        raise ObcgenError(_cannot(demand, found, ways_out(demand)))
    return _settled(found, demand, card)


def _changed(wishes: Wishes) -> dict[Path, str]:
    """Return the targets and baselines that are wanted, by their paths."""
    given = {"target": wishes.targets or {}, "expected_without": wishes.baselines or {}}
    return {
        ("outcomes", key, name): share.exact
        for name, shares in given.items()
        for key, share in shares.items()
    }


# What is wanted of this deal


def _demand(found: Ground, wishes: Wishes, guide: Guide) -> Demand:
    """Return what is wanted, with what the spec and guidance say where that is silent.

    Raises:
        ObcgenError: it cannot be wanted of this deal.
    """
    if wrong := [*_unknown(found, wishes), *_crowded(found)]:
        raise ObcgenError(*wrong)
    outcomes = found.outcomes(found.parts(wishes.parts or {}))
    budget = _budget(found, wishes)
    share = wishes.at_risk if wishes.at_risk is not None else guide.usual_share
    if wrong := [*_unpaid(found, outcomes), *_too_much(found, budget, share)]:
        raise ObcgenError(*wrong)
    return Demand(
        outcomes=outcomes,
        kinds=found.kinds,
        base=found.base,
        budget=budget,
        at_risk=share,
        overrun=wishes.overrun if wishes.overrun is not None else Share(1 - guide.certainty.value),
        rounding=wishes.rounding or USUAL_ROUNDING,
        cost=_cost(found, wishes),
        chances=Chances.at_targets(outcomes, found.kinds),
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


def _crowded(found: Ground) -> Iterator[Problem]:
    if found.served > MOST_PARTICIPANTS:
        yield TOO_MANY.problem(
            f"Chances are worked out exactly for {MOST_PARTICIPANTS:,} participants at most, not for "
            f"{found.served:,}.",
            path=("served",),
            found=str(found.served),
            expected=f"{MOST_PARTICIPANTS} or fewer",
            hint=f"Design for {MOST_PARTICIPANTS}: for more the chance of an overrun is smaller.",
        )


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


# What comes of it


def _cannot(demand: Demand, found: Ground, ways: tuple[Way, ...]) -> Problem:
    """Return the Problem that names the first wish that stands in the way by itself."""
    first, *others = ways
    asked = value_of(demand, found, first.constraint)
    nearest = nearest_of(found, first)
    instead = "; ".join(f"or {_WANTED[way.constraint]} of {nearest_of(found, way)}" for way in others)
    return CANNOT.problem(
        f"No rate card has {_WANTED[first.constraint]} of {asked} with all else that is wanted.",
        path=(first.constraint,),
        found=str(asked),
        expected=str(nearest),
        hint=f"The nearest that can be met is {nearest}{f' ({instead})' if instead else ''}.",
    )


_WANTED = {
    "rounding": "prices in steps",
    "overrun": "a chance of an overrun",
    "at_risk": "a share at risk",
    "budget": "a budget",
    "cost": "a cost for each participant",
}


def value_of(demand: Demand, found: Ground, constraint: str) -> Money | Share:
    """Return what is wanted; the cost for one participant."""
    value: Money | Share = getattr(demand, constraint)
    return _each(found, value) if constraint == "cost" and isinstance(value, Money) else value


def nearest_of(found: Ground, way: Way) -> Money | Share:
    """Return the nearest value that can be met; the cost for one participant, to the cent below."""
    nearest = way.nearest
    return _each(found, nearest) if way.constraint == "cost" and isinstance(nearest, Money) else nearest


def _each(found: Ground, amount: Money) -> Money:
    return Money(amount.cents // found.served)


def _settled(found: Ground, demand: Demand, card: Card) -> Design:
    """Return the card with what it comes to by the settlement of the deal itself.

    Raises:
        ObcgenError: a limit of the deal cuts it.
    """
    values = _values(found, demand, card)
    spec = with_values(found.source, values)
    priced = replace(found, spec=spec)
    levels = {key: each.target for key, each in spec.outcomes.items()}
    without = {key: each.expected_without for key, each in spec.outcomes.items()}
    made = Design(
        priced,
        demand,
        card,
        values,
        priced.settled(levels),
        priced.settled(without),
        priced.settled({}),
        most(deal_of(spec)),
        card.overrun(demand),
        _loss(priced, demand, card),
        _breaks_even(demand, card),
    )
    if made.at_target.total != card.at_target(demand):
        raise ObcgenError(*found.source.locate([_cut(made)]))
    return made


def _values(found: Ground, demand: Demand, card: Card) -> dict[Path, str]:
    """Return the prices by their paths, and the cap for one participant where it would cut them."""
    prices = {price_of(line): card.price(demand, line) for line in found.lines}
    if demand.base:
        prices[BASE] = Money(card.base)
    cap = amount_at(found.source, CAP)
    most_each = max(total(card.price(demand, line) for line in kind.outcomes) for kind in found.kinds)
    if cap is not None and cap < most_each:
        prices[CAP] = most_each
    return {**{path: str(price) for path, price in prices.items()}, **found.changed}


def _loss(priced: Ground, demand: Demand, card: Card) -> Fraction | None:
    """Return the chance at the targets that what is paid, within the limit, is less than the cost."""
    cost = demand.cost.cents
    if not cost:
        return None
    if priced.deal.not_to_exceed.cents < cost:
        return Fraction(1)
    needed = ceil(Fraction(cost - card.base * demand.base, card.part))
    return 1 - demand.chances.beyond(needed - 1)


def _breaks_even(demand: Demand, card: Card) -> Fraction | None:
    """Return the share of all targets at which the mean of what is paid is the cost."""
    if not demand.cost:
        return None
    reached = (each.parts * each.counted * each.target.value for each in demand.outcomes.values())
    missing = Fraction(demand.cost.cents - card.base * demand.base)
    return max(Fraction(0), missing / (card.part * sum(reached, Fraction(0))))


def _cut(made: Design) -> Problem:
    """Return the Problem of the limit that takes something off designed prices."""
    limit = next(each for each in made.at_target.limits if each.acted)
    return CUT.problem(
        f"The {limit.terms.in_trace} of {limit.limit} cuts what designed prices pay at the targets.",
        path=limit.terms.path,
        found=str(limit.limit),
        expected=f"{limit.before} or more",
        hint="Raise it, take it out, or ask for a smaller budget.",
    )
