"""The documents as files, the same bytes as the command line writes; or all of them in one zip file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final, get_args
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from obcgen.build import build
from obcgen.layout import Built
from obcgen.package import PARTS, build_package
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError
from obcgen.spec.shapes import UNFILLED
from obcgen.studio.asked import Answer, Reply, Request, coded, refused
from obcgen.studio.following import said
from obcgen.studio.interview import interview
from obcgen.studio.rows import problem_rows
from obcgen.writers import WRITERS, engine_fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from obcgen.package import Part
    from obcgen.reading import Reading
    from obcgen.studio.desk import Desk

NUMBER: Final = ("agreement", "number")
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3


def _export(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    read, kind = desk.reading(), _kind(request)
    _numbered(desk, kind)
    formats, only = _formats(request), _parts(request)
    made = _built(read, kind, formats, only)
    files = _zipped(made.files) if request.get("zip") is True else made.files
    return desk, {"files": coded(files), "problems": problem_rows(made.problems)}


def _numbered(desk: Desk, kind: DocumentKind) -> None:
    """Refuse a contract that still bears what stands in a new spec in place of its number."""
    reading = desk.reading()
    unassigned = interview(reading.pack).standard_at(NUMBER)
    if kind == "contract" and unassigned and said(reading.source.root, NUMBER) == unassigned:
        message = "The contract has no number yet."
        hint = "Write the number that it is signed and settled under."
        raise ObcgenError(UNFILLED.problem(message, path=NUMBER, found=unassigned, hint=hint))


def _kind(request: Request) -> DocumentKind:
    kind: DocumentKind = request.get("document", "rfp")
    if kind not in get_args(DocumentKind):
        raise refused("The request names no document that can be written.")
    return kind


def _formats(request: Request) -> tuple[str, ...]:
    """Return the formats that are asked for; else Word, and PDF where it can be made here."""
    found = request.get("formats")
    if found is None:
        return ("docx",) if engine_fault() else ("docx", "pdf")
    if not isinstance(found, list | tuple) or not found or any(each not in list(WRITERS) for each in found):
        raise refused(f"Documents are written as {', '.join(WRITERS)}.")
    return tuple(dict.fromkeys(found))


def _parts(request: Request) -> tuple[Part, ...]:
    found = request.get("only")
    if found is None:
        return ()
    if not isinstance(found, list | tuple):
        raise refused("The request lists no parts of the package.")
    return tuple(part for part in PARTS if part in found)


def _built(read: Reading, kind: DocumentKind, formats: Sequence[str], only: Sequence[Part]) -> Built:
    """Return a contract, or what bidders receive; of that only some parts where they are named."""
    if kind != "rfp":
        return build(kind, read, formats, read.pack)
    made = [build_package(read, formats, read.pack, only=part) for part in only or (None,)]
    files = {name: content for one in made for name, content in one.files.items()}
    return Built(files, tuple(dict.fromkeys(problem for one in made for problem in one.problems)))


def _zipped(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files as one zip file that says nothing of the day or the machine."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _NO_DATE)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, content, ZIP_DEFLATED)
    first = next(iter(files)).rpartition(".")[0]
    return {f"{first}-package.zip": packed.getvalue()}


ANSWERS: dict[str, Answer] = {"export": _export}
