"""Reads a PDF by its structure tree."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reading import Reading, letters, plain
from tagged_pdf import HEADINGS, Element, read_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

_BULLETS = re.compile("[•◦▪]")
_CELLS = ("TD", "TH")


@cache
def read_pdf(pdf: bytes) -> Reading:
    """Return what a PDF says."""
    root = read_tags(pdf)
    listed = list(_contents(root))
    figures = list(root.named("Figure"))
    body = _without(root, {id(one) for one in (*listed, *figures)})
    return Reading(
        tuple(_said(one) for one in body.named(*HEADINGS)),
        tuple(_said(one) for one in body.named("Caption")),
        tuple(tuple(_said(cell) for cell in row.named(*_CELLS)) for row in body.named("TR")),
        tuple(_entry(one.text) for one in listed if one.kind == "Link"),
        _said(body),
        tuple((plain(one.alternative), letters(one.text)) for one in figures),
    )


def _said(element: Element) -> str:
    return plain(_BULLETS.sub(" ", element.text))


def _contents(root: Element) -> Iterator[Element]:
    """Yield the lists and links between the heading of the contents and the next heading or figure."""
    inside = False
    for one in root.below():
        if one.kind in (*HEADINGS, "Figure"):
            inside = one.text == "Contents"
        elif inside and one.kind in {"L", "Link"}:
            yield one


def _entry(text: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.*?) ?(\d+)", text)
    assert found, f"a line of the contents without a page: {text}"
    return plain(found[1]), found[2]


def _without(element: Element, dropped: set[int]) -> Element:
    """Return an element without what is dropped."""
    kids = (kid for kid in element.kids if id(kid) not in dropped)
    kept = (_without(kid, dropped) if isinstance(kid, Element) else kid for kid in kids)
    return Element(element.kind, tuple(kept))
