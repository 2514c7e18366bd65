"""A figure that documents print, with how it came about: formula, inputs, each rounding and each cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from obcgen.figures import with_cents

if TYPE_CHECKING:
    from fractions import Fraction

    from obcgen.money import Money
    from obcgen.problems import Path

Origin = Literal["spec", "results"]


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody wrote: a path in the spec or in the results, and everything below it."""

    path: Path
    origin: Origin = "spec"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its stable name, its value as documents print it, and how it is computed.

    `formula` names what is computed with what; `parts` are the names of figures in it, `given` what the spec
    or the results state; `steps` are the arithmetic with numbers, each rounding and each limit that bound.
    """

    name: str
    value: str
    words: str
    formula: str
    parts: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    steps: tuple[str, ...] = ()


def rounded(exact: Fraction, result: Money) -> tuple[str, ...]:
    """Return the step that rounds an amount, where there was anything to round."""
    if exact.denominator == 1:
        return ()
    return (f"{with_cents(exact)}, rounded half a cent upward: {result.exact}",)
