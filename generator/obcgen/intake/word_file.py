"""A Word file from a stranger, as the reader of boilerplate takes it: sound, and not nested too deep."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

from obcgen.file_contents import contents
from obcgen.problems import Kind, ObcgenError, Place
from obcgen.zip_file import LARGEST_ZIP, TooLarge, ZipFault, ZipFile, open_zip, xml

NOT_WORD = Kind("IMP-01", "A file that is not a Word document")
TOO_LARGE = Kind("IMP-02", "A Word document that is too large")

DOCUMENT = "word/document.xml"
DEEPEST = 200
"""A document nests some 20 elements deep; the reader behind this room recurses."""

_SAVE_AS = "Open it in Word and save it as .docx (Word Document)."


def read_word(path: Path) -> dict[str, bytes]:
    """Return the parts of a Word document by name.

    Raises:
        ObcgenError: the file cannot be read, is not Word's .docx, or is beyond the limits.
    """
    try:
        parts = _parts(open_zip(contents(path, LARGEST_ZIP + 1)))
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise ObcgenError(
            NOT_WORD.problem(message, place=_place(path), hint="Check the name of the file.")
        ) from error
    except TooLarge as fault:
        raise _too_large(path, fault) from fault
    except ZipFault as fault:
        raise _not_word(path) from fault
    if DOCUMENT not in parts:
        raise _not_word(path)
    return parts


def packed(parts: dict[str, bytes]) -> BytesIO:
    """Return the parts as a file again."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    buffer.seek(0)
    return buffer


def tree(content: bytes) -> ET.Element:
    """Return a part that `read_word` has checked, as a tree."""
    return ET.fromstring(content)  # noqa: S314 - `read_word` refused document types and deep nesting


def _parts(file: ZipFile) -> dict[str, bytes]:
    parts = {name: file.part(name) or b"" for name in file.entries}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            _refuse_depth(xml(content, name), name)
    return parts


def _refuse_depth(root: ET.Element, part: str) -> None:
    """Refuse XML so deep that a reader could not follow, looking at it level by level."""
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise TooLarge(f"nests more than {DEEPEST} elements deep", part)
        level = [below for one in level for below in one]


def _place(path: Path) -> Place:
    return Place(str(path), 1, 1)


def _not_word(path: Path) -> ObcgenError:
    message = f"{path.name} is not a Word document (.docx) that can be read."
    return ObcgenError(NOT_WORD.problem(message, place=_place(path), hint=_SAVE_AS))


def _too_large(path: Path, fault: TooLarge) -> ObcgenError:
    hint = "Import it in several files, one for each part of the boilerplate, without pictures."
    message = f"{path.name} is too large to import: {fault}."
    return ObcgenError(TOO_LARGE.problem(message, place=_place(path), hint=hint))
