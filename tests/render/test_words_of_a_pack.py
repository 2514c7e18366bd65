"""A pack's words for codes are printed as they stand: nothing in them reaches into the program."""

from __future__ import annotations

from decimal import Decimal

import pytest

from obcgen.render.records import threshold
from obcgen.spec.outcomes import Measure

MEASURE = Measure.model_construct(
    scale="percentile",
    kind="level",
    at_least=Decimal(41),
    at_most=None,
    metric="m",
    assessment="a",
    to="spring",
)


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("at or above the {value} percentile", "at or above the 41st percentile"),
        ("{value}, {value}", "41st, 41st"),
        ("no value", "no value"),
        ("{value.__class__} {0} {other} {value!r:>99}", "{value.__class__} {0} {other} {value!r:>99}"),
        ("{", "{"),
    ],
)
def test_only_the_value_is_filled_in(words: str, printed: str) -> None:
    assert threshold(MEASURE, {"threshold": {"percentile_at_least": words}}) == printed
