"""What a Word file carries beside its pages: the embedded text as custom XML, and its properties.

Word keeps both when it saves. LibreOffice keeps the properties, and the custom XML as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.document.embedded import hash_of
from obcgen.writers.word_xml import DECLARATION, Xml, data, escaped, tag

if TYPE_CHECKING:
    from obcgen.document.embedded import Embedded

NAMESPACE: Final = "urn:obcgen:embedded:1"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_XML: Final = f"{_OFFICE}/customXml"
_USER_DEFINED: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that users define; Office numbers the properties in it from 2."""


def custom_xml(embedded: Embedded) -> bytes:
    """Return the item that holds the text."""
    return _whole(tag("embedded", data(embedded.text), xmlns=NAMESPACE, name=embedded.name))


def custom_xml_about(embedded: Embedded) -> bytes:
    """Return what Word wants to know of the item: an id, made from the text, and its namespace."""
    reference = tag("ds:schemaRef", **{"ds:uri": NAMESPACE})
    attributes = {"ds:itemID": _identity(embedded.text), "xmlns:ds": _CUSTOM_XML}
    return _whole(tag("ds:datastoreItem", tag("ds:schemaRefs", reference), **attributes))


def custom_properties(embedded: Embedded) -> bytes:
    """Return the properties, as Word lists them under File, Info, Advanced Properties, Custom."""
    properties = (
        tag("property", tag("vt:lpwstr", escaped(value)), fmtid=_USER_DEFINED, pid=number, name=name)
        for number, (name, value) in enumerate(embedded.properties, start=2)
    )
    names = {"xmlns": f"{_OFFICE}/custom-properties", "xmlns:vt": f"{_OFFICE}/docPropsVTypes"}
    return _whole(tag("Properties", *properties, **names))


def _identity(text: str) -> str:
    digits = hash_of(text).upper()
    parts = (digits[0:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32])
    return f"{{{'-'.join(parts)}}}"


def _whole(root: Xml) -> bytes:
    return f"{DECLARATION}{root}".encode()
