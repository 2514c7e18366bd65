"""What is owed if the district ends the contract before its results can be measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING

from obcgen.account.scenarios.scenarios import Outlook, at_target
from obcgen.account.when_due import dues
from obcgen.deal.base_funding import BaseFunding, BasePart, ByDosage, Reimbursed
from obcgen.deal.calendar import month_ends
from obcgen.deal.compile import deal_of
from obcgen.deal.dosage import planned_dosage
from obcgen.deal.ending import (
    adds,
    convenience,
    days_served,
    earned_base,
    not_delivered,
    part_served,
    service_days,
)
from obcgen.deal.windows import deciding_windows
from obcgen.money import ZERO, Money, total
from obcgen.spec.dates import day_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.account.account import Account
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Facts, Ground
    from obcgen.spec import Spec


BESIDES = {"in_flight": "Results not yet measured", "fee": "Close-out", "start_up": "Start-up cost"}
"""What an end without cause adds, by the last part of the payment's id: `ending.fee`."""


_NOTHING_ADDED = "and nothing is added for it"
_GROUNDS: Mapping[Ground | None, str] = {
    None: "; the results name no ground, so that this settles it like an end for convenience",
    "convenience": " by the district's decision, for convenience",
    "district_failure": " by the provider's decision for a failure of the district, as if for convenience",
    "cause": f" by the district's decision for cause, {_NOTHING_ADDED}",
    "funds": f" for want of funds, {_NOTHING_ADDED}",
    "beyond_control": f" for an event beyond control, {_NOTHING_ADDED}",
}


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """What is owed if service ends on `last_day`, after `days` days of it, before a result is measured.

    `base` is None where costs are paid back, which nobody knows before; the total then counts their budget.
    """

    last_day: date
    days: int
    base: Money | None
    in_flight: Money
    fee: Money
    total: Money


def early_end(spec: Spec | Deal, last_day: date) -> EarlyEnd:
    """Return what is owed where service ends without cause on a day, and nothing was measured by then."""
    deal = deal_of(spec)
    found, ending = at_target(deal), convenience(deal.spec)
    base = _base(deal, found, last_day)
    in_flight, fee = accrued(deal, last_day, found.performance), (ending and ending.fee) or ZERO
    known = found.base if base is None else base
    whole = min(total([known, in_flight, fee]), deal.not_to_exceed)
    return EarlyEnd(last_day, days_served(deal.spec, last_day), base, in_flight, fee, whole)


def accrued(deal: Deal, last_day: date, performance: Money) -> Money:
    """Return what is owed for results in flight before what outcomes earn is taken off.

    `performance` is what outcomes earn at target, as the contract prints it.
    """
    ending = convenience(deal.spec)
    share = ending.in_flight.value if ending and ending.in_flight else Fraction(0)
    return performance.times(share * part_served(deal.spec, last_day))


def printed_at_target(deal: Deal, facts: Facts) -> Money:
    """Return what the contract prints as earned at target; an index since known does not change it."""
    return at_target(deal).performance if facts.at_target is None else facts.at_target


def with_ending(spec: Spec | Deal, facts: Facts, account: Account) -> Account:
    """Return an account with what is owed besides because the contract ended early without cause.

    These amounts are paid like base funding, within what the not-to-exceed amount leaves; what is taken off
    the base for Services not delivered makes no room for them.
    """
    deal = deal_of(spec)
    room = max(deal.not_to_exceed - account.total - account.not_delivered, ZERO)
    parts = []
    for name, amount in _besides(deal, facts, account.performance):
        paid = min(amount, room)
        room -= paid
        if paid:
            parts.append(BasePart(f"ending.{name}", BESIDES[name], facts.ended, "", paid))
    if not parts:
        return account
    every = (*account.base_parts, *parts)
    return replace(account, base_parts=every, dues=dues(deal, every, account.lines, account.ledger))


