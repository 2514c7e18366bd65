"""A tagged PDF, PDF/UA-1 and PDF/A-3a at once, laid out by Typst without any library of the system."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from obcgen.problems import ObcgenError
from obcgen.writers.pdf_glyphs import missing_characters, missing_families
from obcgen.writers.to_typst import to_typst
from obcgen.writers.typst_engine import engine_version, laid_out, printed
from obcgen.writers.typst_finish import Stated, finished

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.embedded import Embedded
    from obcgen.document.tree import Document
    from obcgen.style import Style
    from obcgen.writers.typst_engine import Laid
    from obcgen.writers.typst_pen import Written

_last: list[tuple[Document, Style, Written]] = []
"""The document that was written last."""


def to_pdf(document: Document, style: Style, embedded: Embedded | None = None) -> bytes:
    """Return the document as a PDF file.

    Raises:
        ObcgenError: a font of the style is unusable, or none of them has a character of the document.
    """
    written = _checked(document, style)
    places = laid_out(written.source, style.font_files).places
    content = printed(written.source, style.font_files)
    return finished(content, written, places, style, Stated(engine_version(), embedded))


def page_numbers(document: Document, style: Style) -> Mapping[str, int]:
    """Return on which page of the PDF each id stands; the cover is page 1.

    Raises:
        ObcgenError: as `to_pdf`.
    """
    return MappingProxyType({name: page for name, page, *_ in _laid(document, style).places})


def page_count(document: Document, style: Style) -> int:
    """Return how many pages the PDF has.

    Raises:
        ObcgenError: as `to_pdf`.
    """
    return _laid(document, style).count


def _laid(document: Document, style: Style) -> Laid:
    return laid_out(_checked(document, style).source, style.font_files)


def _checked(document: Document, style: Style) -> Written:
    """Return a document that can be printed with its fonts as Typst code; for Word and for the PDF once."""
    for known, look, written in _last:
        if known is document and look == style:
            return written
    _last[:] = [(document, style, _written(document, style))]
    return _last[0][2]


def _written(document: Document, style: Style) -> Written:
    if problems := (*missing_families(style), *missing_characters(document, style)):
        raise ObcgenError(*problems)
    return to_typst(document, style)
