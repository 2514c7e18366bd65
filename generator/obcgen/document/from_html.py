"""HTML text of the closed vocabulary to a Document.

Strict: whatever does not conform is a Problem, and all Problems come at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Literal, cast

from obcgen.document import soundness, vocabulary
from obcgen.document.elements import Element, read_elements
from obcgen.document.figures import figure
from obcgen.document.inlines import inlines, lines, plain
from obcgen.document.own_words import OwnWords
from obcgen.document.soundness import columns_of, span_of
from obcgen.document.tree import (
    Align,
    Block,
    Blocks,
    Callout,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    Item,
    ItemList,
    Paragraph,
    Row,
    Section,
    SectionKind,
    Signature,
    Signatures,
    Table,
)
from obcgen.document.vocabulary import is_well_described
from obcgen.problems import ObcgenError

_Role = Literal["body", "kicker", "title", "subtitle", "small", "notice", "lines"]
Ordered = Literal["clauses", "letters", "steps"]
"""What an `ol` means where it stands."""

_EDGE = re.compile(r"(<section\b[^<>]*>|</section>)")
_ENDS = "</section>"
_LABEL_WIDTH = 32
_ROW_KINDS: dict[str, Literal["head", "body", "total"]] = {"thead": "head", "tfoot": "total"}


def from_html(text: str) -> Document:
    """Return the document that this HTML describes; numbers, references and contents are still open.

    Its sections are read one by one, and one that was read before in the same words is not read again. Where
    anything is wrong all is read together, so that every Problem is told.

    Raises:
        ObcgenError: every Problem of the text.
    """
    by_sections = _by_sections(text)
    if by_sections:
        return _document(*by_sections)
    root = read_elements(text)
    problems = (*vocabulary.faults(root), *soundness.faults(root))
    if problems:
        raise ObcgenError(*problems)
    return _document(root, tuple(_section(section) for section in root.inside()))


def _document(root: Element, blocks: Blocks) -> Document:
    return Document(
        kind=root.get("data-kind"),
        title=plain(root.get("data-title")),
        number=plain(root.get("data-number")),
        owner=plain(root.get("data-owner")),
        blocks=blocks,
        language=root.get("lang", "en-US"),
        draft=root.get("data-status") == "draft",
        section_word=plain(root.get("data-section-word", "Section")),
        attachment_word=plain(root.get("data-attachment-word", "Attachment")),
        name=plain(root.get("data-name")),
        mark=plain(root.get("data-mark", "")),
        own_words=_own_words(root),
    )


# --- section by section --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A section without those inside it, and every id in it."""

    section: Section
    ids: tuple[str, ...]


def _by_sections(text: str) -> tuple[Element, Blocks] | None:
    """Return the root without what stands in it, and its sections; nothing where anything is unusual."""
    head, *pieces = _EDGE.split(text)
    if not pieces:
        return None
    try:
        root = read_elements(f"{head}</article>")
    except ObcgenError:
        return None
    if root.text().strip() or not is_well_described(root) or pieces[-1].strip() != "</article>":
        return None
    ids: list[str] = []
    open_: list[tuple[_Part, list[Block]]] = []
    found: list[Block] = []
    for edge, after in zip(pieces[::2], pieces[1::2], strict=True):
        if edge != _ENDS:
            part = _part(edge, after)
            if part is None:
                return None
            ids += part.ids
            open_.append((part, []))
        elif not open_ or (after.strip() and after != pieces[-1]):
            return None
        else:
            part, inner = open_.pop()
            made = replace(part.section, blocks=(*part.section.blocks, *inner)) if inner else part.section
            (open_[-1][1] if open_ else found).append(made)
    return None if open_ or not found or len(set(ids)) < len(ids) else (root, tuple(found))


@lru_cache(maxsize=1_000)  # the clauses of some documents of a deal
def _part(opened: str, body: str) -> _Part | None:
    """Return a section from its tag and what stands in it before those inside it, unless it is faulty."""
    try:
        element = read_elements(f"{opened}{body}{_ENDS}")
    except ObcgenError:
        return None
    if (
        "data-at" not in element.attributes
        or not is_well_described(element)
        or any(soundness.faults(element))
    ):
        return None
    ids = (each.get("id") for each in element.walk())
    return _Part(_section(element), tuple(filter(None, ids)))


def _own_words(root: Element) -> OwnWords:
    given = {name: plain(root.get(f"data-{name}-word")) for name in ("page", "of", "draft", "skip")}
    return OwnWords(**{name: word for name, word in given.items() if word})


# --- blocks --------------------------------------------------------------------------------------


