"""A pack in a zip file: every entry looked at before one is written, none trusted to say its own size."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from obcgen.file_contents import contents
from obcgen.pack.folder import DEEPEST, LARGEST_PACK, ZIP, folder_faults, largest, temporary_folder
from obcgen.pack.manifest import MANIFEST
from obcgen.pack.pack import Layer, is_path
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.zip_file import LARGEST_ZIP, TooLarge, ZipFault, ZipFile, open_zip

BAD_ZIP = Kind("PCK-14", "A zip file that cannot be used as a pack")

_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LEFT_BY_SYSTEMS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def unpacked(file: Path, name: str) -> Layer:
    """Return a zip file's contents as a folder, which is removed when nobody uses it any more.

    Raises:
        ObcgenError: the file is no zip file, or is large, deep, encrypted, damaged or made to deceive.
    """
    unzipped = _contents(file, name)
    folder, held = temporary_folder()
    for path, content in unzipped.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    if problems := tuple(folder_faults(folder)):
        raise ObcgenError(*problems)
    return Layer(folder, name, zipped=file, held=held)


def _contents(file: Path, name: str) -> dict[str, bytes]:
    try:
        zipped = open_zip(contents(file, LARGEST_ZIP + 1))
        entries = [entry for entry in zipped.archive.infolist() if not _is_left_over(entry)]
        if problems := tuple(_faults(entries, name)):
            raise ObcgenError(*problems)
        return _without_top(_files(zipped, entries))
    except TooLarge as fault:
        raise _refusal(f"{name} {fault.what}.") from fault
    except ZipFault as fault:
        raise _refusal(f"{name} is damaged or is no zip file.") from fault


def _files(zipped: ZipFile, entries: Sequence[zipfile.ZipInfo]) -> dict[str, bytes]:
    return {entry.filename: zipped.part(entry.filename) or b"" for entry in entries if not entry.is_dir()}


def _is_left_over(entry: zipfile.ZipInfo) -> bool:
    return any(step in _LEFT_BY_SYSTEMS for step in entry.filename.split("/"))


def _faults(entries: Sequence[zipfile.ZipInfo], name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    around = {str(folder) for entry in entries for folder in PurePosixPath(entry.filename.lower()).parents}
    for entry in entries:
        path = entry.filename.removesuffix("/")
        both = not entry.is_dir() and path.lower() in around
        fault = "is both a file and a folder" if both else _fault(entry, path, path.lower() in seen)
        if fault:
            yield BAD_ZIP.problem(f"{name}: “{path[:80]}” {fault}.", found=path[:80], hint=_HINT)
        seen.add(path.lower())
    if sum(entry.file_size for entry in entries) > LARGEST_PACK:
        yield BAD_ZIP.problem(f"{name} holds more than {LARGEST_PACK:,} bytes.", hint=_HINT)


_HINT = "Make the zip file again from the folder of the pack, without a password."


def _fault(entry: zipfile.ZipInfo, path: str, again: bool) -> str:
    """Return what is wrong with an entry, or nothing."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    faults = {
        "is not a path inside a pack": not is_path(path),
        f"lies more than {DEEPEST} folders deep": path.count("/") > DEEPEST,
        "is neither a file nor a folder": kind not in {0, stat.S_IFREG, stat.S_IFDIR},
        "is there twice": again,
        "is encrypted": bool(entry.flag_bits & _ENCRYPTED),
        "is compressed in a way that is not read here": entry.compress_type not in _METHODS,
        "is a zip file inside a zip file": path.lower().endswith(ZIP),
        f"is larger than {largest(path):,} bytes": entry.file_size > largest(path),
    }
    return next((fault for fault, holds in faults.items() if holds), "")


def _without_top(contents: dict[str, bytes]) -> dict[str, bytes]:
    """Return the contents without the one folder that a zip file of a folder has around them."""
    tops = {path.split("/")[0] for path in contents}
    if MANIFEST in contents or len(tops) != 1 or f"{next(iter(tops))}/{MANIFEST}" not in contents:
        return contents
    return {path.partition("/")[2]: content for path, content in contents.items()}


def _refusal(message: str) -> ObcgenError:
    return ObcgenError(BAD_ZIP.problem(message, hint=_HINT))
