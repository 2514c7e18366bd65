"""A paragraph style as a record, and as WordprocessingML. Its measures are points; Word's are twentieths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.writers.paper import TWENTIETHS, line_height
from obcgen.writers.word_theme import filled, letters, underlined
from obcgen.writers.word_xml import NOTHING, Xml, join, w, when

if TYPE_CHECKING:
    from obcgen.style import Colours

BUILT_IN = frozenset(
    {
        *(f"heading {level}" for level in (1, 2, 3)), *(f"toc {level}" for level in range(1, 4)),
        "Title", "Subtitle", "caption", "header", "footer", "Hyperlink", "Placeholder Text",
        "List Bullet", "List Bullet 2", "List Bullet 3", "List Number",
    }
)  # fmt: skip
HEADING_LINE = 1.2
CAPITALS_APART = 0.5
"""Points between capitals, as in the PDF; with more, LibreOffice parts a bound number from its comma."""
ABOVE_HEADINGS = (18, 10, 10)
"""Points above headings, by their level, where the gap is the usual one."""


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style. What is left alone is inherited from `based_on`; a colour is its name."""

    id: str
    name: str
    based_on: str = "Normal"
    following: str = ""
    size: float = 0.0
    line: float = 0.0
    exact: bool = False
    colour: str = ""
    underline: str = ""
    bold: bool = False
    caps: bool = False
    upright: bool = False
    heading_font: bool = False
    before: float | None = None
    after: float | None = None
    keep: bool = False
    whole: bool = False
    list: Xml = NOTHING
    borders: Xml = NOTHING
    fill: str = ""
    tabs: Xml = NOTHING
    indent: Xml = NOTHING
    outline: int | None = None


def paragraph_style(look: Look, colours: Colours) -> Xml:
    """Return the style."""
    own = {} if look.name in BUILT_IN else {"customStyle": 1}
    return w(
        "style",
        w("name", val=look.name),
        when(look.based_on, w("basedOn", val=look.based_on)),
        when(look.following, w("next", val=look.following)),
        w("qFormat"),
        _paragraph(look, colours),
        _run(look, colours),
        type="paragraph",
        styleId=look.id,
        **own,
    )


def twips(points: float) -> int:
    """Return points as twentieths."""
    return round(points * TWENTIETHS)


def fonts(theme: str) -> Xml:
    """Return the document's `minor` or `major` font, by the theme that names it."""
    latin = f"{theme}HAnsi"
    others = {"eastAsiaTheme": f"{theme}EastAsia", "cstheme": f"{theme}Bidi"}
    return w("rFonts", asciiTheme=latin, hAnsiTheme=latin, **others)


def size(points: float) -> Xml:
    """Return a type size, which Word counts in half points."""
    return join((w("sz", val=round(points * 2)), w("szCs", val=round(points * 2))))


def _paragraph(look: Look, colours: Colours) -> Xml:
    parts = join(
        (
            when(look.keep, w("keepNext")),
            when(look.keep or look.whole, w("keepLines")),
            look.list,
            when(look.borders, w("pBdr", look.borders)),
            filled(colours, look.fill) if look.fill else NOTHING,
            when(look.tabs, w("tabs", look.tabs)),
            _spacing(look),
            look.indent,
            NOTHING if look.outline is None else w("outlineLvl", val=look.outline),
        )
    )
    return when(parts, w("pPr", parts))


def _spacing(look: Look) -> Xml:
    values: dict[str, str | int] = {}
    if look.before is not None:
        values["before"] = twips(look.before)
    if look.after is not None:
        values["after"] = twips(look.after)
    if look.size:
        values |= {
            "line": line_height(look.size, look.line or HEADING_LINE),
            "lineRule": "exact" if look.exact else "atLeast",
        }
    return w("spacing", **values) if values else NOTHING


def _run(look: Look, colours: Colours) -> Xml:
    parts = join(
        (
            when(look.heading_font, fonts("major")),
            when(look.bold, join((w("b"), w("bCs")))),
            when(look.upright, join((w("i", val=0), w("iCs", val=0)))),
            when(look.caps, w("caps")),
            letters(colours, look.colour) if look.colour else NOTHING,
            when(look.caps, w("spacing", val=twips(CAPITALS_APART))),
            size(look.size) if look.size else NOTHING,
            underlined(colours, look.underline) if look.underline else NOTHING,
        )
    )
    return when(parts, w("rPr", parts))
