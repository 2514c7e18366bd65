"""Thresholds are challenging yet achievable (G4), and the larger share goes to the more achievable (G5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from obcgen.account.settle import most
from obcgen.deal.chance import by_chance
from obcgen.deal.compile import deal_of
from obcgen.law.law import Law
from obcgen.money import Money, Share
from obcgen.policy.payment.keys import gates, paid_for, qualities
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Outcome, Spec

NO_GAIN = Kind("GUI-04", "A target is not above what is expected without the program")
NOT_CHALLENGING = Kind("GUI-05", "Earlier students already reached the target", "warning")
NOT_ACHIEVABLE = Kind("GUI-06", "A target asks for an unusual gain", "warning")
INVERTED = Kind("GUI-07", "A harder outcome is worth more than a more achievable one", "warning")
NO_HISTORY = Kind("GUI-10", "Nothing earlier to hold a target against", "warning")
BY_CHANCE = Kind("GUI-13", "Chance alone can reach the target", "warning")
UNPAID = Kind("GUI-14", "An outcome that nothing pays for", "warning")


@rule(NO_GAIN, "outcomes", source="G4")
def targets_mean_a_gain(spec: Spec) -> Iterator[Problem]:
    """A target lies above what like-performing students reach without the program (G4)."""
    for name, outcome in spec.outcomes.items():
        if outcome.target <= outcome.expected_without:
            yield NO_GAIN.problem(
                f"The target of {outcome.name}, {outcome.target}, is not above the "
                f"{outcome.expected_without} expected without the program.",
                path=("outcomes", name, "target"),
                found=f"a target of {outcome.target}",
                expected=f"more than {outcome.expected_without}",
                hint="Raise the target or correct expected_without: now the district pays for nothing.",
            )


@rule(NOT_ACHIEVABLE, "outcomes", source="G4", reads_law=True)
def targets_are_achievable(spec: Spec, law: Law) -> Iterator[Problem]:
    """A gain of more than 25 points over what is expected needs evidence (G4)."""
    largest = law.guide.largest_gain
    for name, outcome in spec.outcomes.items():
        gain = outcome.target.value - outcome.expected_without.value
        if gain > largest.value and outcome.rationale is None:
            yield NOT_ACHIEVABLE.problem(
                f"The target of {outcome.name} asks for {points(gain)} over what is expected without "
                f"the program; more than {points(largest.value)} is rarely reached.",
                path=("outcomes", name, "target"),
                found=f"{outcome.target} against {outcome.expected_without}",
                expected=f"a gain of at most {points(largest.value)}, or the evidence for a larger one",
                hint=f"Give the evidence in outcomes.{name}.rationale, or lower the target.",
            )


@rule(NOT_CHALLENGING, "outcomes", "population", source="G4")
def targets_are_challenging(spec: Spec) -> Iterator[Problem]:
    """A target that earlier like-performing students already reached is not challenging (G4)."""
    for name, outcome in spec.outcomes.items():
        for year, history in (outcome.history or spec.population.history).items():
            reached = _share(history.reached, history.measured)
            if history.measured and reached >= outcome.target > outcome.expected_without:
                yield NOT_CHALLENGING.problem(
                    f"In {year} like-performing people reached {reached}, no less than the target of "
                    f"{outcome.name}, {outcome.target}.",
                    path=("outcomes", name, "target"),
                    found=f"a target of {outcome.target}",
                    expected=f"more than the {reached} of {year} ({history.reached} of {history.measured})",
                    hint="Raise the target, or give the outcome a history of its own measure.",
                )


@rule(NO_HISTORY, "outcomes", "population", source="G4; Standards of Excellence 1.2")
def targets_have_a_history(spec: Spec) -> Iterator[Problem]:
    """A target is held against two years of like-performing students (G4)."""
    short = {
        outcome.name: years
        for outcome in spec.outcomes.values()
        if (years := len(outcome.history or spec.population.history)) < 2
    }
    if short:
        yield NO_HISTORY.problem(
            f"There is no history of two years for {', '.join(short)}: nothing shows whether the target is "
            "challenging yet achievable.",
            path=("population", "history"),
            found=", ".join(f"{name}: {_years(years)}" for name, years in short.items()),
            expected="what like-performing people reached in two earlier years or more",
            hint="Add population.history: {2024-25: {measured: 486, reached: 118}, 2025-26: ...}, or a "
            "history "
            "of the outcome's own.",
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an outcome asks for, and what it is worth at most."""

    name: str
    gain: Fraction
    long: bool
    worth: Money
    over: str
    """What the gain is counted from: a share, and what it is."""


@rule(INVERTED, *MONEY, source="G5")
def larger_share_to_the_more_achievable(spec: Spec) -> Iterator[Problem]:
    """A larger share goes to the more achievable outcomes, a smaller one to harder or later ones (G5)."""
    worth = _worth(spec)
    asked = {key: _asked(spec, outcome, worth[key]) for key, outcome in spec.outcomes.items() if key in worth}
    asked = {key: each for key, each in asked.items() if each.gain > 0}
    dearest_first = sorted(asked.values(), key=lambda each: each.worth, reverse=True)
    for key, easier in asked.items():
        if harder := _dearest_harder(easier, dearest_first):
            yield _inverted(key, easier, harder)


def _dearest_harder(easier: _Asked, dearest_first: list[_Asked]) -> _Asked | None:
    """Return what is harder than an outcome and worth more, the most of it."""
    for each in dearest_first:
        if each.worth <= easier.worth:
            return None
        if _easier(easier, each):
            return each
    return None


