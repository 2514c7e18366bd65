"""Trees of one document, each made with other stand-ins, to one tree in which all that differs is open.

So nothing needs to know how a figure was computed: an amount that prints alike whatever stands in does not
depend on a blank, and any other is no figure yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Final, TypeVar

from obcgen.document.marks import OPEN
from obcgen.document.tree import (
    Block,
    Blocks,
    Callout,
    Changed,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Item,
    ItemList,
    Link,
    Marked,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from obcgen.preview.stand_ins import CLOSES, OPENS
from obcgen.render.places import BEGINS, ENDS, NUMBER_ENDS
from obcgen.spec.dates import MONTHS

Any_ = TypeVar("Any_")
_MONTH: Final = "|".join((*MONTHS, *(rf"{name[:3]}\.?" for name in MONTHS)))
_TOKEN: Final = re.compile(
    rf"(?P<words>{OPENS}[^{CLOSES}]*{CLOSES})"
    rf"|{BEGINS}\d+{NUMBER_ENDS}|{ENDS}"
    r"|(?P<address>open-\d+@preview\.invalid)"
    rf"|(?P<date>\b(?:{_MONTH})\s\d{{1,2}}(?:,\s\d{{4}})?)"
    r"|(?P<amount>\$\d[\d,]*(?:\.\d+)?)"
    r"|(?P<share>\d[\d,]*(?:\.\d+)?\s?%)"
    r"|(?P<time>\d{1,2}:\d{2}\s[ap]\.m\.)"
    r"|(?P<year>\b\d{4}[-\N{EN DASH}]\d{2}\b)"
    r"|(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"|\s+|\w+|[^\w\s]"
)
_FIGURES: Final = ("address", "date", "amount", "share", "time", "year", "number")
_TEXT: Final = re.compile(f"{OPENS}([^{CLOSES}]*){CLOSES}")
_MARKS: Final = str.maketrans("", "", OPENS + CLOSES + ENDS)
_PLACES: Final = re.compile(f"{BEGINS}[0-9]+{NUMBER_ENDS}")
_SIGNS: Final = re.compile(f"[{OPENS}{CLOSES}{BEGINS}{ENDS}]")
_PICTURE: Final = "[picture: open]"
_DEPENDS: Final = "[words that depend on what is open]"
_ONLY: Final = "[printed or not, by what is open]"

_FIELDS: dict[type, tuple[str, ...]] = {}


def with_open_marks(
    trees: Sequence[Document], labels: Mapping[str, str], fixed: frozenset[str] = frozenset()
) -> Document:
    """Return the first tree with a mark for whatever depends on a blank.

    Args:
        trees: one document with each filling; of a single one all figures are open.
        labels: the marks of blanks, by how their stand-ins print in the first tree.
        fixed: those of them that are the same in every tree.
    """
    first, *others = trees
    marker = _Marker(labels, fixed, alone=not others)
    there = [each.blocks for each in others] or [()]
    return replace(first, blocks=marker.blocks(first.blocks, there))


def _names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a record; none of anything else."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
    return _FIELDS[kind]


def without_signs(value: Any_) -> Any_:
    """Return a tree without the signs around marks and values, where a mark stands in a title or a name."""
    found: Any = value
    if isinstance(found, str):
        return _PLACES.sub("", found).translate(_MARKS) if _SIGNS.search(found) else found  # type: ignore[return-value]
    if isinstance(found, tuple):
        new = tuple(map(without_signs, found))
        return found if all(a is b for a, b in zip(new, found, strict=True)) else new  # type: ignore[return-value]
    if names := _names(type(found)):
        changed = {
            name: now
            for name in names
            if (was := getattr(found, name)) and (now := without_signs(was)) is not was
        }
        return replace(found, **changed) if changed else value
    return value


@dataclass(frozen=True, slots=True)
class _Marker:
    labels: Mapping[str, str]
    fixed: frozenset[str]
    alone: bool

    # --- blocks ---

    def blocks(self, blocks: Blocks, others: Sequence[Blocks]) -> Blocks:
        """Return blocks, each held against the one that stands for it in the other trees."""
        keyed = [dict(_keyed(each)) for each in others]
        return tuple(self.block(block, [each.get(key) for each in keyed]) for key, block in _keyed(blocks))

    def block(self, block: Block, others: Sequence[Block | None]) -> Block:  # noqa: PLR0911 - one line a kind
        """Return a block with marks; one that another tree lacks has no figure that is settled."""
        match block:
            case Section():
                return self.section(block, _all(others, Section))
            case Paragraph() | Heading():
                content = self.content(block.content, [each.content for each in _all(others, type(block))])
                return replace(block, content=content)
            case ItemList():
                return self.items(block, _all(others, ItemList))
            case Table():
                return self.table(block, _all(others, Table))
            case Figure():
                return self.figure(block, _all(others, Figure))
            case Callout() | Changed():
                return replace(
                    block,
                    blocks=self.blocks(
                        block.blocks, [each.blocks for each in _all(others, type(block))] or [()]
                    ),
                )
            case _:
                return block

    def section(self, section: Section, others: Sequence[Section]) -> Section:
        inner = self.blocks(section.blocks, [each.blocks for each in others] or [()])
        if others or self.alone:
            return replace(section, blocks=inner)
        told = Paragraph((Marked(OPEN, (Text(_ONLY),)),), at=section.at)
        return replace(section, blocks=(told, *inner))

    def items(self, block: ItemList, others: Sequence[ItemList]) -> ItemList:
        items = (
            self.item(item, [_nth(each.items, at) for each in others]) for at, item in enumerate(block.items)
        )
        return replace(block, items=tuple(items))

    def item(self, item: Item, others: Sequence[Item | None]) -> Item:
        return replace(
            item, blocks=self.blocks(item.blocks, [each.blocks if each else () for each in others] or [()])
        )

    def table(self, table: Table, others: Sequence[Table]) -> Table:
        rows = (self.row(row, [_nth(each.rows, at) for each in others]) for at, row in enumerate(table.rows))
        caption = self.content(table.caption, [each.caption for each in others])
        return replace(table, rows=tuple(rows), caption=caption)

    def row(self, row: Row, others: Sequence[Row | None]) -> Row:
        cells = (
            replace(
                cell,
                blocks=self.blocks(cell.blocks, [_cell(other, at) for other in others] or [()]),
            )
            for at, cell in enumerate(row.cells)
        )
        return replace(row, cells=tuple(cells))

    def figure(self, figure: Figure, others: Sequence[Figure]) -> Block:
        """Return a picture; of one that is drawn otherwise with other stand-ins only its caption is left."""
        if others and all(each.drawing == figure.drawing for each in others):
            return replace(figure, caption=self.content(figure.caption, [each.caption for each in others]))
        caption = self.content(figure.caption, [each.caption for each in others])
        return Paragraph((*caption, Text(" "), Marked(OPEN, (Text(_PICTURE),))), at=figure.at)

    # --- text ---

    def content(self, content: Inlines, others: Sequence[Inlines]) -> Inlines:
        """Return the text of a block with marks; where other stand-ins give another build, none holds."""
        if not others:
            return tuple(each for one in content for each in self.inline(one, []))
        if any(_build(each) != _build(content) for each in others):
            return (Marked(OPEN, (Text(_DEPENDS),)),)
        return tuple(
            each
            for at, one in enumerate(content)
            for each in self.inline(one, [other[at] for other in others])
        )

    def inline(self, one: Inline, others: Sequence[Inline]) -> Inlines:
        match one:
            case Text():
                return self.text(one.text, [each.text for each in others if isinstance(each, Text)])
            case Strong() | Emphasis() | Link() | Marked():
                inner = [each.content for each in others if isinstance(each, type(one))]
                content = self.content(one.content, inner)
                if isinstance(one, Link) and _is_made_up(one, others):
                    return content
                return (replace(one, content=content),)
            case _:
                return (one,)

    def text(self, text: str, others: Sequence[str]) -> Inlines:
        """Return a text in pieces: what is alike with every filling, and marks for the rest."""
        if others and all(other == text for other in others) and self.is_plain(text):
            return (Text(text),)
        tokens = list(_TOKEN.finditer(text))
        words = [token[0] for token in tokens]
        settled = (
            [token.lastgroup not in _FIGURES for token in tokens] if not others else [True] * len(tokens)
        )
        for other in others:
            same = _same(words, [token[0] for token in _TOKEN.finditer(other)])
            settled = [was and at in same for at, was in enumerate(settled)]
        settled = [
            words[at].isspace() or (was and words[at] not in self.fixed) for at, was in enumerate(settled)
        ]
        return tuple(self.pieces(tokens, settled))

    def is_plain(self, text: str) -> bool:
        """Tell whether nothing stands in for a blank in a text that is alike in every tree."""
        return OPENS not in text and not any(each in text for each in self.fixed)

    def pieces(self, tokens: Sequence[re.Match[str]], settled: Sequence[bool]) -> Iterator[Inline]:
        plain = ""
        at = 0
        while at < len(tokens):
            token = tokens[at][0]
            if settled[at] and not _TEXT.fullmatch(token):
                plain += token
                at += 1
                continue
            end = at + 1
            if not settled[at]:
                end = _end_of_open(tokens, settled, at)
            if plain:
                yield Text(plain)
                plain = ""
            yield from self.marks(tokens[at:end])
            at = end
        if plain:
            yield Text(plain)

    def marks(self, tokens: Sequence[re.Match[str]]) -> Iterator[Inline]:
        """Return the mark for words in a row: of each blank that stands there, or of what kind they are."""
        said = [self.said(token) for token in tokens]
        told = tuple(dict.fromkeys(filter(None, said))) or ("[open]",)
        for number, words in enumerate(told):
            if number:
                yield Text(" ")
            yield Marked(OPEN, (Text(words),))

    def said(self, token: re.Match[str]) -> str:
        if own := _TEXT.fullmatch(token[0]):
            return own[1]
        if token[0] in self.labels:
            return self.labels[token[0]]
        return f"[{token.lastgroup}: open]" if token.lastgroup in _FIGURES else ""


def _end_of_open(tokens: Sequence[re.Match[str]], settled: Sequence[bool], start: int) -> int:
    """Return where words end that differ in a row, with the white space between them."""
    end = start + 1
    while end < len(tokens):
        if settled[end] and not tokens[end][0].isspace():
            break
        end += 1
    while tokens[end - 1][0].isspace():
        end -= 1
    return end


def _same(words: Sequence[str], other: Sequence[str]) -> set[int]:
    """Return which words of a text stand at the same place in another."""
    if len(words) == len(other):
        return {at for at, word in enumerate(words) if word == other[at]}
    blocks = SequenceMatcher(None, words, other, autojunk=False).get_matching_blocks()
    return {at for block in blocks for at in range(block.a, block.a + block.size)}


def _keyed(blocks: Blocks) -> Iterator[tuple[tuple[object, ...], Block]]:
    """Yield blocks with what finds them again: a section's id; else kind, template line and count."""
    seen: dict[tuple[object, ...], int] = {}
    for block in blocks:
        key = ("section", block.id) if isinstance(block, Section) else (type(block).__name__, block.at)
        seen[key] = seen.get(key, 0) + 1
        yield (*key, seen[key]), block


def _all(found: Iterable[Any], kind: type[Any_]) -> list[Any_]:
    """Return what stands for a block in the other trees, where each of them has one."""
    each = list(found)
    return each if all(isinstance(one, kind) for one in each) else []


def _nth(values: Sequence[Any_], at: int) -> Any_ | None:
    return values[at] if at < len(values) else None


def _cell(row: Row | None, at: int) -> Blocks:
    return row.cells[at].blocks if row and at < len(row.cells) else ()


def _build(content: Inlines) -> tuple[object, ...]:
    return tuple(
        (type(one), _build(one.content))
        if isinstance(one, Strong | Emphasis | Link | Marked)
        else (type(one),)
        for one in content
    )


def _is_made_up(link: Link, others: Sequence[Inline]) -> bool:
    return ".invalid" in link.target or any(
        isinstance(each, Link) and each.target != link.target for each in others
    )
