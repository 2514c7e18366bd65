"""What somebody supposes of a deal's results, read as the scenarios of a spec are read strictly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.account.scenarios.assumed import Assumed
from obcgen.deal.compile import deal_of
from obcgen.money import Share
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.source import parse, read_values
from obcgen.spec.payment import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from obcgen.spec import Outcome, Spec

UNKNOWN = Kind("WIF-01", "Something is supposed that the deal does not have")
IMPOSSIBLE = Kind("WIF-02", "Something is supposed that cannot be")
_KEYS = {"served": "served", "retained": "dosage_met", "attainment": "attainment", "savings": "savings"}
"""What may be supposed, and what a scenario of the spec calls it."""


def supposed(spec: Spec, values: Mapping[str, object]) -> Assumed:
    """Return what is supposed; what is left out is the plan: everyone planned, in full, at the targets.

    `values` may hold `served`, `retained` (the share of those served who receive the minimum dosage),
    `attainment` by outcome and `savings`, each as the spec writes it: `480`, `90%`, `45%`, `$20,000`.

    Raises:
        ObcgenError: a value cannot be read, or cannot be in this deal.
    """
    if strange := [*_strange(values, _KEYS, ())]:
        raise ObcgenError(*strange)
    named = {_KEYS[key]: value for key, value in values.items() if value not in ("", None)}
    scenario = _read(named)
    if wrong := [*_strange(scenario.attainment, spec.outcomes, ("attainment",)), *_against(spec, scenario)]:
        raise ObcgenError(*wrong)
    return Assumed(
        served=scenario.served if scenario.served is not None else spec.population.planned,
        attainment={key: scenario.attainment.get(key, each.target) for key, each in spec.outcomes.items()},
        dosage_met=scenario.dosage_met.value if scenario.dosage_met is not None else Fraction(1),
        savings=scenario.savings,
    )


def _read(values: Mapping[str, object]) -> Scenario:
    try:
        return parse(read_values(values, "what is supposed"), Scenario)
    except ObcgenError as error:
        raise ObcgenError(*map(_as_asked, error.problems)) from error


def _as_asked(problem: Problem) -> Problem:
    """Return a Problem at the name that was used for what it concerns."""
    names = {there: here for here, there in _KEYS.items()}
    return replace(problem, path=tuple(names.get(str(step), step) for step in problem.path))


def _strange(values: Iterable[str], known: Iterable[str], path: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a Problem for each key that is not known."""
    known = tuple(known)
    for key in values:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            yield UNKNOWN.problem(
                f"Nothing can be supposed of “{key}”: the deal does not have it.",
                path=(*path, key),
                found=key,
                expected=f"one of: {', '.join(known)}",
                hint=f"Did you mean {near[0]}?" if near else "Leave it out.",
            )


def _against(spec: Spec, scenario: Scenario) -> Iterator[Problem]:
    """Yield what cannot be in this deal."""
    most = deal_of(spec).everyone
    if scenario.served is not None and scenario.served > most:
        yield _impossible(
            f"{scenario.served:,} participants are supposed, but there can be {most:,} at most.",
            ("served",),
            str(scenario.served),
            f"{most} or fewer",
        )
    if scenario.dosage_met is not None and scenario.dosage_met.value > 1:
        message = f"{scenario.dosage_met} of those served are supposed to stay, but no more than all can."
        yield _impossible(message, ("retained",), str(scenario.dosage_met), "100% or less")
    for key, level in scenario.attainment.items():
        if key in spec.outcomes:
            yield from _not_attained(spec.outcomes[key], key, level)


def _not_attained(outcome: Outcome, key: str, level: Share | Decimal) -> Iterator[Problem]:
    whole = isinstance(level, Share) and level.value <= 1
    if outcome.measure.counted_by == "participant" and not whole:
        yield _impossible(
            f"“{outcome.name}” is counted by participant, and {level} is no share of the participants.",
            ("attainment", key),
            str(level),
            "a share such as 45%, from 0% to 100%",
        )


def _impossible(message: str, path: tuple[str, ...], found: str, expected: str) -> Problem:
    hint = f"Write {expected}."
    return IMPOSSIBLE.problem(message, path=path, found=found, expected=expected, hint=hint)
