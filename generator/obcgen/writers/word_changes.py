"""Tracked changes as Word has them: around runs, on marks of paragraphs and on rows; looks are left alone.

Word marks the runs in a link or a control, and not the link; of a control it marks both its ends besides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from obcgen.writers.word_xml import Xml, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.marks import Mark, Revision

_ELEMENTS: Final = {"inserted": "ins", "deleted": "del", "moved-from": "moveFrom", "moved-to": "moveTo"}
_ROWS: Final = {"inserted": "ins", "deleted": "del", "moved-from": "del", "moved-to": "ins"}
_CONTROLS: Final = {
    "inserted": "customXmlIns",
    "deleted": "customXmlDel",
    "moved-from": "customXmlMoveFrom",
    "moved-to": "customXmlMoveTo",
}
_RUNS: Final = re.compile("(?:<w:r>.*?</w:r>)+", re.DOTALL)
_CONTROL_ENDS: Final = re.compile("<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>", re.DOTALL)
_DRAWING: Final = "<w:drawing>"


class Tracking:
    """Whose changes a file shows, and what marks the text that is being written."""

    def __init__(self, revision: Revision, identities: Iterator[int]) -> None:
        self._revision = revision
        self._identities = identities

    def runs(self, mark: Mark, content: Xml) -> Xml:
        """Return what stands in a paragraph as changed; the words in a drawing are text of their own."""
        if _DRAWING in content:
            return self._element(_ELEMENTS[mark.change], content)
        marked = _RUNS.sub(lambda found: self._changed(mark, found[0]), content)
        return Xml(_CONTROL_ENDS.sub(lambda found: self._control_end(mark, found[0]), marked))

    def paragraph_mark(self, mark: Mark) -> Xml:
        """Return the property of a paragraph that is changed as a whole."""
        return self._element(_ELEMENTS[mark.change])

    def row(self, mark: Mark) -> Xml:
        """Return the property of a table row that is changed as a whole."""
        return self._element(_ROWS[mark.change])

    def moved(self, mark: Mark, content: Xml) -> Xml:
        """Return moved paragraphs between the marks by which Word finds their other place."""
        if not mark.moved:
            return content
        name, identity = _ELEMENTS[mark.change], next(self._identities)
        start = w(f"{name}RangeStart", id=identity, name=f"move_{mark.moved}", **self._told())
        return Xml(f"{start}{content}{w(f'{name}RangeEnd', id=identity)}")

    def _changed(self, mark: Mark, runs: str) -> Xml:
        if mark.change == "deleted":
            runs = runs.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
            runs = runs.replace("<w:instrText ", "<w:delInstrText ").replace(
                "</w:instrText>", "</w:delInstrText>"
            )
        return self._element(_ELEMENTS[mark.change], Xml(runs))

    def _control_end(self, mark: Mark, tags: str) -> Xml:
        """Return the tags at one end of a control between the marks that say they were changed."""
        name, identity = _CONTROLS[mark.change], next(self._identities)
        start = w(f"{name}RangeStart", id=identity, **self._told())
        return Xml(f"{start}{tags}{w(f'{name}RangeEnd', id=identity)}")

    def _element(self, name: str, *content: Xml) -> Xml:
        return w(name, *content, id=next(self._identities), **self._told())

    def _told(self) -> dict[str, str]:
        return {"author": self._revision.author, "date": self._revision.date}
