"""Where templates come from: a district's folder over the built-in one, file by file.

A file of the district's takes the place of the built-in file at the same place. `base/` before a path reaches
past the topmost folder, so a district's clause can add to the one it replaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from obcgen.pack.folder import folder_faults
from obcgen.pack.manifest import MANIFEST, Chosen, Manifest, read_manifest
from obcgen.pack.text import read_file
from obcgen.problems import Kind, ObcgenError, Place, Problem
from obcgen.problems import Path as Path_
from obcgen.source import Source, plain, read_text
from obcgen.source.nodes import Node, overlay, steps

if TYPE_CHECKING:
    from obcgen.style import Style

NO_FOLDER = Kind("PCK-01", "A pack that is not a folder")
NO_FILE = Kind("PCK-02", "A file that no pack holds")
BAD_PATH = Kind("PCK-03", "A path that leads out of a pack")
NO_FRONT = Kind("PCK-07", "A clause without its opening lines")
NOT_KEYS = Kind("PCK-08", "A file without keys and values")

_STEP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)


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

    def spot(self, text: str) -> Place | None:
        """Return where a value that is this text stands; the place of one of them, if there are several."""
        waiting = [self.source.root]
        while waiting:
            node = waiting.pop()
            if node.value == text:
                return node.place
            waiting.extend(below for _, below in steps(node))
        return None

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
    zipped: Path | None = None
    """The zip file whose contents the folder holds."""
    held: object = field(default=None, compare=False, repr=False)
    """What keeps the folder there while it is in use: the contents of a zip file are put away after it."""

    @property
    def origin(self) -> Path:
        """The folder or zip file that the user has."""
        return (self.zipped or self.folder).resolve()

    def file(self, path: str) -> Path | None:
        """Return the file at a path of this folder, if it is there and really inside."""
        if self.ours:
            return _of_ours(self.folder, path)
        place = self.folder / path
        above = (path[:at] for at, sign in enumerate(path) if sign == "/")
        if any((self.folder / step).is_symlink() for step in (*above, path)):
            return None
        return place if place.is_file() else None


@dataclass(frozen=True)
class Pack:
    """Folders of templates, the topmost first, the built-in one last."""

    layers: tuple[Layer, ...]
    engine: str = ""
    """What lays out the pages of PDFs, in place of what the style says."""

    def over(self, folder: Path) -> Pack:
        """Return this pack with a district's folder on top.

        Raises:
            ObcgenError: the folder is none, or holds links, special files or more than a pack may hold.
        """
        if folder.is_symlink() or not folder.is_dir():
            message = f"{folder} is not a folder."
            raise ObcgenError(NO_FOLDER.problem(message, found=str(folder), expected="a folder of templates"))
        if problems := tuple(folder_faults(folder)):
            raise ObcgenError(*problems)
        return replace(self, layers=(Layer(folder, folder.as_posix()), *self.layers))

    @property
    def foreign(self) -> bool:
        """Whether any of it did not come with the program."""
        return not all(layer.ours for layer in self.layers)

    def is_ours(self, path: str) -> bool:
        """Tell whether the file at a path came with the program."""
        return self.layers[self.depth(path)].ours

    @cached_property
    def manifests(self) -> tuple[Manifest, ...]:
        """What the folders say of themselves, the lowest first.

        Raises:
            ObcgenError: all that is wrong with a folder's `pack.yaml`.
        """
        return tuple(read_manifest(self.data(path).source) for path in self.versions(MANIFEST))

    @property
    def defaults(self) -> Node | None:
        """The values that lie under a spec: those of the lowest folder, with what each above it changes."""
        below: Node | None = None
        for manifest in self.manifests:
            if manifest.defaults:
                below = overlay(below, manifest.defaults) if below else manifest.defaults
        return below

    @property
    def variants(self) -> Mapping[str, Chosen]:
        """Which variant of a clause stands where the spec chooses none, by the clause's id."""
        return {id_: chosen for each in self.manifests for id_, chosen in each.variants.items()}

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
        folder, rest, _ = self._held(path)
        return folder / rest

    def shown(self, path: str) -> str:
        """Return the path as messages show it: with the name of the folder that holds the file."""
        return self._held(path)[2]

    def _held(self, path: str) -> tuple[Path, str, str]:
        """Return the folder that holds the file at a path, the path in it, and how messages show it."""
        layer, rest = self.layers[self.depth(path)], _unbased(path)[1]
        return layer.folder, rest, f"{layer.name}/{rest}"

    def versions(self, path: str) -> tuple[str, ...]:
        """Return the paths of every folder's file at `path`, the lowest first."""
        held = (depth for depth, layer in enumerate(self.layers) if layer.file(_checked(path)))
        return tuple("base/" * depth + path for depth in reversed(tuple(held)))

    def text(self, path: str) -> str:
        """Return a file's text.

        Raises:
            ObcgenError: there is no such file, or it is too large, or it is not text.
        """
        folder, rest, shown = self._held(path)
        file = folder / rest
        state = file.stat()
        return _text(file, shown, state.st_mtime_ns, state.st_size)

    def data(self, path: str) -> Data:
        """Return the values of a data file; every scalar stays text."""
        return _data(self.text(path), self.shown(path))

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
        return _data("\n" + match[1], self.shown(path))

    def body(self, path: str) -> str:
        """Return what follows a clause's opening lines, on the same lines as in the file."""
        return body_of(self.text(path))

    @cached_property
    def style(self) -> Style:
        """The look: the built-in one with what each folder above it changes.

        Raises:
            ObcgenError: all that is wrong with a folder's `shared/style.yaml`.
        """
        from obcgen.style import Style  # noqa: PLC0415  `check` asks for no look

        style = self.styled("shared/style.yaml", Style())
        return replace(style, engine=self.engine) if self.engine else style

    def styled(self, path: str, style: Style) -> Style:
        """Return a look with what each folder's file at a path changes of it.

        Raises:
            ObcgenError: all that is wrong with such a file.
        """
        from obcgen.style import from_data  # noqa: PLC0415  `check` asks for no look

        for version in self.versions(path):
            data = self.data(version)
            try:
                style = from_data(data.mapping(), self.file(version).parent, style)
            except ObcgenError as error:
                raise ObcgenError(*data.locate(error.problems)) from None
        return style


