"""What each source of money holds: of the whole, or of the base where one pays that alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from obcgen.money import Money
from obcgen.source.nodes import at, to_plain
from obcgen.studio.following import number_at, said
from obcgen.studio.paths import found_at
from obcgen.studio.prices import MOST, WHOLE

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.source.nodes import Node

SOURCES: Final = ("funding", "sources")
AMOUNTS: Final = "funding.sources.*.amount"
BASE: Final = ("payment", "base", "per_participant")


@dataclass(frozen=True, slots=True)
class SourceOfMoney:
    """What one source holds, so that all of them come to the whole, to the cent."""

    part: Fraction
    """Its part of the whole in the worked deal."""
    parts: Mapping[str, Fraction]
    """The parts of all its sources by id; those that a spec has share in these proportions."""
    is_of_base: bool = False

    def value(self, root: Node, path: Path, filled: frozenset[Path]) -> str | None:
        """Return the base for a source of nothing else, and for the others their shares of what is left."""
        base = number_at(root, BASE) * number_at(root, MOST)
        amounts = {str(each[2]): each for each in found_at(root, AMOUNTS)}
        first = next((name for name in amounts if is_of_base(root, name)), "") if len(amounts) > 1 else ""
        if first and not base:
            return None
        if path[-2] == first:
            return str(Money(int(base * 100)))
        typed = [each for each in amounts.values() if said(root, each) and each not in filled]
        held = {each: number_at(root, each) for each in typed}
        if first:
            held.setdefault(amounts[first], base)
        shared = [name for name, each in amounts.items() if each not in held]
        return self._share(number_at(root, WHOLE) - sum(held.values()), shared, shared.index(str(path[-2])))

    def _share(self, whole: Fraction, names: list[str], place: int) -> str | None:
        """Return a share in whole dollars; the last source holds all that the others leave."""
        parts = [self.parts.get(name, self.part) for name in names]
        before, until = (
            whole if end == len(parts) else Fraction(floor(whole * sum(parts[:end]) / sum(parts)))
            for end in (place, place + 1)
        )
        return str(Money(int((until - before) * 100))) if until > before else None

    def waits(self, root: Node, _: Path) -> bool:
        """Tell whether the spec has a place for the whole."""
        return at(root, WHOLE) is not None

    def says(self, label: Callable[[str], str]) -> str:
        """Return in words how it follows."""
        if self.is_of_base:
            return f"{label('.'.join(BASE))} for each of {label('.'.join(MOST))}"
        return f"so that all sources come to {label('.'.join(WHOLE))}"


def is_of_base(root: Node, name: str) -> bool:
    """Tell whether a source pays the base for each participant, and nothing else."""
    pays = at(root, (*SOURCES, name, "pays"))
    return pays is not None and to_plain(pays) == ["base"] and at(root, BASE) is not None
