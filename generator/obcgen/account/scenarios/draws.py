"""Results drawn by chance, the same on every computer, and what each draw comes to."""

from __future__ import annotations

from bisect import bisect_left
from hashlib import shake_256
from struct import unpack
from typing import TYPE_CHECKING

from obcgen.account.scenarios.assumed import attained, counted_by_participant, facts_of, places_of
from obcgen.account.settle import total_due
from obcgen.deal.compile import deal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from obcgen.account.scenarios.assumed import Assumed
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Alike
    from obcgen.money import Money
    from obcgen.spec import Spec

DRAWS = 200
_TEXT = b"obcgen: the range that chance alone gives"
_WHOLE = 2**32


def drawn(spec: Spec | Deal, assumed: Assumed) -> list[Money]:
    """Return the totals of all draws, smallest first.

    Each participant has one number of 32 bits from the stream of SHAKE-256 over a fixed text, and reaches an
    outcome if the number is below the chance of it: who reaches a harder outcome reaches the easier ones.
    """
    deal = deal_of(spec)
    places = places_of(deal, assumed)
    chances = {key: attained(assumed, key) for key in counted_by_participant(deal)}
    draws = _draws(places, chances, deal)
    return sorted(total_due(deal, facts_of(deal, assumed, reached, places)) for reached in draws)


def _draws(
    places: list[Alike], chances: Mapping[str, Fraction], deal: Deal
) -> Iterator[dict[str, list[int]]]:
    count = sum(place.count for place in places)
    stream = shake_256(_TEXT).digest(4 * count * DRAWS)
    for draw in range(DRAWS):
        numbers = unpack(f">{count}I", stream[4 * count * draw : 4 * count * (draw + 1)])
        yield _reached(places, numbers, chances, deal)


def _reached(
    places: list[Alike], numbers: tuple[int, ...], chances: Mapping[str, Fraction], deal: Deal
) -> dict[str, list[int]]:
    """Return how many in each place reach each outcome."""
    found: dict[str, list[int]] = {key: [] for key in chances}
    start = 0
    for place in places:
        own = sorted(numbers[start : start + place.count])
        start += place.count
        for key, chance in chances.items():
            group = deal.outcomes[key].group
            concerned = group is None or group in place.groups
            found[key].append(bisect_left(own, int(chance * _WHOLE)) if concerned else 0)
    return found
