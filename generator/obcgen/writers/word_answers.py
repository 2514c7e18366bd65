"""Blanks that share an answer: all are bound to one element of a custom XML part, so it is typed once.

Word writes what is typed into the element, and from it into every control that is bound to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.document.walk import fields_of
from obcgen.writers.word_xml import DECLARATION, Xml, join, tag, w

if TYPE_CHECKING:
    from obcgen.document.tree import Document

_NAMESPACE: Final = "urn:obcgen:answers:1"
_CUSTOM_XML: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_IDENTITY: Final = "{6F0C2B6A-5E1D-4E0C-9B57-0BC6E2A15AE1}"
"""The id by which controls name the part; any would do, if it is always the same."""


def shared_answers(document: Document) -> tuple[str, ...]:
    """Return the names under which blanks of a document share an answer."""
    return tuple(dict.fromkeys(one.shared for one in fields_of(document.blocks) if one.shared))


def binding(name: str) -> Xml:
    """Return what binds a control to the answer of this name."""
    mappings, path = f"xmlns:a='{_NAMESPACE}'", f"/a:answers[1]/a:{name}[1]"
    return w("dataBinding", prefixMappings=mappings, xpath=path, storeItemID=_IDENTITY)


def answers(names: tuple[str, ...]) -> bytes:
    """Return the part that holds the answers, none of them given yet."""
    empty = join(tag(name) for name in names)
    return f"{DECLARATION}{tag('answers', empty, xmlns=_NAMESPACE)}".encode()


def answers_about() -> bytes:
    """Return what Word wants to know of the part: its id and its namespace."""
    reference = tag("ds:schemaRef", **{"ds:uri": _NAMESPACE})
    attributes = {"ds:itemID": _IDENTITY, "xmlns:ds": _CUSTOM_XML}
    return f"{DECLARATION}{tag('ds:datastoreItem', tag('ds:schemaRefs', reference), **attributes)}".encode()
