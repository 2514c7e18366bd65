"""Drafting notes as Word comments: the part that holds them, and the marks that anchor them in the body.

A comment bears no date: the same document gives the same bytes on every day, and Word shows it without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.writers.word_fields import run
from obcgen.writers.word_xml import Xml, join, part, w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.document.marks import Remark

AUTHOR: Final = "obcgen drafting notes"
INITIALS: Final = "DN"
_BOLD = w("rPr", w("b"))


def anchored(identity: int, content: Xml) -> Xml:
    """Return content with a comment on it."""
    start, end = w("commentRangeStart", id=identity), w("commentRangeEnd", id=identity)
    return Xml(f"{start}{content}{end}{w('r', w('commentReference', id=identity))}")


def comments_part(remarks: Sequence[Remark]) -> bytes:
    """Return comments.xml: each remark under the number by which the body anchors it."""
    return part("w:comments", *(_comment(identity, remark) for identity, remark in enumerate(remarks)))


def _comment(identity: int, remark: Remark) -> Xml:
    lines = [w("p", run(f"{label}: ", _BOLD), run(text)) for label, text in remark.lines]
    return w("comment", join(lines), id=identity, author=AUTHOR, initials=INITIALS)
