"""Readers of text: one line, Markdown, email addresses, ids and years."""

from __future__ import annotations

import re

from obcgen.problems import Kind
from obcgen.spec.shapes import fault, shown
from obcgen.spec.written import LONGEST_TITLE

CHARACTER = Kind("SPC-04", "A character that no document can hold")
TOO_LONG = Kind("SPC-05", "A text is too long")
ONE_LINE = Kind("SPC-06", "A text of several lines where one line belongs")
NOT_ID = Kind("SPC-14", "Not an id")
NOT_YEAR = Kind("SPC-15", "Not a year")
NOT_EMAIL = Kind("SPC-16", "Not an email address")

LONGEST_WORD = 1_000
LONGEST_PARAGRAPH = 50_000
LONGEST_ID = 40
"""Word's bookmarks, which carry ids, hold no more."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")


class Prose(str):
    """Text written in Markdown, of one paragraph or several."""

    __slots__ = ()


class Verbatim(Prose):
    """Markdown of which no letter may change, such as the words of a law."""

    __slots__ = ()


class Words(str):
    """One line of a spec's own words, as told from a text of a template or of the program."""

    __slots__ = ()


def _tame(text: str) -> str:
    """Return the text without the space around it; refuse what no writer can print."""
    if match := _FORBIDDEN.search(text):
        where = f"U+{ord(match[0]):04X}, {_beside(text, match)}"
        message = f"The text holds a character that cannot be printed or seen, {where}."
        hint = "Remove it, or type these words again; it often comes along when text is copied."
        raise fault(CHARACTER, message, found=text, expected="printable text", hint=hint)
    if len(text) > LONGEST_WORD and _WORD.search(text):
        message = f"The text holds a word of more than {LONGEST_WORD:,} characters."
        raise fault(
            TOO_LONG, message, found=text, expected="words with spaces between them", hint="Put spaces in it."
        )
    if len(text) > LONGEST_PARAGRAPH and any(map(_is_long, re.split(r"\n\s*\n", text))):
        message = f"One paragraph holds more than {LONGEST_PARAGRAPH:,} characters."
        raise fault(
            TOO_LONG, message, found=text, expected="shorter paragraphs", hint="Divide it with blank lines."
        )
    return text.strip()


def _is_long(paragraph: str) -> bool:
    return len(paragraph) > LONGEST_PARAGRAPH


def _beside(text: str, found: re.Match[str]) -> str:
    """Return after which words a character stands."""
    before = " ".join(text[: found.start()].split())[-20:]
    return f"after “{before}”" if before else "at its start"


def read_line(text: str) -> Words:
    """Read one line of plain text."""
    line = _tame(text)
    if "\n" in line:
        message = "The text has several lines, but this is printed on one."
        hint = "Write it on one line, without | after the key."
        raise fault(ONE_LINE, message, found=line, expected="one line of text", hint=hint)
    return Words(line.replace("\t", " "))


def read_title(text: str) -> str:
    """Read one line that becomes the title of a file."""
    line = read_line(text)
    if len(line) > LONGEST_TITLE:
        message = f"The title has {len(line)} characters; Word allows {LONGEST_TITLE}."
        raise fault(
            TOO_LONG, message, found=line, expected=f"at most {LONGEST_TITLE} characters", hint="Shorten it."
        )
    return line


def read_prose(text: str) -> Prose:
    """Read Markdown."""
    return Prose(_tame(text))


def read_email(text: str) -> str:
    """Read an email address."""
    line = read_line(text)
    if not re.fullmatch(r"[^\s@<>:]+@[^\s@<>:]+\.[^\s@<>:.]+", line):
        expected = "an email address such as purchasing@district.example"
        raise fault(NOT_EMAIL, f"“{shown(line)}” is not an email address.", found=line, expected=expected)
    return line


def read_id(text: str) -> str:
    """Read an id: the name by which one part of the spec refers to another."""
    if re.fullmatch(rf"[A-Za-z][A-Za-z0-9_-]{{0,{LONGEST_ID - 1}}}", text):
        return text
    message = f"“{shown(text)}” cannot serve as an id."
    hint = f"Start with a letter; use letters, digits, _ and -, at most {LONGEST_ID} characters, no spaces."
    raise fault(NOT_ID, message, found=text, expected="an id such as title_i", hint=hint)


def read_year(text: str) -> str:
    """Read a school or fiscal year, `2027-28`, or a calendar year, `2027`."""
    match = re.fullmatch(r"((?:19|20|21)[0-9]{2})(?:-([0-9]{2}))?", text)
    if match and (match[2] is None or (int(match[1]) + 1) % 100 == int(match[2])):
        return text
    message = f"“{shown(text)}” is not a year."
    hint = "Write a school year as 2027-28 and a calendar year as 2027."
    raise fault(NOT_YEAR, message, found=text, expected="a year such as 2027-28", hint=hint)
