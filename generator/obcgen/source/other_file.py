"""A file that is named where a YAML file belongs: what it is, and which one was probably meant."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from obcgen.file_contents import contents
from obcgen.problems import Kind, Place, Problem

if TYPE_CHECKING:
    from pathlib import Path as File
    from pathlib import PurePath

OTHER = Kind("SRC-26", "A file of another kind where a YAML file belongs")

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KEY = re.compile(rb"^(\w+):", re.MULTILINE)
_OF_RESULTS = {b"settlement", b"as_of", b"verified"}
_OF_A_SPEC = {b"document", b"extends"}
_ENOUGH = 100_000
_SUFFIXES = (".yaml", ".yml")
_DEFAULT = "spec.yaml"
_INSPECT = "If obcgen made it, obcgen inspect FILE --spec writes out the spec inside it."
_NAME = "Name the YAML file itself, such as spec.yaml; obcgen new DIR writes a spec to start from."


def other_kind(path: PurePath, raw: bytes) -> Problem | None:
    """Return the Problem of a file that is no text at all, by its first bytes; of any text return nothing."""
    what = _what(raw)
    if not what:
        return None
    made_by_us = what in {"a Word file", "a PDF", "a web page"}
    hint = f"{_NAME} {_INSPECT}" if made_by_us else _NAME
    message = f"{path} is {what}, not a YAML file."
    return OTHER.problem(message, place=Place(str(path), 1, 1), found=what, expected="a YAML file", hint=hint)


def _what(raw: bytes) -> str:
    if raw.startswith(b"PK\x03\x04"):
        if b"word/" in raw:
            return "a Word file"
        return "an Excel file" if b"xl/" in raw else "a zip file"
    if raw.startswith(_OLD_OFFICE):
        return "a Word or Excel file of before 2007, or one that is locked with a password"
    beginning = raw[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith(b"%pdf-"):
        return "a PDF"
    return "a web page" if beginning.startswith((b"<!doctype html", b"<html")) else ""


def is_results(path: File) -> bool:
    """Tell whether a YAML file is one of results by the keys that begin its lines, without reading it."""
    keys = _keys(path)
    return b"contract" in keys and bool(keys & _OF_RESULTS) and b"document" not in keys


def is_spec(path: File) -> bool:
    """Tell whether a YAML file is a spec, or extends one, by the keys that begin its lines."""
    keys = _keys(path)
    return bool(keys & _OF_A_SPEC) and not keys & _OF_RESULTS


def _keys(path: File) -> set[bytes]:
    """Return the keys that begin lines; of a file that cannot be read none."""
    try:
        return set(_KEY.findall(contents(path, _ENOUGH)))
    except OSError:
        return set()


def meant(path: File) -> str:
    """Return the hint for a name at which no file is: the nearest that is there, if one is near."""
    inside = path.with_suffix("") / _DEFAULT
    kinds = {path.suffix, *_SUFFIXES}
    try:
        stems = {each.stem: each for each in sorted(path.parent.iterdir()) if each.suffix in kinds}
        near = get_close_matches(path.stem, stems, n=1)
        found = inside if inside.is_file() else stems[near[0]] if near else None
    except OSError:
        found = None
    return f"Did you mean {found}?" if found else "Check the name and the folder."


def inside_folder(path: File) -> str:
    """Return the hint for a folder that is named in place of a file in it."""
    there = (path / _DEFAULT).is_file()
    return f"Did you mean {path / _DEFAULT}?" if there else "Name the spec inside it."
