"""What a person typed into a field, as the spec holds it: by the kinds of value that the field takes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from obcgen.problems import ObcgenError, Path, dotted
from obcgen.source.nodes import Plain, at
from obcgen.spec.shapes import NOT_TEXT
from obcgen.spec.states import read_state
from obcgen.spec.typed import choice, strict
from obcgen.studio.fields import Field, field_at
from obcgen.studio.named import named_by

if TYPE_CHECKING:
    from obcgen.source.nodes import Node

STATE: Final = "district.state"
"""The pattern of the field that takes a state by its letters or its name, and holds its letters."""

_HEADING: Final = re.compile(r"^([ ]{0,3})(#{1,6}[ \t])", re.MULTILINE)
"""What Markdown takes for a heading; in a form it is a number sign."""
SET_OUT: Final = re.compile(r"^\s*(?:[-*+|#>]|[0-9]+[.)])", re.MULTILINE)
"""A line of a list, a table, a heading or a quotation of Markdown: its lines stay lines."""
_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_WRAPPED: Final = re.compile(r"(.{60,}(?<![.!?:;]))\n")
"""A line that is long and ends within a sentence: a program wrapped it, and nobody ended it."""

_OF_PERCENT: Final = re.compile(r"\s*(?:percent|per cent)\b", re.IGNORECASE)
"""A scale whose numbers are percent: one that is typed may say so."""
_IN_PERCENT: Final = re.compile(r"(?<=[0-9])\s*(?:%|percent|per cent)\s*$", re.IGNORECASE)


def typed_value(typed: str, path: Path, root: Node) -> Plain:
    """Return what was typed into the field at a path as the spec holds it; of a list, one item a line.

    Raises:
        ObcgenError: it cannot be understood, or could mean two things.
    """
    field = field_at(path)
    if field is None:
        return typed.strip()
    if field.control in {"group", "table"}:
        message = f"{dotted(path)} holds several values and takes none that is typed."
        raise ObcgenError(NOT_TEXT.problem(message, path=path, hint="Fill in the fields below it."))
    try:
        if field.control == "list" and field.entry:
            return [_value(item, field.entry, path, root) for item in _items(typed)]
        return _value(typed, field, path, root)
    except ObcgenError as error:
        raise ObcgenError(*(replace(each, path=path) for each in error.problems)) from None


def meant(kind: str, typed: str, path: Path) -> str:
    """Return what was typed beside the spec as a value of a kind, as a question of that kind reads it.

    Raises:
        ObcgenError: it cannot be understood, or could mean two things; the Problem stands at the path.
    """
    try:
        return strict(kind, typed)
    except ObcgenError as error:
        raise ObcgenError(*(replace(each, path=path) for each in error.problems)) from None


def _items(typed: str) -> list[str]:
    between = next((each for each in "\n;" if each in typed.strip()), ",")
    parts = typed.split(between)
    return [part.strip(" -\t\r") for part in parts if part.strip(" -\t\r")]


def _value(typed: str, field: Field, path: Path, root: Node) -> str:
    """Return a single value; where a field takes several kinds, by the first that fits."""
    scale = at(root, (*path[:-1], "scale")) if "quantity" in field.kinds else None
    if scale is not None and _OF_PERCENT.match(str(scale.value)):
        typed = _IN_PERCENT.sub("", typed)
    bare = typed.strip()
    if bare in field.words:
        return read_state(bare) if field.pattern == STATE else bare
    names = {name.lower(): id_ for id_, name, _ in named_by(path, field, root)}
    if bare.lower() in names:
        return names[bare.lower()]
    if field.words and not field.kinds:
        found = choice(bare, field.words)
        return read_state(found) if field.pattern == STATE else found
    zone = at(root, ("procurement", "time_zone"))
    kinds = field.kinds or ("text",)
    for kind in kinds[:-1]:
        try:
            return strict(kind, typed, _text(zone))
        except ObcgenError:
            continue
    last = strict(kinds[-1], typed, _text(zone))
    return paragraphs(_HEADING.sub(r"\1\\\2", last)) if kinds[-1] == "text" else last


def paragraphs(text: str) -> str:
    """Return a text of a form in Markdown: a line that somebody ended ends a paragraph, as in a letter."""
    parts = _BLANK_LINES.split(text)
    apart = (
        part if SET_OUT.search(part) else _WRAPPED.sub(r"\1 ", part).replace("\n", "\n\n") for part in parts
    )
    return "\n\n".join(apart) if "\n" in text.strip() else text


def _text(node: Node | None) -> str:
    return (
        node.value
        if node is not None and isinstance(node.value, str) and re.match("[A-Z]", node.value)
        else ""
    )
