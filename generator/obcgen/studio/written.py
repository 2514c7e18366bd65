"""Edits of a value wherever it comes from: the text itself, a `like:`, a file that is extended, a pack.

What the file does not hold itself is written into it where it must differ, and nothing else is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from obcgen.problems import Kind, ObcgenError, Path, dotted
from obcgen.source.edits import nested, with_moved, with_value, without_value
from obcgen.source.nodes import Node, Plain, at, child, entries, to_plain
from obcgen.source.spans import span_at, spans
from obcgen.spec.shapes import blank_in
from obcgen.studio.blanks import blank_entry
from obcgen.studio.fields import field_at, order_at

if TYPE_CHECKING:
    from obcgen.studio.desk import Desk

NOTHING = Kind("STU-02", "Nothing stands where the studio was asked to edit")
TAKEN = Kind("STU-03", "An id that is taken, or cannot be one")
_ID: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9_-]{0,39}|[1-9][0-9]{0,2}|(?:19|20|21)[0-9]{2}(?:-[0-9]{2})?|[A-Z]{3}-[0-9]{2}"
)
"""An id of one's own, or the number, the year or the code that some tables go by."""
_YEAR: Final = re.compile(r"(?:19|20|21)[0-9]{2}(?:-[0-9]{2})?")
_YEARS: Final = "history"
"""The key of a table whose things go by their year."""
_LONGEST: Final = 36


@dataclass(frozen=True, slots=True)
class New:
    """Something new in a list or a table."""

    value: Plain | None = None
    """What it holds; unless given, a copy of another, or blanks to be filled in."""
    id: str = ""
    """The id in a table; one that is free, made from what it is called, unless given."""
    named: str = ""
    """What it is called."""
    like: str = ""
    """The id of the one in the table that it is like."""

    def filled(self, path: Path) -> Plain:
        """Return what stands at its path."""
        if self.value is not None:
            return self.value
        if not self.like:
            return blank_entry(path, self.named)
        return {"like": self.like, "name": self.named} if self.named else {"like": self.like}


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
        value = nested(path[above:], value)
        path = path[:above]
    return with_value(text, path, value, order_at)


def _is_value_in_place_of_group(text: str, path: Path) -> bool:
    """Tell whether a single value stands where the language takes a group of keys as well."""
    node, field = at(spans(text)[1], path), field_at(path)
    return bool(node and node.value and isinstance(node.value, str) and field and field.groups)


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
    in_own_list = any(isinstance(step, int) for step in path)
    if below is not None and at(below, path) is not None and not in_own_list:
        text = _taken_out(text, path)
    return text


def moved(desk: Desk, path: Path, to: int) -> str:
    """Return the text of the spec with a part at another position, counted from 0.

    Raises:
        ObcgenError: nothing stands there, or the text cannot be edited there.
    """
    text = _with_lists(desk.text, desk.reading().source.root, path)
    return with_moved(text, path, to)


def added(desk: Desk, path: Path, new: New) -> tuple[str, str | int]:
    """Return the text of the spec with something more in a list or a table, and its position or id there.

    Raises:
        ObcgenError: the id is taken or is none, or the text cannot be edited there.
    """
    root, field = desk.reading().source.root, field_at(path)
    here = at(root, path)
    if (here is not None and isinstance(here.value, tuple)) or (field is not None and not field.is_table):
        step: str | int = len(here.value) if here is not None else 0
        text = _with_lists(desk.text, root, (*path, step))
        return with_value(text, (*path, step), new.filled((*path, step)), order_at), step
    if new.like and new.like not in (entries(here) if here else {}):
        raise _nothing((*path, new.like))
    step = new.id or _year(path, new) or _free(here, new.like or _slug(new.named))
    if here is not None and step in entries(here):
        raise _taken(path, step)
    checked_id((*path, step), step)
    if new.like and not new.named:
        new = replace(new, named=_another_name(here, new.like))
    return with_value(desk.text, (*path, step), new.filled((*path, step)), order_at), step


def _year(path: Path, new: New) -> str:
    """Return the school year that somebody typed for a table of years, as its id; nothing elsewhere."""
    if path[-1] != _YEARS or new.like:
        return ""
    year = re.sub(r"\s*[-/\u2013]\s*(?:[0-9]{2}(?=[0-9]{2}$))?", "-", new.named)
    if not _YEAR.fullmatch(year):
        raise _taken(path, new.named)
    return year


def _another_name(here: Node | None, like: str) -> str:
    """Return a name that nothing in a table has yet, made from that of another; nothing where it has none."""
    held = entries(here) if here else {}
    names = {key: named.value for key, each in held.items() if (named := child(each, "name"))}
    name = names.get(like)
    if not isinstance(name, str) or blank_in(name):
        return ""
    stem = re.sub(r" [0-9]+$", "", name)
    return next(other for count in range(2, 1_000) if (other := f"{stem} {count}") not in names.values())


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


def checked_id(path: Path, name: str, root: Node | None = None) -> str:
    """Return an id that may stand in the table of a path, and is not taken in a spec.

    Raises:
        ObcgenError: it is none, or another thing has it.
    """
    here = at(root, path[:-1]) if root else None
    is_taken = bool(path) and here is not None and name != path[-1] and name in entries(here)
    if not path or not _ID.fullmatch(name) or is_taken:
        raise _taken(path[:-1], name)
    return name


def _slug(named: str) -> str:
    """Return what something is called as an id."""
    return re.sub(r"[^a-z0-9]+", "_", named.lower()).strip("_")[:_LONGEST].strip("_")


def _free(here: Node | None, wanted: str) -> str:
    """Return an id that nothing in a table has yet, made from another or from a name."""
    known = entries(here) if here else {}
    if _ID.fullmatch(wanted) and wanted not in known:
        return wanted
    stem = re.sub(r"_[0-9]+$", "", wanted) if _ID.fullmatch(wanted) else "new"
    return next(name for count in range(2, 1_000) if (name := f"{stem}_{count}") not in known)


def _nothing(path: Path) -> ObcgenError:
    message = f"Nothing stands at {dotted(path) or 'this place'}."
    return ObcgenError(NOTHING.problem(message, path=path, hint="Choose something that is there."))


def _taken(path: Path, name: str) -> ObcgenError:
    message = f"“{name}” cannot be the id of something new in {dotted(path)}."
    hint = (
        "Write a school year that is not there yet, such as 2025-26."
        if path and path[-1] == _YEARS
        else "Choose letters, digits and underscores, a letter first, that nothing there has yet."
    )
    return ObcgenError(TAKEN.problem(message, path=path, found=name, hint=hint))
