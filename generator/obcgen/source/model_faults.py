"""What a model refused, in plain words. Errors are known by pydantic's type codes, never by its English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin
from unicodedata import category

from pydantic import BaseModel

from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.source.nodes import Node, at, child, entries, nearest, resembling

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

UNKNOWN_KEY = Kind("SRC-16", "A key that is not known here")
MISSING_KEY = Kind("SRC-17", "A key is missing")
NO_KEYS = Kind("SRC-18", "Keys are needed, and something else is written")
NO_LIST = Kind("SRC-19", "A list is needed, and something else is written")
NONE_AT_ALL = Kind("SRC-20", "At least one is needed")
BLANK_SECTION = Kind("SRC-21", "Nothing is written under a key")

_OR_REMOVE = ", or remove the line if it is not needed"
_BULLETS = ("\u2022", "\u00b7", "\u2013", "\u2014", "\u25e6", "\u25aa")
SEVERAL = 3
"""From this many unknown keys in one place on, they are told together."""
DEEPEST_EXAMPLE = 2
"""How many sections deep an example is filled in."""
_KEYS_NEEDED = {"model_type", "model_attributes_type", "dict_type", "mapping_type"}
_LIST_NEEDED = {"tuple_type", "list_type"}


def problems_of(error: ValidationError, model: type[BaseModel], root: Node) -> Iterator[Problem]:
    """Yield the Problem that each error of a model stands for, each fault once."""
    details = _first_causes(error.errors(include_url=False))
    unknown = [_path(each, root) for each in details if each["type"] == "extra_forbidden"]
    meant = {(*path[:-1], _meant(path, model, root)) for path in unknown}
    by_parent = Counter(path[:-1] for path in unknown)
    strays = [
        _Strays(
            [path for path in unknown if path[:-1] == parent], _home(parent, unknown, details, model, root)
        )
        for parent, count in by_parent.items()
        if count >= SEVERAL
    ]
    yield from (_stray_keys(each, model, root) for each in strays)
    told = {path for each in strays for path in (*each.paths, each.home)} | meant
    for each in details:
        path = _path(each, root)
        if path not in told or each["type"] not in {"missing", "extra_forbidden"}:
            yield _problem(each, model, root)


def _first_causes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a list is too short where its items are there, and at fault themselves."""
    inside = {each["loc"][:end] for each in details for end in range(len(each["loc"]))}
    return [each for each in details if each["type"] != "too_short" or each["loc"] not in inside]


def _problem(detail: ErrorDetails, model: type[BaseModel], root: Node) -> Problem:
    path = _path(detail, root)
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(path, model, root)
        case "missing":
            return _missing_key(path, model)
        case "too_short":
            return NONE_AT_ALL.problem(
                f"At least one is needed under “{_name(path)}”.", path=path, expected=_describe(model, path)
            )
        case kind if kind in _KEYS_NEEDED:
            return _wrong_shape(NO_KEYS, "keys, each with its value", detail["input"], path, model)
        case kind if kind in _LIST_NEEDED:
            return _wrong_shape(NO_LIST, "a list", detail["input"], path, model)
    return _own(detail, path, model, root)


def _own(detail: ErrorDetails, path: Path, model: type[BaseModel], root: Node) -> Problem:
    """Return the Problem that a reader of ours named."""
    said: Mapping[str, Any] = detail.get("ctx", {})
    if "message" not in said:
        raise AssertionError(f"a model raised an error nobody named: {detail['type']} at {detail['loc']}")
    place = nearest(root, path).key if detail["loc"][-1:] == ("[key]",) else None
    hint = said["hint"]
    if _is_needed(model, path):
        hint = hint.replace(_OR_REMOVE, "")
    written = at(root, path)
    if written and isinstance(written.value, str) and (hidden := _unseen(written.value)):
        hint = f"{hint} It holds a character that cannot be seen, {hidden}: write it anew.".strip()
    return Problem(detail["type"], said["message"], path, place, said["found"], said["expected"], hint)


def _path(detail: ErrorDetails, root: Node) -> Path:
    """Return the path in the tree, without the steps that pydantic adds for unions and keys."""
    node, path, last = root, [], len(detail["loc"]) - 1
    for position, step in enumerate(detail["loc"]):
        below = child(node, step)
        if below is not None:
            node = below
            path.append(step)
        elif position == last and detail["type"] == "missing":
            path.append(step)
    return tuple(path)


def _name(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "the file")


