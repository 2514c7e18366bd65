"""Reads what a `style.yaml` says: a district changes the look without a line of Python."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.style.contrast import contrast_problems
from obcgen.style.from_word import from_word
from obcgen.style.logo import KEYS, Logo, logo_of
from obcgen.style.style import Colours, Font, Page, Sizes, Style

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN_KEY = Kind("LOOK-01", "A style has a key that means nothing")
BAD_COLOUR = Kind("LOOK-02", "A color is not six hexadecimal digits")
UNKNOWN_PAGE = Kind("LOOK-03", "The page size is not letter or a4")
BAD_NUMBER = Kind("LOOK-05", "A size or margin is not a number in its range")
NO_FONT_FILE = Kind("LOOK-06", "A font file is not there")
WRONG_SHAPE = Kind("LOOK-07", "A part of the style has the wrong shape")

UNKNOWN_ENGINE = Kind("LOOK-15", "The style names an engine that lays out no pages")

ENGINES = ("auto", "weasyprint", "typst")
"""What may lay out the pages of a PDF."""
_HEXADECIMAL = re.compile(r"#?([0-9A-Fa-f]{6})")
_NUMBER = re.compile(r"\d{1,3}(\.\d{1,3})?")
_TYPE_SIZE = (6.0, 60.0)
_LINE_HEIGHT = (1.0, 2.0)
_GAP = (2.0, 12.0)
_RANGES = {"line": _LINE_HEIGHT, "gap": _GAP}
_MARGIN = (0.6, 2.5)
KINDS = ("rfp", "contract", "statement", "estimate", "review", "addendum", "diff", "amendment")
"""The documents that may have sizes of their own."""
_LOGO_WIDTH = (0.5, 8.0)
_USUAL_LOGO = 2.0
"""Inches."""

Data = Mapping[str, Any]
Values = dict[str, Any]


def from_data(data: Data, folder: Path, base: Style | None = None) -> Style:
    """Read a style: what `data` says, and `base` for all it does not say; `folder` holds the font files.

    Raises:
        ObcgenError: all that is wrong with it, at once.
    """
    base = base or Style()
    problems: list[Problem] = []
    parts = {key: _mapping(data, key, problems) for key in ("fonts", "colors", "sizes", "page", "logo")}
    own = _mapping(data, "documents", problems)
    problems += _unknown((), data, (*parts, "documents", "word", "engine"))
    base = from_word(str(data["word"]), folder, base, problems) if "word" in data else base
    style = replace(
        base,
        body=_font(parts["fonts"], "body", base.body, problems),
        heading=_font(parts["fonts"], "heading", base.heading, problems),
        font_files=(*base.font_files, *_font_files(parts["fonts"], folder, problems)),
        colours=replace(base.colours, **_colours(parts["colors"], problems)),
        sizes=replace(base.sizes, **_sizes(("sizes",), parts["sizes"], problems)),
        own_sizes={**base.own_sizes, **_own_sizes(own, base, problems)},
        page=replace(base.page, **_page(parts["page"], problems)),
        logo=_logo(parts["logo"], folder, problems) or base.logo,
        engine=_engine(data, base, problems),
    )
    problems += contrast_problems(style.colours)
    if problems:
        raise ObcgenError(*problems)
    return style


def _engine(data: Data, base: Style, problems: list[Problem]) -> str:
    engine = str(data.get("engine", base.engine))
    if engine in ENGINES:
        return engine
    problems.append(
        UNKNOWN_ENGINE.problem(
            f"“{engine}” is no engine that lays out the pages of a PDF.",
            path=("engine",),
            found=engine,
            expected=" or ".join(ENGINES),
            hint="Write engine: auto, or leave the line out.",
        )
    )
    return base.engine


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _mapping(data: Data, key: str, problems: list[Problem]) -> Data:
    value = data.get(key, {})
    if isinstance(value, Mapping):
        return value
    problems.append(
        WRONG_SHAPE.problem(
            f"“{key}” holds named values.",
            path=(key,),
            found=str(value),
            expected="lines of the form name: value below it",
        )
    )
    return {}


def _unknown(path: tuple[str, ...], data: Data, known: tuple[str, ...]) -> Iterator[Problem]:
    for key in (key for key in data if key not in known):
        near = get_close_matches(key, known, n=1)
        yield UNKNOWN_KEY.problem(
            f"“{key}” is not a part of the style.",
            path=(*path, key),
            found=key,
            expected=", ".join(known),
            hint=f"Did you mean “{near[0]}”?" if near else "Take it out, or use one of the names expected.",
        )


def _font(fonts: Data, key: str, base: Font, problems: list[Problem]) -> Font:
    data = _mapping(fonts, key, problems)
    problems += _unknown(("fonts", key), data, _names(Font))
    return replace(base, **{name: str(value) for name, value in data.items() if name in _names(Font)})


def _font_files(fonts: Data, folder: Path, problems: list[Problem]) -> tuple[Path, ...]:
    problems += _unknown(("fonts",), fonts, ("body", "heading", "files"))
    names = fonts.get("files", [])
    if not isinstance(names, list):
        problems.append(
            WRONG_SHAPE.problem("“files” is a list of font files.", path=("fonts", "files"), found=str(names))
        )
        return ()
    problems += (
        NO_FONT_FILE.problem(
            f"The font file “{name}” is not there.",
            path=("fonts", "files", i),
            found=str(name),
            expected="a file beside the style",
            hint="Copy the font into the folder, or correct its name.",
        )
        for i, name in enumerate(names)
        if not _is_inside(folder, str(name))
    )
    return tuple(folder / str(name) for name in names)


def _is_inside(folder: Path, name: str) -> bool:
    file = (folder / name).resolve()
    return file.is_file() and file.is_relative_to(folder.resolve())


def _colours(data: Data, problems: list[Problem]) -> Values:
    problems += _unknown(("colors",), data, _names(Colours))
    read = {name: _HEXADECIMAL.fullmatch(str(data[name])) for name in _names(Colours) if name in data}
    problems += (
        BAD_COLOUR.problem(
            f"The color “{name}” cannot be read.",
            path=("colors", name),
            found=str(data[name]),
            expected="six hexadecimal digits such as 17375E",
            hint="In YAML a # begins a comment: leave it out, or put the color in quotes.",
        )
        for name, match in read.items()
        if match is None
    )
    return {name: match[1].upper() for name, match in read.items() if match}


def _sizes(path: tuple[str, ...], data: Data, problems: list[Problem]) -> Values:
    problems += _unknown(path, data, _names(Sizes))
    ranges = {name: _RANGES.get(name, _TYPE_SIZE) for name in _names(Sizes)}
    return _numbers(path, data, ranges, problems)


def _own_sizes(data: Data, base: Style, problems: list[Problem]) -> dict[str, Sizes]:
    """Return the sizes of each kind of document that has its own; what it does not say is as below."""
    problems += _unknown(("documents",), data, KINDS)
    below = {kind: base.own_sizes.get(kind, base.sizes) for kind in data}
    return {
        kind: replace(below[kind], **_sizes(("documents", kind), _mapping(data, kind, problems), problems))
        for kind in data
    }


def _page(data: Data, problems: list[Problem]) -> Values:
    problems += _unknown(("page",), data, _names(Page))
    sides = {name: _MARGIN for name in _names(Page) if name != "size"}
    size = str(data.get("size", "letter"))
    if size not in ("letter", "a4"):
        problems.append(
            UNKNOWN_PAGE.problem(
                f"The page size “{size}” is not known.",
                path=("page", "size"),
                found=size,
                expected="letter or a4",
            )
        )
    chosen = {"size": size} if "size" in data else {}
    return chosen | _numbers(("page",), data, sides, problems)


def _logo(data: Data, folder: Path, problems: list[Problem]) -> Logo | None:
    problems += _unknown(("logo",), data, KEYS)
    found = _numbers(("logo",), data, {"width": _LOGO_WIDTH}, problems)
    return logo_of(data, found.get("width", _USUAL_LOGO), folder, problems) if data else None


def _numbers(
    path: tuple[str, ...], data: Data, ranges: Mapping[str, tuple[float, float]], problems: list[Problem]
) -> Values:
    values: Values = {}
    for name, (least, most) in ranges.items():
        text = str(data.get(name, least))
        if _NUMBER.fullmatch(text) and least <= float(text) <= most:
            values |= {name: float(text)} if name in data else {}
            continue
        problems.append(
            BAD_NUMBER.problem(
                f"“{name}” is not a number in its range.",
                path=(*path, name),
                found=text,
                expected=f"a number from {least:g} to {most:g}",
            )
        )
    return values
