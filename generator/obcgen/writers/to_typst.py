"""The document tree as Typst code, the source of the second engine that lays out pages.

The sheet `look.typ` holds the look, this module says what stands where. All text is given as strings.
"""

from __future__ import annotations

from functools import cache, partial
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Changed,
    Contents,
    Document,
    Figure,
    Heading,
    Inlines,
    Item,
    ItemList,
    Paragraph,
    PlainBlock,
    Section,
    Signatures,
    Table,
)
from obcgen.document.walk import blocks_of
from obcgen.writers.html_changes import SEEN, is_marked
from obcgen.writers.paper import is_lead_in, is_signed, is_small_box
from obcgen.writers.pdf_glyphs import drawable
from obcgen.writers.typst_code import NOTHING, array, call, joined, points, stacked, string, truth
from obcgen.writers.typst_fields import signature_to_typst
from obcgen.writers.typst_parts import entries_to_typst, figure_to_typst, logo_to_typst, remark_to_typst
from obcgen.writers.typst_pen import Pen, Written
from obcgen.writers.typst_setting import setting
from obcgen.writers.typst_tables import table_to_typst
from obcgen.writers.typst_text import heard, inlines_to_typst, lines_to_typst, number_to_typst, words_to_typst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.tree import Number
    from obcgen.style import Style

_HANGS: Final = {"clauses": 39.6, "letters": 25.2, "steps": 18.0}
_NUMBERINGS: Final = {
    "lower-letter": "LowerAlpha",
    "upper-letter": "UpperAlpha",
    "lower-roman": "LowerRoman",
}
_HEADING: Final = 39.6
_BULLET: Final = 18.0
_CLAUSES: Final = "clauses"
"""Straight under a numbered heading, where clauses stand."""
_BEFORE: Final = 8.0
"""Points that the bar beside a change stands before the text."""
_AFTER_LABEL: Final = 10.0
_DEEPEST: Final = 4
"""The deepest level of a heading that stands in the bookmarks."""


def to_typst(document: Document, style: Style) -> Written:
    """Return the document as Typst code, with what the finished file says of its parts."""
    pen = Pen.of(document, style)
    body = _document(document, pen)
    source = f"{setting(document, style)}\n{_look()}\n#{body}\n{_PLACES}\n"
    return Written(
        drawable(source, style),
        tuple(pen.blanks),
        tuple(pen.row_heads),
        tuple(pen.numberings),
        MappingProxyType(pen.names),
    )


_PLACES: Final = """
#context [#metadata((
  pages: counter(page).final().first(),
  places: (..query(heading), ..query(metadata)).filter(
    it => "label" in it.fields() and not str(it.label).starts-with("_")).map(
    it => (str(it.label), it.location().page(), it.location().position()))))<_places>]
"""


@cache
def _look() -> str:
    return files(__package__).joinpath("look.typ").read_text(encoding="utf-8")


def _document(document: Document, pen: Pen) -> str:
    match document.blocks:
        case (Section(kind="front") as cover, *others) if not _title(document):
            first = call("cover", _section(cover, pen, logo_to_typst(pen), is_cover=True))
            return stacked(first, *_blocks(tuple(others), pen))
        case blocks:
            return stacked(_title(document), logo_to_typst(pen), *_blocks(blocks, pen))


def _title(document: Document) -> str:
    if any(isinstance(block, Paragraph) and block.role == "title" for block in blocks_of(document.blocks)):
        return ""
    return call("title", "true", string(document.title))


# --- blocks --------------------------------------------------------------------------------------


def _blocks(blocks: Blocks, pen: Pen, within: str = "", *, bookmarked: bool = False) -> Iterator[str]:
    """Yield blocks; `within` is `cell` or `strip` where they stand closer, `cover` where tables do.

    It is `clauses` straight under a numbered heading, where text stands at their edge.
    """
    for place, block in enumerate(blocks, start=1):
        if pen.full:
            pen.full = False
            yield "page-is-full"
        yield _block(block, blocks[place:], pen, within, bookmarked=bookmarked)


