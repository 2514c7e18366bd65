"""Reviews for tests: the Denver deal with a passage changed, reviewed as the command does it."""

from __future__ import annotations

from pathlib import Path

from faults import DENVER
from obcgen.build import review
from obcgen.pack import Pack, builtin
from obcgen.review.review import Line, Review


def denver_with(*changes: tuple[str, str]) -> str:
    """Return the Denver spec with passages changed; each must be there."""
    text = DENVER
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def reviewed(folder: Path, text: str = DENVER, pack: Pack | None = None) -> Review:
    """Return the review of a spec."""
    path = folder / "deal.yaml"
    path.write_text(text, encoding="utf-8")
    return review(path, pack or builtin())


def line(found: Review, id_: str) -> Line:
    """Return one row of a review."""
    return next(each for group in found.groups for each in group.lines if each.answer.row.id == id_)
