"""Two values held against each other: the smallest parts in which they differ, each with its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.problems import Path
from obcgen.spec.shapes import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

Difference = tuple[Path, object, object]


def differing(was: object, now: object, path: Path) -> Iterator[Difference]:
    """Yield the smallest parts in which two values differ, each with its path.

    Named things are matched by their names, wherever they stand; one that only one side has is one part.
    """
    match was, now:
        case _ if was == now:
            return
        case (Section(), Section()) if type(was) is type(now):
            for name, info in type(was).model_fields.items():
                key = info.alias or name
                yield from differing(getattr(was, name, None), getattr(now, name, None), (*path, key))
        case dict(), dict():
            for key in {**was, **now}:
                yield from differing(was.get(key), now.get(key), (*path, str(key)))
        case _:
            yield path, was, now
