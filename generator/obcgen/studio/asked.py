"""What a front end asks, read with care: a part of a request that is not what it should be is a Problem."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from obcgen.problems import Kind, ObcgenError, Path
from obcgen.source.from_values import DEEPEST
from obcgen.source.nodes import Plain

if TYPE_CHECKING:
    from obcgen.studio.desk import Desk

BAD_REQUEST = Kind("STU-01", "A request to the studio that it cannot read")

Request = Mapping[str, Any]
Reply = dict[str, Any]
Answer = Callable[["Desk", Request], tuple["Desk", Reply]]
"""Answers one kind of request: the desk afterwards, and what is told beside `ok` and `version`."""


def refused(message: str, hint: str = "Reload the page; if it happens again, report it.") -> ObcgenError:
    """Return the error of a request that cannot be read."""
    return ObcgenError(BAD_REQUEST.problem(message, hint=hint))


def whole(request: Request) -> None:
    """Refuse a request with half of a character, which no file can hold: a lone surrogate.

    Raises:
        ObcgenError: there is one.
    """
    parts: list[object] = [request]
    while parts:
        match parts.pop():
            case str() as text:
                if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
                    raise refused("The request holds half of a character.", "Delete it and write it again.")
            case Mapping() as group:
                parts += [*group.keys(), *group.values()]
            case list() | tuple() as row:
                parts += row


def text_of(request: Request, name: str, default: str | None = None) -> str:
    """Return a text of a request.

    Raises:
        ObcgenError: there is none.
    """
    found = request.get(name, default)
    if not isinstance(found, str):
        raise refused(f"The request lacks its text “{name}”.")
    return found


def number_of(request: Request, name: str) -> int:
    """Return a whole number of a request that is not negative.

    Raises:
        ObcgenError: there is none.
    """
    found = request.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise refused(f"The request lacks its number “{name}”.")
    return found


def path_of(request: Request, name: str = "path") -> Path:
    """Return the path of a request: keys, and positions of lists from 0.

    Raises:
        ObcgenError: there is none.
    """
    found = request.get(name)
    if not isinstance(found, list | tuple) or not all(_is_step(step) for step in found):
        raise refused(f"The request lacks its path “{name}”.")
    return tuple(found)


def paths_of(marks: Mapping[str, Any], name: str) -> frozenset[Path]:
    """Return a set of paths; none where there are none.

    Raises:
        ObcgenError: they are no paths.
    """
    found = marks.get(name, ())
    if not isinstance(found, list | tuple):
        raise refused(f"The marks of the request lack their paths “{name}”.")
    return frozenset(path_of({"path": each}) for each in found)


def value_of(value: object, depth: int = 0) -> Plain:
    """Return a value of a request as texts, groups and lists of them.

    Raises:
        ObcgenError: it holds anything else, or is nested deeper than any spec.
    """
    if depth > DEEPEST:
        raise refused("A value of the request is nested deeper than any spec.")
    match value:
        case str():
            return value
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case Mapping():
            return {str(key): value_of(each, depth + 1) for key, each in value.items()}
        case list() | tuple():
            return [value_of(each, depth + 1) for each in value]
    raise refused("A value of the request is neither a text nor a list nor a group of them.")


def files_of(request: Request, name: str = "files") -> dict[str, bytes]:
    """Return files of a request by relative path: each a text, bytes, or `{"base64": ...}`.

    Raises:
        ObcgenError: one of them is something else, or its path leads elsewhere.
    """
    found = request.get(name, {})
    if not isinstance(found, Mapping):
        raise refused(f"The request lacks its files “{name}”.")
    return {_inside(path): _bytes_of(each) for path, each in found.items()}


def coded(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """Return files as a reply holds them: by name, each `{"base64": ...}`, as `files_of` reads them."""
    return {name: {"base64": base64.b64encode(content).decode()} for name, content in files.items()}


def _inside(path: object) -> str:
    steps = path.split("/") if isinstance(path, str) else [""]
    if not all(step not in {"", ".", ".."} and "\\" not in step and step.isprintable() for step in steps):
        raise refused("The path of a file leads out of the folder of the spec.")
    return "/".join(steps)


def _bytes_of(content: object) -> bytes:
    match content:
        case str():
            return content.encode()
        case bytes():
            return content
        case {"base64": str() as text}:
            try:
                return base64.b64decode(text, validate=True)
            except (binascii.Error, ValueError):
                raise refused("A file of the request is not written as base64.") from None
    raise refused("A file of the request is neither a text nor bytes.")


def _is_step(step: object) -> bool:
    return isinstance(step, str) or (isinstance(step, int) and not isinstance(step, bool) and step >= 0)
