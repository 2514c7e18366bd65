"""What a Word file says of fonts, sizes, colors and the page, as the values of a style.

Only these values are taken and not the styles themselves: so Word, PDF and the web page still look alike, and
contrast is checked as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from obcgen.style.contrast import contrast_problems
from obcgen.style.style import Colours, Page, Style
from obcgen.style.word_file import MAIN, A, W, WordFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

STYLES: Final = "word/styles.xml"
THEME: Final = "word/theme/theme1.xml"
_SIZES: Final = {
    "Normal": "body",
    "heading 1": "heading_1",
    "heading 2": "heading_2",
    "heading 3": "heading_3",
    "Title": "title",
}
_COLOURS: Final = {"Normal": "text", "heading 1": "primary"}
_FACES: Final = {"body": "Normal", "heading": "heading 1"}
_HEXADECIMAL: Final = re.compile("[0-9A-F]{6}")
_TYPE_SIZE: Final = (6.0, 60.0)
_MARGIN: Final = (0.6, 2.5)
_PAGES: Final = {"letter": (8.5, 11.0), "a4": (8.27, 11.69)}
_SIDES: Final = ("top", "right", "bottom", "left")
_TWIPS: Final = 1440
_DEEPEST: Final = 10
_FACE: Final = re.compile(r"[\w .&'()-]{1,60}")


def house_styles(file: WordFile, base: Style) -> Style:
    """Return a style with what a Word file says of it."""
    root, theme = file.xml(STYLES), file.xml(THEME)
    style = replace(base, page=_page(file, base.page))
    if root is None:
        file.tell("it has no styles")
        return style
    runs = _Runs(root)
    faces = {part: runs.face(name, theme) for part, name in _FACES.items()}
    fonts = {part: replace(getattr(base, part), word=face) for part, face in faces.items() if _is_face(face)}
    for face in {font.word: None for part, font in fonts.items() if font != getattr(base, part)}:
        file.tell(f"the typeface {face}, for PDF; add its font file under fonts, or pages will break apart")
    sizes = {key: size for name, key in _SIZES.items() if (size := _size(runs, name))}
    return replace(
        style, **fonts, sizes=replace(base.sizes, **sizes), colours=_colours(file, runs, base.colours)
    )


def _is_face(name: str) -> bool:
    return _FACE.fullmatch(name) is not None


def _size(runs: _Runs, name: str) -> float | None:
    """Return the type size of a style in points, if it is one that is read."""
    half_points = runs.number(name, "sz") or 0.0
    return half_points / 2 if _TYPE_SIZE[0] <= half_points / 2 <= _TYPE_SIZE[1] else None


def _colours(file: WordFile, runs: _Runs, base: Colours) -> Colours:
    """Return the colors, each where it can be read on white and on the grounds that text stands on."""
    for name, key in _COLOURS.items():
        colour = runs.value(name, "color").upper()
        if _HEXADECIMAL.fullmatch(colour):
            changed = replace(base, **{key: colour})
            if contrast_problems(changed):
                file.tell(f"the color {colour} of its style {name}, which is too pale to read")
            else:
                base = changed
    return base


class _Runs:
    """The letters of each paragraph style, by the name that Word gives it, with what it is based on."""

    def __init__(self, root: Element) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        self._ids = {_value(style.find(f"{W}name")).lower(): id_ for id_, style in self._styles.items()}
        self._default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def value(self, name: str, key: str, attribute: str = "val") -> str:
        """Return what a style says of its letters, or nothing."""
        for letters in self._chain(name):
            found = letters.find(f"{W}{key}")
            if found is not None and found.get(f"{W}{attribute}"):
                return found.get(f"{W}{attribute}", "")
        return ""

    def number(self, name: str, key: str) -> float | None:
        """Return a number that a style says, or nothing."""
        text = self.value(name, key)
        return float(text) if text.isdecimal() and len(text) < 6 else None

    def face(self, name: str, theme: Element | None) -> str:
        """Return the typeface of a style, which it may name by the theme's name for it."""
        for letters in self._chain(name):
            fonts = letters.find(f"{W}rFonts")
            if fonts is not None and (of_theme := fonts.get(f"{W}asciiTheme")):
                return _of_theme(theme, "major" if of_theme.startswith("major") else "minor")
            if fonts is not None and fonts.get(f"{W}ascii"):
                return fonts.get(f"{W}ascii", "")
        return ""

    def _chain(self, name: str) -> Iterator[Element]:
        """Yield the letters of a style, of the styles it is based on, and of the document."""
        id_ = self._ids.get(name.lower(), "")
        for _ in range(_DEEPEST):
            style = self._styles.get(id_)
            if style is None:
                break
            if (letters := style.find(f"{W}rPr")) is not None:
                yield letters
            id_ = _value(style.find(f"{W}basedOn"))
        if self._default is not None:
            yield self._default


def _value(element: Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _of_theme(theme: Element | None, kind: str) -> str:
    found = theme.find(f".//{A}{kind}Font/{A}latin") if theme is not None else None
    return found.get("typeface", "") if found is not None else ""


def _page(file: WordFile, page: Page) -> Page:
    """Return the size of the page and its margins, of the last section."""
    root = file.xml(MAIN)
    sections = list(root.iter(f"{W}sectPr")) if root is not None else []
    size = sections[-1].find(f"{W}pgSz") if sections else None
    margins = sections[-1].find(f"{W}pgMar") if sections else None
    if size is not None:
        name = _page_name(size.attrib)
        page = replace(page, size=name or page.size)
        if not name:
            file.tell("its page is neither letter nor A4 upright")
    margins_read: dict[str, float] = {}
    for side in _SIDES if margins is not None else ():
        inches = _inches(margins.attrib, side) if margins is not None else None
        if inches is not None and _MARGIN[0] <= inches <= _MARGIN[1]:
            margins_read[side] = round(inches, 2)
        else:
            file.tell(f"its {side} margin is not between {_MARGIN[0]} and {_MARGIN[1]} inches")
    return Page(page.size, **{side: margins_read.get(side, getattr(page, side)) for side in _SIDES})


def _page_name(size: Mapping[str, str]) -> str:
    width, height = _inches(size, "w"), _inches(size, "h")
    for name, (page_width, page_height) in _PAGES.items():
        if width and height and abs(width - page_width) < 0.1 and abs(height - page_height) < 0.1:
            return name
    return ""


def _inches(values: Mapping[str, str], name: str) -> float | None:
    text = values.get(f"{W}{name}", "")
    return int(text) / _TWIPS if text.isdecimal() and len(text) < 7 else None
