"""The names that the templates of `templates/review/` may use."""

from __future__ import annotations

from dataclasses import dataclass

from obcgen.counsel.asked import Standing
from obcgen.review.review import Review
from obcgen.review.words import (
    documents_in_words,
    file_name,
    findings_in_words,
    groups_in_words,
    place_in_words,
    row_in_words,
    said,
    short,
    standing_in_words,
    to_paste,
)
from obcgen.words import capital


@dataclass(frozen=True, slots=True)
class Cover:
    """What a document says of itself. A review is never a draft: it says what is, and nobody signs it."""

    number: str
    title: str
    status: str = "final"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose review it is."""

    name: str


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding of `check` in words."""

    place: str
    severity: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class CounselWords:
    """Something that counsel is to confirm, in words."""

    title: str
    asks: str
    stands: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class WaiverWords:
    """A waiver in words: where it stands, which rule, why, and what it waives."""

    place: str
    code: str
    title: str
    reason: str
    findings: tuple[str, ...]


def names(review: Review) -> dict[str, object]:
    """Return every name that a template of a review may use."""
    return {
        "document": Cover(review.number, review.title or file_name(review.file)),
        "district": Owner(review.owner),
        "agreement": None,
        "fact": {},
        "file": file_name(review.file),
        "overall": review.overall,
        "matters": tuple(said(matter.words, review) for matter in review.overall.matters),
        "money": review.money,
        "counsel": tuple(_counsel(each, review) for each in review.counsel),
        "to_paste": to_paste(review),
        "counts": review.counts,
        "groups": groups_in_words(review),
        "open": tuple(row_in_words(line, review) for line in review.open),
        "documents": documents_in_words(review.documents),
        "waivers": tuple(_waivers(review)),
        "findings": tuple(_findings(review)),
        "finding_counts": findings_in_words(review.findings),
    }


def _counsel(found: Standing, review: Review) -> CounselWords:
    asked = found.asked
    return CounselWords(
        asked.name,
        capital(asked.asks),
        said(standing_in_words(found), review),
        found.state == "confirmed",
    )


def _waivers(review: Review) -> list[WaiverWords]:
    return [
        WaiverWords(
            short(f"{waiver.place.file}:{waiver.place.line}", review.file),
            waiver.code,
            waiver.title,
            waiver.reason,
            tuple(said(problem.message, review) for problem in waiver.findings),
        )
        for waiver in review.waivers
    ]


def _findings(review: Review) -> list[FindingWords]:
    return [
        FindingWords(
            short(place_in_words(problem), review.file),
            problem.severity,
            problem.code,
            said(problem.message, review),
        )
        for problem in review.findings
    ]
