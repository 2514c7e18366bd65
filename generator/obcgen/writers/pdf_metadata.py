"""The metadata packet of a file that is PDF/A-3a and PDF/UA-1 at once.

The engine writes one of the two claims. The other is added here, with the extension schema by which PDF/A
lets a packet use a property that it does not define itself.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint.pdf.metadata import DocumentMetadata

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
    def of(cls, metadata: DocumentMetadata) -> Metadata:
        """Return the same metadata as this class."""
        return cls(**vars(metadata))

    def include_in_pdf(self, pdf: Any, variant: str, version: int, conformance: str, compress: bool) -> None:  # noqa: ARG002
        """Add the packet, never compressed: programs that know nothing of PDF must find it."""
        super().include_in_pdf(pdf, variant, version, conformance, compress=False)

    def generate_rdf_metadata(self, *args: Any) -> bytes:
        """Return the packet's RDF."""
        rdf: bytes = super().generate_rdf_metadata(*args)
        return rdf.replace(_END, _UNIVERSAL_ACCESS + _END)
