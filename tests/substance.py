"""What a contract says: each duty, right, date, amount and source of law, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from obcgen.document.tree import Section, Table
from obcgen.document.walk import blocks_of, content_of, groups_of, sections_of, text_of

if TYPE_CHECKING:
    from obcgen.document.tree import Block, Blocks, Document

SAYS = re.compile(
    r"\b(?:shall|may|must|is due|is owed|owes|waives|binds|prevails?|counts?|counted|ends?|begins?)\b"
)
VALUE = re.compile(
    r"\$[\d,.]+\d|\d[\d,.]*%|[A-Z][a-z]+ \d{1,2}, \d{4}"
    r"|\b\d+ (?:Business )?(?:days?|Days?|hours?|weeks?|years?|minutes|months?|Participants|sessions)\b"
    r"|\d+ (?:CFR|U\.S\.C\.) (?:[Pp]arts? )?[\d.]+"
)
REFERENCE = re.compile(r"\b(?:Section|Article|Exhibit|Table|Figure|Part) [A-Z]?[.\d]*[\dA-I](?:\([a-z]+\))*")
WORD = re.compile(r"[A-Za-z][A-Za-z-]{3,}")
PLAIN = frozenset(("this", "that", "with", "from", "each", "which", "such", "other", "than", "what", "when"))


def sentences(document: Document) -> Iterator[str]:
    """Yield each sentence and each table row that states a duty, a right, a condition or a value, once."""
    seen = set[str]()
    for block in blocks_of(tuple(one for one in document.blocks if one.kind != "front")):  # type: ignore[union-attr]
        for text in _texts(block):
            for sentence in re.split(r"(?<=[.;:]) (?=[A-Z(])", text):
                plain = " ".join(REFERENCE.sub("§", sentence).split())
                if plain not in seen and (SAYS.search(plain) or VALUE.search(plain)):
                    seen.add(plain)
                    yield plain


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        for row in block.rows:
            yield " | ".join(" ".join(_all(cell.blocks)) for cell in row.cells)
    elif not isinstance(block, Section):
        yield text_of(content_of(block))


def _all(blocks: Blocks) -> list[str]:
    return [text_of(content_of(block)) for block in blocks_of(blocks)]


def values(text: str) -> frozenset[str]:
    """Return the amounts, dates, periods and citations in a text."""
    return frozenset(found.casefold() for found in VALUE.findall(text))


def words(text: str) -> frozenset[str]:
    """Return the words that carry meaning, each cut to what it shares with its other forms."""
    return frozenset(word.casefold()[:6] for word in WORD.findall(text)) - PLAIN


def lost(frozen: list[str], document: Document, least: float = 0.75) -> list[str]:
    """Return the frozen sentences of which no section says so great a share, or whose values are gone."""
    said = [" ".join(_own(section)) for section in sections_of(document.blocks)]
    shown = values(" ".join(said))
    stems = [words(text) for text in said]
    missing = []
    for sentence in frozen:
        asked = words(sentence)
        best = max((len(asked & stem) / len(asked) for stem in stems), default=0.0) if asked else 1.0
        if best < least or not values(sentence) <= shown:
            missing.append(sentence)
    return missing


def _own(section: Section) -> Iterator[str]:
    """Yield the texts of a section without those of the sections inside it."""
    yield section.title
    inside = list(section.blocks)
    while inside:
        block = inside.pop()
        if isinstance(block, Section):
            continue
        yield text_of(content_of(block))
        for group in groups_of(block):
            inside.extend(group)
