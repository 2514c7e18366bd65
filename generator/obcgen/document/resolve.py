"""Settles once what every writer prints: numbers, then references, then contents, in that order."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from obcgen.document.contents import with_contents, with_pages
from obcgen.document.numbering import numbered
from obcgen.document.references import referenced
from obcgen.problems import ObcgenError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.tree import Document

__all__ = ["resolve", "with_pages"]


def resolve(document: Document, others: Mapping[str, Document] = MappingProxyType({})) -> Document:
    """Return the document with every number, reference and line of the contents in place.

    `others` are the documents to which this one refers, by name, as `from_html` made them.

    Raises:
        ObcgenError: every part that cannot be numbered and every reference that leads nowhere.
    """
    counted, unnumbered = numbered(document)
    settled, dangling = referenced(counted, {name: numbered(other)[0] for name, other in others.items()})
    if unnumbered or dangling:
        raise ObcgenError(*unnumbered, *dangling)
    return with_contents(settled)
