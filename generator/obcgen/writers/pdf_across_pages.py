"""One element for what goes over several pages: the engine tags a table anew on each page it reaches.

So it does with lists, paragraphs and sections. What comes from one element of the page's HTML becomes one
element here, with the header row of a table once; its copies overleaf are artifacts.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from obcgen.writers.pdf_structure import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.writers.pdf_structure import Element, Structure

_CELLS: Final = ("/TH", "/TD")


def join_pages(tree: Structure) -> None:
    """Join the parts of each thing that goes over a page."""
    hidden: dict[bytes, set[int]] = {}
    for parts in _parted(tree):
        first, *others = parts
        if first["S"] == "/THead":
            for copy in others:
                _drop_copy(tree, first, copy, hidden)
        else:
            for part in others:
                tree.adopt(first, tree.kids(part))
                tree.remove(part)
            if first["S"] == "/Table":
                _head_first(tree, first)
    for item in tree.named("/LI"):
        _join_bodies(tree, item)
    tree.hide(hidden)


def _parted(tree: Structure) -> Iterator[list[Element]]:
    """Yield the parts of each thing that has several, the outer things before those in them."""
    for tag in KINDS:
        parts: dict[int, list[Element]] = {}
        for box, element in tree.paired(tag):
            parts.setdefault(id(box.element), []).append(element)
        yield from (several for several in parts.values() if len(several) > 1)
    yield from _parted_cells(tree)


def _parted_cells(tree: Structure) -> Iterator[list[Element]]:
    """Yield the parts of each cell of a row that is higher than a page."""
    parts: dict[int, list[Element]] = {}
    for box in tree.boxes:
        mark = getattr(box, "mark", None)
        if mark and box.element_tag in ("td", "th") and tree.at(mark["P"])["S"] == "/TR":
            parts.setdefault(id(box.element), []).append(mark)
    yield from (several for several in parts.values() if len({one.reference for one in several}) > 1)


def _drop_copy(tree: Structure, first: Element, copy: Element, hidden: dict[bytes, set[int]]) -> None:
    """Take a repeated header row out of the tree; the cells it headed are headed by the first one."""
    cells = [[one for one in tree.below(head) if one["S"] in _CELLS] for head in (first, copy)]
    names = {other["ID"].data: one["ID"] for one, other in zip(*cells, strict=True) if "ID" in other}
    table = tree.at(copy["P"])
    for cell in tree.below(table):
        headers = cell.get("A", {}).get("Headers")
        if headers is not None:
            headers[:] = [names.get(header.data, header) for header in headers]
    for one in tree.below(copy):
        if one["S"] == "/Link":
            _unlink(tree, one)
    hidden.setdefault(copy["Pg"], set()).update(tree.marks(copy))
    tree.remove(copy)


def _head_first(tree: Structure, table: Element) -> None:
    """Read the header row first; it is printed only overleaf if the first row is higher than a page."""
    rows = [kid for kid in tree.kids(table) if kid["S"] == "/TBody"]
    tree.adopt(table, rows)


def _unlink(tree: Structure, link: Element) -> None:
    """Take the annotations of a link off its page: what is not read cannot be followed."""
    page = tree.at(link["Pg"])
    for kid in link["K"]:
        if isinstance(kid, bytes) and "Obj" in tree.at(kid):
            page["Annots"].remove(tree.at(kid)["Obj"])


def _join_bodies(tree: Structure, item: Element) -> None:
    bodies = [kid for kid in tree.kids(item) if kid["S"] == "/LBody"]
    for first, following in reversed(list(pairwise(bodies))):
        tree.adopt(first, tree.kids(following))
        tree.remove(following)