@lru_cache(maxsize=8192)  # what came with the program stays where it is while the program runs
def _of_ours(folder: Path, path: str) -> Path | None:
    place = folder / path
    return place if place.is_file() else None


def body_of(text: str) -> str:
    """Return what follows the opening lines in a clause's text, on the same lines as there."""
    match = _FRONT.match(text)
    return "\n" * text[: match.end()].count("\n") + text[match.end() :] if match else text


@lru_cache(maxsize=1024)  # a clause is read for its opening lines and its text, document after document
def _text(file: Path, shown: str, _changed: int, _size: int) -> str:
    return read_file(file, shown)


@lru_cache(maxsize=512)  # the opening lines of a clause are read for each document that lists it
def _data(text: str, file: str) -> Data:
    source = read_text(text, file=file)
    return Data(plain(source), source)


def _unbased(path: str) -> tuple[int, str]:
    """Return how many times `base/` stands before a path, and the rest of it."""
    skipped = 0
    while path.startswith("base/"):
        skipped, path = skipped + 1, path.removeprefix("base/")
    return skipped, path


@lru_cache(maxsize=4096)
def is_path(path: str) -> bool:
    """Tell whether this is a path inside a folder: it neither begins at the root nor climbs."""
    return len(path) <= 200 and all(_STEP.fullmatch(step) for step in path.split("/"))


def _checked(path: str) -> str:
    """Return a path that stays inside a folder.

    Raises:
        ObcgenError: it begins at the root, climbs, or holds what no template's name holds.
    """
    if not is_path(path):
        message = f"“{path[:80]}” is not a path inside a pack."
        hint = "Write folders and a file name such as shared/caps.md, without .. and without / in front."
        raise ObcgenError(BAD_PATH.problem(message, found=path[:80], hint=hint))
    return path
