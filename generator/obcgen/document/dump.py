"""The tree as indented text that reads well in a diff: what each part is, its id, its number, its words.

    section 2 #payment "Funding and payment"
      paragraph: The District pays for results: [Table 1](#schedule).
      clauses
        2.1 #limit No participant earns **more than $1,500**.
      grid table #schedule (Table 1) [60, 40 right]: Payments
        head | !Date | !Amount
        total | <2> $1,500.00

`+[inserted]`, `-[deleted]`, `<[moved away]` and `>[moved here]` are a redline's marks, also of a whole block.
`!` marks a header cell, `<2>` a cell over two columns, `{date due "Due date"}` a blank. Whatever prints
differently differs in the dump; template lines (`at`) are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.document.drawing import Circle, Label, Path, Rectangle, Shape
from obcgen.document.tree import (
    Blocks,
    Callout,
    Cell,
    Changed,
    Column,
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
    Number,
    Paragraph,
    Reference,
    Row,
    Section,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.document.marks import Mark


SIGNS: Final = {
    "inserted": "+",
    "deleted": "-",
    "moved-from": "<",
    "moved-to": ">",
    "open": "?",
    "printed": "@",
}


def _sign(mark: Mark | None) -> str:
    return SIGNS[mark.change] if mark else ""


def dump(document: Document) -> str:
    """Return the whole document as text."""
    return "\n".join((*_document(document), *_lines(document.blocks))) + "\n"


def _document(document: Document) -> Iterator[str]:
    status = ("draft" if document.draft else "final") + (f", marked {document.mark}" if document.mark else "")
    yield f'document {document.kind} "{document.name}", {status}, {document.language}'
    yield f"  title: {document.title}"
    yield _named("  number:", document.number)
    yield _named("  owner:", document.owner)
    yield f"  words: {document.section_word}, {document.attachment_word}"


def _lines(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                role = "paragraph" if block.role == "body" else block.role
                yield f"{role}: {_text(block.content)}"
            case Heading():
                yield f"heading {block.level}: {_text(block.content)}"
            case Table():
                yield from _table(block)
            case Figure():
                yield from _figure(block)
            case ItemList():
                yield block.kind
                for item in block.items:
                    yield from _indented(_item(item))
            case Changed():
                yield f"{SIGNS[block.mark.change]}["
                yield from _indented(_lines(block.blocks))
                yield "]"
            case Section() | Callout() | Signatures() | Contents():
                yield from _container(block)


def _container(block: Section | Callout | Signatures | Contents) -> Iterator[str]:
    """Yield a line that names the block, and what is in it below."""
    match block:
        case Section():
            yield _section(block)
            remark = block.remark.lines if block.remark else ()
            yield from (f"  > {label}: {text}" for label, text in remark)
            yield from _indented(_lines(block.blocks))
        case Callout():
            yield f'{block.kind} "{block.title}"'
            yield from _indented(_lines(block.blocks))
        case Signatures():
            yield "signatures"
            yield from _indented(map(_signature, block.parties))
        case Contents():
            yield f"contents {block.depth} deep"
            yield from _indented(map(_entry, block.entries))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _named(*words: str) -> str:
    return " ".join(word for word in words if word)


def _id(name: str) -> str:
    return f"#{name}" if name else ""


def _label(number: Number | None) -> str:
    return number.label if number else ""


def _section(section: Section) -> str:
    page = "new page" if section.starts_page else ""
    return _named(
        _kind(section),
        _label(section.number),
        _id(section.id),
        f'"{_text(section.marked) or section.title}"',
        page,
    )


def _kind(section: Section) -> str:
    """Return what kind of section it is, unless its number says so: `Attachment A`."""
    if section.kind in {"attachment", "part"} and section.number and section.number.level == 0:
        return ""
    return "section" if section.kind == "body" else section.kind


def _item(item: Item) -> Iterator[str]:
    """Yield the item's number with its first words, and the rest below it."""
    first, rest = item.blocks[:1], item.blocks[1:]
    if first and isinstance(first[0], Paragraph):
        words = _text(first[0].content)
    else:
        words, rest = "", item.blocks
    yield _named(_sign(item.mark), _label(item.number) or "-", _id(item.id), words)
    yield from _indented(_lines(rest))


