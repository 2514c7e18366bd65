"""The document beside the questions: as far as it is written, every blank marked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, get_args

from obcgen.policy.rule import DocumentKind
from obcgen.preview.preview import preview_page
from obcgen.studio.asked import Answer, Reply, Request, refused
from obcgen.studio.desk import read_once

if TYPE_CHECKING:
    from obcgen.preview.preview import Page
    from obcgen.studio.desk import Desk, Held


def _preview(desk: Desk, request: Request) -> tuple[Desk, Reply]:
    kind = request.get("document", "rfp")
    if kind not in get_args(DocumentKind):
        raise refused("The request names no document that is shown.")
    page = _shown(desk.held, kind)
    return desk, {"html": page.html, "open": page.open, "anchors": dict(page.anchors)}


@lru_cache(maxsize=4)  # both documents of a spec, before an edit and after it
def _shown(held: Held, kind: DocumentKind) -> Page:
    return preview_page(read_once(*held), kind)


ANSWERS: dict[str, Answer] = {"preview": _preview}
