"""A Problem's remedy as an edit: the value or the key that its hint names, where a machine can write it.

Hints are sentences that say what to write: `Write due: 2028-08-14.`, `Add at_most: $50000.`, `Remove unit.`,
`Did you mean roster?`. One that leaves a choice, names an example or needs a person is no edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from obcgen.problems import Kind, ObcgenError, Path, Problem, dotted
from obcgen.source.edits import with_key, without_value
from obcgen.source.from_yaml import from_yaml
from obcgen.source.model_faults import BLANK_SECTION, MISSING_KEY, NO_KEYS, NO_LIST, NONE_AT_ALL
from obcgen.source.nodes import Node, Plain, at, entries, to_plain
from obcgen.spec.links import DANGLING
from obcgen.spec.shapes import UNFILLED
from obcgen.studio.asked import Answer, Reply, Request, path_of, refused, text_of
from obcgen.studio.editing import after_answer, written
from obcgen.studio.fields import field_at
from obcgen.studio.found import found
from obcgen.studio.plain_remedies import plainly_said
from obcgen.studio.remedy import Remedy
from obcgen.studio.typed import typed_value
from obcgen.studio.written import cleared, set_to

if TYPE_CHECKING:
    from obcgen.studio.desk import Desk

NO_REMEDY: Final = Kind("STU-04", "A problem whose remedy only a person can write")
_SAID: Final = re.compile(r"(?:Write|Add|Say) (?P<rest>.+)", re.DOTALL)
_KEY: Final = re.compile(r"(?P<key>[A-Za-z_][\w-]*(?:\.[\w-]+)*): (?P<value>.+)", re.DOTALL)
_MEANT: Final = re.compile(r"Did you mean (.+)\?")
_REMOVE: Final = re.compile(r"Remove ([\w-]+|the line)(?=[:.,;]|$)")
_ENDS: Final = re.compile(
    r"[,;] or |; |\. |, (?:by|beside|the|as|with|where|plan)\b| or (?:later|earlier|[a-z_]+:)(?= |$|[,.;])"
    r"| if | at [a-z_]+(?=[;,.]|$)|\.$"
)
_OPEN: Final = re.compile(r"\.\.\.|<|…")


def remedy_of(problem: Problem, root: Node) -> Remedy | None:
    """Return the remedy of a Problem as an edit; nothing where only a person can write it."""
    return next(_remedies(problem, root), None)


def _remedies(problem: Problem, root: Node) -> Iterator[Remedy]:
    if not problem.path or problem.code in _EXAMPLES:
        return
    here = at(root, problem.path)
    if meant := _MEANT.fullmatch(problem.hint):
        yield from _instead(problem, here, meant[1])
    elif removed := _REMOVE.match(problem.hint):
        if here is not None and removed[1] in {str(problem.path[-1]), "the line"}:
            yield Remedy("remove here" if "file" in problem.hint else "remove", problem.path)
    elif problem.code in _CUTS and problem.expected:
        yield Remedy("write", problem.path, problem.expected)
    else:
        yield from _by_hint(problem, here, root)
    if here is not None and isinstance(here.value, str) and problem.code.startswith("SPC-"):
        yield from _as_typed(here.value, problem.path, root)


def _by_hint(problem: Problem, here: Node | None, root: Node) -> Iterator[Remedy]:
    """Yield what a hint says to write or to take away."""
    if problem.code in _DESCRIBED:  # its hint writes out a help text or an example, never an answer
        return
    if problem.code == DANGLING.code and problem.path[-1] == problem.found:
        if here is not None:
            yield Remedy("remove", problem.path)
    elif plain := plainly_said(problem, root):
        yield plain
    elif said := _SAID.match(problem.hint):
        yield from _written(problem, _first(said["rest"]), root)


_EXAMPLES: Final = {"GUI-11"}
"""Rules whose hint names an amount that is an example."""
_CUTS: Final = {"SRC-11", "SRC-24", "SRC-25"}
_DESCRIBED: Final = {
    each.code for each in (UNFILLED, MISSING_KEY, NO_KEYS, NO_LIST, NONE_AT_ALL, BLANK_SECTION)
}


def _instead(problem: Problem, here: Node | None, meant: str) -> Iterator[Remedy]:
    """Yield a word in place of one that is not known: a value, or a key."""
    if here is not None and here.value == problem.found:
        yield Remedy("write", problem.path, meant)
    elif problem.path[-1] == problem.found and here is not None and re.fullmatch(r"[\w-]+", meant):
        yield Remedy("rename", problem.path, meant)


def _first(text: str) -> str:
    """Return the first of what a hint offers, up to where the next begins; what stands in braces is whole."""
    depth, quoted = 0, False
    for place, letter in enumerate(text):
        quoted ^= letter == '"'
        depth += (letter in "{[") - (letter in "}]")
        if depth == 0 and not quoted and letter in ",;. " and (end := _ENDS.match(text, place)):
            return text[: end.start()]
    return text


def _written(problem: Problem, said: str, root: Node) -> Iterator[Remedy]:
    """Yield what a hint says to write: a key with its value, or the value of the field itself."""
    if _OPEN.search(said):
        return
    if keyed := _KEY.fullmatch(said):
        steps = tuple(keyed["key"].split("."))
        value = _value(keyed["value"])
        for path in _places(problem.path, steps):
            if value is not None and _takes(path, value, root):
                yield Remedy("write", path, value)
        return
    field = field_at(problem.path)
    if field is not None and field.kinds and not {"text", "line", "title"} & set(field.kinds):
        yield from (each for each in _as_typed(said, problem.path, root) if each.value == said)


def _places(path: Path, steps: Path) -> Iterator[Path]:
    """Yield where a key that a hint names may stand: the nearest place first."""
    for depth in range(len(path), 0, -1):
        if path[depth - 1] == steps[0]:
            yield (*path[: depth - 1], *steps)
            break
    for depth in range(len(path), -1, -1):
        yield (*path[:depth], *steps)


def _takes(path: Path, value: Plain, root: Node) -> bool:
    """Tell whether the language has a place for a value at a path, and the spec what that lies in."""
    field = field_at(path)
    if field is None or at(root, path[:1]) is None or (len(path) > 2 and at(root, path[:-2]) is None):
        return False
    if not isinstance(value, str):
        return bool(field.groups or field.entry)
    if field.words and value in field.words:
        return True
    try:
        return bool(field.kinds) and typed_value(value, path, root) == value
    except ObcgenError:
        return False


def _value(text: str) -> Plain | None:
    try:
        node, problems = from_yaml(text, "hint")
    except ObcgenError:
        return None
    return None if problems or (isinstance(node.value, Mapping) and text[:1] != "{") else to_plain(node)


def _as_typed(typed: str, path: Path, root: Node) -> Iterator[Remedy]:
    """Yield the strict way of writing what was typed, where it can be understood."""
    try:
        value = typed_value(typed, path, root)
    except ObcgenError:
        return
    here = at(root, path)
    if here is None or value != here.value:
        yield Remedy("write", path, value)


def applied(desk: Desk, remedy: Remedy) -> str:
    """Return the text of the spec after a remedy.

    Raises:
        ObcgenError: the text cannot be edited there.
    """
    match remedy.does:
        case "remove":
            return cleared(desk, remedy.path)
        case "remove here":
            return without_value(desk.text, remedy.path)
        case "rename":
            return with_key(desk.text, remedy.path, str(remedy.value))
        case "write":
            return _laid_in(desk, remedy.path, remedy.value)


def _laid_in(desk: Desk, path: Path, value: Plain) -> str:
    """Return the text with a value at a path; the keys of a group go beside those that are there."""
    here = at(desk.reading().source.root, path)
    if not (isinstance(value, dict) and here is not None and entries(here)):
        return set_to(desk, path, value)
    for key, each in value.items():
        desk = replace(desk, text=_laid_in(desk, (*path, key), each))
    return desk.text


def _remedy(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    problem = request.get("problem", request)
    if not isinstance(problem, Mapping):
        raise refused("The request names no problem.")
    code, steps = text_of(problem, "code"), path_of(problem, "steps")
    root = desk.reading().source.root
    named = (each for each in found(desk) if each.code == code and each.path == steps)
    remedy = next((one for each in named if (one := remedy_of(each, root))), None)
    if remedy is None:
        message = f"{code} at {dotted(steps) or 'this place'} has no remedy that can be applied from here."
        raise ObcgenError(
            NO_REMEDY.problem(message, path=steps, hint="Read what it says, and edit the field.")
        )
    after, reply = after_answer(desk, written(desk, applied(desk, remedy)))
    return after, {**reply, "path": list(remedy.path)}


ANSWERS: dict[str, Answer] = {"remedy": _remedy}
