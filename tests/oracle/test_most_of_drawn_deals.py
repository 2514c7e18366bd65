"""Random results of random deals never pay more than is printed as the most: by payment, by year, in all."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest
from drawn_settlements import Drawn, draw
from test_oracle import read_drawn

from obcgen.account.schedule import schedule, together
from obcgen.account.settle import settle
from obcgen.deal.compile import deal_of
from obcgen.money import Money, total
from obcgen.policy.payment import check_lines
from obcgen.problems import ObcgenError, is_error
from obcgen.spec import Spec

if TYPE_CHECKING:
    from pathlib import Path

    from deals import Texts
    from obcgen.account.account import Account

DEALS, BATCH = int(os.environ.get("OBCGEN_ORACLE_DEALS", "200")), 50


def with_limits(seed: int) -> Drawn:
    """Return a random deal with low limits that many lines share."""
    drawn, random = draw(seed), Random(seed)
    cents = sorted(random.randint(1, 2_000_000) for _ in range(4))
    caps = drawn.spec["payment"]["caps"]
    if random.random() < 0.5:
        caps["total"] = Money(cents[-1]).plain
    if random.random() < 0.5:
        caps["year"] = {"2027-28": Money(cents[0]).plain, "2028-29": Money(cents[1]).plain}
        caps["carry_over"] = "true" if seed % 3 else "false"
    if random.random() < 0.2:
        drawn.spec["funding"]["not_to_exceed"] = Money(cents[2]).plain
    return drawn


def placed_otherwise(drawn: Drawn) -> bool:
    """Tell whether groups can lie in cohorts in another way than planned, on which their most rests."""
    grouped = any("group" in each for each in (*drawn.spec["outcomes"].values(), *_rates(drawn)))
    return "cohorts" in drawn.spec and grouped


def _rates(drawn: Drawn) -> list[Texts]:
    return list(drawn.spec["payment"]["rates"].values())


def by_payment(spec: Spec, settlement: Account) -> dict[str, Money]:
    """Return what each payment comes to; one that gives back counts as nothing."""
    lines, found = deal_of(spec).lines, dict[str, Money]()
    for entry in settlement.entries:
        year = f".{entry.year}" if lines[entry.line].by_year else ""
        key = f"rates.{entry.line}{year}"
        found[key] = found.get(key, Money(0)) + max(Money(0), entry.amount)
    return found


@pytest.mark.parametrize("first", range(0, DEALS, BATCH))
def test_no_results_pay_more_than_the_most(first: int, tmp_path: Path) -> None:
    shared = 0
    for seed in range(first, first + BATCH):
        drawn = with_limits(seed)
        spec = Spec.model_validate(drawn.spec)
        if any(map(is_error, check_lines(spec))) or placed_otherwise(drawn):
            continue
        try:
            verified = read_drawn(drawn, spec, tmp_path)
        except ObcgenError:
            continue
        settlement = settle(verified.spec, verified.facts, verified.ledger)
        planned, paid, random = schedule(spec), by_payment(spec, settlement), Random(seed)
        cents = Money(bool(settlement.added))  # a line and what a default adds to it are rounded apart
        for payment in planned.payments:
            assert paid.get(payment.id, Money(0)) <= payment.amount + cents, seed
        some = {key for key in paid if random.random() < 0.5}
        assert total(paid[key] for key in some) <= together(deal_of(spec), some) + cents * len(some), seed
        assert total(paid.values()) <= planned.performance + cents * len(paid), seed
        assert planned.payments[-1].running == planned.maximum
        assert settlement.base + total(paid.values()) <= planned.maximum or settlement.base > planned.base
        shared += planned.shares_limits
    assert shared > BATCH // 16
