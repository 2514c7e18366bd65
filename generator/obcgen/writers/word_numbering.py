"""Word's own numbering: styles of headings, clauses and lettered items count, each linked to its level.

What a document is made of, sections or parts, is one list whose levels restart each other: 7, 7.1, 7.1.1,
(a), (i). So are its attachments. The number stands in the style alone: whoever applies the style gets the
number and the indentation, and whoever changes the level changes every paragraph of it. A list that no higher
level restarts has a numbering of its own; a second list on one abstract numbering would continue it in
LibreOffice.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from typing import TYPE_CHECKING, Final

from obcgen.document.numbering import written
from obcgen.writers.paper import LOWEST, SMALL_NUMBERS
from obcgen.writers.word_xml import NOTHING, Xml, part, w, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.document.tree import Number

FORMATS = {
    "decimal": "decimal",
    "upper-letter": "upperLetter",
    "lower-letter": "lowerLetter",
    "lower-roman": "lowerRoman",
}
EDGE: Final = 792
"""Where the text of every numbered heading and clause begins, in twentieths of a point."""
STEP: Final = 360
LETTER_STEP: Final = 504
NO_LIST: Final = 0
BULLETS: Final = 1
MAIN: Final = 2
ATTACHMENTS: Final = 3
STEPS: Final = 4
_MARK = 0x0BC00000
"""Word takes lists with one mark for the same list; each has its own."""

HEADINGS: Final = ("Heading1", "Heading2", "Heading3")
CLAUSES: Final = ("Heading1", "Clause2", "Clause3", "Clause4")
"""The styles that levels name as their own. Headings 2 and 3 rest on those of clauses, and so count too."""
ITEMS: Final = ("Item", "Subitem")
LISTS: Final = ("ListBullet", "ListBullet2", "ListBullet3")
OWN_IN_ATTACHMENTS: Final = ("Heading2", "Clause3", "Clause4", *ITEMS)
"""The styles that attachments have of their own, for the levels below the top. Others are numbered directly
there: LibreOffice counts by a style only if a level names it, and running heads name `Heading 1`."""
_ITEM_DEPTHS: Final[dict[str, int]] = {"lower-letter": 0, "lower-roman": 1}
_BULLET_SIGNS = ("\u2022", "\u2013", "\u2022")


@dataclass(frozen=True, slots=True)
class Hang:
    """Where a numbered paragraph's text begins, and how far left of that its number stands."""

    left: int
    hanging: int

    def indent(self) -> Xml:
        """Return the indentation."""
        return w("ind", left=self.left, hanging=self.hanging)


@dataclass(frozen=True, slots=True)
class Top:
    """The first number of an outline, where text after its top numbers begins, and small numbers' size."""

    number: Number
    edge: int
    small: Xml


def in_attachments(style: str) -> str:
    """Return the style that attachments have in place of this one."""
    return f"{style}Attachment"