def _block(block: Block, after: Blocks, pen: Pen, within: str, *, bookmarked: bool) -> str:
    if isinstance(block, Changed):
        moved = string(SEEN[block.mark.change]) if block.mark.moved else NOTHING
        inside = stacked(*_blocks(block.blocks, pen, within))
        return call("changed", truth(block.mark.is_former), moved, heard(block.mark), inside)
    return _plain_block(block, after, pen, within, bookmarked=bookmarked)


def _plain_block(  # noqa: PLR0911 - one line a kind
    block: PlainBlock, after: Blocks, pen: Pen, within: str, *, bookmarked: bool
) -> str:
    match block:
        case Paragraph():
            return _paragraph(block, after, pen, within)
        case Heading():
            shown = bookmarked and block.level + 1 <= _DEEPEST
            return _head(
                block.level + 1,
                inlines_to_typst(block.content, pen),
                pen,
                bookmarked=shown,
                changed=is_marked(block.content),
            )
        case ItemList():
            return _list(block, pen, within)
        case Table():
            inside = "strip" if block.look == "strip" else "cell"
            in_cell = partial(_in_cell, within=inside)
            return table_to_typst(block, pen, in_cell, tight=within == "cover", stays=is_signed(block, after))
        case Figure():
            return figure_to_typst(block, pen)
        case Callout():
            body = stacked(*_blocks(block.blocks, pen))
            return call("callout", string(block.kind), string(block.title), truth(is_small_box(block)), body)
        case Signatures():
            parties = (signature_to_typst(one, pen) for one in block.parties)
            return call("signatures", *parties, *_edge(within))
        case Contents():
            return call("contents", entries_to_typst(block.entries, pen))
        case Section():
            return _section(block, pen)


def _in_cell(blocks: Blocks, pen: Pen, within: str) -> str:
    return stacked(*_blocks(blocks, pen, within))


def _paragraph(block: Paragraph, after: Blocks, pen: Pen, within: str) -> str:
    following = after[0] if after else None
    content = (lines_to_typst if block.role == "lines" else inlines_to_typst)(block.content, pen)
    match block.role:
        case "kicker":
            return call("kicker", content)
        case "title":
            ruled = not (isinstance(following, Paragraph) and following.role == "subtitle")
            return call("title", truth(ruled), content)
        case "subtitle":
            return call("subtitle", content)
        case role:
            leads = isinstance(following, ItemList | Section | Table)
            stays = leads or is_lead_in(block) or is_signed(block, after)
            name = {"small": "note", "notice": "notice", "lines": "verbatim"}.get(role, "paragraph")
            gap = "gaps.cell-paragraph" if within == "cell" else "gaps.paragraph"
            edge = _edge(within) if name != "note" else ()
            return call(name, gap, truth(stays), _bar(block.content, within), content, *edge)


def _bar(content: Inlines, within: str = "", stepped: float = 0) -> str:
    """Return how far before a text the bar of a redline stands; a cell has its own."""
    return points(_BEFORE + stepped) if is_marked(content) and within in {"", _CLAUSES} else NOTHING


def _edge(within: str) -> tuple[str, ...]:
    """Return how far in text stands, where not at the edge of what it stands in."""
    return (f"edge: {points(_HEADING)}",) if within == _CLAUSES else ()


def _section(section: Section, pen: Pen, logo: str = "", *, is_cover: bool = False) -> str:
    opens = section.starts_page or (section.kind == "part" and section.level == 0)
    within = _CLAUSES if pen.hangs and section.number else ""
    within = "cover" if section.kind == "front" else within
    body = tuple(_blocks(section.blocks, pen, within, bookmarked=True))
    heading = _section_head(section, pen) if section.title else pen.anchor(section.id)
    inside = (
        (heading, remark_to_typst(section), *body)
        if section.title
        else (heading, *body, remark_to_typst(section))
    )
    whole = call("together", stacked(*inside)) if section.whole else ""
    return stacked("new-page" if opens and not is_cover else "", logo, *((whole,) if whole else inside))


