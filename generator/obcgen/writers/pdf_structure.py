"""The structure tree of a PDF that is about to be written: its elements, and the boxes they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pydyf  # type: ignore[import-untyped]  # the PDF objects of the engine

from obcgen.writers.pdf_boxes import boxes_of, is_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint import Document as Rendering

KINDS: Final = {
    "main": "/Part",
    "section": "/Sect",
    "table": "/Table",
    "thead": "/THead",
    "tbody": "/TBody",
    "tr": "/TR",
    "ol": "/L",
    "ul": "/L",
    "li": "/LI",
    "p": "/P",
}
"""HTML elements of which the engine makes exactly one element a page, and its kind."""

Element = Any
"""A structure element: a dictionary of pydyf's, an untyped library."""


class Structure:
    """The structure elements of a file, the way from a reference to its object, and who owns which mark."""

    def __init__(self, rendering: Rendering, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.root: Element = self.at(pdf.catalog["StructTreeRoot"])
        self.owners: list[Any] = self.at(self.root["ParentTree"])["Nums"][1::2]
        """By page, the owner of each mark; after the pages, the owner of each link and blank."""
        self.boxes = [box for page in rendering.pages for box in boxes_of(page)]

    def at(self, reference: bytes) -> Any:
        """Return the object that a reference names."""
        return self.pdf.objects[int(reference.split()[0])]

    def named(self, kind: str) -> list[Element]:
        """Return the elements of a kind, in the order of the document."""
        return [one for one in self.pdf.objects if is_element(one) and one["S"] == kind]

    def kids(self, element: Element) -> list[Element]:
        """Return the elements directly in an element."""
        found = (self.at(kid) for kid in element["K"] if isinstance(kid, bytes))
        return [kid for kid in found if is_element(kid)]

    def below(self, element: Element) -> Iterator[Element]:
        """Yield an element and all the elements in it."""
        yield element
        for kid in self.kids(element):
            yield from self.below(kid)

    def paired(self, *tags: str) -> list[tuple[Any, Element]]:
        """Return each box of these HTML elements with its element: both are in the order of the document."""
        kinds = {KINDS[tag] for tag in tags}
        siblings = {tag for tag, kind in KINDS.items() if kind in kinds}
        boxes = (box for box in self.boxes if box.element_tag in siblings)
        whole = [box for box in boxes if not is_part(box)]
        elements = [one for one in self.pdf.objects if is_element(one) and one["S"] in kinds]
        return [(box, one) for box, one in zip(whole, elements, strict=True) if box.element_tag in tags]

    def adopt(self, parent: Element, kids: list[Element]) -> None:
        """Put elements at the end of another one, out of wherever they were."""
        for kid in kids:
            self.remove(kid)
            kid["P"] = parent.reference
            parent["K"].append(kid.reference)

    def remove(self, element: Element) -> None:
        """Take an element out of the tree."""
        kids = self.at(element["P"])["K"]
        if element.reference in kids:
            kids.remove(element.reference)

    def marks(self, element: Element) -> list[int]:
        """Return the marks that an element and all in it own; they are all on its page."""
        return [kid for one in self.below(element) for kid in one["K"] if isinstance(kid, int)]

    def hide(self, marks: dict[bytes, set[int]]) -> None:
        """Make artifacts, by page, of marks that no element of the document holds."""
        for page, owners in zip(self.pdf.page_references, self.owners, strict=False):
            hidden = marks.get(page)
            if not hidden:
                continue
            _hide(self.at(self.at(page)["Contents"]).stream, hidden)
            owners[:] = ["null" if mark in hidden else owner for mark, owner in enumerate(owners)]


def is_element(one: object) -> bool:
    """Tell whether an object is a structure element."""
    return isinstance(one, dict) and one.get("Type") == "/StructElem"


def _hide(stream: list[Any], marks: set[int]) -> None:
    for i, operand in enumerate(stream):
        if isinstance(operand, dict) and operand.get("MCID") in marks:
            stream[i - 1 : i + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