def _blocks(around: Element, ordered: Ordered) -> Blocks:
    """Return what stands in an element. Text outside any block makes a paragraph of its own."""
    found: list[Block] = []
    for is_block, nodes in groupby(around.children, _is_block):
        if is_block:
            found += [one for node in nodes for one in _block(cast("Element", node), ordered)]
        else:
            found += _paragraph(tuple(nodes), "body", around.at)
    return tuple(found)


def _is_block(node: Element | str) -> bool:
    return isinstance(node, Element) and node.kind in vocabulary.BLOCKS


def _block(element: Element, ordered: Ordered) -> Blocks:
    """Return the block that an element is; none where it says nothing, several where it only wraps them."""
    if element.kind == "div.prose":
        return _blocks(element, "steps")
    if element.kind == "p":
        return tuple(_paragraph(element.children, element.get("class", "body"), element.at))
    if element.kind == "ol":
        return (ItemList(ordered, _items(element, "letters"), element.at),)
    if element.kind in vocabulary.HEADINGS:
        content = inlines(element.children)
        return (Heading(content, at=element.at),) if content else ()
    return (_BUILDERS[element.kind](element),)


def _paragraph(nodes: Sequence[Element | str], role: str, at: str) -> Iterator[Paragraph]:
    content = lines(nodes) if role == "lines" else inlines(nodes)
    if content:
        yield Paragraph(content, cast("_Role", role), at)


def _bullets(element: Element) -> ItemList:
    return ItemList("bullets", _items(element, "steps"), element.at)


def _items(element: Element, ordered: Ordered) -> tuple[Item, ...]:
    return tuple(Item(_blocks(item, ordered), id=item.get("id")) for item in element.inside())


def _section(element: Element) -> Section:
    kind = cast("SectionKind", element.get("data-kind"))
    return Section(
        id=element.get("id"),
        title=plain(element.get("data-title")),
        kind=kind,
        blocks=_blocks(element, "steps" if kind == "front" else "clauses"),
        starts_page=element.get("data-page") == "new",
        at=element.at,
    )


def _quotation(element: Element) -> Callout:
    return Callout("note", "Note", _blocks(element, "steps"), element.at)


def _callout(element: Element) -> Callout:
    kind = cast("Literal['note', 'warning', 'example']", element.get("data-kind"))
    return Callout(kind, plain(element.get("data-title")), _blocks(element, "steps"), element.at)


def _contents(element: Element) -> Contents:
    return Contents(int(element.get("data-depth")), at=element.at)


def _signatures(element: Element) -> Signatures:
    return Signatures(tuple(_signature(party) for party in element.inside()), element.at)


def _signature(element: Element) -> Signature:
    party, name, role = (plain(element.get(f"data-{what}")) for what in ("party", "name", "role"))
    return Signature(element.get("id"), party, name, role)


# --- tables --------------------------------------------------------------------------------------


def _table(element: Element) -> Table:
    parts = list(element.inside())
    return Table(
        id=element.get("id"),
        columns=_columns(element),
        rows=tuple(_row(row, part.tag) for part in parts if part.tag != "caption" for row in part.inside()),
        caption=inlines([node for part in parts if part.tag == "caption" for node in part.children]),
        look=cast("Literal['grid', 'facts', 'form', 'cards', 'strip']", element.get("class", "grid")),
        at=element.at,
    )


def _columns(table: Element) -> tuple[Column, ...]:
    count = columns_of(table)
    widths = [int(width) for width in table.get("data-widths").split()] or _usual_widths(table, count)
    aligns = cast("list[Align]", table.get("data-align").split()) or ["left"] * count
    return tuple(Column(width, align) for width, align in zip(widths, aligns, strict=True))


def _usual_widths(table: Element, count: int) -> list[int]:
    """Return even widths; beside the labels of key terms and forms the rest is even."""
    if table.get("class") in {"facts", "form"} and count > 1:
        return [_LABEL_WIDTH, *_even(100 - _LABEL_WIDTH, count - 1)]
    return _even(100, count)


def _even(whole: int, count: int) -> list[int]:
    share, over = divmod(whole, count)
    return [share + (place < over) for place in range(count)]


def _row(element: Element, part: str) -> Row:
    kind = "total" if element.get("class") == "total" else _ROW_KINDS.get(part, "body")
    return Row(tuple(_cell(cell) for cell in element.inside()), kind)


def _cell(element: Element) -> Cell:
    return Cell(_blocks(element, "steps"), element.tag == "th", span_of(element))


_BUILDERS: dict[str, Callable[[Element], Block]] = {
    "ul": _bullets,
    "section": _section,
    "blockquote": _quotation,
    "aside": _callout,
    "table": _table,
    "figure": figure,
    "nav": _contents,
    "div.signatures": _signatures,
}
