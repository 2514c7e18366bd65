"""A figure as native Word shapes: one group in the line of text, its words live text.

A drawing wider than the text is made smaller as a whole. Word scales the shapes of a group but not its
letters, so their size is computed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.document.drawing import Anchor, Circle, Label, Path, Rectangle, Shape
from obcgen.writers.paper import drawing_room
from obcgen.writers.stripes import stripes
from obcgen.writers.word_fields import run
from obcgen.writers.word_flow import Setting, paragraph
from obcgen.writers.word_look import size
from obcgen.writers.word_tables import captioned
from obcgen.writers.word_theme import drawn, letters
from obcgen.writers.word_xml import Xml, tag, w, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.document.drawing import Drawing, Ink, Point
    from obcgen.document.tree import Figure
    from obcgen.style import Colours, Style
    from obcgen.writers.word_flow import Flow

_EMU: Final = 1270
"""Word's drawing unit in a tenth of a point."""
_TENTHS_IN_AN_INCH: Final = 720
_GROUP: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_DASHES: Final = {"solid": "", "dashed": "dash", "dotted": "sysDot"}
_LINE: Final = 160
_RISE: Final = 34
"""Room for a line of letters, and how far its middle is above the baseline, in per cent of their size."""
_SPARE: Final = 50
"""Room for a label beside what it takes in the style's typeface, in per cent of that. Letters without room
are not shown, and DejaVu Sans Bold, the widest typeface that may stand in, needs so much more."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where shapes are drawn: the drawing, the colours of the style, the identities in use, the scale."""

    drawing: Drawing
    colours: Colours
    identities: Iterator[int]
    scale: Fraction

    def measure(self, tenths: int) -> int:
        """Return tenths of a point as drawing units."""
        return round(tenths * _EMU * self.scale)


def figure(flow: Flow, block: Figure) -> Xml:
    """Return a figure with its caption above it."""
    drawing = block.drawing
    frame = _Frame(drawing, flow.style.colours, flow.drawing_ids, _scale(flow.style, drawing))
    caption = captioned(flow, block)
    width, height = frame.measure(drawing.width), frame.measure(drawing.height)
    identity = tag(
        "wp:docPr", id=next(flow.drawing_ids), name=_name(block), descr=block.alternative, title=_name(block)
    )
    words_last = sorted(drawing.shapes, key=lambda shape: isinstance(shape, Label))
    shapes = (part for shape in words_last for part in _shape(frame, shape))
    drawn = _inline(identity, width, height, _group(width, height, shapes))
    return Xml(f"{caption}{paragraph(flow, Setting(style='Figure'), drawn)}")


def _scale(style: Style, drawing: Drawing) -> Fraction:
    """Return how much smaller a drawing is made to fit between the margins: 1 where it does."""
    wide, high = (round(room * _TENTHS_IN_AN_INCH) for room in drawing_room(style))
    return min(Fraction(1), Fraction(wide, drawing.width), Fraction(high, drawing.height))


def _name(block: Figure) -> str:
    return block.number.label if block.number else block.id


