"""Blocks cut at their headings into clauses, each with an id that no other clause has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from obcgen.intake.blocks import Block
from obcgen.intake.markdown import markdown, without_number

MOST_LEVELS = 2
"""Headings below the second level stay in the text of their clause."""
LONGEST_ID = 40
LONGEST_TITLE = 100

_NAMED = re.compile(
    r"^(?:ARTICLE|SECTION|EXHIBIT|PART)\s+(?:\d+|[IVXL]+|[A-Z])\b[\s.:\u2013\u2014-]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause to be: its id, its title, the id of the clause that it stands in, and its text."""

    id: str
    title: str
    inside: str
    text: str


def clauses(blocks: Sequence[Block], stem: str, taken: Collection[str]) -> tuple[Draft, ...]:
    """Return the clauses of a document; `stem` names the first, `taken` are ids of other clauses."""
    cut = list(_cut(_with_headings(blocks)))
    top = min((level for level, _, _ in cut if level), default=1)
    ids = set(taken)
    drafts: list[Draft] = []
    article = ""
    for level, title, body in cut:
        id_ = _id(title or stem, ids)
        ids.add(id_)
        inside = article if level > top else ""
        article = article if level > top else id_
        drafts.append(Draft(id_, title or _spoken(stem), inside, markdown(body)))
    return tuple(drafts)


def _with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with short bold lines as headings, where the document uses no heading styles."""
    if any(block.kind == "heading" for block in blocks):
        return list(blocks)
    return [replace(block, kind="heading", level=1) if _looks(block) else block for block in blocks]


def _looks(block: Block) -> bool:
    words = [run for run in block.runs if run.text.strip()]
    short = 0 < len(block.text) <= LONGEST_TITLE and not block.text.endswith((".", ";", ","))
    named = bool(_NAMED.match(block.text))
    return block.kind == "p" and short and (named or all(run.bold for run in words))


def _cut(blocks: Sequence[Block]) -> Iterator[tuple[int, str, list[Block]]]:
    """Yield level, title and body of each part; what stands before the first heading has level 0."""
    top = min((block.level for block in blocks if block.kind == "heading"), default=1)
    level, title, body = 0, "", list[Block]()
    for block in blocks:
        if block.kind == "heading" and block.level < top + MOST_LEVELS and block.text:
            if title or body:
                yield level, title, body
            level, title, body = block.level, _title(block.text), []
        else:
            body.append(block)
    if title or body:
        yield level, title, body


def _title(text: str) -> str:
    """Return a heading without its number, not in capitals alone, short enough for a line."""
    words = _NAMED.sub("", without_number(" ".join(text.split()))).strip(" .:\u2013\u2014-") or text
    words = words.capitalize() if words.isupper() else words
    return words[:LONGEST_TITLE]


def _spoken(stem: str) -> str:
    return re.sub(r"[\W_]+", " ", stem).strip().capitalize() or "Opening"


def _id(title: str, taken: Collection[str]) -> str:
    """Return an id made of a title; one that is taken gets `our-` before it, then a number after it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    slug = (slug if slug[:1].isalpha() else f"clause-{slug}".strip("-"))[:LONGEST_ID].strip("-")
    if slug not in taken:
        return slug
    own = f"our-{slug}"[:LONGEST_ID].strip("-")
    numbered = (f"{own[: LONGEST_ID - 4]}-{at}" for at in range(2, 10_000))
    return own if own not in taken else next(id_ for id_ in numbered if id_ not in taken)
