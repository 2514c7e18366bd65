"""Whether two specs are of one deal, so that it makes sense to say what changed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from obcgen.problems import Kind, Problem
from obcgen.spec.shapes import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec

OTHER_DEAL = Kind("DIF-01", "Two specs of different deals")
_LEAST: Final = Fraction(1, 2)
"""The share of common terms that agree, below which two specs of different districts are two deals.

Two of the examples agree in 35 % of them at most.
"""


def other_deal(old: Spec, new: Spec, names: tuple[str, str]) -> Problem | None:
    """Return the Problem of two specs that are not of one deal; `names` are those of their files."""
    if old.district.name == new.district.name or old.document.number == new.document.number:
        return None
    was, now = dict(_terms(old, ())), dict(_terms(new, ()))
    common = was.keys() & now.keys()
    alike = sum(was[path] == now[path] for path in common)
    if alike >= _LEAST * len(common):
        return None
    return OTHER_DEAL.problem(
        f"{names[0]} and {names[1]} are not of one deal: the districts differ, the numbers differ, and "
        f"{alike} of {len(common)} terms that both state agree.",
        found=f"{old.document.number} of {old.district.name}, {new.document.number} of {new.district.name}",
        expected="two specs of one deal, the earlier one first",
        hint="Name an earlier and a later spec of the same procurement, such as rfp.yaml contract.yaml.",
    )


def _terms(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield every value that a spec states, with its path."""
    match value:
        case Section():
            for key, part in value:
                yield from _terms(part, (*path, key))
        case dict():
            for key, part in value.items():
                yield from _terms(part, (*path, key))
        case None | ():
            return
        case _:
            yield path, value
