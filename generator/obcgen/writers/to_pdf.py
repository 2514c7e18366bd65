"""A tagged PDF, PDF/UA-1 and PDF/A-3a at once, from the same HTML as the web page.

One layout gives the page on which each part stands, for Word's contents, and the file where one is asked for.
"""

from __future__ import annotations

import gc
import re
import warnings
from contextlib import contextmanager
from functools import lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from obcgen.problems import ObcgenError
from obcgen.writers.css import print_css, svg_css
from obcgen.writers.pdf_boxes import fill_pages
from obcgen.writers.pdf_fonts import font_configuration
from obcgen.writers.pdf_forms import announce
from obcgen.writers.pdf_glyphs import drawable, missing_characters, missing_families
from obcgen.writers.pdf_metadata import Metadata, settle_attachment
from obcgen.writers.pdf_subset import EmbeddedFonts
from obcgen.writers.pdf_tags import finish
from obcgen.writers.to_html import html_page

from weasyprint import CSS, HTML  # isort: skip - pdf_fonts imports the engine first
from weasyprint.urls import URLFetcher, URLFetcherResponse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from weasyprint import Document as Rendering

    from obcgen.document.embedded import Embedded
    from obcgen.document.tree import Document
    from obcgen.style import Style

_VARIANT: Final = "pdf/a-3a"
_DRAWING: Final = re.compile("<svg [^>]*>")
"""The engine styles a drawing by the sheet inside it and by no other."""


class _Refusal(URLFetcher):  # type: ignore[misc]  # the engine is untyped
    """Fetches nothing: a document is made of its own text, its own logo and the fonts it was given."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith("data:image/"):
            return super().fetch(url, headers)
        raise ValueError(f"nothing is fetched while a document is made: {url}")


def to_pdf(document: Document, style: Style, embedded: Embedded | None = None) -> bytes:
    """Return the document as a PDF file.

    Raises:
        ObcgenError: a font of the style is unusable, or none of them has a character of the document.
    """
    return _printed(*_checked(document, style), embedded)


def page_numbers(document: Document, style: Style) -> Mapping[str, int]:
    """Return on which page of the PDF each id stands; the cover is page 1.

    Raises:
        ObcgenError: as `to_pdf`.
    """
    return _pages(_rendered(*_checked(document, style)))


def page_count(document: Document, style: Style) -> int:
    """Return how many pages the PDF has.

    Raises:
        ObcgenError: as `to_pdf`.
    """
    return len(_rendered(*_checked(document, style)).pages)


def _checked(document: Document, style: Style) -> tuple[str, str, tuple[Path, ...]]:
    """Return the page, the look and the fonts of a document that can be printed with them."""
    if problems := (*missing_families(style), *missing_characters(document, style)):
        raise ObcgenError(*problems)
    drawn = f"<style>{svg_css(style)}</style>"
    page = _DRAWING.sub(lambda opening: opening[0] + drawn, html_page(document, style))
    return drawable(page, style), drawable(print_css(document, style), style), style.font_files


@lru_cache(maxsize=1)
def _rendered(page: str, look: str, fonts: tuple[Path, ...]) -> Rendering:
    """Lay out once: whoever asks for page numbers may ask for the file next, or did so before."""
    fetcher = _Refusal()
    with _without_collection():
        rendering = HTML(string=page, url_fetcher=fetcher).render(
            font_config=font_configuration(fonts),
            stylesheets=[CSS(string=look, url_fetcher=fetcher)],
            pdf_variant=_VARIANT,
        )
    fill_pages(rendering.pages)
    return rendering


@lru_cache(maxsize=1)
def _printed(page: str, look: str, fonts: tuple[Path, ...], embedded: Embedded | None) -> bytes:
    """Write once: a document is inspected beside the one that was just made."""
    rendering = _rendered(page, look, fonts)
    with _without_collection():
        return _write(rendering, fonts, embedded)


def _write(rendering: Rendering, fonts: tuple[Path, ...], embedded: Embedded | None) -> bytes:
    rendering.metadata = Metadata.of(rendering.metadata, embedded)
    announce(rendering)
    rendering.fonts = EmbeddedFonts(fonts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the engine leaves its color profile open
        pdf: bytes = rendering.write_pdf(
            finisher=partial(_finish, fonts=fonts), pdf_variant=_VARIANT, custom_metadata=True
        )
    return pdf


def _finish(rendering: Rendering, pdf: Any, fonts: tuple[Path, ...]) -> None:
    settle_attachment(pdf)
    finish(rendering, pdf, fonts)


def _pages(rendering: Rendering) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for number, page in enumerate(rendering.pages, start=1):
        for name in page.anchors:
            found.setdefault(name, number)
    return MappingProxyType(found)


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
