"""A YAML file from the disk, over the file it extends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.problems import Kind, ObcgenError, Path, Place, Problem, dotted
from obcgen.source.from_yaml import LARGEST, from_yaml
from obcgen.source.nodes import (
    Node,
    at,
    entries,
    nearest,
    overlay,
    resembling,
    steps,
    without,
    without_all,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path as File

UNREADABLE = Kind("SRC-01", "The file cannot be read")
NOT_UTF8 = Kind("SRC-02", "The file is not UTF-8 text")
EXTENDS = Kind("SRC-03", "A file that extends another, and cannot")
LONGEST_CHAIN = 10
Layer = tuple[Node, tuple[Problem, ...]]


def layers(path: File, named_at: Place | None = None, above: tuple[File, ...] = ()) -> Layer:
    """Read a file and lay it over the file it extends, which may extend another.

    Raises:
        ObcgenError: a file cannot be read.
    """
    if path.resolve() in above or len(above) > LONGEST_CHAIN:
        message = f"{path} extends a file that extends it in turn."
        raise ObcgenError(
            EXTENDS.problem(message, place=named_at, hint="Remove one extends: line of the circle.")
        )
    root, problems = from_yaml(_text(path, named_at), str(path))
    base, removed = entries(root).get("extends"), entries(root).get("without")
    own = without(without(root, ("extends",)), ("without",))
    if base is None:
        return own, (*problems, *_needless(removed))
    if not isinstance(base.value, str) or not base.value.strip():
        hint = "Write the name of one file, such as extends: rfp.yaml."
        message = "extends: names one file."
        return own, (*problems, EXTENDS.problem(message, path=("extends",), place=base.spot, hint=hint))
    below, below_problems = layers(path.parent / base.value, base.place, (*above, path.resolve()))
    below, nowhere = _remove(below, removed)
    return overlay(below, own), (*below_problems, *problems, *nowhere)


def _text(path: File, named_at: Place | None) -> str:
    """Return the text of a file."""
    place = named_at or Place(str(path), 1, 1)
    if not path.is_file():
        message = f"{path} is a folder, not a file." if path.is_dir() else f"There is no file {path}."
        hint = "Check the name and the folder." if not path.is_dir() else "Name the spec inside it."
        raise ObcgenError(UNREADABLE.problem(message, place=place, hint=hint))
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1_000)
        return raw.decode("utf-8")
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise ObcgenError(UNREADABLE.problem(message, place=place, hint="Check its permissions.")) from None
    except UnicodeDecodeError as error:
        raise ObcgenError(_not_utf8(path, raw, error.start)) from None


def _not_utf8(path: File, raw: bytes, position: int) -> Problem:
    start = raw.rfind(b"\n", 0, position) + 1
    column = len(raw[start:position].decode("utf-8")) + 1
    excerpt = raw[start:].split(b"\n", 1)[0].decode("utf-8", "replace").rstrip("\r")
    place = Place(str(path), raw.count(b"\n", 0, position) + 1, column, 1, excerpt)
    hint = "Save the file again with the encoding UTF-8; letters with accents are often the cause."
    return NOT_UTF8.problem("From here on the file is not UTF-8 text.", place=place, hint=hint)


def _needless(removed: Node | None) -> tuple[Problem, ...]:
    if removed is None:
        return ()
    message = "without: removes keys that come from another file, but this file extends none."
    hint = "Add extends: and the file's name, or remove this."
    return (EXTENDS.problem(message, path=("without",), place=removed.spot, hint=hint),)


def _remove(root: Node, removed: Node | None) -> Layer:
    """Take out what `without:` lists."""
    paths: list[Path] = []
    problems: list[Problem] = []
    for _, item in steps(removed) if removed else ():
        path = written(root, tuple(str(item.value).split("."))) if isinstance(item.value, str) else ()
        if path and at(root, path):
            paths.append(path)
        else:
            problems.append(_leads_nowhere(root, path, item))
    if removed and not isinstance(removed.value, tuple):
        message = "without: is a list of paths."
        hint = "Write it in brackets: [lots.east]."
        problems = [EXTENDS.problem(message, path=("without",), place=removed.spot, hint=hint)]
    return without_all(root, paths), tuple(problems)


def _leads_nowhere(root: Node, path: Path, item: Node) -> Problem:
    message = f"There is nothing called “{item.value}” in the file that is extended."
    known = [str(key) for key in entries(nearest(root, path[:-1]))]
    near = resembling(str(path[-1]) if path else "", known)
    hint = (
        f"Did you mean {dotted((*path[:-1], near))}?"
        if near
        else "Write the path of a key, such as lots.east."
    )
    return EXTENDS.problem(message, path=("without",), place=item.spot, found=str(item.value), hint=hint)
