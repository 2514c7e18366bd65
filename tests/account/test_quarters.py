"""Quarters of fiscal years: which one a day is in, and what falls due in each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_deal import deals
from deals import deal
from obcgen.account.quarters import Quarter, quarters
from obcgen.account.settle import settle
from obcgen.deal.calendar import fiscal_year, last_month, quarter_of
from obcgen.deal.people import everything_reached
from obcgen.money import ZERO, total
from obcgen.scenarios.words import quarter_in_words
from obcgen.spec import MonthDay, Spec

JULY, JANUARY, MID_APRIL = MonthDay(7, 1), MonthDay(1, 1), MonthDay(4, 15)


@pytest.mark.parametrize(
    ("day", "starts", "name", "first"),
    [
        (date(2027, 7, 1), JULY, "2027-28 Q1", (2027, 7)),
        (date(2027, 10, 15), JULY, "2027-28 Q2", (2027, 10)),
        (date(2027, 12, 31), JULY, "2027-28 Q2", (2027, 10)),
        (date(2028, 1, 1), JULY, "2027-28 Q3", (2028, 1)),
        (date(2028, 6, 30), JULY, "2027-28 Q4", (2028, 4)),
        (date(2028, 6, 30), JANUARY, "2028 Q2", (2028, 4)),
        (date(2028, 4, 14), MID_APRIL, "2027-28 Q4", (2028, 1)),
        (date(2028, 4, 15), MID_APRIL, "2028-29 Q1", (2028, 4)),
        (date(2028, 1, 3), MID_APRIL, "2027-28 Q3", (2027, 10)),
    ],
)
def test_a_day_is_in_the_quarter_of_its_fiscal_year(
    day: date, starts: MonthDay, name: str, first: tuple[int, int]
) -> None:
    assert quarter_of(day, starts) == (name, first)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 12))
def test_a_year_has_four_quarters_and_time_runs_through_them(day: date, month: int) -> None:
    starts = MonthDay(month, 1)
    name, first = quarter_of(day, starts)
    assert name.startswith(fiscal_year(day, starts))
    assert date(*first, 1) <= day
    assert quarter_of(date(*first, 1), starts) == (name, first)
    assert quarter_of(day + timedelta(days=1), starts)[1] >= first


@given(deals())
def test_the_quarters_hold_every_cent_and_no_empty_one_is_listed(spec: Spec) -> None:
    settled = settle(spec, everything_reached(spec))
    found = quarters(spec, settled)
    assert total(quarter.base for quarter in found) == settled.base
    assert total(quarter.performance for quarter in found) == settled.performance
    assert all(quarter.total for quarter in found)
    assert [quarter.first for quarter in found] == sorted(quarter.first for quarter in found)


def test_what_has_no_date_stands_last_without_a_name() -> None:
    spec = deal(payment={"rates": {"reading": {"due": None}}})
    names = [quarter.name for quarter in quarters(spec, settle(spec, everything_reached(spec)))]
    assert names == ["2027-28 Q2", ""]


@pytest.mark.parametrize(
    ("first", "starts", "last"),
    [
        ((2027, 7), JULY, (2027, 9)),
        ((2027, 12), MonthDay(9, 1), (2028, 2)),
        ((2027, 10), MID_APRIL, (2028, 1)),
    ],
)
def test_a_quarter_ends_in_its_third_month_or_in_the_fourth_where_it_begins_within_one(
    first: tuple[int, int], starts: MonthDay, last: tuple[int, int]
) -> None:
    assert last_month(first, starts) == last


@pytest.mark.parametrize(
    ("name", "first", "last", "told"),
    [
        ("2027-28 Q2", (2027, 12), (2028, 2), "2027-28 Q2, Dec 2027 to Feb 2028"),
        ("2027-28 Q2", (2027, 10), (2027, 12), "2027-28 Q2, Oct to Dec 2027"),
        ("", (9999, 12), (10000, 2), "No date"),
    ],
)
def test_a_quarter_is_named_with_all_its_months(
    name: str, first: tuple[int, int], last: tuple[int, int], told: str
) -> None:
    assert quarter_in_words(Quarter(name, first, last, ZERO, ZERO)) == told
