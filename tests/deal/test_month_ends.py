"""The last days of months, one after the other."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from obcgen.deal.calendar import month_ends


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2027, 12, 31), [date(2027, 12, 31), date(2028, 1, 31), date(2028, 2, 29)]),
        (date(2027, 1, 30), [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]),
        (date(2027, 4, 1), [date(2027, 4, 30), date(2027, 5, 31), date(2027, 6, 30)]),
    ],
)
def test_each_month_has_its_last_day(day: date, ends: list[date]) -> None:
    assert list(islice(month_ends(day), 3)) == ends
