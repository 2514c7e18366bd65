"""Old and new words of a document, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from obcgen.addenda.passages import Passage, name_of, passages_of
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
    matcher = SequenceMatcher(
        None, [each.alike for each in old], [each.alike for each in new], autojunk=False
    )
    for what, start, end, from_, to in matcher.get_opcodes():
        if what != "equal":
            for before, after in _paired(old[start:end], new[from_:to]):
                yield Reworded(*marked(before, after))


def _paired(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """Yield the old and the new words of each passage; those that are nothing alike stand by themselves."""
    if len(old) == len(new):
        yield from ((was.text, now.text) for was, now in zip(old, new, strict=True))
        return
    waiting = list(old)
    for now in new:
        at = next((at for at, was in enumerate(waiting) if _alike(was.text, now.text)), None)
        if at is None:
            yield "", now.text
            continue
        yield from ((was.text, "") for was in waiting[:at])
        yield waiting[at].text, now.text
        del waiting[: at + 1]
    yield from ((was.text, "") for was in waiting)


def _alike(was: str, now: str) -> bool:
    return SequenceMatcher(None, was.split(), now.split(), autojunk=False).ratio() >= _LEAST_ALIKE


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
