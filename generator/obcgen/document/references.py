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
from obcgen.document.walk import blocks_of, inlines_of, text_of
from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

LEADS_NOWHERE = Kind("DOC-17", "A reference to nothing")
NOTHING_TO_PRINT = Kind("DOC-18", "A reference to something without a number or title")


def elsewhere(document: Document) -> frozenset[str]:
    """Return the names of other documents to which a document refers."""
    found = (one.target for one in inlines_of(document.blocks) if isinstance(one, Reference))
    return frozenset(target.partition("#")[0] for target in found if "#" in target)


def referenced(document: Document, others: Mapping[str, Document]) -> tuple[Document, tuple[Problem, ...]]:
    """Return the document with every reference's words, and the references that lead nowhere.

    `others` are the numbered documents to which it refers, by name; a reference into one is plain text.
    """
    labels = dict(_labels(document))
    problems: list[Problem] = []

    def settle(block: Block) -> Block:
        return with_content(
            block, lambda content: with_inlines(content, lambda one: settle_one(one, block.at))
        )

    def settle_one(inline: Inline, at: str) -> Inline:
        if not isinstance(inline, Reference):
            return inline
        if "#" in inline.target:
            return _in_other(inline, others, problems, at)
        label = labels.get(inline.target)
        if label is None:
            problems.append(_nowhere(inline, labels, at))
        elif not label and not inline.content:
            problems.append(_nameless(inline, at))
        return inline if inline.content or not label else replace(inline, content=(Text(label),))

    return replace(document, blocks=rewritten(document.blocks, settle)), tuple(problems)


def _in_other(
    reference: Reference, others: Mapping[str, Document], problems: list[Problem], at: str
) -> Inline:
    """Return what is printed of a part of another document: its number there, and what that is called."""
    name, _, id_ = reference.target.partition("#")
    other = others.get(name)
    labels = {id_: label for id_, label in _labels(other) if label} if other else {}
    if id_ not in labels or other is None:
        problems.append(_not_printed(reference.target, other, labels, at))
        return reference
    return Text(text_of(reference.content) or f"{labels[id_]} of the {other.name}")


def _not_printed(target: str, other: Document | None, labels: Collection[str], at: str) -> Problem:
    name, _, id_ = target.partition("#")
    if other is None:
        message = f"The reference {target} leads nowhere: no document “{name}” can be referred to from here."
        return LEADS_NOWHERE.problem(message, place=place_of(at), found=target, hint="Refer to response.")
    near = get_close_matches(id_, labels, 1)
    message = f"The reference {target} leads nowhere: the {other.name} prints no part with that id."
    hint = (
        f"Did you mean {name}#{near[0]}?"
        if near
        else f"Keep {id_} in {name}/outline.yaml, or take the reference out of this clause."
    )
    return LEADS_NOWHERE.problem(message, place=place_of(at), found=target, hint=hint)


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
