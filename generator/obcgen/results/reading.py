"""How each column of a table of participants is read: dosage, groups, results, missing measures."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from obcgen.deal.base_funding import ByDosage
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import reaches
from obcgen.deal.dosage import in_unit
from obcgen.deal.facts import Mark
from obcgen.money import Share
from obcgen.results.cells import BadCellError, dosage, quantity
from obcgen.spec.on_record import answer
from obcgen.spec.shapes import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from obcgen.spec import Measure, Outcome, Spec


def read_dosage(
    spec: Spec, unit: str, text: str, served: str = "", *, keep: bool = False
) -> tuple[Fraction | None, bool]:
    """Return the service received, where it is kept or the base depends on it, and whether it is the minimum.

    `served` is the cell that says whether the participant was served: one who was not received nothing.
    """
    unserved = answer(served) is False
    amount = dosage(text or "0" if unserved else text, unit)
    if unserved and amount:
        message = f"The participant was not served, but received {shown(text)}."
        raise BadCellError(message, "0, or nothing", "Correct the dosage, or write yes under served.")
    base, planned = deal_of(spec).base_funding, spec.program.dosage
    least = planned.minimum if planned is not None else None
    needed = in_unit(least, unit) if least is not None else None
    return (amount if keep or isinstance(base, ByDosage) else None), needed is None or amount >= needed


def read_one_of(what: str, known: tuple[str, ...], text: str) -> str:
    """Read an id, a grade or a year that the spec knows."""
    if text in known:
        return text
    named = [each for each in known if each]
    message = f"There is no {what} “{text}” in the spec." if text else f"The {what} is missing."
    raise BadCellError(message, f"one of: {', '.join(named)}", f"Write one of: {', '.join(named)}.")


def read_groups(names: Mapping[str, str], text: str) -> frozenset[str]:
    """Read the groups of a participant: ids with spaces or semicolons between them; `names` go by id.

    An id is one also where another group is called so.
    """
    for part in (" ".join(each.split()) for each in (text, *text.split(";"))):
        called = next((key for key, name in names.items() if name.casefold() == part.casefold()), None)
        if called is not None and not names.keys() >= set(part.split()):
            message = f"“{shown(part)}” is what the group {called} is called; its id is read."
            raise BadCellError(message, called, f"Write {called}.")
    return frozenset(read_one_of("group", tuple(names), each) for each in text.replace(";", " ").split())


def scaled(value: Share | Decimal) -> Fraction:
    """Return a stated value on the scale of its measure, on which a share counts in percent."""
    return value.value * 100 if isinstance(value, Share) else Fraction(value)


How = tuple[str, tuple["Fraction", ...]]
"""A line that pays by the value measured, if there is one, and the values at which its steps begin."""


def result_reader(outcome: Outcome, how: How, places: int, *, graded: bool) -> Callable[..., Mark]:
    """Return what reads the result of one outcome: its value or two measures, and the grade if it matters."""

    def read(*texts: str) -> Mark:
        grade = texts[-1] if graded else ""
        return _mark(outcome, how, texts[:places], grade)

    return read


def _banded(value: Fraction, bands: tuple[Fraction, ...]) -> Fraction:
    """Return where the step begins that a value reaches: values of one step are paid alike."""
    if not bands:
        return value
    reached = bisect_right(bands, value)
    return bands[reached - 1] if reached else bands[0] - 1


def off_scale(measure: Measure, value: Fraction) -> bool:
    """Tell whether no measure can have a value: percentiles go from 0 to 100."""
    least = -100 if measure.kind == "gain" else 0
    return measure.scale.lower().startswith("percentile") and not least <= value <= 100


def _measured(outcome: Outcome, text: str, at: int) -> Fraction:
    value = quantity(text, at)
    if off_scale(outcome.measure, value):
        message = f"“{shown(text)}” is no percentile."
        raise BadCellError(message, "a number from 0 to 100", "Correct the number.", at=at)
    return value


def _mark(outcome: Outcome, how: How, texts: tuple[str, ...], grade: str) -> Mark:
    line, bands = how
    first, last = (texts[0], texts[1]) if len(texts) > 1 else ("-", texts[0])
    if not (first and last):
        return Mark(_missing(outcome, bool(first), bool(last)))
    said = answer(last) if last.lower() not in {"0", "1"} else None
    if said is not None:
        if line:
            hint = "Write the value that was measured."
            message = f"The line {line} pays by the value measured, not by yes or no."
            raise BadCellError(message, "a number", hint, at=len(texts) - 1)
        return Mark("reached" if said else "not_reached")
    value = _measured(outcome, last, len(texts) - 1)
    if len(texts) > 1:
        value = value - _measured(outcome, first, 0) if outcome.measure.kind == "gain" else value
    reached = reaches(outcome.measure, value, grade)
    if isinstance(outcome.measure.at_least or outcome.measure.at_most, dict) and not grade:
        message = "The threshold goes by grade, but the table has no column grade."
        raise BadCellError(
            message, "yes or no", "Add the column grade, or write yes or no.", at=len(texts) - 1
        )
    if reached is None and not line:
        message = "The spec states no threshold, so a number does not say whether the outcome was reached."
        raise BadCellError(message, "yes or no", "Write yes or no.", at=len(texts) - 1)
    return Mark("reached" if reached else "not_reached", _banded(value, bands) if line else None)


def _missing(outcome: Outcome, first: bool, last: bool) -> Any:
    """Return which measure is missing; where both are, the one whose rule counts for less."""
    strict = ("not_counted", "not_reached", "deemed_reached")
    initial, final = strict.index(outcome.missing.initial), strict.index(outcome.missing.final)
    if first or (not last and final < initial):
        return "no_final"
    return "no_initial"
