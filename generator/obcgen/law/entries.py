"""Law as it is written in the files of a pack: entries by name, those of upper folders over those below."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from obcgen.pack import Data, Pack
from obcgen.problems import Kind, ObcgenError

BAD_AMOUNT = Kind("TPL-30", "An amount of law that cannot be read")
BAD_LAW = Kind("TPL-41", "Law or guidance that cannot be read")
LAW_HINT = "Write it as the built-in file of the same name does."

LONGEST = 4_000
"""Characters of one paragraph; the longest that comes with the program has some 600."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Entry = dict[str, Any]
Made = TypeVar("Made")


def words(value: object) -> str:
    """Return a text of the law as one line.

    Raises:
        TypeError: it is no text.
        ValueError: it is empty, longer than a paragraph, or holds what no document can print.
    """
    if not isinstance(value, str):
        raise TypeError(value)
    if not value.strip() or len(value) > LONGEST or _CONTROL.search(value):
        raise ValueError(value[:60])
    return " ".join(value.split())


def merged(pack: Pack, file: str, kind: Kind) -> Data:
    """Return a file with what each folder changes; places are those of the topmost file."""
    whole: Entry = {}
    data = pack.data(file)
    for path in pack.versions(file):
        data = pack.data(path)
        for key, entry in data.mapping().items():
            if not isinstance(entry, dict):
                raise _fault(data, (key,), kind, LAW_HINT)
            whole[key] = _over(whole.get(key, {}), entry)
    return Data(whole, data.source)


def _over(below: Entry, above: Entry) -> Entry:
    """Return entries with what stands above them, key by key."""
    merged = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _over(merged[key], value) if both else value
    return merged


def made(
    data: Data,
    path: tuple[str, ...],
    make: Callable[[Entry], Made],
    kind: Kind = BAD_LAW,
    hint: str = LAW_HINT,
) -> Made:
    """Return what is made of the entry at a path, or tell at its place that it cannot be read."""
    entry = data.value
    try:
        for step in path:
            entry = entry[step]
        return make(entry)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _fault(data, path, kind, hint) from error


def _fault(data: Data, path: tuple[str, ...], kind: Kind, hint: str) -> ObcgenError:
    what = "The amounts of" if kind is BAD_AMOUNT else "The entry of"
    message = f"{what} “{path[-1]}” cannot be read." if path else "The figures of guidance cannot be read."
    problem = kind.problem(message, path=path, hint=hint)
    return ObcgenError(*data.locate([problem]))
