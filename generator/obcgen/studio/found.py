"""All that is wrong, weak or missing in the spec on the desk; the same text is checked once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from obcgen.checking import read_and_check
from obcgen.studio.desk import read_once

if TYPE_CHECKING:
    from obcgen.policy.rule import DocumentKind
    from obcgen.problems import Problem
    from obcgen.source import Source
    from obcgen.spec import Spec
    from obcgen.studio.desk import Desk, Held


def found(desk: Desk, kind: DocumentKind | None = None) -> tuple[Problem, ...]:
    """Return every Problem of a spec, for one document or as it stands.

    Raises:
        ObcgenError: the text cannot be read as a spec at all.
    """
    return checked(desk.held, kind)[2]


@lru_cache(maxsize=8)
def checked(held: Held, kind: DocumentKind | None = None) -> tuple[Source, Spec, tuple[Problem, ...]]:
    """Return what `read_and_check` returns of what a desk holds.

    Raises:
        ObcgenError: as `found`.
    """
    return read_and_check(read_once(*held), kind)