@dataclass(slots=True)
class Numbering:
    """A file's numberings: those that styles are linked to, then the others as they come."""

    main: InitVar[Top]
    attachments: InitVar[Top]
    _ids: dict[str, int] = field(default_factory=dict)
    _abstracts: list[Xml] = field(default_factory=list)
    _items: tuple[str, ...] = ()
    """The styles of lettered items where writing has come to."""
    _small: Xml = NOTHING
    _counting: dict[int, str] = field(default_factory=dict)
    """Which list each level of items counts since a level above it was last used."""

    def __post_init__(self, main: Top, attachments: Top) -> None:
        self._ids = {main.number.sequence: MAIN, attachments.number.sequence: ATTACHMENTS}
        self._small = main.small
        own = ("", *map(in_attachments, OWN_IN_ATTACHMENTS))
        self._abstracts = [
            _bullets(),
            _outline(MAIN, main, (*CLAUSES, *ITEMS)),
            _outline(ATTACHMENTS, attachments, own),
            _abstract(STEPS, [_level(0, "decimal", "%1.", Hang(STEP, STEP), "ListNumber")]),
        ]

    def counted(self, style: str, number: Number) -> tuple[str, Xml]:
        """Return the style of a heading or clause, and its number where the style does not count."""
        identity = self._outline_of(number)
        self._counting = {}
        self._items = {MAIN: ITEMS, ATTACHMENTS: tuple(map(in_attachments, ITEMS))}.get(identity, ())
        if identity == MAIN:
            return style, NOTHING
        if identity == ATTACHMENTS and style in OWN_IN_ATTACHMENTS:
            return in_attachments(style), NOTHING
        return style, num_pr(number.level, identity)

    def label(self, number: Number) -> Xml:
        """Return the size of a clause's number where its level, which headings share, does not say it."""
        return when(number.sequence == SMALL_NUMBERS and number.level < LOWEST, self._small)

    def item(self, number: Number, edge: int) -> str:
        """Return the style that counts a lettered item in its place, or an empty text where none would.

        `edge` is where the text around its list begins.
        """
        depth = _ITEM_DEPTHS.get(number.style)
        if depth is None or not self._items or edge + LETTER_STEP != _item_edge(depth):
            return ""
        counting = self._counting.setdefault(depth, number.sequence if number.value == 1 else "")
        if counting != number.sequence:
            return ""
        if depth == 0:
            self._counting.pop(1, None)
        return self._items[depth]

    def place(self, number: Number, hang: Hang) -> Xml:
        """Return the paragraph property that counts a paragraph as this number, in a list of its own."""
        if number.sequence not in self._ids:
            level = _level(0, FORMATS[number.style], _pattern(number), hang, start=number.value)
            self._begin(number.sequence, _abstract(self._next(), [level]))
        return num_pr(number.level, self._ids[number.sequence])

    def part(self) -> bytes:
        """Return numbering.xml."""
        ids = range(1, len(self._abstracts) + 1)
        nums = (w("num", w("abstractNumId", val=one), numId=one) for one in ids)
        return part("w:numbering", *self._abstracts, *nums)

    def _outline_of(self, number: Number) -> int:
        """Return the numbering of a sequence of headings; a third one in a document has no own styles."""
        if number.sequence not in self._ids:
            self._begin(number.sequence, _outline(self._next(), Top(number, EDGE, self._small), ("",) * 6))
        return self._ids[number.sequence]

    def _next(self) -> int:
        return len(self._abstracts) + 1

    def _begin(self, sequence: str, abstract: Xml) -> None:
        self._ids[sequence] = self._next()
        self._abstracts.append(abstract)


def num_pr(level: int, identity: int) -> Xml:
    """Return the property that puts a paragraph on a level of a numbering."""
    return w("numPr", w("ilvl", val=level), w("numId", val=identity))


def _pattern(number: Number) -> str:
    """Return the label with its value replaced by Word's mark: `(a)` becomes `(%1)`."""
    before, value, after = number.label.rpartition(written(number.value, number.style))
    return f"{before}%1{after}" if value else "%1."


def _item_edge(depth: int) -> int:
    """Return where the text of lettered items begins: at 0 for `(a)`, at 1 for `(i)`."""
    return EDGE + LETTER_STEP * (depth + 1)


def _outline(identity: int, top: Top, links: Sequence[str]) -> Xml:
    """Return the levels that headings, clauses and items share: 7, 7.1, 7.1.1, 7.1.1.1, (a), (i)."""
    forms = (FORMATS[top.number.style], *["decimal"] * 3, *(FORMATS[one] for one in _ITEM_DEPTHS))
    texts = (_pattern(top.number), "%1.%2", "%1.%2.%3", "%1.%2.%3.%4", "(%5)", "(%6)")
    hangs = (
        Hang(top.edge, top.edge),
        *[Hang(EDGE, EDGE)] * 3,
        *(Hang(_item_edge(one), LETTER_STEP) for one in _ITEM_DEPTHS.values()),
    )
    sizes = (top.small if level == LOWEST else NOTHING for level in range(len(forms)))
    lines = zip(forms, texts, hangs, links, sizes, strict=True)
    starts = (top.number.value, *[1] * 5)
    levels = zip(lines, starts, strict=True)
    return _abstract(
        identity, [_level(level, *line, start=start) for level, (line, start) in enumerate(levels)]
    )


def _bullets() -> Xml:
    hangs = (Hang(STEP * (level + 1), STEP) for level in range(len(_BULLET_SIGNS)))
    lines = zip(_BULLET_SIGNS, hangs, LISTS, strict=True)
    return _abstract(BULLETS, [_level(level, "bullet", *line) for level, line in enumerate(lines)])


def _abstract(identity: int, levels: Sequence[Xml]) -> Xml:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    mark = w("nsid", val=f"{_MARK + identity:08X}")
    return w("abstractNum", mark, w("multiLevelType", val=kind), *levels, abstractNumId=identity)


def _level(
    level: int, form: str, text: str, hang: Hang, link: str = "", size: Xml = NOTHING, *, start: int = 1
) -> Xml:
    return w(
        "lvl",
        w("start", val=start),
        w("numFmt", val=form),
        when(link, w("pStyle", val=link)),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", hang.indent()),
        when(size, w("rPr", size)),
        ilvl=level,
    )
