"""How far a spec has come: how many rows of the checklist of `review` it answers, page by page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from obcgen.review.answers import answer
from obcgen.review.checklist import read_checklist
from obcgen.spec.shapes import blank_in
from obcgen.studio.desk import Held, read_once
from obcgen.studio.fields import pattern_at
from obcgen.studio.followed import awaited, unseen
from obcgen.studio.found import checked
from obcgen.studio.paths import leaves

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.studio.desk import Desk
    from obcgen.studio.interview import Interview


def pages_done(desk: Desk, pages: Interview) -> dict[str, dict[str, int]]:
    """Return by page how many rows of the checklist are answered, of how many that are asked there.

    Raises:
        ObcgenError: the text cannot be read as a spec at all.
    """
    found = {page.id: {"done": 0, "of": 0} for page in pages.pages}
    for pattern, is_done in _rows(desk.held):
        page = found.get(pages.page_of(pattern))
        if page is not None:
            page["of"] += 1
            page["done"] += is_done
    return found


def pages_open(desk: Desk, pages: Interview) -> dict[str, dict[str, int]]:
    """Return by page how many blanks a person must type, how many will follow, and what nobody looked at."""
    found = {page.id: {"blanks": 0, "follows": 0, "unseen": 0} for page in pages.pages}
    for path, value in leaves(desk.reading().source.root):
        if blank_in(value):
            _count(found, pages, path, "follows" if awaited(desk, path, pages) else "blanks")
    for path in unseen(desk):
        _count(found, pages, path, "unseen")
    return found


def _count(found: dict[str, dict[str, int]], pages: Interview, path: Path, name: str) -> None:
    page = found.get(pages.page_of(pattern_at(path)))
    if page is not None:
        page[name] += 1


@lru_cache(maxsize=4)
def _rows(held: Held) -> tuple[tuple[str, bool], ...]:
    """Return of each row the first path that it reads, and whether the spec answers it."""
    reading = read_once(*held)
    source, spec, _ = checked(held)
    rows = read_checklist(reading.pack).rows
    return tuple(
        (row.needs[0].paths[0].partition("|")[0], answer(row, spec, source).state == "answered")
        for row in rows
        if row.needs
    )
