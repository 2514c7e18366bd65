"""A Word file from a stranger, opened with care: limits on size, no document type, nothing outside it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

from obcgen.file_contents import contents
from obcgen.problems import Kind, ObcgenError, Place

NOT_WORD = Kind("IMP-01", "A file that is not a Word document")
TOO_LARGE = Kind("IMP-02", "A Word document that is too large")

DOCUMENT = "word/document.xml"
MOST_BYTES = 20_000_000
MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
DEEPEST = 200
"""A document nests some 20 elements deep; the reader behind this room recurses."""

_NAMESPACES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SAVE_AS = "Open it in Word and save it as .docx (Word Document)."


def read_word(path: Path) -> dict[str, bytes]:
    """Return the parts of a Word document by name.

    Raises:
        ObcgenError: the file cannot be read, is not Word's .docx, or is beyond the limits.
    """
    try:
        content = contents(path, MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise _too_large(path, f"It has more than {MOST_BYTES:,} bytes.", f"{MOST_BYTES:,} bytes at most")
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = _parts(path, archive)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise ObcgenError(
            NOT_WORD.problem(message, place=_place(path), hint="Check the name of the file.")
        ) from error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise _not_word(path) from error
    if DOCUMENT not in parts:
        raise _not_word(path)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            _check(path, content)
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
    return ET.fromstring(content)  # noqa: S314 - `_check` refused document types and deep nesting


def _parts(path: Path, archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED:
        found = f"It unpacks to {unpacked:,} bytes in {len(entries):,} parts."
        raise _too_large(path, found, f"{MOST_UNPACKED:,} bytes in {MOST_PARTS:,} parts at most")
    return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}


def _check(path: Path, content: bytes) -> None:
    """Refuse XML with a document type, XML that is broken, and XML so deep that a reader could not follow."""
    if _NAMESPACES.search(content):
        raise _not_word(path)
    depth = 0
    try:
        events = ET.iterparse(BytesIO(content), ("start", "end"))  # noqa: S314 - no document type, see above
        for event, _ in events:
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise _too_large(path, "Its parts are nested too deep.", f"{DEEPEST} levels at most")
    except (ET.ParseError, LookupError, ValueError) as error:
        raise _not_word(path) from error


def _place(path: Path) -> Place:
    return Place(str(path), 1, 1)


def _not_word(path: Path) -> ObcgenError:
    message = f"{path.name} is not a Word document (.docx) that can be read."
    return ObcgenError(NOT_WORD.problem(message, place=_place(path), hint=_SAVE_AS))


def _too_large(path: Path, found: str, expected: str) -> ObcgenError:
    message = f"{path.name} is too large to import. {found}"
    hint = "Import it in several files, one for each part of the boilerplate, without pictures."
    return ObcgenError(TOO_LARGE.problem(message, place=_place(path), expected=expected, hint=hint))