def _easier(one: _Asked, other: _Asked) -> bool:
    """Tell whether one outcome is plainly more achievable: no later and by a point or more, or sooner."""
    if one.long != other.long:
        return other.long and one.gain <= other.gain
    return other.gain - one.gain >= Fraction(1, 100)


def _inverted(key: str, easier: _Asked, harder: _Asked) -> Problem:
    return INVERTED.problem(
        f"{easier.name} is more achievable than {harder.name}, but is worth "
        f"{harder.worth - easier.worth} less.",
        path=("outcomes", key, "target"),
        found=f"{easier.name}: {_terms(easier)}; {harder.name}: {_terms(harder)}",
        expected=f"{easier.name} worth at least as much as {harder.name}",
        hint=f"Move {_half(harder.worth - easier.worth)} or more from {harder.name} to {easier.name}, "
        "or correct the targets.",
    )


def _half(amount: Money) -> Money:
    return amount.times(Fraction(1, 2))


def _terms(asked: _Asked) -> str:
    when = "long term" if asked.long else "near term"
    return f"a gain of {points(asked.gain)} over {asked.over}, {when}, {asked.worth} at most"


def _worth(spec: Spec) -> dict[str, Money]:
    """Return what each outcome that is paid for is worth at most after the caps; a line shares evenly."""
    found: dict[str, Money] = {}
    for entry in most(deal_of(spec)).entries:
        for outcome in entry.outcomes:
            part = entry.amount.times(Fraction(1, len(entry.outcomes)))
            found[outcome] = found.get(outcome, Money(0)) + part
    return found


def _asked(spec: Spec, outcome: Outcome, worth: Money) -> _Asked:
    """Return what an outcome asks for over the higher of what is expected and what the last year reached."""
    history = outcome.history or spec.population.history
    year = max(history, default="")
    reached = _share(history[year].reached, history[year].measured) if year else Share(Fraction(0))
    start, over = outcome.expected_without, f"the {outcome.expected_without} expected"
    if reached > start:
        start, over = reached, f"the {reached} of {year}"
    gain = outcome.target.value - start.value
    return _Asked(outcome.name, gain, outcome.horizon == "long", worth, over)


@rule(BY_CHANCE, *MONEY, source="G4; exact binomial interval", reads_law=True)
def more_than_chance(spec: Spec, law: Law) -> Iterator[Problem]:
    """In a small group chance alone moves the result: the target lies outside what chance can do."""
    for key, outcome in spec.outcomes.items():
        count = _smallest(spec, key)
        if outcome.measure.counted_by == "group" or outcome.target <= outcome.expected_without or not count:
            continue
        bounds = by_chance(count, outcome.expected_without.value, law.guide.certainty.value)
        if bounds is not None and Fraction(bounds[1], count) >= outcome.target.value:
            yield _chance(key, outcome, count, bounds, law)


def _chance(key: str, outcome: Outcome, count: int, bounds: tuple[int, int], law: Law) -> Problem:
    low, high = (_share(bound, count) for bound in bounds)
    return BY_CHANCE.problem(
        f"With {count} participants chance alone can reach the target of {outcome.name}: without any "
        "effect of the "
        f"program {low} to {high} would reach it in {law.guide.certainty} of years, and the target is "
        f"{outcome.target}.",
        path=("outcomes", key, "target"),
        found=f"{bounds[0]} to {bounds[1]} of {count} at {outcome.expected_without} expected (exact binomial "
        f"interval, {law.guide.certainty})",
        expected=f"a target above {high}, or more participants",
        hint="Raise the target, measure more participants together, or pay for several years as one.",
    )


def _smallest(spec: Spec, key: str) -> int:
    """Return the participants in the smallest group for which an outcome is paid."""
    deal = deal_of(spec)
    groups, cohorts = spec.population.groups, spec.cohorts
    counts = [deal.planned or deal.everyone]
    for line in deal.lines.values():
        if key in line.outcomes:
            group, cohort = line.paid_for.group, line.paid_for.cohort
            counts += [groups[group].planned] if group in groups else []
            counts += [cohorts[cohort].planned] if cohort in cohorts else []
    return min(counts)


@rule(UNPAID, "outcomes", "payment", source="Standards of Excellence, outcomes")
def outcomes_are_paid_for(spec: Spec) -> Iterator[Problem]:
    """Outcomes that are paid for stand apart from what is merely watched."""
    paid = {*paid_for(spec), *gates(spec), *qualities(spec)}
    computed = [spec.outcomes[key].measure.computed for key in paid if key in spec.outcomes]
    paid |= {each.of for each in computed if each is not None}
    for key, outcome in spec.outcomes.items():
        if key not in paid:
            yield UNPAID.problem(
                f"No line of the rate card pays for {outcome.name}.",
                path=("outcomes", key),
                found=key,
                expected="a line under payment.rates that pays for it",
                hint="Add a line, or move what is only watched to improvement.indicators.",
            )


def points(gain: Fraction) -> str:
    """Return a difference of two shares in words: `18 points`."""
    text = str(Share(abs(gain)))[:-1]
    return f"{'-' if gain < 0 else ''}{text} point{'' if text == '1' else 's'}"


def _share(part: int, whole: int) -> Share:
    return Share(Fraction(part, whole)) if whole else Share(Fraction(0))


def _years(count: int) -> str:
    return "no year" if not count else f"{count} year{'' if count == 1 else 's'}"


ALWAYS = (
    targets_mean_a_gain,
    targets_are_achievable,
    targets_are_challenging,
    targets_have_a_history,
    larger_share_to_the_more_achievable,
    more_than_chance,
    outcomes_are_paid_for,
)
