"""Values given on the command line as `path=value`, laid over the spec; their place is the text itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from obcgen.problems import Kind, ObcgenError, Path, Place, Problem, dotted
from obcgen.source.from_yaml import from_yaml
from obcgen.source.nodes import Node, child, entries, resembling, steps, written

SETTING = Kind("SRC-23", "A --set that leads nowhere")
FILE = "--set"
Settings = Sequence[str]


def lay_over(root: Node, settings: Settings) -> tuple[Node, tuple[Problem, ...]]:
    """Return the tree with each setting in place, and the Problems of those that have none."""
    problems: list[Problem] = []
    done: dict[Path, str] = {}
    for text in settings:
        try:
            path, value = _read(text, root)
            _refuse_again(path, text, done)
            root = _put(root, path, value, text)
        except ObcgenError as error:
            problems += error.problems
    return root, tuple(problems)


def _read(text: str, root: Node) -> tuple[Path, Node]:
    """Return the path and the value of a setting."""
    name, equals, value = text.partition("=")
    steps_named = name.strip().split(".")
    if not equals or not all(steps_named) or not text.isprintable():
        message = "--set takes a path, an equals sign and a value, on one line."
        raise _fault(message, text, 1, hint="Write it as --set document.status=final.")
    path = written(root, tuple(steps_named))
    return path, _value(value, len(name) + 1, text, path)


def _value(value: str, start: int, text: str, path: Path) -> Node:
    """Read what stands after the equals sign: a text, or a list or group of keys in brackets."""
    if not value.strip():
        return Node("", Place(FILE, 1, max(start, 1), 1, text))
    try:
        node, problems = from_yaml(value, FILE)
    except ObcgenError as error:
        raise ObcgenError(*(_moved(each, start, text, path) for each in error.problems)) from None
    if problems:
        raise ObcgenError(*(_moved(each, start, text, path) for each in problems))
    if not isinstance(node.value, str) and value.lstrip()[0] not in "[{":
        hint = f"Put the value in quotes within the argument: {text.partition('=')[0]}='...'."
        raise _fault("The value reads as a list or as keys, and is neither.", text, start + 1, hint=hint)
    return _shifted(node, start, text)


def _refuse_again(path: Path, text: str, done: dict[Path, str]) -> None:
    for other, said in done.items():
        if path[: len(other)] == other or other[: len(path)] == path:
            message = f"{dotted(path)} is set twice on the command line."
            raise _fault(message, text, 1, hint=f"Leave out this one or {said}.")
    done[path] = text


def _put(node: Node, path: Path, value: Node, text: str, depth: int = 0) -> Node:
    """Return the tree with a value at a path; keys on the way that are missing are made."""
    if depth == len(path):
        return replace(value, key=_spot(text, depth - 1))
    step, last = path[depth], depth == len(path) - 1
    below = child(node, step)
    if below is None and (not isinstance(node.value, Mapping) or (not last and _near(node, step))):
        raise _nowhere(node, path, text, depth)
    spot = _spot(text, depth)
    new = _put(below or Node({}, spot, spot), path, value, text, depth + 1)
    if isinstance(node.value, tuple):
        items = list(node.value)
        items[int(step)] = replace(new, key=None)
        return replace(node, value=tuple(items))
    return replace(node, value={**entries(node), str(step): new})


def _near(node: Node, step: str | int) -> str:
    return resembling(str(step), entries(node))


def _nowhere(node: Node, path: Path, text: str, depth: int) -> ObcgenError:
    """Return the Problem of a path that does not lead on from here."""
    here = dotted(path[:depth]) or "the file"
    step, found = path[depth], list(steps(node))
    if isinstance(node.value, Mapping):
        message = f"There is no “{step}” in {here}."
        hint = f"Did you mean {dotted((*path[:depth], _near(node, step), *path[depth + 1 :]))}?"
    elif isinstance(node.value, tuple):
        shown = step + 1 if isinstance(step, int) else step
        message = f"There is no item {shown} in {here}; the list has {len(found)}."
        hint = f"Name an item by its number, or set the whole list: {here}=[...]."
    else:
        message = f"{here} holds one value; nothing stands under it."
        hint = f"Set it whole: {here}=..."
    place = _spot(text, depth)
    return ObcgenError(SETTING.problem(message, path=path, place=place, found=dotted(path), hint=hint))


def _spot(text: str, depth: int) -> Place:
    """Return the place of one step of the path of a setting."""
    words = text.partition("=")[0].split(".")
    column = sum(len(word) + 1 for word in words[:depth]) + 1
    return Place(FILE, 1, column, max(1, len(words[depth])), text)


def _shifted(node: Node, start: int, text: str) -> Node:
    """Return a value with its places counted from the start of the setting."""
    place, key = _along(node.place, start, text), _along(node.key, start, text) if node.key else None
    match node.value:
        case str() as value:
            return Node(value, place, key)
        case tuple() as items:
            return Node(tuple(_shifted(each, start, text) for each in items), place, key)
        case found:
            return Node({name: _shifted(each, start, text) for name, each in found.items()}, place, key)


def _along(place: Place, start: int, text: str) -> Place:
    return replace(place, column=place.column + start, excerpt=text)


def _moved(problem: Problem, start: int, text: str, path: Path) -> Problem:
    place = problem.place and _along(problem.place, start, text)
    return replace(problem, place=place, path=(*path, *problem.path))


def _fault(message: str, text: str, column: int, *, hint: str) -> ObcgenError:
    return ObcgenError(SETTING.problem(message, place=Place(FILE, 1, column, 1, text), found=text, hint=hint))
