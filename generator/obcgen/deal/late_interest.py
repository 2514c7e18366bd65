"""Interest on what was paid late: from when, for how many days, how much, as the contract says it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.business_days import business_days
from obcgen.money import ZERO, Money
from obcgen.spec import Duration

if TYPE_CHECKING:
    from datetime import date

    from obcgen.spec import Spec
    from obcgen.spec.on_record import Paid
    from obcgen.spec.payment import LateInterest

YEAR = 365
"""Days of a year over which a yearly rate is spread, leap year or not."""
TERMS = Duration(30, "days")
"""The time to pay a proper invoice where the spec states none."""


@dataclass(frozen=True, slots=True)
class Late:
    """A payment that was made late: its last day, the days that bear interest, and what they come to.

    `paid` is the interest that was paid with it.
    """

    payment: str
    amount: Money
    last_day: date
    paid_on: date
    days: int
    interest: Money
    paid: Money

    @property
    def due(self) -> Money:
        """The interest that is still owed; negative where too much was paid."""
        return self.interest - self.paid


def promised(spec: Spec) -> LateInterest | None:
    """Return the interest that the contract promises beyond what a law provides; None where it does not."""
    return spec.payment.invoicing.late_interest if spec.payment.invoicing else None


def last_day(spec: Spec, due: date | None, invoiced: date) -> date:
    """Return the last day for payment: the time to pay the invoice, or the payment's date if that is later.

    A time that ends on a day that is no Business Day ends on the next one.
    """
    days, invoicing = business_days(spec), spec.payment.invoicing
    terms = invoicing.terms if invoicing and invoicing.terms else TERMS
    ends = days.on_or_after(days.after(invoiced, terms))
    return ends if due is None else max(ends, due)


def late(spec: Spec, payment: str, due: date | None, made: Paid) -> Late | None:
    """Return what a payment bears in interest; None where it was in time, or nothing says when it was due.

    `due` is its date in the schedule of payments. Simple interest for each day of delay after the grace, the
    day of payment included, rounded once, half a cent upward.
    """
    terms = promised(spec)
    if terms is None or made.invoiced is None or made.returned:
        return None
    ends = last_day(spec, due, made.invoiced)
    begins = business_days(spec).after(ends, terms.grace) if terms.grace else ends
    days = max(0, (made.on - begins).days)
    interest = made.amount.times(terms.rate.value * Fraction(days, YEAR))
    if not days and made.interest is None:
        return None
    return Late(payment, made.amount, ends, made.on, days, interest, made.interest or ZERO)
