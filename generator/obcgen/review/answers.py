"""One row of the checklist against one spec: answered, partly answered or missing, and by which lines."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass
from typing import Literal

from obcgen.problems import Path, Place, dotted
from obcgen.review.checklist import Need, Row
from obcgen.review.paths import Match, matches
from obcgen.source import Source
from obcgen.source.nodes import child, nearest
from obcgen.spec import Spec

State = Literal["answered", "partly", "missing"]
STATES: tuple[State, ...] = ("answered", "partly", "missing")


@dataclass(frozen=True, slots=True)
class Lack:
    """What an answer still lacks: in words, where it belongs, and how far it is there (2 of 3 outcomes)."""

    words: str
    paths: tuple[str, ...]
    met: int
    of: int

    @property
    def section(self) -> str:
        """The section of the spec where it belongs."""
        return self.paths[0].split(".")[0]

    @property
    def text(self) -> str:
        """What is lacking, with the place in the spec where it belongs."""
        return f"{self.counted}: {self.paths[0]}{self.others}"

    @property
    def counted(self) -> str:
        """What is lacking, and how much of it is there."""
        return f"{self.words} ({self.met} of {self.of})" if self.met else self.words

    @property
    def others(self) -> str:
        """How many places it belongs to beside the first one."""
        return f" and {len(self.paths) - 1} more" if len(self.paths) > 1 else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a spec answers a row. `unread` are sections in which no answer could be looked for."""

    row: Row
    state: State
    lacks: tuple[Lack, ...]
    places: tuple[Place, ...]
    unread: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the spec that answer, one text for each file: `deal.yaml:155, 179, 203`."""
        files: dict[str, list[int]] = {}
        for place in sorted(self.places):
            lines = files.setdefault(place.file, [])
            lines += [place.line] if place.line not in lines else []
        return tuple(f"{file}:{', '.join(map(str, lines))}" for file, lines in files.items())


@dataclass(frozen=True, slots=True)
class _Found:
    """How far one path of a need leads: `met` of `of`, by these places; and what is missing on it."""

    met: int
    of: int
    filled: tuple[Path, ...]
    empty: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return 0 < self.of == self.met


def answer(row: Row, spec: Spec, source: Source) -> Answer:
    """Return how a spec answers a row; `source` is what the spec was read from."""
    best = {need: _best(need, spec) for need in row.needs}
    lacks = tuple(Lack(need.words, f.empty, f.met, f.of) for need, f in best.items() if not f.complete)
    places = tuple(nearest(source.root, path).spot for found in best.values() for path in found.filled)
    return Answer(
        row, _state(list(best.values())), lacks, tuple(dict.fromkeys(places)), _unread(row, spec, source)
    )


def _state(found: list[_Found]) -> State:
    if all(each.complete for each in found):
        return "answered"
    return "partly" if any(each.met for each in found) else "missing"


def _best(need: Need, spec: Spec) -> _Found:
    """Return the path of a need that leads farthest; the first of them where none leads anywhere."""
    found = [_found(need, path, matches(spec, path)) for path in need.paths]
    return max(found, key=lambda each: (each.complete, each.met))


def _found(need: Need, path: str, places: tuple[Match, ...]) -> _Found:
    if need.word:
        hits = tuple(place.path for place in places if str(place.value) == need.word)
        others = tuple(dotted(place.path) for place in places) or (path,)
        return _Found(min(1, len(hits)), 1, hits, () if hits else others)
    scores = [_score(place, need.at_least) for place in places]
    return _Found(
        met=sum(scores),
        of=need.at_least * len(places),
        filled=tuple(place.path for place in places if place.filled),
        empty=tuple(
            dotted(place.path) for place, score in zip(places, scores, strict=True) if score < need.at_least
        )
        or (path,),
    )


def _score(place: Match, at_least: int) -> int:
    if at_least == 1 or not isinstance(place.value, Sized):
        return int(place.filled)
    return min(len(place.value), at_least)


def _unread(row: Row, spec: Spec, source: Source) -> tuple[str, ...]:
    """Return the sections that a row asks and that stand in the file, but could not be read."""
    asked = dict.fromkeys(path.split(".")[0] for need in row.needs for path in need.paths)
    return tuple(name for name in asked if child(source.root, name) and getattr(spec, name, None) is None)
