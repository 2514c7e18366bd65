"""`summary.translations`: each path leads to a text of the spec, which alone has another language."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.spec.lookup import Tree, at, entries, uses, written

NO_TEXT = Kind("LNK-07", "A translation of what is no text of the spec")
FIRST = ("summary", "translations")


def translations(tree: Tree) -> Iterator[Problem]:
    """A misspelt path would leave a text in English on a page that is meant for another reader."""
    for place, _ in uses(tree, [*FIRST, "*", "*"], ()):
        text = str(place[-1])
        if not isinstance(at(tree, written(tree, text)), str):
            yield _no_text(tree, place, text)


def _no_text(tree: Tree, place: Path, text: str) -> Problem:
    path = written(tree, text)
    depth = next((depth for depth in range(len(path)) if at(tree, path[: depth + 1]) is None), len(path))
    near = (
        get_close_matches(str(path[depth]), entries(at(tree, path[:depth])), n=1) if depth < len(path) else []
    )
    hint = (
        f"Did you mean {dotted((*path[:depth], near[0], *path[depth + 1 :]))}?"
        if near
        else "Write the path of one text, such as outcomes.reading.name."
    )
    message = f"There is no text at “{text}” to translate."
    return NO_TEXT.problem(message, path=place, found=text, expected="the path of a text", hint=hint)
