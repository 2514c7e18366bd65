"""What an edited document says: its paragraphs, who changed them, the comments, and what stands beside.

A number that Word counts in a cross-reference or a caption is no word of the paragraph: it stands between
`COUNTED` and `END`, for it changes by itself when a clause before it goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

COUNTED: Final = "\ue000"
END: Final = "\ue001"
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change.

    `done` is `inserted`, `deleted`, `moved here` or `moved away`; by whom, when, which words.
    """

    done: str
    author: str
    date: str
    words: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote beside the words; `paragraph` is its place among the paragraphs."""

    author: str
    date: str
    words: str
    anchor: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class EditedParagraph:
    """A paragraph: the id of its clause, its words, and the tracked changes in it."""

    clause: str
    text: str
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edited file says.

    `lost` are paragraphs whose every word was deleted under tracked changes; `elsewhere` are words in notes
    and in text boxes.
    """

    paragraphs: tuple[EditedParagraph, ...]
    comments: tuple[Comment, ...]
    lost: tuple[EditedParagraph, ...]
    elsewhere: tuple[str, ...]
    answers: tuple[str, ...]
    """What shows in blanks, those that nobody filled in among them."""
    running: tuple[str, ...]
    """The words of headers and footers, without what Word puts in by itself."""


def shown(text: str) -> str:
    """Return words as a person reads them, without the signs around numbers that Word counts."""
    return text.replace(COUNTED, "").replace(END, "")


def visible(text: str) -> str:
    """Return words without signs that nobody sees and that turn others round or begin lines."""
    return _UNSEEN.sub("", text).replace("\u2028", " ").replace("\u2029", " ")


def one_line(text: str) -> str:
    """Return a name as one line of visible words."""
    return " ".join(visible(text).split())
