"""What assistive technology hears from a PDF, where the engine's own tags say too little.

Run on the finished pages, just before the file is written: header cells say what they head, list numbers
are labels, a link is one link and is read by its words, running headers and footers are not read at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pydyf  # type: ignore[import-untyped]  # the PDF objects of the engine

from obcgen.writers.pdf_across_pages import join_pages
from obcgen.writers.pdf_forms import add_fields
from obcgen.writers.pdf_packing import pack
from obcgen.writers.pdf_structure import Structure, is_element

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from weasyprint import Document as Rendering

    from obcgen.writers.pdf_structure import Element

_SCOPES: Final = {"col": "/Column", "colgroup": "/Column", "row": "/Row"}
_NUMBERINGS: Final = {"a": "/LowerAlpha", "i": "/LowerRoman"}


def finish(rendering: Rendering, pdf: pydyf.PDF, fonts: Sequence[Path]) -> None:
    """Mend the tags of a PDF that is about to be written, and make its blanks fields to fill in."""
    tags = Structure(rendering, pdf)
    add_fields(rendering, tags, fonts)
    for box in tags.boxes:
        _name_scope(box)
        _name_link(box, tags)
    _name_numberings(tags)
    _hide_running_texts(tags)
    join_pages(tags)
    for item in tags.named("/LI"):
        _lift_label(item, tags)
        _wrap_body(item, tags)
    for form in tags.named("/Form"):
        _hold_widget(form)
    pack(pdf)


def _hold_widget(form: Element) -> None:
    """Let the element of a blank hold its widget itself: so it may change in a file that is signed."""
    (form["K"],) = form["K"]


def _name_scope(box: Any) -> None:
    """Say of a header cell whether it heads a row or a column."""
    if box.element_tag == "th" and hasattr(box, "mark"):
        box.mark["A"]["Scope"] = _SCOPES[box.element.get("scope")]


# --- links ---------------------------------------------------------------------------------------


def _name_link(box: Any, tags: Structure) -> None:
    """Give a link its own words to be read by; take away the links the engine makes of its parts."""
    if box.link_annotation is None:
        return
    if box.element_tag == "a":
        words = " ".join("".join(box.element.itertext()).split())
        box.link_annotation["Contents"] = pydyf.String(words or box.element.get("href"))
    else:
        _unlink(box.link_annotation, tags)


def _unlink(annotation: Element, tags: Structure) -> None:
    owner = tags.at(tags.owners[annotation["StructParent"]])
    owner["S"] = "/Span"
    owner["K"] = pydyf.Array(kid for kid in owner["K"] if not _points_at(kid, annotation, tags))
    page = tags.at(owner["Pg"])
    page["Annots"] = pydyf.Array(one for one in page["Annots"] if one != annotation.reference)


def _points_at(kid: Any, annotation: Element, tags: Structure) -> bool:
    return isinstance(kid, bytes) and tags.at(kid).get("Obj") == annotation.reference


# --- lists ---------------------------------------------------------------------------------------


def _name_numberings(tags: Structure) -> None:
    """Say how each list is numbered."""
    for box, element in tags.paired("ol", "ul"):
        is_ordered = box.element_tag == "ol"
        numbering = _NUMBERINGS.get(box.element.get("type"), "/Decimal") if is_ordered else "/Disc"
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})


def _lift_label(item: Element, tags: Structure) -> None:
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


def _wrap_body(item: Element, tags: Structure) -> None:
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


# --- running headers and footers -----------------------------------------------------------------


def _hide_running_texts(tags: Structure) -> None:
    """Turn what no element of the document holds into artifacts, page by page."""
    document = tags.at(tags.root["K"][0])
    held = set(document["K"])
    hidden: dict[bytes, set[int]] = {}
    for one in [one for one in tags.pdf.objects if is_element(one)]:
        if one["P"] == document.reference and one.reference not in held:
            hidden.setdefault(one["Pg"], set()).update(tags.marks(one))
    tags.hide(hidden)
