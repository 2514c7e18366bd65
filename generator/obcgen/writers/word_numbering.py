"""Word's own numbering: one abstract numbering for each sequence of the tree, so that both count alike.

A second list on one abstract numbering would continue it in LibreOffice, so each list has its own.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from typing import TYPE_CHECKING

from obcgen.document.numbering import written
from obcgen.writers.word_xml import Xml, part, w, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.document.tree import Number

FORMATS = {
    "decimal": "decimal",
    "upper-letter": "upperLetter",
    "lower-letter": "lowerLetter",
    "lower-roman": "lowerRoman",
}
HEADINGS = ("Heading1", "Heading2", "Heading3")
EDGES = (720, 720, 936, 936)
"""Where the text of a section's heading or clause begins, by level, in twentieths of a point."""

STEP = 360
LETTER_STEP = 504
NO_LIST = 0
BULLETS = 1
SECTIONS = 2
STEPS = 3
_MARK = 0x0BC00000
"""Word takes lists with one mark for the same list; each has its own."""

_BULLET_SIGNS = ("\u2022", "\u2013", "\u2022")


@dataclass(frozen=True, slots=True)
class Hang:
    """Where a numbered paragraph's text begins, and how far left of that its number stands."""

    left: int
    hanging: int

    def indent(self) -> Xml:
        """Return the indentation."""
        return w("ind", left=self.left, hanging=self.hanging)


PART = Hang(1080, 1080)
"""Where a part's title begins, behind `Part A`."""


@dataclass(slots=True)
class Numbering:
    """A file's numberings: those that styles are linked to, then the others as they come."""

    first_section: InitVar[Number | None] = None
    linked: str = "sections"
    """The sequence that the styles of headings count in: the sections, or the parts and what is in them."""
    _ids: dict[str, int] = field(init=False)
    _abstracts: list[Xml] = field(default_factory=list)

    def __post_init__(self, first_section: Number | None) -> None:
        top = _pattern(first_section, "%1") if first_section else "%1"
        self.linked = first_section.sequence if first_section else "sections"
        in_parts = self.linked == "parts"
        self._ids = {"": BULLETS, self.linked: SECTIONS}
        self._abstracts = [
            _bullets(),
            _outline(SECTIONS, top, "upperLetter", PART, (*HEADINGS, "Clause4"))
            if in_parts
            else _outline(SECTIONS, top, "decimal", Hang(EDGES[0], EDGES[0]), HEADINGS),
            _abstract(STEPS, [_level(0, "decimal", "%1.", Hang(STEP, STEP), "ListNumber")]),
        ]

    def place(self, number: Number, hang: Hang) -> Xml:
        """Return the paragraph property that counts a paragraph as this number."""
        if number.sequence not in self._ids:
            identity = len(self._abstracts) + 1
            self._ids[number.sequence] = identity
            self._abstracts.append(_begun(identity, number, hang))
        return num_pr(number.level, self._ids[number.sequence])

    def part(self) -> bytes:
        """Return numbering.xml."""
        ids = range(1, len(self._abstracts) + 1)
        nums = (w("num", w("abstractNumId", val=one), numId=one) for one in ids)
        return part("w:numbering", *self._abstracts, *nums)


def num_pr(level: int, identity: int) -> Xml:
    """Return the property that puts a paragraph on a level of a numbering."""
    return w("numPr", w("ilvl", val=level), w("numId", val=identity))


def _pattern(number: Number, mark: str) -> str:
    """Return the label with its value replaced by Word's mark: `(a)` becomes `(%1)`."""
    before, value, after = number.label.rpartition(written(number.value, number.style))
    return f"{before}{mark}{after}" if value else f"{mark}."


def _begun(identity: int, first: Number, hang: Hang) -> Xml:
    """Return the numbering of a sequence from the first number seen of it."""
    if first.sequence == "attachments":
        return _outline(identity, _pattern(first, "%1"), "upperLetter", hang, ("", "", ""))
    levels = range(first.level + 1)
    form = FORMATS[first.style]
    return _abstract(
        identity,
        [_level(one, form, _pattern(first, f"%{one + 1}"), hang, start=first.value) for one in levels],
    )


def _outline(identity: int, top: str, form: str, heading: Hang, links: Sequence[str]) -> Xml:
    """Return the levels that headings and clauses share: 7, 7.1, 7.1.1 or Part A, A.1, A.1.1, A.1.1.1."""
    hangs = (heading, *(Hang(edge, edge) for edge in EDGES[1:]))
    forms, texts = (form, "decimal", "decimal", "decimal"), (top, "%1.%2", "%1.%2.%3", "%1.%2.%3.%4")
    lines = zip(forms, texts, hangs, links)  # noqa: B905 - as many levels as there are links
    return _abstract(identity, [_level(level, *line) for level, line in enumerate(lines)])


def _bullets() -> Xml:
    hangs = (Hang(STEP * (level + 1), STEP) for level in range(len(_BULLET_SIGNS)))
    lines = zip(_BULLET_SIGNS, hangs, ("ListBullet", "", ""), strict=True)
    return _abstract(BULLETS, [_level(level, "bullet", *line) for level, line in enumerate(lines)])


def _abstract(identity: int, levels: Sequence[Xml]) -> Xml:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    mark = w("nsid", val=f"{_MARK + identity:08X}")
    return w("abstractNum", mark, w("multiLevelType", val=kind), *levels, abstractNumId=identity)


def _level(level: int, form: str, text: str, hang: Hang, link: str = "", *, start: int = 1) -> Xml:
    return w(
        "lvl",
        w("start", val=start),
        w("numFmt", val=form),
        when(link, w("pStyle", val=link)),
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", hang.indent()),
        ilvl=level,
    )
