"""Problems as text for a terminal, as JSON and as annotations of checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from textwrap import fill

from obcgen.problems import Place, Problem, Severity, dotted, in_order, is_error
from obcgen.show.blanks import apart, blanks_text
from obcgen.words import printable

_COLOURS = {"error": "31", "warning": "33", "note": "36"}
WIDTH = 100
_OFFER = "\n    With --details check shows each with its line of the file."


def problems_text(
    problems: Sequence[Problem],
    *,
    colour: bool = False,
    details: bool | None = None,
    brief: frozenset[str] = frozenset(),
) -> str:
    """Return every Problem with its excerpt and remedy, and a last line that counts them, waived ones too.

    Many blanks are listed in short after the rest, unless `details` are asked for; where they can be but are
    not, the list says so. Of the codes in `brief` only the headline is shown, after the rest.
    """
    ordered = in_order(problems)
    told = _told(ordered)
    blanks, others = ((), ordered) if details else apart(ordered)
    shown = [_problem(each, colour) for each in others if each.severity in told and each.code not in brief]
    short = [_headline(each, colour) for each in others if each.severity in told and each.code in brief]
    listed = [_tame(blanks_text(blanks)) + (_OFFER if details is False else "")] if blanks else []
    headlines = ["\n".join(short)] if short else []
    return "\n\n".join([*shown, *headlines, *listed, count_text(ordered)]) + "\n"


def _told(problems: Sequence[Problem]) -> tuple[Severity, ...]:
    """Return what is told in full: notes wait until there are no errors, waived findings are only counted."""
    return ("error", "warning") if any(map(is_error, problems)) else ("error", "warning", "note")


def count_text(problems: Sequence[Problem]) -> str:
    """Return a count such as `2 errors, 1 warning, 1 waived.`, or `No problems.`."""
    counts = Counter(problem.severity for problem in problems)
    waiting = ["notes wait until the errors are mended"] if counts["note"] and counts["error"] else []
    parts = [
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in _told(problems)
        if counts[severity]
    ]
    waived = [f"{counts['waived']} waived"] if counts["waived"] else []
    return "; ".join([", ".join([*(parts or ["No problems"]), *waived]), *waiting]) + "."


def _problem(problem: Problem, colour: bool) -> str:
    lines = [_headline(problem, colour), *_excerpt(problem.place, colour)]
    if problem.found:
        lines.append(_wrapped("found", problem.found))
    if problem.expected:
        lines.append(_wrapped("expected", problem.expected))
    if problem.hint:
        lines.append(_wrapped("remedy", problem.hint))
    return "\n".join(lines)


def _headline(problem: Problem, colour: bool) -> str:
    place = problem.place
    above = f"{dotted(problem.path)}: " if problem.path else ""
    where = f"{place.file}:{place.line}:{place.column}: " if place else above
    label = f"{problem.severity} {problem.code}"
    if colour:
        label = f"\x1b[1;{_COLOURS[problem.severity]}m{label}\x1b[0m"
    return f"{_tame(where)}{label}  {_tame(problem.message)}"


def _tame(text: str) -> str:
    """Return a text that says nothing to the terminal but its letters and ends of lines."""
    return "\n".join(printable(line.replace("\N{NO-BREAK SPACE}", " ")) for line in text.split("\n"))


def _excerpt(place: Place | None, colour: bool) -> list[str]:
    if place is None or not place.excerpt.strip():
        return []
    start = max(0, place.column - 60)
    shown = _tame(place.excerpt[start : start + WIDTH].replace("\t", " "))
    line = shown + ("…" if len(place.excerpt) > start + WIDTH else "")
    indent = place.column - 1 - start
    marks = "^" * max(1, min(place.width, len(shown) - indent))
    number = str(place.line).rjust(6)
    if colour:
        marks = f"\x1b[1m{marks}\x1b[0m"
    return [f"{number} | {line}", f"{' ' * 6} | {' ' * indent}{marks}"]


def _wrapped(label: str, text: str) -> str:
    head = f"    {label}: "
    return fill(
        _tame(text.replace("\t", " ")),
        WIDTH,
        initial_indent=head,
        subsequent_indent=" " * 8,
        break_long_words=False,
        break_on_hyphens=False,
    )


def problems_json(problems: Sequence[Problem]) -> str:
    """Return the stable JSON of `check --json`; keys may be added, none changes its meaning."""
    return as_json({"problems": problems_data(problems)})


def problems_data(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Return the Problems as that JSON has them, in the order of a reader."""
    return [_problem_data(problem) for problem in in_order(problems)]


def problems_github(problems: Sequence[Problem]) -> str:
    """Return the Problems as commands that GitHub shows beside the lines of a pull request."""
    told = _told(problems)
    return "".join(f"{_annotation(problem)}\n" for problem in in_order(problems) if problem.severity in told)


def _annotation(problem: Problem) -> str:
    level = {"error": "error", "warning": "warning"}.get(problem.severity, "notice")
    place = problem.place
    where = {"file": place.file, "line": place.line, "col": place.column} if place else {}
    told = {**where, "title": problem.code}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in told.items())
    lines = [problem.message, *([f"Remedy: {problem.hint}"] if problem.hint else [])]
    return f"::{level} {properties}::{_escaped(chr(10).join(lines))}"


def _escaped(text: str, also: str = "") -> str:
    """Return a text with what has a meaning of its own in a command written as %XX."""
    return "".join(f"%{ord(letter):02X}" if letter in "%\r\n" + also else letter for letter in text)


def _problem_data(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "path": dotted(problem.path),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "found": problem.found,
        "expected": problem.expected,
        "hint": problem.hint,
        "reason": problem.reason,
    }


def as_json(data: object) -> str:
    """Return data as the JSON that commands print."""
    import json  # noqa: PLC0415  most runs print text

    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
