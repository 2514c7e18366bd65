"""Reads a PDF by its structure tree."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reading import Reading, plain
from tagged_pdf import HEADINGS, Element, Piece, read_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

_BULLETS = re.compile("[•◦▪]")
_SQUARE = "□"
_CELLS = ("TD", "TH")


@cache
def read_pdf(pdf: bytes) -> Reading:
    """Return what a PDF says."""
    root = read_tags(pdf)
    listed = list(_contents(root))
    body = _without(root, {id(one) for one in listed} | _repeated_heads(root))
    return Reading(
        tuple(_said(one) for one in body.named(*HEADINGS)),
        tuple(_said(one) for one in body.named("Caption")),
        tuple(tuple(_said(cell) for cell in row.named(*_CELLS)) for row in body.named("TR")),
        tuple(_entry(one.text) for one in listed if one.kind == "Link"),
        _said(body),
    )


def _said(element: Element) -> str:
    return plain(_BULLETS.sub(" ", element.text))


def _contents(root: Element) -> Iterator[Element]:
    """Yield the lists and links between the heading of the contents and the next heading."""
    inside = False
    for one in root.below():
        if one.kind in HEADINGS:
            inside = one.text == "Contents"
        elif inside and one.kind in {"L", "Link"}:
            yield one


def _entry(text: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.*?) ?(\d+)", text)
    assert found, f"a line of the contents without a page: {text}"
    return plain(found[1]), found[2]


def _repeated_heads(root: Element) -> set[int]:
    """Return the head rows that a table repeats where it goes on overleaf: without a caption, same words."""
    repeated, last = set(), ""
    for table in root.named("Table"):
        heads = list(table.named("THead"))
        if heads and not any(table.named("Caption")) and heads[0].text == last:
            repeated.add(id(heads[0]))
        last = heads[0].text if heads else ""
    return repeated


def _without(element: Element, dropped: set[int]) -> Element:
    """Return an element without what is dropped, and without what follows a square in a cell: its choices."""
    kids = _kept(element, dropped)
    return Element(element.kind, _before_square(kids) if element.kind in _CELLS else kids)


def _kept(element: Element, dropped: set[int]) -> tuple[Element | Piece, ...]:
    kids = (kid for kid in element.kids if id(kid) not in dropped)
    return tuple(_without(kid, dropped) if isinstance(kid, Element) else kid for kid in kids)


def _before_square(kids: tuple[Element | Piece, ...]) -> tuple[Element | Piece, ...]:
    for place, kid in enumerate(kids):
        if _SQUARE in kid.text:
            inner = (Element(kid.kind, _before_square(kid.kids)),) if isinstance(kid, Element) else ()
            return (*kids[:place], *inner)
    return kids
