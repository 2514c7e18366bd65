"""Conditions of Base Funding in many wordings: sound ones have the day of the contract, the others none.

The day is worked out again here, day by day, from the clauses Reports, Invoices and Time for payment.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from obcgen import api
from obcgen.deal.awaited import reading
from obcgen.deal.business_days import business_days
from obcgen.deal.payable import payable, steps
from obcgen.spec.dates import MONTHS

if TYPE_CHECKING:
    from obcgen.deal.business_days import BusinessDays

SPEC = api.model(
    api.read_text((Path(__file__).parents[2] / "specs" / "denver-literacy.yaml").read_text("utf-8"))
)
DAYS = business_days(SPEC)
SERVICE = [(2027, month) for month in range(9, 13)] + [(2028, month) for month in range(1, 6)]
NAMES = ["report", "reports", "log", "monthly report", "attendance report", "log of use", "cost report"]
SOUND = [
    "the {name} for {month} {year} is accepted",
    "The {name} for the month of {month} {year} has been approved",
    "the {name} to {month} {last}, {year} is accepted",
    "the {name} through {month} {year} is accepted, and staff screening is complete",
    "the {name} for September 2027 to {month} {year} are all accepted",
    "once the {name} for the month ending {month} {last}, {year} is approved",
]
UNSOUND = [
    "the {name} due on {month} {last}, {year} is accepted",
    "the {name} is accepted by {month} {last}, {year}",
    "the {name} is accepted no later than {month} {year}",
    "the {name} for the semester is accepted",
    "the {name} for {month} {year} is sent",
    "the {name} for {month} {year}, due on {month} {last}, {year}, is accepted",
    "the {name} for the weeks before {month} {year} is accepted",
    "5 days after the {name} for {month} {year} is accepted",
    "the {name} for {month} {year} is accepted, unless the Board waives it",
    "the Board accepts the {name} for {month} {year}",
    "the {name} for {month} {year} and {month} {last} of the year after is accepted by May 2029",
]
WORDS = [
    *[
        "the",
        "a",
        "of",
        "for",
        "to",
        "in",
        "on",
        "by",
        "due",
        "from",
        "until",
        "and",
        "or",
        "is",
        "are",
        "has",
    ],
    *["not", "accepted", "approved", "sent", "confirmed", "locked", "final", "last", "monthly", "semester"],
    *["report", "reports", "log", "roster", "January", "May", "2027", "2028", "31,", "99", "9999", "whole"],
]


@st.composite
def conditions(draw: st.DrawFn, wordings: list[str]) -> tuple[str, date]:
    """Draw a condition with the last day of the month that it names."""
    year, month = draw(st.sampled_from(SERVICE))
    last = monthrange(year, month)[1]
    words = draw(st.sampled_from(wordings))
    name = draw(st.sampled_from(NAMES))
    return words.format(name=name, month=MONTHS[month - 1], year=year, last=last), date(year, month, last)


def counted(days: BusinessDays, day: date, number: int) -> date:
    """Return the day that comes so many Business Days later, one day at a time."""
    while number:
        day += timedelta(days=1)
        number -= not days.why_off(day)
    return day


@given(conditions(SOUND))
def test_a_sound_condition_has_the_day_of_the_contract(drawn: tuple[str, date]) -> None:
    condition, ends = drawn
    accepted = counted(DAYS, counted(DAYS, ends, 5), 10)
    day = accepted + timedelta(days=30)
    while DAYS.why_off(day):
        day += timedelta(days=1)
    found = steps(SPEC, condition)
    assert found is not None
    assert found.payable == day
    assert not reading(SPEC, condition).unclear


@given(conditions(UNSOUND), st.dates(date(2027, 9, 1), date(2029, 6, 30)))
def test_a_condition_that_leaves_doubt_moves_no_date_and_is_told(drawn: tuple[str, date], due: date) -> None:
    condition, _ = drawn
    assert payable(SPEC, due, condition) == due
    assert reading(SPEC, condition).unclear


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_no_words_crash_and_none_that_name_a_report_or_roster_pass_in_silence(words: list[str]) -> None:
    condition = " ".join(words)
    found = reading(SPEC, condition)
    named = {"report", "reports", "log", "roster"} & set(words)
    assert not named or found.unclear != bool(found.awaited)
    day = steps(SPEC, condition)
    assert (day is None) == (not found.awaited)
    assert day is None or not DAYS.why_off(day.payable)
