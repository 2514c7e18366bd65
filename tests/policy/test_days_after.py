"""On which day a time of the contract ends: in its own Business Days; none leads out of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from obcgen.deal.business_days import BusinessDays
from obcgen.spec import Duration

FRIDAY = date(2028, 5, 12)
DAYS = BusinessDays("CO", ((date(2028, 6, 5), date(2028, 6, 7), "Moving days"),))


@pytest.mark.parametrize(
    ("day", "amount", "unit", "ends"),
    [
        (date(2028, 5, 8), 1, "business days", date(2028, 5, 9)),
        (date(2028, 5, 11), 1, "business days", FRIDAY),
        (FRIDAY, 1, "business days", date(2028, 5, 15)),
        (FRIDAY, 5, "school days", date(2028, 5, 19)),
        (date(2028, 5, 8), 7, "business days", date(2028, 5, 17)),
        (date(2028, 5, 10), 8, "school days", date(2028, 5, 22)),
        (date(2028, 5, 26), 1, "business days", date(2028, 5, 30)),  # Memorial Day
        (date(2028, 3, 30), 1, "business days", date(2028, 4, 3)),  # César Chávez Day in Colorado
        (
            date(2027, 10, 1),
            1,
            "business days",
            date(2027, 10, 5),
        ),  # Frances Xavier Cabrini Day, of the state
        (
            date(2027, 10, 8),
            1,
            "business days",
            date(2027, 10, 12),
        ),  # Columbus Day, federal, not of the state
        (date(2028, 6, 2), 1, "business days", date(2028, 6, 8)),  # the district's closure
        (date(2028, 6, 2), 5, "days", date(2028, 6, 7)),
        (date(2027, 12, 30), 1, "business days", date(2028, 1, 3)),  # New Year's Day is observed on Friday
        (FRIDAY, 3, "days", date(2028, 5, 15)),
        (FRIDAY, 2, "weeks", date(2028, 5, 26)),
        (FRIDAY, 1, "months", date(2028, 6, 11)),
        (FRIDAY, 1, "years", date(2029, 5, 12)),
        (FRIDAY, 0, "days", FRIDAY),
        (FRIDAY, 9_000, "years", date.max),
        (FRIDAY, 9_999_999, "business days", date.max),
    ],
)
def test_the_day_on_which_a_time_ends(day: date, amount: int, unit: str, ends: date) -> None:
    assert DAYS.after(day, Duration(amount, unit)) == ends


def test_a_time_of_many_years_skips_weekends_only() -> None:
    assert DAYS.after(FRIDAY, Duration(525, "business days")) == date(2030, 5, 17)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (FRIDAY, ""),
        (date(2028, 5, 13), "a Saturday"),
        (date(2028, 6, 5), "Moving days, when the offices are closed (2028-06-05 to 2028-06-07)"),
        (date(2028, 6, 8), ""),
    ],
)
def test_why_a_day_is_off(day: date, why: str) -> None:
    assert DAYS.why_off(day) == why


def test_a_holiday_is_told_by_its_name_and_state() -> None:
    assert DAYS.why_off(date(2028, 5, 29)).startswith("Memorial Day, a holiday in CO (package holidays ")
    assert DAYS.why_off(date(2027, 10, 11)).startswith("Columbus Day, a federal holiday (package holidays ")
