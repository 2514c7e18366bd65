"""The one way in: a desk and a request go in, the desk afterwards and a reply come out, both as plain data.

Each request has a name under `do`; the module that answers it is loaded when it is first asked.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from obcgen.problems import ObcgenError
from obcgen.studio.asked import refused, text_of, whole
from obcgen.studio.rows import problem_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from obcgen.problems import Problem
    from obcgen.studio.asked import Answer, Reply, Request
    from obcgen.studio.desk import Desk

ANSWERED_IN: Final = {
    "begin": "opening",
    "open": "opening",
    "questions": "opening",
    "marks": "opening",
    "set": "editing",
    "clear": "editing",
    "add": "editing",
    "remove": "editing",
    "move": "editing",
    "rename": "editing",
    "text": "editing",
    "undo": "editing",
    "redo": "editing",
    "look": "editing",
    "problems": "concerns",
    "filled": "filled",
    "figures": "figures",
    "explain": "figures",
    "design": "figures",
    "results": "verified",
    "payments": "verified",
    "settle": "verified",
    "form": "form",
    "remedy": "remedies",
    "complete": "at_cursor",
    "hover": "at_cursor",
    "preview": "previewing",
    "export": "exporting",
}
"""By the name of a request: the module of this room whose `ANSWERS` answers it."""

_MADE: Final = ("export", "results", "settle")
"""Requests that make something of a spec."""


def answer(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    """Return the desk after a request and the reply to it.

    A reply is `{"ok": true, "version": n, ...}`, or `{"ok": false, "problems": [...]}` as `check --json` has
    them; then the desk is as it was.
    """
    try:
        whole(request)
        name = text_of(request, "do")
        if name not in ANSWERED_IN:
            raise refused(f"There is no request “{name[:40]}”.")
        after, reply = _answers(name)[name](desk, request)
    except ObcgenError as error:
        return desk, {"ok": False, "version": desk.version, "problems": _told(request, desk, error.problems)}
    return after, {"ok": True, "version": after.version, **reply}


def _told(request: Request, desk: Desk, problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return why something was not made: what is wrong with the spec in the words of the form."""
    if request.get("do") not in _MADE:
        return problem_rows(problems)
    from obcgen.studio.concerns import in_words_of_form  # noqa: PLC0415  an edit needs none of it

    return in_words_of_form(problems, desk)


def _answers(name: str) -> Mapping[str, Answer]:
    found: Mapping[str, Answer] = import_module(f"obcgen.studio.{ANSWERED_IN[name]}").ANSWERS
    return found
