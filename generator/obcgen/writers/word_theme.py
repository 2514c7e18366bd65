"""The colours of a Word file: each is named by its place in the theme, so that Design, Colors changes it.

The value beside it is what programs show that do not read themes. Text that is muted has the second text
colour and bands have the second background, as these stay dark and light in every theme that Word offers.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from obcgen.writers.word_xml import DECLARATION, Xml, tag, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.document.drawing import Ink
    from obcgen.style import Colours, Style
    from obcgen.writers.word_scripts import Scripts

WHITE: Final = "FFFFFF"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACES: Final = {
    "text": ("dk1", "text1", "tx1"),
    "on_primary": ("lt1", "background1", "bg1"),
    "paper": ("lt1", "background1", "bg1"),
    "muted": ("dk2", "text2", "tx2"),
    "band": ("lt2", "background2", "bg2"),
    "primary": ("accent1", "accent1", "accent1"),
    "accent": ("accent2", "accent2", "accent2"),
    "warning": ("accent3", "accent3", "accent3"),
    "rule": ("accent5", "accent5", "accent5"),
    "link": ("hlink", "hyperlink", "hlink"),
}
"""Where each colour stands in a theme, as the theme, the text and drawings call it."""
_AS_NAMED: Final = (*(f"accent{number}" for number in range(1, 7)), "hyperlink", "followedHyperlink")
SCHEME_MAPPING: Final = w(
    "clrSchemeMapping",
    bg1="light1",
    t1="dark1",
    bg2="light2",
    t2="dark2",
    **{name: name for name in _AS_NAMED},
)


def letters(colours: Colours, name: str) -> Xml:
    """Return the colour of text."""
    return w("color", **_attributes(colours, name, "val", "themeColor"))


def underlined(colours: Colours, name: str) -> Xml:
    """Return a thin line below text in a colour."""
    return w("u", val="single", **_attributes(colours, name, "color", "themeColor"))


def filled(colours: Colours, name: str) -> Xml:
    """Return the fill of a paragraph or cell."""
    return w("shd", val="clear", color="auto", **_attributes(colours, name, "fill", "themeFill"))


def border(colours: Colours, side: str, name: str, points: float, space: int = 0) -> Xml:
    """Return one side of a border."""
    attributes = _attributes(colours, name, "color", "themeColor")
    return w(side, val="single", sz=round(points * 8), space=space, **attributes)


def drawn(colours: Colours, ink: Ink) -> Xml:
    """Return the colour of a shape."""
    value, place = _value(colours, ink), _PLACES[ink]
    if value != _in_theme(colours)[place[0]]:
        return tag("a:srgbClr", val=value)
    return tag("a:schemeClr", val=place[2])


def theme(style: Style, scripts: Scripts) -> bytes:
    """Return the theme: the document's colours, its two fonts, and those for other scripts."""
    palette = (
        tag(f"a:{name}", tag("a:srgbClr", val=value)) for name, value in _in_theme(style.colours).items()
    )
    elements = tag(
        "a:themeElements",
        tag("a:clrScheme", *palette, name="obcgen"),
        tag("a:fontScheme", *_fonts(style, scripts), name="obcgen"),
        _formats(),
    )
    root = tag("a:theme", elements, name="obcgen", **{"xmlns:a": _DRAWING})
    return f"{DECLARATION}{root}".encode()


@cache
def _attributes(colours: Colours, name: str, value: str, place: str) -> Mapping[str, str]:
    """Return a colour's value and its place in the theme, if it has one: white text may be another colour."""
    shown = _value(colours, name)
    in_theme = _in_theme(colours)[_PLACES[name][0]] == shown
    return {value: shown} | ({place: _PLACES[name][1]} if in_theme else {})


def _value(colours: Colours, name: str) -> str:
    known = {"paper": WHITE, "link": colours.primary}
    return known[name] if name in known else str(getattr(colours, name))


def _in_theme(colours: Colours) -> dict[str, str]:
    return {
        "dk1": colours.text,
        "lt1": WHITE,
        "dk2": colours.muted,
        "lt2": colours.band,
        "accent1": colours.primary,
        "accent2": colours.accent,
        "accent3": colours.warning,
        "accent4": colours.muted,
        "accent5": colours.rule,
        "accent6": colours.text,
        "hlink": colours.primary,
        "folHlink": colours.muted,
    }


def _fonts(style: Style, scripts: Scripts) -> Iterator[Xml]:
    others = (tag("a:ea", typeface=scripts.east_asian), tag("a:cs", typeface=scripts.complex))
    for kind, font in (("major", style.heading), ("minor", style.body)):
        yield tag(f"a:{kind}Font", tag("a:latin", typeface=font.word), *others)


def _formats() -> Xml:
    """Return the least that a theme must say of fills, lines and effects."""
    fill = tag("a:solidFill", tag("a:schemeClr", val="phClr"))
    line = tag("a:ln", fill)
    effect = tag("a:effectStyle", tag("a:effectLst"))
    groups = {"fillStyleLst": fill, "lnStyleLst": line, "effectStyleLst": effect, "bgFillStyleLst": fill}
    return tag(
        "a:fmtScheme", *(tag(f"a:{name}", one, one, one) for name, one in groups.items()), name="obcgen"
    )
