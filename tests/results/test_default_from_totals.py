"""A default settles to the same amount from totals and from a table of the same facts, or is refused."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from obcgen.money import Money
from verified import HEAD, contract, due, refused

if TYPE_CHECKING:
    from pathlib import Path

    from deals import Texts

LOST = (
    "defaults:\n  - {party: district, duty: rosters, notice: 2027-10-05, cure_failed: 2027-10-20, "
    "outcomes: [reading], participants: all}\n"
)
EFFECTS = ("deemed_met", "full_price", "expected", "excluded")


def _spec(effect: str, reach: str, **line: object) -> Texts:
    rate: Texts = {"outcome": "reading", "per_participant": "$500", "due": "2028-07-31", **line}
    default = {"effect": effect, "reach": reach, "at_most": "$90,000"}
    payment = {"if_district_defaults": default, "rates": {"reading": rate}}
    return {"payment": payment, "outcomes": {"reading": {"target": "90%"}}}


def _table(random: Random, *, dosed: bool) -> tuple[str, dict[str, int]]:
    """Return a table of participants, and the totals that it comes to."""
    rows, totals = [], {"served": 0, "measured": 0, "eligible": 0, "reached": 0}
    for number in range(20):
        served, score = random.random() < 0.8, random.choice(["", "30", "50"])
        hours = random.choice([35, 36]) if served else 0
        rows.append(f"S-{number},{'yes' if served else 'no'},{hours},{score}")
        counts = served and score != "" and (hours >= 36 or not dosed)
        totals["served"] += served
        totals["measured"] += score != ""
        totals["eligible"] += counts
        totals["reached"] += counts and score == "50"
    return "\n".join(["participant,served,dosage,reading", *rows, ""]), totals


def _files(totals: dict[str, int], named: str = "") -> str:
    counts = ", ".join(f"{key}: {totals[key]}" for key in ("measured", "eligible", "reached"))
    served = f"roster: 20\nserved: {totals['served']}\n"
    return f"{HEAD}{served}outcomes:\n  reading: {{{counts}}}\n{LOST}{named}"


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("reach", ["affected_participants", "outcome", "contract"])
@pytest.mark.parametrize("dosed", [False, True])
def test_totals_and_a_table_of_the_same_facts_settle_to_the_same_amount(
    effect: str, reach: str, dosed: bool, tmp_path: Path
) -> None:
    gate = {"requires": {"dosage": "minimum"}} if dosed else {}
    spec = contract(**_spec(effect, reach, **gate))
    for seed in range(5):
        table, totals = _table(Random(seed), dosed=dosed)
        exact = due(tmp_path, _files(totals, "participants: p.csv\n"), table, spec)
        if dosed and effect in {"expected", "excluded"}:
            (problem,) = refused(tmp_path, _files(totals), spec=spec)
            assert (problem.code, "without the minimum dosage" in problem.message) == ("RES-24", True)
        else:
            assert due(tmp_path, _files(totals), spec=spec).performance == exact.performance
            assert effect == "excluded" or exact.added


def test_who_was_not_served_is_not_paid_for_on_the_ground_of_a_default(tmp_path: Path) -> None:
    spec = contract(**_spec("deemed_met", "outcome"))
    table = "participant,served,reading\nA,yes,30\nB,no,\nC,no,30\n"
    found = due(tmp_path, HEAD + "participants: p.csv\n" + LOST, table, spec)
    assert found.added == Money.dollars(500)


def test_a_table_that_does_not_say_who_was_served_is_refused_where_a_default_concerns_them(
    tmp_path: Path,
) -> None:
    spec = contract(**_spec("deemed_met", "outcome"))
    results = HEAD + "participants: p.csv\nserved: 2\n" + LOST
    (problem,) = refused(tmp_path, results, "participant,reading\nA,30\nB,\nC,30\n", spec)
    assert (problem.code, "2 of 3 were" in problem.message) == ("RES-24", True)


@pytest.mark.parametrize(
    ("line", "changes", "code", "words"),
    [
        ({}, {"served: 90\n": ""}, "RES-17", "their number is not given"),
        ({"requires": {"condition": "a form is signed"}}, {}, "RES-24", "meets the condition"),
        ({"group": "learners"}, {}, "RES-24", "belong to the group"),
    ],
)
def test_totals_that_cannot_say_whom_a_default_concerns_are_refused(
    line: Texts, changes: dict[str, str], code: str, words: str, tmp_path: Path
) -> None:
    groups = {"groups": {"learners": {"name": "Learners", "planned": "40"}}}
    spec = contract(**_spec("deemed_met", "outcome", **line), population=groups)
    results = (
        HEAD
        + "roster: 100\nserved: 90\noutcomes:\n  reading: {measured: 90, eligible: 80, reached: 50}\n"
        + LOST
    )
    for old, new in changes.items():
        results = results.replace(old, new)
    found = {problem.code: problem.message for problem in refused(tmp_path, results, spec=spec)}
    assert words in found[code]


def test_where_everyone_served_is_eligible_a_condition_does_not_matter(tmp_path: Path) -> None:
    spec = contract(**_spec("deemed_met", "outcome", requires={"condition": "a form is signed"}))
    totals = "outcomes:\n  reading: {measured: 80, eligible: 80, reached: 50}\n"
    found = due(tmp_path, HEAD + "roster: 100\nserved: 80\n" + totals + LOST, spec=spec)
    assert found.added == Money.dollars(15_000)


def test_a_failed_test_counts_as_a_default_only_where_the_contract_says_so(tmp_path: Path) -> None:
    counts = {"measured": 18, "eligible": 18, "reached": 9, "served": 20}
    failed = (
        _files(counts)
        .replace("duty: rosters", "duty: failed_tests")
        .replace("notice: 2027-10-05, cure_failed: 2027-10-20", "notice: 2028-05-12, cure_failed: 2028-05-12")
    )
    changes = _spec("deemed_met", "outcome")
    (problem,) = refused(tmp_path, failed, spec=contract(**changes))
    assert (problem.code, problem.path) == ("RES-11", ("defaults", 0, "duty"))
    changes["payment"]["if_district_defaults"]["failed_tests"] = "true"
    account = due(tmp_path, failed, spec=contract(**changes))
    ordinary = due(tmp_path, failed[: failed.index("defaults:")], spec=contract(**changes))
    assert account.added > Money(0)
    assert account.total - ordinary.total == account.added


def test_the_time_for_notice_is_the_contract_s_own(tmp_path: Path) -> None:
    counts = {"measured": 18, "eligible": 18, "reached": 9, "served": 20}
    late = _files(counts).replace(
        "notice: 2027-10-05, cure_failed: 2027-10-20", "notice: 2028-06-02, cure_failed: 2028-06-19"
    )
    changes = _spec("deemed_met", "outcome")
    assert due(tmp_path, late, spec=contract(**changes)).total
    changes["payment"]["if_district_defaults"]["notice"] = "5 business days"
    assert [problem.code for problem in refused(tmp_path, late, spec=contract(**changes))] == ["RES-21"]
