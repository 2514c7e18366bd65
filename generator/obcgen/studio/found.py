"""All that is wrong, weak or missing in the spec on the desk; the same text is checked once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from obcgen.checking import read_and_check
from obcgen.studio.desk import read_once

UNPRINTABLE: Final = "WRT-04"

if TYPE_CHECKING:
    from obcgen.policy.rule import DocumentKind
    from obcgen.problems import Problem
    from obcgen.source import Source
    from obcgen.spec import Spec
    from obcgen.studio.desk import Desk, Held


def found(desk: Desk, kind: DocumentKind | None = None) -> tuple[Problem, ...]:
    """Return every Problem of a spec, for one document or as it stands; what stops its Word file is an error.

    Raises:
        ObcgenError: the text cannot be read as a spec at all.
    """
    problems = checked(desk.held, kind)[2]
    return tuple(replace(each, severity="error") if _stops_word(each) else each for each in problems)


def _stops_word(problem: Problem) -> bool:
    """Tell whether Word and PDF, which the studio is for, cannot be made of what a web page still shows."""
    return problem.code == UNPRINTABLE and problem.severity == "warning"


@lru_cache(maxsize=8)
def checked(held: Held, kind: DocumentKind | None = None) -> tuple[Source, Spec, tuple[Problem, ...]]:
    """Return what `read_and_check` returns of what a desk holds.

    Raises:
        ObcgenError: as `found`.
    """
    return read_and_check(read_once(*held), kind)
