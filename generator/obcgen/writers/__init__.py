"""The writers: one function a format, from a resolved document and a style to the bytes of a file.

A writer prints what the tree says. It computes nothing and numbers nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.tree import Document
    from obcgen.style import Style


class Writer(Protocol):
    """Makes a file of one format."""

    def __call__(self, document: Document, style: Style) -> bytes:
        """Return the file's bytes."""
        ...


# Each library is imported when its format is asked for: Word never waits for the PDF engine.


def _docx(document: Document, style: Style) -> bytes:
    from obcgen.writers.to_docx import to_docx  # noqa: PLC0415

    return to_docx(document, style)


def _html(document: Document, style: Style) -> bytes:
    from obcgen.writers.to_html import to_html  # noqa: PLC0415

    return to_html(document, style)


def _pdf(document: Document, style: Style) -> bytes:
    from obcgen.writers.to_pdf import to_pdf  # noqa: PLC0415

    return to_pdf(document, style)


WRITERS: Mapping[str, Writer] = {"docx": _docx, "pdf": _pdf, "html": _html}
"""Format name to writer."""


def page_numbers(document: Document, style: Style) -> Mapping[str, int]:
    """Return on which page of the PDF each id of a document stands; the cover is page 1."""
    from obcgen.writers.to_pdf import page_numbers as of  # noqa: PLC0415

    return of(document, style)
