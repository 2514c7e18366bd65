"""Typst at work: it gets its code and the fonts of a style, and nothing else of the machine."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import typst

from obcgen.files.kept import kept_or_made, own_folder, version_of
from obcgen.problems import Kind, ObcgenError
from obcgen.writers.typst_code import string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem
    from obcgen.writers.typst_finish import Place

_STANDARDS: Final[list[Any]] = ["ua-1", "a-3a"]
TOO_DEEP = Kind("ENG-05", "Lists or boxes within one another that Typst cannot lay out")
REFUSED = Kind("ENG-06", "A document that Typst cannot lay out")
_DEPTH: Final = "depth exceeded"
_START: Final = 0
"""Of the time that Typst writes into a file, in seconds since 1970: the same at any hour."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Where everything stands on the pages that a source makes."""

    count: int
    places: tuple[Place, ...]


@lru_cache(maxsize=2)
def laid_out(source: str, fonts: tuple[Path, ...]) -> Laid:
    """Return where everything stands; whoever asks for the file next does not wait for a second layout.

    Raises:
        ObcgenError: Typst cannot lay it out.
    """
    key = b"".join(
        sha256(each).digest() for each in (source.encode(), *(file.read_bytes() for file in fonts))
    )
    with _told():
        found = json.loads(kept_or_made(_own_pages(), key, lambda: _queried(source, fonts)))
    return Laid(found["pages"], tuple(_places(found["places"])))


def _queried(source: str, fonts: tuple[Path, ...]) -> bytes:
    compiler = typst.Compiler(_files(source), font_paths=fonts_of(fonts))
    return compiler.query("<_places>", field="value", one=True).encode()


@cache
def _own_pages() -> Path | None:
    """Return the folder of where everything stands on the pages that this version of Typst makes."""
    return own_folder("pages", version_of(engine_version(), code=(Path(__file__),)))


def printed(source: str, fonts: tuple[Path, ...]) -> bytes:
    """Return the file as Typst writes it.

    Raises:
        ObcgenError: as `laid_out`.
    """
    with _told():
        content: bytes = typst.compile(
            _files(source),
            font_paths=fonts_of(fonts),
            format="pdf",
            pdf_standards=_STANDARDS,
            timestamp=_START,
        )
    return content


@contextmanager
def _told() -> Iterator[None]:
    """Tell as a Problem what Typst cannot lay out.

    Raises:
        ObcgenError: Typst refused.
    """
    try:
        yield
    except RuntimeError as error:  # a compilation raises one kind of it, a query another
        kind = _too_deep if _DEPTH in str(error) else _refused
        raise ObcgenError(kind(str(error))) from error


def _too_deep(said: str) -> Problem:
    return TOO_DEEP.problem(
        "A list, a table or a box stands inside so many others that Typst cannot lay it out.",
        found=said,
        expected="about 15 of them within one another",
        hint="Put less into one another, or ask for the other engine: --engine weasyprint.",
    )


def _refused(said: str) -> Problem:
    return REFUSED.problem(
        "Typst cannot lay out this document.",
        found=said,
        expected="text, tables and pictures that it can set",
        hint="Mend what it names, or ask for the other engine: --engine weasyprint.",
    )


def _files(source: str) -> Any:
    """Return all that Typst can read, by name; its types know of one file only."""
    return {"main.typ": source.encode()}


def engine_version() -> str:
    """Return what Typst calls itself."""
    return f"Typst {version('typst')}"


@lru_cache(maxsize=4)
def fonts_of(files: tuple[Path, ...]) -> typst.Fonts:
    """Return these fonts and no other.

    Typst reads folders, and each file when it first sets a letter of it: so the files are put into a folder
    of their own, a letter is set in each face, and the folder is gone again.
    """
    with TemporaryDirectory(prefix="obcgen-fonts-") as folder:
        for number, file in enumerate(files):
            Path(folder, f"{number:03}{file.suffix}").write_bytes(file.read_bytes())
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        letters = "\n".join(_letter(one) for one in fonts.fonts())
        source: Any = {"main.typ": letters.encode()}
        typst.compile(source, font_paths=fonts, format="svg")
    return fonts


def _letter(face: typst.FontInfo) -> str:
    family, style = string(face.family), string(face.style)
    return f'#text(font: {family}, style: {style}, weight: {face.weight}, fallback: false, "a")'


def _places(found: list[Any]) -> Iterator[Place]:
    for name, page, at in found:
        yield name, page, _points(at["x"]), _points(at["y"])


def _points(length: str) -> float:
    return float(length.removesuffix("pt"))
