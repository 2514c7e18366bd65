"""Another id for a thing of a table: what names it elsewhere in the file names it anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from obcgen.problems import Path, dotted
from obcgen.source.edits import with_key, with_value
from obcgen.source.nodes import Node, at, steps, to_plain
from obcgen.source.spans import spans
from obcgen.spec.links import REFERENCES, SUBJECTS
from obcgen.spec.lookup import at as at_
from obcgen.spec.lookup import uses
from obcgen.studio.paths import found_at

if TYPE_CHECKING:
    from obcgen.source.nodes import Plain

_RATES: Final = ("payment", "rates")
_WINDOWS: Final = 3
"""So long is the path of the windows of an assessment."""


def renamed(text: str, path: Path, name: str) -> str:
    """Return the text of a spec in which the thing at a path has another id.

    Raises:
        ObcgenError: no such thing stands in the text, or the id is taken there.
    """
    made = with_key(text, path, name)
    old, table = str(path[-1]), path[:-1]
    for each in _named_like(spans(made)[1], table, old):
        made = with_value(made, each, name)
    for each in _measured_in(spans(made)[1], table, old):
        made = with_value(made, each, name)
    tree = to_plain(spans(made)[1])
    for each in _uses(tree, table, old, as_key=False):
        made = with_value(made, each, name)
    for each in _uses(tree, table, old, as_key=True):
        made = with_key(made, each, name)
    return made


def _named_like(root: Node, table: Path, old: str) -> Iterator[Path]:
    """Yield each `like:` within a table that copies from a thing of it."""
    here = at(root, table)
    waiting = [(table, here)] if here else []
    while waiting:
        path, node = waiting.pop()
        for step, below in steps(node):
            if step == "like" and below.value == old:
                yield (*path, step)
            waiting.append(((*path, step), below))


def _measured_in(root: Node, table: Path, old: str) -> Iterator[Path]:
    """Yield where a window of an assessment is named by what is measured, or chosen, by that assessment."""
    if len(table) != _WINDOWS or table[0] != "assessments" or table[2] != "windows":
        return
    for place in (*found_at(root, "outcomes.*.measure"), ("population", "criterion")):
        measured = at(root, (*place, "assessment"))
        if measured is None or measured.value == table[1]:
            ends = ((*place, key) for key in ("from", "to", "window"))
            yield from (each for each in ends if (node := at(root, each)) and node.value == old)


def _uses(tree: Plain, table: Path, old: str, *, as_key: bool) -> Iterator[Path]:
    """Yield where a thing of a table is named, as a value or as the key of a weight or a limit."""
    for reference in REFERENCES:
        if reference.target == dotted(table) and reference.pattern.endswith("{}") is as_key:
            found = uses(tree, re.split(r"\.|(?=\[\])|(?=\{\})", reference.pattern), ())
            yield from [path for path, word in found if word == old]
    line = at_(tree, (*_RATES, old))
    if as_key and table == ("outcomes",) and isinstance(line, dict) and not SUBJECTS & line.keys():
        yield (*_RATES, old)  # a line that does not say what it pays for pays for the outcome of its own name
