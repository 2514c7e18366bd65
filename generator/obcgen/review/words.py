"""A review in words, for a terminal and for a document alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from obcgen.problems import Problem
from obcgen.review.answers import Answer, State
from obcgen.review.review import STANDING, Counts, Heading, Line, Printed, Review

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row in words; a dash where there is nothing to say. `lines` leaves the name of the main file out."""

    state: State
    asks: str
    source: str
    spec: str
    lines: str
    lacks: tuple[str, ...]
    rfp: tuple[str, ...]
    contract: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupWords:
    """A group in words, and how many of its rows are in each state."""

    title: str
    counts: Counts
    rows: tuple[RowWords, ...]


def groups_in_words(review: Review) -> tuple[GroupWords, ...]:
    """Return every group with its rows."""
    return tuple(
        GroupWords(group.title, group.counts, tuple(row_in_words(line, review) for line in group.lines))
        for group in review.groups
    )


def row_in_words(line: Line, review: Review) -> RowWords:
    """Return a row with its answer and the sections that print it."""
    found = line.answer
    documents = {document.kind: document for document in review.documents}
    center = f" (Center {found.row.center})" if found.row.center else ""
    return RowWords(
        state=found.state,
        asks=found.row.asks + center,
        source=found.row.source,
        spec="; ".join(found.lines) or NOTHING,
        lines="; ".join(short(line, review.file) for line in found.lines) or NOTHING,
        lacks=_lacks(found),
        rfp=_headings(line.rfp, documents["rfp"], found),
        contract=_headings(line.contract, documents["contract"], found),
    )


def place_in_words(problem: Problem) -> str:
    """Return `deal.yaml:118`, or nothing for a finding without a place."""
    return f"{problem.place.file}:{problem.place.line}" if problem.place else ""


def findings_in_words(findings: Sequence[Problem]) -> str:
    """Return `1 error, 2 warnings, 1 note`, or `none`."""
    counts = [(sum(each.severity == word for each in findings), word) for word in STANDING]
    return (
        ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count) or "none"
    )


def short(place: str, file: str) -> str:
    """Return a place without the folders of its file, and without the file where it is the main one.

    A document names the main file once, and no folder: the same spec makes the same document anywhere.
    """
    where, _, lines = place.rpartition(":")
    return lines.strip() if where in {"", file} else f"{file_name(where)}:{lines}"


def file_name(path: str) -> str:
    """Return the last step of a path."""
    return path.replace("\\", "/").rpartition("/")[2]


def document_in_words(document: Printed) -> str:
    """Return whether a document can be built, and why not."""
    if document.reason:
        return f"The {document.name} cannot be built yet: {document.reason}"
    return f"The {document.name} can be built."


def _lacks(answer: Answer) -> tuple[str, ...]:
    unread = tuple(f"the section {name} cannot be read; see the findings" for name in answer.unread)
    return (*unread, *(lack.text for lack in answer.lacks if lack.section not in answer.unread))


def _headings(headings: tuple[Heading, ...], document: Printed, answer: Answer) -> tuple[str, ...]:
    if headings:
        return tuple(heading.text for heading in headings)
    if document.reason:
        return (f"{NOTHING} (not built yet)",)
    return (NOTHING if answer.state == "missing" else f"{NOTHING} (not printed)",)
