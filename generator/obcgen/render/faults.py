"""What can be wrong with a template, and how it is told: as a Problem at the template's own file and line."""

from __future__ import annotations

from collections.abc import Mapping

from obcgen.problems import Kind, Place, Problem

SYNTAX = Kind("TPL-01", "A template that cannot be read")
UNKNOWN_NAME = Kind("TPL-02", "A name that templates do not have")
NOT_ALLOWED = Kind("TPL-03", "Something a template may not do")
NO_FILE = Kind("TPL-04", "No template is named")
NOT_PRINTABLE = Kind("TPL-05", "A value that cannot be printed")
FAILED = Kind("TPL-06", "A template that asks for the impossible")
TOO_MUCH = Kind("TPL-07", "A template that prints too much")
MISPLACED = Kind("TPL-08", "A table or box inside a sentence")
NO_PICTURES = Kind("TPL-09", "A picture in a text")
BAD_LINK = Kind("TPL-10", "A link that leads nowhere safe")
LIST_START = Kind("TPL-11", "A list that does not start at 1")


class TemplateFault(Exception):  # noqa: N818 - not an error of ours: the reader's word is fault
    """A fault found while a template runs; whoever runs it knows where, and makes a Problem of it."""

    def __init__(self, kind: Kind, message: str, hint: str = "", name: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.hint = hint
        self.name = name

    def at(self, place: Place | None) -> Problem:
        """Return the Problem, at its place."""
        return self.kind.problem(self.message, place=place, found=self.name, hint=self.hint)


def line_place(sources: Mapping[str, str], file: str, line: int, name: str = "") -> Place:
    """Return the place of a line in a template, at `name` where the line holds it."""
    lines = sources.get(file, "").split("\n")
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    start = excerpt.find(name) if name else -1
    if start < 0:
        start, name = len(excerpt) - len(excerpt.lstrip()), excerpt.strip()
    return Place(file, line, start + 1, max(1, len(name)), excerpt)


def spot(at: str) -> tuple[str, int]:
    """Take `file:line` apart."""
    file, _, line = at.rpartition(":")
    return file, int(line) if line.isdigit() else 1
