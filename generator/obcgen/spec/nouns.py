"""What a deal calls its buyer, those it serves, its sites and its sessions: the one place that decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["district", "board", "agency"]
FieldOfWork = Literal["tutoring", "edtech", "workforce", "health", "early_childhood"]


@dataclass(frozen=True, slots=True)
class Nouns:
    """The nouns of one deal: `buyer` is a defined term, the others are plain words."""

    buyer: str
    governing_body: str
    people: str
    site: str
    session: str
    stage: str
    """What a service is not broken off in the middle of."""
    minors: bool
    """Whether those served are, or may be, minors."""


_BUYERS: Final[dict[Role, tuple[str, str]]] = {
    "district": ("District", "governing body"),
    "board": ("Board", "governing body"),
    "agency": ("Agency", "governing body"),
}
_WORK: Final[dict[FieldOfWork, tuple[str, str, str, str, bool]]] = {
    "tutoring": ("students", "school", "lesson", "grading period", True),
    "edtech": ("students", "school", "lesson", "grading period", True),
    "workforce": ("participants", "center", "appointment", "calendar quarter", False),
    "health": ("participants", "clinic", "visit", "calendar quarter", True),
    "early_childhood": ("children", "center", "session", "program year", True),
}
_IN_TEMPLATES: Final = re.compile(r"\b(?:(a|A) )?District\b(?! of Columbia)")
_IN_SENTENCES: Final = re.compile(r"\b(?:([Tt]he|[Aa]) District\b(?! of Columbia)|District(?= [Dd]efault\b))")


def nouns(role: Role, field: FieldOfWork) -> Nouns:
    """Return the nouns of a buyer of this kind that buys in this field."""
    buyer, governing_body = _BUYERS[role]
    people, site, session, stage, minors = _WORK[field]
    return Nouns(buyer, governing_body, people, site, session, stage, minors)


def buyer_called(role: Role) -> str:
    """Return what a buyer of this kind is called: `District`, `Board`."""
    return _BUYERS[role][0]


def of_buyer(template: str, buyer: str) -> str:
    """Return a template with the buyer's own noun in place of `District`, wherever it stands."""
    return (
        template
        if buyer == "District"
        else _IN_TEMPLATES.sub(lambda found: _named(found[1], buyer), template)
    )


def told_of_buyer(text: str, buyer: str) -> str:
    """Return a finished text with the buyer's own noun in place of `the District` and `a District`.

    Names of other bodies, such as a school district that takes part, keep theirs.
    """
    return text if buyer == "District" else _IN_SENTENCES.sub(lambda found: _named(found[1], buyer), text)


def _named(article: str | None, buyer: str) -> str:
    if article in {"a", "A"} and buyer[0] in "AEIOU":
        article += "n"
    return f"{article} {buyer}" if article else buyer
