"""Each rule fires on its case, stays silent on the edge beside it, and is missed when it is taken away."""

from __future__ import annotations

import pytest

from rule_cases import FIRES, SILENT
from rule_pages import over, told


@pytest.mark.parametrize(("code", "what", "example"), FIRES, ids=lambda text: text.split("\n")[0][:40])
def test_a_case_fires(code: str, what: str, example: str) -> None:
    found = [problem for problem in told(over(example)) if problem.code == code]
    assert found, what
    for problem in found:
        assert problem.place is not None
        assert problem.found
        assert problem.expected
        assert problem.hint


@pytest.mark.parametrize(("code", "what", "example"), SILENT, ids=lambda text: text.split("\n")[0][:40])
def test_an_edge_is_silent(code: str, what: str, example: str) -> None:
    problems = told(over(example))
    assert [problem.message for problem in problems if problem.code == code] == [], what
