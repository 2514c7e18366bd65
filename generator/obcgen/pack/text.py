"""The text of one file of a pack: UTF-8, not too large, nothing that cannot be printed."""

from __future__ import annotations

import re
from pathlib import Path

from obcgen.problems import Kind, ObcgenError, Place

TOO_LARGE = Kind("PCK-05", "A pack that is too large")
NOT_TEXT = Kind("PCK-06", "A file that is not text")

LARGEST_TEXT = 1_000_000
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


def read_file(file: Path, shown: str) -> str:
    """Return a file's text with plain line ends and one at the end; messages call the file `shown`.

    Raises:
        ObcgenError: it is too large, or not text.
    """
    place = Place(shown, 1, 1)
    with file.open("rb") as stream:
        raw = stream.read(LARGEST_TEXT + 1)
    if len(raw) > LARGEST_TEXT:
        message = f"{shown} is larger than {LARGEST_TEXT:,} bytes."
        raise ObcgenError(TOO_LARGE.problem(message, place=place, hint="No template needs so much text."))
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = f"{shown} is not text in UTF-8 (byte {error.start + 1:,})."
        raise ObcgenError(NOT_TEXT.problem(message, place=place, hint="Save it as UTF-8 text.")) from error
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        message = f"{shown} holds a character that cannot be printed (U+{ord(match[0]):04X})."
        raise ObcgenError(NOT_TEXT.problem(message, place=Place(shown, line, 1), hint="Remove it."))
    return text if text.endswith("\n") else text + "\n"
