"""What results that were read say of a contract: the facts that a settlement needs, and the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.account.scenarios.scenarios import at_target
from obcgen.deal.compile import deal_of
from obcgen.deal.facts import Facts, Ledger
from obcgen.money import ZERO, Money
from obcgen.results.computed import measured_results
from obcgen.results.delivered import undelivered
from obcgen.results.disputes import wholly_disputed
from obcgen.results.interest import late_payments
from obcgen.results.needs import computed_of
from obcgen.results.totals import from_totals
from obcgen.spec.on_record import EVERYONE
from obcgen.spec.results import Results

if TYPE_CHECKING:
    from obcgen.results.people import People
    from obcgen.spec import Spec


def facts_of(signed: Spec, spec: Spec, results: Results, people: People | None) -> Facts:
    """Return what results say of a contract: as it was signed, and at the prices of these results."""
    everywhere = [
        outcome
        for default in results.defaults
        if default.party == "district" and default.participants == (EVERYONE,)
        for outcome in default.outcomes
    ]
    kinds = people.kinds if people is not None else from_totals(spec, results)
    roster, served = _numbers(spec, results, people)
    final = results.settlement == "final"
    singly = people.with_results if people is not None else frozenset(results.outcomes)
    measured = measured_results(spec, results)
    together = frozenset(key for key, _, _ in measured) | computed_of(spec, singly)
    amounts = results.amounts
    return Facts(
        roster,
        served,
        kinds,
        measured,
        units=results.units,
        budget=amounts.budget if amounts is not None else None,
        savings=amounts.savings if amounts is not None else None,
        costs=amounts.costs if amounts is not None else None,
        unmet=frozenset(key for key, met in results.conditions.items() if not met),
        affected=frozenset(everywhere),
        settled=None if final else singly | together,
        until=None if final else results.as_of,
        verified=None if final else results.verified.on,
        ended=results.ended,
        ground="cause" if results.for_cause else results.ground,
        undelivered=undelivered(results),
        start_up=amounts.start_up if amounts is not None else None,
        retains=_retains(spec, results),
        at_target=_printed(signed, results),
    )


def _printed(signed: Spec, results: Results) -> Money | None:
    """Return what the contract prints as earned at target, where an early end can ask for it.

    No index known since changes a printed amount.
    """
    return at_target(deal_of(signed)).performance if results.ended is not None else None


def _numbers(spec: Spec, results: Results, people: People | None) -> tuple[int, int]:
    """Return the participants on the roster and those served; where nothing depends on them, as planned."""
    table = people.participants if people is not None else spec.population.planned
    roster = results.roster if results.roster is not None else table
    if people is not None and any(not kind.served for kind in people.kinds):
        kinds = people.kinds
        pairs = zip(people.ids, people.kind_of, strict=True)
        return roster, len({name for name, kind in pairs if kinds[kind].served})
    return roster, results.served if results.served is not None else roster


def _retains(spec: Spec, results: Results) -> bool:
    """Tell whether retainage is still held back: until its date, or until the final settlement."""
    invoicing = spec.payment.invoicing
    released = invoicing.released if invoicing is not None else None
    if isinstance(released, str) or released is None:
        return results.settlement == "interim"
    return results.as_of < released


def ledger_of(spec: Spec, results: Results) -> Ledger:
    """Return what was paid before, and what is under dispute as a whole."""
    paid: dict[str, Money] = {}
    for key, payments in results.paid.items():
        for payment in payments:
            amount = -payment.amount if payment.returned else payment.amount
            paid[key] = paid.get(key, ZERO) + amount
    made = {
        key: [each.on for each in payments if not each.returned] for key, payments in results.paid.items()
    }
    return Ledger(
        paid,
        wholly_disputed(results),
        as_of=results.as_of,
        paid_on={key: max(days) for key, days in made.items() if days},
        met=results.met,
        late=late_payments(spec, results),
    )
