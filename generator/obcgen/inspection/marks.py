"""Where the clauses of a document begin in a file of each format, and what people call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from obcgen.document.tree import (
    Block,
    Blocks,
    Contents,
    Document,
    Figure,
    Item,
    ItemList,
    Paragraph,
    Section,
    Signatures,
    Table,
)
from obcgen.document.walk import blocks_of, fields_of, text_of
from obcgen.readers import Form
from obcgen.writers.word_names import names

_FIRST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Label:
    """What people call a clause: its number, which a front page lacks, and its title or first words."""

    number: str
    title: str


def labels_of(document: Document) -> Mapping[str, Label]:
    """Return what each section and clause with an id is called, by its id, in the order of the document."""
    return {identity: label for identity, label in _labels(document.blocks) if identity}


def marks_of(document: Document, form: Form) -> Mapping[str, str]:
    """Return the marks that stand in a file, each with the id of the clause that begins there, or nothing."""
    clauses = labels_of(document)
    if form == "docx":
        known = names(document)
        marks = {mark: identity for identity, mark in known.bookmarks.items()}
        others = set(known.numbered.values())
    else:
        marks = {identity: identity for identity in clauses}
        others = {identity for identity in _other_ids(document.blocks) if identity}
    return {
        **dict.fromkeys(others, ""),
        **{mark: identity if identity in clauses else "" for mark, identity in marks.items()},
    }


def contents_of(document: Document) -> frozenset[str]:
    """Return the ids of the sections that hold the contents: page numbers there are no words of a clause."""
    sections = (one for one in blocks_of(document.blocks) if isinstance(one, Section))
    return frozenset(one.id for one in sections if any(isinstance(block, Contents) for block in one.blocks))


def _labels(blocks: Blocks) -> Iterator[tuple[str, Label]]:
    for block in blocks_of(blocks):
        match block:
            case Section():
                yield block.id, Label(block.number.reference if block.number else "", block.title)
            case ItemList():
                yield from ((item.id, _of_item(item)) for item in block.items)


def _of_item(item: Item) -> Label:
    first = item.blocks[0] if item.blocks else None
    words = text_of(first.content).split() if isinstance(first, Paragraph) else []
    more = " ..." if len(words) > _FIRST_WORDS else ""
    title = " ".join(words[:_FIRST_WORDS]) + more
    return Label(item.number.reference if item.number else "", title)


def _other_ids(blocks: Blocks) -> Iterator[str]:
    """Yield the ids of all that begins no clause: tables, figures, places to sign, blanks."""
    yield from (field.id for field in fields_of(blocks))
    for block in blocks_of(blocks):
        yield from _own_ids(block)


def _own_ids(block: Block) -> Iterator[str]:
    match block:
        case Table() | Figure():
            yield block.id
        case Signatures():
            yield from (party.id for party in block.parties)
