"""Reads a PDF as assistive technology does: its structure tree, with the text that each element marks.

Words are put together from the marked content: pieces on one line join as they stand, a new line is a space.
What no element holds (running headers and footers, rules) is not read.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")
_BLOCKS = frozenset(
    {"P", "LI", "L", "Div", "TD", "TH", "Caption", "LBody", "H1", "H2", "H3", "H4", "H5", "H6"}
)
HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})


@dataclass(frozen=True)
class Piece:
    """Text that stands on one line of one page."""

    text: str
    page: int
    line: float


@dataclass(frozen=True)
class Element:
    """A structure element."""

    kind: str
    kids: tuple[Element | Piece, ...]
    alternative: str = ""

    def below(self) -> Iterator[Element]:
        """Yield the element and every element in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.below()

    def named(self, *kinds: str) -> Iterator[Element]:
        """Yield the elements of these kinds."""
        return (one for one in self.below() if one.kind in kinds)

    @property
    def text(self) -> str:
        """The words of the element, single-spaced."""
        return " ".join("".join(_joined(tuple(self._parts()))).split())

    def _parts(self) -> Iterator[Piece | None]:
        """Yield the pieces, and None where a block begins or ends."""
        for kid in self.kids:
            if isinstance(kid, Piece):
                yield kid
            elif kid.kind in _BLOCKS:
                yield from (None, *kid._parts(), None)  # noqa: SLF001 - its own kind
            else:
                yield from kid._parts()  # noqa: SLF001 - its own kind


def read_tags(pdf: bytes) -> Element:
    """Return the structure tree of a PDF with its text."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        marked = {page.obj.objgen: _marked(page, pages[page.obj.objgen]) for page in opened.pages}
        return _element(opened.Root.StructTreeRoot, marked, None)


def _joined(parts: tuple[Piece | None, ...]) -> Iterator[str]:
    before: Piece | None = None
    for part in parts:
        if part is None or (before and (before.page, before.line) != (part.page, part.line)):
            yield " "
        if part is not None:
            yield part.text
        before = part or before


Marked = dict[tuple[int, int], dict[int, list[Piece]]]


def _element(element: Any, marked: Marked, page: Any) -> Element:
    page = element.get("/Pg", page)
    kids = element.get("/K", pikepdf.Array())
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    found: list[Element | Piece] = []
    for kid in kids:
        if isinstance(kid, int):
            found += marked[page.objgen].get(kid, [])
        elif kid.get("/Type") == "/MCR":
            found += marked[kid.get("/Pg", page).objgen].get(int(kid.MCID), [])
        elif kid.get("/Type") != "/OBJR":
            found.append(_element(kid, marked, page))
    return Element(str(element.get("/S", "/Root"))[1:], tuple(found), str(element.get("/Alt", "")))


def _marked(page: Any, number: int) -> dict[int, list[Piece]]:
    """Return the text of each mark of a page."""
    found: dict[int, list[Piece]] = {}
    for mark, piece in _pieces(page, page.Resources, number):
        if mark is not None:
            found.setdefault(mark, []).append(piece)
    return found


def _pieces(content: Any, resources: Any, number: int) -> Iterator[tuple[int | None, Piece]]:
    """Yield each text of a page, or of a form drawn on it, with the mark around it."""
    fonts = {name: _letters(font) for name, font in resources.get("/Font", {}).items()}
    marks: list[int | None] = []
    font, line = "", 0.0
    for instruction in pikepdf.parse_content_stream(content):
        operator, operands = str(instruction.operator), instruction.operands
        around = next((one for one in reversed(marks) if one is not None), None)
        match operator:
            case "BDC":
                marks.append(_mark(operands[1]))
            case "BMC":
                marks.append(None)
            case "EMC":
                marks.pop()
            case "Tf":
                font = str(operands[0])
            case "Tm":
                line = round(float(operands[5]), 1)
            case "Tj" | "TJ":
                yield around, Piece(_text(operands[0], fonts[font]), number, line)
            case "Do":
                yield from ((around, piece) for piece in _drawn(resources.XObject[str(operands[0])], number))


def _drawn(drawn: Any, number: int) -> Iterator[Piece]:
    if drawn.get("/Subtype") == "/Form":
        yield from (piece for _, piece in _pieces(drawn, drawn.get("/Resources", {}), number))


def _mark(properties: Any) -> int | None:
    return (
        int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None
    )


def _letters(font: Any) -> dict[int, str]:
    """Return the text that each code of a font stands for."""
    return _codes(bytes(font.ToUnicode.read_bytes()))


@lru_cache(maxsize=32)
def _codes(table: bytes) -> dict[int, str]:
    """Return what a table says; the pages of a document share a few."""
    assert b"beginbfrange" not in table, "this reader knows single codes only"
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _CODE.findall(table)
    }


def _text(shown: Any, letters: dict[int, str]) -> str:
    strings = (
        [shown]
        if isinstance(shown, pikepdf.String)
        else [one for one in shown if isinstance(one, pikepdf.String)]
    )
    codes = b"".join(bytes(one) for one in strings)
    return "".join(letters[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2))
