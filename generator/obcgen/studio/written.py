"""Edits of a value wherever it comes from: the text itself, a `like:`, a file that is extended, a pack.

What the file does not hold itself is written into it where it must differ, and nothing else is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obcgen.problems import Kind, ObcgenError, Path, dotted
from obcgen.source.edits import with_moved, with_value, without_value
from obcgen.source.nodes import Node, Plain, at, child, entries, to_plain
from obcgen.source.spans import span_at, spans
from obcgen.studio.fields import field_at, order_at

if TYPE_CHECKING:
    from obcgen.studio.desk import Desk

NOTHING = Kind("STU-02", "Nothing stands where the studio was asked to edit")
TAKEN = Kind("STU-03", "An id that is taken, or cannot be one")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


def set_to(desk: Desk, path: Path, value: Plain) -> str:
    """Return the text of the spec with a value at a path.

    Raises:
        ObcgenError: the text cannot be edited there.
    """
    whole = desk.reading().source.root
    text = _with_lists(desk.text, whole, path)
    known = at(whole, path)
    if known is not None and to_plain(known) == value and _holds(text, path):
        return text
    above = next((end for end in range(1, len(path)) if _is_value_in_place_of_group(text, path[:end])), None)
    if above is not None:
        value = _nested(path[above:], value)
        path = path[:above]
    return with_value(text, path, value, order_at)


def _is_value_in_place_of_group(text: str, path: Path) -> bool:
    """Tell whether a single value stands where the language takes a group of keys as well."""
    node, field = at(spans(text)[1], path), field_at(path)
    return bool(node and node.value and isinstance(node.value, str) and field and field.groups)


def _nested(path: Path, value: Plain) -> Plain:
    for step in reversed(path):
        value = {str(step): value}
    return value


def cleared(desk: Desk, path: Path) -> str:
    """Return the text of the spec without what stands at a path, in it and in what lies below it.

    Raises:
        ObcgenError: nothing stands there, or the text cannot be edited there.
    """
    source = desk.reading().source
    if not path or at(source.root, path) is None:
        raise _nothing(path)
    text = _with_lists(desk.text, source.root, path)
    copied = next(
        (to for to in sorted(source.copies, key=len) if path[: len(to)] == to and _copied(desk, to, path)),
        None,
    )
    if copied is not None:
        text = _written_out(text, source.root, copied)
    if _holds(text, path):
        text = without_value(text, path)
    below = source.extended.root if source.extended else desk.reading().pack.defaults
    if below is not None and at(below, path) is not None:
        text = _taken_out(text, path)
    return text


def moved(desk: Desk, path: Path, to: int) -> str:
    """Return the text of the spec with a part at another position, counted from 0.

    Raises:
        ObcgenError: nothing stands there, or the text cannot be edited there.
    """
    text = _with_lists(desk.text, desk.reading().source.root, path)
    return with_moved(text, path, to)


def added(desk: Desk, path: Path, name: str, value: Plain | None, like: str) -> tuple[str, str | int]:
    """Return the text of the spec with something more in a list or a table, and its position or id there.

    Args:
        desk: the spec.
        path: the list or table.
        name: the id in a table; one that is free unless given.
        value: what it holds; unless given a copy of another, or a blank to be filled.
        like: the id of the one in the table that it is like.

    Raises:
        ObcgenError: the id is taken or is none, or the text cannot be edited there.
    """
    root = desk.reading().source.root
    here = at(root, path)
    if here is not None and isinstance(here.value, tuple):
        text = _with_lists(desk.text, root, (*path, len(here.value)))
        return with_value(text, (*path, len(here.value)), value if value is not None else ""), len(here.value)
    step = name or _free(here, like)
    if not _ID.fullmatch(step) or (here is not None and step in entries(here)):
        raise _taken(path, step)
    return with_value(
        desk.text, (*path, step), value if value is not None else {"like": like}, order_at
    ), step


def _copied(desk: Desk, to: Path, path: Path) -> bool:
    """Tell whether a value below a `like:` comes from the copy and not from the text."""
    source = desk.reading().source
    origin = (*source.copies[to], *path[len(to) :])
    return len(path) > len(to) and at(source.root, origin) is not None


def _written_out(text: str, whole: Node, group: Path) -> str:
    """Return a text in which a group that is a copy holds all of its own."""
    node = at(whole, group)
    for key, each in (entries(node) if node else {}).items():
        if not _holds(text, (*group, key)):
            text = with_value(text, (*group, key), to_plain(each), order_at)
    return without_value(text, (*group, "like")) if _holds(text, (*group, "like")) else text


def _with_lists(text: str, whole: Node, path: Path) -> str:
    """Return a text that holds each list on the way to a value, which it has from elsewhere so far."""
    for depth in range(len(path)):
        here = at(whole, path[:depth])
        if here is not None and isinstance(here.value, tuple) and not _holds(text, path[:depth]):
            return with_value(text, path[:depth], to_plain(here), order_at)
    return text


def _holds(text: str, path: Path) -> bool:
    return span_at(spans(text)[0], path) is not None


def _taken_out(text: str, path: Path) -> str:
    """Return a text whose `without:` names one path more."""
    named = child(spans(text)[1], "without")
    known = [str(each.value) for each in named.value] if named and isinstance(named.value, tuple) else []
    return with_value(text, ("without",), [*known, dotted(path)], order_at)


def _free(here: Node | None, like: str) -> str:
    """Return an id that nothing in a table has yet."""
    known = entries(here) if here else {}
    stem = re.sub(r"_[0-9]+$", "", like) or "new"
    return next(name for count in range(2 if like else 1, 1_000) if (name := f"{stem}_{count}") not in known)


def _nothing(path: Path) -> ObcgenError:
    message = f"Nothing stands at {dotted(path) or 'this place'}."
    return ObcgenError(NOTHING.problem(message, path=path, hint="Choose something that is there."))


def _taken(path: Path, name: str) -> ObcgenError:
    message = f"“{name}” cannot be the id of something new in {dotted(path)}."
    hint = "Choose letters, digits and underscores, a letter first, that nothing there has yet."
    return ObcgenError(TAKEN.problem(message, path=path, found=name, hint=hint))
