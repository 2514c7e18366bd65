"""Where YAML cuts a text that was meant to go on: at a # after a space, and at a comma in braces."""

from __future__ import annotations

import re
from dataclasses import replace

from obcgen.problems import Kind, Path, Place, Problem
from obcgen.source.nodes import Node

CUT_AMOUNT = Kind("SRC-11", "A comma cut an amount in two")
CUT_BY_SIGN = Kind("SRC-24", "A number sign cut a text")
CUT_TEXT = Kind("SRC-25", "A comma cut a text in two")

_SIGN = re.compile(r" #([0-9]|[A-Za-z])")
"""After one space, with no space behind it: people who mean a comment write ` # `."""
_COMPLETE = re.compile(r"[$0-9][$0-9.,%/:T-]*|true|false|draft|final")
"""Amounts, numbers, shares, dates and plain choices: they need nothing after them."""
_OPEN_AMOUNT = re.compile(r"\$[0-9]{1,3}(,[0-9]{3})*$")
_REST_OF_AMOUNT = re.compile(r"[0-9]+(\.[0-9]+)?|[0-9]{3}[^0-9].*", re.DOTALL)
_CURLY = re.compile("[\u201c\u201d\u201e]")
_COMMA_FOR_POINT = re.compile(r"\$?[0-9]{1,3}(\.[0-9]{3})+,[0-9]{2}")
"""An amount as much of Europe writes it: 135.000,00."""
_NUMBER = re.compile(r"[0-9]{1,3}(,[0-9]{3})+")


def cut_by_sign(value: str, line: str, end: int, path: Path, file: str, number: int) -> Problem | None:
    """Return the Problem of a plain value that a number sign ended in the middle of a text, if one did.

    Before a digit the sign belongs to the text, and it is an error. Before a letter, or after an amount, a
    date or the like, it may be a comment in a hurry, and it is a warning; a letter with nothing before the
    sign is a comment.

    Args:
        value: the value as YAML reads it.
        line: the line where it ends.
        end: the position in the line at which it ends, from 0.
        path: where the value belongs.
        file: the name of the file.
        number: the number of the line, from 1.
    """
    sign = _SIGN.match(line, end)
    if sign is None or not (value or sign[1].isdigit()):
        return None
    whole = f"{value} {line[end + 1 :]}".strip()
    kept = f"only “{_short(value)}” is left" if value else "nothing is left"
    problem = CUT_BY_SIGN.problem(
        f"A # after a space starts a comment, so the rest of this line is not read: {kept}.",
        path=path,
        place=Place(file, number, end + 2, len(line) - end - 1, line),
        found=_short(value),
        expected=_short(whole),
        hint="Put the whole text in quotes. If a comment is meant, write a space after the #.",
    )
    surely = sign[1].isdigit() and not _COMPLETE.fullmatch(value)
    return problem if surely else replace(problem, severity="warning")


def cut_amount(before: Node, after: Node) -> bool:
    """Tell whether a comma has cut an amount between two neighbors in braces or brackets."""
    if not (isinstance(before.value, str) and isinstance(after.value, str)):
        return False
    return bool(_OPEN_AMOUNT.search(before.value) and _REST_OF_AMOUNT.fullmatch(after.value))


def cut_text(before: Node, key: Node, value: Node, line: str) -> bool:
    """Tell whether a comma in braces has cut a text, so that its rest stands there as a key without a colon.

    `line` is the line on which the key ends.
    """
    texts = isinstance(before.value, str) and before.value and value.value == ""
    rest = line[key.place.column - 1 + key.place.width :].lstrip()
    return bool(texts) and rest[:1] in {",", "}", ""}


def mended(before: Node, after: Node, path: Path) -> tuple[Node, Problem]:
    """Return the value that was meant, and the Problem of the comma that cut it."""
    place = before.place
    kind = CUT_AMOUNT if cut_amount(before, after) else CUT_TEXT
    gap = "," if kind is CUT_AMOUNT else ", "
    if after.place.line == place.line:
        start, stop = place.column - 1 + place.width, after.place.column - 1
        between = place.excerpt[start:stop]
        gap = between if between == "," else gap
        place = replace(place, width=after.place.column + after.place.width - place.column)
    whole = f"{before.value}{gap}{after.value}"
    first = str(before.value).split(",")[0] if kind is CUT_TEXT else str(before.value)
    ended = "A comma ends a value inside braces or brackets"
    problem = kind.problem(
        f"{ended}, so {_short(whole)} was cut after {_short(first)}.",
        path=path,
        place=place,
        found=_short(str(before.value)),
        expected=_dollars(whole) or _short(whole),
        hint=_remedy(whole, str(after.value), kind),
    )
    return replace(before, value=whole, place=place), problem


def _remedy(whole: str, rest: str, kind: Kind) -> str:
    if _CURLY.search(whole):
        return f'Only straight quotes count: write "{_short(_CURLY.sub("", whole))}".'
    if dollars := _dollars(whole):
        return f"Write {dollars}: a point before cents, and no commas inside braces."
    quoted = f"“{_short(whole)}” in quotes" if '"' in whole else f'"{_short(whole)}" in quotes'
    if kind is CUT_AMOUNT or _NUMBER.fullmatch(whole):
        return f"Write {quoted}, or {whole.replace(',', '')} without commas."
    return f"Write {quoted}. If “{_short(rest)}” is a key of its own, write a colon and its value after it."


def _dollars(whole: str) -> str:
    """Return an amount with a comma before its cents as it is written here, or nothing for any other text."""
    plain = whole.lstrip("$").replace(".", "").replace(",", ".")
    return f"${plain}" if _COMMA_FOR_POINT.fullmatch(whole) else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
