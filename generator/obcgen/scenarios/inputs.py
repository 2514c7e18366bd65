"""What an estimate reads of the spec."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of
from obcgen.deal.terms import base_sentence
from obcgen.money import Money, Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec

Value = str | int | Money | Share


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that the computation reads."""

    what: str
    value: Value


def inputs(spec: Spec) -> tuple[Input, ...]:
    """Return every figure."""
    return (*_population(spec), *_prices(spec), *_limits(spec), *_outcomes(spec))


def _population(spec: Spec) -> Iterator[Input]:
    yield Input("Participants planned", spec.population.planned)
    if spec.population.maximum is not None:
        yield Input("Participants at most", spec.population.maximum)
    for cohort in spec.cohorts.values():
        yield Input(f"Participants planned in {cohort.name}", cohort.planned)
    for group in spec.population.groups.values():
        yield Input(f"Participants planned in the group “{group.name}”", group.planned)


def _prices(spec: Spec) -> Iterator[Input]:
    yield Input("Base Funding", base_sentence(spec))
    for line in deal_of(spec).lines.values():
        yield Input(f"Rate Card, “{line.name}”", line.sentence)
    if spec.payment.discount.value:
        yield Input("Discount on the Rate Card", spec.payment.discount)
    cost = spec.funding.delivery_cost
    for key, what in (("per_participant", "for each Participant"), ("fixed", "whatever the number")):
        amount = getattr(cost, key, None)
        if isinstance(amount, Money):
            yield Input(f"Likely cost of delivery {what}", amount)


def _limits(spec: Spec) -> Iterator[Input]:
    caps_first = {"district_default": 1, "not_to_exceed": 2}
    limits = (limit for limit in deal_of(spec).limits if limit.scope != "line")
    for limit in sorted(limits, key=lambda limit: caps_first.get(limit.scope, 0)):
        yield Input(limit.in_memo, limit.amount)


def _outcomes(spec: Spec) -> Iterator[Input]:
    for outcome in spec.outcomes.values():
        yield Input(f"“{outcome.name}”, expected without the Program", outcome.expected_without)
        yield Input(f"“{outcome.name}”, target", outcome.target)
