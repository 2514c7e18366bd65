"""First transform of `resolve`: numbers and levels of sections, clauses, list items, tables and figures.

Sections and clauses of one parent share a counter, so that 7.1 may be a clause and 7.2 a section.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from obcgen.document.elements import place_of
from obcgen.document.rewrite import with_groups
from obcgen.document.tree import (
    Block,
    Blocks,
    Document,
    Figure,
    Heading,
    Item,
    ItemList,
    Number,
    NumberStyle,
    Section,
    Table,
)
from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

TOO_MANY_LEVELS = Kind("DOC-13", "More levels of numbers than a document may have")
MIXED_KINDS = Kind("DOC-14", "A section inside a section of another kind")
NO_TITLE_ABOVE = Kind("DOC-15", "A minor heading in a part without a title")
NO_NUMBER_ABOVE = Kind("DOC-16", "Clauses in a part without a number")

LEVELS = 3
IN_PARTS = 4
"""Levels of numbers in a part, its letter among them: the clause B.7.1.1 in the sections B, B.7, B.7.1."""
_LETTERS: tuple[NumberStyle, ...] = ("lower-letter", "lower-roman")
_SEQUENCES = {"front": "", "body": "sections", "attachment": "attachments", "part": "parts"}
_PARTS = {"front": "front matter", "body": "the body", "attachment": "an attachment", "part": "a part"}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def numbered(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """Return the document with every number and level set, and what cannot be numbered."""
    numbering = _Numbering(document)
    blocks = numbering.blocks(document.blocks, _Around())
    return replace(document, blocks=blocks), tuple(numbering.problems)


def written(value: int, style: NumberStyle) -> str:
    """Return a value as the style writes it, as Word does: after z come aa, bb, cc."""
    if style == "decimal":
        return str(value)
    if style == "lower-roman":
        return _roman(value)
    turns, letter = divmod(value - 1, 26)
    first = "A" if style == "upper-letter" else "a"
    return chr(ord(first) + letter) * (turns + 1)


def _roman(value: int) -> str:
    written_so_far = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        written_so_far += sign * times
    return written_so_far


@dataclass(frozen=True, slots=True)
class _Around:
    """What a block stands in: the numbered part it counts under, and how deep it is.

    `part` is that part's bare number (`7.1`, `A`), `reference` how a reference names it (`Section 7.1(a)`),
    `level` the next level of numbers, `depth` the next level of headings, `letters` how many lettered lists
    are around.
    """

    kind: str = ""
    part: str = ""
    reference: str = ""
    level: int = 0
    depth: int = 0
    letters: int = 0
    counter: Iterator[int] = field(default_factory=lambda: count(1))

    def within(self, section: Section, number: Number | None) -> _Around:
        """Return what is around the blocks of a section."""
        depth = self.depth + (1 if section.title else 0)
        if number is None:
            return _Around(section.kind, depth=depth)
        part = number.reference.rpartition(" ")[2]
        return _Around(section.kind, part, number.reference, self.level + 1, depth)

    def outside_lists(self) -> _Around:
        """Return what is around the blocks of a cell or a box: lists there begin anew."""
        return replace(self, reference="", letters=0)


class _Numbering:
    """Counts what runs through the whole document, and gathers Problems."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tables, self.figures, self.lists = count(1), count(1), count(1)
        self.tops = {"body": count(1), "attachment": count(1), "part": count(1)}
        self.problems: list[Problem] = []

    def blocks(self, blocks: Blocks, around: _Around) -> Blocks:
        return tuple(self.block(block, around) for block in blocks)

    def block(self, block: Block, around: _Around) -> Block:
        match block:
            case Section():
                return self.section(block, around)
            case ItemList():
                return self.item_list(block, around)
            case Heading():
                return self.heading(block, around)
            case Table():
                block = replace(block, number=self.table_number(block))
            case Figure():
                return replace(block, number=_captioned("Figure", next(self.figures)))
        return with_groups(block, lambda inner: self.blocks(inner, around.outside_lists()))

    # --- sections ----------------------------------------------------------------------------

    def section(self, section: Section, around: _Around) -> Section:
        if around.kind not in {"", section.kind}:
            self.refuse_kind(section, around)
        if around.depth >= LEVELS:
            self.refuse_level(f"The section “{section.title or section.id}”", LEVELS, section.at)
        number = self.section_number(section, around)
        inner = self.blocks(section.blocks, around.within(section, number))
        return replace(section, blocks=inner, level=around.depth, number=number)

    def section_number(self, section: Section, around: _Around) -> Number | None:
        if section.kind == "front":
            return None
        if around.part:
            word = self.document.section_word if (around.kind, around.level) == ("part", 1) else "Section"
            return _below(around, next(around.counter), word)
        value = next(self.tops[section.kind])
        if section.kind == "body":
            label = str(value)
            return Number("sections", 0, value, label, f"{self.document.section_word} {label}")
        word = "Part" if section.kind == "part" else self.document.attachment_word
        label = f"{word} {written(value, 'upper-letter')}"
        return Number(_SEQUENCES[section.kind], 0, value, label, label, "upper-letter")

    def heading(self, heading: Heading, around: _Around) -> Heading:
        if around.depth == 0:
            message = "A minor heading stands in a part that has no title."
            hint = "Give the part a title, or write the line in bold."
            self.problems.append(NO_TITLE_ABOVE.problem(message, place=place_of(heading.at), hint=hint))
        return replace(heading, level=around.depth + 1)

    def table_number(self, table: Table) -> Number | None:
        if not (table.caption or table.number):
            return None
        return _captioned("Table", next(self.tables))

    # --- lists -------------------------------------------------------------------------------

    def item_list(self, block: ItemList, around: _Around) -> ItemList:
        match block.kind:
            case "clauses":
                items = self.clauses(block, around)
            case "letters":
                items = self.letters(block, around)
            case "steps":
                items = self.steps(block, around)
            case "bullets":
                items = [self.item(item, None, around) for item in block.items]
        return replace(block, items=tuple(items))

    def clauses(self, block: ItemList, around: _Around) -> list[Item]:
        if not around.part:
            message = "Numbered clauses stand in a part that has no number."
            hint = "Move them to a numbered section."
            self.problems.append(NO_NUMBER_ABOVE.problem(message, place=place_of(block.at), hint=hint))
        elif around.level >= _levels(around.kind):
            self.refuse_level("A numbered clause", _levels(around.kind), block.at)
        numbers = [_below(around, next(around.counter)) for _ in block.items]
        return self.numbered_items(block, numbers, around)

    def letters(self, block: ItemList, around: _Around) -> list[Item]:
        if around.letters >= len(_LETTERS):
            self.refuse_letters(block.at)
        style = _LETTERS[min(around.letters, len(_LETTERS) - 1)]
        sequence = f"list-{next(self.lists)}"
        labels = [f"({written(value, style)})" for value in range(1, len(block.items) + 1)]
        numbers = [
            Number(sequence, 0, value, label, f"{around.reference}{label}", style)
            for value, label in enumerate(labels, 1)
        ]
        return self.numbered_items(block, numbers, replace(around, letters=around.letters + 1))

    def steps(self, block: ItemList, around: _Around) -> list[Item]:
        sequence = f"list-{next(self.lists)}"
        numbers = [
            Number(sequence, 0, value, f"{value}.", f"step {value}")
            for value in range(1, len(block.items) + 1)
        ]
        return self.numbered_items(block, numbers, replace(around, letters=0))

    def numbered_items(self, block: ItemList, numbers: list[Number], around: _Around) -> list[Item]:
        return [
            self.item(item, number, replace(around, reference=number.reference))
            for item, number in zip(block.items, numbers, strict=True)
        ]

    def item(self, item: Item, number: Number | None, around: _Around) -> Item:
        return replace(item, number=number, blocks=self.blocks(item.blocks, around))

    # --- problems ----------------------------------------------------------------------------

    def refuse_level(self, what: str, levels: int, at: str) -> None:
        message = f"{what} is more than {levels} levels deep."
        hint = "Move it up, or make it a paragraph."
        self.problems.append(TOO_MANY_LEVELS.problem(message, place=place_of(at), hint=hint))

    def refuse_letters(self, at: str) -> None:
        message = "A lettered list goes deeper than (a) and (i)."
        hint = "Make it a list of its own, or bullets."
        self.problems.append(TOO_MANY_LEVELS.problem(message, place=place_of(at), hint=hint))

    def refuse_kind(self, section: Section, around: _Around) -> None:
        message = (
            f"The section “{section.title or section.id}” belongs to {_PARTS[section.kind]} "
            f"and stands in {_PARTS[around.kind]}."
        )
        hint = "List it in the outline where it belongs."
        self.problems.append(MIXED_KINDS.problem(message, place=place_of(section.at), hint=hint))


def _captioned(word: str, value: int) -> Number:
    """Return the number of a thing that its caption names: Table 3, Figure 1."""
    return Number(f"{word.lower()}s", 0, value, f"{word} {value}", f"{word} {value}")


def _below(around: _Around, value: int, word: str = "Section") -> Number:
    """Return the number of a section or clause below a numbered one: 7.2, A.1."""
    label = f"{around.part}.{value}"
    return Number(_SEQUENCES[around.kind], around.level, value, label, f"{word} {label}")


def _levels(kind: str) -> int:
    return IN_PARTS if kind == "part" else LEVELS
