"""Services that were scheduled and not delivered, by which the contract reduces Base Funding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.base_funding import Reimbursed
from obcgen.deal.compile import deal_of
from obcgen.deal.facts import Undelivered
from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec
    from obcgen.spec.results import Results

DELIVERY = Kind("RES-50", "Services not delivered that cannot be, or change nothing")


def undelivered(results: Results) -> Undelivered | None:
    """Return what was scheduled and not delivered, both without what is excused; None where nothing is."""
    found = results.delivery
    if found is None or found.scheduled <= found.excused:
        return None
    counted = found.scheduled - found.excused
    return Undelivered(counted, counted - found.delivered)


def delivery_is_possible(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem where what was delivered cannot be, or where the contract reduces nothing for it."""
    found, base = results.delivery, deal_of(spec).base_funding
    yield from _ground_is_one(results)
    if found is None:
        return
    if base is None or base.by_delivery:
        pays = "it reimburses costs" if isinstance(base, Reimbursed) else "it pays for service received alone"
        why = "there is no Base Funding" if base is None else pays
        yield DELIVERY.problem(
            f"Base Funding is not reduced for Services that were not delivered: {why}.",
            path=("delivery",),
            found="delivery",
            expected="no delivery",
            hint="Remove delivery from the results.",
        )
    if results.settlement == "interim" and results.ended is None:
        yield DELIVERY.problem(
            "Services can be delivered or made up until the Service Period ends: nothing is reduced before.",
            path=("delivery",),
            found="settlement: interim",
            expected="settlement: final, or ended with the last day of service",
            hint="Remove delivery until the final settlement.",
        )
    known = found.delivered + found.excused
    if not found.scheduled or known > found.scheduled:
        yield DELIVERY.problem(
            f"Of {found.scheduled:,} scheduled, {known:,} cannot have been delivered or excused.",
            path=("delivery",),
            found=f"{known:,} of {found.scheduled:,}",
            expected="delivered and excused together at most what was scheduled, and that more than 0",
            hint="Count the Services scheduled for those on the roster, and of these what was delivered.",
        )


def _ground_is_one(results: Results) -> Iterator[Problem]:
    """Yield a Problem where a ground is stated without a day, or in two ways."""
    if results.ground is None and not results.for_cause:
        return
    key = "ground" if results.ground is not None else "for_cause"
    if results.ended is None:
        yield DELIVERY.problem(
            "The results say on what ground the contract ended early, and not when.",
            path=(key,),
            found="no ended",
            expected="the last day of service",
            hint=f"Write ended: with that day, or remove {key}.",
        )
    if results.ground not in {None, "cause"} and results.for_cause:
        yield DELIVERY.problem(
            "The results name two grounds on which the contract ended early.",
            path=("for_cause",),
            found=f"for_cause: yes beside ground: {results.ground}",
            expected="one ground",
            hint="Remove for_cause, or write ground: cause in its place.",
        )
