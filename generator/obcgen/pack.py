"""Where templates come from: a district's folder over the built-in one, file by file.

A file of the district's takes the place of the built-in file at the same place. `base/` before a path reaches
past the topmost folder, so a district's clause can add to the one it replaces.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from obcgen.problems import Kind, ObcgenError, Place, Problem
from obcgen.problems import Path as Path_
from obcgen.source import Source, plain, read_text

if TYPE_CHECKING:
    from obcgen.style import Style

NO_FOLDER = Kind("PCK-01", "A pack that is not a folder")
NO_FILE = Kind("PCK-02", "A file that no pack holds")
BAD_PATH = Kind("PCK-03", "A path that leads out of a pack")
LINK = Kind("PCK-04", "A link in a pack")
TOO_LARGE = Kind("PCK-05", "A pack that is too large")
NOT_TEXT = Kind("PCK-06", "A file that is not text")
NO_FRONT = Kind("PCK-07", "A clause without its opening lines")
NOT_KEYS = Kind("PCK-08", "A file without keys and values")

LARGEST_TEXT = 1_000_000
LARGEST_FILE = 10_000_000
MOST_FILES = 2_000
TEXTS = {".md", ".html", ".yaml"}
_STEP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Data:
    """A data file or the opening lines of a clause: plain values, and the places they came from."""

    value: Any
    source: Source

    def mapping(self) -> dict[str, Any]:
        """Return the values as keys and values.

        Raises:
            ObcgenError: the file holds a list or a single value.
        """
        if isinstance(self.value, dict):
            return self.value
        message = "This file must hold keys and values."
        raise ObcgenError(*self.locate([NOT_KEYS.problem(message, hint="Write lines such as name: value.")]))

    def place(self, path: Path_) -> Place | None:
        """Return where a value of the file stands."""
        (found,) = self.locate([NOT_KEYS.problem("", path=path)])
        return found.place

    def locate(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the problems with file and line."""
        return self.source.locate(tuple(problems))


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder of templates, and the name by which messages call it.

    `ours` is the folder that came with the program; an installer may have made its files links.
    """

    folder: Path
    name: str
    ours: bool = False

    def file(self, path: str) -> Path | None:
        """Return the file at a path of this folder, if it is there and really inside."""
        place = self.folder
        for step in path.split("/"):
            place = place / step
            if place.is_symlink() and not self.ours:
                return None
        return place if place.is_file() else None


@dataclass(frozen=True)
class Pack:
    """Folders of templates, the topmost first, the built-in one last."""

    layers: tuple[Layer, ...]

    def over(self, folder: Path) -> Pack:
        """Return this pack with a district's folder on top.

        Raises:
            ObcgenError: the folder is none, or holds links, special files or more than a pack may hold.
        """
        if folder.is_symlink() or not folder.is_dir():
            message = f"{folder} is not a folder."
            raise ObcgenError(NO_FOLDER.problem(message, found=str(folder), expected="a folder of templates"))
        if problems := tuple(_faults(folder)):
            raise ObcgenError(*problems)
        return Pack((Layer(folder, folder.as_posix()), *self.layers))

    def find(self, *paths: str) -> str | None:
        """Return the first path, of those given, at which there is a file; upper folders come first."""
        for depth in range(len(self.layers)):
            for path in paths:
                if self.layers[depth].file(_checked(path)):
                    return path
        return None

    def depth(self, path: str) -> int:
        """Return how many folders lie above the one that holds the file at `path`.

        Raises:
            ObcgenError: no folder holds it.
        """
        skipped, rest = _unbased(path)
        for depth, layer in enumerate(self.layers[skipped:], skipped):
            if layer.file(_checked(rest)):
                return depth
        where = ", ".join(layer.name for layer in self.layers[skipped:]) or "any folder below"
        message = f"There is no file {rest} in {where}."
        raise ObcgenError(NO_FILE.problem(message, found=rest, hint="Check the spelling of the path."))

    def file(self, path: str) -> Path:
        """Return the file at a path, for fonts and pictures."""
        return self.layers[self.depth(path)].folder / _unbased(path)[1]

    def shown(self, path: str) -> str:
        """Return the path as messages show it: with the name of the folder that holds the file."""
        return f"{self.layers[self.depth(path)].name}/{_unbased(path)[1]}"

    def versions(self, path: str) -> tuple[str, ...]:
        """Return the paths of every folder's file at `path`, the lowest first."""
        held = (depth for depth, layer in enumerate(self.layers) if layer.file(_checked(path)))
        return tuple("base/" * depth + path for depth in reversed(tuple(held)))

    def text(self, path: str) -> str:
        """Return a file's text.

        Raises:
            ObcgenError: there is no such file, or it is too large, or it is not text.
        """
        return _text(self.file(path), self.shown(path))

    def data(self, path: str) -> Data:
        """Return the values of a data file; every scalar stays text."""
        source = read_text(self.text(path), file=self.shown(path))
        return Data(plain(source), source)

    def front(self, path: str) -> Data:
        """Return the opening lines of a clause, between `---` and `---`.

        Raises:
            ObcgenError: there are none, or they cannot be read.
        """
        match = _FRONT.match(self.text(path))
        if match is None:
            message = f"{self.shown(path)} does not begin with lines between --- and ---."
            hint = "Begin with ---, then id:, title: and documents:, then --- again."
            raise ObcgenError(NO_FRONT.problem(message, place=Place(self.shown(path), 1, 1), hint=hint))
        source = read_text("\n" + match[1], file=self.shown(path))
        return Data(plain(source), source)

    def body(self, path: str) -> str:
        """Return what follows a clause's opening lines, on the same lines as in the file."""
        text = self.text(path)
        match = _FRONT.match(text)
        return "\n" * text[: match.end()].count("\n") + text[match.end() :] if match else text

    @cached_property
    def style(self) -> Style:
        """The look: the built-in one with what each folder above it changes.

        Raises:
            ObcgenError: all that is wrong with a folder's `shared/style.yaml`.
        """
        from obcgen.style import Style, from_data  # noqa: PLC0415  `check` asks for no look

        style = Style()
        for path in self.versions("shared/style.yaml"):
            data = self.data(path)
            try:
                style = from_data(data.mapping(), self.file(path).parent, style)
            except ObcgenError as error:
                raise ObcgenError(*data.locate(error.problems)) from None
        return style


