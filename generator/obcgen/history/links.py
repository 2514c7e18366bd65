"""The files of a folder as a chain: which one extends which, and what breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from obcgen.file_contents import contents
from obcgen.history.faults import circle, no_chain, no_folder, not_there, outside, too_many
from obcgen.problems import ObcgenError, Problem, is_error
from obcgen.source import text_written
from obcgen.source.nodes import entries
from obcgen.source.yaml_file import is_inside
from obcgen.spec import Spec
from obcgen.spec.results import Results

SUFFIXES = frozenset({".yaml", ".yml"})
MOST_FILES = 300
LARGEST = 2_000_000
"""Bytes of a file that is looked at; a spec has some thousands."""


@dataclass(frozen=True, slots=True)
class Link:
    """One spec, and the name of the file that it extends, if it extends one."""

    path: Path
    extends: str = ""

    @property
    def named(self) -> Path | None:
        """The path of the file that it extends."""
        return self.path.parent / self.extends if self.extends else None


@dataclass(frozen=True, slots=True)
class Chain:
    """The specs of a folder, each behind the one that it extends; results; and what breaks the chain."""

    links: tuple[Link, ...]
    results: tuple[Path, ...]
    problems: tuple[Problem, ...]


def chain(folder: Path) -> Chain:
    """Return the chain of a folder.

    Raises:
        ObcgenError: the folder cannot be read, or holds no spec.
    """
    found = {path: _read(path) for path in _files(folder)}
    links = tuple(each for each in found.values() if isinstance(each, Link))
    faults = tuple(each for each in found.values() if isinstance(each, Problem))
    if not links and not faults:
        raise ObcgenError(no_chain(str(folder)))
    results = tuple(path for path, each in found.items() if each == "results")
    return Chain(_in_order(links), results, (*faults, *_broken(links, folder), *_circles(links)))


def _files(folder: Path) -> tuple[Path, ...]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    except OSError as error:
        raise ObcgenError(no_folder(str(folder), error.strerror or "it cannot be read")) from None
    if len(found) > MOST_FILES:
        raise ObcgenError(too_many(str(folder), len(found), MOST_FILES))
    return tuple(path for path in found if not path.name.startswith("."))


def _read(path: Path) -> Link | Problem | Literal["results", "other"]:
    """Return what a file is: a spec, results, something else, or why a spec cannot be read."""
    try:
        written = text_written(contents(path, LARGEST).decode("utf-8"), str(path))
    except ObcgenError as error:
        return next(filter(is_error, error.problems))
    except (OSError, UnicodeDecodeError):
        return "other"
    keys = entries(written.own)
    of_spec = len(keys.keys() & Spec.model_fields.keys())
    if len(keys.keys() & Results.model_fields.keys()) > of_spec:
        return "results"
    extends = keys.get("extends")
    if extends is None:
        return Link(path) if of_spec > 1 else "other"
    return Link(path, extends.value.strip() if isinstance(extends.value, str) else "")


def _broken(links: Sequence[Link], folder: Path) -> Iterator[Problem]:
    """Yield each link to a file that is not in the folder."""
    home = folder.resolve()
    for link in links:
        if link.named is None:
            continue
        if not is_inside(link.path.parent, link.extends, home):
            yield outside(link.path, link.extends)
        elif not link.named.is_file():
            yield not_there(link.path, link.extends)


def _in_order(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return the links that a first file leads to, each behind the one that it extends."""
    ordered: list[Link] = []
    waiting = [link for link in reversed(links) if not link.extends]
    while waiting:
        link = waiting.pop()
        ordered.append(link)
        waiting.extend(each for each in reversed(links) if each.named == link.path)
    return tuple(ordered)


def _circles(links: Sequence[Link]) -> Iterator[Problem]:
    """Yield one Problem for each circle of files that extend one another."""
    by_path = {link.path: link for link in links}
    told: set[Path] = set()
    for link in links:
        walked: list[Path] = []
        at: Link | None = link
        while at is not None and at.path not in walked:
            walked.append(at.path)
            at = by_path.get(at.named) if at.named else None
        if at is not None and not told & set(walked):
            yield circle([path.name for path in walked[walked.index(at.path) :]], at.path)
        told |= set(walked) if at is not None else set()
