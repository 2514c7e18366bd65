"""Random results given as totals alone pay what the oracle pays over the table, or are refused."""

from __future__ import annotations

import json
import os
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from drawn_lines import SINGLE, YEARS, plain_rates
from drawn_settlements import Drawn, draw
from oracle_lines import Deal, gated
from oracle_results import measured, outcomes_of
from test_oracle import of_engine, of_oracle, record, told_at_target

from obcgen.account.early_end import with_ending
from obcgen.account.settle import settle
from obcgen.policy.payment import check_lines
from obcgen.problems import ObcgenError, is_error
from obcgen.results.read import read_results
from obcgen.spec import Spec
from oracle import answer, names

if TYPE_CHECKING:
    from pathlib import Path

    from oracle_results import Row

    from deals import Texts

DEALS, BATCH = int(os.environ.get("OBCGEN_ORACLE_DEALS", "100")), 50
TOO_LITTLE = {"RES-07", "RES-08", "RES-24"}


def plain(seed: int) -> Drawn:
    """Return a random deal whose lines pay a flat price, or for a share, and whose results totals may say."""
    drawn, random = draw(seed), Random(seed)
    drawn.spec["payment"]["rates"] = plain_rates(random, shares=True)
    drawn.spec["payment"]["caps"].pop("participant", None)
    drawn.spec["payment"]["caps"].pop("outcome", None)
    drawn.rows[:] = [row for row in drawn.rows if row.pop("year", YEARS[0]) == YEARS[0]] or drawn.rows[:1]
    for row in drawn.rows:
        for key in [key for key in row if key.startswith("condition:")]:
            del row[key]
    everyone = [each for each in drawn.results.get("defaults", []) if each["participants"] == "all"]
    drawn.results.update({"conditions": {}, "paid": {}, "defaults": everyone})
    return drawn


def in_totals(deal: Deal) -> dict[str, Texts]:
    """Return by outcome how many were measured, count, and reached it, by cohort and groups."""
    lines = {key: rate for key, rate in deal.spec.payment.rates.items() if not rate.best_of}
    found: dict[str, Texts] = {}
    for outcome in SINGLE:
        line = next((key for key, rate in lines.items() if outcome in outcomes_of(key, rate)), None)
        parts: dict[str, Texts] = {}
        for row in deal.record.rows:
            place = [row.get("cohort", ""), row["group"]]
            part = parts.setdefault("-".join(["p", *place]).replace(" ", "-"), _part(*place))
            for name, counts in _counts(deal, row, outcome, line).items():
                part[name] = str(int(part[name]) + counts)
        whole = {name: str(sum(int(part[name]) for part in parts.values())) for name in COUNTED}
        found[outcome] = {**whole, "parts": parts}
    return found


COUNTED = ("measured", "eligible", "reached")


def _part(cohort: str, groups: str) -> Texts:
    stated = {"cohort": cohort, "groups": groups.split()}
    return dict.fromkeys(COUNTED, "0") | {key: value for key, value in stated.items() if value}


def _counts(deal: Deal, row: Row, outcome: str, line: str | None) -> dict[str, bool]:
    """Return whether a row was measured, counts for the line that pays for the outcome, and reached it."""
    scores = _scores(row, outcome)
    rate = deal.rate(line) if line else next(iter(deal.spec.payment.rates.values()))
    one = gated(deal, row, rate, outcome) if line else measured(deal.spec, row, outcome)
    served = row["served"] == "yes"
    return {
        "measured": served and all(scores),
        "eligible": served and one.counted,
        "reached": served and one.counted and one.reached,
    }


def _scores(row: Row, outcome: str) -> list[str]:
    return [text for key, text in row.items() if key.partition(":")[0] == outcome]


def compared(seed: int, folder: Path) -> str:
    """Compare one deal; return what came of it."""
    drawn = plain(seed)
    spec = Spec.model_validate(drawn.spec)
    if any(map(is_error, check_lines(spec))):
        return "not a deal"
    if not all(any(_scores(row, outcome)[-1] for row in drawn.rows) for outcome in SINGLE):
        return "no results"
    deal = Deal(spec, record(drawn))
    served = names([row for row in drawn.rows if row["served"] == "yes"])
    given = {key: value for key, value in drawn.results.items() if key != "participants"}
    given |= {"roster": str(len(names(drawn.rows))), "served": str(len(served)), "outcomes": in_totals(deal)}
    path = folder / "results.yaml"
    path.write_text(json.dumps(given), encoding="utf-8")
    try:
        verified = read_results(path, spec)
    except ObcgenError as refused:
        codes = {problem.code for problem in refused.problems if is_error(problem)}
        return "too little" if codes <= TOO_LITTLE else f"refused: {refused}"
    account = settle(verified.spec, verified.facts, verified.ledger)
    account = with_ending(verified.spec, verified.facts, account)
    mine = of_oracle(answer(spec, record(drawn), told_at_target(spec) if "ended" in drawn.results else 0))
    mine["limits"] = {key: tuple(states) for key, states in mine["limits"].items()}
    assert of_engine(account) == mine, f"seed {seed}"
    return "the same"


@pytest.mark.parametrize("first", range(0, DEALS, BATCH))
def test_totals_alone_pay_what_the_table_does_or_are_refused(first: int, tmp_path: Path) -> None:
    found = Counter(compared(seed, tmp_path) for seed in range(first, first + BATCH))
    assert found["the same"] >= BATCH // 4, found
    assert found.keys() <= {"the same", "not a deal", "no results", "too little"}, found
