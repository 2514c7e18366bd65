"""A tagged PDF, PDF/UA-1 and PDF/A-3a at once, from the same HTML as the web page.

One layout gives both the file and the page on which each part stands; Word's contents use the second.
"""

from __future__ import annotations

import gc
import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from obcgen.problems import ObcgenError
from obcgen.writers.css import print_css, svg_css
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


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF and the page on which each part of the document begins; the cover is page 1."""

    pdf: bytes
    pages: Mapping[str, int]


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
    return _print(document, style, embedded).pdf


def page_numbers(document: Document, style: Style, embedded: Embedded | None = None) -> Mapping[str, int]:
    """Return on which page of the PDF each id stands.

    Raises:
        ObcgenError: as `to_pdf`.
    """
    return _print(document, style, embedded).pages


def _print(document: Document, style: Style, embedded: Embedded | None) -> Printed:
    if problems := (*missing_families(style), *missing_characters(document, style)):
        raise ObcgenError(*problems)
    drawn = f"<style>{svg_css(style)}</style>"
    page = _DRAWING.sub(lambda opening: opening[0] + drawn, html_page(document, style))
    look = print_css(document, style)
    return _printed(drawable(page, style), drawable(look, style), style.font_files, embedded)


@lru_cache(maxsize=1)
def _printed(page: str, look: str, fonts: tuple[Path, ...], embedded: Embedded | None) -> Printed:
    """Lay out once: whoever asks for page numbers asks for the file of the same page next, or did before."""
    fetcher = _Refusal()
    with _without_collection():
        rendering = HTML(string=page, url_fetcher=fetcher).render(
            font_config=font_configuration(fonts),
            stylesheets=[CSS(string=look, url_fetcher=fetcher)],
            pdf_variant=_VARIANT,
        )
        return Printed(_write(rendering, fonts, embedded), _pages(rendering))


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
