"""What a resolved document still holds open: blanks that would print, and what it asks of counsel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Literal

from obcgen.counsel.asked import (
    TO_COUNSEL,
    Asked,
    Confirmed,
    Standing,
    entry,
    standing,
    told,
    unconfirmed,
)
from obcgen.counsel.blank import blank_in
from obcgen.counsel.changed import has_changed
from obcgen.counsel.stand_ins import defined
from obcgen.document.elements import place_of
from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Document,
    Field,
    Inlines,
    ItemList,
    Reference,
    Section,
)
from obcgen.document.walk import content_of, groups_of, sections_of, text_of, texts_in
from obcgen.imprint import imprint_of
from obcgen.problems import Kind, Problem

PRINTED = Kind("FIN-04", "A final document that would print a blank")
UNCONFIRMED_CLAUSE = Kind("FIN-05", "A final document with a clause that counsel has not confirmed")

Outline = Literal["rfp", "response", "contract"]


def asked_in(kind: Outline, draft: Document) -> tuple[Asked, ...]:
    """Return what the draft of a document asks of counsel, clause by clause."""
    return tuple(
        Asked(kind, section.id, _title(section), _asks(section), _imprint(section), section.at)
        for section in sections_of(draft.blocks)
        if _asks(section)
    )


def faults(
    kind: Outline,
    final: Document,
    draft: Document,
    confirmed: Confirmed,
    allowed: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield what keeps a document from being final: what it would print, and what nobody has confirmed.

    Args:
        kind: the outline, which is the key of its confirmations.
        final: the document as it would be published.
        draft: the same with the notes of a draft, which say what counsel is asked.
        confirmed: what the spec records.
        allowed: the blanks of a form of contract, which stand for the party that is not known yet.
    """
    yield from blanks_in(final, allowed)
    yield from (_unconfirmed(kind, each) for each in unconfirmed(asked_in(kind, draft), confirmed))


def changed(kind: Outline, draft: Document, confirmed: Confirmed) -> Iterator[Problem]:
    """Yield each clause that was confirmed and reads otherwise today."""
    for asked in asked_in(kind, draft):
        if (found := standing(asked, confirmed)).state == "changed":
            yield has_changed(found, confirmed)


def blanks_in(document: Document, allowed: Collection[str] = ()) -> Iterator[Problem]:
    """Yield each text of a document that holds a blank; what somebody fills in is a field and no text."""
    head = (document.title, document.number, document.owner, document.name, document.mark)
    known = defined((*head, *_every_text(document.blocks)))

    def blank(text: str) -> str:
        return blank_in(text, allowed, known)

    for found in filter(None, map(blank, head)):
        yield _blank("the head of the document", "", found)
    yield from _blanks(document.blocks, "the document", "", blank)


def _every_text(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield from _texts(block)
        for group in groups_of(block):
            yield from _every_text(group)


def _blanks(blocks: Blocks, where: str, at: str, blank: Callable[[str], str]) -> Iterator[Problem]:
    """Yield the blanks of blocks that stand in a clause, whose title and template are given."""
    for block in blocks:
        here = _title(block) if isinstance(block, Section) else where
        spot = block.at or at
        if found := _sample(block) or next(filter(None, map(blank, _texts(block))), ""):
            yield _blank(here, spot, found)
        for group in groups_of(block):
            yield from _blanks(group, here, spot, blank)


def _sample(block: Block) -> str:
    """Return the title of a box that only a draft or an example may print."""
    if isinstance(block, Callout) and (block.kind == "example" or block.title.startswith(TO_COUNSEL)):
        return block.title
    return ""


def _texts(block: Block) -> tuple[str, ...]:
    own = content_of(block)
    return (_words(own),) if own else texts_in(block)


def _words(inlines: Inlines) -> str:
    return text_of(tuple(one for one in inlines if not isinstance(one, Field)))


def _blank(where: str, at: str, found: str) -> Problem:
    file = f" ({name})" if (name := at.rpartition(":")[0]) else ""
    return PRINTED.problem(
        f"The document is final, but {where} would print “{found}”.",
        place=place_of(at),
        found=found,
        expected="the words that it stands for",
        hint=f"Fill in the key of the spec that it prints, give the clause{file} its words in your pack, "
        "or write status: draft.",
    )


def _unconfirmed(kind: Outline, found: Standing) -> Problem:
    asked = found.asked
    id_ = f"{kind}_{asked.key}".replace("-", "_")
    has = "has not confirmed it" if found.confirmation is None else "has not read it since it changed"
    return UNCONFIRMED_CLAUSE.problem(
        f"The document is final, but {asked.title} is for counsel, and counsel {has}.",
        place=place_of(asked.at),
        found=told(found) if found.confirmation else f"no confirmation of {kind}: {asked.key}",
        expected=asked.asks,
        hint=f"Have counsel read it, then add under confirmed: {id_}: {entry([asked])}",
    )


# --- what a clause asks, and what exactly was read ------------------------------------------------


def _title(section: Section) -> str:
    number = section.number.reference if section.number else ""
    return " ".join(part for part in (number, section.title) if part) or section.id


def _asks(section: Section) -> str:
    """Return what a clause asks of counsel, without the points of a list, which are counted."""
    said = [
        block
        for callout in section.blocks
        if isinstance(callout, Callout) and callout.title.startswith(TO_COUNSEL)
        for block in callout.blocks
    ]
    points = sum(len(block.items) for block in said if isinstance(block, ItemList))
    listed = f"The draft lists {points} points." if points else ""
    return " ".join(filter(None, (*(text_of(content_of(block)) for block in said), listed)))


def _imprint(section: Section) -> str:
    """Return the imprint of what a clause says and asks; a reference counts by its target, not its number."""
    return imprint_of((section.title, *_read(section.blocks)))


def _read(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        own = content_of(block)
        yield from (_unnumbered(own),) if own else texts_in(block)
        for group in groups_of(block):
            yield from _read(group)


def _unnumbered(inlines: Inlines) -> str:
    return "".join(f"#{one.target}" if isinstance(one, Reference) else text_of((one,)) for one in inlines)
