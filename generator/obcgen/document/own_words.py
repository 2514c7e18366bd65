"""The words that writers print on their own: in a document's language, not in its texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What stands around a page number, what marks a draft, and where a web page lets one skip to."""

    page: str = "Page"
    of: str = "of"
    draft: str = "Draft"
    skip: str = "Skip to the document"

    def marks(self, mark: str, *, draft: bool) -> str:
        """Return a document's mark, behind the one of a draft where it does not say that already."""
        word = self.draft if draft and not mark.startswith(self.draft) else ""
        return " · ".join(filter(None, (word, mark)))


ENGLISH = OwnWords()
