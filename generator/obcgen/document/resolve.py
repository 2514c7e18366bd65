"""Settles once what every writer prints: numbers, then references, then contents, in that order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.document.contents import with_contents, with_pages
from obcgen.document.numbering import numbered
from obcgen.document.references import referenced
from obcgen.problems import ObcgenError

if TYPE_CHECKING:
    from obcgen.document.tree import Document

__all__ = ["resolve", "with_pages"]


def resolve(document: Document) -> Document:
    """Return the document with every number, reference and line of the contents in place.

    Raises:
        ObcgenError: every part that cannot be numbered and every reference that leads nowhere.
    """
    counted, unnumbered = numbered(document)
    settled, dangling = referenced(counted)
    if unnumbered or dangling:
        raise ObcgenError(*unnumbered, *dangling)
    return with_contents(settled)