def _signature(signature: Signature) -> str:
    return _named(_id(signature.id), f'"{signature.party}" "{signature.name}" "{signature.role}"')


def _entry(entry: Entry) -> str:
    page = f", page {entry.page}" if entry.page is not None else ""
    return f'{"  " * entry.level}{entry.label} "{entry.title}" #{entry.target}{page}'


# --- tables --------------------------------------------------------------------------------------


def _table(table: Table) -> Iterator[str]:
    caption = f": {_text(table.caption)}" if table.caption else ""
    label = f"({table.number.label})" if table.number else ""
    columns = f"[{', '.join(map(_column, table.columns))}]"
    yield _named(table.look, "table", _id(table.id), label, columns) + caption
    for row in table.rows:
        yield from _indented(_row(row))


def _column(column: Column) -> str:
    return str(column.width) if column.align == "left" else f"{column.width} {column.align}"


def _row(row: Row) -> Iterator[str]:
    """Yield a row on one line; where a cell holds more than a paragraph, each cell on lines of its own."""
    if all(_is_plain(cell) for cell in row.cells):
        yield _named(_sign(row.mark), row.kind, *map(_cell, row.cells))
        return
    yield _named(_sign(row.mark), row.kind)
    for cell in row.cells:
        yield f"  {_cell(cell)}"
        yield from () if _is_plain(cell) else _indented(_indented(_lines(cell.blocks)))


def _is_plain(cell: Cell) -> bool:
    return not cell.blocks or (len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph))


def _cell(cell: Cell) -> str:
    first = cell.blocks[0] if len(cell.blocks) == 1 else None
    words = _text(first.content) if isinstance(first, Paragraph) else ""
    span = f"<{cell.span}>" if cell.span > 1 else ""
    return _named("|", span, ("!" if cell.header else "") + words)


# --- figures -------------------------------------------------------------------------------------


def _figure(figure: Figure) -> Iterator[str]:
    drawing = figure.drawing
    label = f"({figure.number.label})" if figure.number else ""
    yield _named(
        "figure", _id(figure.id), label, f"{drawing.width} x {drawing.height}: {_text(figure.caption)}"
    )
    yield f"  alternative: {figure.alternative}"
    yield from _indented(map(_shape, drawing.shapes))


def _shape(shape: Shape) -> str:
    """Return a shape on a line: `rectangle 0,10 200x40 accent stripes, text 5`."""
    match shape:
        case Rectangle():
            pattern = "" if shape.pattern == "solid" else f" {shape.pattern}"
            where = f"{shape.x},{shape.y} {shape.width}x{shape.height} {shape.fill}{pattern}"
            return f"rectangle {where}, {shape.stroke} {shape.thickness}"
        case Path():
            points = " ".join(f"{x},{y}" for x, y in shape.points)
            kind = f"polygon {points} {shape.fill}" if shape.closed else f"line {points}"
            return f"{kind}, {shape.stroke} {shape.thickness} {shape.dash}"
        case Circle():
            return f"circle {shape.x},{shape.y} {shape.radius} {shape.fill}, {shape.stroke} {shape.thickness}"
        case Label():
            look = f"{shape.size}{' bold' * shape.bold} {shape.ink}"
            return f'label {shape.anchor} {shape.x},{shape.y} {shape.room} wide, {look}: "{shape.text}"'


# --- text ----------------------------------------------------------------------------------------


def _text(inlines: Inlines) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case LineBreak():
            return " / "
        case Field():
            return _field(inline)
        case _:
            return _marked(inline)


def _marked(inline: Strong | Emphasis | Link | Reference | Marked) -> str:
    inner = _text(inline.content)
    match inline:
        case Strong():
            return f"**{inner}**"
        case Emphasis():
            return f"*{inner}*"
        case Link():
            return f"[{inner}]({inline.target})"
        case Reference():
            return f"[{inner}](#{inline.target})"
        case Marked():
            return f"{SIGNS[inline.mark.change]}[{inner}]"


def _more(field: Field) -> tuple[str, ...]:
    return (field.room, f"={field.shared}" if field.shared else "")


def _field(field: Field) -> str:
    told = (f'"{field.title}"', field.placeholder, " | ".join(field.choices), *_more(field))
    return "{" + _named(field.kind, field.id, *told) + "}"
