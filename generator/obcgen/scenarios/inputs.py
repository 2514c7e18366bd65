"""What an estimate reads of the spec: each figure with the line where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of
from obcgen.deal.terms import base_sentence
from obcgen.money import Money, Share
from obcgen.problems import Path
from obcgen.source.nodes import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.source import Source
    from obcgen.spec import Spec

Value = str | int | Money | Share
Figure = tuple[str, Value, Path]


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that the computation reads, and the line of the spec where it stands."""

    what: str
    value: Value
    line: str


def inputs(spec: Spec, source: Source, file: str) -> tuple[Input, ...]:
    """Return every figure; places in `file` are named by their line alone."""
    figures = (*_population(spec), *_prices(spec), *_limits(spec), *_outcomes(spec))
    return tuple(Input(what, value, _line(source, path, file)) for what, value, path in figures)


def _line(source: Source, path: Path, file: str) -> str:
    place = nearest(source.root, path).spot
    name = PurePath(place.file).name
    return f"Line {place.line}" if name == file else f"{name}, line {place.line}"


def _population(spec: Spec) -> Iterator[Figure]:
    yield "Participants planned", spec.population.planned, ("population", "planned")
    if spec.population.maximum is not None:
        yield "Participants at most", spec.population.maximum, ("population", "maximum")
    for key, cohort in spec.cohorts.items():
        yield f"Participants planned in {cohort.name}", cohort.planned, ("cohorts", key, "planned")
    for key, group in spec.population.groups.items():
        place = ("population", "groups", key, "planned")
        yield f"Participants planned in the group “{group.name}”", group.planned, place


def _prices(spec: Spec) -> Iterator[Figure]:
    yield "Base Funding", base_sentence(spec), ("payment", "base")
    for line in deal_of(spec).lines.values():
        yield f"Rate Card, “{line.name}”", line.sentence, ("payment", "rates", line.id)
    if spec.payment.discount.value:
        yield "Discount on the Rate Card", spec.payment.discount, ("payment", "discount")
    cost = spec.funding.delivery_cost
    for key, what in (("per_participant", "for each Participant"), ("fixed", "whatever the number")):
        amount = getattr(cost, key, None)
        if isinstance(amount, Money):
            yield f"Likely cost of delivery {what}", amount, ("funding", "delivery_cost", key)


def _limits(spec: Spec) -> Iterator[Figure]:
    caps_first = {"district_default": 1, "not_to_exceed": 2}
    limits = (limit for limit in deal_of(spec).limits if limit.scope != "line")
    for limit in sorted(limits, key=lambda limit: caps_first.get(limit.scope, 0)):
        yield limit.in_memo, limit.amount, limit.path


def _outcomes(spec: Spec) -> Iterator[Figure]:
    for key, outcome in spec.outcomes.items():
        place = ("outcomes", key)
        expected = f"“{outcome.name}”, expected without the Program"
        yield expected, outcome.expected_without, (*place, "expected_without")
        yield f"“{outcome.name}”, target", outcome.target, (*place, "target")
