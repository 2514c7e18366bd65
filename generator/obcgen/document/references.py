"""Second transform of `resolve`: each reference without words of its own gets those of what it leads to."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from obcgen.document.elements import place_of
from obcgen.document.rewrite import rewritten, with_content, with_inlines
from obcgen.document.tree import (
    Block,
    Document,
    Figure,
    Inline,
    ItemList,
    Number,
    Reference,
    Section,
    Table,
    Text,
)
from obcgen.document.walk import blocks_of
from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LEADS_NOWHERE = Kind("DOC-17", "A reference to nothing")
NOTHING_TO_PRINT = Kind("DOC-18", "A reference to something without a number or title")


def referenced(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """Return the document with every reference's words, and the references that lead nowhere."""
    labels = dict(_labels(document))
    problems: list[Problem] = []

    def settle(block: Block) -> Block:
        return with_content(
            block, lambda content: with_inlines(content, lambda one: settle_one(one, block.at))
        )

    def settle_one(inline: Inline, at: str) -> Inline:
        if not isinstance(inline, Reference):
            return inline
        label = labels.get(inline.target)
        if label is None:
            problems.append(_nowhere(inline, labels, at))
        elif not label and not inline.content:
            problems.append(_nameless(inline, at))
        return inline if inline.content or not label else replace(inline, content=(Text(label),))

    return replace(document, blocks=rewritten(document.blocks, settle)), tuple(problems)


def _labels(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the id of everything that a reference may lead to, and what the reference prints."""
    for block in blocks_of(document.blocks):
        match block:
            case Section():
                yield block.id, _label(block.number) or block.title
            case Table() | Figure() if block.id:
                yield block.id, _label(block.number)
            case ItemList():
                yield from ((item.id, _label(item.number)) for item in block.items if item.id)


def _label(number: Number | None) -> str:
    return number.reference if number else ""


def _nowhere(reference: Reference, labels: dict[str, str], at: str) -> Problem:
    near = get_close_matches(reference.target, labels, 1)
    message = f"The reference #{reference.target} leads nowhere: nothing in this document has that id."
    hint = f"Did you mean #{near[0]}?" if near else "Give the part an id, or take the reference out."
    return LEADS_NOWHERE.problem(message, place=place_of(at), found=reference.target, hint=hint)


def _nameless(reference: Reference, at: str) -> Problem:
    message = f"The reference #{reference.target} leads to something that has no number to print."
    hint = f"Write its words: [the key terms](#{reference.target})."
    return NOTHING_TO_PRINT.problem(message, place=place_of(at), found=reference.target, hint=hint)
