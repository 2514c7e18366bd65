"""The base and its installments, traced: price times count, and each installment's share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.account.early_end import accrued, costs_waiting, printed_at_target
from obcgen.account.settle import base_due
from obcgen.account.trace.figure import Figure, Given
from obcgen.deal.base_funding import Reimbursed
from obcgen.deal.ending import convenience, days_served, not_delivered, service_days

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.deal.base_funding import BaseFunding, BasePart
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts
    from obcgen.money import Money


def of_base(deal: Deal, facts: Facts, found: Account, prefix: str, *, settled: bool) -> Iterator[Figure]:
    """Yield the base and each of its installments; `settled` where the facts are verified results."""
    base = deal.base_funding
    parts = tuple(f"{prefix}.{part.id}" for part in found.base_parts if part.id != "base")
    besides = [part for part in found.base_parts if part.id.startswith("ending.")]
    for part in besides:
        key = part.id.removeprefix("ending.")
        given = (Given(("agreement", "termination", "convenience", key)),)
        steps = _in_flight(deal, facts) if key == "in_flight" else ()
        yield Figure(
            f"{prefix}.{part.id}", part.amount.exact, f"{part.name}.", BESIDES_RULE, (), given, steps
        )
    if base is None:
        yield Figure(f"{prefix}.base", found.base.exact, "There is no base.", "nothing", parts)
        return
    yield Figure(
        f"{prefix}.base",
        found.base.exact,
        "What is paid whatever the results.",
        base.formula,
        parts,
        (*(Given(("payment", "base", key)) for key in base.keys), *_counted(deal, base, settled=settled)),
        (
            *_product(base, facts),
            *_early(deal, facts),
            *_less(deal, facts),
            *_waiting(deal, facts),
            *_addition(found.base_parts, found.base),
        ),
    )
    whole = base_due(deal, facts)
    for part in found.base_parts:
        if part.id != "base" and part not in besides:
            filled = facts.ended is not None or facts.undelivered is not None
            yield _installment(base, part, prefix, whole, early=filled)


BESIDES_RULE = "what the contract adds where the district ends it without cause"


def _in_flight(deal: Deal, facts: Facts) -> tuple[str, ...]:
    """Return what is owed for results in flight before what outcomes earn is taken off."""
    ending = convenience(deal.spec)
    if ending is None or ending.in_flight is None or facts.ended is None:
        return ()
    days, every = days_served(deal.spec, facts.ended), service_days(deal.spec)
    target = printed_at_target(deal, facts)
    owed = accrued(deal, facts.ended, target).exact
    share = f"{ending.in_flight} of {target.exact} at target"
    return (f"{share} x {days}/{every} days = {owed}, less what is earned",)


def _early(deal: Deal, facts: Facts) -> tuple[str, ...]:
    """Return what of the base an early end leaves."""
    if facts.ended is None:
        return ()
    days, every = days_served(deal.spec, facts.ended), service_days(deal.spec)
    earned = base_due(deal, replace(facts, undelivered=None)).exact
    return (f"service ended on {facts.ended}, after {days} of {every} days: {earned} of it is earned",)


def _less(deal: Deal, facts: Facts) -> tuple[str, ...]:
    """Return what the base is reduced by for Services not delivered."""
    found = facts.undelivered
    if found is None:
        return ()
    whole = base_due(deal, replace(facts, undelivered=None))
    share = f"{found.missed:,} of {found.scheduled:,} sessions or other units not delivered"
    return (f"{share}: {whole.exact} is reduced by {not_delivered(whole, facts).exact}",)


def _waiting(deal: Deal, facts: Facts) -> tuple[str, ...]:
    """Return what of the costs so far only a later installment may pay."""
    waiting = costs_waiting(deal, facts)
    return (f"{waiting.exact} of the costs so far may be paid with later installments",) if waiting else ()


def _counted(deal: Deal, base: BaseFunding, *, settled: bool) -> tuple[Given, ...]:
    """Return where the number comes from by which a price is multiplied, or the costs."""
    place = base.counted_in(settled=settled)
    if place is None:
        return ()
    path, in_results = place
    return (Given(path, "results" if in_results else "spec"),) if path else most_counted(deal)


def most_counted(deal: Deal) -> tuple[Given, ...]:
    """Return where the most participants that there can be are stated."""
    return (Given(("population", "maximum" if deal.spec.population.maximum else "planned")),)


def _product(base: BaseFunding, facts: Facts) -> tuple[str, ...]:
    product = base.product(facts)
    if product is None:
        return ()
    count, each = product
    return (f"{count:,} x {each.exact} = {(each * count).exact}",)


def _addition(parts: tuple[BasePart, ...], whole: Money) -> tuple[str, ...]:
    if len(parts) < 2:
        return ()
    return (f"{' + '.join(part.amount.exact for part in parts)} = {whole.exact}",)


def _installment(base: BaseFunding, part: BasePart, prefix: str, whole: Money, *, early: bool) -> Figure:
    key = part.id.removeprefix("base.")
    share = base.installments[key].share.exact
    path = base.stated_at(key)
    held = (f"{part.retained.exact} of it is held back",) if part.retained else ()
    fills = f"{whole.exact} fills the installments in their order: {part.amount.exact}"
    rule = "each part is rounded down; cents left over go to the largest remainders"
    formula, step = "its share of the whole base", f"{share} of {whole.exact}: {part.amount.exact} ({rule})"
    if isinstance(base, Reimbursed):
        formula = "the costs that earlier installments leave, at most its share of the budget"
        step = f"{fills}, at most {share} of {base.budget.exact}"
    if early:
        formula, step = "what of the base is owed by then", fills
    return Figure(
        f"{prefix}.{part.id}",
        part.amount.exact,
        f"{part.name}.",
        formula,
        (),
        (Given((*path, "share")), Given((*path, "due"))),
        (step, *held),
    )
