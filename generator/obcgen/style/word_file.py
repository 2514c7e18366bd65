"""A Word file that a pack brings, and what of it could not be used."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from obcgen.zip_file import TooLarge, ZipFault, ZipFile, open_zip

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

LARGEST_PART: Final = 5_000_000
"""Bytes; a letterhead and styles have far fewer, and they are read in the program's own process."""
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MAIN: Final = "word/document.xml"
_NOT_WORD: Final = "it is not a file that Word saved as .docx"


class NotAWordFileError(ValueError):
    """The bytes are no Word file that could be read; the message says why."""


@dataclass(frozen=True)
class WordFile:
    """The parts of a Word file by name; `told` gathers what could not be used."""

    file: ZipFile
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
        try:
            return self.file.part(name, LARGEST_PART)
        except ZipFault as fault:
            raise NotAWordFileError(str(fault)) from fault

    def xml(self, name: str) -> ET.Element | None:
        """Return a part as elements, if it is there.

        Raises:
            NotAWordFileError: it is no sound XML, or declares a document type.
        """
        try:
            return self.file.xml(name, LARGEST_PART)
        except ZipFault as fault:
            raise NotAWordFileError(str(fault)) from fault

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
    try:
        found = WordFile(open_zip(content))
    except TooLarge as fault:
        raise NotAWordFileError(str(fault)) from fault
    except ZipFault as fault:
        raise NotAWordFileError(_NOT_WORD) from fault
    if found.part(MAIN) is None:
        raise NotAWordFileError(_NOT_WORD)
    return found
