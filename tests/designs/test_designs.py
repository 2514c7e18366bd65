"""Each designed deal brings the findings that were expected of it before its rules, and no other.

Each part of a design has a table of deals in a module of its own; `EVERY` is all of them. To add a rule,
first add its deals: some that are subtly bad, as many that look alike and are sound.
"""

from __future__ import annotations

from collections import Counter

import design_of_balance
import design_of_dates
import design_of_other_fields
import design_of_people_and_money
import pytest
from designed import Design, told

EVERY: tuple[Design, ...] = (
    Design("the sound deal itself", ""),
    *design_of_people_and_money.DESIGNS,
    *design_of_dates.DESIGNS,
    *design_of_balance.DESIGNS,
    *design_of_other_fields.DESIGNS,
)


@pytest.mark.parametrize("design", EVERY, ids=lambda design: design.name)
def test_a_design_is_judged_as_expected(design: Design) -> None:
    problems = told(design)
    assert {each.code for each in problems} == design.codes, [f"{p.code} {p.message}" for p in problems]
    for problem in problems:
        assert problem.path
        assert problem.found
        assert problem.expected
        assert problem.hint


def test_no_two_designs_have_one_name() -> None:
    assert [name for name, count in Counter(design.name for design in EVERY).items() if count > 1] == []


def test_of_a_hundred_designs_two_in_five_or_more_are_sound() -> None:
    sound = sum(not design.codes for design in EVERY)
    assert len(EVERY) >= 100
    assert sound * 5 >= len(EVERY) * 2