def builtin() -> Pack:
    """Return the templates that come with the program: inside the wheel, or at the top of a checkout."""
    here = Path(__file__).resolve().parent
    inside, checkout = here / "templates", here.parent.parent / "templates"
    return Pack((Layer(inside if inside.is_dir() else checkout, "templates", ours=True),))


def _unbased(path: str) -> tuple[int, str]:
    """Return how many times `base/` stands before a path, and the rest of it."""
    skipped = 0
    while path.startswith("base/"):
        skipped, path = skipped + 1, path.removeprefix("base/")
    return skipped, path


def _checked(path: str) -> str:
    """Return a path that stays inside a folder.

    Raises:
        ObcgenError: it begins at the root, climbs, or holds what no template's name holds.
    """
    if len(path) > 200 or not all(_STEP.fullmatch(step) for step in path.split("/")):
        message = f"“{path[:80]}” is not a path inside a pack."
        hint = "Write folders and a file name such as shared/caps.md, without .. and without / in front."
        raise ObcgenError(BAD_PATH.problem(message, found=path[:80], hint=hint))
    return path


def _text(file: Path, shown: str) -> str:
    place = Place(shown, 1, 1)
    if file.stat().st_size > LARGEST_TEXT:
        message = f"{shown} is larger than {LARGEST_TEXT:,} bytes."
        raise ObcgenError(TOO_LARGE.problem(message, place=place, hint="No template needs so much text."))
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = f"{shown} is not text in UTF-8 (byte {error.start + 1:,})."
        raise ObcgenError(NOT_TEXT.problem(message, place=place, hint="Save it as UTF-8 text.")) from error
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        message = f"{shown} holds a character that cannot be printed (U+{ord(match[0]):04X})."
        raise ObcgenError(NOT_TEXT.problem(message, place=Place(shown, line, 1), hint="Remove it."))
    return text if text.endswith("\n") else text + "\n"


def _faults(folder: Path) -> Iterator[Problem]:
    """Yield what a pack may not hold, without following or opening anything."""
    count = 0
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *sorted(files)):
            count += 1
            yield from _fault(Path(root) / name)
        if count > MOST_FILES:
            yield TOO_LARGE.problem(f"{folder} holds more than {MOST_FILES:,} files.", found=str(folder))
            return


def _fault(file: Path) -> Sequence[Problem]:
    info = file.lstat()
    shown = file.as_posix()
    if stat.S_ISLNK(info.st_mode):
        hint = "Put a copy of the file itself into the pack."
        return [LINK.problem(f"{shown} is a link to somewhere else.", found=shown, hint=hint)]
    if not stat.S_ISREG(info.st_mode) and not stat.S_ISDIR(info.st_mode):
        return [LINK.problem(f"{shown} is neither a file nor a folder.", found=shown, hint="Remove it.")]
    limit = LARGEST_TEXT if file.suffix in TEXTS else LARGEST_FILE
    if stat.S_ISREG(info.st_mode) and info.st_size > limit:
        return [TOO_LARGE.problem(f"{shown} is larger than {limit:,} bytes.", found=shown)]
    return []
