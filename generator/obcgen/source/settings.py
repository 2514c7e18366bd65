"""Values laid over a spec: given on the command line as `path=value`, or in the cells of a table.

The place of the first is the text itself, that of the second the cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from obcgen.problems import Kind, ObcgenError, Path, Place, Problem, dotted
from obcgen.source.from_yaml import from_yaml
from obcgen.source.nodes import Node, child, entries, resembling, steps, written
from obcgen.source.yaml_faults import DEEPEST

SETTING = Kind("SRC-23", "A --set, or a column of a table, that leads nowhere")
FILE = "--set"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value from a cell of a table: the path of its column, and the places of heading and cell."""

    path: str
    value: str
    heading: Place
    cell: Place

    def spot(self, _: int) -> Place:
        """Return the place of any step of the path: the heading."""
        return self.heading


@dataclass(frozen=True, slots=True)
class _Argument:
    """A value from the command line."""

    text: str

    @property
    def path(self) -> str:
        return self.text.partition("=")[0]

    def spot(self, depth: int) -> Place:
        """Return the place of one step of the path."""
        words = self.path.split(".")
        column = sum(len(word) + 1 for word in words[:depth]) + 1
        return Place(FILE, 1, column, max(1, len(words[depth])), self.text)


Settings = Sequence[str | Entry]


def lay_over(root: Node, settings: Settings) -> tuple[Node, tuple[Problem, ...]]:
    """Return the tree with each setting in place, and the Problems of those that have none."""
    problems: list[Problem] = []
    done: dict[Path, str] = {}
    for each in settings:
        said = _Argument(each) if isinstance(each, str) else each
        try:
            _refuse_depth(said)
            path, value = _entered(said, root) if isinstance(said, Entry) else _read(said.text, root)
            _refuse_again(path, said, done)
            root = _put(root, path, value, said)
        except ObcgenError as error:
            problems += error.problems
    return root, tuple(problems)


def _entered(entry: Entry, root: Node) -> tuple[Path, Node]:
    """Return the path and the value of a cell: its text, or a list or group of keys in brackets."""
    path = written(root, tuple(entry.path.split(".")))
    if entry.value[:1] not in "[{":
        return path, Node(entry.value, entry.cell)
    try:
        node, problems = from_yaml(entry.value, entry.cell.file)
    except ObcgenError as error:
        problems = error.problems
    if problems:
        raise ObcgenError(*(_in_cell(each, path, entry) for each in problems))
    return path, _placed(node, entry.cell)


def _in_cell(fault: Problem, path: Path, entry: Entry) -> Problem:
    """Say that a cell was read as brackets: one that is text has no quotes to put around the whole of it."""
    said = f"A cell that begins with {entry.value[0]} holds a list or keys in brackets. {fault.message}"
    hint = f"{fault.hint} Begin a cell that is text with another sign.".strip()
    return replace(fault, message=said, hint=hint, path=path, place=entry.cell)


def _placed(node: Node, place: Place) -> Node:
    """Return a value all of which stands in one place."""
    match node.value:
        case str() as value:
            return Node(value, place, place)
        case tuple() as items:
            return Node(tuple(_placed(each, place) for each in items), place, place)
        case found:
            return Node({name: _placed(each, place) for name, each in found.items()}, place, place)


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


def _refuse_depth(said: Entry | _Argument) -> None:
    """Refuse a path of more steps than a spec may have: what is nested deeper could not be handed on."""
    if said.path.count(".") >= DEEPEST:
        message = f"A path of more than {DEEPEST} keys leads nowhere in a spec."
        hint = "Name a value that the spec has, such as document.status."
        raise ObcgenError(SETTING.problem(message, place=said.spot(0), found=said.path[:60], hint=hint))


def _refuse_again(path: Path, said: Entry | _Argument, done: dict[Path, str]) -> None:
    for other, name in done.items():
        if path[: len(other)] == other or other[: len(path)] == path:
            where = "on the command line" if isinstance(said, _Argument) else "by two columns"
            message = f"{dotted(path)} is set twice {where}."
            hint = f"Leave out this one or {name}."
            raise ObcgenError(
                SETTING.problem(message, path=path, place=said.spot(0), found=said.path, hint=hint)
            )
    done[path] = said.text if isinstance(said, _Argument) else said.path


def _put(node: Node, path: Path, value: Node, said: Entry | _Argument, depth: int = 0) -> Node:
    """Return the tree with a value at a path; keys on the way that are missing are made."""
    if depth == len(path):
        return replace(value, key=said.spot(depth - 1))
    step, last = path[depth], depth == len(path) - 1
    below = child(node, step)
    if below is None and (not isinstance(node.value, Mapping) or (not last and _near(node, step))):
        raise _nowhere(node, path, said, depth)
    spot = said.spot(depth)
    new = _put(below or Node({}, spot, spot), path, value, said, depth + 1)
    if isinstance(node.value, tuple):
        items = list(node.value)
        items[int(step)] = replace(new, key=None)
        return replace(node, value=tuple(items))
    return replace(node, value={**entries(node), str(step): new})


def _near(node: Node, step: str | int) -> str:
    return resembling(str(step), entries(node))


def _nowhere(node: Node, path: Path, said: Entry | _Argument, depth: int) -> ObcgenError:
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
    place = said.spot(depth)
    return ObcgenError(SETTING.problem(message, path=path, place=place, found=dotted(path), hint=hint))


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
