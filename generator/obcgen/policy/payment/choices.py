"""The best of several lines: no circles, no line chosen twice, and only lines that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.policy.payment.keys import LANGUAGE, counts_participants, outcomes_named
from obcgen.policy.payment.lines import MISPLACED, at
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.problems import Problem
    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate

CHOICE = Kind("PAY-10", "A choice of the best of several lines does not add up")


def _reached_from(rates: Mapping[str, Rate], start: str) -> set[str]:
    """Return every line that one line chooses from, directly or through others."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        rate = rates.get(ahead.pop())
        fresh = [line for line in (rate and rate.best_of) or () if line not in seen]
        seen.update(fresh)
        ahead.extend(fresh)
    return seen


@rule(CHOICE, *MONEY, source=LANGUAGE)
def no_circles(spec: Spec) -> Iterator[Problem]:
    """A line is not among those it chooses from; each circle is told once, at its first line."""
    rates = spec.payment.rates
    reached = {key: _reached_from(rates, key) for key in rates}
    told: set[str] = set()
    for key in rates:
        if key in reached[key] and key not in told:
            told |= {line for line in reached[key] if key in reached.get(line, ())}
            yield CHOICE.problem(
                f"The line {key} chooses, directly or through other lines, from itself.",
                path=at(key, "best_of"),
                found=", ".join(rates[key].best_of or ()),
                expected="lines with prices of their own",
                hint="Remove the line that leads back.",
            )


@rule(CHOICE, *MONEY, source=LANGUAGE)
def two_to_choose_from(spec: Spec) -> Iterator[Problem]:
    """There are at least two different lines to choose from."""
    for key, rate in spec.payment.rates.items():
        if rate.best_of is not None and len(set(rate.best_of)) < max(2, len(rate.best_of)):
            yield CHOICE.problem(
                f"The line {key} needs two or more different lines to choose from.",
                path=at(key, "best_of"),
                found=", ".join(rate.best_of) or "an empty list",
                expected="two or more lines, each once",
                hint="Name each line once: best_of: [growth, proficiency].",
            )


@rule(CHOICE, *MONEY, source=LANGUAGE)
def chosen_once(spec: Spec) -> Iterator[Problem]:
    """A line is chosen by one other at most: otherwise its result would be paid twice."""
    chooser: dict[str, str] = {}
    for key, rate in spec.payment.rates.items():
        for index, line in enumerate(rate.best_of or ()):
            first = chooser.setdefault(line, key)
            if first != key:
                yield CHOICE.problem(
                    f"The line {line} is chosen by {first} and by {key}, so its result would be paid twice.",
                    path=at(key, "best_of", index),
                    found=f"{line} in {first} and in {key}",
                    expected="a line in one best_of only",
                    hint=f"Take {line} out of one of them.",
                )


def _kind(spec: Spec, key: str) -> tuple[bool, str | None, str | None] | None:
    """Return what must be the same for lines to be compared; None where a reference leads nowhere."""
    rates = spec.payment.rates
    within = {key} | _reached_from(rates, key)
    lost = any(line not in rates for line in within) or any(
        outcome not in spec.outcomes for line in within for outcome in outcomes_named(line, rates[line])
    )
    if lost or any(line in _reached_from(rates, line) for line in within):
        return None
    return counts_participants(key, rates, spec.outcomes), rates[key].group, rates[key].cohort


@rule(CHOICE, *MONEY, source=LANGUAGE)
def comparable(spec: Spec) -> Iterator[Problem]:
    """The lines to choose from all pay by participant or all by group, for the same participants."""
    for key, rate in spec.payment.rates.items():
        kinds = {_kind(spec, line) for line in rate.best_of or ()} - {None}
        if len(kinds) > 1:
            yield CHOICE.problem(
                f"The lines from which {key} chooses do not count the same participants.",
                path=at(key, "best_of"),
                found="lines that differ in group, in cohort, or in paying by participant",
                expected="lines for the same participants, all by participant or all by group",
                hint="Give them the same group and cohort, and the same way of counting.",
            )


@rule(MISPLACED, *MONEY, source=LANGUAGE)
def ceiling_on_the_choice(spec: Spec) -> Iterator[Problem]:
    """Where the best line is chosen for each participant, the ceiling stands on the line that chooses."""
    for key, rate in spec.payment.rates.items():
        kind = _kind(spec, key) if rate.best_of is not None else None
        for line in (rate.best_of or ()) if kind is not None and kind[0] else ():
            at_most = spec.payment.rates[line].at_most
            if at_most is not None:
                yield MISPLACED.problem(
                    f"at_most of the line {line} has no meaning: {key} chooses for each participant.",
                    path=at(line, "at_most"),
                    found=str(at_most),
                    expected=f"at_most on the line {key}",
                    hint=f"Move it to {key}.",
                )


@rule(CHOICE, *MONEY, source=LANGUAGE)
def no_deduction_in_a_choice(spec: Spec) -> Iterator[Problem]:
    """What a deduction takes off does not depend on which line is the best: it stands on a line that pays."""
    chosen = {line: key for key, rate in spec.payment.rates.items() for line in rate.best_of or ()}
    for key, rate in spec.payment.rates.items():
        if key in chosen and rate.deduction is not None:
            yield CHOICE.problem(
                f"The line {key} has a deduction, but {chosen[key]} chooses the largest amount.",
                path=at(key, "deduction"),
                found=f"deduction on a line of {chosen[key]}",
                expected="lines without deductions to choose from",
                hint="Move the deduction to a line of its own, which is not among those to choose from.",
            )


ALWAYS = (
    no_circles,
    two_to_choose_from,
    chosen_once,
    comparable,
    ceiling_on_the_choice,
    no_deduction_in_a_choice,
)
