"""A Style as Typst values: what the sheet `look.typ` takes its colours, sizes, lines and words from."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING

from obcgen.writers.font_files import held, opened
from obcgen.writers.paper import (
    FACT_MARGIN,
    NOTICE,
    TWENTIETHS,
    footer_lines,
    head_words,
    header_widths,
    line_height,
)
from obcgen.writers.typst_code import array, points, string

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from obcgen.document.tree import Document
    from obcgen.style import Font, Style

_HEADINGS, _REMARKS, _CONTENTS = 1.2, 1.3, 1.16


def setting(document: Document, style: Style) -> str:
    """Return the values that stand before the sheet."""
    page = style.page
    margin = {name: f"{getattr(page, name):g}in" for name in ("top", "right", "bottom", "left")}
    paper = {"width": f"{page.width:g}in", "height": f"{page.height:g}in", "margin": _record(margin)}
    colours = {name: f'rgb("#{value}")' for name, value in asdict(style.colours).items()}
    sizes = {
        name: points(value) for name, value in asdict(style.sizes).items() if name not in ("line", "gap")
    }
    sizes["notice"] = points(NOTICE)
    families = {"body": _family(style.body, style), "heading": _family(style.heading, style)}
    values = {"paper": paper, "colours": colours, "sizes": sizes, "gaps": _gaps(style), "families": families}
    values |= {"lines": _lines(style), "said": _said(document)}
    named = (f"#let {name} = {_record(value)}" for name, value in values.items())
    return "\n".join((*named, f"#let room = {page.room:g}in"))


def _record(values: Mapping[str, str]) -> str:
    pairs = (f"{name.replace('_', '-')}: {value}" for name, value in values.items())
    return f"({', '.join(pairs)})"


def _gaps(style: Style) -> dict[str, str]:
    def gap(value: float) -> str:
        return points(style.sizes.spaced(value))

    return {
        "paragraph": gap(6),
        "cell_paragraph": "3pt",
        "item": gap(4),
        "cell": gap(3),
        "fact": gap(FACT_MARGIN),
        "h1": array(gap(18), gap(6)),
        "h2": array(gap(10), gap(3)),
        "table": array(gap(9), gap(8)),
        "plain": array(gap(4), gap(8)),
        "figure": array(gap(12), gap(10)),
        "signatures": gap(14),
    }


def _family(font: Font, style: Style) -> str:
    """Return a typeface, and the others of the style for the characters that it lacks."""
    others = sorted({held(file).family for file in style.font_files})
    return array(*(string(name) for name in dict.fromkeys((font.shipped, style.body.shipped, *others))))


def _lines(style: Style) -> dict[str, str]:
    sizes = style.sizes
    body = line_height(sizes.body, sizes.line) / TWENTIETHS / sizes.body
    table = line_height(sizes.table, sizes.line) / TWENTIETHS / sizes.table
    heights = {"body": body, "table": table, "small": body, "contents": _CONTENTS, "remark": _REMARKS}
    lines = {name: _edges(style.body, height, style) for name, height in heights.items()}
    return lines | {"heading": _edges(style.heading, _HEADINGS, style)}


def _edges(font: Font, line: float, style: Style) -> str:
    """Return how far a line reaches above and below its letters' foot, so that it is as high as on a page."""
    up, down = _reach(font.shipped, style.font_files)
    beside = (line - up - down) / 2
    return f"(top-edge: {up + beside:.5f}em, bottom-edge: {-(down + beside):.5f}em)"


@cache
def _reach(family: str, files: tuple[Path, ...]) -> tuple[float, float]:
    """Return the ascent and descent of a typeface, of a size of 1."""
    fitting = [file for file in files if held(file).family == family] or list(files)
    font = opened(fitting[0])
    em, lines = font["head"].unitsPerEm, font["hhea"]
    return lines.ascent / em, -lines.descent / em


def _said(document: Document) -> dict[str, str]:
    """Return what pages say of themselves, and what the file does."""
    language, _, region = document.language.partition("-")
    subject = " ".join(part for part in (document.name, document.number) if part)
    words = {
        "title": document.title,
        "owner": document.owner,
        "subject": subject,
        "language": language,
        "head": head_words(document),
        "marks": document.marks.upper(),
        "page": document.own_words.page,
        "of": document.own_words.of,
    }
    said = {name: string(text) for name, text in words.items()}
    said["region"] = string(region) if region else "none"
    said["foot"] = array(*_foot(document))
    said["beside"], _ = header_widths(document)
    return said


def _foot(document: Document) -> Iterator[str]:
    return (string(line) for line in footer_lines(document) if line)
