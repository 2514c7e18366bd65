"""Scenarios stand in one table; where amounts are too wide, in tables of four columns at the most."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from obcgen.scenarios.rows import Row, _blocks


def cases(count: int) -> Any:
    each = [SimpleNamespace(case=SimpleNamespace(name=f"Case {number}")) for number in range(count)]
    return SimpleNamespace(outlooks=each)


def quarters(count: int, scenarios: int, amount: str) -> list[Row]:
    return [Row(f"Quarter {number}", (amount,) * scenarios) for number in range(count)]


@pytest.mark.parametrize(("scenarios", "columns"), [(4, [4]), (5, [3, 2]), (8, [4, 4]), (9, [3, 3, 3])])
def test_more_scenarios_than_a_page_holds_stand_in_tables_of_about_as_many(
    scenarios: int, columns: list[int]
) -> None:
    found = _blocks(cases(scenarios), "Quarter", quarters(7, scenarios, "$12,345,678.90"))
    assert [len(block.names) for block in found] == columns
    assert {block.label for block in found} == {"Quarter"}


def test_amounts_that_are_not_wide_stand_in_one_table() -> None:
    (block,) = _blocks(cases(7), "Quarter", quarters(7, 7, "$1,500,000"))
    assert (block.label, len(block.names), len(block.rows)) == ("Quarter", 7, 7)


def test_few_rows_are_columns_and_each_scenario_a_row() -> None:
    rows = [Row("Reading", ("$1", "$2", "$3")), Row("All lines", ("$4", "$5", "$6"), total=True)]
    (block,) = _blocks(cases(3), "Line", rows)
    assert (block.label, block.names) == ("Scenario", ("Reading", "All lines"))
    assert [(row.label, row.cells) for row in block.rows] == [
        ("Case 0", ("$1", "$4")),
        ("Case 1", ("$2", "$5")),
        ("Case 2", ("$3", "$6")),
    ]
