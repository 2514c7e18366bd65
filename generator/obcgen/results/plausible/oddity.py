"""What is possible and still unlikely: a warning by name, which the verifier may answer with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from obcgen.problems import Kind, Path, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

UNKNOWN = Kind("RES-32", "An answer to something that is not asked")
NEEDLESS = Kind("RES-33", "An answer to something that did not occur")
MANY = 10
"""Participants from whom on a count says something about all of them."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing about the results that is unlikely; `about` is the outcome, column or payment concerned."""

    kind: Kind
    about: str
    message: str
    path: Path = ()
    place: Place | None = None
    found: str = ""
    expected: str = ""
    hint: str = ""
    reason: str = ""
    """Why the verifier says that it is right; empty where nobody has answered."""

    @property
    def name(self) -> str:
        """The name by which it is answered: `RES-26 base.launch`."""
        return f"{self.kind.code} {self.about}"

    @property
    def problem(self) -> Problem:
        """The warning, with the line that answers it; waived where it is answered."""
        answer = f"If it is right, answer it in the results: acknowledged: {{{self.name}: why it is right}}"
        found = self.kind.problem(
            self.message,
            path=self.path,
            place=self.place,
            found=self.found,
            expected=self.expected,
            hint=f"{self.hint} {answer}",
        )
        return replace(found, severity="waived", reason=self.reason) if self.reason else found


def answered(
    oddities: Sequence[Oddity], reasons: Mapping[str, str], kinds: Sequence[Kind]
) -> tuple[tuple[Oddity, ...], tuple[Problem, ...]]:
    """Return the oddities with the answers given to them, and what is wrong with the answers."""
    given = {" ".join(name.split()): (name, reason) for name, reason in reasons.items()}
    told = tuple(replace(each, reason=given.get(each.name, ("", ""))[1]) for each in oddities)
    names = [each.name for each in oddities]
    return told, tuple(_faults({each: given[each][0] for each in given if each not in names}, names, kinds))


def _faults(needless: Mapping[str, str], names: list[str], kinds: Sequence[Kind]) -> Iterator[Problem]:
    titles = {kind.code: kind.title for kind in kinds}
    for name, written in needless.items():
        near = get_close_matches(name, names, n=1)
        hint = f"Did you mean {near[0]}?" if near else "Remove the line."
        path: Path = ("acknowledged", written)
        expected = (
            f"one of: {', '.join(names)}" if names else "no answer: nothing in these results is unlikely"
        )
        code, _, about = name.partition(" ")
        if code in titles and about:
            message = f"{name} did not occur in these results, so there is nothing to answer."
            yield NEEDLESS.problem(message, path=path, found=name, expected=expected, hint=hint)
        else:
            message = f"“{name}” names nothing that settle asks: a name has a code and what it is about."
            yield UNKNOWN.problem(message, path=path, found=name, expected=expected, hint=hint)
