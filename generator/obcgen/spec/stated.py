"""Amounts, counts of services and figures of an index that results state beside the outcomes."""

from __future__ import annotations

from pydantic import Field

from obcgen.spec.scalars import Count, DateField, Line, MoneyField, Quantity
from obcgen.spec.shapes import Section


class Amounts(Section):
    """Amounts of money that base or lines are taken from."""

    costs: MoneyField | None = Field(
        None, description="Allowable costs so far, from the first day to `as_of`, if reimbursed or shared."
    )
    budget: MoneyField | None = Field(
        None,
        description="The budget that the contract fixes, stated again; another amount is an error.",
    )
    savings: MoneyField | None = Field(None, description="Savings that verification found.")
    start_up: MoneyField | None = Field(
        None, description="Documented start-up cost, where the contract ended before service started."
    )


class Delivery(Section):
    """What was scheduled for those on the roster and delivered, in sessions or the unit of the logs."""

    scheduled: Count = Field(description="What was scheduled up to the last day of service.")
    delivered: Count = Field(description="What of it was delivered, or made up.")
    excused: Count = Field(
        0, description="What of the rest the contract excuses or lets the provider leave out."
    )


class IndexFigure(Section):
    """The index of one year as its publisher states it."""

    figure: Quantity = Field(description="The index itself, not its change: `321.465`.")
    source: Line = Field(description="Where it is published: `BLS, CUUR0000SA0, May 2028`.")
    published: DateField = Field(description="The day of its publication.")
