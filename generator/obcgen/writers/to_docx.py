"""The document tree as a Word file: native numbering, fields, content controls; the same bytes every time.

Nothing is computed or numbered here: Word counts by itself, and what it counts to is what the tree says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.document.tree import Changed, Number, Section
from obcgen.document.walk import sections_of
from obcgen.writers.paper import TWENTIETHS, has_clauses
from obcgen.writers.word_body import blocks
from obcgen.writers.word_comments import comments_part
from obcgen.writers.word_flow import TWIPS, Flow, Setting
from obcgen.writers.word_fonts import FONT_TABLE, embedded_fonts, font_table
from obcgen.writers.word_logo import LOGO, logo
from obcgen.writers.word_look import size
from obcgen.writers.word_names import names
from obcgen.writers.word_numbering import EDGE, Numbering, Top
from obcgen.writers.word_package import DOCUMENT, beside_font, beside_picture, packaged
from obcgen.writers.word_parts import (
    FIRST_HEADER,
    app_properties,
    cover_line,
    footer,
    header,
    running_pictures,
    settings,
)
from obcgen.writers.word_scripts import scripts_of
from obcgen.writers.word_sections import ended, stretches
from obcgen.writers.word_styles import styles_part
from obcgen.writers.word_tables import TABLE_END, last_line
from obcgen.writers.word_theme import theme
from obcgen.writers.word_values import Values
from obcgen.writers.word_xml import NOTHING, Xml, part, w, when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.embedded import Embedded
    from obcgen.document.tree import Blocks, Document
    from obcgen.style import Style
    from obcgen.writers.word_fonts import EmbeddedFont
    from obcgen.writers.word_package import Beside
    from obcgen.writers.word_sections import Stretch

_RUNNING_DISTANCE = 0.3
_LABEL_LETTER = 0.57
"""A letter of a bold label beside its size."""


def to_docx(document: Document, style: Style, embedded: Embedded | None = None) -> bytes:
    """Return a resolved document as the bytes of a Word file.

    Raises:
        ObcgenError: a font file of the style cannot be read as a font.
    """
    sections, attachments = (_top(one, style) for one in _first_numbers(document))
    values = Values(embedded.printed if embedded else ())
    numbering = Numbering(sections, attachments)
    flow = Flow(
        style,
        names(document),
        numbering,
        values=values,
        hangs=has_clauses(document),
        revision=document.revision,
    )
    fonts = embedded_fonts(document, style)
    parted = stretches(_after_the_cover(document.blocks))
    main = part("w:document", w("body", _body(document, flow, parted)))
    parts = _parts(document, flow, fonts) | _running_parts(document, flow, parted)
    beside = _beside(style, fonts, len(parted))
    return packaged(document, main, parts, flow.links, app_properties(), embedded, beside)


def _body(document: Document, flow: Flow, parted: tuple[Stretch, ...]) -> Xml:
    """Return the sections of Word one after the other; the last says what its pages are after all else."""
    cover = _has_cover(document)
    content = logo(flow)
    for place, one in enumerate(parted[:-1]):
        written = Xml(f"{content}{blocks(flow, one.blocks, Setting())}")
        content = ended(flow, written, _page(flow.style, place, has_cover=cover))
    content = Xml(f"{content}{blocks(flow, parted[-1].blocks, Setting())}")
    ends = not content.endswith(TABLE_END) and not any(
        isinstance(one, Changed) for one in document.blocks[-1:]
    )
    closing = NOTHING if ends else last_line(flow)
    return Xml(f"{content}{closing}{_page(flow.style, len(parted) - 1, has_cover=cover)}")


def _after_the_cover(content: Blocks) -> Blocks:
    """Return the blocks with a page of its own for the cover, as the PDF gives it one."""
    match content:
        case (Section(kind="front"), Section() as following, *_) if not _is_one_page(content):
            return (content[0], replace(following, starts_page=True), *content[2:])
        case _:
            return content


def _has_cover(document: Document) -> bool:
    """Tell whether a document begins with a page on which no running line stands."""
    return any(isinstance(one, Section) and one.kind == "front" for one in document.blocks[:1])


def _is_one_page(content: Blocks) -> bool:
    """Tell whether a document has no numbered section, and so no cover: a summary."""
    return all(isinstance(one, Section) and one.kind == "front" for one in content)


def _first_numbers(document: Document) -> tuple[Number, Number]:
    """Return the first number of the sections or parts, and of the attachments, or what they would be."""
    label = f"{document.attachment_word} A"
    numbers = [one.number for one in sections_of(document.blocks) if one.level == 0 and one.number]
    main = (one for one in numbers if one.sequence != "attachments")
    attachments = (one for one in numbers if one.sequence == "attachments")
    return (
        next(main, Number("sections", 0, 1, "1", "Section 1")),
        next(attachments, Number("attachments", 0, 1, label, label, "upper-letter")),
    )


def _longest_label(document: Document) -> int:
    """Return how many letters the longest number of the top level has: of `Attachment A` it is twelve."""
    numbers = (one.number for one in sections_of(document.blocks) if one.level == 0)
    return max((len(one.label) for one in numbers if one), default=1)


def _top(number: Number, style: Style) -> Top:
    """Return where an outline begins, its text after its longest labels: `Attachment A`."""
    edge = round(len(number.label) * style.sizes.heading_1 * _LABEL_LETTER * TWENTIETHS)
    return Top(number, max(edge, EDGE), size(style.sizes.small))


def _parts(document: Document, flow: Flow, fonts: Mapping[str, EmbeddedFont]) -> dict[str, bytes]:
    style, language = flow.style, document.language
    comments = {"comments": comments_part(flow.remarks)} if flow.remarks else {}
    return comments | {
        "styles": styles_part(style, language, _longest_label(document)),
        "numbering": flow.numbering.part(),
        "settings": settings(language, embeds=bool(fonts)),
        FONT_TABLE: font_table(style, fonts),
        "theme1": theme(style, scripts_of(document, style)),
    }


def _running_parts(document: Document, flow: Flow, parted: tuple[Stretch, ...]) -> dict[str, bytes]:
    style, values = flow.style, flow.values
    return {
        "header1": cover_line("header", style.letterhead),
        **{
            f"header{number}": header(document, style, values, one)
            for number, one in enumerate(parted, start=FIRST_HEADER)
        },
        "footer1": cover_line("footer", style.letterhead),
        "footer2": footer(document, style, values),
    }


def _beside(style: Style, fonts: Mapping[str, EmbeddedFont], headers: int) -> dict[str, dict[str, Beside]]:
    """Return the pictures and fonts of each part, by the ids of their relations."""
    logos = {LOGO: beside_picture(LOGO, style.logo.word)} if style.logo else {}
    running = {
        part: {id_: beside_picture(f"{part}-{id_}", picture) for id_, picture in pictures.items()}
        for part, pictures in running_pictures(style.letterhead, headers).items()
    }
    return running | {
        DOCUMENT: logos,
        FONT_TABLE: {name: beside_font(name, font) for name, font in fonts.items()},
    }


def _page(style: Style, place: int, *, has_cover: bool) -> Xml:
    """Return what a section of Word says of its pages; the first one has the cover."""
    page = style.page
    inches = {name: round(getattr(page, name) * TWIPS) for name in ("top", "right", "bottom", "left")}
    running = round(_RUNNING_DISTANCE * TWIPS)
    covers = ("header1", "footer1") if place == 0 else ()
    return w(
        "sectPr",
        *(_running_reference("first", name) for name in covers),
        *(_running_reference("default", name) for name in (f"header{FIRST_HEADER + place}", "footer2")),
        w("pgSz", w=round(page.width * TWIPS), h=round(page.height * TWIPS)),
        w("pgMar", **inches, header=running, footer=running, gutter=0),
        when(has_cover and place == 0, w("titlePg")),
    )


def _running_reference(kind: str, target: str) -> Xml:
    return Xml(f'<w:{target.rstrip("0123456789")}Reference w:type="{kind}" r:id="{target}"/>')
