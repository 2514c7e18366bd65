"""What charts draw on: the text of shapes in the vocabulary of drawings, in tenths of a point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from obcgen.charts.letters import Letters

Anchor = Literal["start", "middle", "end"]
Point = tuple[int, int]

SMALL: Final = 80
MIDDLE: Final = 85
LINE: Final = 105
"""Type sizes, and the height of a line of either."""
_LONGEST_NAME: Final = 200
_LONGEST_ALTERNATIVE: Final = 3_900
"""A document takes an alternative text of 4,000 characters."""
_REST: Final = "The table has the rest."


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its drawing as text, and the same in sentences for who cannot see it."""

    svg: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Canvas:
    """The width there is, the words for what is drawn, and how wide the typeface runs.

    `words` names each look, group and sum by its code; `spread` is the width of the typeface beside the
    shipped one, in per cent.
    """

    width: int
    words: Mapping[str, str]
    spread: int = 100

    def letters(self, size: int = MIDDLE, *, bold: bool = False) -> Letters:
        """Return a size of type."""
        return Letters(size, bold, self.spread)

    def picture(self, height: int, shapes: Iterable[str], sentences: Iterable[str]) -> Picture:
        """Return the picture of shapes, later ones above."""
        said = _within(sentences)
        drawn = "".join(shapes)
        svg = f'<svg viewBox="0 0 {self.width} {height}"><title>{escape(said)}</title>{drawn}</svg>'
        return Picture(svg, said)


def _within(sentences: Iterable[str]) -> str:
    """Return as many sentences as an alternative text holds."""
    said = ""
    for sentence in sentences:
        if len(said) + len(sentence) >= _LONGEST_ALTERNATIVE:
            return f"{said} {_REST}"
        said = f"{said} {sentence}".lstrip()
    return said


def in_full(name: str) -> str:
    """Return a name for the alternative text: as it is, unless it is a whole paragraph."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME].rstrip()}…"


def box(left: int, top: int, width: int, height: int, fill: str, *, striped: bool = False) -> str:
    """Return a rectangle of one colour: solid, or striped with sides of its own."""
    look = f'class="stripes" stroke="{fill}" stroke-width="7"' if striped else ""
    return f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{fill}" {look}/>'


def frame(left: int, top: int, width: int, height: int, ink: str) -> str:
    """Return the sides of a rectangle around white."""
    place = f'x="{left}" y="{top}" width="{width}" height="{height}"'
    return f'<rect {place} fill="paper" stroke="{ink}" stroke-width="12"/>'


def line(points: Sequence[Point], ink: str, thickness: int = 5, dash: str = "solid") -> str:
    """Return a line through points."""
    joined = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline points="{joined}" stroke="{ink}" stroke-width="{thickness}" class="{dash}"/>'


def diamond(across: int, down: int, reach: int, ink: str) -> str:
    """Return a filled diamond around a point."""
    corners = ((across, down - reach), (across + reach, down), (across, down + reach), (across - reach, down))
    points = " ".join(f"{x},{y}" for x, y in corners)
    return f'<polygon points="{points}" fill="{ink}"/>'


def circle(across: int, down: int, reach: int, ink: str, *, filled: bool) -> str:
    """Return a circle, filled or as a ring."""
    fill = ink if filled else "paper"
    return f'<circle cx="{across}" cy="{down}" r="{reach}" fill="{fill}" stroke="{ink}" stroke-width="12"/>'


def words(letters: Letters, at: Point, text: str, anchor: Anchor = "start", ink: str = "text") -> str:
    """Return a line of text whose baseline begins, is centred or ends at a point."""
    weight = ' font-weight="bold"' if letters.bold else ""
    return (
        f'<text x="{at[0]}" y="{at[1]}" data-room="{letters.width(text)}" font-size="{letters.size}"{weight} '
        f'text-anchor="{anchor}" fill="{ink}">{escape(text)}</text>'
    )
