"""`summary.translations`: each path leads to a text of the spec, which alone has another language."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.spec.lookup import Tree, at, entries, uses, written

NO_TEXT = Kind("LNK-07", "A translation of what is no text of the spec")
FIRST = ("summary", "translations")
_ALIKE = 0.8
"""How alike a key must be to have been meant."""


def translations(tree: Tree) -> Iterator[Problem]:
    """A misspelt path would leave a text in English on a page that is meant for another reader.

    What is translated and no longer there is no fault: nothing prints it.
    """
    for place, _ in uses(tree, [*FIRST, "*", "*"], ()):
        text = str(place[-1])
        path = written(tree, text)
        if at(tree, path) is None and (meant := _meant(tree, path)):
            yield _no_text(place, text, f"Did you mean {meant}?")
        elif isinstance(at(tree, path), dict | list):
            yield _no_text(place, text, "Write the path of one text, such as outcomes.reading.name.")


def _meant(tree: Tree, path: Path) -> str:
    """Return the path that was meant by one that leads nowhere; nothing where no key of its section is like it."""
    depth = next(depth for depth in range(len(path)) if at(tree, path[: depth + 1]) is None)
    if not depth:
        return ""
    near = get_close_matches(str(path[depth]), entries(at(tree, path[:depth])), n=1, cutoff=_ALIKE)
    return dotted((*path[:depth], near[0], *path[depth + 1 :])) if near else ""


def _no_text(place: Path, text: str, hint: str) -> Problem:
    message = f"There is no text at “{text}” to translate."
    return NO_TEXT.problem(message, path=place, found=text, expected="the path of a text", hint=hint)
