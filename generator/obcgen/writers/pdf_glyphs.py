"""Which characters of a document no font of its style can print, and where: found before a page is made."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from obcgen.problems import Kind, Place
from obcgen.writers.font_files import held
from obcgen.writers.printed_texts import printed_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obcgen.document.tree import Document
    from obcgen.problems import Path, Problem
    from obcgen.style import Style

MISSING_CHARACTER = Kind("WRT-01", "No font of the style has a character of the document")
MISSING_FAMILY = Kind("WRT-03", "The style names a typeface that none of its font files holds")

IN_SPEC = Kind("WRT-04", "No font of the style has a character of the spec", "warning")
_STAND_INS: Final = {
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "\N{WORD JOINER}-\N{WORD JOINER}",
    "\N{BALLOT BOX}": "\N{WHITE SQUARE}",
    "\N{MINUS SIGN}": "-",
    "\N{MIDDLE DOT}": "|",
    "\N{NO-BREAK SPACE}": "\N{WORD JOINER} \N{WORD JOINER}",
}
"""What looks the same where a font lacks a character that people paste from Word, or that we print."""
_LAYOUT_ONLY: Final = ("Cf", "Zs")
"""Categories of characters that leave no mark: spaces, joiners, directions."""
_REMEDY: Final = "Write it in other characters, or add a font that has it to the style (fonts: files)."
_SHOWN: Final = 5
_EXCERPT: Final = 40


def missing_characters(document: Document, style: Style) -> tuple[Problem, ...]:
    """Return a Problem for each text with characters that none of the style's fonts has."""
    known = _known(style)
    return tuple(
        _problem(missing, text, at, near)
        for text, at, near in printed_texts(document)
        if (missing := tuple(dict.fromkeys(c for c in text if not _is_printable(c, known))))
    )


def missing_in_texts(texts: Iterable[tuple[Path, str]], style: Style) -> tuple[Problem, ...]:
    """Return a Problem for each text of a spec, given with its path, that the style's fonts cannot print."""
    known = _known(style)
    return tuple(
        IN_SPEC.problem(
            f"No font of the style has {_named(missing)}, so Word and PDF files of this spec cannot be made.",
            path=path,
            found=" ".join(missing[:_SHOWN]),
            expected="characters that the fonts of the style can print",
            hint=_REMEDY,
        )
        for path, text in texts
        if (missing := tuple(dict.fromkeys(c for c in text if not _is_printable(c, known))))
    )


def at_the_spec(found: tuple[Problem, ...], known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return what was found of a document; characters that the spec holds are told at its own lines."""
    told = tuple(replace(each, severity="error") for each in known if each.code == IN_SPEC.code)
    there = {character for each in told for character in each.found.split()}
    elsewhere = (
        each
        for each in found
        if each.code != MISSING_CHARACTER.code or not there.issuperset(each.found.split())
    )
    return (*told, *elsewhere)


def missing_families(style: Style) -> tuple[Problem, ...]:
    """Return a Problem for each typeface of the style that its font files do not hold."""
    families = sorted({held(file).family for file in style.font_files})
    return tuple(
        MISSING_FAMILY.problem(
            f"The style prints with the typeface “{font.shipped}”, but none of its font files holds it.",
            path=("fonts", part, "shipped"),
            found=font.shipped,
            expected=" or ".join(families) or "a font file under fonts: files",
            hint="Add its font files to the style, or name one of the typefaces it has.",
        )
        for part, font in (("body", style.body), ("heading", style.heading))
        if font.shipped not in families
    )


def family_for(character: str, style: Style) -> str:
    """Return the first typeface of the style that has a character, or nothing."""
    fonts = map(held, style.font_files)
    return next((font.family for font in fonts if character in font.advances), "")


def drawable(text: str, style: Style) -> str:
    """Return a text with a look-alike for each character that the fonts lack and that has one."""
    known = _known(style)
    return text.translate({ord(c): other for c, other in _STAND_INS.items() if c not in known})


def _known(style: Style) -> frozenset[str]:
    return frozenset().union(*(held(file).advances for file in style.font_files))


def _is_printable(character: str, known: frozenset[str]) -> bool:
    return (
        character in known
        or character in "\t\n\r"
        or unicodedata.category(character) in _LAYOUT_ONLY
        or character in _STAND_INS
    )


def _problem(missing: tuple[str, ...], text: str, at: str, near: str) -> Problem:
    return MISSING_CHARACTER.problem(
        f"No font of the style has {_named(missing)}, which stands in “{_excerpt(text, missing[0])}”"
        f"{f' in {near}' if near else ''}.",
        place=_place(at),
        found=" ".join(missing[:_SHOWN]),
        expected="characters that the fonts of the style can print",
        hint=_REMEDY,
    )


def _named(missing: tuple[str, ...]) -> str:
    names = ", ".join(f"“{c}” (U+{ord(c):04X}, {_name(c)})" for c in missing[:_SHOWN])
    return f"{names} and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else names


def _name(character: str) -> str:
    return unicodedata.name(character, "a control character").lower()


def _excerpt(text: str, character: str) -> str:
    at = text.index(character)
    return " ".join(text[max(0, at - _EXCERPT) : at + _EXCERPT].split())


def _place(at: str) -> Place | None:
    file, _, line = at.rpartition(":")
    return Place(file, int(line), 1) if file and line.isdigit() else None
