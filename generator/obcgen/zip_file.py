"""A zip file from a stranger (a pack, a Word document), opened with one set of limits.

Nothing is unpacked before it is counted, nothing beyond what the file says of it, and no part is read as XML
that declares a document type, whose entities could grow without end or reach out.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Final, NoReturn
from xml.etree import ElementTree as ET
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_ZIP: Final = 50_000_000
MOST_PARTS: Final = 2_000
MOST_UNPACKED: Final = 100_000_000
LARGEST_PART: Final = 30_000_000
"""Bytes as they are stored and as they are unpacked; a table of many thousand rows is one large part."""
LARGEST_XML: Final = 12_000_000
"""Bytes of a part that is read as elements, which take many times as much; 21 pages have 250,000."""
MOST_SIGNS: Final = 1_000_000
"""Of `<` and `=` in a part of XML: an element or attribute in memory each; 21 pages have 19,000 in Word."""

_ENTRY: Final = b"PK\x01\x02"
_ENCRYPTED: Final = 0x1
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class ZipFault(Exception):  # noqa: N818 - what the file is at fault with; whoever opens it makes a Problem of it
    """What is wrong with a zip file: `str` says it, such as `its part a.xml is not sound XML`."""

    def __init__(self, what: str, part: str = "") -> None:
        super().__init__(f"its part {part} {what}" if part else f"it {what}")
        self.what = what


class TooLarge(ZipFault):
    """The file, or a part of it, is beyond the limits."""


class Locked(ZipFault):
    """The file, or a part of it, is locked with a password."""


@dataclass(frozen=True)
class ZipFile:
    """The parts of a zip file, each unpacked when it is asked for."""

    archive: zipfile.ZipFile

    @cached_property
    def entries(self) -> Mapping[str, zipfile.ZipInfo]:
        """What the file says of each of its parts, by name; folders are none."""
        return {entry.filename: entry for entry in self.archive.infolist() if not entry.is_dir()}

    def part(self, name: str, most: int = LARGEST_PART) -> bytes | None:
        """Return the bytes of a part, if it is there; `most` is for who knows that fewer must do.

        Raises:
            ZipFault: it is locked, larger than `most` bytes, or damaged.
        """
        entry = self.entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise Locked("is locked with a password", name)
        if entry.file_size > most:
            raise TooLarge(f"is larger than {most:,} bytes", name)
        try:
            with self.archive.open(entry) as stream:
                content = stream.read(entry.file_size + 1)
        except _BROKEN as error:
            raise ZipFault("is damaged", name) from error
        if len(content) != entry.file_size:
            raise ZipFault("does not have the size that the file says", name)
        return content

    def xml(self, name: str, most: int = LARGEST_PART) -> ET.Element | None:
        """Return a part as elements, if it is there.

        Raises:
            ZipFault: as `part`, or it is no sound XML in UTF-8, or declares a document type.
        """
        content = self.part(name, most)
        return None if content is None else xml(content, name)


def open_zip(content: bytes) -> ZipFile:
    """Return the parts of a zip file.

    Raises:
        ZipFault: the bytes are no whole zip file, or hold more than the limits.
    """
    if len(content) > LARGEST_ZIP:
        raise TooLarge(f"is larger than {LARGEST_ZIP:,} bytes")
    if content.count(_ENTRY) > MOST_PARTS:  # each takes memory as soon as the file is opened
        raise TooLarge(f"holds more than {MOST_PARTS:,} files")
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise ZipFault("is no whole zip file") from error
    entries = archive.infolist()
    if not all(entry.filename for entry in entries):
        raise ZipFault("holds a part without a name")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise TooLarge(f"unpacks to more than {MOST_UNPACKED:,} bytes")
    return ZipFile(archive)


def xml(content: bytes, part: str) -> ET.Element:
    """Return the bytes of a part as elements.

    Raises:
        ZipFault: they are no sound XML in UTF-8, declare a document type, or hold more than any document.
    """
    if len(content) > LARGEST_XML:
        raise TooLarge(f"is larger than {LARGEST_XML:,} bytes", part)
    if content.count(b"<") + content.count(b"=") > MOST_SIGNS:
        raise TooLarge(f"holds more than {MOST_SIGNS:,} elements and attributes", part)
    try:
        content.decode("utf-8")
        _refuse_document_type(content, part)
        return ET.fromstring(content)  # noqa: S314 - no document type, so nothing expands or is fetched
    except (ET.ParseError, expat.ExpatError, LookupError, ValueError) as error:
        raise ZipFault("is not sound XML", part) from error


class _Begun(Exception):  # noqa: N818 - no error: the first element ends the look
    """The first element is reached; no document type can follow."""


def _refuse_document_type(content: bytes, part: str) -> None:
    """Let the parser itself say whether there is one; it stops at the first element."""

    def declared(*_: object) -> NoReturn:
        raise ZipFault("declares a document type", part)

    def begun(*_: object) -> NoReturn:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = declared, begun
    try:
        parser.Parse(content, True)
    except _Begun:
        return
