"""What each override of a pack was made from, so that a newer text below it does not go unseen.

`origins.yaml` records for each override the file it covers, the version of the program and the SHA-256 of the
text; the text itself lies under `origins/`, since no other copy of it may be left after an upgrade.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version

from obcgen.pack.pack import Data, Pack, is_path
from obcgen.pack.three_way import Region, regions
from obcgen.problems import Kind, ObcgenError, Problem

BAD_RECORD = Kind("PCK-15", "A record of origins that cannot be read")

RECORD = "origins.yaml"
TEXTS = "origins/"
_KEYS = {"of", "obcgen", "sha256"}
_HEAD = """\
# What each override was made from. Written by obcgen pack override and obcgen pack upgrade; obcgen pack check
# compares it with the text that the override covers now. The texts themselves are in the folder origins.
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """What an override was made from: the file it covers, when, and that file's text then."""

    covers: str
    version: str
    hash: str
    text: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """An override whose origin is no longer what it covers; no `regions` where nothing is left to do."""

    path: str
    origin: Origin
    now: str | None
    """The text that it covers now; None where there is none any more."""
    regions: tuple[Region, ...]


def origin_of(below: Pack, covers: str) -> Origin:
    """Return the origin of an override that is made today of the file at a path."""
    text = below.text(covers)
    return Origin(covers, version("obcgen"), hash_of(text), text)


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()


def read_origins(pack: Pack) -> Mapping[str, Origin]:
    """Return the origin of each override of the topmost folder, by the override's path.

    Raises:
        ObcgenError: the record is not as the program writes it.
    """
    top = Pack(pack.layers[:1])
    if not top.find(RECORD):
        return {}
    data = top.data(RECORD)
    return {path: _origin(top, data, path) for path in data.mapping()}


def _origin(top: Pack, data: Data, path: str) -> Origin:
    said = data.mapping()[path]
    whole = (
        isinstance(said, dict) and set(said) == _KEYS and all(isinstance(each, str) for each in said.values())
    )
    if not whole or not is_path(path) or not is_path(said["of"]):
        raise ObcgenError(*data.locate([_unreadable(f"The origin of {path} cannot be read.", path)]))
    stored = f"{TEXTS}{path}"
    if not top.find(stored) or hash_of(top.text(stored)) != said["sha256"]:
        message = f"The text that {path} was made from is not in {stored} as it was recorded."
        raise ObcgenError(*data.locate([_unreadable(message, path)]))
    return Origin(said["of"], said["obcgen"], said["sha256"], top.text(stored))


def _unreadable(message: str, path: str) -> Problem:
    hint = "Run obcgen pack upgrade with the id: it records the text that the override covers today."
    return BAD_RECORD.problem(message, path=(path,), found=path, hint=hint)


def outdated(pack: Pack) -> tuple[Outdated, ...]:
    """Return the overrides of the topmost folder whose origin is no longer what they cover.

    Raises:
        ObcgenError: the record cannot be read.
    """
    top, below = Pack(pack.layers[:1]), Pack(pack.layers[1:])
    found = []
    for path, origin in read_origins(pack).items():
        now = below.text(origin.covers) if below.find(origin.covers) else None
        if top.find(path) and (now is None or hash_of(now) != origin.hash):
            differing = regions(origin.text, now or "", top.text(path))
            found.append(Outdated(path, origin, now, differing))
    return tuple(found)


def record(pack: Pack, new: Mapping[str, Origin]) -> dict[str, bytes]:
    """Return the files that record origins: those that the topmost folder has, with new ones put in."""
    known = {**_readable(pack), **new}
    lines = [_HEAD]
    for path, origin in sorted(known.items()):
        lines.append(f"{path}:\n  of: {origin.covers}\n  obcgen: {origin.version}\n  sha256: {origin.hash}\n")
    return {RECORD: "".join(lines).encode()} | {
        f"{TEXTS}{path}": origin.text.encode() for path, origin in new.items()
    }


def _readable(pack: Pack) -> Mapping[str, Origin]:
    """Return the origins that can be read; one that cannot is left out, to be recorded anew."""
    top = Pack(pack.layers[:1])
    if not top.find(RECORD):
        return {}
    data = top.data(RECORD)
    found = {}
    for path in data.mapping():
        try:
            found[path] = _origin(top, data, path)
        except ObcgenError:
            continue
    return found
