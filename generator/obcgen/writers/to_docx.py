"""The document tree as a Word file: native numbering, fields, content controls; the same bytes every time.

Nothing is computed or numbered here: Word counts by itself, and what it counts to is what the tree says.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.document.tree import Section
from obcgen.document.walk import sections_of
from obcgen.writers.word_body import blocks
from obcgen.writers.word_flow import TWIPS, Flow, Setting
from obcgen.writers.word_names import names
from obcgen.writers.word_numbering import Numbering
from obcgen.writers.word_parts import (
    FOOTERS,
    HEADERS,
    app_properties,
    content_types,
    core_properties,
    document_relationships,
    empty,
    font_table,
    footer,
    header,
    package_relationships,
    settings,
    theme,
)
from obcgen.writers.word_styles import styles_part
from obcgen.writers.word_tables import TABLE_END, closing
from obcgen.writers.word_xml import Xml, part, w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.tree import Blocks, Document, Number
    from obcgen.style import Style

_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
_RUNNING_DISTANCE = 0.5


def to_docx(document: Document, style: Style) -> bytes:
    """Return a resolved document as the bytes of a Word file."""
    flow = Flow(style, names(document), Numbering(_first_section(document)))
    content = blocks(flow, _after_the_cover(document.blocks), Setting())
    body = Xml(f"{content}{closing(flow)}") if content.endswith(TABLE_END) else content
    return _zipped(_parts(document, flow, part("w:document", w("body", body, _page(style)))))


def _after_the_cover(content: Blocks) -> Blocks:
    """Return the blocks with a page of its own for the cover, as the PDF gives it one."""
    match content:
        case (Section(kind="front"), Section() as following, *_):
            return (content[0], replace(following, starts_page=True), *content[2:])
        case _:
            return content


def _first_section(document: Document) -> Number | None:
    numbers = (one.number for one in sections_of(document.blocks) if one.kind == "body" and one.level == 0)
    return next((number for number in numbers if number), None)


def _parts(document: Document, flow: Flow, body: bytes) -> dict[str, bytes]:
    style, language = flow.style, document.language
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": package_relationships(),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": document_relationships(flow.links),
        "word/styles.xml": styles_part(style, language),
        "word/numbering.xml": flow.numbering.part(),
        "word/settings.xml": settings(language),
        "word/fontTable.xml": font_table(style),
        "word/theme/theme1.xml": theme(style),
        "word/header1.xml": empty("w:hdr"),
        "word/header2.xml": header(document, style),
        "word/footer1.xml": empty("w:ftr"),
        "word/footer2.xml": footer(document, style),
        "docProps/core.xml": core_properties(document),
        "docProps/app.xml": app_properties(),
    }


def _page(style: Style) -> Xml:
    page = style.page
    inches = {name: round(getattr(page, name) * TWIPS) for name in ("top", "right", "bottom", "left")}
    running = round(_RUNNING_DISTANCE * TWIPS)
    return w(
        "sectPr",
        *(_running_reference(*line) for line in (*HEADERS, *FOOTERS)),
        w("pgSz", w=round(page.width * TWIPS), h=round(page.height * TWIPS)),
        w("pgMar", **inches, header=running, footer=running, gutter=0),
        w("titlePg"),
    )


def _running_reference(name: str, kind: str, target: str) -> Xml:
    return Xml(f'<w:{name} w:type="{kind}" r:id="{target}"/>')


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a zip file that is the same on every day and machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _TIMESTAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content)
    return stream.getvalue()
