"""Reviews for tests: the Denver deal with a passage changed, reviewed as the command does it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from faults import DENVER
from obcgen.pack import Pack, builtin
from obcgen.review.review import Line, Review
from obcgen.reviewing import review


def denver_with(*changes: tuple[str, str]) -> str:
    """Return the Denver spec with passages changed; each must be there."""
    text = DENVER
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def reviewed(folder: Path, text: str = DENVER, pack: Pack | None = None) -> Review:
    """Return the review of a spec; one without a pack is made once for all tests, in a folder of its own."""
    return _reviewed(folder, text, pack) if pack else _reviewed_once(text)


@cache
def _reviewed_once(text: str) -> Review:
    with TemporaryDirectory() as folder:
        return _reviewed(Path(folder), text, builtin())


def _reviewed(folder: Path, text: str, pack: Pack) -> Review:
    path = folder / "deal.yaml"
    path.write_text(text, encoding="utf-8")
    return review(path, pack)


def line(found: Review, id_: str) -> Line:
    """Return one row of a review."""
    return next(each for group in found.groups for each in group.lines if each.answer.row.id == id_)
