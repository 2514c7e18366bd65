"""What is wrong, weak or missing in the spec on the desk."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from obcgen.checking import read_and_check
from obcgen.policy.rule import DocumentKind
from obcgen.studio.asked import Answer, Reply, Request, refused
from obcgen.studio.desk import read_once
from obcgen.studio.rows import problem_rows

if TYPE_CHECKING:
    from obcgen.problems import Problem
    from obcgen.studio.desk import Desk, Held


def _problems(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    kind = request.get("document")
    if kind is not None and kind not in get_args(DocumentKind):
        raise refused("The request names no document that is checked.")
    return desk, {"problems": problem_rows(found(desk, kind))}


def found(desk: Desk, kind: DocumentKind | None = None) -> tuple[Problem, ...]:
    """Return every Problem of a spec, for one document or as it stands.

    Raises:
        ObcgenError: the text cannot be read as a spec at all.
    """
    return _found(desk.held, kind)


@lru_cache(maxsize=8)
def _found(held: Held, kind: DocumentKind | None) -> tuple[Problem, ...]:
    return read_and_check(read_once(*held), kind)[2]


ANSWERS: dict[str, Answer] = {"problems": _problems}
