"""What was edited, paragraph by paragraph: words changed, paragraphs added, removed, moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from obcgen.readers.edited import Edited, Revision
from obcgen.taken_back.align import Pair, aligned
from obcgen.taken_back.printed import Printed, plain
from obcgen.taken_back.words import Hunk, hunks, same

EditKind = Literal["changed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A paragraph that was edited; `old` is its place in the document as it was, `new` in the edited one."""

    kind: EditKind
    old: int | None
    new: int | None
    before: str
    after: str
    clause: str
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """One edit within a paragraph of the document as it was."""

    place: int
    hunk: Hunk


def edited_paragraphs(edited: Edited) -> tuple[Printed, ...]:
    """Return the paragraphs of an edited file as those of a document."""
    return tuple(Printed(one.clause, plain(one.text)) for one in edited.paragraphs)


def edits(before: Sequence[Printed], after: Sequence[Printed], edited: Edited) -> tuple[Edit, ...]:
    """Return each paragraph that is not as it was, in the order of the edited document."""
    found = (_edit(pair, before, after, edited) for pair in aligned(before, after))
    return tuple(one for one in found if one)


def _edit(pair: Pair, before: Sequence[Printed], after: Sequence[Printed], edited: Edited) -> Edit | None:
    was = before[pair.old] if pair.old is not None else None
    now = after[pair.new] if pair.new is not None else None
    revisions = edited.paragraphs[pair.new].revisions if pair.new is not None else ()
    if was and now:
        if same(was.text, now.text) and not pair.moved:
            return None
        kind: EditKind = "moved" if pair.moved else "changed"
        return Edit(kind, pair.old, pair.new, was.text, now.text, was.clause, revisions)
    if was:
        gone = next((one for one in edited.lost if _deleted(one.revisions) == was.text), None)
        return Edit("removed", pair.old, None, was.text, "", was.clause, gone.revisions if gone else ())
    return Edit("added", None, pair.new, "", now.text if now else "", now.clause if now else "", revisions)


def _deleted(revisions: Sequence[Revision]) -> str:
    return plain(" ".join(one.words for one in revisions))


def spots(edit: Edit) -> tuple[Spot, ...]:
    """Return the single edits within a paragraph that is still there."""
    if edit.old is None or edit.new is None:
        return ()
    return tuple(Spot(edit.old, hunk) for hunk in hunks(edit.before, edit.after))
