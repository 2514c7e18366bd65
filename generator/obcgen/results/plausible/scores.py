"""The values of an outcome's column against its scale and its threshold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.figures import number_text
from obcgen.problems import Kind
from obcgen.results.plausible.oddity import MANY, Oddity
from obcgen.spec.on_record import answer
from obcgen.spec.results import GroupResults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.problems import Problem
    from obcgen.results.people import People
    from obcgen.results.plausible.counts import Tally
    from obcgen.results.written import Written
    from obcgen.spec import Measure, Outcome, Spec
    from obcgen.spec.results import Results

NOT_SCORES = Kind("RES-22", "A column of flags or fractions where the outcome is measured in scores")
MIXED = Kind("RES-23", "Scores and yes or no in one column", "warning")
FAR = Kind("RES-35", "Scores that lie far from the outcome's threshold", "warning")
ALIKE = Kind("RES-25", "The same score for everyone", "warning")

_LEAST_THRESHOLD = 10
"""A threshold from which on it is no number of events: a value of 0 or 1 is no score beside it."""
_FEW = 2
"""Participants from whom on a column without any score above 1 is no accident."""
_BELOW, _ABOVE = Fraction(1, 2), 10
"""Parts of the threshold between which the best of many lies; a slipped decimal point is tenfold."""


def no_flags(spec: Spec, people: People, tallies: Mapping[str, Tally]) -> Iterator[Problem]:
    """Yield a Problem for each column that holds 0 and 1, or fractions, in place of scores."""
    for key, written in _columns(spec, people):
        measure, values = spec.outcomes[key].measure, _scores(written)
        whole = written.name == key and measure.kind == "gain"
        if whole or not values or tallies[key].measured < _FEW or not _is_scored(measure):
            continue
        if min(values) >= 0 and max(values) <= 1 and not _may_be_lowest(measure, values):
            what = "0 and 1" if values <= {0, 1} else "fractions"
            yield NOT_SCORES.problem(
                f"The column {written.name} holds {what} and nothing above 1, but {key} is measured as "
                f"{measure.scale}{_threshold_words(measure)}.",
                place=written.place(),
                found=_span(values),
                expected=f"{measure.scale}: the value measured; or yes and no",
                hint="Export the scores. Write yes and no where only that is known."
                if what == "0 and 1"
                else "Export the scores themselves; a share of 0.52 is written as 52 on a scale to 100.",
            )


def _may_be_lowest(measure: Measure, values: set[Fraction]) -> bool:
    """Tell whether all may have the lowest percentile, which is 1."""
    return measure.scale.lower().startswith("percentile") and values == {Fraction(1)}


def unlikely_scores(spec: Spec, people: People, tallies: Mapping[str, Tally]) -> Iterator[Oddity]:
    """Yield what is unlikely about the values of each column."""
    for key, written in _columns(spec, people):
        values = _scores(written)
        words = sorted(text for text in written.texts if text and not _is_number(text))
        if values and words:
            yield Oddity(
                MIXED,
                written.name,
                f"The column {written.name} holds scores ({_span(values)}) and “{words[0]}” side by side.",
                place=written.place(words[0]),
                found=f"{_span(values)}, and {', '.join(words[:3])}",
                expected="scores alone, or yes and no alone",
                hint=f"Replace each “{words[0]}” by the score.",
            )
        elif _is_percentile(spec.outcomes[key].measure) and 0 in values and max(values) > 1:
            yield _no_percentile(written, values)
        if values and min(values) < 0 and spec.outcomes[key].measure.kind == "level":
            yield _negative(written, values, spec.outcomes[key].measure.scale)
        elif tallies[key].measured >= MANY and values:
            yield from _far(spec.outcomes[key], written, values, tallies[key].measured)


def _is_percentile(measure: Measure) -> bool:
    """Tell whether results are percentiles, which begin at 1, and not differences of them."""
    scale = measure.scale.lower()
    return measure.kind == "level" and scale.startswith("percentile") and "point" not in scale


def _no_percentile(written: Written, values: set[Fraction]) -> Oddity:
    return Oddity(
        MIXED,
        written.name,
        f"The column {written.name} holds 0, which is no percentile, beside scores up to "
        f"{number_text(max(values))}.",
        place=written.place(_said(written, Fraction(0))),
        found=_span(values),
        expected="percentiles, which begin at 1",
        hint="A 0 among scores often stands for no, and a 1 for yes: export the score of each, and leave the "
        "cell empty where there is none.",
    )


def _negative(written: Written, values: set[Fraction], scale: str) -> Oddity:
    return Oddity(
        FAR,
        written.name,
        f"The column {written.name} holds {number_text(min(values))}, less than nothing, as {scale}.",
        place=written.place(_said(written, min(values))),
        found=_span(values),
        expected="0 or more, unless the scale goes below 0",
        hint="Check the cell: -9 and -99 are what some systems write for a missing score.",
    )


def _far(outcome: Outcome, written: Written, values: set[Fraction], measured: int) -> Iterator[Oddity]:
    least = _least(outcome.measure)
    threshold, scale = _threshold_words(outcome.measure), outcome.measure.scale
    level = outcome.measure.kind == "level" and least is not None and least >= _LEAST_THRESHOLD
    if level and least is not None and (max(values) < least * _BELOW or max(values) > least * _ABOVE):
        low = max(values) < least
        side = "none of them reaches half of it" if low else f"the highest is {number_text(max(values))}"
        yield Oddity(
            FAR,
            written.name,
            f"The {measured:,} results of {written.name} are {_span(values)}: {side}, and the outcome is "
            f"measured as {scale}{threshold}.",
            place=written.place() if low else written.place(_said(written, max(values))),
            found=_span(values),
            expected=f"{scale}{threshold}",
            hint="Check that the column holds this scale of this assessment, and where decimal points stand.",
        )
    elif len(values) == 1 and not any(answer(text) is not None for text in written.texts - {"0", "1"}):
        yield Oddity(
            ALIKE,
            written.name,
            f"All {measured:,} results of {written.name} are {number_text(max(values))}.",
            place=written.place(),
            found=number_text(max(values)),
            expected="results that differ",
            hint="Check that the column was not filled down.",
        )


def unlikely_groups(spec: Spec, results: Results) -> Iterator[Oddity]:
    """Yield each result of a group that is a flag or a fraction where its threshold asks for more."""
    for key, given in results.groups.items():
        parts = {**given.cohorts, **given.groups} if isinstance(given, GroupResults) else {"": given}
        for value in parts.values() if key in spec.outcomes else ():
            small = isinstance(value, Decimal) and 0 < value <= 1
            if small and _is_scored(spec.outcomes[key].measure):
                measure = spec.outcomes[key].measure
                yield Oddity(
                    FAR,
                    key,
                    f"The result of {key} is {value}, but it is measured as {measure.scale}"
                    f"{_threshold_words(measure)}.",
                    path=("groups", key),
                    found=str(value),
                    expected=f"{measure.scale}{_threshold_words(measure)}",
                    hint="Write the value on this scale, or yes or no.",
                )
                break


def _columns(spec: Spec, people: People) -> Iterator[tuple[str, Written]]:
    """Yield each column with results, with its outcome: the value, or the first and the last measure."""
    for key in spec.outcomes:
        for name in (key, f"{key}:from", f"{key}:to"):
            if name in people.columns:
                yield key, people.columns[name]


def _is_number(text: str) -> bool:
    return text in {"0", "1"} or answer(text) is None


def _scores(written: Written) -> set[Fraction]:
    return {Fraction(text) for text in written.texts if text and _is_number(text)}


def _said(written: Written, value: Fraction) -> str:
    """Return the cell that holds a score."""
    return next(text for text in written.texts if text and _is_number(text) and Fraction(text) == value)


def _is_scored(measure: Measure) -> bool:
    """Tell whether values above 1 are needed to reach an outcome: a percentile, or a high threshold."""
    least = _least(measure)
    percentile = measure.scale.lower().startswith("percentile")
    return percentile or (measure.kind == "level" and least is not None and least >= _LEAST_THRESHOLD)


def _least(measure: Measure) -> Fraction | None:
    """Return the lowest threshold that a score must reach; None where less is better or nothing is set."""
    limits = measure.at_least
    if limits is None:
        return None
    return Fraction(min(limits.values()) if isinstance(limits, dict) else limits)


def _threshold_words(measure: Measure) -> str:
    least = _least(measure)
    return f", reached at {number_text(least)}" if least is not None and measure.kind == "level" else ""


def _span(values: set[Fraction]) -> str:
    low, high = number_text(min(values)), number_text(max(values))
    return low if low == high else f"{low} to {high}"
