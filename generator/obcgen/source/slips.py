"""Slips of people who write YAML like a letter: each is looked for at a fault's line and just above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obcgen.problems import Kind, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

INDENT = Kind("SRC-27", "A line is indented with something else than spaces")

_NO_SPACE = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_ODD_INDENT = re.compile(rf"^ *([{_NO_SPACE}])[ {_NO_SPACE}]*(- |[A-Za-z_]\w*:(\s|$))", re.MULTILINE)
_ODD_COLON = re.compile(rf"^ *(?:- )?[A-Za-z_]\w*:([{_NO_SPACE}])", re.MULTILINE)
_BARE_DASH = re.compile(r"\s*(-)([A-Za-z_]\w*):(\s|$)")
_STAR = re.compile(r"\s*(\*) (\S.*)")
_BLOCK = re.compile(r"(\s*+)(- )?[^#]*:\s++[|>][+-]?\s*$")
"""What it has taken of a line of spaces it does not give back, or a long one would take for ever."""
_KEY = re.compile(r"\s*(- )?[A-Za-z_]\w*:(\s|$)")
_SIGN = re.compile(r" (#)[0-9A-Za-z]")

Said = tuple[str, str, int, int] | None
"""A message, a hint, and the line and column they are about, from 0."""


def odd_indent(text: str, file: str) -> Problem | None:
    """Return the Problem of the first key with a space that is none: in its indent or after its colon."""
    match = _ODD_INDENT.search(text) or _ODD_COLON.search(text)
    if match is None:
        return None
    where = "After this colon stands" if match.re is _ODD_COLON else "This line is indented with"
    line = text.count("\n", 0, match.start())
    excerpt = text.split("\n")[line]
    column = match.start(1) - match.start() + 1
    return INDENT.problem(
        f"{where} U+{ord(match[1]):04X}, which looks like a space and is none.",
        place=Place(file, line + 1, column, 1, excerpt),
        found=f"U+{ord(match[1]):04X}",
        expected="spaces",
        hint="Delete it and write spaces; it often comes along when text is copied.",
    )


def slip_at(lines: Sequence[str], line: int, since: tuple[int, int] | None) -> Said:
    """Return the slip that explains a fault at a line, from 0, since another place, if one is known."""
    begun = since[0] if since else line
    here = dict.fromkeys((line, begun))
    near = dict.fromkeys((*here, _above(lines, line), _above(lines, begun)))
    looks = ((_bare_dash, near), (_star, here), (_dots, near), (_text_below, near))
    for look, numbers in looks:
        for number in numbers:
            if number >= 0 and (said := look(lines, number)):
                return said
    return _sign_in_brackets(lines, line, since)


def _above(lines: Sequence[str], line: int) -> int:
    """Return the nearest line above that holds something, or -1."""
    return next((number for number in range(line - 1, -1, -1) if lines[number].strip()), -1)


def _bare_dash(lines: Sequence[str], line: int) -> Said:
    match = _BARE_DASH.match(lines[line])
    if match is None:
        return None
    return "There is no space after the dash.", f"Write - {match[2]}: with a space.", line, match.start(1)


def _star(lines: Sequence[str], line: int) -> Said:
    match = _STAR.match(lines[line])
    if match is None:
        return None
    hint = f"Start each item with a dash and a space: - {match[2][:40]}"
    return "A * does not start an item of a list.", hint, line, match.start(1)


def _dots(lines: Sequence[str], line: int) -> Said:
    if lines[line].rstrip() != "...":
        return None
    hint = "Remove them, or indent them with the text that they belong to."
    return "Three dots at the start of a line end the file: YAML reads nothing after them.", hint, line, 0


def _text_below(lines: Sequence[str], line: int) -> Said:
    """Tell of a text that starts below | and is not indented further than its key."""
    match = _BLOCK.match(lines[line])
    below = next((number for number in range(line + 1, len(lines)) if lines[number].strip()), None)
    if match is None or below is None or _KEY.match(lines[below]):
        return None
    indent = len(lines[below]) - len(lines[below].lstrip())
    if indent > len(match[1]) + len(match[2] or ""):
        return None
    hint = "Indent every line of the text by two spaces more than its key."
    return "The text below | is not indented, so it does not belong to the key above.", hint, below, indent


def _sign_in_brackets(lines: Sequence[str], line: int, since: tuple[int, int] | None) -> Said:
    """Tell of a # that hides the end of a brace or bracket."""
    if since is None or not lines[since[0]][since[1] :].startswith(("{", "[")):
        return None
    for number in range(since[0], line + 1):
        match = _SIGN.search(lines[number], since[1] if number == since[0] else 0)
        if match and re.search(r"[\]},]", lines[number][match.end() :]):
            message = "A # after a space starts a comment, so what follows it on this line is not read."
            return message, "Put the text that holds the # in quotes.", number, match.start(1)
    return None
