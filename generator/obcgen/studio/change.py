"""One change of a text: exact to undo, and told to an editor in the positions that it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Change:
    """From `start` on `removed` gave way to `inserted`; `start` counts characters of the text as it is."""

    start: int
    removed: str
    inserted: str

    def done(self, text: str) -> str:
        """Return the text after the change."""
        return text[: self.start] + self.inserted + text[self.start + len(self.removed) :]

    def undone(self, text: str) -> str:
        """Return the text before the change."""
        return text[: self.start] + self.removed + text[self.start + len(self.inserted) :]


def between(old: str, new: str) -> Change:
    """Return the smallest single change that makes one text of another."""
    limit = min(len(old), len(new))
    start = _common(old, new, limit)
    end = _common(old[start:][::-1], new[start:][::-1], limit - start)
    return Change(start, old[start : len(old) - end], new[start : len(new) - end])


def told(old: str, new: str) -> list[int | str]:
    """Return a change as `[from, to, inserted]` of the shown text, in positions as JavaScript counts them."""
    before, after = shown(old), shown(new)
    change = between(before, after)
    start = units(before[: change.start])
    return [start, start + units(change.removed), change.inserted]


def shown(text: str) -> str:
    """Return a text as an editor shows it: each line ends with a line feed, and no mark stands before it."""
    return _BREAK.sub("\n", text.removeprefix("\ufeff"))


def as_written(old: str, new: str) -> str:
    """Return the text of a file after its shown text became another: line ends elsewhere stay as they are."""
    change = between(shown(old), new)
    found = _BREAK.search(old)
    mark = len(old) - len(old.removeprefix("\ufeff"))
    starts = [mark + place for place in _places(old[mark:])]
    start, end = starts[change.start], starts[change.start + len(change.removed)]
    return old[:start] + change.inserted.replace("\n", found[0] if found else "\n") + old[end:]


def position(text: str, unit: int) -> int:
    """Return the position in the shown text that an editor means by one of its own."""
    if unit <= 0 or text.isascii():
        return max(0, min(unit, len(text)))
    units = 0
    for at, letter in enumerate(text):
        if units >= unit:
            return at
        units += 2 if ord(letter) > 0xFFFF else 1
    return len(text)


def _common(old: str, new: str, limit: int) -> int:
    """Return how many characters two texts begin with in common, up to a limit."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def units(text: str) -> int:
    """Return how long a text is as JavaScript counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _places(text: str) -> list[int]:
    """Return where each character of the shown text, and its end, stands in a text."""
    places = [at for at, letter in enumerate(text) if letter != "\n" or text[at - 1 : at] != "\r"]
    return [*places, len(text)]
