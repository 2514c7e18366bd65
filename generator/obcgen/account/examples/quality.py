"""Examples of a line that another result of the group multiplies: at the whole, and at part of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.account.examples.example import Case
from obcgen.account.examples.words import on_scale
from obcgen.deal.facts import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.deal.lines.line import Line
    from obcgen.deal.quality import Quality

_FULL, _PART = Fraction(100), Fraction(80)


def of_quality(line: Line, cases: Iterable[Case]) -> Iterator[Case]:
    """Yield the cases of a line with the result that multiplies it; the first of them also at less."""
    quality = line.paid_for.quality
    if quality is None:
        yield from cases
        return
    for at, case in enumerate(cases):
        yield _with(quality, case, _FULL)
        if at == 0:
            yield _with(quality, case, _PART)
            if quality.least is not None:
                short = _with(quality, case, quality.least.value * 100 - 1)
                yield replace(short, first=f"below {quality.least.exact} on “{quality.outcome.name}”")


def _with(quality: Quality, case: Case, value: Fraction) -> Case:
    """Return a case with a result of so many percent."""
    results = {**case.facts.results, (quality.id, "", ""): Mark("reached", value)}
    measured = on_scale(quality.outcome.measure, value)
    situation = f"{case.situation}; the result on “{quality.outcome.name}” is {measured}"
    return replace(case, situation=situation, facts=replace(case.facts, results=results))
