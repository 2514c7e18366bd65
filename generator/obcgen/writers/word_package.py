"""The package of a Word file: python-docx holds the parts, their types, relations and properties.

It stamps the clock into the zip it saves. Here the zip is our own: the same on every day and machine.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter

from obcgen.writers.word_answers import answers, answers_about, shared_answers
from obcgen.writers.word_embedded import (
    custom_properties,
    custom_xml,
    custom_xml_about,
    values_about,
    values_part,
)
from obcgen.writers.word_xml import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.embedded import Embedded
    from obcgen.document.tree import Document
    from obcgen.style import Picture
    from obcgen.writers.word_fonts import EmbeddedFont

DOCUMENT: Final = "document"
"""The name of the part that holds the body."""
_DAY: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_LONGEST_PROPERTY: Final = 255
_VEILED_FONT: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_KINDS: Final = {
    "styles": (RELATIONSHIP_TYPE.STYLES, CONTENT_TYPE.WML_STYLES),
    "numbering": (RELATIONSHIP_TYPE.NUMBERING, CONTENT_TYPE.WML_NUMBERING),
    "settings": (RELATIONSHIP_TYPE.SETTINGS, CONTENT_TYPE.WML_SETTINGS),
    "fontTable": (RELATIONSHIP_TYPE.FONT_TABLE, CONTENT_TYPE.WML_FONT_TABLE),
    "theme": (RELATIONSHIP_TYPE.THEME, CONTENT_TYPE.OFC_THEME),
    "header": (RELATIONSHIP_TYPE.HEADER, CONTENT_TYPE.WML_HEADER),
    "comments": (RELATIONSHIP_TYPE.COMMENTS, CONTENT_TYPE.WML_COMMENTS),
    "footer": (RELATIONSHIP_TYPE.FOOTER, CONTENT_TYPE.WML_FOOTER),
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
    return Beside(place, kind, RELATIONSHIP_TYPE.IMAGE, picture.content)


def beside_font(name: str, font: EmbeddedFont) -> Beside:
    """Return an embedded font as a file of this name."""
    return Beside(f"fonts/{name}.odttf", _VEILED_FONT, RELATIONSHIP_TYPE.FONT, font.content)


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
    package = OpcPackage()
    main = _part(f"word/{DOCUMENT}", CONTENT_TYPE.WML_DOCUMENT_MAIN, body)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    made = {DOCUMENT: main}
    for name, content in parts.items():
        relation, kind = _KINDS[name.rstrip("0123456789")]
        made[name] = _part(f"word/{name}", kind, content)
        main.load_rel(relation, made[name], name)
    for target, identity in links.items():
        main.load_rel(RELATIONSHIP_TYPE.HYPERLINK, printable(target), identity, is_external=True)
    for name, files in (beside or {}).items():
        for identity, one in files.items():
            file = Part(PackURI(f"/word/{one.path}"), one.kind, one.content)
            made[name].load_rel(one.relation, file, identity)
    _describe(package, document)
    made_by = _part("docProps/app", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, program)
    package.relate_to(made_by, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    if embedded:
        _carry(package, main, embedded)
    if names := shared_answers(document):
        _item(main, 3, "answers", answers(names), answers_about())
    return _zipped(package)


def _carry(package: OpcPackage, main: Part, embedded: Embedded) -> None:
    """Put the embedded text beside the body, where programs keep data of a document, and its properties."""
    _item(main, 1, "source", custom_xml(embedded), custom_xml_about(embedded))
    if embedded.printed:
        _item(main, 2, "values", values_part(embedded), values_about(embedded))
    stated = _part("docProps/custom", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, custom_properties(embedded))
    package.relate_to(stated, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _item(main: Part, number: int, name: str, content: bytes, properties: bytes) -> None:
    """Put data for programs beside the body, and what Word wants to know of it."""
    item = _part(f"customXml/item{number}", CONTENT_TYPE.XML, content)
    about = _part(f"customXml/itemProps{number}", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, properties)
    item.load_rel(RELATIONSHIP_TYPE.CUSTOM_XML_PROPS, about, "about")
    main.load_rel(RELATIONSHIP_TYPE.CUSTOM_XML, item, name)


def _part(name: str, kind: str, content: bytes) -> Part:
    return Part(PackURI(f"/{name}.xml"), kind, content)


def _describe(package: OpcPackage, document: Document) -> None:
    """Set the title, number, owner and language; the dates are fixed, so that bytes repeat."""
    properties = package.core_properties
    properties.title = _property(document.title)
    properties.subject = _property(document.number)
    properties.author = properties.last_modified_by = _property(document.owner)
    properties.keywords = _property(document.name)
    properties.language = _property(document.language)
    properties.created = properties.modified = _DAY


def _property(text: str) -> str:
    return printable(text)[:_LONGEST_PROPERTY]


class _Parts(dict[str, bytes]):
    """What a package writes, by name."""

    def write(self, name: PackURI, content: bytes) -> None:
        """Keep a part; python-docx writes into a zip file here, which knows no clock before 1980."""
        self[name.membername] = content


def _zipped(package: OpcPackage) -> bytes:
    parts, stream = _Parts(), io.BytesIO()
    writer: Any = PackageWriter
    every: list[Any] = package.parts
    for part in every:
        part.before_marshal()
    writer._write_content_types_stream(parts, every)  # noqa: SLF001 - what `save` does, without its zip
    writer._write_pkg_rels(parts, package.rels)  # noqa: SLF001
    writer._write_parts(parts, every)  # noqa: SLF001
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _DAY.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            after.writestr(entry, content)
    return stream.getvalue()
