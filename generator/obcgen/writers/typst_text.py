"""Runs of text as Typst code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from obcgen.document.tree import (
    Emphasis,
    Field,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Marked,
    Reference,
    Strong,
    Text,
)
from obcgen.document.walk import text_of
from obcgen.writers.html_changes import HEARD
from obcgen.writers.paper import SMALL_NUMBERS
from obcgen.writers.typst_code import call, joined, points, string
from obcgen.writers.typst_fields import field_to_typst
from obcgen.writers.unbroken import parted_at_steps

if TYPE_CHECKING:
    from obcgen.document.marks import Mark
    from obcgen.document.tree import Number
    from obcgen.writers.typst_pen import Pen

_SPACE: Final = 0.25
"""Of the size of the type, the width of a space."""
_LONG: Final = re.compile(r"\S{8,}")
"""Letters that no line would part, of a number that a cell may be too narrow for."""


def inlines_to_typst(inlines: Inlines, pen: Pen) -> str:
    """Return a run of text."""
    return joined(*(inline_to_typst(one, pen) for one in inlines))


def lines_to_typst(inlines: Inlines, pen: Pen) -> str:
    """Return lines to copy, each as far in as the spaces that it begins with, which Typst leaves out."""
    return joined(*(f"{_step(one)}{inline_to_typst(one, pen)}" for one in inlines))


def _step(inline: Inline) -> str:
    text = inline.text if isinstance(inline, Text) else ""
    spaces = len(text) - len(text.lstrip(" "))
    return f"{call('h', f'{spaces * _SPACE:g}em')} + " if spaces else ""


def inline_to_typst(inline: Inline, pen: Pen) -> str:  # noqa: PLR0911 - one line a kind
    """Return one piece of text."""
    match inline:
        case Text():
            return _text(inline.text, pen) if inline.text else ""
        case Strong():
            return call("bold", inlines_to_typst(inline.content, pen))
        case Emphasis():
            return call("slanted", inlines_to_typst(inline.content, pen))
        case LineBreak():
            return "linebreak()"
        case Link():
            return call("outward", string(inline.target), inlines_to_typst(inline.content, pen))
        case Reference():
            return _reference(inline, pen)
        case Field():
            return field_to_typst(inline, pen)
        case Marked():
            return words_to_typst(inline.mark, inlines_to_typst(inline.content, pen))


def words_to_typst(mark: Mark, content: str) -> str:
    """Return words of a line with their mark; what is open says so in its own words."""
    if not mark.is_change:
        return call("open", content) if mark.is_open else content
    return call("deleted" if mark.is_former else "inserted", heard(mark), content)


def heard(mark: Mark) -> str:
    """Return what is said before words that are marked."""
    return string(f"[{HEARD[mark.change]}:\N{NO-BREAK SPACE}")


def number_to_typst(number: Number | None, width: float, size: float, pen: Pen, *, heads: bool) -> str:
    """Return a number with the room before its text; a wider one takes what it needs.

    One that heads is as large as its heading.
    """
    if number is None:
        return ""
    is_small = number.sequence == SMALL_NUMBERS and not heads
    wide = pen.width(number.label + " ", pen.style.sizes.small if is_small else size) > width
    label = string(number.label + " ")
    return call("number", "auto" if wide else points(width), call("fine", label) if is_small else label)


def _reference(one: Reference, pen: Pen) -> str:
    words = inlines_to_typst(one.content, pen)
    if one.target not in pen.targets:
        return words
    shown = words if " " in text_of(one.content) else call("whole", words)
    return call("inward", string(one.target), shown)


def _text(text: str, pen: Pen) -> str:
    plain = [string(_parted(one, pen)) if one else "" for one in parted_at_steps(text)]
    return joined(*(call("whole", one) if at % 2 else one for at, one in enumerate(plain)))


def _parted(text: str, pen: Pen) -> str:
    """Return a text in which a word that is wider than all the room may end a line at each quarter of it."""
    return _LONG.sub(lambda word: _with_breaks(word[0], pen), text)


def _with_breaks(word: str, pen: Pen) -> str:
    wide = pen.width(word, pen.size, bold=True)
    if wide <= pen.room:
        return word
    size = max(1, int(len(word) * pen.room / wide) // 4)
    return "\N{ZERO WIDTH SPACE}".join(word[at : at + size] for at in range(0, len(word), size))