def _known(path: Path, model: type[BaseModel], root: Node) -> list[str]:
    """Return the keys of the model that fits best what is written beside a path."""
    written = set(entries(nearest(root, path[:-1])))
    candidates = [list(_fields(each)) for each in _models(model, path[:-1])]
    return max(candidates, key=lambda known: len(written.intersection(known)), default=[])


def _meant(path: Path, model: type[BaseModel], root: Node) -> str:
    """Return the key that an unknown one probably stands for."""
    key, written = str(path[-1]), entries(nearest(root, path[:-1]))
    free = [each for each in _known(path, model, root) if each not in written]
    head = key.split(":", maxsplit=1)[0].strip()
    return head if head in free else resembling(key, free)


def _unknown_key(path: Path, model: type[BaseModel], root: Node) -> Problem:
    key, known, meant = str(path[-1]), _known(path, model, root), _meant(path, model, root)
    free = [each for each in known if each not in entries(nearest(root, path[:-1]))]
    hint = f"Did you mean {meant}?" if meant else f"Keys that may stand here: {', '.join(free)}."
    if not meant and (written := next(iter(get_close_matches(key, known, 1, 0.75)), "")):
        hint = f"Did you mean {written}? It is written here already."
    if meant and ":" in key:
        hint = f"Write {meant}: with one colon." if key == f"{meant}:" else "Put a space after the colon."
    elif hidden := _unseen(key):
        hint = f"It holds a character that cannot be seen, {hidden}: write the key anew."
    elif not meant and len(path) == 1 and (homes := _homes(key, model)):
        hint = f"It belongs under {' or '.join(homes)}: indent it with the keys there."
    return UNKNOWN_KEY.problem(
        f"“{key}” is not a key that is known in “{_name(path[:-1])}”.",
        path=path,
        place=nearest(root, path).key,
        found=key,
        expected=f"one of: {', '.join(known)}" if known else "",
        hint=hint if free else "Remove it.",
    )


@dataclass(frozen=True, slots=True)
class _Strays:
    """Many unknown keys in one place, and the missing key they belong under, if there is one."""

    paths: list[Path]
    home: Path


def _home(
    parent: Path, unknown: list[Path], details: list[ErrorDetails], model: type[BaseModel], root: Node
) -> Path:
    """Return the missing key whose model knows all unknown keys of one place."""
    keys = {path[-1] for path in unknown if path[:-1] == parent}
    absent = (_path(each, root) for each in details if each["type"] == "missing")
    fitting = (path for path in absent if any(keys <= _fields(each).keys() for each in _models(model, path)))
    return next(fitting, ())


def _stray_keys(strays: _Strays, model: type[BaseModel], root: Node) -> Problem:
    """Return one Problem for them all: a line above them is probably missing."""
    first, home = strays.paths[0], strays.home
    keys = ", ".join(str(path[-1]) for path in strays.paths)
    hint = "Check the indentation, and whether a line is missing above them."
    return UNKNOWN_KEY.problem(
        f"{len(strays.paths)} keys are not known in “{_name(first[:-1])}”: {keys}.",
        path=first,
        place=nearest(root, first).key,
        found=str(first[-1]),
        expected=f"one of: {', '.join(_known(first, model, root))}",
        hint=f"They belong under {dotted(home)}: is its line missing or indented wrongly?" if home else hint,
    )


def _missing_key(path: Path, model: type[BaseModel]) -> Problem:
    key = str(path[-1])
    where = f" in “{_name(path[:-1])}”" if len(path) > 1 else ""
    meaning = _describe(model, path)
    return MISSING_KEY.problem(
        f"“{key}” is missing{where}.",
        path=path,
        expected=meaning,
        hint=f"Add {_example(model, path) or f'{key}: {meaning}'.rstrip(': ')}",
    )


def _wrong_shape(kind: Kind, needed: str, found: object, path: Path, model: type[BaseModel]) -> Problem:
    name, meaning = _name(path), _describe(model, path)
    if found == "":
        message = f"Nothing is written under “{name}”."
        hint = "Fill it in." if _is_needed(model, path) else f"Fill it in{_OR_REMOVE}."
        hint = f"Write {example}" if (example := _example(model, path)) and "{" in example else hint
        return BLANK_SECTION.problem(message, path=path, found="nothing", expected=needed, hint=hint)
    what = "a list" if isinstance(found, list) else "keys" if isinstance(found, dict) else "a text"
    hint = f"Write {needed}: {meaning}" if meaning else f"Write {needed}."
    if kind is NO_KEYS and "{" in (example := _example(model, path)):
        hint = f"Write {example}"
    if kind is NO_LIST and isinstance(found, str):
        hint = "Put it in brackets, or on a line of its own after a dash."
        if found.startswith(_BULLETS):
            hint = "Start each item with a dash and a space, on a line of its own."
    return kind.problem(
        f"“{name}” holds {what}; it needs {needed}.", path=path, found=what, expected=needed, hint=hint
    )


