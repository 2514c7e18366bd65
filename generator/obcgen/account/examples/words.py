"""Results in words: who they are of, what was received, and what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.figures import number_text
from obcgen.words import listed, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from obcgen.deal.deal import Deal
    from obcgen.spec import Measure


def ending(count: int) -> str:
    """Return the ending of a verb after one, or nothing after several."""
    return "s" if count == 1 else ""


def on_scale(measure: Measure, value: Fraction) -> str:
    """Return a value with what it counts: `12 scale score points`, `1 day`."""
    scale, amount = measure.scale, abs(value)
    scale = "percentile points" if scale == "percentile" else scale
    if amount == 1 and " of " not in scale and scale.endswith("s") and not scale.endswith("ss"):
        scale = scale.removesuffix("s")
    return f"{number_text(amount)} {scale}"


def measured(measure: Measure, value: Fraction, count: int) -> str:
    """Return what somebody's result is: `scores at the 40th percentile`, `gain 12 points`."""
    if measure.kind == "gain":
        return f"{'gain' if value >= 0 else 'lose'}{ending(count)} {on_scale(measure, value)}"
    if measure.scale == "percentile":
        return f"score{ending(count)} at the {ordinal(number_text(value))} percentile"
    sign = "-" if value < 0 else ""
    what = "an effect" if measure.effect is not None else "a result"
    return f"{'has' if count == 1 else 'have'} {what} of {sign}{on_scale(measure, value)}"


def who(deal: Deal, count: int, groups: Iterable[str], cohort: str, year: str, grade: str) -> str:
    """Return of whom results are: `A Participant in grade 1 of the cohort “First year”`."""
    text = "A Participant" if count == 1 else f"{count:,} Participants"
    text += f" in grade {grade}" if grade else ""
    names = [f"“{deal.spec.population.groups[group].name}”" for group in sorted(groups)]
    text += f" in the group{'s' if len(names) > 1 else ''} {listed(names)}" if names else ""
    text += f" of the cohort “{deal.spec.cohorts[cohort].name}”" if cohort else ""
    return text + (f" in {year}" if year else "")


def reaching(deal: Deal, standing: Mapping[str, bool], count: int = 1) -> str:
    """Return which outcomes somebody reaches: `reaches “A” but not “B”`."""
    names = {
        wanted: [f"“{deal.outcomes[key].name}”" for key, reached in standing.items() if reached == wanted]
        for wanted in (True, False)
    }
    if not names[True]:
        return f"{'does' if count == 1 else 'do'} not reach {listed(names[False], 'or')}"
    missed = f" but not {listed(names[False], 'or')}" if names[False] else ""
    return f"reach{'es' if count == 1 else ''} {listed(names[True])}{missed}"
