"""Which faces of a style's fonts travel inside a file, and with which characters.

What a reader may type is among them, so that no word that is added later stands in another typeface.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from obcgen.document.tree import Emphasis
from obcgen.document.walk import inlines_of
from obcgen.problems import Kind
from obcgen.style import Font
from obcgen.writers.font_files import Held, held
from obcgen.writers.printed_texts import printed_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from obcgen.document.tree import Document
    from obcgen.problems import Problem
    from obcgen.style import Style

NOT_EMBEDDED = Kind("WRT-05", "A font of the style does not travel inside the files", "warning")

TYPED: Final = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset(
    "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{BULLET}\N{HORIZONTAL ELLIPSIS}\N{EURO SIGN}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{RIGHT DOUBLE QUOTATION MARK}\N{TRADE MARK SIGN}\N{MINUS SIGN}\N{LESS-THAN OR EQUAL TO}"
    "\N{GREATER-THAN OR EQUAL TO}\N{EN SPACE}\N{EM SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
    "\N{WHITE CIRCLE}"
)
"""What keyboards in the United States write, Spanish too, what word processors make of it, and the circle
that our own forms have before an answer."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a typeface: its font file, and the characters of it that a document needs."""

    font: Font
    bold: bool
    italic: bool
    file: Path
    characters: frozenset[str]


def faces(document: Document, style: Style, fits: Callable[[Held], bool]) -> tuple[Face, ...]:
    """Return the faces that a document is set in, of those fonts that fit.

    Text is regular and bold, and italic where the document is; headings are bold. What the typeface of the
    text lacks, such as Hebrew, comes from the other fonts of the style.

    Raises:
        ObcgenError: a font file of the style cannot be read as a font.
    """
    printed = frozenset("".join(text for text, _, _ in printed_texts(document)))
    text = [one for one in _faces(style.body, style, TYPED | printed) if not one.italic or _leans(document)]
    headings = [one for one in _faces(style.heading, style, TYPED | printed) if one.bold and not one.italic]
    others = _others(style, printed - _known(style))
    found = dict.fromkeys((*text, *headings, *others))
    return tuple(one for one in found if fits(held(one.file)))


def not_embedded(style: Style) -> tuple[Problem, ...]:
    """Return a warning for each font whose rights or format keep it out of Word files or web pages."""
    return tuple(
        NOT_EMBEDDED.problem(
            f"“{file.name}” does not travel inside {files}. Where it is not installed, another typeface "
            "stands in, and pages may break elsewhere.",
            path=("fonts", "files", place),
            found=f"{font.outlines} outlines, embedding rights (fsType) {font.rights}",
            expected="TrueType outlines, embedding rights 0, or 8 for Word files alone",
            hint="Ask the font's maker for a file that may be embedded, or use an open font.",
        )
        for place, (file, font) in enumerate((file, held(file)) for file in style.font_files)
        if (files := _without(font))
    )


def _without(font: Held) -> str:
    kinds = (("Word files", font.fits_word), ("web pages", font.fits_web))
    return " or ".join(name for name, fits in kinds if not fits)


def _faces(font: Font, style: Style, characters: frozenset[str]) -> Iterator[Face]:
    for file in style.font_files:
        one = held(file)
        if one.family == font.shipped:
            yield Face(font, one.bold, one.italic, file, frozenset(characters & one.advances.keys()))


def _others(style: Style, characters: frozenset[str]) -> Iterator[Face]:
    """Yield the faces of other typefaces that have some of the characters."""
    families = dict.fromkeys(held(file).family for file in style.font_files)
    for family in families:
        if family not in {style.body.shipped, style.heading.shipped}:
            found = _faces(Font(family, family), style, characters)
            yield from (one for one in found if one.characters and not one.italic)


def _known(style: Style) -> frozenset[str]:
    """Return what the typeface of the text has."""
    fonts = (held(file) for file in style.font_files)
    return frozenset(chain.from_iterable(one.advances for one in fonts if one.family == style.body.shipped))


def _leans(document: Document) -> bool:
    return any(isinstance(one, Emphasis) for one in inlines_of(document.blocks))
