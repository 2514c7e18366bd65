"""A tagged PDF, PDF/UA-1 and PDF/A-3a at once, from the same HTML as the web page.

One layout gives both the file and the page on which each part stands; Word's contents use the second.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pikepdf

from obcgen.problems import ObcgenError
from obcgen.writers.css import print_css
from obcgen.writers.pdf_fonts import font_configuration
from obcgen.writers.pdf_glyphs import missing_characters, missing_families
from obcgen.writers.pdf_metadata import Metadata
from obcgen.writers.pdf_tags import finish
from obcgen.writers.to_html import html_page

from weasyprint import CSS, HTML  # isort: skip - pdf_fonts imports the engine first
from weasyprint.urls import URLFetcher, URLFetcherResponse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from weasyprint import Document as Rendering

    from obcgen.document.tree import Document
    from obcgen.style import Style

_VARIANT: Final = "pdf/a-3a"


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF and the page on which each part of the document begins; the cover is page 1."""

    pdf: bytes
    pages: Mapping[str, int]


class _Refusal(URLFetcher):  # type: ignore[misc]  # the engine is untyped
    """Fetches nothing: a document is made of its own text and of the fonts it was given."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 - the engine's signature
        raise ValueError(f"nothing is fetched while a document is made: {url}")


def to_pdf(document: Document, style: Style) -> bytes:
    """Return the document as a PDF file.

    Raises:
        ObcgenError: a font of the style is unusable, or none of them has a character of the document.
    """
    return print_pdf(document, style).pdf


def page_numbers(document: Document, style: Style) -> Mapping[str, int]:
    """Return on which page each id stands, without making the file.

    Raises:
        ObcgenError: as `to_pdf`.
    """
    return _pages(_lay_out(document, style))


def print_pdf(document: Document, style: Style) -> Printed:
    """Return the file and the page numbers, both from one layout.

    Raises:
        ObcgenError: as `to_pdf`.
    """
    with _without_collection():
        rendering = _lay_out(document, style)
        return Printed(_write(rendering), _pages(rendering))


def _lay_out(document: Document, style: Style) -> Rendering:
    if problems := (*missing_families(style), *missing_characters(document, style)):
        raise ObcgenError(*problems)
    fetcher = _Refusal()
    look = CSS(string=print_css(document, style), url_fetcher=fetcher)
    page = HTML(string=html_page(document), url_fetcher=fetcher)
    with _without_collection():
        return page.render(
            font_config=font_configuration(style.font_files), stylesheets=[look], pdf_variant=_VARIANT
        )


def _write(rendering: Rendering) -> bytes:
    rendering.metadata = Metadata.of(rendering.metadata)
    raw = rendering.write_pdf(finisher=finish, pdf_variant=_VARIANT)
    with pikepdf.open(BytesIO(raw)) as pdf:
        packed = BytesIO()
        pdf.save(
            packed,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
        )
    return packed.getvalue()


def _pages(rendering: Rendering) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for number, page in enumerate(rendering.pages, start=1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hold garbage collection off: a layout makes millions of objects and drops next to none of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
