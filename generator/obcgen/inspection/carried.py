"""What a finished document states of itself and carries; no document is made for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from obcgen.document.embedded import hash_of
from obcgen.file_contents import NotAFileError, contents
from obcgen.inspection.faults import changed_spec, foreign, no_spec, not_ours, unreadable
from obcgen.problems import ObcgenError, Problem
from obcgen.published import DOCUMENT, HASH, VERSION
from obcgen.readers import Form, Found, form_of, reader
from obcgen.readers.found import too_large
from obcgen.source import text_written
from obcgen.source.nodes import entries

LARGEST_FILE = 50_000_000


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file is and carries; `problems` say what is wrong with that."""

    path: Path
    form: Form
    content: bytes
    found: Found
    problems: tuple[Problem, ...]

    @property
    def file(self) -> str:
        """The name of the file, without its folder."""
        return self.path.name


def carried(path: Path) -> Carried:
    """Return what a file states of itself and carries.

    Raises:
        ObcgenError: it cannot be opened, or is no document that can be read.
    """
    content = content_of(path)
    form = form_of(content)
    found = reader(form).about(content)
    return Carried(path, form, content, found, (*_faults(found), *_strange(path.name, form, content)))


def _strange(file: str, form: Form, content: bytes) -> Iterator[Problem]:
    """Yield that a Word file holds a program, or parts whose names lead out of it."""
    if form == "docx":
        from obcgen.readers.from_docx import foreign_parts  # noqa: PLC0415

        if parts := foreign_parts(content):
            yield foreign(file, parts)


def is_draft(content: bytes) -> bool:
    """Tell whether a document carries a spec that calls it a draft, or is the agreement that bidders see.

    Raises:
        ObcgenError: it cannot be read.
    """
    found = reader(form_of(content)).about(content)
    if found.text is None or VERSION not in found.properties:
        return False
    about = entries(text_written(found.text, "spec.yaml").own).get("document")
    status = entries(about).get("status") if about else None
    is_final = getattr(status, "value", "draft") == "final"
    return not is_final or found.properties.get(DOCUMENT) == "draft-contract"


def content_of(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        ObcgenError: it cannot be opened, or is larger than any document.
    """
    try:
        content = contents(path, LARGEST_FILE + 1)
    except NotAFileError as error:
        raise ObcgenError(unreadable(str(path), f"is {error.what}, not a file")) from None
    except FileNotFoundError:
        raise ObcgenError(unreadable(str(path), "is not there")) from None
    except OSError as error:
        raise ObcgenError(unreadable(str(path), f"cannot be read: {error.strerror}")) from None
    if len(content) > LARGEST_FILE:
        raise too_large(f"The file has more than {LARGEST_FILE:,} bytes", "a few hundred thousand")
    return content


def _faults(found: Found) -> list[Problem]:
    """Return what is wrong with what a file carries."""
    if VERSION not in found.properties:
        return [not_ours()]
    if found.text is None:
        return [no_spec()]
    stated, real = found.properties.get(HASH, ""), hash_of(found.text)
    return [] if stated == real else [changed_spec(stated, real)]
