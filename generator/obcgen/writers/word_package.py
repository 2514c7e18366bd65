"""The package of a Word file: which parts it has, of what types, how they are related, and its properties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from obcgen.writers.office_package import RELATIONSHIPS, Part, Relation, packed
from obcgen.writers.word_answers import answers, answers_about, shared_answers
from obcgen.writers.word_embedded import (
    custom_properties,
    custom_xml,
    custom_xml_about,
    values_about,
    values_part,
)
from obcgen.writers.word_xml import DECLARATION, Xml, escaped, printable, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.embedded import Embedded
    from obcgen.document.tree import Document
    from obcgen.style import Picture
    from obcgen.writers.word_fonts import EmbeddedFont

DOCUMENT: Final = "document"
"""The name of the part that holds the body."""
_DAY: Final = "1980-01-01T00:00:00Z"
_LONGEST_PROPERTY: Final = 255
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_WORD: Final = f"{_OFFICE}.wordprocessingml"
_PACKAGE: Final = "application/vnd.openxmlformats-package"
_PROPERTIES: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_NAMES: Final = {
    "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_KINDS: Final = {
    "theme": f"{_OFFICE}.theme+xml",
    **{
        name: f"{_WORD}.{name}+xml"
        for name in ("styles", "numbering", "settings", "fontTable", "header", "footer", "comments")
    },
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A file beside a part that uses it: where it stands, of what type, how they are related."""

    path: str
    kind: str
    relation: str
    content: bytes


def beside_picture(name: str, picture: Picture) -> Beside:
    """Return a picture as a file of this name."""
    place, kind = f"media/{name}.{picture.kind}", f"image/{picture.kind}"
    return Beside(place, kind, f"{RELATIONSHIPS}/image", picture.content)


def beside_font(name: str, font: EmbeddedFont) -> Beside:
    """Return an embedded font as a file of this name."""
    kind = f"{_OFFICE}.obfuscatedFont"
    return Beside(f"fonts/{name}.odttf", kind, f"{RELATIONSHIPS}/font", font.content)


def packaged(
    document: Document,
    body: bytes,
    parts: Mapping[str, bytes],
    links: Mapping[str, str],
    program: bytes,
    embedded: Embedded | None = None,
    beside: Mapping[str, Mapping[str, Beside]] | None = None,
) -> bytes:
    """Return the file of a body, the parts it refers to by name, its links outward and what made it.

    A part is named after its kind, with a number where there are several: `header1`; its name is also the
    id of its relation. `links` are addresses and the ids of their relations. `beside` are pictures and fonts,
    by the name of the part that uses them and the id of their relation.
    """
    main = _part(f"word/{DOCUMENT}", f"{_WORD}.document.main+xml", body)
    made = {DOCUMENT: main}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        made[name] = _part(f"word/{name}", _KINDS[kind], content)
        _relate(main, name, kind, made[name])
    for target, identity in links.items():
        _relate(main, identity, "hyperlink", printable(target))
    for name, files in (beside or {}).items():
        for identity, one in files.items():
            file = Part(f"word/{one.path}", one.kind, one.content)
            made[name].relations[identity] = Relation(one.relation, file)
    if embedded:
        _carry(main, embedded)
    if names := shared_answers(document):
        _item(main, 3, "answers", answers(names), answers_about())
    return packed(_of_package(main, document, program, embedded))


def _of_package(
    main: Part, document: Document, program: bytes, embedded: Embedded | None
) -> Mapping[str, Relation]:
    """Return what leads to the body, to the properties that every program knows, and to ours."""
    described = _part("docProps/core", f"{_PACKAGE}.core-properties+xml", _described(document))
    made_by = _part("docProps/app", f"{_OFFICE}.extended-properties+xml", program)
    relations = [
        Relation(f"{RELATIONSHIPS}/officeDocument", main),
        Relation(_PROPERTIES, described),
        Relation(f"{RELATIONSHIPS}/extended-properties", made_by),
    ]
    if embedded:
        stated = _part("docProps/custom", f"{_OFFICE}.custom-properties+xml", custom_properties(embedded))
        relations.append(Relation(f"{RELATIONSHIPS}/custom-properties", stated))
    return {f"rId{number}": relation for number, relation in enumerate(relations, start=1)}


def _carry(main: Part, embedded: Embedded) -> None:
    """Put the embedded text beside the body, where programs keep data of a document."""
    _item(main, 1, "source", custom_xml(embedded), custom_xml_about(embedded))
    if embedded.printed:
        _item(main, 2, "values", values_part(embedded), values_about(embedded))


def _item(main: Part, number: int, name: str, content: bytes, properties: bytes) -> None:
    """Put data for programs beside the body, and what Word wants to know of it."""
    item = _part(f"customXml/item{number}", "application/xml", content)
    about = _part(f"customXml/itemProps{number}", f"{_OFFICE}.customXmlProperties+xml", properties)
    _relate(item, "about", "customXmlProps", about)
    _relate(main, name, "customXml", item)


def _relate(part: Part, identity: str, kind: str, target: Part | str) -> None:
    part.relations[identity] = Relation(f"{RELATIONSHIPS}/{kind}", target)


def _part(name: str, kind: str, content: bytes) -> Part:
    return Part(f"{name}.xml", kind, content)


def _described(document: Document) -> bytes:
    """Return the title, number, owner and language; the dates are fixed, so that bytes repeat."""
    owner, day = _property(document.owner), {"xsi:type": "dcterms:W3CDTF"}
    elements = (
        tag("dc:title", _property(document.title)),
        tag("cp:lastModifiedBy", owner),
        tag("cp:revision", Xml("1")),
        tag("dcterms:modified", Xml(_DAY), **day),
        tag("dc:subject", _property(document.number)),
        tag("dc:creator", owner),
        tag("cp:keywords", _property(document.name)),
        tag("dc:language", _property(document.language)),
        tag("dcterms:created", Xml(_DAY), **day),
    )
    return f"{DECLARATION}{tag('cp:coreProperties', *elements, **_NAMES)}".encode()


def _property(text: str) -> Xml:
    return escaped(printable(text)[:_LONGEST_PROPERTY])
