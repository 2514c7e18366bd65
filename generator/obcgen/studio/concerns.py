"""Problems as a front end shows them: each beside its field, with the remedy that can be applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from obcgen.policy.rule import DocumentKind
from obcgen.problems import in_order
from obcgen.studio.asked import Answer, Reply, Request, refused
from obcgen.studio.found import found
from obcgen.studio.remedies import remedy_of
from obcgen.studio.rows import problem_rows

if TYPE_CHECKING:
    from obcgen.studio.desk import Desk


def _problems(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    kind = request.get("document")
    if kind is not None and kind not in get_args(DocumentKind):
        raise refused("The request names no document that is checked.")
    return desk, {"problems": concerns(desk, kind)}


def concerns(desk: Desk, kind: DocumentKind | None = None) -> list[dict[str, Any]]:
    """Return every Problem in the order of a reader; `remedy` says what one click does, if anything.

    Raises:
        ObcgenError: the text cannot be read as a spec at all.
    """
    problems, root = found(desk, kind), desk.reading().source.root
    remedies = (remedy_of(each, root) for each in in_order(problems))
    return [
        {**row, "remedy": {"label": remedy.says} if remedy else None}
        for row, remedy in zip(problem_rows(problems), remedies, strict=True)
    ]


ANSWERS: dict[str, Answer] = {"problems": _problems}
