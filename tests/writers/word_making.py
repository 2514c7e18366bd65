"""Short ways to write a tree and its Word file, for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from word_counting import read

from obcgen.document.tree import (
    Block,
    Blocks,
    Cell,
    Column,
    Document,
    Inline,
    Inlines,
    Item,
    ItemList,
    Number,
    Paragraph,
    Reference,
    Row,
    Section,
    Table,
    Text,
)
from obcgen.style import Style
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from lxml.etree import _Element


DOCUMENT = Document("rfp", "Literacy tutoring", "RFP-2027-014", "Denver Public Schools", (), name="RFP")


def made(*blocks: Block) -> bytes:
    """Return a Word file of these blocks."""
    return to_docx(replace(DOCUMENT, blocks=blocks), Style())


def body(*blocks: Block) -> _Element:
    """Return the body of a Word file of these blocks."""
    return read(made(*blocks), "word/document.xml")


def line(*inlines: Inline) -> Paragraph:
    return Paragraph(inlines)


def paragraph(*texts: str) -> Paragraph:
    return Paragraph(tuple(Text(text) for text in texts))


def to(target: str, text: str) -> Reference:
    return Reference(target, (Text(text),))


def section(label: str, title: str, *blocks: object, identity: str = "") -> Section:
    """Return a numbered part of the body; `identity` is its title in lower case unless given."""
    level = label.count(".")
    value = int(label.rsplit(".", 1)[-1])
    number = Number("sections", level, value, label, f"Section {label}")
    return Section(identity or title.lower(), title, "body", blocks, level=level, number=number)  # type: ignore[arg-type]


def attachment(label: str, title: str, *blocks: object) -> Section:
    """Return an attachment (`A`) or a part of one (`A.1`)."""
    level = label.count(".")
    last = label.rsplit(".", 1)[-1]
    if level:
        number = Number("attachments", level, int(last), label, f"Section {label}")
    else:
        named = f"Attachment {label}"
        number = Number("attachments", 0, ord(label) - 64, named, named, "upper-letter")
    return Section(title.lower(), title, "attachment", blocks, level == 0, level, number)  # type: ignore[arg-type]


def clauses(*items: tuple[str, Blocks], sequence: str = "sections") -> ItemList:
    made = []
    for label, blocks in items:
        number = Number(sequence, label.count("."), int(label.rsplit(".", 1)[-1]), label, f"Section {label}")
        made.append(Item(blocks, number, f"clause-{label.replace('.', '-')}"))
    return ItemList("clauses", tuple(made))


def letters(name: str, above: str, *items: Blocks, roman: bool = False) -> ItemList:
    made = []
    for value, blocks in enumerate(items, start=1):
        text = ("i", "ii", "iii", "iv")[value - 1] if roman else chr(96 + value)
        number = Number(
            name, 0, value, f"({text})", f"{above}({text})", "lower-roman" if roman else "lower-letter"
        )
        made.append(Item(blocks, number, f"{name}-{value}"))
    return ItemList("letters", tuple(made))


def steps(name: str, *items: Blocks) -> ItemList:
    numbers = (Number(name, 0, value, f"{value}.", f"step {value}") for value in range(1, len(items) + 1))
    return ItemList(
        "steps", tuple(Item(blocks, number) for blocks, number in zip(items, numbers, strict=True))
    )


def bullets(*items: Blocks) -> ItemList:
    return ItemList("bullets", tuple(Item(blocks) for blocks in items))


def cell(content: str | Inlines | Blocks, *, header: bool = False, span: int = 1) -> Cell:
    return Cell((paragraph(content),) if isinstance(content, str) else content, header, span)  # type: ignore[arg-type]


def grid(identity: str, value: int, caption: str, *body: tuple[str, ...]) -> Table:
    """Return a table with a head row, the last column of figures to the right, the last row a total."""
    head, *rows, total = body
    return Table(
        identity,
        tuple(
            Column(100 // len(head), "left" if place < len(head) - 1 else "right")
            for place in range(len(head))
        ),
        (
            Row(tuple(cell(text, header=True) for text in head), "head"),
            *(Row(tuple(cell(text, header=place == 0) for place, text in enumerate(row))) for row in rows),
            Row((cell(total[0], span=len(head) - 1), cell(total[-1])), "total"),
        ),
        (Text(caption),),
        number=Number("tables", 0, value, f"Table {value}", f"Table {value}"),
    )


def pairs(identity: str, look: str, *rows: tuple[str, Inlines]) -> Table:
    made = (Row((cell(label, header=True), Cell((Paragraph(content),)))) for label, content in rows)
    return Table(identity, (Column(32), Column(68)), tuple(made), look=look)  # type: ignore[arg-type]
