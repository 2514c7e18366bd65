"""What a field may name by its id, and what things that have an id are called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from obcgen.source.nodes import Node, at, entries
from obcgen.spec.links import REFERENCES
from obcgen.spec.shapes import blank_in
from obcgen.words import in_words

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.studio.fields import Field

_NAMES: Final = ("name", "title", "duty", "kind", "system")
"""Keys whose value names the thing that has an id."""


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
    return step if step[:1].isdigit() else in_words(step)  # a school year is no id in words


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
