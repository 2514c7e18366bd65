"""Part of the oracle: what one row of a table, or one group, says about an outcome. Plain and slow.

Written from the words of the contract templates, never from `obcgen.account`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from obcgen.money import Share

if TYPE_CHECKING:
    from decimal import Decimal

    from obcgen.spec import Outcome, Spec
    from obcgen.spec.rates import Rate

Row = dict[str, str]
"""One row of a table of participants, by heading."""


@dataclass(frozen=True)
class Result:
    """Whether somebody counts for an outcome, reached it, and what was measured."""

    counted: bool
    reached: bool
    value: Fraction | None = None
    excused: bool = False
    """Whether a district default stands in for the minimum dosage."""
    part: Fraction = Fraction(1)
    """Where a default is paid as expected: the part at which somebody counts as having reached it."""
    elsewhere: bool = False
    """Whether the outcome concerns a group to which the participant does not belong."""


NOT_COUNTED, NOT_REACHED = Result(False, False), Result(True, False)
ELSEWHERE = Result(False, False, elsewhere=True)
WORST_FIRST = {"not_counted": 0, "not_reached": 1, "deemed_reached": 2}


def on_scale(value: Share | Decimal | str) -> Fraction:
    """Return a number; a share counts in percent."""
    return value.value * 100 if isinstance(value, Share) else Fraction(str(value))


def threshold(outcome: Outcome, grade: str) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the most at which an outcome is reached."""
    found = [outcome.measure.at_least, outcome.measure.at_most]
    by_grade: list[Any] = [each[grade] if isinstance(each, dict) else each for each in found]  # type: ignore[index]
    least, most = (None if each is None else Fraction(each) for each in by_grade)
    return least, most


def judged(outcome: Outcome, value: Fraction, grade: str = "") -> Result:
    """Return what a measured value comes to."""
    least, most = threshold(outcome, grade)
    short = (least is not None and value < least) or (most is not None and value > most)
    return Result(True, not short, value)


def missing(outcome: Outcome, rule: str, grade: str) -> Result:
    """Return what a missing measure comes to under a rule; what is deemed reached has just reached it."""
    if rule == "not_counted":
        return NOT_COUNTED
    if rule == "not_reached":
        return NOT_REACHED
    least, most = threshold(outcome, grade)
    return Result(True, True, least if least is not None else most)


def of_participant(spec: Spec, row: Row, key: str) -> Result:
    """Return what a row says about an outcome; who was not served is not counted."""
    outcome = spec.outcomes[key]
    if outcome.group is not None and outcome.group not in row.get("group", "").split():
        return ELSEWHERE
    return NOT_COUNTED if row.get("served", "yes") == "no" else measured(spec, row, key)


def measured(spec: Spec, row: Row, key: str) -> Result:
    """Return what the measures of a row say about an outcome."""
    outcome, grade = spec.outcomes[key], row.get("grade", "")
    if f"{key}:from" in row:
        first, last = row[f"{key}:from"], row[f"{key}:to"]
    else:
        first, last = "0", row.get(key, "")
    rules = [outcome.missing.initial] * (not first) + [outcome.missing.final] * (not last)
    if rules:
        return missing(outcome, min(rules, key=WORST_FIRST.__getitem__), grade)
    if last in {"yes", "no"}:
        return Result(True, last == "yes")
    gain = outcome.measure.kind == "gain" and f"{key}:from" in row
    return judged(outcome, Fraction(last) - (Fraction(first) if gain else 0), grade)


def of_group(spec: Spec, groups: dict[str, Any], key: str, group: str, cohort: str) -> Result:
    """Return the one result of an outcome counted by group."""
    given = groups.get(key, "missing")
    if isinstance(given, dict) and "value" not in given:
        given = given["cohorts"][cohort] if cohort else given["groups"][group]
    outcome = spec.outcomes[key]
    if isinstance(given, dict):
        return of_effect(outcome, given)
    if given == "missing":
        return missing(outcome, outcome.missing.final, "")
    if given in {"yes", "no"}:
        return Result(True, given == "yes")
    text = str(given)
    return judged(outcome, Fraction(text.removesuffix("%")))


def of_effect(outcome: Outcome, given: dict[str, Any]) -> Result:
    """Return what an effect comes to: it counts only if its interval lies on one side of 0."""
    asked = outcome.measure.effect
    assert asked is not None
    ends = [Fraction(each) for each in given["interval"]]
    people = [int(each) for each in given["n"].values()]
    enough = all(each >= (asked.smallest_group or 0) for each in people)
    one_side = all(each > 0 for each in ends) or all(each < 0 for each in ends)
    return judged(outcome, Fraction(given["value"])) if enough and one_side else NOT_REACHED


def lives_in(spec: Spec, key: str, rate: Rate, row: Row) -> bool:
    """Tell whether a line counts this participant at all: group, cohort, documented condition."""
    named = [spec.outcomes[each].group for each in outcomes_of(key, rate)]
    group = rate.group or (named[0] if len(set(named)) == 1 else None)
    if group is not None and group not in row.get("group", "").split():
        return False
    if rate.cohort is not None and row.get("cohort", "") != rate.cohort:
        return False
    return row.get(f"condition:{key}", "yes") == "yes"


def received(row: Row, window: str = "") -> Fraction:
    """Return the service received up to a window, or in all."""
    if "dosage" in row:
        return Fraction(row["dosage"])
    if "dosage:so_far" in row:
        return Fraction(row["dosage:so_far"])
    by_window = {key.removeprefix("dosage:"): text for key, text in row.items() if key.startswith("dosage:")}
    return Fraction(by_window[window]) if window else max(map(Fraction, by_window.values()))


def with_dosage(spec: Spec, rate: Rate, row: Row, outcome: str) -> bool:
    """Tell whether a participant had the minimum dosage by the last measure, or the line does not ask."""
    minimum = spec.program.dosage.minimum if spec.program.dosage else None
    asked = rate.requires is not None and rate.requires.dosage is not None and minimum is not None
    measure = spec.outcomes[outcome].measure
    window = measure.to if measure.counted_by == "participant" else ""
    return not asked or minimum is None or received(row, window or "") >= minimum.amount


def outcomes_of(key: str, rate: Rate) -> tuple[str, ...]:
    """Return the outcomes that a line names."""
    named = rate.all or rate.any or tuple(rate.score or ())
    return tuple(named) or (() if rate.best_of else (rate.outcome or key,))


def joined(rate: Rate, results: list[Result]) -> Result:
    """Return several outcomes as one.

    Who counts for each of them counts for all of them; who counts for one of them counts for any of them.
    """
    counted = [each for each in results if each.counted]
    if rate.any:
        return Result(bool(counted), any(each.reached for each in counted), None)
    if len(counted) < len(results):
        return NOT_COUNTED
    return Result(True, all(each.reached for each in results)) if rate.all else results[0]
