"""Reads the web page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import html
from reading import Reading, letters, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = frozenset(
    (
        "p",
        "li",
        "ol",
        "ul",
        "div",
        "section",
        "table",
        "caption",
        "figure",
        "figcaption",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "nav",
        "br",
        "option",
    )
) | {f"h{level}" for level in range(1, 7)}
_BLANKS = ("input", "textarea")
HEADINGS = "self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6"


def parsed(page: str) -> Any:
    """Return a page as elements; what its XPath finds has no useful type in lxml's stubs."""
    return html.fromstring(page)


@cache
def read_html(page: str) -> Reading:
    """Return what a page says between its landmarks."""
    body = parsed(page).find(".//main")
    contents = tuple((_text(link), "") for link in body.xpath("//nav//a"))
    for one in body.xpath("//nav"):
        one.drop_tree()
    drawings = body.xpath("//figure/*[name()='svg']")
    figures = tuple(_figure(one) for one in drawings)
    for one in drawings:
        one.drop_tree()
    return Reading(
        tuple(_text(one) for one in body.xpath(f"//*[{HEADINGS}]")),
        tuple(_text(one) for one in body.xpath("//caption | //figcaption")),
        tuple(tuple(_text(cell) for cell in row.xpath("td | th")) for row in body.xpath("//tr")),
        contents,
        _text(body),
        figures,
    )


def _figure(drawing: Any) -> tuple[str, str]:
    title, *_ = drawing
    return plain(title.text), letters("".join(one.text for one in drawing.iter("text")))


def _text(element: Any) -> str:
    return plain("".join(_parts(element)))


def _parts(element: Any) -> Iterator[str]:
    around = " " if element.tag in _BLOCKS else ""
    if element.tag not in _BLANKS:
        yield around + (element.text or "")
        for child in element:
            yield from _parts(child)
            yield child.tail or ""
        yield around
