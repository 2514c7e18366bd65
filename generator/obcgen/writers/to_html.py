"""One self-contained, accessible web page: no script at all, its fonts and pictures inside it."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, Final

from obcgen.document.embedded import MEDIA_TYPE
from obcgen.writers.css import changes_css, screen_css
from obcgen.writers.html_body import document_to_html
from obcgen.writers.html_fonts import font_rules

if TYPE_CHECKING:
    from obcgen.document.embedded import Embedded
    from obcgen.document.tree import Document
    from obcgen.style import Style

_MEDIA: Final = {"png": "png", "jpeg": "jpeg", "svg": "svg+xml"}


def to_html(document: Document, style: Style, embedded: Embedded | None = None) -> bytes:
    """Return the document as an HTML file.

    Raises:
        ObcgenError: a font file of the style cannot be read as a font.
    """
    look = screen_css(style) + changes_css(document, style)
    looks = f"<style>{look}</style><style>{font_rules(document, style)}</style>"
    return html_page(document, style, looks + (_inside(embedded) if embedded else "")).encode()


def html_page(document: Document, style: Style, head: str = "") -> str:
    """Return the page as text; `head` is put into its head."""
    subject = " ".join(part for part in (document.name, document.number) if part)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(document.title)}</title>"
        f'<meta name="author" content="{escape(document.owner)}">'
        f'<meta name="description" content="{escape(subject)}">'
        f"{head}</head><body>{document_to_html(document, logo_to_html(style))}</body></html>\n"
    )


def logo_to_html(style: Style) -> str:
    """Return the logo as a picture that the page itself holds, or nothing."""
    if style.logo is None:
        return ""
    width, height = style.logo.size(style.page.room)
    kind = _MEDIA[style.logo.picture.kind]
    data = b64encode(style.logo.picture.content).decode()
    return (
        f'<p class="logo"><img src="data:image/{kind};base64,{data}" alt="{escape(style.logo.text)}"'
        f' style="width:{width:.3f}in;height:{height:.3f}in"></p>'
    )


def _inside(embedded: Embedded) -> str:
    """Return what the page states of itself, and a block of data that no browser shows or runs.

    Nothing is decoded inside a script element, so whoever reads the text turns `&lt;` and `&amp;` back.
    """
    stated = (("generator", embedded.maker), *embedded.properties)
    marks = "".join(f'<meta name="{escape(name)}" content="{escape(value)}">' for name, value in stated)
    text = escape(embedded.text, quote=False)
    return f'{marks}<script type="{MEDIA_TYPE}" title="{escape(embedded.name)}">\n{text}</script>'
