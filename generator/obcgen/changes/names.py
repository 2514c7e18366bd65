"""The names that the templates of `templates/diff/` may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from obcgen.changes.rows import (
    DOCUMENT_NAMES,
    GROUNDS,
    EffectRow,
    TermRow,
    about,
    columns,
    effect_rows,
    headline,
    money_rows,
    term_rows,
    told_apart,
)
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.changes.comparison import Comparison
    from obcgen.changes.passages import Passage

_LONGEST: Final = 240
"""Letters of a text; of a longer one the passages that differ are shown, not the whole."""
_SIDE_BY_SIDE: Final = 5
"""Amounts beside one another: a column holds a million dollars."""
_OTHERS: Final = 70
"""The per cent of a table's width that its amounts have."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What a report says of itself: it says what is, and nobody signs it."""

    number: str
    title: str
    status: str = "final"


@dataclass(frozen=True, slots=True)
class TermWords:
    """A term: what it was and is, or of long texts the passages that differ."""

    number: int
    subject: str
    term: str
    parts: tuple[Passage, ...]
    confidential: bool
    apart: str


@dataclass(frozen=True, slots=True)
class EffectWords:
    """A row of effects: what it is called, and its cells in one block."""

    name: str
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EffectBlock:
    """As many amounts as stand beside one another: heads, widths and alignments of the columns, and rows."""

    heads: tuple[str, ...]
    widths: str
    align: str
    rows: tuple[EffectWords, ...]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """A clause with other words."""

    document: str
    title: str
    passages: tuple[Passage, ...]


def names(found: Comparison) -> dict[str, object]:
    """Return every name that a template of a report of changes may use."""
    terms = term_rows(found)
    money = money_rows(found)
    joined = [str(number) for number, change in found.numbered if change in found.effects.joined]
    return {
        "document": Cover(found.new.document.number, found.new.document.title),
        "district": found.new.district,
        "agreement": None,
        "fact": {},
        "compared": about(found),
        "old": told_apart(found)[0],
        "new": told_apart(found)[1],
        "headline": headline(found),
        "why": GROUNDS,
        "money": money,
        "at_most": money[1],
        "effects": tuple(_blocks(found)),
        "joined": listed(joined),
        "dates": tuple(row for row in terms if row.subject == "date"),
        "grounds": tuple(_term(row) for row in terms if row.material),
        "others": tuple(_term(row) for row in terms if not row.material),
        "wording": tuple(
            ClauseWords(DOCUMENT_NAMES[each.document], each.title, each.passages)
            for each in found.wording.clauses
        ),
        "left_out": found.wording.left_out,
    }


def _term(row: TermRow) -> TermWords:
    parts = row.within(_LONGEST)
    return TermWords(row.number, row.subject, row.term, parts, row.confidential, row.apart)


def _blocks(found: Comparison) -> Iterator[EffectBlock]:
    """Yield the effects of changes, a few amounts beside one another."""
    rows, heads = effect_rows(found), columns(found)
    for start in range(0, len(heads) if rows else 0, _SIDE_BY_SIDE):
        taken = slice(start, start + _SIDE_BY_SIDE)
        count = len(heads[taken])
        yield EffectBlock(
            heads[taken],
            " ".join(map(str, [100 - count * (width := _OTHERS // count), *[width] * count])),
            " ".join(["left", *["right"] * count]),
            tuple(EffectWords(row.name, _label(row), row.cells[taken]) for row in rows),
        )


def _label(row: EffectRow) -> str:
    return f"{row.name}. {row.term}" if row.name.isdigit() else row.term
