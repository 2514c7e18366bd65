"""The ledger against the schedule: what fell due and is not entered, what is entered twice or otherwise."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from obcgen.account.settle import base_due, base_parts, most
from obcgen.deal.base_funding import PerUnit, Reimbursed
from obcgen.deal.compile import deal_of
from obcgen.money import ZERO, total
from obcgen.problems import Kind
from obcgen.results.plausible.oddity import Oddity
from obcgen.spec.amendments import amended

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.deal.base_funding import BasePart
    from obcgen.deal.facts import Facts, Ledger
    from obcgen.money import Money
    from obcgen.spec import Spec
    from obcgen.spec.results import Results

ENTRY = Kind("RES-30", "The ledger differs from what fell due", "warning")
ABOVE_ALL = Kind("RES-31", "More was paid than the contract allows", "warning")

_LATE = timedelta(days=60)
"""Time after which a payment that fell due has been made: prompt-payment laws give 30 to 45 days."""
_COSTS_FILL = " Costs fill the installments in their order: enter first what an earlier one had left."


def ledger_is_likely(spec: Spec, results: Results, facts: Facts, ledger: Ledger) -> Iterator[Oddity]:
    """Yield each payment of which the ledger says something that the schedule does not let expect."""
    paid, limit = total(ledger.paid.values()), spec.funding.not_to_exceed
    if paid > limit:
        yield Oddity(
            ABOVE_ALL,
            "paid",
            f"{paid.exact} was paid in all, more than the Not-to-Exceed Amount of {limit.exact}.",
            path=("paid",),
            found=paid.exact,
            expected=f"at most {limit.exact}",
            hint="Check each entry of the ledger against the payment that was made.",
        )
    twice = [*_twice(results)]
    yield from twice
    told = {each.about for each in twice}
    found = [*_of_base(spec, results, facts, ledger), *_of_lines(spec, ledger)]
    yield from (each for each in found if each.about not in told)


def _twice(results: Results) -> Iterator[Oddity]:
    for key, payments in results.paid.items():
        counts = Counter((each.amount, each.on, each.returned) for each in payments)
        (amount, on, _), times = max(counts.items(), key=lambda item: item[1], default=((ZERO, None, 0), 0))
        if times > 1:
            yield Oddity(
                ENTRY,
                key,
                f"{amount.exact} of {on} stands {times} times in the ledger as {key}.",
                path=("paid", key),
                found=f"{times} entries alike",
                expected="one entry for each payment that was made",
                hint="Remove the entries that repeat one payment.",
            )


def _of_base(spec: Spec, results: Results, facts: Facts, ledger: Ledger) -> Iterator[Oddity]:
    deal = deal_of(spec)
    base = deal.base_funding
    if base is None or facts.ended is not None:  # an early end settles the base anew
        return
    settled = base_due(deal, facts)
    parts = base_parts(deal, facts, min(settled, deal.not_to_exceed))
    pairs = tuple(zip(base.parts(base.most), parts, strict=True))
    several = [each for each, part in pairs if _is_late(each, results) and part.amount > ZERO]
    if not results.paid and several[1:]:
        yield _no_ledger(several, results)
        return
    costs = isinstance(base, Reimbursed)
    for planned, found in pairs:
        fixed = base.most == settled and not isinstance(base, Reimbursed | PerUnit)
        paid = ledger.paid.get(planned.id, ZERO)
        counted = (found,) if costs else (planned, found)
        held = {each.amount.times(deal.retainage) if deal.retainage else ZERO for each in counted}
        due = {each.amount - off for each in counted for off in (ZERO, *held)}
        late = _is_late(planned, results)
        if late and not paid and found.amount > ZERO:
            yield _forgotten(planned, found.amount, results)
        elif paid > max(due) or (fixed and late and paid < min(due)):
            by = _amended_since(spec, results, planned)
            yield _differs(planned.id, paid, found.amount, _COSTS_FILL if costs else "", by)


def _is_late(part: BasePart, results: Results) -> bool:
    """Tell whether a payment fell due so long ago that it has been made."""
    return part.due is not None and part.due + _LATE < results.as_of


def _no_ledger(late: Sequence[BasePart], results: Results) -> Oddity:
    listed = ", ".join(f"{part.id} ({part.due})" for part in late)
    return Oddity(
        ENTRY,
        "paid",
        f"{len(late)} payments fell due more than {_LATE.days} days before {results.as_of}, but the ledger "
        f"is empty, so this settlement demands them: {listed}.",
        path=("paid",),
        found="no entries",
        expected="paid: with an entry for each payment that was made",
        hint="Enter what was paid, or find out why it was not.",
    )


def _forgotten(planned: BasePart, amount: Money, results: Results) -> Oddity:
    days = (results.as_of - planned.due).days if planned.due is not None else 0
    return Oddity(
        ENTRY,
        planned.id,
        f"{planned.id} fell due on {planned.due}, {days} days before {results.as_of}, but the ledger has no "
        f"payment of it: this settlement demands {amount.exact}.",
        path=("paid",),
        found="no entry",
        expected=f"paid: {{{planned.id}: {{amount: ..., on: ...}}}}",
        hint="Enter what was paid, or find out why it was not.",
    )


def _amended_since(spec: Spec, results: Results, part: BasePart) -> str:
    """Return the amendment after which a payment may have another amount than when it was paid."""
    days = [part.due, *(each.on for each in results.paid.get(part.id, ()))]
    last = max((day for day in days if day is not None), default=None)
    later = [f"No. {n}" for n, each in amended(spec.amendments) if last is not None and last < each.effective]
    return f"Amendment {later[0]}" if later else ""


def _differs(key: str, paid: Money, due: Money, more: str, by: str) -> Oddity:
    but = f"the contract has {due.exact} since {by}" if by else f"{due.exact} fell due"
    more += f" If {by} changed it, the next payment takes up the difference." if by else ""
    return Oddity(
        ENTRY,
        key,
        f"{paid.exact} was paid as {key}, but {but}.",
        path=("paid", key),
        found=paid.exact,
        expected=due.exact,
        hint=f"Check the entry against the payment that was made.{more}",
    )


def _of_lines(spec: Spec, ledger: Ledger) -> Iterator[Oddity]:
    """Yield each line on which more was paid than it can come to, limits that lines share aside."""
    deal = deal_of(spec)
    for line in deal.paid:
        own = [key for key in ledger.paid if key.split(".")[:2] == ["rates", line.id]]
        paid = total(ledger.paid[key] for key in own)
        highest = most(deal.alone(line)).performance if own else ZERO
        if paid > highest:
            yield Oddity(
                ENTRY,
                f"rates.{line.id}",
                f"{paid.exact} was paid as rates.{line.id}, but {highest.exact} can fall due at the most.",
                path=("paid", own[0]),
                found=paid.exact,
                expected=f"at most {highest.exact}",
                hint="Check the entry against the payment that was made.",
            )
