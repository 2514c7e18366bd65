"""A document with parts, taken apart: each part as a document of its own, with the numbers that it has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.document.contents import with_contents
from obcgen.document.resolve import resolve
from obcgen.document.rewrite import rewritten, with_content, with_inlines
from obcgen.document.tree import Contents, Document, Inline, LineBreak, Paragraph, Reference, Section, Text
from obcgen.document.walk import blocks_of, ids_of, sections_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.tree import Block


def apart(document: Document) -> dict[str, Document]:
    """Return each part of a resolved document, by its number in small letters: `part-a`; or nothing.

    The first keeps the front of the document. The others begin with their title and their contents. Numbers
    stay; a reference into another part is plain text, and as right as before.
    """
    parts = [block for block in document.blocks if isinstance(block, Section) and block.kind == "part"]
    front = tuple(block for block in document.blocks if block not in parts)
    found = {}
    for part in parts:
        label = part.number.label if part.number else ""
        before = front if part is parts[0] else (_opening(document, part, label),)
        alone = replace(document, name=f"{document.name}, {label}", blocks=(*before, part))
        found[label.lower().replace(" ", "-")] = with_contents(_without_leads(alone))
    return found


def form_of(document: Document, id_: str) -> Document | None:
    """Return a section of a document as a document of its own, numbered anew; nothing if it is not there.

    Its title is the first; above and below it stands what names the document and its parties: the sheet goes
    its way alone.
    """
    for section in sections_of(document.blocks):
        if section.id == id_:
            form = replace(section, title="", kind="front", number=None, level=0)
            head = _head_of_form(document, section.title)
            name = f"{document.name}, {section.title}"
            return resolve(replace(_without_leads(replace(document, blocks=(*head, form))), name=name))
    return None


def _opening(document: Document, part: Section, label: str) -> Section:
    """Return the title and the contents of a part that is not the first."""
    lines = (
        Paragraph((Text(f"{document.name} {document.number}".strip()),), "kicker"),
        Paragraph((Text(f"{label}. {part.title}"),), "title"),
        Paragraph((Text(document.title),), "subtitle"),
        Contents(),
    )
    return Section(f"{part.id}-opening", "", "front", lines)


def _head_of_form(document: Document, title: str) -> Iterator[Paragraph]:
    """Yield what the form belongs to, its title, and the lines of the cover that name deal and parties."""
    covered = {one.role: one for one in blocks_of(document.blocks) if isinstance(one, Paragraph)}
    drafted = ", which is a draft" if document.draft else ""
    belongs = f"Form of the {document.name} {document.number}".strip()
    yield Paragraph((Text(f"{belongs}{drafted}"),), "kicker")
    yield Paragraph((Text(title),), "title")
    named = [covered[role].content for role in ("title", "subtitle") if role in covered]
    if named:
        content = named[0] if len(named) == 1 else (*named[0], LineBreak(), *named[1])
        yield Paragraph(content, "subtitle")


def _without_leads(document: Document) -> Document:
    """Return a document in which references to what it does not hold are text."""
    held = ids_of(document.blocks)

    def settled(inline: Inline) -> Inline:
        if isinstance(inline, Reference) and inline.target not in held:
            return Text(text_of(inline.content))
        return inline

    def changed(block: Block) -> Block:
        return with_content(block, lambda content: with_inlines(content, settled))

    return replace(document, blocks=rewritten(document.blocks, changed))
