"""A Style as CSS: the sheets beside this file with its fonts, colours, sizes and page filled in."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Final

from obcgen.writers.html_drawing import drawing_css
from obcgen.writers.paper import (
    FACT_MARGIN,
    NOTICE,
    TWENTIETHS,
    drawing_room,
    footer_lines,
    head_words,
    header_widths,
    line_height,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.tree import Document
    from obcgen.style import Font, Style

TEXT: Final = "Document Text"
HEADINGS: Final = "Document Headings"
"""The names of the fonts inside a page: makers may reserve theirs for the whole font."""
_COMMENT: Final = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_POINTS: Final = re.compile(r"(\d+(?:\.\d+)?)pt\b")
_POINTS_IN_A_REM: Final = 10
"""What is 10.5 points on paper is 1.05 rem on a screen: 16.8 pixels, or more where the reader wants more."""
_SPACES: Final = (3, 4, 6, 8, 9, 10, 12, 14, 18)
"""Points of the spaces that go with the gap below a paragraph."""
_RUNNING_HEAD: Final = (
    "border-bottom: 0.5pt solid $rule; margin-bottom: 19pt; padding-bottom: 4pt; vertical-align: bottom;"
)


def screen_css(style: Style) -> str:
    """Return the style sheet of the web page: the fonts inside it come first."""
    inside = {"body_font": (TEXT,), "heading_font": (HEADINGS, TEXT)}
    look = _look(style)
    look |= {name: ", ".join((*map(css_string, first), look[name])) for name, first in inside.items()}
    return (
        _POINTS.sub(_rem, _sheet("look.css", look))
        + _drawings(style, look["body_font"])
        + _sheet("screen.css", look)
    )


def changes_css(document: Document, style: Style) -> str:
    """Return what a redline adds to the style sheets of page and PDF; of another document nothing."""
    return _sheet("changes.css", _look(style)) if document.revision else ""


def svg_css(style: Style) -> str:
    """Return the style sheet of drawings, which the PDF takes from inside each of them."""
    return _drawings(style, _family(style.body, "sans-serif"))


def _drawings(style: Style, family: str) -> str:
    colours = {name: f"#{value}" for name, value in asdict(style.colours).items()}
    return drawing_css(colours | {"paper": "#FFFFFF", "none": "none"}, family)


def print_css(document: Document, style: Style) -> str:
    """Return the style sheet of the PDF, with what its page headers and footers say."""
    names = _look(style) | _page(style) | _running(document, style)
    return _sheet("look.css", names) + _sheet("print.css", names) + changes_css(document, style)


def css_string(text: str) -> str:
    """Return any text as a CSS string; nothing in it can end the string or be an escape of its own."""
    return (
        '"'
        + "".join(c if c.isalnum() or c in " .,-" or not c.isascii() else f"\\{ord(c):x} " for c in text)
        + '"'
    )


def _sheet(name: str, names: Mapping[str, str]) -> str:
    return Template(_text(name)).substitute(names)


@cache
def _text(name: str) -> str:
    return _COMMENT.sub("", files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _rem(points: re.Match[str]) -> str:
    return f"{float(points[1]) / _POINTS_IN_A_REM:g}rem"


def _look(style: Style) -> dict[str, str]:
    colours = {name: f"#{value}" for name, value in asdict(style.colours).items()}
    sizes = {name: f"{value:g}" for name, value in asdict(style.sizes).items()}
    sizes |= {f"space_{points}": f"{style.sizes.spaced(points):g}" for points in _SPACES}
    sizes |= {"line": _line(style, style.sizes.body), "table_line": _line(style, style.sizes.table)}
    sizes["space_fact"] = f"{style.sizes.spaced(FACT_MARGIN):g}"
    sizes["notice"] = f"{NOTICE}"
    return (
        colours
        | sizes
        | {
            "body_font": _family(style.body, "sans-serif"),
            "heading_font": _family(style.heading, "serif"),
        }
    )


def _line(style: Style, size: float) -> str:
    """Return the height of a line as a multiple of its size, as Word has it: to a twentieth of a point."""
    return f"{line_height(size, style.sizes.line) / TWENTIETHS / size:.5f}"


def _family(font: Font, generic: str) -> str:
    return f"{css_string(font.shipped)}, {css_string(font.word)}, {generic}"


def _page(style: Style) -> dict[str, str]:
    page = style.page
    sizes = {"width": page.width, "height": page.height, "top": page.top, "right": page.right}
    sizes |= {"bottom": page.bottom, "left": page.left}
    sizes |= {"room": drawing_room(style)[1]}
    return {f"page_{name}": f"{size:g}" for name, size in sizes.items()}


def _running(document: Document, style: Style) -> dict[str, str]:
    beside, marks = header_widths(document)
    return {
        "running_head": Template(_RUNNING_HEAD).substitute(_look(style)),
        "head": css_string(head_words(document)),
        "page_word": css_string(document.own_words.page),
        "of_word": css_string(document.own_words.of),
        "marks": css_string(document.marks.upper()),
        "beside_marks": beside,
        "marks_width": marks,
        "footer": r' "\A " '.join(css_string(line) for line in footer_lines(document) if line),
    }
