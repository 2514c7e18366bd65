"""The paragraphs of a document as its Word file shows them, each with its clause and template line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Document,
    Emphasis,
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
    Section,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
)
from obcgen.document.walk import text_of
from obcgen.readers.edited import COUNTED, END
from obcgen.writers.paper import SIGNED_FOR, signature_lines
from obcgen.writers.same_decimals import same_decimals
from obcgen.writers.unbroken import unbroken
from obcgen.writers.word_fields import split_reference
from obcgen.writers.word_names import Names, names

Kind = Literal["heading", "paragraph", "cell", "other"]
_PLAIN: Final = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{SOFT HYPHEN}": None,
    }
)
"""What Word puts in place of the signs of a keyboard by itself, and what a writer does."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph: the id of its clause, its words, what it is, and the template's `file:line`."""

    clause: str
    text: str
    kind: Kind = "paragraph"
    at: str = ""


def plain(text: str) -> str:
    """Return words single-spaced, with the signs that a keyboard has."""
    return " ".join(text.translate(_PLAIN).split())


def printed(document: Document) -> tuple[Printed, ...]:
    """Return the paragraphs of a resolved document that say anything, in order; its contents are none."""
    shown = unbroken(same_decimals(document))
    walk = _Walk(names(shown))
    found = ((one, plain(one.text)) for one in walk.blocks(shown.blocks, "paragraph"))
    return tuple(Printed(one.clause, text, one.kind, one.at) for one, text in found if text)


@dataclass(slots=True)
class _Walk:
    names: Names
    clause: str = ""

    def blocks(self, blocks: Blocks, kind: Kind) -> Iterator[Printed]:
        for block in blocks:
            yield from self.block(block, kind)

    def block(self, block: Block, kind: Kind) -> Iterator[Printed]:
        match block:
            case Paragraph() | Heading():
                yield self.of(block.content, kind, block.at)
            case Section():
                yield from self.section(block, kind)
            case ItemList():
                for item in block.items:
                    yield from self.item(item, kind)
            case Table():
                yield from self.table(block)
            case Figure():
                yield self.caption(block)
            case Callout():
                yield Printed(self.clause, block.title, "other", block.at)
                yield from self.blocks(block.blocks, kind)
            case Signatures():
                yield from self.signatures(block)

    def section(self, section: Section, kind: Kind) -> Iterator[Printed]:
        if section.title or section.number:
            self.clause = section.id or self.clause
            yield Printed(self.clause, section.title, "heading", section.at)
        yield from self.blocks(section.blocks, kind)

    def item(self, item: Item, kind: Kind) -> Iterator[Printed]:
        self.clause = item.id or self.clause
        yield from self.blocks(item.blocks, kind)

    def table(self, table: Table) -> Iterator[Printed]:
        if table.number or table.caption:
            yield self.caption(table)
        for row in table.rows:
            for cell in row.cells:
                yield from self.blocks(cell.blocks, "cell")

    def caption(self, block: Table | Figure) -> Printed:
        between = ". " if block.number and block.caption else ""
        words = self.text(block.caption)
        return Printed(self.clause, f"{_label(block.number)}{between}{words}", "other", block.at)

    def signatures(self, block: Signatures) -> Iterator[Printed]:
        pairs = (block.parties[first : first + 2] for first in range(0, len(block.parties), 2))
        for pair in pairs:
            yield from (Printed(self.clause, f"{SIGNED_FOR}{one.party}", "other", block.at) for one in pair)
            for one in pair:
                yield from (Printed(self.clause, line, "other", block.at) for line in _lines(one))

    def of(self, content: Inlines, kind: Kind, at: str) -> Printed:
        return Printed(self.clause, self.text(content), kind, at)

    def text(self, content: Inlines) -> str:
        return "".join(self.inline(one) for one in content)

    def inline(self, one: Inline) -> str:
        match one:
            case Text():
                return one.text
            case LineBreak():
                return " "
            case Field():
                return ""
            case Reference():
                return self.reference(one)
            case Strong() | Emphasis() | Link() | Marked():
                return self.text(one.content)

    def reference(self, reference: Reference) -> str:
        """Return what a cross-reference prints, its numbers marked as Word's reader marks them."""
        trail = self.names.trails.get(reference.target, ())
        text = text_of(reference.content)
        if not trail or plain(text) != plain(trail[-1].reference):
            return self.text(reference.content)
        if trail[-1].sequence in {"tables", "figures"}:
            return f"{COUNTED}{text}{END}"
        words, numbers = split_reference(text, trail)
        return words + "".join(f"{COUNTED}{shown}{END}" for _, shown in numbers)


def _label(number: Number | None) -> str:
    if number is None:
        return ""
    word, _, value = number.label.rpartition(" ")
    return f"{word} {COUNTED}{value}{END}"


def _lines(party: Signature) -> Iterator[str]:
    for label, value in signature_lines(party):
        yield f"{label} {value}" if isinstance(value, str) else label
