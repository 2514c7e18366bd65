"""A length of time outside what most contracts have is told with the nearest that is usual."""

from __future__ import annotations

from datetime import date

import pytest

from deals import deal
from obcgen.law.in_force import law_on
from obcgen.pack import builtin
from obcgen.policy.times import times_are_usual


@pytest.mark.parametrize(
    ("terms", "hints"),
    [
        ("9 days", ["Write terms: 10 days, or waive it."]),
        ("10 days", []),
        ("45 days", []),
        ("46 days", ["Write terms: 45 days, or waive it."]),
    ],
)
def test_the_remedy_is_the_nearest_usual_time(terms: str, hints: list[str]) -> None:
    found = times_are_usual.find(
        deal(payment={"invoicing": {"terms": terms}}), law_on(builtin(), date(2027, 3, 1))
    )
    assert [problem.hint for problem in found] == hints
