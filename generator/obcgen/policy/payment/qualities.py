"""A result that multiplies what a line earns: whose it is, on which scale, within which bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.policy.payment.counting import PERCENT
from obcgen.policy.payment.keys import LANGUAGE, chosen_by, gates_named, outcomes_named
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem
    from obcgen.spec import Outcome, Spec
    from obcgen.spec.rates import Quality, Rate

QUALITY = Kind("PAY-44", "A line cannot be multiplied by a result as it is written")

Fault = tuple[str, str, str]
"""Why, the key at fault below quality, and what belongs there."""


@rule(QUALITY, *MONEY, source=LANGUAGE)
def qualities_multiply(spec: Spec) -> Iterator[Problem]:
    """A line is multiplied by one result of the group in percent, which it does not pay for itself."""
    chosen = chosen_by(spec.payment.rates)
    for key, rate in spec.payment.rates.items():
        if rate.quality is None:
            continue
        faults = [*_place(key, rate, chosen.get(key, "")), *_bounds(rate.quality), *_full(spec, rate.quality)]
        if (outcome := spec.outcomes.get(rate.quality.of)) is not None:
            faults += _result(outcome)
        for why, name, expected in faults:
            yield QUALITY.problem(
                f"The line {key} cannot be multiplied by {rate.quality.of}: {why}.",
                path=("payment", "rates", key, "quality", *([name] if name else [])),
                found=why,
                expected=expected,
                hint=f"Write {expected}, or remove quality.",
            )


def _place(key: str, rate: Rate, chooser: str) -> Iterator[Fault]:
    """Yield why no result can multiply this line."""
    if rate.best_of is not None or chooser:
        yield "the best of several lines is paid", "", "quality on a line that pays by itself"
    if rate.quality is not None and rate.quality.of in (*outcomes_named(key, rate), *gates_named(rate)):
        yield "the line pays for it, or requires it, already", "of", "of: another outcome"


def _result(outcome: Outcome) -> Iterator[Fault]:
    """Yield why a result multiplies nothing."""
    measure = outcome.measure
    if measure.counted_by != "group":
        yield "each participant has a result of his own", "of", "an outcome with counted_by: group"
    elif measure.effect is not None:
        yield "it is the effect of the program, a difference", "of", "an outcome without effect"
    elif not PERCENT.search(measure.scale):
        yield f"its scale is “{measure.scale}”", "of", "an outcome on a scale whose words say percent"


def _bounds(quality: Quality) -> Iterator[Fault]:
    """Yield bounds that are in no order, or that are a factor in another dress."""
    if quality.at_most.value < 1:
        yield f"at most {quality.at_most.exact} is never the whole price", "at_most", "at_most: 100% or more"
    elif quality.at_least is not None and not 0 < quality.at_least.value <= quality.at_most.value:
        most = quality.at_most.exact
        yield f"at_least is {quality.at_least.exact}", "at_least", f"at_least: more than 0%, at most {most}"


def _full(spec: Spec, quality: Quality) -> Iterator[Fault]:
    """Yield that a full price would not be the one that the contract states."""
    default = spec.payment.if_district_defaults
    if default is not None and default.effect == "full_price" and quality.at_most.value > 1:
        yield (
            "a district default is paid at the full price, which would be raised",
            "at_most",
            "at_most: 100%",
        )


ALWAYS = (qualities_multiply,)