def _section_head(section: Section, pen: Pen) -> str:
    words = inlines_to_typst(section.marked, pen) if section.marked else string(section.title)
    level = section.level + 2
    pen.names[section.id] = f"{section.number.label} {section.title}" if section.number else section.title
    hangs = section.level or section.kind == "body"
    running = (section.kind != "front" and level == 2) or (section.kind == "part" and level == 3)
    label = section.number.label + " " if section.number else ""
    mark = call("running", string(f"{label}{section.title}")) if running else ""
    return _head(
        level,
        joined(mark, _heading_number(section.number, level, pen, hangs=bool(hangs)), words),
        pen,
        bookmarked=level <= _DEEPEST,
        hang=_HEADING if hangs and section.number else 0,
        name=section.id,
        changed=is_marked(section.marked),
    )


def _heading_number(number: Number | None, level: int, pen: Pen, *, hangs: bool) -> str:
    if number is None or hangs:
        sizes = pen.style.sizes
        size = (sizes.heading_1, sizes.heading_2, sizes.heading_3)[min(level, 4) - 2]
        return number_to_typst(number, _HEADING, size, pen, heads=True)
    return joined(string(number.label + " "), f"h({points(_AFTER_LABEL)})")


def _head(
    level: int,
    words: str,
    pen: Pen,
    *,
    bookmarked: bool,
    hang: float = 0,
    name: str = "",
    changed: bool = False,
) -> str:
    label = string(name) if pen.fresh(name) else NOTHING
    listed = truth(name in pen.listed)
    marked = f"(bookmark: {truth(bookmarked)}, id: {label}, changed: {truth(changed)})"
    return call("head", str(level), points(hang), listed, marked, words)


def _list(block: ItemList, pen: Pen, within: str) -> str:
    spacing = {"cell": "3pt", "strip": "1pt"}.get(within, "gaps.item")
    is_bulleted = block.kind == "bullets"
    sign = string("\N{EN DASH}" if pen.bullets else "\N{BULLET}")
    pen.bullets += is_bulleted
    edge, within = _edge(within), "" if within == _CLAUSES else within
    items = tuple(_item(item, pen, within, _HANGS.get(block.kind, _BULLET)) for item in block.items)
    pen.bullets -= is_bulleted
    pen.numberings.append(_numbering(block))
    if is_bulleted:
        return call("bullets", sign, "12pt" if within else "18pt", spacing, "gaps.item", *edge, *items)
    width = _HANGS[block.kind]
    size = pen.style.sizes.body
    labels = (number_to_typst(item.number, width, size, pen, heads=False) or "[]" for item in block.items)
    free = truth(block.kind == "clauses")
    return call("counted", points(width), spacing, "gaps.item", array(*labels), free, *items)


def _numbering(block: ItemList) -> str:
    """Return how a list is numbered, as the tags of a PDF say it."""
    first = block.items[0].number if block.items else None
    return "Disc" if block.kind == "bullets" else _NUMBERINGS.get(first.style if first else "", "Decimal")


def _item(item: Item, pen: Pen, within: str, stepped: float) -> str:
    first, *rest = item.blocks
    anchor = pen.anchor(item.id)
    if item.id and item.number:
        pen.names[item.id] = item.number.reference
    words = inlines_to_typst(first.content, pen) if isinstance(first, Paragraph) else ""
    words = words_to_typst(item.mark, words) if item.mark and words else words
    stays = bool(rest) and (
        isinstance(rest[0], ItemList) or (isinstance(first, Paragraph) and is_lead_in(first))
    )
    gap = {"cell": "3pt", "strip": "1pt"}.get(within, "gaps.item")
    content = first.content if isinstance(first, Paragraph) else ()
    bar = points(_BEFORE + stepped) if item.mark and not within else _bar(content, within, stepped)
    lead = call("paragraph", gap, truth(stays), bar, joined(anchor, words))
    return stacked(lead, *_blocks(tuple(rest) if words else item.blocks, pen, within))
