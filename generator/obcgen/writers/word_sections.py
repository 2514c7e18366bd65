"""The sections of Word: a part, or an attachment alone on its pages, has one, for a running head of its own.

Word and later versions of LibreOffice fill in what a running head says of a page; others show what stands in
it, which is true on each page only where the page's section has a head of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.document.tree import Changed, Section
from obcgen.writers.word_tables import last_line
from obcgen.writers.word_xml import Xml, w

if TYPE_CHECKING:
    from obcgen.document.tree import Block, Blocks
    from obcgen.writers.word_flow import Flow

_OPENS, _CLOSES, _PROPERTIES_END = "<w:p>", "</w:p>", "</w:pPr>"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The blocks of one section of Word, and the part or attachment that they are, if they are one."""

    blocks: Blocks
    named: Section | None = None

    @property
    def name(self) -> tuple[str, str]:
        """The number and the title that its running head says."""
        if self.named is None:
            return "", ""
        return self.named.number.label if self.named.number else "", self.named.title


def stretches(content: Blocks) -> tuple[Stretch, ...]:
    """Return the sections of Word: each begins a page anyway, and those without a name are one.

    A redline is one whole: a part that is struck out or moved has no page of its own.
    """
    if any(isinstance(one, Changed) for one in content):
        return (Stretch(content),)
    starts = [place for place, one in enumerate(content) if place and _begins(one)]
    found: list[Stretch] = []
    for start, end in pairwise((0, *starts, len(content))):
        one = _stretch(content[start:end])
        if found and found[-1].named is None and one.named is None:
            one = Stretch((*found.pop().blocks, *one.blocks))
        found.append(one)
    return tuple(found)


def _stretch(content: Blocks) -> Stretch:
    match [one for one in content if isinstance(one, Section)]:
        case [Section() as alone] if content[0] is alone and _begins(alone):
            return Stretch(content, alone)
        case _:
            return Stretch(content)


def _begins(one: Block) -> bool:
    """Tell whether a block is a part or an attachment that begins a page."""
    return isinstance(one, Section) and (one.kind == "part" or (one.kind == "attachment" and one.starts_page))


def ended(flow: Flow, content: Xml, properties: Xml) -> Xml:
    """Return content whose last paragraph has these properties of a section; after a table a low one."""
    before, opening, last = content.rpartition(_OPENS)
    if not content.endswith(_CLOSES) or last.count(_CLOSES) > 1:
        return ended(flow, Xml(f"{content}{last_line(flow)}"), properties)
    own, closing, text = last.partition(_PROPERTIES_END)
    if closing:
        return Xml(f"{before}{opening}{own}{properties}{closing}{text}")
    return Xml(f"{before}{opening}{w('pPr', properties)}{last}")
