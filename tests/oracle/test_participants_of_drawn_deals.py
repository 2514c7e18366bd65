"""What each participant is owed in random deals: no cap is passed by a cent, and every column sums."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest
from drawn_settlements import draw
from test_oracle import read_drawn

from obcgen.account.participants import Owed, by_participant
from obcgen.account.settle import settle
from obcgen.money import Money, total
from obcgen.policy.payment import check_lines
from obcgen.problems import ObcgenError, is_error
from obcgen.spec import Spec

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from obcgen.account.account import Account

DEALS, BATCH = int(os.environ.get("OBCGEN_ORACLE_DEALS", "200")), 50


def sums_and_caps_hold(settlement: Account, owed: Sequence[Owed], cap: Money, ids: Sequence[str]) -> None:
    lines = [line for line in settlement.lines if any(entry.size for entry in line.entries)]
    for line in lines:
        assert total(each.earned.get(line.id, Money(0)) for each in owed) == line.earned
    assert total(each.added for each in owed) == total(line.added for line in lines)
    assert total(each.paid for each in owed) == total(line.amount for line in lines)
    limits = [limit for limit in settlement.limits if limit.scope == "participant"]
    of_default = [cut for entry in settlement.entries for cut in entry.gain_cuts]
    taken = total(limit.before - limit.after for limit in limits)
    taken -= total(cut.before - cut.after for cut in of_default if cut.limit.scope == "participant")
    assert total(each.held for each in owed) == taken
    paid: dict[str, Money] = {}
    for name, each in zip(ids, owed, strict=True):
        paid[name] = paid.get(name, Money(0)) + each.paid
    assert all(whole <= cap for whole in paid.values())
    for each in owed:
        assert min(each.cut, each.added) >= Money(0)


@pytest.mark.parametrize("first", range(0, DEALS, BATCH))
def test_nobody_is_paid_above_the_cap_and_every_column_sums(first: int, tmp_path: Path) -> None:
    capped = 0
    for seed in range(first, first + BATCH):
        drawn, random = draw(seed), Random(seed)
        caps = drawn.spec["payment"].setdefault("caps", {})
        caps["participant"] = Money(random.randint(1, 90_000)).plain
        if random.random() < 0.5:
            caps["total"] = Money(random.randint(1, 2_000_000)).plain
        spec = Spec.model_validate(drawn.spec)
        if any(map(is_error, check_lines(spec))):
            continue
        try:
            verified = read_drawn(drawn, spec, tmp_path)
        except ObcgenError:
            continue
        settlement = settle(verified.spec, verified.facts, verified.ledger)
        assert verified.people is not None
        ids, kinds = verified.people.ids, verified.people.kind_of
        owed = by_participant(verified.spec, verified.facts, settlement, kinds, ids)
        sums_and_caps_hold(settlement, owed, Money.parse(caps["participant"]), ids)
        capped += any(each.held for each in owed)
    assert capped > 1  # 9 of 50 on average, 4 in the scarcest batch of 20,000
