"""Tables of scenarios have four columns at the most."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from obcgen.scenarios.rows import _blocks


@pytest.mark.parametrize(("scenarios", "columns"), [(4, [4]), (5, [3, 2]), (8, [4, 4]), (9, [3, 3, 3])])
def test_more_scenarios_than_a_page_holds_stand_in_tables_of_about_as_many(
    scenarios: int, columns: list[int]
) -> None:
    cases = [SimpleNamespace(case=SimpleNamespace(name=f"Case {number}")) for number in range(scenarios)]
    found: Any = SimpleNamespace(outlooks=cases)
    assert [len(block.names) for block in _blocks(found, [])] == columns
