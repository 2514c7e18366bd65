"""Each term that changes from one spec to another: what it is called, before and after, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from obcgen.changes.called import called, holding, thing
from obcgen.changes.differing import Difference, differing
from obcgen.changes.material import is_material
from obcgen.changes.printed import printed
from obcgen.changes.renamed import Renamed, with_new_ids
from obcgen.changes.subjects import Subject, subject_of
from obcgen.changes.walk import stated, steps
from obcgen.spec.confidential import hidden_paths
from obcgen.spec.nouns import buyer_called, told_of_buyer
from obcgen.spec.rates import OwnAmount, Tiers, YearPrice
from obcgen.spec.scalars import Proposed
from obcgen.spec.shapes import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Path
    from obcgen.spec import Spec

ONE_VALUE = (Proposed, Tiers, OwnAmount, YearPrice)
"""Groups of keys that are one price."""
How = Literal["changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class TermChange:
    """One term that changes.

    `path` is its place in the new spec, or in the old one where it is gone. `term` is what it is called,
    `before` and `after` what documents print, `none` where there is nothing. `was` and `now` are the values
    themselves. `material` says that a protest could rest on it once the RFP has been issued, and in the
    contract (`material.SOURCE`); `confidential` that no RFP shows it.
    """

    path: Path
    subject: Subject
    term: str
    before: str
    after: str
    was: object
    now: object
    material: bool
    confidential: bool

    @property
    def how(self) -> How:
        """Whether the term stands in both specs, in the new one alone or in the old one alone."""
        if self.was in (None, ()):
            return "added"
        return "removed" if self.now in (None, ()) else "changed"


def changes_between(old: Spec, new: Spec) -> tuple[TermChange, ...]:
    """Return each term that differs between two specs without errors, in the order of the spec.

    Named things are matched by their ids. One with another id that is called the same, or is alike in all but
    words, is the same thing: its new id is one change, of subject `id`, and what else differs in it is told
    as of any other thing.
    """
    matched, renamed = with_new_ids(old, new)
    differences = (part for each in differing(matched, new, ()) for part in _parts(each, matched, new))
    return (
        *(_new_id(each, new) for each in renamed),
        *(_change(each, matched, new) for each in differences),
    )


def _parts(whole: Difference, old: Spec, new: Spec) -> Iterator[Difference]:
    """Yield the terms of a section that only one side has; a thing with an id is told of as a whole."""
    path, was, now = whole
    one = was if now is None else now
    both = was is not None and now is not None
    *_, last = steps(holding(path, old, new), path)
    if both or last.is_id or isinstance(one, ONE_VALUE) or not isinstance(one, Section | dict):
        yield whole
        return
    for key, value in one.items() if isinstance(one, dict) else stated(one):
        inside = (*path, key)
        yield from _parts((inside, None, value) if was is None else (inside, value, None), old, new)


def _change(difference: Difference, old: Spec, new: Spec) -> TermChange:
    path, was, now = difference
    *_, last = steps(holding(path, old, new), path)
    buyer = buyer_called(new.district.role)
    return TermChange(
        path,
        subject_of(last.pattern, was if now is None else now),
        told_of_buyer(called(path, old, new), buyer),
        printed(was, last.pattern, old),
        printed(now, last.pattern, new),
        was,
        now,
        material=is_material(path, was, now),
        confidential=any(_hides(each, path) for spec in (old, new) for each in hidden_paths(spec)),
    )


def _new_id(renamed: Renamed, new: Spec) -> TermChange:
    path = (*renamed.within, renamed.after)
    term = f"Id of the {thing(path, new)}"
    before, after = renamed.before, renamed.after
    return TermChange(path, "id", term, before, after, before, after, material=False, confidential=False)


def _hides(hidden: Path, path: Path) -> bool:
    return path[: len(hidden)] == hidden
