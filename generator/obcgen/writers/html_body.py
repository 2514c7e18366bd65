"""The document tree as the body of a web page or a PDF; all text is escaped here and nowhere else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from obcgen.document.tree import (
    Align,
    Block,
    Blocks,
    Callout,
    Cell,
    Changed,
    Contents,
    Document,
    Emphasis,
    Entry,
    Field,
    Figure,
    Heading,
    Inline,
    Inlines,
    Item,
    ItemList,
    LineBreak,
    Link,
    Marked,
    Paragraph,
    PlainBlock,
    Reference,
    Row,
    Section,
    Signatures,
    Strong,
    Table,
    Text,
)
from obcgen.document.walk import blocks_of, content_of, text_of
from obcgen.writers.html_changes import blocks_to_html as changed_blocks
from obcgen.writers.html_changes import mark_class, words_to_html
from obcgen.writers.html_drawing import drawing_to_svg
from obcgen.writers.html_fields import field_to_html, signature_to_html
from obcgen.writers.paper import has_clauses, is_blank, is_lead_in, is_short, is_small_box, kept
from obcgen.writers.unbroken import parted_at_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.marks import Mark
    from obcgen.document.tree import Number

SKIP_TARGET: Final = "_main"
_COUNTED: Final = {"lower-letter": "a", "upper-letter": "A", "lower-roman": "i"}


def document_to_html(document: Document, logo: str = "") -> str:
    """Return the landmarks of the page: skip link, header, and the document itself as `main`.

    `logo` begins the cover, or the document where it has none.
    """
    status = f"<span>{escape(document.marks)}</span>" if document.marks else ""
    return (
        f'<a class="skip" href="#{SKIP_TARGET}">{escape(document.own_words.skip)}</a>'
        f'<header class="running"><span>{escape(document.owner)}</span>{status}'
        f"<span>{escape(document.number)}</span></header>"
        f'<main id="{SKIP_TARGET}"{_class("clausal" if has_clauses(document) else "")} tabindex="-1">'
        f"{_title(document)}{_blocks(document.blocks, logo)}</main>"
    )


def _blocks(blocks: Blocks, logo: str) -> str:
    match blocks:
        case (Section(kind="front") as cover, *others):
            return _section(cover, logo) + blocks_to_html(tuple(others))
        case _:
            return logo + blocks_to_html(blocks)


def _title(document: Document) -> str:
    """Return a title for a document that prints none of its own: headings must begin at the first level."""
    if any(isinstance(block, Paragraph) and block.role == "title" for block in blocks_of(document.blocks)):
        return ""
    return f'<h1 class="title">{escape(document.title)}</h1>'


# --- blocks --------------------------------------------------------------------------------------


def blocks_to_html(blocks: Blocks) -> str:
    """Return the blocks one after the other."""
    return "".join(map(block_to_html, blocks))


def block_to_html(block: Block) -> str:
    """Return one block."""
    if isinstance(block, Changed):
        return changed_blocks(block.mark, blocks_to_html(block.blocks))
    return _plain_block(block)


def _plain_block(block: PlainBlock) -> str:  # noqa: PLR0911 - one line a kind
    match block:
        case Paragraph():
            return _paragraph(block)
        case Heading():
            marked = _class(mark_class(None, block.content))
            return f"<h{block.level + 1}{marked}>{inlines_to_html(block.content)}</h{block.level + 1}>"
        case ItemList():
            return _list(block)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Callout():
            return _callout(block)
        case Signatures():
            return f'<div class="signatures">{"".join(map(signature_to_html, block.parties))}</div>'
        case Contents():
            return f'<nav class="contents" aria-label="Contents">{_entries(block.entries)}</nav>'
        case Section():
            return _section(block)


def _paragraph(block: Paragraph) -> str:
    content = inlines_to_html(block.content)
    marked = mark_class(None, block.content)
    if block.role == "title":
        return f"<h1{_class('title', marked)}>{content}</h1>"
    role = block.role if block.role != "body" else ""
    return f"<p{_class(role, 'lead-in' if is_lead_in(block) else '', marked)}>{content}</p>"


def _section(section: Section, logo: str = "") -> str:
    opens_page = section.starts_page or (section.kind == "part" and section.level == 0)
    classes = [section.kind, f"level-{section.level}"]
    classes += ["opens-page"] if opens_page else []
    classes += ["whole-section"] if section.whole else []
    classes += ["holds-contents"] if any(isinstance(block, Contents) for block in section.blocks) else []
    words = inlines_to_html(section.marked) if section.marked else escape(section.title)
    title, marked = f"{_label(section.number)}{words}", _class(mark_class(None, section.marked))
    heading = f"<h{section.level + 2}{marked}>{title}</h{section.level + 2}>" if section.title else ""
    body = blocks_to_html(section.blocks)
    remark = _remark(section)
    inside = f"{heading}{remark}{body}" if heading else f"{body}{remark}"
    return f'<section{_id(section.id)} class="{" ".join(classes)}">{logo}{inside}</section>'


def _remark(section: Section) -> str:
    """Return the drafting note of a section, below its heading or, where it has none, below its text."""
    if section.remark is None:
        return ""
    lines = (f"<p><b>{label}:</b> {escape(text)}</p>" for label, text in section.remark.lines)
    return f'<div class="remark" role="note" aria-label="Drafting note">{"".join(lines)}</div>'


def _list(block: ItemList) -> str:
    if block.kind == "bullets":
        return f"<ul>{''.join(map(_item, block.items))}</ul>"
    first = block.items[0].number if block.items else None
    counted = f' type="{_COUNTED[first.style]}"' if first and first.style in _COUNTED else ""
    return f'<ol role="list" class="{block.kind}"{counted}>{"".join(map(_item, block.items))}</ol>'


def _item(item: Item) -> str:
    first, *rest = item.blocks
    words = first.content if isinstance(first, Paragraph) else ()
    lead = inlines_to_html(words)
    others = blocks_to_html(tuple(rest) if lead else item.blocks)
    leads = _class("lead-in" if isinstance(first, Paragraph) and is_lead_in(first) else "")
    kind = _class(f"level-{item.number.level}" if item.number else "", mark_class(item.mark, words))
    if item.mark:
        lead = words_to_html(item.mark, lead)
        others = changed_blocks(item.mark, others) if others else ""
    return f"<li{_id(item.id)}{kind}><p{leads}>{_label(item.number)}{lead}</p>{others}</li>"


def _figure(figure: Figure) -> str:
    drawn = drawing_to_svg(figure.drawing, figure.alternative)
    caption = f"<figcaption>{_caption_words(figure)}</figcaption>"
    return f'<figure{_id(figure.id)} tabindex="0">{caption}{drawn}</figure>'


def _callout(block: Callout) -> str:
    kind = f"{block.kind} short" if is_small_box(block) else block.kind
    inside = f'<p class="callout-title">{escape(block.title)}</p>{blocks_to_html(block.blocks)}'
    return f'<div class="callout {kind}" role="note">{inside}</div>'


def _entries(entries: tuple[Entry, ...]) -> str:
    """Return the contents as lists within lists: what is deeper belongs to the entry before it."""
    groups: list[tuple[Entry, list[Entry]]] = []
    for entry in entries:
        if groups and entry.level > groups[0][0].level:
            groups[-1][1].append(entry)
        else:
            groups.append((entry, []))
    rows = "".join(f"<li>{_entry(entry)}{_entries(tuple(below))}</li>" for entry, below in groups)
    return f'<ol role="list">{rows}</ol>' if rows else ""


def _entry(entry: Entry) -> str:
    label = f'<span class="number">{escape(entry.label)} </span>' if entry.label else ""
    return f'<a href="#{escape(entry.target)}">{label}{escape(entry.title)}</a>'


# --- tables --------------------------------------------------------------------------------------


def _table(table: Table) -> str:
    columns = "".join(f'<col style="width:{column.width}%">' for column in table.columns)
    short = is_short(table)
    rows = tuple(zip(table.rows, kept(table), strict=True))
    head = "".join(_row(row, table, stays=stays and not short) for row, stays in rows if row.kind == "head")
    body = "".join(_row(row, table, stays=stays and not short) for row, stays in rows if row.kind != "head")
    opening = f"<table{_id(table.id)}{_class(table.look, 'short' if short else '')}>"
    return (
        f"{opening}{_caption(table)}<colgroup>{columns}</colgroup>"
        f"{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"
    )


def _caption(table: Table) -> str:
    return f"<caption>{_caption_words(table)}</caption>" if table.caption or table.number else ""


def _caption_words(block: Table | Figure) -> str:
    label = escape(block.number.label) if block.number else ""
    between = ". " if label and block.caption else ""
    return f"{label}{between}{inlines_to_html(block.caption)}"


def _row(row: Row, table: Table, *, stays: bool) -> str:
    kind = _class("total" if row.kind == "total" else "", "kept" if stays else "", mark_class(row.mark))
    names = _column_names(table) if row.kind != "head" else {}
    cells = "".join(
        _cell(cell, align, names.get(column, ""), row.mark, in_head=row.kind == "head")
        for column, cell, align in _aligned(row, table)
    )
    return f"<tr{kind}>{cells}</tr>"


def _column_names(table: Table) -> dict[int, str]:
    """Return what the head calls each column: beside each cell where a window is too narrow for columns."""
    heads = [row for row in table.rows if row.kind == "head"]
    return {
        column: " ".join(text_of(content_of(block)) for block in cell.blocks)
        for column, cell, _ in (_aligned(heads[-1], table) if heads else ())
        if cell.span == 1
    }


def _aligned(row: Row, table: Table) -> Iterator[tuple[int, Cell, Align]]:
    """Yield each cell with the column it begins in and its alignment; one over several columns reads left."""
    column = 0
    for cell in row.cells:
        yield column, cell, table.columns[column].align if cell.span == 1 else "left"
        column += cell.span


def _cell(cell: Cell, align: Align, name: str, mark: Mark | None, *, in_head: bool) -> str:
    attributes = f' colspan="{cell.span}"' if cell.span > 1 else ""
    attributes += f' data-label="{escape(name)}"' if name and not cell.header else ""
    marked = mark_class(mark, content_of(cell.blocks[0]) if cell.blocks else ())
    attributes += _class(align if align != "left" else "", "blank" if is_blank(cell.blocks) else "", marked)
    content = _cell_content(cell.blocks)
    if mark and content:
        is_line = content == inlines_to_html(content_of(cell.blocks[0]))
        content = words_to_html(mark, content) if is_line else changed_blocks(mark, content)
    if not (cell.header or in_head):
        return f"<td{attributes}>{content}</td>"
    scope = ("colgroup" if cell.span > 1 else "col") if in_head else "row"
    return f'<th scope="{scope}"{attributes}>{content}</th>'


def _cell_content(blocks: Blocks) -> str:
    match blocks:
        case (Paragraph(content=content, role="body"),):
            return inlines_to_html(content)
        case _:
            return blocks_to_html(blocks)


# --- text ----------------------------------------------------------------------------------------


def inlines_to_html(inlines: Inlines) -> str:
    """Return a run of text."""
    return "".join(map(inline_to_html, inlines))


def inline_to_html(inline: Inline) -> str:  # noqa: PLR0911 - one line a kind
    """Return one piece of text."""
    match inline:
        case Text():
            return _text(inline.text)
        case Strong():
            return f"<strong>{inlines_to_html(inline.content)}</strong>"
        case Emphasis():
            return f"<em>{inlines_to_html(inline.content)}</em>"
        case LineBreak():
            return "<br>"
        case Link():
            return f'<a href="{escape(inline.target)}">{inlines_to_html(inline.content)}</a>'
        case Reference():
            whole = "" if " " in text_of(inline.content) else ' class="whole"'
            return f'<a{whole} href="#{escape(inline.target)}">{inlines_to_html(inline.content)}</a>'
        case Field():
            return field_to_html(inline)
        case Marked():
            return words_to_html(inline.mark, inlines_to_html(inline.content))


def _text(text: str) -> str:
    plain = map(escape, parted_at_steps(text))
    return "".join(f'<span class="whole">{one}</span>' if at % 2 else one for at, one in enumerate(plain))


def _label(number: Number | None) -> str:
    return f'<span class="number">{escape(number.label)} </span>' if number else ""


def _class(*names: str) -> str:
    told = " ".join(name for name in names if name)
    return f' class="{told}"' if told else ""


def _id(name: str) -> str:
    return f' id="{escape(name)}"' if name else ""
