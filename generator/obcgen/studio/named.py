"""What a field may name by its id, and what things that have an id are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from obcgen.source.nodes import Node, at, entries
from obcgen.spec.links import REFERENCES
from obcgen.spec.shapes import blank_in
from obcgen.studio.fields import Field, field_at
from obcgen.words import in_words

if TYPE_CHECKING:
    from obcgen.problems import Path

_NAMES: Final = ("name", "title", "duty", "kind", "system")
"""Keys whose value names the thing that has an id."""
_RUNGS: Final = {"tiers": "Step", "steps": "Step", "line": "Point"}
PARTS_OF_A_RUNG: Final = {"at_least": "from", "at": "at", "pay": "pays"}


def title_of(step: str | int, node: Node) -> str:
    """Return what an entry of a table or a list is called: by its name, its text, or its id in words."""
    if isinstance(step, int) and isinstance(node.value, str):
        return node.value
    named = (entries(node).get(key) for key in _NAMES)
    name = next((str(each.value) for each in named if each and isinstance(each.value, str)), "")
    if name and not blank_in(name):
        return name
    if isinstance(step, int):
        return str(step + 1)
    if step[:1].isdigit():  # a school year is no id in words
        return step
    return re.sub(r"(?<= )i{1,3}$", lambda found: found[0].upper(), in_words(step))  # Title I, Part A


def rung_of(path: Path) -> str:
    """Return what a step of prices, or a part of it, is called: `Step 2, from`; nothing of all else."""
    for end, part in ((len(path), ""), (len(path) - 1, PARTS_OF_A_RUNG.get(str(path[-1]), ""))):
        above, step = path[: end - 1], path[end - 1]
        noun = _RUNGS.get(str(above[-1])) if above and isinstance(step, int) else None
        field = field_at(path[:end]) if noun else None
        if isinstance(step, int) and field and field.groups:
            return f"{noun} {step + 1}{', ' * bool(part)}{part}"
    return ""


def rung_title(path: Path, node: Node, root: Node) -> str:
    """Return a step of prices with where it begins: `Step 2: from 65 words`; nothing of all else."""
    called = rung_of(path)
    key, level = next(
        ((key, entries(node)[key]) for key in ("at_least", "at") if key in entries(node)), ("", None)
    )
    if not called or level is None or not isinstance(level.value, str) or blank_in(level.value):
        return called
    scale = _scale(path, root) if level.value[-1:].isdigit() else ""
    value = f"{scale} {level.value}" if scale == "percentile" else f"{level.value} {scale}".rstrip()
    return f"{called}: {PARTS_OF_A_RUNG[key]} {value}"


def _scale(path: Path, root: Node) -> str:
    """Return what the numbers of a line's outcome are; nothing where that is not said."""
    line = path[:3] if path[:2] == ("payment", "rates") else ()
    outcome = at(root, (*line, "outcome")) if line else None
    id_ = outcome.value if outcome and isinstance(outcome.value, str) else path[2] if line else ""
    scale = at(root, ("outcomes", id_, "measure", "scale"))
    return scale.value if scale and isinstance(scale.value, str) and not blank_in(scale.value) else ""


def named_by(path: Path, field: Field, root: Node) -> Iterator[tuple[str, str, Node]]:
    """Yield each thing that a field may name: its id, what it is called, and what it holds."""
    in_list = f"{field.pattern.removesuffix('.*')}[]" if field.pattern.endswith(".*") else field.pattern
    for reference in REFERENCES:
        if reference.pattern not in {field.pattern, in_list}:
            continue
        beside = at(root, path[:-1])
        known = (entries(beside) if beside else {}).items()
        texts = {f"{{{key}}}": each.value for key, each in known if isinstance(each.value, str)}
        target = at(root, tuple(texts.get(step, step) for step in reference.target.split(".")))
        for id_, node in (entries(target) if target else {}).items():
            yield id_, title_of(id_, node), node


def is_reference(field: Field) -> bool:
    """Tell whether a field names something by its id."""
    in_list = f"{field.pattern.removesuffix('.*')}[]"
    return any(reference.pattern in {field.pattern, in_list} for reference in REFERENCES)
