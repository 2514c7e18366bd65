"""A new entry of a table or a list: what it needs, each a blank that says what belongs there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from obcgen.changes.called import label_of
from obcgen.studio.fields import Field, field_at, pattern_at
from obcgen.words import in_words

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.source.nodes import Plain
    from obcgen.studio.interview import Interview

_NAMES: Final = ("name", "duty", "kind")


def blank_entry(path: Path, named: str = "") -> Plain:
    """Return a new entry at a path with what it needs as blanks, and its name where it has one."""
    field = field_at(path)
    entry = _blank(field) if field else ""
    if named and field and isinstance(entry, dict):
        key = next((key for key in _NAMES if any(key in group["properties"] for group in field.groups)), "")
        return {key: named, **{name: each for name, each in entry.items() if name != key}} if key else entry
    return entry


def blank_of(label: str) -> str:
    """Return a blank that says what belongs in its place."""
    words = re.sub(r"[<>@:]", "", label)
    return f"<{words[:1].lower()}{words[1:]}>" if words[1:2].islower() else f"<{words}>"


def blank_at(path: Path, pages: Interview) -> str:
    """Return a blank that says what belongs at a path, and in which entry of a table or a list."""
    parts = pattern_at(path).split(".")
    pattern = ".".join(parts)
    if parts[-1] == "*" and isinstance(path[-1], int):  # the items of a list of texts are one blank
        parts, path = parts[:-1], path[:-1]
    named = [_id(step) for part, step in zip(parts, path, strict=False) if part == "*"]
    label = pages.label(pattern)
    return blank_of(f"{label} ({', '.join(named)})" if named else label)


def _id(step: str | int) -> str:
    return in_words(step).lower() if isinstance(step, str) else str(step + 1)


def _blank(field: Field) -> Plain:
    if field.kinds or field.words:
        return blank_of(label_of(field.pattern.removesuffix(".*")))
    if field.groups:
        return _group(field, field.groups[0])
    return {} if field.is_table else []


def _group(field: Field, group: Mapping[str, Any]) -> Plain:
    return {key: _blank(below) for key, below in field.below(group).items() if below.required}
