"""What stands on the pages of a PDF: its lines with place and look, and how far each page is filled.

Poppler reads both. Lengths are points. Running heads and footers are left out.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from lxml import etree
from PIL import Image

if TYPE_CHECKING:
    from obcgen.style import Style

_ZOOM: Final = 3
"""Poppler rounds places to whole units; three of them are a point, and it makes no more."""
_DOTS: Final = 30
"""In an inch of the pictures that show how far a page is filled."""
_PAPER: Final = 250
"""Lighter than this is paper."""
_SPACE: Final = 0.27
"""Of the height of a piece; what is no further away belongs to the same line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one cell or paragraph."""

    text: str
    left: float
    right: float
    top: float
    height: float
    bold: bool
    colour: str

    def goes_on_in(self, other: Line) -> bool:
        """Tell whether another line is the next one of the same paragraph or cell."""
        below = other.top - self.top
        starts_alike = abs(other.left - self.left) < 2 or self.left < other.left < self.left + 60
        return self.height * 0.8 < below < self.height * 1.7 and starts_alike and other.bold == self.bold


@dataclass(frozen=True)
class Page:
    """A page: its lines, the share of its room above its last ink, and where that ink is."""

    lines: tuple[Line, ...]
    filled: float
    ink: float = 0

    @cached_property
    def pairs(self) -> tuple[tuple[Line, Line], ...]:
        """Each line with the one that goes on with it."""
        found = ((one, next((two for two in self.lines if one.goes_on_in(two)), None)) for one in self.lines)
        return tuple((one, two) for one, two in found if two)

    @cached_property
    def last(self) -> Line | None:
        """The lowest line."""
        return max(self.lines, key=lambda line: (line.top + line.height, line.left), default=None)

    @cached_property
    def first(self) -> Line | None:
        """The highest line."""
        return min(self.lines, key=lambda line: (line.top, line.left), default=None)


def pages_of(pdf: Path, style: Style) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Return the pages of a PDF made in this style, and the titles of its outline's highest level."""
    top, bottom = style.page.top * 72 - 4, (style.page.height - style.page.bottom) * 72 + 4
    command = ["pdftohtml", "-xml", "-i", "-zoom", str(_ZOOM), "-stdout", str(pdf)]
    printed = subprocess.run(command, check=True, capture_output=True).stdout
    root = etree.fromstring(_plain(printed), etree.XMLParser(recover=True, huge_tree=True))
    colours = {one.get("id"): one.get("color") for one in root.iter("fontspec")}
    lines = (tuple(_lines(page, colours)) for page in root.iter("page"))
    between = (tuple(one for one in page if top < one.top < bottom) for page in lines)
    filled = _filled(pdf, top, bottom)
    pages = tuple(
        Page(one, share, top + share * (bottom - top)) for one, share in zip(between, filled, strict=True)
    )
    return pages, tuple(_text(one) for one in root.findall("outline/item"))


def _plain(printed: bytes) -> bytes:
    """Return the XML without what poppler prints between pages: where the links lead."""
    return re.sub(rb"(?: link to page \d+ )+", b"", printed)


def _lines(page: etree._Element, colours: dict[str | None, str | None]) -> Iterator[Line]:
    """Yield the lines of a page; pieces of one line that touch become one."""
    whole: Line | None = None
    for piece in (_piece(one, colours) for one in page.iter("text")):
        if whole and abs(whole.top - piece.top) < 2 and abs(piece.left - whole.right) < _SPACE * piece.height:
            text, bold = whole.text + piece.text, whole.bold and piece.bold
            whole = Line(text, whole.left, piece.right, whole.top, whole.height, bold, whole.colour)
        else:
            if whole and whole.text.strip():
                yield whole
            whole = piece
    if whole and whole.text.strip():
        yield whole


def _piece(one: etree._Element, colours: dict[str | None, str | None]) -> Line:
    left, width, top, height = (
        int(one.get(name, "0")) / _ZOOM for name in ("left", "width", "top", "height")
    )
    text = _text(one)
    bold = bool(text.strip()) and text == "".join(map(_text, one.iter("b")))
    return Line(text, left, left + width, top, height, bold, colours.get(one.get("font")) or "")


def _text(one: etree._Element) -> str:
    return "".join(map(str, one.itertext()))


def _filled(pdf: Path, top: float, bottom: float) -> Iterator[float]:
    """Yield of each page the share between two heights down to the last ink there."""
    with TemporaryDirectory() as name:
        command = ["pdftoppm", "-r", str(_DOTS), "-gray", str(pdf), f"{name}/page"]
        subprocess.run(command, check=True)
        for file in sorted(Path(name).iterdir()):
            picture = Image.open(file).convert("L").point(lambda shade: 255 * (shade < _PAPER))
            room = picture.crop((0, round(top * _DOTS / 72), picture.width, round(bottom * _DOTS / 72)))
            ink = room.getbbox()
            yield (ink[3] / room.height) if ink else 0.0
