"""The converter's HTML as blocks of a clause: headings, paragraphs, lists and tables, with emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET

import mammoth

from obcgen.intake.word_file import tree

_STYLES = """
p[style-name='Title'] => p:fresh
p[style-name='Subtitle'] => p:fresh
u => u
strike =>
"""
_NOTES = ("#footnote-", "#endnote-")
_HEADING = re.compile(r"h([1-6])")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the same emphasis."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`level` 1 to 6), paragraph (`p`), list item (`ol`, `ul`, `level` from 0) or table.

    `rows` are the cells of a table, each the runs of its words.
    """

    kind: str
    level: int = 0
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()

    @property
    def text(self) -> str:
        """The words of the block without emphasis."""
        return "".join(run.text for run in self.runs).strip()


def blocks(word: BytesIO) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks of a Word document in order, and what the converter says that it did not know."""
    result = mammoth.convert_to_html(
        word,
        style_map=_STYLES,
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
    )
    root = tree(f"<body>{result.value}</body>".encode())
    said = dict.fromkeys(message.message for message in result.messages)
    return tuple(_of(root)), tuple(said)


def _of(parent: ET.Element, depth: int = 0) -> Iterator[Block]:
    for node in parent:
        if found := _HEADING.fullmatch(node.tag):
            yield Block("heading", int(found[1]), tuple(_runs(node)))
        elif node.tag in {"ol", "ul"}:
            yield from _items(node, depth)
        elif node.tag == "table":
            rows = tuple(tuple(tuple(_cell(cell)) for cell in row) for row in node.iter("tr"))
            yield Block("table", rows=rows)
        elif runs := tuple(_runs(node)):
            yield Block("p", runs=runs)


def _items(node: ET.Element, depth: int) -> Iterator[Block]:
    for item in node:
        if f"#{item.get('id')}".startswith(_NOTES):
            continue
        runs = tuple(_runs(item, leave=("ol", "ul", "table")))
        if any(run.text.strip() for run in runs):
            yield Block(node.tag, depth, runs)
        for child in item:
            if child.tag in {"ol", "ul"}:
                yield from _items(child, depth + 1)
            elif child.tag == "table":
                yield from _of(item, depth)


def _is_note(node: ET.Element) -> bool:
    return any((link.get("href") or "").startswith(_NOTES) for link in node.iter("a"))


def _cell(cell: ET.Element) -> Iterator[Run]:
    """Yield the words of a cell; its paragraphs follow one another with a space."""
    for at, node in enumerate(cell):
        if at:
            yield Run(" ")
        yield from _runs(node)


def _runs(
    node: ET.Element, *, bold: bool = False, italic: bool = False, leave: tuple[str, ...] = ()
) -> Iterator[Run]:
    """Yield the runs inside an element; a note's sign is dropped, since `losses` has the words of notes."""
    if node.text:
        yield Run(node.text, bold, italic)
    for child in node:
        if child.tag == "br":
            yield Run(" ", bold, italic)
        elif child.tag not in leave and not _is_note(child):
            yield from _runs(
                child, bold=bold or child.tag == "strong", italic=italic or child.tag == "em", leave=leave
            )
        if child.tail:
            yield Run(child.tail, bold, italic)
