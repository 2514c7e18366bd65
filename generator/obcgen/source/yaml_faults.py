"""What a YAML parser could not read, said in plain words, at the line where a person has to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.problems import Kind, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

SYNTAX = Kind("SRC-12", "The file is not written as YAML must be")


@dataclass(frozen=True, slots=True)
class _Fault:
    """A parser's complaint: what it was doing, since where, what went wrong, and where (from 0)."""

    doing: str
    since: tuple[int, int] | None
    wrong: str
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


def explain(error: yaml.MarkedYAMLError, file: str, lines: Sequence[str]) -> Problem:
    """Return the Problem a parser's error stands for."""
    since = _position(error.context_mark, lines)
    line, column = _position(error.problem_mark, lines) or since or (0, 0)
    fault = _Fault(error.context or "", since, error.problem or "", line, column, lines)
    message, hint, line, column = next(said for rule in _RULES if (said := rule(fault)))
    excerpt = lines[line]
    place = Place(file, line + 1, min(column, max(len(excerpt) - 1, 0)) + 1, 1, excerpt)
    return SYNTAX.problem(message, place=place, hint=hint)


def _position(mark: yaml.Mark | None, lines: Sequence[str]) -> tuple[int, int] | None:
    if mark is None:
        return None
    line = min(mark.line, len(lines) - 1)
    return line, min(mark.column, len(lines[line]))


Said = tuple[str, str, int, int] | None
"""A message, a hint, and the line and column they are about."""


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


def _open_quote(fault: _Fault) -> Said:
    if "quoted scalar" not in fault.doing or "escape" in fault.wrong or fault.since is None:
        return None
    hint = "Add the closing quote; write '' for an apostrophe inside single quotes."
    return "A quotation mark is opened here and never closed.", hint, *fault.since


def _escape(fault: _Fault) -> Said:
    if "escape" not in fault.wrong:
        return None
    hint = "Use single quotes around the text, or write the backslash twice."
    return "A backslash has a meaning of its own in double quotes.", hint, fault.line, fault.column


def _open_bracket(fault: _Fault) -> Said:
    if "flow" not in fault.doing or fault.since is None:
        return None
    if fault.since[0] == fault.line and fault.rest.startswith(":"):
        hint = "Put the text that holds the colon in quotes."
        return "A second colon stands in one value inside braces.", hint, fault.line, fault.column
    kind, close = ("bracket [", "]") if "sequence" in fault.doing else ("brace {", "}")
    message = f"A {kind} is opened here, and what follows does not belong inside it."
    hint = f"Close it with {close}, or look for a missing comma; quote texts that hold , : {{ }} [ or ]."
    return message, hint, *fault.since


def _stray_bracket(fault: _Fault) -> Said:
    if not fault.rest.startswith(("]", "}")):
        return None
    hint = "Remove it, or put the text it belongs to in quotes."
    return f"This {fault.rest[0]} closes nothing.", hint, fault.line, fault.column


def _start_character(fault: _Fault) -> Said:
    if not fault.rest or fault.rest[0] not in "@`%" or "cannot start" not in fault.wrong:
        return None
    return f"A value cannot start with {fault.rest[0]}.", "Put the value in quotes.", fault.line, fault.column


def _mark(fault: _Fault) -> Said:
    if "alias" not in fault.doing and "anchor" not in fault.doing:
        return None
    hint = "Put the value in quotes."
    return (
        "A value that starts with * or & has a meaning of its own in YAML.",
        hint,
        fault.line,
        fault.column - 1,
    )


def _block_text(fault: _Fault) -> Said:
    if "block scalar" not in fault.doing:
        return None
    hint = "Start the text on the next line, indented."
    return "Nothing may follow | or > on the same line.", hint, fault.line, fault.column


def _no_colon(fault: _Fault) -> Said:
    if "simple key" not in fault.doing or fault.since is None:
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
    if "mapping values" not in fault.wrong:
        return None
    before = fault.text[: fault.column]
    if ": " in before:
        hint = "Put the value in quotes, or write it without the colon."
        return "A second colon stands in one value.", hint, fault.line, fault.column
    message = "This key is indented further than the line above allows."
    hint = "Line it up with the keys beside it; a key above it that has a value can hold no keys."
    return message, hint, fault.line, len(fault.indent)


def _indent(fault: _Fault) -> Said:
    if "block mapping" not in fault.doing and "document start" not in fault.wrong:
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
    _open_quote,
    _escape,
    _open_bracket,
    _stray_bracket,
    _start_character,
    _mark,
    _block_text,
    _no_colon,
    _dash,
    _second_colon,
    _indent,
    _otherwise,
)
