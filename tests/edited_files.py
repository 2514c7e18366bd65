"""Files as somebody changed them: parts of a Word file put in or left out, texts replaced."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

BODY = "word/document.xml"
PROPERTIES = "docProps/custom.xml"
ITEM = "customXml/item1.xml"


def with_parts(docx: bytes, changes: Mapping[str, tuple[str, str] | None]) -> bytes:
    """Return a Word file with a text replaced in some parts (old, new), and without those that are None."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name not in changes:
                after.writestr(name, before.read(name))
            elif change := changes[name]:
                text = before.read(name).decode()
                assert change[0] in text, f"{change[0]} is not in {name}"
                after.writestr(name, text.replace(*change, 1))
    return stream.getvalue()


def part(docx: bytes, name: str = BODY) -> str:
    """Return a part of a Word file as text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(name).decode()


def paragraph(docx: bytes, words: str) -> str:
    """Return the markup of the paragraph that holds some words."""
    found = re.search(rf"<w:p>(?:(?!<w:p>).)*?{re.escape(words)}.*?</w:p>", part(docx), re.DOTALL)
    assert found, words
    return found[0]
