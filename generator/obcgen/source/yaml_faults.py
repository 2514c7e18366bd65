"""What a YAML parser could not read, said in plain words, at the line where a person has to look.

A fault is known by the kind of error, by its two marks and by the text that stands at them, never by the
parser's own sentence: parsers word their sentences anew from release to release.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yaml.scanner import ScannerError

from obcgen.problems import Kind, Place, Problem
from obcgen.source.slips import Said, slip_at

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

SYNTAX = Kind("SRC-12", "The file is not written as YAML must be")
TOO_MUCH = Kind("SRC-06", "The file is larger or deeper than any spec")
SECOND_COLON = "A second colon stands in one value."
DEEPEST = 50
_CLOSED_QUOTE = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", re.DOTALL)
_BRACKET = re.compile(
    r"""(?:(?<![^\s\[{,:])(?:"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^']|'')*(?:'|$)|\#.*))|(?P<bracket>[\[\]{}])"""
)
"""A bracket outside quotes and remarks. A quote never closed takes the rest of the line: this is linear."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """A parser's complaint: of characters or of their order, since where, and where (from 0)."""

    characters: bool
    since: tuple[int, int] | None
    line: int
    column: int
    lines: Sequence[str]

    @property
    def text(self) -> str:
        return self.lines[self.line]

    @property
    def rest(self) -> str:
        return self.text[self.column :]

    @property
    def indent(self) -> str:
        return self.text[: len(self.text) - len(self.text.lstrip())]

    @property
    def begun(self) -> str:
        """The text from the place since which to the place where; nothing if they are one."""
        if self.since is None or self.since >= (self.line, self.column):
            return ""
        line, column = self.since
        if line == self.line:
            return self.text[column : self.column]
        return "\n".join(
            (self.lines[line][column:], *self.lines[line + 1 : self.line], self.text[: self.column])
        )

    @property
    def ended(self) -> bool:
        """Whether the file, or its only document, ends here."""
        last = self.line == len(self.lines) - 1 and not self.rest
        return last or (self.column == 0 and self.rest.startswith(("---", "...")))


def too_deep(place: Place) -> Problem:
    """Return the Problem of more levels than any spec has."""
    message = f"Keys and lists are nested more than {DEEPEST} deep."
    return TOO_MUCH.problem(message, place=place, hint="Look for brackets or dashes that were never meant.")


def explain(error: yaml.MarkedYAMLError, file: str, lines: Sequence[str]) -> Problem:
    """Return the Problem a parser's error stands for."""
    since = _position(error.context_mark, lines)
    line, column = _position(error.problem_mark, lines) or since or (0, 0)
    fault = _Fault(isinstance(error, ScannerError), since, line, column, lines)
    deep = _too_deep_at(fault)
    if deep is not None:
        return too_deep(Place(file, line + 1, deep + 1, 1, fault.text))
    slip = slip_at(lines, line, since)
    message, hint, line, column = slip or next(said for rule in _RULES if (said := rule(fault)))
    excerpt = lines[line]
    place = Place(file, line + 1, min(column, max(len(excerpt) - 1, 0)) + 1, 1, excerpt)
    return SYNTAX.problem(message, place=place, hint=hint)


def _position(mark: yaml.Mark | None, lines: Sequence[str]) -> tuple[int, int] | None:
    if mark is None:
        return None
    if mark.line >= len(lines):  # the end of a file whose last line has no end
        return len(lines) - 1, len(lines[-1])
    return mark.line, min(mark.column, len(lines[mark.line]))


def _too_deep_at(fault: _Fault) -> int | None:
    """Return the column of the bracket that goes too deep, if the parser stopped at a bracket of its line.

    No other fault of characters lies at an opening bracket. Brackets on lines of their own reach the reader
    one by one, and it stops by itself.
    """
    if not fault.characters or fault.begun or not fault.rest.startswith(("[", "{")):
        return None
    depth = 0
    for found in _BRACKET.finditer(fault.text, 0, fault.column + 1):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found["bracket"], 0)
        if depth > DEEPEST:
            return found.start()
    return None


def _tab(fault: _Fault) -> Said:
    if "\t" not in fault.indent and not fault.rest.startswith("\t"):
        return None
    column = fault.text.index("\t")
    return (
        "There is a tab here; YAML is indented with spaces.",
        "Replace the tab with spaces.",
        fault.line,
        column,
    )


def _quote(fault: _Fault) -> Said:
    if not fault.characters or fault.since is None or not fault.begun.startswith(('"', "'")):
        return None
    if _CLOSED_QUOTE.match(fault.begun):
        return None
    if fault.begun.startswith('"') and not fault.ended:
        hint = "Use single quotes around the text, or write the backslash twice."
        return "A backslash has a meaning of its own in double quotes.", hint, fault.line, fault.column
    hint = "Add the closing quote; write '' for an apostrophe inside single quotes."
    return "A quotation mark is opened here and never closed.", hint, *fault.since


def _open_bracket(fault: _Fault) -> Said:
    if fault.characters or fault.since is None or not fault.begun.startswith(("[", "{")):
        return None
    if fault.since[0] == fault.line and fault.rest.startswith(":"):
        hint = "Put the text that holds the colon in quotes."
        return "A second colon stands in one value inside braces.", hint, fault.line, fault.column
    kind, close = ("bracket [", "]") if fault.begun[0] == "[" else ("brace {", "}")
    message = f"A {kind} is opened here, and what follows does not belong inside it."
    hint = f"Close it with {close}, or look for a missing comma; quote texts that hold , : {{ }} [ or ]."
    return message, hint, *fault.since


def _stray(fault: _Fault) -> Said:
    if not fault.rest.startswith(("]", "}", ",")):
        return None
    hint = "Remove it, or put the text it belongs to in quotes."
    if fault.rest[0] == ",":
        return "A comma stands here with no value before it.", hint, fault.line, fault.column
    return f"This {fault.rest[0]} closes nothing.", hint, fault.line, fault.column


def _start_character(fault: _Fault) -> Said:
    if not fault.characters or fault.begun or not fault.rest.startswith(("@", "`", "%")):
        return None
    return f"A value cannot start with {fault.rest[0]}.", "Put the value in quotes.", fault.line, fault.column


def _mark(fault: _Fault) -> Said:
    if not fault.characters or fault.since is None or not re.fullmatch(r"[*&][\w-]*", fault.begun):
        return None
    hint = "Put the value in quotes."
    return "A value that starts with * or & has a meaning of its own in YAML.", hint, *fault.since


def _block_text(fault: _Fault) -> Said:
    if not fault.characters or not re.match(r"[|>](?!.*\n)", fault.begun):
        return None
    hint = "Start the text on the next line, indented."
    return "Nothing may follow | or > on the same line.", hint, fault.line, fault.column


def _no_colon(fault: _Fault) -> Said:
    if not fault.characters or fault.since is None or not re.match(r"[^!%|>]", fault.begun):
        return None
    hint = "Write key: value, with a space after the colon."
    return "This line has no key with a colon and a space.", hint, *fault.since


def _dash(fault: _Fault) -> Said:
    if not fault.rest.startswith("-"):
        return None
    message = "A dash starts a list item, and there is no list here."
    hint = "Put the list on lines of its own below its key, all dashes in one column."
    return message, hint, fault.line, fault.column


def _second_colon(fault: _Fault) -> Said:
    if not fault.characters or fault.begun or not fault.rest.startswith(":"):
        return None
    before = fault.text[: fault.column]
    if ": " in before:
        hint = "Put the value in quotes, or write it without the colon."
        return SECOND_COLON, hint, fault.line, fault.column
    message = "This key is indented further than the line above allows."
    hint = "Line it up with the keys beside it; a key above it that has a value can hold no keys."
    return message, hint, fault.line, len(fault.indent)


def _indent(fault: _Fault) -> Said:
    if fault.characters or fault.text.startswith("%") or (fault.since is not None and not fault.begun):
        return None
    if fault.text[: fault.column].strip():
        hint = "Put the whole value in quotes."
        return "Something follows a value that was already complete.", hint, fault.line, fault.column
    message = "This line is not indented like the lines it belongs with."
    return message, "Line it up with the keys beside it, using spaces.", fault.line, fault.column


def _otherwise(fault: _Fault) -> Said:
    hint = "Check indentation, quotes, colons and brackets here and on the line above."
    return "This cannot be read as YAML.", hint, fault.line, fault.column


_RULES: tuple[Callable[[_Fault], Said], ...] = (
    _tab,
    _quote,
    _open_bracket,
    _stray,
    _start_character,
    _mark,
    _block_text,
    _no_colon,
    _dash,
    _second_colon,
    _indent,
    _otherwise,
)