def _inline(identity: Xml, width: int, height: int, group: Xml) -> Xml:
    """Return a run that holds a group of shapes as if it were one large letter."""
    inline = tag(
        "wp:inline",
        tag("wp:extent", cx=width, cy=height),
        tag("wp:effectExtent", l=0, t=0, r=0, b=0),
        identity,
        tag("wp:cNvGraphicFramePr"),
        tag("a:graphic", tag("a:graphicData", group, uri=_GROUP)),
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip
    choice = tag("mc:Choice", w("drawing", inline), Requires="wpg")
    return w("r", tag("mc:AlternateContent", choice))


def _group(width: int, height: int, shapes: Iterable[Xml]) -> Xml:
    place = tag(
        "a:xfrm",
        tag("a:off", x=0, y=0),
        tag("a:ext", cx=width, cy=height),
        tag("a:chOff", x=0, y=0),
        tag("a:chExt", cx=width, cy=height),
    )
    return tag("wpg:wgp", tag("wpg:cNvGrpSpPr"), tag("wpg:grpSpPr", place), *shapes)


# --- shapes --------------------------------------------------------------------------------------


def _shape(frame: _Frame, shape: Shape) -> Iterator[Xml]:
    """Yield the Word shapes that draw one shape."""
    match shape:
        case Rectangle():
            yield from _rectangle(frame, shape)
        case Path():
            across, down = shape.extent.left, shape.extent.top
            points = [(x - across, y - down) for x, y in shape.points]
            fill = _fill(frame, shape.fill if shape.closed else "none")
            line = _outline(frame, shape.stroke, shape.thickness, _DASHES[shape.dash])
            yield _drawn(frame, shape, _lines(frame, shape, [points], closed=shape.closed), fill, line)
        case Circle():
            fill, line = _fill(frame, shape.fill), _outline(frame, shape.stroke, shape.thickness)
            yield _drawn(frame, shape, _preset("ellipse"), fill, line)
        case Label():
            yield _label(frame, shape)


def _rectangle(frame: _Frame, shape: Rectangle) -> Iterator[Xml]:
    """Yield a rectangle; a striped one is a white ground, its stripes, and its sides over them."""
    sides = _outline(frame, shape.stroke, shape.thickness)
    if shape.pattern == "solid":
        yield _drawn(frame, shape, _preset("rect"), _fill(frame, shape.fill), sides)
        return
    yield _drawn(frame, shape, _preset("rect"), _fill(frame, "paper"), _outline(frame, "none", 0))
    lines, ink = _lines(frame, shape, stripes(shape)), _outline(frame, shape.fill, shape.thickness)
    yield _drawn(frame, shape, lines, _fill(frame, "none"), ink)
    yield _drawn(frame, shape, _preset("rect"), _fill(frame, "none"), sides)


def _drawn(frame: _Frame, shape: Shape, *look: Xml) -> Xml:
    return _part(frame, tag("wps:spPr", _place(frame, shape), *look), tag("wps:bodyPr"))


def _part(frame: _Frame, *parts: Xml, **kind: int) -> Xml:
    identity = next(frame.identities)
    return tag(
        "wps:wsp", tag("wps:cNvPr", id=identity, name=f"Shape {identity}"), tag("wps:cNvSpPr", **kind), *parts
    )


def _place(frame: _Frame, shape: Shape) -> Xml:
    sides = shape.extent
    return _spread(frame, sides.left, sides.top, sides.right - sides.left, sides.bottom - sides.top)


def _spread(frame: _Frame, left: int, top: int, width: int, height: int) -> Xml:
    return tag(
        "a:xfrm",
        tag("a:off", x=frame.measure(left), y=frame.measure(top)),
        tag("a:ext", cx=frame.measure(width), cy=frame.measure(height)),
    )


def _preset(name: str) -> Xml:
    return tag("a:prstGeom", tag("a:avLst"), prst=name)


def _lines(frame: _Frame, shape: Shape, lines: Iterable[Iterable[Point]], *, closed: bool = False) -> Xml:
    """Return the outline of lines within a shape's extent; an open one is not filled."""
    sides = shape.extent
    size = {"w": frame.measure(sides.right - sides.left), "h": frame.measure(sides.bottom - sides.top)}
    steps = [step for line in lines for step in _steps(frame, line)]
    ending = when(closed, tag("a:close"))
    path = tag("a:path", *steps, ending, **size, **({} if closed else {"fill": "none"}))
    empty = (tag(f"a:{name}") for name in ("avLst", "gdLst", "ahLst", "cxnLst"))
    return tag("a:custGeom", *empty, tag("a:rect", l="0", t="0", r="r", b="b"), tag("a:pathLst", path))


def _steps(frame: _Frame, points: Iterable[Point]) -> Iterator[Xml]:
    for place, (x, y) in enumerate(points):
        point = tag("a:pt", x=frame.measure(x), y=frame.measure(y))
        yield tag("a:lnTo" if place else "a:moveTo", point)


def _fill(frame: _Frame, ink: Ink) -> Xml:
    return tag("a:noFill") if ink == "none" else tag("a:solidFill", drawn(frame.colours, ink))


def _outline(frame: _Frame, ink: Ink, thickness: int, dash: str = "") -> Xml:
    if ink == "none":
        return tag("a:ln", tag("a:noFill"))
    dashes = when(dash, tag("a:prstDash", val=dash))
    return tag("a:ln", _fill(frame, ink), dashes, tag("a:round"), w=frame.measure(thickness))


# --- words ---------------------------------------------------------------------------------------


def _label(frame: _Frame, label: Label) -> Xml:
    """Return a text box without sides, its letters on the label's baseline."""
    middle = label.y - label.size * _RISE // 100
    height = min(label.size * _LINE // 100, 2 * middle, 2 * (frame.drawing.height - middle))
    left, right, side = _room(frame, label)
    place = _spread(frame, left, middle - height // 2, right - left, height)
    none = (_preset("rect"), tag("a:noFill"), tag("a:ln", tag("a:noFill")))
    insides = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), 0)
    body = tag("wps:bodyPr", tag("a:noAutofit"), wrap="none", **insides, anchor="ctr")
    words = tag("wps:txbx", w("txbxContent", _words(frame, label, side)))
    return _part(frame, tag("wps:spPr", place, *none), words, body, txBox=1)


def _room(frame: _Frame, label: Label) -> tuple[int, int, Anchor]:
    """Return from where to where a label may reach within the drawing, and at which side it is held.

    Held at any side it stands at the same place; at the edge of a drawing another has more room than its own.
    """
    left, right = label.left, label.left + label.room
    most, more = frame.drawing.width, label.room * _SPARE // 200 * 2
    both = max(0, min(more // 2, left, most - right))
    places: tuple[tuple[int, int, Anchor], ...] = (
        (left, min(max(right, most), right + more), "start"),
        (left - both, right + both, "middle"),
        (max(min(0, left), left - more), right, "end"),
    )
    return max(places, key=lambda place: (place[1] - place[0], place[2] == label.anchor))


def _words(frame: _Frame, label: Label, held: Anchor) -> Xml:
    side = {"start": "left", "middle": "center", "end": "right"}[held]
    points = float(label.size * frame.scale / 10)
    look = w("rPr", when(label.bold, w("b")), letters(frame.colours, label.ink), size(points))
    marks = w("pPr", w("pStyle", val="FigureText"), when(side != "left", w("jc", val=side)))
    return w("p", marks, run(label.text, look))
