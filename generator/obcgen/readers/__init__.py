"""The readers: from the bytes of a Word file, a PDF or a web page to what it states and to its clauses.

A file may come from anywhere: nothing in it is run, nothing is fetched, and what is larger than any document
is refused. Each library is imported when its format is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from obcgen.problems import ObcgenError
from obcgen.readers.found import LOCKED, NO_DOCUMENT, Found

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.document.compare import Clause

__all__ = ["Form", "Found", "Reader", "form_of", "reader"]

Form = Literal["docx", "pdf", "html"]
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNING = 1_024


class Reader(Protocol):
    """Reads files of one format."""

    def about(self, content: bytes) -> Found:
        """Return what the file states of itself and carries.

        Raises:
            ObcgenError: it is damaged, locked or larger than any document.
        """
        ...

    def clauses(self, content: bytes, marks: Mapping[str, str]) -> tuple[Clause, ...]:
        """Return the words of each clause, in the order of the file.

        `marks` are the marks known to stand in such a file, each with the id of the clause that begins there,
        or with nothing where none begins. What stands before the first mark has no id.

        Raises:
            ObcgenError: as `about`.
        """
        ...


def form_of(content: bytes) -> Form:
    """Return the format of a file by its first bytes, whatever it is called.

    Raises:
        ObcgenError: it is none that obcgen writes.
    """
    beginning = content[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%pdf-" in beginning:
        return "pdf"
    if beginning.startswith((b"<!doctype html", b"<html")):
        return "html"
    if content.startswith(_OLD_OFFICE):
        message = "The file is locked with a password, or is in the format of Word before 2007."
        raise ObcgenError(
            LOCKED.problem(message, hint="Open it in Word and save it as .docx without a password.")
        )
    message = "The file is neither a Word file nor a PDF nor a web page."
    hint = "Name a .docx, .pdf or .html file that obcgen wrote, or a copy of it that somebody saved again."
    raise ObcgenError(NO_DOCUMENT.problem(message, hint=hint))


def reader(form: Form) -> Reader:
    """Return the reader of a format."""
    if form == "docx":
        from obcgen.readers.from_docx import WordReader  # noqa: PLC0415

        return WordReader()
    if form == "pdf":
        from obcgen.readers.from_pdf import PdfReader  # noqa: PLC0415

        return PdfReader()
    from obcgen.readers.from_page import PageReader  # noqa: PLC0415

    return PageReader()
