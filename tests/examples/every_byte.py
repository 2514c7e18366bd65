"""Every byte of a file that somebody could read a secret from: unpacked, decompressed, decoded."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pikepdf
from lxml import etree
from reading_html import parsed
from tagged_pdf import read_tags

if TYPE_CHECKING:
    from collections.abc import Iterator


def readable(name: str, content: bytes) -> str:
    """Return everything that can be read in a file, its own name first.

    Raw bytes, unpacked parts and streams, text strings in any of PDF's encodings, and the text as it reads
    when the runs and glyphs that make it up are put together; all on lines of their own, single-spaced.
    """
    found = {".docx": _in_word, ".pdf": _in_pdf, ".html": _in_page}[name[name.rindex(".") :]](content)
    pieces = [name, _decoded(content), *found]
    return "\n".join(re.sub(r"[ \t\r\n\xa0]+", " ", piece) for piece in pieces)


def _in_word(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        yield _decoded(package.comment)
        for part in package.infolist():
            data = package.read(part)
            yield from (part.filename, _decoded(part.comment), _decoded(part.extra), _decoded(data))
            if part.filename.endswith((".xml", ".rels")):
                root = etree.fromstring(data)
                yield "".join(str(text) for text in root.itertext())
                yield from (str(value) for one in root.iter() for value in one.attrib.values())


def _in_pdf(content: bytes) -> Iterator[str]:
    yield read_tags(content).text
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for one in pdf.objects:
            yield from _in_object(one, 0)


def _in_object(one: Any, depth: int) -> Iterator[str]:
    """Yield the names, strings and streams of a PDF object; what it refers to is an object of its own."""
    if isinstance(one, pikepdf.Stream):
        yield _decoded(one.read_bytes()[_head(one) :] if _is_text(one) else one.read_raw_bytes())
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield from (str(key) for key in one.keys())  # noqa: SIM118 - a PDF dictionary, not Python's
        kids = [one.get(key) for key in one.keys()]  # noqa: SIM118
    else:
        kids = list(one) if isinstance(one, pikepdf.Array) else []
    if isinstance(one, pikepdf.String | pikepdf.Name):
        yield str(one)
    for kid in kids:
        if not getattr(kid, "is_indirect", False):
            yield from _in_object(kid, depth + 1)


def _head(stream: Any) -> int:
    """Return how many bytes at the start of a stream of objects only count: their numbers and places."""
    return int(stream["/First"]) if str(stream.get("/Type")) == "/ObjStm" else 0


def _is_text(stream: Any) -> bool:
    """Tell whether a stream can be decompressed: an image in its own format cannot."""
    return str(stream.get("/Subtype")) != "/Image"


def _in_page(content: bytes) -> Iterator[str]:
    page = parsed(content.decode())
    yield page.text_content()
    yield from (str(value) for one in page.iter() for value in one.attrib.values())


def _decoded(data: bytes) -> str:
    """Return bytes as text that keeps every plain letter and digit, also those of UTF-16."""
    return data.decode("utf-8", "replace") + "\n" + data.replace(b"\0", b"").decode("latin-1")
