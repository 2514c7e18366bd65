"""What is known while a document is written as Typst code: its style, what links may lead to, its blanks."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from obcgen.document.tree import Contents
from obcgen.document.walk import blocks_of, ids_of
from obcgen.writers.font_files import held
from obcgen.writers.paper import has_clauses
from obcgen.writers.typst_code import call, string

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.document.tree import Document
    from obcgen.style import Style

SCHEME: Final = "obcgen-blank:"
"""How the address begins that marks a blank's place until the file is finished."""
_UNKNOWN: Final = 1.0
POINTS: Final = 72
"""In an inch."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A blank that the finished file lets somebody fill in: the attributes of its element on a page.

    `tag` is `input`, `textarea`, `span` (where a party signs) or `option`, which is one answer of `choice`.
    """

    tag: str
    attributes: Mapping[str, str]
    letters: float
    words: str = ""
    choice: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A document as Typst code, and what only the finished file can say of it.

    `blanks` are in the order of their marks; `row_heads` tell of each cell of the tables whether it heads its
    row; `numberings` how each list is numbered, those within a list before it; `names` what ids are called.
    """

    source: str
    blanks: tuple[Asked, ...]
    row_heads: tuple[bool, ...]
    numberings: tuple[str, ...]
    names: Mapping[str, str]


@dataclass(slots=True)
class Pen:
    """What changes while a document is written: which ids it has set, which blanks and cells it has met."""

    style: Style
    targets: frozenset[str]
    listed: frozenset[str]
    room: float
    """Points from edge to edge of the text that is written, or of the cell that it stands in."""
    hangs: bool = False
    """Whether text straight under a numbered heading stands at the edge of clauses."""
    blanks: list[Asked] = field(default_factory=list)
    full: bool = False
    """Whether an answer that fills its page stands last."""
    bullets: int = 0
    """How many lists of bullets the text stands in."""
    row_heads: list[bool] = field(default_factory=list)
    numberings: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    set: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, document: Document, style: Style) -> Pen:
        """Return the pen that begins a document."""
        contents = (one for one in blocks_of(document.blocks) if isinstance(one, Contents))
        listed = frozenset(entry.target for one in contents for entry in one.entries)
        return cls(style, ids_of(document.blocks), listed, style.page.room * POINTS, has_clauses(document))

    def fresh(self, name: str) -> bool:
        """Tell whether this is the first place of an id; a redline may show a place twice."""
        if not name or name in self.set:
            return False
        self.set.add(name)
        return True

    def anchor(self, name: str) -> str:
        """Return the mark to which links to an id lead, or nothing."""
        return call("anchor", string(name)) if self.fresh(name) else ""

    def ask(self, blank: Asked) -> str:
        """Note a blank and return the address that marks its place."""
        self.blanks.append(blank)
        return string(f"{SCHEME}{len(self.blanks) - 1}")

    @contextmanager
    def within(self, room: float) -> Iterator[None]:
        """Write what stands in so much room."""
        before, self.room = self.room, room
        yield
        self.room = before

    @property
    def size(self) -> float:
        """The size of type: that of tables in their cells."""
        sizes = self.style.sizes
        return sizes.table if self.room < self.style.page.room * POINTS else sizes.body

    def width(self, words: str, size: float, *, bold: bool = False) -> float:
        """Return about how many points a text takes on one line."""
        fonts = [held(file) for file in self.style.font_files]
        fitting = [one for one in fonts if (one.family, one.bold) == (self.style.body.shipped, bold)]
        letters = (fitting or fonts)[0].advances
        return sum(letters.get(one, _UNKNOWN) for one in words) * size
