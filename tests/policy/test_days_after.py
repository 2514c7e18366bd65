"""On which day a length of time ends: working days are Monday to Friday; none leads out of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from obcgen.policy.verification import after
from obcgen.spec import Duration

FRIDAY = date(2028, 5, 12)


@pytest.mark.parametrize(
    ("day", "amount", "unit", "ends"),
    [
        (date(2028, 5, 8), 1, "business days", date(2028, 5, 9)),
        (date(2028, 5, 11), 1, "business days", FRIDAY),
        (FRIDAY, 1, "business days", date(2028, 5, 15)),
        (FRIDAY, 5, "school days", date(2028, 5, 19)),
        (date(2028, 5, 8), 7, "business days", date(2028, 5, 17)),
        (date(2028, 5, 10), 8, "school days", date(2028, 5, 22)),
        (FRIDAY, 3, "days", date(2028, 5, 15)),
        (FRIDAY, 2, "weeks", date(2028, 5, 26)),
        (FRIDAY, 1, "months", date(2028, 6, 11)),
        (FRIDAY, 1, "years", date(2029, 5, 12)),
        (FRIDAY, 0, "days", FRIDAY),
        (FRIDAY, 9_000, "years", date.max),
    ],
)
def test_the_day_on_which_a_time_ends(day: date, amount: int, unit: str, ends: date) -> None:
    assert after(day, Duration(amount, unit)) == ends
