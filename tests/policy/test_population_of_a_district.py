"""From which day on documents must be accessible goes by the population of a district, from its limit on."""

from __future__ import annotations

from datetime import date

import pytest

from deals import deal
from obcgen.law.in_force import law_on
from obcgen.pack import builtin
from obcgen.policy.federal import documents_are_accessible


@pytest.mark.parametrize(("people", "day"), [("49,999", "2028-04-26"), ("50,000", "2027-04-26")])
def test_a_district_of_fifty_thousand_is_a_large_one(people: str, day: str) -> None:
    spec = deal(district={"population": people})
    (problem,) = documents_are_accessible.find(spec, law_on(builtin(), date(2027, 3, 1)))
    assert f"from {day} on" in problem.message
