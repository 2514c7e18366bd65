"""What assistive technology hears from a PDF, where the engine's own tags say too little.

Run on the finished pages, just before the file is written: header cells say what they head, list numbers
are labels, a link is one link and is read by its words, running headers and footers are not read at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pydyf  # type: ignore[import-untyped]  # the PDF objects of the engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint import Document as Rendering

_SCOPES: Final = {"col": "/Column", "colgroup": "/Column", "row": "/Row"}
_NUMBERINGS: Final = {"a": "/LowerAlpha", "i": "/LowerRoman"}

Element = Any
"""A structure element: a dictionary of pydyf's, an untyped library."""


class _Tags:
    """The structure elements of a file, the way from a reference to its object, and who owns which mark."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.root: Element = self.at(pdf.catalog["StructTreeRoot"])
        self.owners: list[Any] = self.at(self.root["ParentTree"])["Nums"][1::2]
        """By page, the owner of each mark; after the pages, the owner of each link."""

    def at(self, reference: bytes) -> Any:
        """Return the object that a reference names."""
        return self.pdf.objects[int(reference.split()[0])]

    def named(self, kind: str) -> list[Element]:
        """Return the elements of a kind, in the order of the document."""
        return [one for one in self.pdf.objects if _is_element(one) and one["S"] == kind]

    def below(self, element: Element) -> Iterator[Element]:
        """Yield an element and all the elements in it."""
        yield element
        for kid in element["K"]:
            if isinstance(kid, bytes) and _is_element(self.at(kid)):
                yield from self.below(self.at(kid))


def finish(rendering: Rendering, pdf: pydyf.PDF) -> None:
    """Mend the tags of a PDF that is about to be written."""
    tags = _Tags(pdf)
    boxes = [box for page in rendering.pages for box in page._page_box.descendants()]  # noqa: SLF001
    for box in boxes:
        _name_scope(box)
        _name_link(box, tags)
    _name_numberings(boxes, tags)
    for item in tags.named("/LI"):
        _lift_label(item, tags)
        _wrap_body(item, tags)
    _hide_running_texts(tags)
    settle_ends(pdf)


def _is_element(one: object) -> bool:
    return isinstance(one, dict) and one.get("Type") == "/StructElem"


def _name_scope(box: Any) -> None:
    """Say of a header cell whether it heads a row or a column."""
    if box.element_tag == "th" and hasattr(box, "mark"):
        box.mark["A"]["Scope"] = _SCOPES[box.element.get("scope")]


# --- links ---------------------------------------------------------------------------------------


def _name_link(box: Any, tags: _Tags) -> None:
    """Give a link its own words to be read by; take away the links the engine makes of its parts."""
    if box.link_annotation is None:
        return
    if box.element_tag == "a":
        words = " ".join("".join(box.element.itertext()).split())
        box.link_annotation["Contents"] = pydyf.String(words or box.element.get("href"))
    else:
        _unlink(box.link_annotation, tags)


def _unlink(annotation: Element, tags: _Tags) -> None:
    owner = tags.at(tags.owners[annotation["StructParent"]])
    owner["S"] = "/Span"
    owner["K"] = pydyf.Array(kid for kid in owner["K"] if not _points_at(kid, annotation, tags))
    page = tags.at(owner["Pg"])
    page["Annots"] = pydyf.Array(one for one in page["Annots"] if one != annotation.reference)


def _points_at(kid: Any, annotation: Element, tags: _Tags) -> bool:
    return isinstance(kid, bytes) and tags.at(kid).get("Obj") == annotation.reference


# --- lists ---------------------------------------------------------------------------------------


def _name_numberings(boxes: list[Any], tags: _Tags) -> None:
    """Say how each list is numbered. The engine makes list elements in the order of its list boxes."""
    lists = [box for box in boxes if box.element_tag in ("ol", "ul")]
    for box, element in zip(lists, tags.named("/L"), strict=True):
        is_ordered = box.element_tag == "ol"
        numbering = _NUMBERINGS.get(box.element.get("type"), "/Decimal") if is_ordered else "/Disc"
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def _lift_label(item: Element, tags: _Tags) -> None:
    """Make the number that begins an item's first paragraph the label of the item."""
    path = [item]
    for kind in ("/LBody", "/P", "/Span"):
        first = next(iter(path[-1]["K"]), None)
        if not isinstance(first, bytes) or tags.at(first).get("S") != kind:
            return
        path.append(tags.at(first))
    _, _, paragraph, label = path
    if isinstance(label["K"][0], bytes):  # plain text would hold its content itself
        paragraph["K"].remove(label.reference)
        item["K"].insert(0, label.reference)
        label |= {"S": "/Lbl", "P": item.reference}


def _wrap_body(item: Element, tags: _Tags) -> None:
    """Put all of an item but its label into one body, as the tags of a list must be."""
    loose = [kid for kid in item["K"] if tags.at(kid)["S"] not in ("/Lbl", "/LBody")]
    if not loose:
        return
    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(loose)})
    body |= {"Pg": item["Pg"], "P": item.reference}
    tags.pdf.add_object(body)
    for kid in loose:
        tags.at(kid)["P"] = body.reference
    item["K"] = pydyf.Array([kid for kid in item["K"] if kid not in loose] + [body.reference])


# --- streams -------------------------------------------------------------------------------------


def settle_ends(pdf: pydyf.PDF) -> None:
    """Let no stream end in CR: with the LF after it, a checker would take both for the end of the line."""
    for one in pdf.objects:
        while isinstance(one, pydyf.Stream) and one.data.endswith(b"\r\nendstream"):
            one.stream.append(b"")  # one more line feed, which content, maps and fonts all ignore
            if "Length1" in one.extra:
                one.extra["Length1"] += 1


# --- running headers and footers -----------------------------------------------------------------


def _hide_running_texts(tags: _Tags) -> None:
    """Turn what no element of the document holds into artifacts, page by page."""
    document = tags.at(tags.root["K"][0])
    held = set(document["K"])
    hidden: dict[bytes, set[int]] = {}
    for one in [one for one in tags.pdf.objects if _is_element(one)]:
        if one["P"] == document.reference and one.reference not in held:
            kids = (kid for below in tags.below(one) for kid in below["K"])
            hidden.setdefault(one["Pg"], set()).update(kid for kid in kids if isinstance(kid, int))
    for page, owners in zip(tags.pdf.page_references, tags.owners, strict=False):
        marks = hidden.get(page, set())
        _hide(tags.at(tags.at(page)["Contents"]).stream, marks)
        owners[:] = ["null" if mark in marks else owner for mark, owner in enumerate(owners)]


def _hide(stream: list[Any], marks: set[int]) -> None:
    for i, operand in enumerate(stream):
        if isinstance(operand, dict) and operand.get("MCID") in marks:
            stream[i - 1 : i + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
