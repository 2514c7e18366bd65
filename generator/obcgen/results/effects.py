"""The effect of a program as results state it: an estimate with its evidence, or it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.counting import reaches
from obcgen.deal.effect import Effect, why_not_shown
from obcgen.deal.facts import Mark
from obcgen.deal.people import everyone
from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.results.reading import scaled
from obcgen.spec.results import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from obcgen.money import Share
    from obcgen.spec import Spec
    from obcgen.spec.outcomes import Comparison

EVIDENCE = Kind("RES-42", "The evidence of an effect is missing or cannot be")


def evidence_belongs(spec: Spec, key: str, value: object, path: Path) -> Iterator[Problem]:
    """Yield a Problem where a value needs evidence and has none, or has it and is no effect."""
    asked = spec.outcomes[key].measure.effect
    if asked is not None and not isinstance(value, Evidence) and value != "missing":
        yield _bare(asked, key, value, path)
    elif asked is None and isinstance(value, Evidence):
        yield EVIDENCE.problem(
            f"{dotted(path)} is an effect with its evidence, but {key} is not measured against a comparison "
            "group.",
            path=path,
            found="an effect",
            expected="the value that was measured",
            hint=f"Write the value alone; or state outcomes.{key}.measure.effect in the spec.",
        )


def _bare(asked: Comparison, key: str, value: object, path: Path) -> Problem:
    stated = getattr(value, "exact", value)
    number = "<estimate>" if value in {"yes", "no"} else stated
    example = (
        f"{{value: {number}, interval: [<low>, <high>], confidence: {asked.confidence.exact}, "
        "method: <how it was estimated>, n: {program: <people>, comparison: <people>}}"
    )
    return EVIDENCE.problem(
        f"{dotted(path)} is {stated}, but {key} is an effect, which counts only with its evidence.",
        path=path,
        found=f"{stated} alone",
        expected="the estimate with interval, confidence, method and n",
        hint=f"Write {key}: {example}; or {key}: missing.",
    )


def effect_mark(spec: Spec, key: str, given: Evidence, path: Path) -> tuple[Mark, tuple[Problem, ...]]:
    """Return how an effect counts, and what is wrong with its evidence."""
    measure = spec.outcomes[key].measure
    asked = measure.effect
    if asked is None:
        return Mark("no_final"), ()
    value, low, high = (scaled(each) for each in (given.value, *given.interval))
    n = given.n
    found = Effect(value, low, high, given.confidence, given.method, n.program, n.comparison)
    faults = tuple(_faults(spec, asked, given, found, path))
    if why_not_shown(asked, found):
        return Mark("not_reached", None, found), faults
    reached = reaches(measure, value)
    return Mark("not_reached" if reached is False else "reached", value, found), faults


def _faults(spec: Spec, asked: Comparison, given: Evidence, found: Effect, path: Path) -> Iterator[Problem]:
    """Yield a Problem for each part of the evidence that cannot be, or is not what the contract asks for."""
    low, high = (_written(each) for each in given.interval)
    if not found.low <= found.value <= found.high:
        yield EVIDENCE.problem(
            f"The effect is {_written(given.value)}, but its interval goes from {low} to {high}.",
            path=(*path, "interval"),
            found=f"[{low}, {high}]",
            expected=f"the lower end first, and {_written(given.value)} between the two",
            hint="Correct the estimate or the interval.",
        )
    if found.confidence != asked.confidence:
        right = asked.confidence.exact
        yield EVIDENCE.problem(
            f"The interval is one of {found.confidence.exact}, but the contract asks for {right}.",
            path=(*path, "confidence"),
            found=found.confidence.exact,
            expected=right,
            hint=f"Ask for the {right} interval, and write it with confidence: {right}.",
        )
    yield from _people(everyone(spec), found, path)


def _people(most: int, found: Effect, path: Path) -> Iterator[Problem]:
    """Yield a Problem for each number of people that cannot be."""
    for name, count in (("program", found.program), ("comparison", found.comparison)):
        bound = most if name == "program" else count
        if not 1 <= count <= bound:
            but = "there must be one at least" if count < 1 else f"there may be {most} participants at most"
            yield EVIDENCE.problem(
                f"The effect rests on {count} people in the {name} group, but {but}.",
                path=(*path, "n", name),
                found=str(count),
                expected=f"1 to {most}" if name == "program" else "1 or more",
                hint="Correct the number.",
            )


def _written(value: Share | Decimal) -> str:
    return getattr(value, "exact", str(value))