# What the model says about a path


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _branches(kind: Any) -> Iterator[Any]:
    """Yield what a union or an annotated type stands for."""
    origin = get_origin(kind)
    if origin in (dict, tuple) or _is_model(kind):
        yield kind
    else:
        for each in get_args(kind)[:1] if origin is Annotated else get_args(kind):
            yield from _branches(each)


def _below(kind: Any, step: str | int) -> Iterator[Any]:
    """Yield the types that may stand under a key, or in a list, of a type."""
    for branch in _branches(kind):
        if get_origin(branch) is dict:
            yield get_args(branch)[1]
        elif get_origin(branch) is tuple and isinstance(step, int):
            yield get_args(branch)[0]
        elif _is_model(branch) and step in _fields(branch):
            yield _fields(branch)[str(step)].annotation


def _models(model: type[BaseModel], path: Path) -> list[type[BaseModel]]:
    """Return the models that may stand at a path."""
    kinds: list[Any] = [model]
    for step in path:
        kinds = [below for kind in kinds for below in _below(kind, step)]
    return [branch for kind in kinds for branch in _branches(kind) if _is_model(branch)]


def _field(model: type[BaseModel], path: Path) -> FieldInfo | None:
    fields = (_fields(each).get(str(path[-1])) for each in _models(model, path[:-1])) if path else ()
    return next((info for info in fields if info), None)


def _is_needed(model: type[BaseModel], path: Path) -> bool:
    """Tell whether a key cannot be left out."""
    info = _field(model, path)
    return info is not None and info.is_required()


def _homes(key: str, model: type[BaseModel]) -> list[str]:
    """Return the sections of which a key is one, where they are few."""
    sections = _fields(model)
    homes = [name for name in sections if any(key in _fields(each) for each in _models(model, (name,)))]
    return homes if len(homes) <= SEVERAL else []


def _example(model: type[BaseModel], path: Path) -> str:
    """Return what to write for a key, ready to be pasted but for what only the user knows; or nothing."""
    key, info = str(path[-1]) if path else "", _field(model, path)
    inner = next(iter(_models(model, path)), None)
    if inner is not None and get_origin(info.annotation if info else None) is not dict:
        needed = any(each.is_required() for each in _fields(inner).values())
        return f"{key}: {_filled(inner, DEEPEST_EXAMPLE)}." if needed else ""
    if info is None:
        return ""
    words = (
        [str(word) for word in get_args(info.annotation)] if get_origin(info.annotation) is Literal else []
    )
    expected = next((text for each in info.metadata if (text := getattr(each, "expected", ""))), "")
    if words or expected.startswith("one of"):
        return f"{key}: with one of {', '.join(words) or expected.removeprefix('one of: ')}."
    if expected.isdecimal():
        return f"{key}: {expected}."
    return f"{key}: with {expected}." if " such as " in expected else ""


def _filled(model: type[BaseModel], depth: int) -> str:
    """Return the needed keys of a model, each with an example of its value."""
    needed = {name: info for name, info in _fields(model).items() if info.is_required()}
    return f"{{{', '.join(f'{name}: {_sample(info, depth)}' for name, info in needed.items())}}}"


def _sample(info: FieldInfo, depth: int) -> str:
    """Return an example of a value, from its description or its keys; `...` where only the user knows it."""
    if quoted := re.search(r"`([^`{}]+)`", info.description or ""):
        return quoted[1]
    for branch in _branches(info.annotation) if depth else ():
        below = get_args(branch)[1] if get_origin(branch) is dict else None
        inner = next(
            (each for each in _branches(below if below is not None else branch) if _is_model(each)), None
        )
        if inner is not None:
            return (
                f"{{first: {_filled(inner, depth - 1)}}}" if below is not None else _filled(inner, depth - 1)
            )
    return "..."


def _unseen(text: str) -> str:
    """Return the code point of the first character in a text that nobody sees, or nothing."""
    odd = (
        letter for letter in text if letter not in " \n\t" and (letter.isspace() or category(letter) == "Cf")
    )
    return next((f"U+{ord(letter):04X}" for letter in odd), "")


def _describe(model: type[BaseModel], path: Path) -> str:
    """Return the description of the field at a path, or nothing."""
    info = _field(model, path)
    return (info.description or "") if info else ""
