"""The engine against the oracle, over random deals with random results read from files as a user gives them.

`make test` settles a few hundred; `make oracle` settles ten thousand (OBCGEN_ORACLE_DEALS).
"""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from drawn_settlements import Drawn, draw
from oracle_lines import Record

from cut_chains import chain_holds
from obcgen.account.account import Account
from obcgen.account.early_end import with_ending
from obcgen.account.scenarios.scenarios import at_target
from obcgen.account.settle import settle
from obcgen.deal.compile import deal_of
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from obcgen.problems import ObcgenError, is_error
from obcgen.results.read import read_results
from obcgen.spec import Spec
from oracle import Answer, answer

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.results.read import Verified

DEALS = int(os.environ.get("OBCGEN_ORACLE_DEALS", "300"))
BATCH = 50
EXPECTED_REFUSALS = {"RES-16", "RES-22"}  # columns that happen to hold no result, or nothing above 1


def read_drawn(drawn: Drawn, spec: Spec, folder: Path) -> Verified:
    """Write results and table as a user would, and read them."""
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(drawn.rows[0]))
        writer.writeheader()
        writer.writerows(drawn.rows)
    path = folder / "results.yaml"
    path.write_text(json.dumps(drawn.results), encoding="utf-8")
    return read_results(path, spec)


def settled(drawn: Drawn, spec: Spec, folder: Path) -> Account:
    verified = read_drawn(drawn, spec, folder)
    return with_ending(verified.spec, verified.facts, settle(verified.spec, verified.facts, verified.ledger))


def _delivery(results: dict[str, Any]) -> tuple[int, int] | None:
    found = results.get("delivery")
    if found is None:
        return None
    scheduled, delivered, excused = (int(found[key]) for key in ("scheduled", "delivered", "excused"))
    counted = scheduled - excused
    return (counted, counted - delivered) if counted else None


def summed_by_year(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return rows of which each holds all the service so far; years are in their order."""
    so_far: dict[str, Fraction] = {}
    found = []
    for row in rows:
        own = dict(row)
        if "dosage:in_year" in own:
            name = own["participant"]
            so_far[name] = so_far.get(name, Fraction(0)) + Fraction(own.pop("dosage:in_year"))
            own["dosage:so_far"] = str(so_far[name])
        found.append(own)
    return found


def record(drawn: Drawn) -> Record:
    results = drawn.results
    lost: dict[str, set[str]] = {}
    for default in results.get("defaults", []):
        whose = default["participants"]
        for name in [whose] if whose == "all" else whose:
            lost.setdefault(name, set()).update(default["outcomes"])
    return Record(
        summed_by_year(drawn.rows),
        results["groups"],
        {key: Money.parse(amount) for key, amount in results["amounts"].items()},
        results["conditions"],
        int(results["units"]),
        lost,
        sum(Money.parse(entry["amount"]).cents for entry in results["paid"].values()),
        {year: each["figure"] for year, each in results.get("index", {}).items()},
        _delivery(results),
        date.fromisoformat(results["ended"]) if "ended" in results else None,
        results.get("ground", ""),
        date.fromisoformat(results["as_of"]) if results["settlement"] == "interim" else None,
    )


def of_engine(settlement: Account) -> dict[str, Any]:
    lines = [line for line in settlement.lines if not line.open]
    scopes = {"outcome", "cohort", "year", "total"}
    parts = {part.id: part.amount.cents for part in settlement.base_parts}
    ending = {key: cents for key, cents in parts.items() if key.startswith("ending.")}
    return {
        "base": settlement.base.cents - sum(ending.values()),
        "ending": ending,
        "lines": {line.id: line.amount.cents for line in lines},
        "before caps": {line.id: line.earned.cents for line in lines},
        "due": settlement.due.cents,
        "held back": settlement.retained.cents,
        "limits": {
            (limit.scope, limit.name): (limit.before.cents, limit.after.cents)
            for limit in settlement.limits
            if limit.scope in scopes
        },
    }


def of_oracle(found: Answer) -> dict[str, Any]:
    scopes = {"outcome", "cohort", "year", "total"}
    return {
        "base": found.base,
        "ending": found.ending,
        "lines": found.lines,
        "before caps": found.earned,
        "due": found.due,
        "held back": found.retained,
        "limits": {(scope, name): states for scope, name, *states in found.limits if scope in scopes},
    }


def told_at_target(spec: Spec) -> int:
    """Return the figure that the contract prints of what outcomes earn at their targets."""
    return at_target(deal_of(spec)).performance.cents


def compared(seed: int, folder: Path) -> str:
    """Compare one deal; return what came of it."""
    drawn = draw(seed)
    spec = Spec.model_validate(drawn.spec)
    if any(map(is_error, check_lines(spec))):
        return "not a deal"
    try:
        settlement = settled(drawn, spec, folder)
    except ObcgenError as refused:
        codes = {problem.code for problem in refused.problems if is_error(problem)}
        return "no results" if codes <= EXPECTED_REFUSALS else f"refused: {refused}"
    mine = of_oracle(answer(spec, record(drawn), told_at_target(spec) if "ended" in drawn.results else 0))
    mine["limits"] = {key: tuple(states) for key, states in mine["limits"].items()}
    assert of_engine(settlement) == mine, f"seed {seed}"
    chain_holds(settlement)
    if "ended" in drawn.results:
        return "ended"
    return "bound" if any(limit.bound for limit in settlement.limits) else "unbound"


@pytest.mark.parametrize("first", range(0, DEALS, BATCH))
def test_the_engine_and_the_oracle_pay_the_same_to_the_cent(first: int, tmp_path: Path) -> None:
    found = Counter(compared(seed, tmp_path) for seed in range(first, first + BATCH))
    assert found["bound"] >= BATCH // 10
    assert found["bound"] + found["unbound"] + found["ended"] >= BATCH * 3 // 5
    assert found["ended"]
    assert found.keys() <= {"bound", "unbound", "ended", "not a deal", "no results"}


@pytest.mark.parametrize("seed", [437, 519, 1366])
def test_costs_above_the_share_of_the_installment_due_are_paid_up_to_it(seed: int, tmp_path: Path) -> None:
    assert {"reimbursed", "installments"} <= draw(seed).spec["payment"]["base"].keys()
    assert compared(seed, tmp_path) in {"bound", "unbound"}
