"""What an estimate concludes: how far the most that a deal can cost stays below the not-to-exceed amount."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from obcgen.money import Money
from obcgen.scenarios.conclusions import conclusion


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (900, "which is $100 more than the deal can cost."),
        (1_000, "which is what the deal can cost at most."),
    ],
)
def test_what_the_ceiling_leaves_is_said(most: int, words: str) -> None:
    limit = Money.dollars(1_000)
    totals = {"target": Money.dollars(800), "all": Money.dollars(most)}
    outlooks = [
        SimpleNamespace(case=SimpleNamespace(id=key), total=each, not_to_exceed=limit, room=limit - each)
        for key, each in totals.items()
    ]
    found: Any = SimpleNamespace(outlooks=outlooks)
    assert conclusion(found).endswith(f"Both lie within the Not-to-Exceed Amount of $1,000, {words}")
