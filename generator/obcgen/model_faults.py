"""What a model refused, in plain words. Errors are known by pydantic's type codes, never by its English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from obcgen.nodes import Node, child, nearest, resembling
from obcgen.problems import Kind, Path, Problem

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

_KEYS_NEEDED = {"model_type", "model_attributes_type", "dict_type", "mapping_type"}
_LIST_NEEDED = {"tuple_type", "list_type"}


def problems_of(error: ValidationError, model: type[BaseModel], root: Node) -> Iterator[Problem]:
    """Yield the Problem that each error of a model stands for; a misspelt key is not missing as well."""
    problems = [_problem(detail, model, root) for detail in error.errors(include_url=False)]
    misspelt = {(*each.path[:-1], each.hint) for each in problems if each.code == UNKNOWN_KEY.code}
    for each in problems:
        missing = each.code == MISSING_KEY.code
        if not (missing and (*each.path[:-1], f"Did you mean {each.path[-1]}?") in misspelt):
            yield each


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
    return _own(detail, path, root)


def _own(detail: ErrorDetails, path: Path, root: Node) -> Problem:
    """Return the Problem that a reader of ours named."""
    said: Mapping[str, Any] = detail.get("ctx", {})
    if "message" not in said:
        raise AssertionError(f"a model raised an error nobody named: {detail['type']} at {detail['loc']}")
    place = nearest(root, path).key if detail["loc"][-1:] == ("[key]",) else None
    return Problem(
        detail["type"], said["message"], path, place, said["found"], said["expected"], said["hint"]
    )


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


def _unknown_key(path: Path, model: type[BaseModel], root: Node) -> Problem:
    key = str(path[-1])
    written = set(_keys_written(nearest(root, path[:-1])))
    known = max(
        (_fields(each) for each in _models(model, path[:-1])),
        key=lambda f: len(written & f.keys()),
        default={},
    )
    free = [each for each in known if each not in written]
    hint = resembling(key, free) or (
        f"Keys that may stand here: {', '.join(free)}." if free else "Remove it."
    )
    where = f"in “{path[-2]}”" if len(path) > 1 and isinstance(path[-2], str) else "here"
    return UNKNOWN_KEY.problem(
        f"“{key}” is not a key that is known {where}.",
        path=path,
        place=nearest(root, path).key,
        found=key,
        expected=f"one of: {', '.join(known)}" if known else "",
        hint=hint,
    )


def _keys_written(node: Node) -> list[str]:
    return list(node.value) if isinstance(node.value, Mapping) else []


def _missing_key(path: Path, model: type[BaseModel]) -> Problem:
    key = str(path[-1])
    where = f" in “{_name(path[:-1])}”" if len(path) > 1 else ""
    meaning = _describe(model, path)
    return MISSING_KEY.problem(
        f"“{key}” is missing{where}.", path=path, expected=meaning, hint=f"Add {key}: {meaning}".rstrip(": ")
    )


def _wrong_shape(kind: Kind, needed: str, found: object, path: Path, model: type[BaseModel]) -> Problem:
    name, meaning = _name(path), _describe(model, path)
    if found == "":
        message = f"Nothing is written under “{name}”."
        hint = "Fill it in, or remove the line if it is not needed."
        return BLANK_SECTION.problem(message, path=path, found="nothing", expected=needed, hint=hint)
    what = "a list" if isinstance(found, list) else "keys" if isinstance(found, dict) else "a text"
    hint = f"Write {needed}: {meaning}" if meaning else f"Write {needed}."
    if kind is NO_LIST and isinstance(found, str):
        hint = "Put it in brackets, or on a line of its own after a dash."
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


def _describe(model: type[BaseModel], path: Path) -> str:
    """Return the description of the field at a path, or nothing."""
    fields = (_fields(each).get(str(path[-1])) for each in _models(model, path[:-1])) if path else ()
    return next((info.description for info in fields if info and info.description), "")
