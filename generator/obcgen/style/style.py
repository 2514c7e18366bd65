"""What a look is: fonts, colours, sizes, margins, a logo."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from obcgen.style.letterhead import Letterhead
    from obcgen.style.logo import Logo


USUAL_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface by the name Word knows and the metric-compatible family we ship for PDF and HTML."""

    word: str
    shipped: str


@dataclass(frozen=True, slots=True)
class Colours:
    """Six-digit hexadecimal colours without `#`."""

    text: str = "1F2933"
    muted: str = "52606D"
    primary: str = "17375E"
    accent: str = "0B6B63"
    rule: str = "C3CCD6"
    band: str = "EEF2F7"
    on_primary: str = "FFFFFF"
    warning: str = "8A3B12"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points; `line` is the line height as a multiple of the size.

    `gap` is the room below a paragraph in points; that of headings, lists and rows goes with it.
    """

    body: float = 10.0
    table: float = 9.0
    small: float = 8.5
    title: float = 18.0
    heading_1: float = 16.0
    heading_2: float = 12.5
    heading_3: float = 11.0
    line: float = 1.22
    gap: float = USUAL_GAP

    def spaced(self, points: float) -> float:
        """Return a space that is so many points where the gap is the usual one, to a tenth of a point."""
        return round(points * self.gap / USUAL_GAP, 1)


@dataclass(frozen=True, slots=True)
class Page:
    """Page size and margins in inches."""

    size: str = "letter"
    top: float = 0.8
    right: float = 1.0
    bottom: float = 0.8
    left: float = 1.0

    @property
    def width(self) -> float:
        """Page width in inches."""
        return 8.5 if self.size == "letter" else 8.27

    @property
    def room(self) -> float:
        """Width between the margins in inches."""
        return self.width - self.left - self.right

    @property
    def height(self) -> float:
        """Page height in inches."""
        return 11.0 if self.size == "letter" else 11.69


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a document. `font_files` are all the fonts a PDF may use: none is the machine's.

    `engine` lays out the pages of PDFs: `weasyprint`, `typst`, or `auto`, the first of them that loads.
    `own_sizes` are the sizes of documents that are set in other type than the rest, by their kind.
    """

    body: Font = Font("Calibri", "Carlito")
    heading: Font = Font("Cambria", "Caladea")
    colours: Colours = field(default_factory=Colours)
    sizes: Sizes = field(default_factory=Sizes)
    own_sizes: Mapping[str, Sizes] = field(default_factory=dict)
    page: Page = field(default_factory=Page)
    font_files: tuple[Path, ...] = ()
    logo: Logo | None = None
    letterhead: Letterhead | None = None
    engine: str = "auto"

    def of(self, kind: str) -> Style:
        """Return the look of documents of a kind."""
        return replace(self, sizes=self.own_sizes.get(kind, self.sizes))
