"""How a document reads after a change: each part whose words are other, whole, for an amendment to restate.

Parts are matched by their ids, whatever their numbers and places. A part is compared without the parts inside
it and without numbers, so that a clause which only moves up a number is not restated; its number is listed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from obcgen.document.rewrite import rewritten, with_content, with_inlines
from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    Item,
    ItemList,
    Paragraph,
    Reference,
    Section,
    Signatures,
    Strong,
    Table,
    Text,
)
from obcgen.document.walk import sections_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

How = Literal["replaced", "added", "deleted"]
MARK = "restated-"
"""How the reference begins that stands, alone in a paragraph, where a part is to be restated."""


TITLES = frozenset({"kicker", "title", "subtitle"})


@dataclass(frozen=True, slots=True)
class Restated:
    """A part that an amendment replaces, adds or deletes.

    `label` is the number by which it was known, of what is added the new one: `Section B.6.2`; a part of the
    front has none. `now` is its number afterwards. `after` is the label of the numbered part that it follows.
    """

    id: str
    how: How
    label: str
    now: str
    title: str
    after: str
    blocks: Blocks
    """What it says after the change, with its numbers and references as text; nothing where it is deleted."""


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A part that has another number after the change."""

    title: str
    before: str
    after: str


def restated(before: Document, after: Document) -> tuple[Restated, ...]:
    """Return each part that reads otherwise after a change, in the new order; what is deleted comes last.

    Contents follow by themselves, and signatures are those of the amendment: neither is restated.
    """
    was, now = _by_id(before), _by_id(after)
    follows, old_follows = _after(now), _after(was)
    found = (_of(one, was.get(one.id), follows[one.id]) for one in now.values())
    gone = (
        Restated(one.id, "deleted", _label(one), "", one.title, old_follows[one.id], ())
        for one in was.values()
        if one.id not in now
    )
    return (*filter(None, found), *gone)


def renumbered(before: Document, after: Document) -> tuple[Renumbered, ...]:
    """Return each part that both documents have under another number."""
    was, now = _by_id(before), _by_id(after)
    pairs = ((was[one.id], one) for one in now.values() if one.id in was)
    return tuple(
        Renumbered(new.title, _label(old), _label(new)) for old, new in pairs if _label(old) != _label(new)
    )


def with_restated(document: Document, parts: Mapping[str, Blocks]) -> tuple[Document, frozenset[str]]:
    """Return a document with parts in place of the marks that ask for them, and the ids of those printed."""
    printed: set[str] = set()

    def placed(blocks: Blocks) -> Iterator[Block]:
        for block in blocks:
            id_ = _asked_for(block)
            if id_ in parts:
                printed.add(id_)
                yield from parts[id_]
            else:
                yield (
                    replace(block, blocks=tuple(placed(block.blocks)))
                    if isinstance(block, Section)
                    else block
                )

    return replace(document, blocks=tuple(placed(document.blocks))), frozenset(printed)


def _asked_for(block: Block) -> str:
    match block:
        case Paragraph(content=(Reference(target=target),)) if target.startswith(MARK):
            return target.removeprefix(MARK)
        case _:
            return ""


def _by_id(document: Document) -> dict[str, Section]:
    return {one.id: one for one in sections_of(document.blocks) if not _stands_by_itself(one)}


def _stands_by_itself(section: Section) -> bool:
    return any(isinstance(block, Contents | Signatures) for block in section.blocks)


def _after(parts: Mapping[str, Section]) -> dict[str, str]:
    """Return by id the label of the numbered part that stands before each."""
    found, last = {}, ""
    for id_, one in parts.items():
        found[id_] = last
        last = _label(one) or last
    return found


def _label(section: Section) -> str:
    return section.number.reference if section.number else ""


def _of(now: Section, was: Section | None, after: str) -> Restated | None:
    if was is not None and (was.title, _bare(was)) == (now.title, _bare(now)):
        return None
    how: How = "replaced" if was is not None else "added"
    known = _label(was or now)
    return Restated(now.id, how, known, _label(now), now.title, after, tuple(_as_text(_own(now))))


def _own(section: Section) -> Blocks:
    """Return the blocks of a section without the sections inside it; of a cover its terms, not its title."""
    own = tuple(block for block in section.blocks if not isinstance(block, Section))
    return tuple(block for block in own if not _is_opening(block)) if section.kind == "front" else own


def _is_opening(block: Block) -> bool:
    return isinstance(block, Callout) or (isinstance(block, Paragraph) and block.role in TITLES)


# --- to compare: without numbers ------------------------------------------------------------------


def _bare(section: Section) -> Blocks:
    return rewritten(_own(section), _without_numbers)


def _without_numbers(block: Block) -> Block:
    block = with_content(block, lambda content: with_inlines(content, _without_words))
    match block:
        case ItemList():
            items = tuple(replace(item, number=None) for item in block.items)
            return replace(block, items=items, at="")
        case Table() | Figure():
            return replace(block, number=None, at="")
        case _:
            return replace(block, at="")


def _without_words(inline: Inline) -> Inline:
    return replace(inline, content=()) if isinstance(inline, Reference) else inline


# --- to restate: numbers as text ------------------------------------------------------------------


def _as_text(blocks: Blocks) -> Iterator[Block]:
    """Yield blocks that read the same in another document: their numbers are text."""
    for block in rewritten(blocks, _with_plain_references):
        match block:
            case ItemList(kind="clauses"):
                for item in block.items:
                    yield from _numbered(item)
            case Table(number=number) if number is not None:
                named = f". {text_of(block.caption)}" if block.caption else ""
                yield Heading((Text(f"{number.label}{named}"),))
                yield replace(block, caption=(), number=None)
            case _:
                yield block


def _numbered(item: Item) -> Iterator[Block]:
    """Yield a numbered clause as paragraphs, its number before the first."""
    label = item.number.label if item.number else ""
    first, rest = (item.blocks[0], item.blocks[1:]) if item.blocks else (Paragraph(()), ())
    if isinstance(first, Paragraph):
        yield replace(first, content=(Strong((Text(label),)), Text(" "), *first.content))
    else:
        yield Paragraph((Strong((Text(label),)),))
        yield first
    yield from _as_text(rest)


def _with_plain_references(block: Block) -> Block:
    return with_content(block, lambda content: with_inlines(content, _plain))


def _plain(inline: Inline) -> Inline:
    return Text(text_of(inline.content)) if isinstance(inline, Reference) else inline
