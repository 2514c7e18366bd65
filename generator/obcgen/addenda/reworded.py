"""Old and new words of a document, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from obcgen.addenda.passages import Passage, name_of, passages_of
from obcgen.document.redline.aligned import Known, Pair, aligned
from obcgen.document.tree import Document, Section
from obcgen.document.walk import sections_of

_WORD = re.compile(r"\S+\s*")
_LEAST_ALIKE = 0.5
"""How much of two passages is the same where one is the other in new words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they are what differs."""

    text: str
    differs: bool


Words = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A passage before and after; one that is new has no words before, one that is gone none after."""

    before: Words
    after: Words


@dataclass(frozen=True, slots=True)
class RewordedSection:
    """A section whose own words differ: its id, what it is called in the new document, and each passage."""

    id: str
    name: str
    passages: tuple[Reworded, ...]


def reworded(before: Document, after: Document) -> tuple[RewordedSection, ...]:
    """Return each section whose words differ, in the order of the new document; what is gone comes last.

    A section is known by its id, so that one that only has another number does not differ.
    """
    was = {section.id: section for section in sections_of(before.blocks)}
    now = {section.id: section for section in sections_of(after.blocks)}
    found = (
        *(_section(was.get(id_), section) for id_, section in now.items()),
        *(_section(section, None) for id_, section in was.items() if id_ not in now),
    )
    return tuple(each for each in found if each.passages)


def _section(was: Section | None, now: Section | None) -> RewordedSection:
    old, new = (passages_of(each) if each else () for each in (was, now))
    if was and now and was.title != now.title:
        old, new = ((Passage(each.title, each.title), *words) for each, words in ((was, old), (now, new)))
    found = now or was
    name = f"{name_of(found)}{'' if now else ' (left out)'}" if found else ""
    return RewordedSection(found.id if found else "", name, tuple(_differing(old, new)))


def _differing(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Reworded]:
    """Yield each passage that differs beside its new words.

    What is left out and what is added at one place stand side by side, however little they are alike.
    """
    together = aligned(_known(old), _known(new))
    for is_pair, found in groupby(together, key=lambda pair: None not in pair):
        pairs = tuple(found)
        for was, now in pairs if is_pair else _side_by_side(pairs):
            if was is None or now is None or was.alike != now.alike:
                yield Reworded(*marked(was.text if was else "", now.text if now else ""))


def _known(passages: Sequence[Passage]) -> list[Known[Passage]]:
    return [Known(each, each.alike, "", each.text) for each in passages]


def _side_by_side(pairs: Sequence[Pair[Passage]]) -> Iterator[Pair[Passage]]:
    old, new = zip(*pairs, strict=True)
    return zip_longest(filter(None, old), filter(None, new))


def marked(before: str, after: str) -> tuple[Words, Words]:
    """Return the words of two texts with those marked in which they differ.

    Nothing is marked where one is empty or they have little in common: all of it differs then.
    """
    was, now = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, [w.strip() for w in was], [w.strip() for w in now], autojunk=False)
    if not was or not now or matcher.ratio() < _LEAST_ALIKE:
        return _plain(before), _plain(after)
    old: list[Piece] = []
    new: list[Piece] = []
    for what, start, end, from_, to in matcher.get_opcodes():
        old.append(Piece("".join(was[start:end]), what != "equal"))
        new.append(Piece("".join(now[from_:to]), what != "equal"))
    return tuple(each for each in old if each.text), tuple(each for each in new if each.text)


def _plain(text: str) -> Words:
    return (Piece(text, differs=False),) if text else ()
