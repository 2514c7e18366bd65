"""Edits of the spec on the desk: each is one step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from obcgen.problems import ObcgenError
from obcgen.source.nodes import Node, at, to_plain
from obcgen.source.spans import spans
from obcgen.studio.asked import Answer, Reply, Request, number_of, path_of, refused, text_of, value_of
from obcgen.studio.change import as_written, shown, told
from obcgen.studio.fields import pattern_at
from obcgen.studio.filled import in_group
from obcgen.studio.followed import unseen, with_followed
from obcgen.studio.interview import interview
from obcgen.studio.renaming import renamed
from obcgen.studio.typed import typed_value
from obcgen.studio.written import New, added, checked_id, cleared, moved, set_to

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.studio.desk import Desk


def after_edit(before: Desk, after: Desk) -> tuple[Desk, Reply]:
    """Return a desk after an edit with what every edit tells: the change, and what can be undone."""
    change = told(before.text, after.text) if after.text != before.text else None
    return after, {"change": change, "undo": bool(after.undo), "redo": bool(after.redo)}


def after_answer(before: Desk, after: Desk) -> tuple[Desk, Reply]:
    """Return a desk after an edit in the form with all that follows; `filled` says how much that is."""
    try:
        pages = interview(after.reading().pack)
    except ObcgenError:  # the edit names a pack or a file that is not there yet
        return after_edit(before, after)
    done, filled = with_followed(before, after, pages)
    desk, reply = after_edit(before, done)
    return desk, {**reply, "filled": filled}


def _set(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    path = path_of(request)
    if "value" in request:
        value = value_of(request["value"])
    elif not text_of(request, "typed").strip():
        return _clear(desk, request)
    else:
        value = typed_value(text_of(request, "typed"), path, desk.reading().source.root)
    return after_answer(desk, _looked(desk.edited(set_to(desk, path, value)), path))


def _clear(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    return after_answer(desk, desk.edited(cleared(desk, path_of(request))))


def _add(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    path = path_of(request)
    value = value_of(request["value"]) if "value" in request else None
    if "typed" in request:
        value = typed_value(text_of(request, "typed"), (*path, 0), desk.reading().source.root)
    said = (text_of(request, name, "").strip() for name in ("id", "named", "like"))
    text, step = added(desk, path, New(value, *said))
    after, reply = after_answer(desk, desk.edited(text))
    return after, {**reply, "path": [*path, step]}


def _move(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    return after_edit(desk, desk.edited(moved(desk, path_of(request), number_of(request, "to"))))


def _rename(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    path, name = path_of(request), text_of(request, "id").strip()
    text = renamed(desk.text, path, checked_id(path, name, spans(desk.text)[1]))
    after, reply = after_edit(desk, _with_marks_at(desk.edited(text), path, (*path[:-1], name)))
    return after, {**reply, "path": [*path[:-1], name]}


def _with_marks_at(desk: Desk, old: Path, new: Path) -> Desk:
    """Return the desk with its marks on what has another path now; those of before stay, for an undo."""

    def moved(marks: frozenset[Path]) -> frozenset[Path]:
        return marks | {(*new, *each[len(old) :]) for each in marks if each[: len(old)] == old}

    return replace(
        desk,
        prefilled=moved(desk.prefilled),
        looked=moved(desk.looked),
        followed=moved(desk.followed),
    )


def _text(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Take over the whole text of the editor, or tell it; what it does not change stays as it is."""
    if "text" not in request:
        return desk, {"text": shown(desk.text)}
    return after_edit(desk, written(desk, as_written(desk.text, shown(text_of(request, "text")))))


def _undo(desk: Desk, _: Request) -> tuple[Desk, Reply]:
    return after_edit(desk, desk.undone())


def _redo(desk: Desk, _: Request) -> tuple[Desk, Reply]:
    return after_edit(desk, desk.redone())


def _look(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Note that a prefilled term, all in a part, in a group or on a page was looked at."""
    if "group" in request:
        after = replace(desk, looked=desk.looked | in_group(desk, text_of(request, "group")))
    elif "page" in request:
        after = _page_looked(desk, text_of(request, "page"))
    else:
        after = _looked(desk, path_of(request))
    return after, {"unseen": len(unseen(after))}


def _page_looked(desk: Desk, page: str) -> Desk:
    """Return the desk after all on a page that is filled in was looked at."""
    pages = interview(desk.reading().pack)
    if page not in {each.id for each in pages.pages}:
        raise refused(f"There is no page “{page[:40]}”.")
    seen = {path for path in unseen(desk) if pages.page_of(pattern_at(path)) == page}
    return replace(desk, looked=desk.looked | seen)


def _looked(desk: Desk, path: Path) -> Desk:
    seen = {each for each in desk.prefilled if each[: len(path)] == path}
    return replace(desk, looked=desk.looked | seen)


def written(before: Desk, text: str) -> Desk:
    """Return the desk with a text that somebody wrote or accepted.

    What it says anew counts as looked at, so that nothing else is filled in there; no YAML tells nothing.
    """
    after = before.edited(text)
    unseen = before.prefilled - before.looked
    try:
        old, new = (spans(each.text)[1] for each in (before, after)) if unseen else (None, None)
    except ObcgenError:
        return after
    changed = {path for path in unseen if old and new and _value(old, path) != _value(new, path)}
    return replace(after, looked=after.looked | changed)


def _value(root: Node, path: Path) -> object:
    node = at(root, path)
    return to_plain(node) if node else None


ANSWERS: dict[str, Answer] = {
    "set": _set,
    "clear": _clear,
    "add": _add,
    "remove": _clear,
    "move": _move,
    "rename": _rename,
    "text": _text,
    "undo": _undo,
    "redo": _redo,
    "look": _look,
}
