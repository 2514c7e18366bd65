"""Three texts beside each other: the one an override began with, the newer one below it, and the override."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that the newer text has otherwise than the old one; `line` counts from 1 in the old text."""

    line: int
    old: Lines
    newer: Lines
    yours: Lines

    @property
    def both(self) -> bool:
        """Whether the override changes the same lines too."""
        return self.yours != self.old


def regions(old: str, newer: str, yours: str) -> tuple[Region, ...]:
    """Return each place where the newer text differs from the old one, unless the override has it already."""
    texts = old.splitlines(), newer.splitlines(), yours.splitlines()
    return tuple(found for found in _between(*texts) if found.newer not in (found.old, found.yours))


def _between(old: Sequence[str], newer: Sequence[str], yours: Sequence[str]) -> Iterator[Region]:
    """Yield what lies between the lines that all three texts share."""
    at = (0, 0, 0)
    for here, there, ours, length in (*_shared(old, newer, yours), (len(old), len(newer), len(yours), 0)):
        parts = tuple(old[at[0] : here]), tuple(newer[at[1] : there]), tuple(yours[at[2] : ours])
        if any(parts):
            yield Region(at[0] + 1, *parts)
        at = (here + length, there + length, ours + length)


def _shared(
    old: Sequence[str], newer: Sequence[str], yours: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of lines of the old text that stand in both others too: three starts and a length."""
    in_yours = _runs(old, yours)
    for here, there, length in _runs(old, newer):
        for here_too, ours, length_too in in_yours:
            start, end = max(here, here_too), min(here + length, here_too + length_too)
            if start < end:
                yield start, there + start - here, ours + start - here_too, end - start


def _runs(old: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    blocks = SequenceMatcher(None, old, other, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks]


def to_text(found: Sequence[Region]) -> str:
    """Return the regions for a terminal: what stood there, what stands there now, and what the pack says."""
    return "\n".join(line for region in found for line in _shown(region))


def _shown(region: Region) -> Iterator[str]:
    last = region.line + len(region.old) - 1
    lines = f"line {region.line}" if last <= region.line else f"lines {region.line} to {last}"
    yield f"  {lines} of the text you began with" if region.old else f"  before line {region.line}"
    parts = (("was", region.old), ("now", region.newer), ("yours", region.yours))
    for name, content in parts if region.both else parts[:2]:
        for line in content or ("(nothing)",):
            yield f"    {name:>5} | {line}"
    yield "    You changed this too: see what both want." if region.both else "    You left this as it was."