def base_arithmetic(deal: Deal, facts: Facts) -> str:
    """Return how the base comes about, in a sentence, and what of it an early end leaves."""
    base = deal.base_funding
    if base is None:
        return ""
    if facts.ended is None:
        return base.arithmetic(facts) + _not_yet(deal, facts) + _less(base, facts, base.amount(facts))
    earned = earned_base(deal, base.amount(facts), facts.ended)
    unnamed = facts.ground is None and convenience(deal.spec) is None
    added = "" if unnamed else _GROUNDS[facts.ground]
    days = f"{days_served(deal.spec, facts.ended)} of {service_days(deal.spec)} days"
    return (
        f"{base.arithmetic(facts)} The contract ended early{added}: service lasted {days}, until "
        f"{day_words(facts.ended)}, and {earned.exact} of the base is earned.{_by_service(base)}"
        f"{_less(base, facts, earned)}"
    )


def _by_service(base: BaseFunding) -> str:
    """Return that days do not count, in a sentence, where the base goes by the service received."""
    said = "It counts the service received until then; days do not reduce it."
    return f" {said}" if isinstance(base, ByDosage) else ""


def _less(base: BaseFunding, facts: Facts, earned: Money) -> str:
    """Return what of an earned base Services not delivered take off, in a sentence; or that nobody says."""
    found = facts.undelivered
    if found is not None:
        less, of_it = not_delivered(earned, facts).exact, "the base" if facts.ended is None else "this amount"
        return (
            f" Of {found.scheduled:,} sessions or other units scheduled and not excused, {found.missed:,} "
            f"were neither delivered nor made up: that share of {of_it}, {less}, is taken off."
        )
    if facts.until is not None or base.by_delivery:
        return ""
    return " The results state no Services that were not delivered, so nothing is taken off for them."


def _not_yet(deal: Deal, facts: Facts) -> str:
    """Return, of costs, what no installment that is due so far pays, in a sentence; nothing elsewhere."""
    waiting = costs_waiting(deal, facts)
    if not waiting:
        return ""
    return (
        f" {waiting.exact} of them is not payable yet: the installments due so far pay together no more than "
        "their shares of the budget, and later ones may pay the rest."
    )


def costs_waiting(deal: Deal, facts: Facts) -> Money:
    """Return the costs so far, within what may be paid, for which no installment is due yet."""
    base = deal.base_funding
    if not isinstance(base, Reimbursed) or facts.ended is not None:
        return ZERO
    parts = base.parts(min(base.amount(facts), deal.not_to_exceed))
    return total(part.amount for part in parts if not part.falls_due_by(facts.until))


def _besides(deal: Deal, facts: Facts, performance: Money) -> Iterator[tuple[str, Money]]:
    """Yield what an end without cause adds: results in flight, the fee, and start-up cost."""
    ending = convenience(deal.spec)
    if ending is None or facts.ended is None or not adds(facts.ground):
        return
    in_flight = accrued(deal, facts.ended, printed_at_target(deal, facts))
    yield "in_flight", max(in_flight - max(performance, ZERO), ZERO)
    yield "fee", ending.fee or ZERO
    if facts.ended < deal.spec.program.starts:
        yield "start_up", min(facts.start_up or ZERO, ending.start_up or ZERO)


def early_ends(spec: Spec | Deal) -> tuple[EarlyEnd, ...]:
    """Return what is owed at each month's end before service ends and a window that decides results opens."""
    deal = deal_of(spec)
    windows = tuple(deciding_windows(deal.spec))
    until = min((deal.spec.program.ends, *(window.opens for window in windows)))
    ends = takewhile(until.__gt__, month_ends(deal.spec.program.starts))
    return tuple(early_end(deal, day) for day in ends)


def last_measured(spec: Spec) -> date | None:
    """Return the day on which the last window that decides a result closes; None where none is dated."""
    return max((window.closes for window in deciding_windows(spec)), default=None)


def _base(deal: Deal, found: Outlook, last_day: date) -> Money | None:
    """Return the base that is owed; None where costs are paid back, or the plan has no service to count."""
    base = found.base
    if isinstance(deal.base_funding, ByDosage):
        planned = planned_dosage(deal, last_day)
        if planned is None:
            return None
        people = tuple(replace(each, dosage=planned) for each in found.facts.people)
        base = deal.base_funding.amount(replace(found.facts, people=people))
    if isinstance(deal.base_funding, Reimbursed):
        return None
    return earned_base(deal, base, last_day)
