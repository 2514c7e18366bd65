"""What two runs of text have in common, word by word; an automatic number is no word.

A reference that prints a label is known by where it leads: when clauses are counted anew, it did not change.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from obcgen.document.marks import DELETED, INSERTED
from obcgen.document.redline.former import is_label
from obcgen.document.tree import Emphasis, Field, LineBreak, Link, Marked, Reference, Strong, Text
from obcgen.document.walk import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from obcgen.document.marks import Mark
    from obcgen.document.tree import Inline, Inlines

_WORD: Final = re.compile(r"\$?\d+(?:[.,:/-]\d+)*%?|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\s+|.", re.DOTALL)
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_LEAST_ALIKE: Final = 0.2
"""Texts that share fewer of their words are replaced as a whole: nobody reads a mosaic."""
_ISLAND: Final = 3
"""So many signs and spaces between two changes belong to them."""


class Labels(NamedTuple):
    """What references to each id print in the new document."""

    new: Mapping[str, str]


Around = tuple[type[Strong] | type[Emphasis], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, sign, space, reference, link, blank or line break; what is around it; what it is known by."""

    leaf: Inline
    around: Around
    key: str


def plain(inlines: Inlines, labels: Labels) -> str:
    """Return what text is known by: equal where nothing changed but automatic numbers and looks."""
    return "".join(_key(one, labels) for one in inlines)


def words_of(text: str) -> Counter[str]:
    """Return how often each word is in a text as `plain` gives it."""
    return Counter(one for one in _WORD.findall(text) if one[-1].isalnum() or one[-1] == "%")


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of their words two texts share, from 0 to 1; two texts without words are alike."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


def merged(old: Inlines, new: Inlines, labels: Labels) -> Inlines:
    """Return the new text with marks on what was inserted, and on what of the old one was deleted."""
    before, after = plain(old, labels), plain(new, labels)
    if before == after:
        return new
    if not old or not new or likeness(words_of(before), words_of(after)) < _LEAST_ALIKE:
        return (*_marked(DELETED, old), *_marked(INSERTED, new))
    was, now = tuple(_pieces(old, (), labels)), tuple(_pieces(new, (), labels))
    found: list[Inline] = []
    for is_equal, first, last, start, end in _steps(was, now):
        if is_equal:
            found += _built(now[start:end])
        else:
            found += _marked(DELETED, _built(was[first:last]))
            found += _marked(INSERTED, _built(now[start:end]))
    return tuple(found)


def _marked(mark: Mark, content: Inlines) -> Inlines:
    return (Marked(mark, content),) if content else ()


# --- what a text is known by ---------------------------------------------------------------------


def _key(one: Inline, labels: Labels) -> str:
    match one:
        case Text():
            return one.text.replace(_NO_BREAK, " ")
        case LineBreak():
            return "\n"
        case Reference() if one.former or is_label(one, labels.new):
            return f"\0{text_of(one.content).replace(_NO_BREAK, ' ').split(' ')[0]} to {one.target}\0"
        case Link() | Reference():
            return f"\0{plain(one.content, labels)} to {one.target}\0"
        case Field():
            return f"\0{(one.kind, one.title, one.placeholder, one.choices, one.room)}\0"
        case _:
            return plain(one.content, labels)


def _pieces(inlines: Inlines, around: Around, labels: Labels) -> Iterator[_Piece]:
    for one in inlines:
        match one:
            case Text():
                words = _WORD.findall(one.text)
                yield from (_Piece(Text(word), around, word.replace(_NO_BREAK, " ")) for word in words)
            case Strong() | Emphasis():
                yield from _pieces(one.content, (*around, type(one)), labels)
            case _:
                yield _Piece(one, around, _key(one, labels))


# --- what two texts share ------------------------------------------------------------------------

Step = tuple[bool, int, int, int, int]


def _steps(was: Sequence[_Piece], now: Sequence[_Piece]) -> Iterator[Step]:
    """Yield the steps from one text to the other: whether it is equal, and its places in both."""
    keys = [one.key for one in was], [one.key for one in now]
    codes = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
    last = len(codes) - 1
    equal = [
        kind == "equal" and not (0 < place < last and _is_island(now[start:end]))
        for place, (kind, _, _, start, end) in enumerate(codes)
    ]
    for is_equal, run in groupby(zip(equal, codes, strict=True), key=lambda pair: pair[0]):
        several = [code for _, code in run]
        yield is_equal, several[0][1], several[-1][2], several[0][3], several[-1][4]


def _is_island(pieces: Sequence[_Piece]) -> bool:
    """Tell whether what two changes have between them is no word."""
    return len(pieces) <= _ISLAND and all(
        isinstance(one.leaf, Text) and not one.key[0].isalnum() for one in pieces
    )


# --- text again ----------------------------------------------------------------------------------


def _built(pieces: Sequence[_Piece]) -> Inlines:
    """Return pieces as text again: words of one look are one text."""
    found: list[Inline] = []
    for around, run in groupby(pieces, key=lambda one: one.around):
        content = tuple(_joined(one.leaf for one in run))
        for wrapper in reversed(around):
            content = (wrapper(content),)
        found += content
    return tuple(found)


def _joined(leaves: Iterator[Inline]) -> Iterator[Inline]:
    for is_text, run in groupby(leaves, key=lambda one: isinstance(one, Text)):
        if is_text:
            yield Text("".join(one.text for one in run if isinstance(one, Text)))
        else:
            yield from run
