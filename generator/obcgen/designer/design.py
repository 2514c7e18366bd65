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
from obcgen.designer.cards import STEPS, Card, Way, best, ways_out
from obcgen.designer.demand import Demand
from obcgen.designer.demanded import demand_of
from obcgen.designer.faults import CANNOT, CUT, wanted
from obcgen.designer.ground import CAP, Ground, amount_at, base_of, ground, price_of, with_values
from obcgen.designer.wishes import Wishes, read_wishes
from obcgen.law.in_force import law_on
from obcgen.money import Money, Share, total
from obcgen.problems import ObcgenError, Path, Problem
from obcgen.source.nodes import at, entries

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.law.law import Guide
    from obcgen.reading import Reading
    from obcgen.source import Source


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
    if unknown := [*_no_outcome(source, wishes)]:
        raise ObcgenError(*unknown)
    found = ground(source, _changed(wishes), wishes.served)
    demand = demand_of(found, wishes, guide)
    card = best(demand)
    if card is None:
        raise ObcgenError(_cannot(demand, found))
    return _settled(found, demand, card)


def _no_outcome(source: Source, wishes: Wishes) -> Iterator[Problem]:
    """Yield each outcome that is named in what is wanted and is not in the spec."""
    section = at(source.root, ("outcomes",))
    known = entries(section) if section is not None else {}
    for name, given in (("targets", wishes.targets), ("baselines", wishes.baselines)):
        for key in (key for key in given or () if known and key not in known):
            message = f"There is no outcome “{key}”; there are: {', '.join(known)}."
            yield wanted(message, (name, key), key, f"one of: {', '.join(known)}", "Correct the id.")


def _changed(wishes: Wishes) -> dict[Path, str]:
    """Return the targets and baselines that are wanted, by their paths."""
    given = {"target": wishes.targets or {}, "expected_without": wishes.baselines or {}}
    return {
        ("outcomes", key, name): share.exact
        for name, shares in given.items()
        for key, share in shares.items()
    }


# What comes of it


def _cannot(demand: Demand, found: Ground) -> Problem:
    """Return the Problem that names the first wish that stands in the way by itself."""
    ways = _ways(demand, found)
    if not ways:
        return CANNOT.problem(
            "No rate card has all that is wanted, and no single wish stands in the way.",
            hint=_two_at_once(demand, found),
        )
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


def _ways(demand: Demand, found: Ground) -> tuple[Way, ...]:
    """Return each wish that stands in the way by itself; a budget above the not-to-exceed is no way out."""
    limit = found.deal.not_to_exceed.cents
    return tuple(
        way
        for way in ways_out(demand)
        if not (way.constraint == "budget" and isinstance(way.nearest, Money) and way.nearest.cents > limit)
    )


def _two_at_once(demand: Demand, found: Ground) -> str:
    """Return what to ask for where two wishes must give way: finer steps and the first wish beside them."""
    for dollars in (dollars for dollars in STEPS if dollars * 100 < demand.rounding.cents):
        finer = replace(demand, rounding=Money.dollars(dollars))
        if ways := _ways(finer, found):
            other = f"{_WANTED[ways[0].constraint]} of {nearest_of(found, ways[0])}"
            return f"Ask for less of two things at once: prices in steps of {finer.rounding}, and {other}."
    return "Ask for less of two things at once, such as a smaller share at risk and a lower cost."


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
        prices[base_of(found.source)] = Money(card.base)
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
