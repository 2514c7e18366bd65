"""An effect against a comparison group: where it can stand, and with which threshold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.figures import level_text, number
from obcgen.policy.payment.keys import LANGUAGE, outcomes_named
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem
    from obcgen.spec import Spec
    from obcgen.spec.outcomes import Comparison, Measure, Outcome

EFFECT = Kind("PAY-41", "An effect against a comparison group cannot be paid for as it is written")

Fault = tuple[str, tuple[str, ...], object, str]
"""Why, the key at fault below the outcome, what stands there, and what belongs there."""


@rule(EFFECT, *MONEY, source=LANGUAGE)
def effects_can_be_shown(spec: Spec) -> Iterator[Problem]:
    """An effect is one value of the group, above nothing, that counts as not reached until it is shown."""
    for key, outcome in spec.outcomes.items():
        asked = outcome.measure.effect
        for why, path, stands, expected in _faults(outcome, asked) if asked is not None else ():
            yield EFFECT.problem(
                f"The effect of {key} cannot be paid for: {why}.",
                path=("outcomes", key, *path),
                found=f"{path[-1]}: {stands}",
                expected=expected,
                hint=f"Write {expected}." if expected != "effect alone" else "Remove computed.",
            )


def _faults(outcome: Outcome, asked: Comparison) -> Iterator[Fault]:
    measure = outcome.measure
    if measure.counted_by == "participant":
        yield (
            "no participant alone has an effect",
            ("measure", "counted_by"),
            measure.counted_by,
            "counted_by: group",
        )
    if measure.kind == "gain":
        yield "it is a difference itself, so it is no gain", ("measure", "kind"), measure.kind, "kind: level"
    if measure.computed is not None:
        yield (
            "it is estimated, not computed from the table",
            ("measure", "computed"),
            measure.computed.of,
            "effect alone",
        )
    if measure.scale.strip().lower() == "percentile":
        why = "a difference of percentiles is no percentile"
        yield why, ("measure", "scale"), measure.scale, "scale: percentile points"
    if outcome.missing.final != "not_reached":
        why = "the contract says that an effect without evidence counts as not reached"
        yield why, ("missing", "final"), outcome.missing.final, "final: not_reached"
    if not Fraction(1, 2) <= asked.confidence.value < 1:
        why = f"no interval is one of {asked.confidence.exact}"
        yield why, ("measure", "effect", "confidence"), asked.confidence.exact, "confidence: 95%"
    yield from _threshold(measure)


def _threshold(measure: Measure) -> Iterator[Fault]:
    """Yield a threshold that a program reaches without any effect, or with harm."""
    if isinstance(measure.at_least, Decimal) and measure.at_least <= 0:
        why = f"{measure.at_least} or more is no improvement"
        yield why, ("measure", "at_least"), measure.at_least, "at_least: a number above 0"
    if isinstance(measure.at_most, Decimal) and measure.at_most >= 0:
        why = f"{measure.at_most} or less is no reduction"
        yield why, ("measure", "at_most"), measure.at_most, "at_most: a number below 0, such as -3"
    if isinstance(measure.at_least, dict) or isinstance(measure.at_most, dict):
        name = "at_least" if measure.at_least is not None else "at_most"
        yield "one effect has no threshold by grade", ("measure", name), "by grade", f"{name}: one number"


@rule(EFFECT, *MONEY, source=LANGUAGE)
def steps_above_nothing(spec: Spec) -> Iterator[Problem]:
    """A step of a line that pays for an effect begins above nothing."""
    for key, rate in spec.payment.rates.items():
        named = [spec.outcomes[each] for each in outcomes_named(key, rate) if each in spec.outcomes]
        steps = (rate.group_result.steps or ()) if rate.group_result is not None else ()
        for at, step in enumerate(steps if any(each.measure.effect for each in named) else ()):
            if number(step.at_least) <= 0:
                yield EFFECT.problem(
                    f"The line {key} pays from {level_text(step.at_least)} on, which is no effect.",
                    path=("payment", "rates", key, "group_result", "steps", at, "at_least"),
                    found=level_text(step.at_least),
                    expected="a number above 0",
                    hint="Let the first step begin at the smallest effect that is worth paying for.",
                )


ALWAYS = (effects_can_be_shown, steps_above_nothing)
