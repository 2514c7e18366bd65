"""A review in words, for a terminal and for a document alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from obcgen.counsel.asked import Standing, entry_lines
from obcgen.problems import Problem
from obcgen.review.answers import Answer, Lack, State
from obcgen.review.judgement import Reason
from obcgen.review.measures import Grade
from obcgen.review.review import STANDING, Counts, Heading, Line, Printed, Review
from obcgen.spec.dates import day_words
from obcgen.words import capital, listed

NOTHING = "—"
_STEP = "    "
_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_BUYER = re.compile(r"(?<!school )\b(?:(a|A) )?district\b")
GRADE_WORDS: dict[Grade, str] = {"well": "well", "weakly": "weakly", "not": "not at all"}


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row in words; a dash where there is nothing to say. `lines` leaves the name of the main file out."""

    grade: str
    state: State
    asks: str
    source: str
    spec: str
    lines: str
    unread: tuple[str, ...]
    """What could not be looked for."""
    lacks: tuple[Lack, ...]
    why: tuple[str, ...]
    figures: tuple[str, ...]
    stated: str
    """What the spec states of all that is asked."""
    accepted: tuple[str, ...]
    waived: tuple[str, ...]
    """The rules of what is accepted."""
    rfp: tuple[str, ...]
    contract: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupWords:
    """A group in words, and how many of its rows are in each state."""

    title: str
    counts: Counts
    rows: tuple[RowWords, ...]


def said(text: str, review: Review) -> str:
    """Return words of this program as the deal says them: of its buyer and of those served, days written out.

    What the district wrote itself, as the reason of a waiver, stays as it is.
    """
    text = _DAY.sub(lambda found: _day(found[0]), text)
    text = _BUYER.sub(lambda found: _buyer(found[1], review.buyer), text)
    return text if review.minors else text.replace("participants or families", "participants")


def _day(written: str) -> str:
    """Return a day in words; figures that only look like one stay."""
    try:
        return day_words(date.fromisoformat(written))
    except ValueError:
        return written


def _buyer(article: str | None, buyer: str) -> str:
    if not article:
        return buyer
    return f"{article}{'n' if buyer[0] in 'aeiou' else ''} {buyer}"


def groups_in_words(review: Review) -> tuple[GroupWords, ...]:
    """Return every group with its rows."""
    return tuple(
        GroupWords(
            said(group.title, review), group.counts, tuple(row_in_words(line, review) for line in group.lines)
        )
        for group in review.groups
    )


def row_in_words(line: Line, review: Review) -> RowWords:
    """Return a row with its answer and the sections that print it."""
    found = line.answer
    documents = {document.kind: document for document in review.documents}
    center = f" (Center {found.row.center})" if found.row.center else ""
    lacking = {lack.words for lack in found.lacks}
    stated = listed([need.words for need in found.row.needs if need.words not in lacking])
    return RowWords(
        grade=GRADE_WORDS[line.judged.grade],
        state=found.state,
        asks=said(found.row.asks, review) + center,
        source=found.row.source,
        spec="; ".join(found.lines) or NOTHING,
        lines="; ".join(short(line, review.file) for line in found.lines) or NOTHING,
        unread=tuple(f"the section {name} cannot be read; see the findings" for name in found.unread),
        lacks=tuple(lack for lack in found.lacks if lack.section not in found.unread),
        why=tuple(said(_why(reason), review) for reason in line.judged.reasons),
        figures=tuple(said(figure, review) for figure in line.judged.figures),
        stated=said(f"Stated: {stated}.", review) if stated else "",
        accepted=line.judged.accepted,
        waived=line.judged.waived,
        rfp=_headings(line.rfp, documents["rfp"], found, found.row.rfp),
        contract=_headings(line.contract, documents["contract"], found, found.row.contract),
    )


def standing_in_words(found: Standing) -> str:
    """Return how a thing that is for counsel stands: `Confirmed by General Counsel on 2027-02-15`."""
    given = found.confirmation
    if given is None:
        return "Open"
    note = f". {given.note}" if given.note else ""
    by = f"by {given.by} on {given.on}{note}"
    return f"Confirmed {by}" if found.state == "confirmed" else f"Changed since it was confirmed {by}"


def to_paste(review: Review) -> tuple[str, ...]:
    """Return the lines that record everything that is open, once counsel has confirmed it; or none."""
    if not review.to_confirm:
        return ()
    first, *others = entry_lines(review.to_confirm)
    *lines, last = [f"confirmed: {{counsel: {first}", *map(_stepped, others)]
    return (*lines, f"{last}}}")


def _stepped(line: str) -> str:
    """Return a line as far in as what it belongs to asks; the braces say the same where spaces are lost."""
    return f"{_STEP if '{' in line else 2 * _STEP}{line}"


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


def documents_in_words(documents: Sequence[Printed]) -> tuple[str, ...]:
    """Return whether the documents can be built, and why not."""
    able = [f"the {document.name}" for document in documents if not document.reason]
    return (
        *((f"{capital(listed(able))} can be built.",) if able else ()),
        *(f"The {each.name} cannot be built yet: {each.reason}" for each in documents if each.reason),
    )


def _why(reason: Reason) -> str:
    return f"{reason.words} ({reason.code})" if reason.code else reason.words


def _headings(
    headings: tuple[Heading, ...], document: Printed, answer: Answer, wanted: tuple[str, ...]
) -> tuple[str, ...]:
    if headings or not wanted:
        return tuple(heading.text for heading in headings) or (NOTHING,)
    if document.reason:
        return (f"{NOTHING} (not built yet)",)
    return (NOTHING if answer.state == "missing" else f"{NOTHING} (not printed)",)
