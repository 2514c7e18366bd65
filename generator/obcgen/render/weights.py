"""How wide each criterion stands in the bar of weights on the first page of an RFP."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from decimal import Decimal

    from obcgen.spec import Spec

_POINTS: Final = 100
"""What criteria share; and a line is so many per cent wide."""
_NARROWEST: Final = 18
"""What the name of a criterion needs, in per cent of a line."""


def weight_widths(spec: Spec) -> str:
    """Return the per cents of a line that sum to 100: each criterion's weight, or what its name needs.

    Nothing where so many criteria have no room side by side.
    """
    weights = [each.weight for each in spec.procurement.criteria.values()] if spec.procurement else []
    if sum(weights) != _POINTS or len(weights) * _NARROWEST > _POINTS:
        return ""
    above = [max(weight - _NARROWEST, weight * 0) for weight in weights]
    return " ".join(str(_NARROWEST + part) for part in _shares(above, _POINTS - len(weights) * _NARROWEST))


def _shares(parts: list[Decimal], room: int) -> list[int]:
    """Return a room split in proportion to parts, each edge rounded down."""
    edges = [int(room * edge / sum(parts)) for edge in accumulate(parts)]
    return [right - left for left, right in pairwise((0, *edges))]
