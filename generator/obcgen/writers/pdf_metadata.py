"""What a PDF says of itself: its metadata packet, its properties, and the source that it carries.

The engine writes one of the two claims. The other is added here, with the extension schema by which PDF/A
lets a packet use a property that it does not define itself.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pydyf  # type: ignore[import-untyped]  # the PDF objects of the engine
from weasyprint import Attachment
from weasyprint.pdf.metadata import DocumentMetadata

from obcgen.document.embedded import ENGINE, MEDIA_TYPE
from obcgen.writers.pdf_engine import engine_versions

if TYPE_CHECKING:
    from obcgen.document.embedded import Embedded

_DAY: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)

_END: Final = b"</rdf:RDF>"
_UNIVERSAL_ACCESS: Final = b"""
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


class Metadata(DocumentMetadata):  # type: ignore[misc]  # the engine is untyped
    """The engine's metadata with the claim of PDF/UA-1 beside its own of PDF/A-3a."""

    @classmethod
    def of(cls, metadata: DocumentMetadata, embedded: Embedded | None) -> Metadata:
        """Return the same metadata as this class, with the engine and what is embedded as the source."""
        found = cls(**vars(metadata))
        found.custom = {**dict(embedded.properties if embedded else ()), ENGINE: engine_versions()}
        found.generator = embedded.maker if embedded else None
        found.attachments = [_attachment(embedded)] if embedded else []
        return found

    def include_in_pdf(self, pdf: Any, variant: str, version: int, conformance: str, compress: bool) -> None:  # noqa: ARG002
        """Add the packet, never compressed: programs that know nothing of PDF must find it."""
        super().include_in_pdf(pdf, variant, version, conformance, compress=False)

    def generate_rdf_metadata(self, *args: Any) -> bytes:
        """Return the packet's RDF."""
        rdf: bytes = super().generate_rdf_metadata(*args)
        return rdf.replace(_END, _UNIVERSAL_ACCESS + _END)


def _attachment(embedded: Embedded) -> Attachment:
    """Return the attachment; its dates are fixed, so that bytes repeat."""
    return Attachment(
        string=embedded.text,
        name=embedded.name,
        description=embedded.about,
        created=_DAY,
        modified=_DAY,
        relationship="Source",
    )


def settle_attachment(pdf: pydyf.PDF) -> None:
    """Say what kind of file is attached, which the engine asks the machine, and leave its text as it is.

    Uncompressed, anything can read it, and it never ends in a byte that `settle_ends` would have to mend.
    """
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and one.extra.get("Type") == "/EmbeddedFile":
            one.extra["Subtype"] = f"/{MEDIA_TYPE.replace('/', '#2f')}"
            one.compress = False
