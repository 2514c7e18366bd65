"""Word files such as a district has: a letterhead with styles of its own, made for tests part by part."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SECTION = (
    '<w:headerReference w:type="default" r:id="h2"/><w:headerReference w:type="first" r:id="h1"/>'
    '<w:footerReference w:type="default" r:id="f2"/><w:pgSz w:w="12240" w:h="15840"/>'
    '<w:pgMar w:top="1872" w:right="1440" w:bottom="1440" w:left="1728"/><w:titlePg/>'
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>'
    '<w:rPr><w:rFonts w:ascii="Arial"/><w:color w:val="5B2333"/><w:sz w:val="36"/></w:rPr></w:style>'
)
THEME = (
    "<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface='Georgia'/></a:minorFont></a:fontScheme>"
    "</a:themeElements>"
)


def picture() -> bytes:
    """Return a PNG of one red dot."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\xff\0\0")), (b"IEND", b""))
    parts = (struct.pack(">I", len(c)) + n + c + struct.pack(">I", zlib.crc32(n + c)) for n, c in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def drawing(identity: str = "rId1", more: str = "") -> str:
    """Return a picture in a line."""
    return (
        '<w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="A" descr="Seal"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="Seal"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{identity}"{more}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def words(text: str) -> str:
    """Return a paragraph of words."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def letterhead_file(
    first: str = "",
    default: str = words("Purchasing"),
    footer: str = words("100 Main Street"),
    *,
    section: str = SECTION,
    styles: str = STYLES,
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a Word file with these headers and this footer; `parts` go over the parts it has."""
    first = first or f"<w:p><w:r>{drawing()}</w:r></w:p>"
    relations = "".join(
        f'<Relationship Id="{one}" Type="x" Target="{target}.xml"/>'
        for one, target in (("h1", "header1"), ("h2", "header2"), ("f2", "footer2"))
    )
    image = '<Relationship Id="rId1" Type="image" Target="media/seal.png"/>'
    image += '<Relationship Id="rId2" Type="image" Target="http://evil.example/x.png" TargetMode="External"/>'
    texts = {
        "word/document.xml": f"<w:document {SPACES}><w:sectPr>{section}</w:sectPr></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "word/theme/theme1.xml": f"<a:theme {SPACES}>{THEME}</a:theme>",
        "word/header1.xml": f"<w:hdr {SPACES}>{first}</w:hdr>",
        "word/header2.xml": f"<w:hdr {SPACES}>{default}</w:hdr>",
        "word/footer2.xml": f"<w:ftr {SPACES}>{footer}</w:ftr>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        "word/_rels/header1.xml.rels": f'<Relationships xmlns="{RELATIONS}">{image}</Relationships>',
    }
    contents = {name: text.encode() for name, text in texts.items()} | {"word/media/seal.png": picture()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {**contents, **(parts or {})}.items():
            file.writestr(name, content)
    return stream.getvalue()
