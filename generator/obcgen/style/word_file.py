"""A Word file that a pack brings, opened with care: few parts, each of a size, no document type in any."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET

LARGEST_PART: Final = 5_000_000
MOST_PARTS: Final = 500
_ENTRY: Final = b"PK\x01\x02"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MAIN: Final = "word/document.xml"


class NotAWordFileError(ValueError):
    """The bytes are no Word file that could be read; the message says why."""


@dataclass(frozen=True)
class WordFile:
    """The parts of a Word file by name; `told` gathers what could not be used."""

    archive: zipfile.ZipFile
    told: list[str] = field(default_factory=list)

    def tell(self, what: str) -> None:
        """Note something that is not carried over, once."""
        if what not in self.told:
            self.told.append(what)

    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part, if it is there.

        Raises:
            NotAWordFileError: it is damaged or too large.
        """
        if name not in self.archive.namelist():
            return None
        try:
            with self.archive.open(name) as stream:
                content = stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
            raise NotAWordFileError(f"its part {name} is damaged or encrypted") from error
        if len(content) > LARGEST_PART:
            raise NotAWordFileError(f"its part {name} is larger than {LARGEST_PART:,} bytes")
        return content

    def xml(self, name: str) -> ET.Element | None:
        """Return a part as elements, if it is there.

        Raises:
            NotAWordFileError: it is no sound XML, or declares a document type.
        """
        content = self.part(name)
        if content is None:
            return None
        if b"<!" in content.replace(b"<!--", b""):
            raise NotAWordFileError(f"its part {name} declares a document type")
        try:
            return ET.fromstring(content)  # noqa: S314 - no document type, so nothing expands or is fetched
        except (ET.ParseError, ValueError, LookupError) as error:
            raise NotAWordFileError(f"its part {name} is not sound XML") from error

    def target(self, part: str, identity: str) -> str | None:
        """Return the name of the part that a relation of a part leads to; nothing where it leads outside."""
        folder, _, name = part.rpartition("/")
        relations = self.xml(f"{folder}/_rels/{name}.rels")
        for one in relations.iter(f"{_TYPES}Relationship") if relations is not None else ():
            if one.get("Id") == identity and one.get("TargetMode", "Internal") == "Internal":
                return posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        return None


def open_word(content: bytes) -> WordFile:
    """Return the parts of a Word file.

    Raises:
        NotAWordFileError: the bytes are none.
    """
    if content.count(_ENTRY) > MOST_PARTS:
        raise NotAWordFileError(f"it has more than {MOST_PARTS} parts")
    try:
        found = WordFile(zipfile.ZipFile(BytesIO(content)))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NotAWordFileError("it is not a file that Word saved as .docx") from error
    if found.part(MAIN) is None:
        raise NotAWordFileError("it is not a file that Word saved as .docx")
    return found
