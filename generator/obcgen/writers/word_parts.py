"""The parts of a Word file around its body: header, footer, settings, properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.document.walk import sections_of
from obcgen.writers.paper import footer_lines, head_words
from obcgen.writers.word_fields import field, run, tab
from obcgen.writers.word_flow import text_width
from obcgen.writers.word_look import CAPITALS_APART, twips
from obcgen.writers.word_theme import SCHEME_MAPPING, letters
from obcgen.writers.word_xml import DECLARATION, NOTHING, Xml, escaped, join, part, tag, w, when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.tree import Document
    from obcgen.style import Letterhead, Picture, Style
    from obcgen.writers.word_sections import Stretch
    from obcgen.writers.word_values import Values

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
FIRST_HEADER = 2
"""The number of the running header of the first section of Word; others are counted on from it."""


# --- header and footer ---------------------------------------------------------------------------


def header(document: Document, style: Style, values: Values, stretch: Stretch | None = None) -> bytes:
    """Return the running header: the letterhead's, then owner and number, marks as DRAFT, the section."""
    colour = letters(style.colours, "warning")
    marks = join(
        (
            tab(),
            run(document.marks.upper(), w("rPr", w("b"), colour, w("spacing", val=twips(CAPITALS_APART)))),
        )
    )
    line = (values.run(head_words(document)), when(document.marks, marks), tab())
    stops = _stops(style, marked=bool(document.marks))
    above = _letterhead(style.letterhead, "header")
    return part("w:hdr", above, _running("Header", stops, *line, _section(document, stretch)))


def _section(document: Document, stretch: Stretch | None) -> Xml:
    """Return the number and title of the section that a page is in, which Word fills in.

    What does not fill it in, as LibreOffice before 7.6, shows the part or attachment of all the pages.
    """
    kinds = {section.kind for section in sections_of(document.blocks)}
    if kinds <= {"front"}:
        return NOTHING
    number, title = stretch.name if stretch else ("", "")
    heading = 'STYLEREF "Heading 2"' if "part" in kinds else 'STYLEREF "Heading 1"'
    return join((field(f"{heading} \\n", number), run(" "), field(heading, title)))


def footer(document: Document, style: Style, values: Values) -> bytes:
    """Return the running footer: what the document is and the page, its title, and the letterhead's below.

    A letterhead that counts pages itself stands alone.
    """
    below = _letterhead(style.letterhead, "footer")
    own = style.letterhead.on("footer", cover=False) if style.letterhead else None
    if own and own.counts_pages:
        return part("w:ftr", below)
    named, title = footer_lines(document)
    page = (
        run(f"{document.own_words.page} "),
        field("PAGE", "1"),
        run(f" {document.own_words.of} "),
        field("NUMPAGES", "1"),
    )
    first = _running("Footer", _stops(style, marked=False), values.run(named), tab(), *page)
    return part("w:ftr", first, when(title, _running("Footer", NOTHING, values.run(title))), below)


def cover_line(kind: str, letterhead: Letterhead | None) -> bytes:
    """Return the `header` or `footer` of the cover: the letterhead's, or nothing."""
    found = letterhead.on(kind, cover=True) if letterhead else None
    return part("w:hdr" if kind == "header" else "w:ftr", Xml(found.content if found else "<w:p/>"))


def running_pictures(letterhead: Letterhead | None, headers: int) -> dict[str, Mapping[str, Picture]]:
    """Return the pictures of headers and footers, by the name of the part; `headers` counts the running."""
    places = [("header", 1), *(("header", FIRST_HEADER + place) for place in range(headers))]
    parts = {
        f"{kind}{number}": letterhead.on(kind, cover=number == 1) if letterhead else None
        for kind, number in (*places, ("footer", 1), ("footer", 2))
    }
    return {name: running.pictures for name, running in parts.items() if running}


def _letterhead(letterhead: Letterhead | None, kind: str) -> Xml:
    """Return what a letterhead has at the top or bottom of every page but the cover."""
    found = letterhead.on(kind, cover=False) if letterhead else None
    return Xml(found.content) if found else NOTHING


def _running(style: str, stops: Xml, *content: Xml) -> Xml:
    return w("p", w("pPr", w("pStyle", val=style), stops), *content)


def _stops(style: Style, *, marked: bool) -> Xml:
    """Return the tab stops of a line; a middle one only where something stands there."""
    width = text_width(style)
    middle = when(marked, w("tab", val="center", pos=width // 2))
    return w("tabs", middle, w("tab", val="right", pos=width))


# --- settings -----------------------------------------------------------------------------


def settings(language: str, *, embeds: bool) -> bytes:
    """Return settings.xml: Word's present mode, the language, and no question on opening.

    A file that embeds parts of fonts says so; saved again by Word, it then keeps parts of those in use.
    """
    word = "http://schemas.microsoft.com/office/word"
    mode = w("compatSetting", name="compatibilityMode", uri=word, val="15")
    return part(
        "w:settings",
        w("zoom", percent=100),
        when(embeds, join((w("embedTrueTypeFonts"), w("saveSubsetFonts")))),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", mode),
        w("themeFontLang", val=language),
        SCHEME_MAPPING,
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


# --- properties ----------------------------------------------------------------------------------


def app_properties() -> bytes:
    """Return what made the file; nothing about whose machine did."""
    application = tag("Application", escaped("obcgen"))
    return _whole(tag("Properties", application, xmlns=f"{_OFFICE}/extended-properties"))


def _whole(root: Xml) -> bytes:
    return f"{DECLARATION}{root}".encode()
