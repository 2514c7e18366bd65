"""Ladders and weights: tiers, steps and points rise, and weights make up the whole."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.deal.dosage import in_unit
from obcgen.figures import level_text, number
from obcgen.money import Share
from obcgen.policy.payment.keys import LANGUAGE
from obcgen.policy.payment.lines import at
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind
from obcgen.spec.rates import Tiers
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from obcgen.money import Money
    from obcgen.problems import Path, Problem
    from obcgen.spec import Duration, Spec
    from obcgen.spec.rates import Rate

NOT_ASCENDING = Kind("PAY-04", "Tiers, steps or points do not rise")
WEIGHTS = Kind("PAY-05", "The weights of a score do not add up to 100 %")
MIXED = Kind("PAY-19", "Shares and numbers stand in one ladder")

Rung = tuple["Share | Decimal", "Money"]


def _ladders(key: str, rate: Rate) -> Iterator[tuple[Path, str, Sequence[Rung], bool]]:
    """Yield each ladder of a line: its path, the key of a rung, the rungs, and whether pay must rise."""
    prices, result = rate.per_participant, rate.group_result
    if isinstance(prices, Tiers):
        rungs = [(tier.at_least, tier.pay) for tier in prices.tiers]
        yield at(key, "per_participant", "tiers"), "at_least", rungs, prices.combine == "highest"
    if result is not None and result.steps is not None:
        steps = [(step.at_least, step.pay) for step in result.steps]
        yield at(key, "group_result", "steps"), "at_least", steps, True
    if result is not None and result.line is not None:
        yield at(key, "group_result", "line"), "at", [(point.at, point.pay) for point in result.line], False


def _slip(levels: Sequence[Fraction], index: int) -> int:
    """Return which of two neighbors is the slip: the first where all others rise without it alone."""
    others = [*levels[: index - 1], *levels[index:]]
    without_later = [*levels[:index], *levels[index + 1 :]]
    return index - 1 if _rise(others) and not _rise(without_later) else index


def _rise(levels: Sequence[Fraction]) -> bool:
    return all(lower < upper for lower, upper in pairwise(levels))


def _not_rising(path: Path, name: str, rungs: Sequence[Rung], pays_rise: bool) -> Iterator[Problem]:
    merge = (
        "write combine: cumulative if each tier adds to the last" if "tiers" in path else "remove the step"
    )
    levels = [number(level) for level, _ in rungs]
    for index, (lower, upper) in enumerate(pairwise(rungs), 1):
        low, high = level_text(lower[0]), level_text(upper[0])
        if levels[index] <= levels[index - 1]:
            slip = _slip(levels, index)
            order = f"{high} stands after {low}" if slip == index else f"{low} stands before {high}"
            yield NOT_ASCENDING.problem(
                f"{order}, but each must be higher than the one before.",
                path=(*path, slip, name),
                found=f"{low}, then {high}",
                expected="rising values, each once",
                hint="Correct it, or put them in order, lowest first, and merge those that are equal.",
            )
        elif pays_rise and upper[1] <= lower[1]:
            yield NOT_ASCENDING.problem(
                f"{upper[1]} at {high} is not more than {lower[1]} at {low}.",
                path=(*path, index, "pay"),
                found=f"{lower[1]}, then {upper[1]}",
                expected="a higher amount for a better result",
                hint=f"Raise the amount, or {merge}.",
            )


@rule(NOT_ASCENDING, *MONEY, source=LANGUAGE)
def ladders_rise(spec: Spec) -> Iterator[Problem]:
    """Tiers, steps and points rise; so does what is paid, where only the highest counts."""
    for key, rate in spec.payment.rates.items():
        for path, name, rungs, pays_rise in _ladders(key, rate):
            if len({isinstance(level, Share) for level, _ in rungs}) == 1:
                yield from _not_rising(path, name, rungs, pays_rise)


@rule(NOT_ASCENDING, *MONEY, source=LANGUAGE)
def enough_rungs(spec: Spec) -> Iterator[Problem]:
    """A ladder has a rung, a line two points."""
    for key, rate in spec.payment.rates.items():
        for path, name, rungs, _ in _ladders(key, rate):
            needed = 2 if name == "at" else 1
            if len(rungs) < needed:
                thing = "points" if needed == 2 else "steps"
                yield NOT_ASCENDING.problem(
                    f"The line {key} has {len(rungs)} {thing}; {needed} or more are needed.",
                    path=path,
                    found=f"{len(rungs)} {thing}",
                    expected=f"at least {needed}",
                    hint="Add one, or write a flat price.",
                )


@rule(MIXED, *MONEY, source=LANGUAGE)
def one_kind_of_level(spec: Spec) -> Iterator[Problem]:
    """A ladder is made of shares or of numbers, not both."""
    for key, rate in spec.payment.rates.items():
        for path, name, rungs, _ in _ladders(key, rate):
            kinds = [isinstance(level, Share) for level, _ in rungs]
            if len(set(kinds)) > 1:
                index = kinds.index(not kinds[0])
                first, other = level_text(rungs[0][0]), level_text(rungs[index][0])
                yield MIXED.problem(
                    f"{first} and {other} cannot be compared: one is a share and one is a number.",
                    path=(*path, index, name),
                    found=f"{first} and {other}",
                    expected="shares only, or numbers only",
                    hint="Write all of them as 50%, or all of them as plain numbers.",
                )


@rule(WEIGHTS, *MONEY, source=LANGUAGE)
def weights_make_a_whole(spec: Spec) -> Iterator[Problem]:
    """The weights of a score sum to 100 %."""
    for key, rate in spec.payment.rates.items():
        weights = [weight.value for weight in (rate.score or {}).values()]
        whole = sum(weights, Fraction(0))
        if weights and (whole != 1 or min(weights) == 0):
            sums = " + ".join(weight.exact for weight in (rate.score or {}).values())
            yield WEIGHTS.problem(
                f"The weights of the score {key} add up to {Share(whole).exact}, not 100%."
                if whole != 1
                else f"An outcome of the score {key} has no weight.",
                path=at(key, "score"),
                found=f"{sums} = {Share(whole).exact}",
                expected="weights above 0% that sum to 100%",
                hint="Change the weights, or leave out an outcome.",
            )


@rule(NOT_ASCENDING, *MONEY, source=LANGUAGE)
def base_tiers_rise(spec: Spec) -> Iterator[Problem]:
    """Dosage tiers of the base rise, in one unit."""
    base = spec.payment.base
    tiers = base.tiers if base is not None else None
    path: Path = ("payment", "base", "tiers")
    if tiers is not None and len({tier.at_least.unit for tier in tiers}) > 1:
        yield MIXED.problem(
            "The dosage tiers of the base are written in different units.",
            path=path,
            found=listed([str(tier.at_least) for tier in tiers]),
            expected="one unit, such as hours",
            hint="Write all of them in the same unit.",
        )
    elif tiers is not None and base is not None:
        for index, (lower, upper) in enumerate(pairwise(tiers), 1):
            more_pay = base.combine == "cumulative" or upper.pay > lower.pay
            if upper.at_least.amount <= lower.at_least.amount or not more_pay:
                yield NOT_ASCENDING.problem(
                    f"{upper.pay} at {upper.at_least} does not rise above {lower.pay} at {lower.at_least}.",
                    path=(*path, index),
                    found=f"{lower.at_least}: {lower.pay}, then {upper.at_least}: {upper.pay}",
                    expected="more dosage and more pay at each step",
                    hint="Put the tiers in order, lowest first.",
                )
        yield from _same_unit_as_minimum(spec, tiers[0].at_least, path)


def _same_unit_as_minimum(spec: Spec, first: Duration, path: Path) -> Iterator[Problem]:
    """Yield a Problem where the dosage of the tiers cannot be compared with the program's minimum."""
    minimum = spec.program.dosage.minimum if spec.program.dosage is not None else None
    if minimum is not None and in_unit(minimum, first.unit) is None:
        yield MIXED.problem(
            f"The tiers of the base count {first.unit}, but the minimum dosage is {minimum}.",
            path=(*path, 0),
            found=f"{first}; {minimum}",
            expected="one unit, so that one record of dosage serves both",
            hint=f"Write the tiers in {minimum.unit}.",
        )


ALWAYS = (
    ladders_rise,
    enough_rungs,
    one_kind_of_level,
    weights_make_a_whole,
    base_tiers_rise,
)
