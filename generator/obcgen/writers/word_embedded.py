"""What a Word file carries beside its pages: embedded text and values as custom XML, and its properties.

Word keeps both when it saves. LibreOffice keeps the properties, and the custom XML as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.writers.word_values import NAMESPACE as VALUES
from obcgen.writers.word_values import id_of, store_id, values_xml
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
    return _about(id_of(embedded.text), NAMESPACE)


def values_part(embedded: Embedded) -> bytes:
    """Return the item that holds the values to which controls are bound."""
    return _whole(values_xml(embedded.printed))


def values_about(embedded: Embedded) -> bytes:
    """Return what Word wants to know of that item."""
    return _about(store_id(embedded.printed), VALUES)


def _about(identity: str, namespace: str) -> bytes:
    reference = tag("ds:schemaRef", **{"ds:uri": namespace})
    attributes = {"ds:itemID": identity, "xmlns:ds": _CUSTOM_XML}
    return _whole(tag("ds:datastoreItem", tag("ds:schemaRefs", reference), **attributes))


def custom_properties(embedded: Embedded) -> bytes:
    """Return the properties, as Word lists them under File, Info, Advanced Properties, Custom."""
    properties = (
        tag("property", tag("vt:lpwstr", escaped(value)), fmtid=_USER_DEFINED, pid=number, name=name)
        for number, (name, value) in enumerate(embedded.properties, start=2)
    )
    names = {"xmlns": f"{_OFFICE}/custom-properties", "xmlns:vt": f"{_OFFICE}/docPropsVTypes"}
    return _whole(tag("Properties", *properties, **names))


def _whole(root: Xml) -> bytes:
    return f"{DECLARATION}{root}".encode()
