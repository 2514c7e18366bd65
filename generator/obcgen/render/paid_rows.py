"""The lines that pay, each beside what is expected of its outcome, for the first page of an RFP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.account.examples.computation import in_steps
from obcgen.account.scenarios.scenarios import at_target
from obcgen.deal.compile import deal_of
from obcgen.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.account.rate_card import RateLine
    from obcgen.money import Share
    from obcgen.render.records import OutcomeRow
    from obcgen.spec import Spec


@dataclass(frozen=True, slots=True)
class PaidRow:
    """A line of the rate card beside what is expected of it.

    `counts` says when a result counts, its `conditions` apart. It is empty where several Outcomes decide
    together; so are `expected` and `target`. `at_target` is what the line pays after every
    cap if each Outcome meets its target for the planned number of Participants, `most` the most that it can
    pay before the caps, and `computation` how the amount at target comes about.
    """

    name: str
    counts: str
    conditions: str
    price: str
    expected: Share | None
    target: Share | None
    at_target: Money
    most: Money
    computation: str


def paid_rows(
    spec: Spec, rates: tuple[RateLine, ...], outcomes: tuple[OutcomeRow, ...]
) -> tuple[PaidRow, ...]:
    """Return a row for each line of the rate card that pays by itself."""
    return tuple(_rows(spec, rates, {row.id: row for row in outcomes}))


def _rows(spec: Spec, rates: tuple[RateLine, ...], outcomes: Mapping[str, OutcomeRow]) -> Iterator[PaidRow]:
    deal = deal_of(spec)
    target = at_target(deal)
    reached = {line.id: line for line in target.settled.lines}
    for line in rates:
        if line.id in reached:
            only = outcomes[line.outcomes[0]] if len(line.outcomes) == 1 else None
            yield PaidRow(
                line.name,
                _counts(only) if only else "",
                line.conditions,
                line.price,
                only.expected_without if only else None,
                only.target if only else None,
                reached[line.id].amount,
                line.maximum,
                in_steps(deal, target.facts, target.settled, reached[line.id]),
            )


def _counts(outcome: OutcomeRow) -> str:
    return "; ".join(part for part in (outcome.group, outcome.threshold) if part)
