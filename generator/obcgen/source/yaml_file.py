"""A YAML file from the disk, over the file it extends."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from obcgen.file_contents import NotAFileError, contents
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
    without_all,
    written,
)
from obcgen.source.other_file import inside_folder, meant, other_kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path as File

UNREADABLE = Kind("SRC-01", "The file cannot be read")
NOT_UTF8 = Kind("SRC-02", "The file is not UTF-8 text")
EXTENDS = Kind("SRC-03", "A file that extends another, and cannot")
LONGEST_CHAIN = 10
_SAVE = (
    "Save the text as a file and name that one: documents are named for it, and it is read more than once."
)
AT_ROOT = ("extends", "without", "pack")
"""What a file says of the files below it; none of it reaches a model."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file as it stands: its own values, and what it says of the files below it."""

    own: Node
    removed: Node | None = None
    pack: Node | None = None
    problems: tuple[Problem, ...] = ()

    def without_pack(self) -> Written:
        """Return it with what it says of its pack set apart."""
        named = entries(self.own).get("pack")
        return replace(self, own=without_all(self.own, (("pack",),)), pack=named) if named else self


@dataclass(frozen=True, slots=True)
class Layers:
    """Files laid over one another, what was wrong in any, and those below the topmost by themselves."""

    root: Node
    problems: tuple[Problem, ...] = ()
    below: Layers | None = None


def files(
    path: File,
    named_at: Place | None = None,
    above: tuple[File, ...] = (),
    home: File | None = None,
    text: str | None = None,
) -> tuple[Written, ...]:
    """Read a file and those that it extends, one after the other; the topmost comes first.

    Where a `text` is given it is read as if it stood in the file.

    Raises:
        ObcgenError: a file cannot be read.
    """
    if len(above) > LONGEST_CHAIN:
        raise ObcgenError(_too_long(named_at))
    text = _text(path, named_at) if text is None else text
    if path.resolve() in above:
        raise ObcgenError(_circle(path, named_at))
    said, base = _said(text, str(path))
    if base is None:
        return (said,)
    home = home or path.parent.resolve()
    named = _inside(path.parent, str(base.value).strip(), base.place, home)
    return (said, *files(named, base.place, (*above, path.resolve()), home))


def files_among(
    text: str, name: str, beside: Mapping[str, bytes], above: tuple[str, ...] = ()
) -> tuple[Written, ...]:
    """Return what a text says, and the files that it extends, out of those that lie beside it.

    Args:
        text: the topmost file.
        name: its relative path.
        beside: other files by relative path.
        above: the names of those that extend this one.

    Raises:
        ObcgenError: one of them cannot be read, or is not there.
    """
    said, base = _said(text, name)
    if base is None:
        return (said,)
    named = posixpath.normpath(posixpath.join(posixpath.dirname(name), str(base.value).strip()))
    if named in {name, *above}:
        raise ObcgenError(_circle(named, base.place))
    if len(above) >= LONGEST_CHAIN:
        raise ObcgenError(_too_long(base.place))
    if named not in beside:
        message = f"There is no file {named} beside {name}."
        near = resembling(named, beside)
        hint = f"Did you mean {near}?" if near else "Open it together with this one."
        raise ObcgenError(
            EXTENDS.problem(message, path=("extends",), place=base.place, found=named, hint=hint)
        )
    raw = beside[named]
    try:
        below = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ObcgenError(
            other_kind(PurePosixPath(named), raw) or _not_utf8(named, raw, error.start)
        ) from None
    return (said, *files_among(below, named, beside, (*above, name)))


def _too_long(named_at: Place | None) -> Problem:
    message = f"More than {LONGEST_CHAIN} files extend one another."
    return EXTENDS.problem(message, place=named_at, hint="Put some of them together.")


def _circle(file: File | str, named_at: Place | None) -> Problem:
    message = f"{file} extends a file that extends it in turn."
    return EXTENDS.problem(message, place=named_at, hint="Remove one extends: line of the circle.")


def _said(text: str, file: str) -> tuple[Written, Node | None]:
    """Return what one file says, and the name of the file that it extends, if it names one.

    Raises:
        ObcgenError: the text cannot be read as YAML at all.
    """
    root, problems = from_yaml(text, file)
    base, removed, pack = (entries(root).get(key) for key in AT_ROOT)
    own = without_all(root, ((key,) for key in AT_ROOT))
    if base is None:
        return Written(own, removed, pack, problems), None
    if not isinstance(base.value, str) or not base.value.strip():
        hint = "Write the name of one file, such as extends: rfp.yaml."
        message = "extends: names one file."
        unnamed = EXTENDS.problem(message, path=("extends",), place=base.spot, hint=hint)
        return Written(own, None, pack, (*problems, unnamed)), None
    return Written(own, removed, pack, problems), base


def laid(top: Written, *others: Written, ground: Node | None = None) -> Layers:
    """Lay files over one another, the topmost given first, and the lowest over a ground if there is one."""
    found = laid(*others, ground=ground) if others else None
    below = found.root if found else ground
    if below is None:
        return Layers(top.own, (*top.problems, *_needless(top.removed)))
    kept, nowhere = _remove(below, top.removed)
    problems = (*(found.problems if found else ()), *top.problems, *nowhere)
    return Layers(overlay(kept, top.own), problems, found)


def is_inside(folder: File, name: str, home: File) -> bool:
    """Tell whether a name means something in a folder that lies in `home`, links followed."""
    named = PureWindowsPath(name)
    outside = named.is_absolute() or named.drive or named.root or ".." in named.parts
    try:
        return not outside and name.isprintable() and (folder / name).resolve().is_relative_to(home)
    except (OSError, RuntimeError):  # the latter for links in a circle, before Python 3.13
        return False


def _inside(folder: File, name: str, place: Place, home: File) -> File:
    """Return the file that a name means, which lies in the folder of the spec or below it.

    Raises:
        ObcgenError: the name leads out of that folder, itself or through a link.
    """
    if is_inside(folder, name, home):
        return folder / name
    message = f"“{name}” leads out of the folder of the spec."
    hint = "Put both files into one folder, and name the file alone, such as extends: rfp.yaml."
    raise ObcgenError(EXTENDS.problem(message, path=("extends",), place=place, found=name, hint=hint))


def _text(path: File, named_at: Place | None) -> str:
    """Return the text of a file."""
    try:
        raw = contents(path, LARGEST + 1_000)
        if other := other_kind(path, raw):
            raise ObcgenError(other)
        return raw.decode("utf-8")
    except OSError as error:
        message, hint = _why_not(path, error)
        place = named_at or Place(str(path), 1, 1)
        raise ObcgenError(UNREADABLE.problem(message, place=place, hint=hint)) from None
    except UnicodeDecodeError as error:
        raise ObcgenError(_not_utf8(path, raw, error.start)) from None


def _why_not(path: File, error: OSError) -> tuple[str, str]:
    """Return why a file cannot be read, and what to do."""
    if isinstance(error, NotAFileError):
        return f"{path} is {error.what}, not a file.", inside_folder(path) if path.is_dir() else _SAVE
    if isinstance(error, FileNotFoundError):
        return f"There is no file {path}.", _SAVE if path.name == "-" else meant(path)
    return f"{path} cannot be read: {error.strerror}.", "Check the name, its links and its permissions."


def _not_utf8(path: File | str, raw: bytes, position: int) -> Problem:
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


def _remove(root: Node, removed: Node | None) -> tuple[Node, tuple[Problem, ...]]:
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
