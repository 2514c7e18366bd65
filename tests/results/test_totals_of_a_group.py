"""Totals of an outcome that concerns one group are totals of that group, without being divided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from obcgen.money import Money
from verified import HEAD, TABLE, contract, due, refused

if TYPE_CHECKING:
    from pathlib import Path

    from deals import Texts
    from obcgen.spec import Spec

COUNTS = HEAD + "roster: 20\nserved: 20\noutcomes:\n  reading: {measured: 10, eligible: 10, reached: 4}\n"


def grouped() -> Spec:
    """Return a contract whose outcome concerns learners alone."""
    rate: Texts = {"outcome": "reading", "per_participant": "$500", "due": "2028-07-31"}
    return contract(
        population={"groups": {"learners": {"name": "Learners", "planned": "10"}}},
        outcomes={"reading": {"group": "learners"}},
        payment={"base": None, "rates": {"reading": rate}},
    )


def test_they_pay_for_each_participant_who_reached_it(tmp_path: Path) -> None:
    assert due(tmp_path, COUNTS, spec=grouped()).performance == Money.dollars(2_000)


def test_a_table_of_the_same_facts_pays_the_same(tmp_path: Path) -> None:
    rows = [f"S-{n},learners,{50 if n < 4 else 10}" for n in range(10)]
    others = [f"S-{n},,50" for n in range(10, 20)]
    table = "\n".join(["participant,group,reading", *rows, *others, ""])
    assert due(tmp_path, TABLE, table, grouped()).performance == Money.dollars(2_000)


@pytest.mark.parametrize(("others", "codes"), [(20, []), (30, ["RES-07"])])
def test_a_cap_for_each_participant_cuts_only_where_one_can_be_in_both_groups(
    others: int, codes: list[str], tmp_path: Path
) -> None:
    rate: Texts = {"per_participant": "$500", "due": "2028-07-31"}
    whole = contract().population.planned
    planned = {"learners": whole - 20, "others": others}
    spec = contract(
        population={"groups": {key: {"name": key, "planned": str(each)} for key, each in planned.items()}},
        outcomes={"reading": {"group": "learners"}, "math": {"group": "others"}},
        payment={
            "base": None,
            "rates": {key: {"outcome": key, **rate} for key in ("reading", "math")},
            "caps": {"participant": "$600"},
        },
    )
    counts = COUNTS + "  math: {measured: 10, eligible: 10, reached: 4}\n"
    problems = refused(tmp_path, counts, spec=spec) if codes else ()
    assert [each.code for each in problems] == codes
    if not codes:
        assert due(tmp_path, counts, spec=spec).performance == Money.dollars(4_000)


def test_groups_that_totals_show_to_overlap_need_a_table_where_a_cap_can_cut(tmp_path: Path) -> None:
    groups = {"a": {"name": "A", "planned": "6"}, "b": {"name": "B", "planned": "6"}}
    rates = {
        key: {"outcome": key, "per_participant": "$500", "due": "2028-07-31"} for key in ("reading", "math")
    }
    spec = contract(
        population={"planned": "12", "groups": groups},
        outcomes={"reading": {"group": "a"}, "math": {"group": "b"}},
        payment={"base": None, "rates": rates, "caps": {"participant": "$600"}},
    )
    apart = HEAD + (
        "roster: 12\nserved: 12\noutcomes:\n  reading: {measured: 6, eligible: 6, reached: 6}\n"
        "  math: {measured: 6, eligible: 6, reached: 6}\n"
    )
    assert due(tmp_path, apart, spec=spec).performance == Money.dollars(6_000)
    overlapping = apart.replace(
        "math: {measured: 6, eligible: 6, reached: 6}", "math: {measured: 7, eligible: 7, reached: 7}"
    )
    assert [problem.code for problem in refused(tmp_path, overlapping, spec=spec)] == ["RES-07"]


def test_a_cap_for_each_participant_can_cut_two_outcomes_of_one_group(tmp_path: Path) -> None:
    rate: Texts = {"per_participant": "$500", "due": "2028-07-31"}
    planned = {"learners": "80", "others": "20"}
    spec = contract(
        population={"groups": {key: {"name": key, "planned": each} for key, each in planned.items()}},
        outcomes={"reading": {"group": "learners"}, "math": {"group": "learners"}},
        payment={
            "base": None,
            "rates": {key: {"outcome": key, **rate} for key in ("reading", "math")},
            "caps": {"participant": "$600"},
        },
    )
    counts = COUNTS + "  math: {measured: 10, eligible: 10, reached: 4}\n"
    (problem,) = refused(tmp_path, counts, spec=spec)
    assert "one who reached everything would earn $1,000" in problem.message
