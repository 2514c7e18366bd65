"""A default of the district that cost dosage alone: the minimum counts as received, and reaches no outcome.

Ten participants: S0 to S3 have 40 hours, S4 to S9 have 12. The even ones reached reading, which asks for
36 hours and pays $500; the base pays $100 from 12 hours and $300 from 36.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from obcgen.account.settle import settle
from obcgen.statement.from_results import from_results
from verified import TABLE, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

PEOPLE = "participant,dosage,reading\n" + "".join(
    f"S{n},{40 if n < 4 else 12},{'yes' if n % 2 == 0 else 'no'}\n" for n in range(10)
)
FAILED = "party: district, duty: rosters, notice: 2027-11-01, cure_failed: 2027-11-30, outcomes: [reading]"
DEEMED = {"effect": "deemed_met", "reach": "affected_participants"}


def tiered(**payment: object) -> Spec:
    tiers = [{"at_least": "12 hours", "pay": "$100"}, {"at_least": "36 hours", "pay": "$300"}]
    base = {"fixed": None, "tiers": tiers, "counted": "served"}
    rates = {"reading": {"per_participant": "$500", "requires": {"dosage": "minimum"}}}
    return contract(payment={"base": base, "rates": rates, "if_district_defaults": DEEMED, **payment})


def default(lost: str, who: str) -> str:
    return f"{TABLE}defaults: [{{{FAILED}, {lost}participants: {who}}}]\n"


@pytest.mark.parametrize(
    ("lost", "who", "base", "performance"),
    [
        ("", "[S5]", 1_800, 1_500),  # deemed reached, and no hours
        ("lost: results, ", "[S5]", 1_800, 1_500),
        ("lost: dosage, ", "[S5]", 2_000, 1_000),  # the step of 36 hours; reading was not reached
        ("lost: dosage, ", "[S4]", 2_000, 1_500),  # reached it without the hours
        ("lost: dosage, ", "[S4, S5]", 2_200, 1_500),
        ("lost: dosage, ", "[S0]", 1_800, 1_000),  # has them
    ],
)
def test_hours_that_the_district_kept_away_count_and_reach_nothing(
    lost: str, who: str, base: int, performance: int, tmp_path: Path
) -> None:
    found = due(tmp_path, default(lost, who), PEOPLE, tiered())
    assert (found.base.plain, found.performance.plain) == (f"{base}.00", f"{performance}.00")


def test_what_hours_kept_away_add_stays_below_what_a_default_may_cost(tmp_path: Path) -> None:
    spec = tiered(if_district_defaults={**DEEMED, "at_most": "$200"})
    assert due(tmp_path, default("lost: dosage, ", "[S4]"), PEOPLE, spec).performance.plain == "1200.00"


def test_two_defaults_of_one_participant_add_up(tmp_path: Path) -> None:
    both = ", ".join(f"{{{FAILED}, lost: {lost}, participants: [S5]}}" for lost in ("dosage", "results"))
    results = f"{TABLE}defaults: [{both}]\n"
    found = due(tmp_path, results, PEOPLE, tiered())
    assert (found.base.plain, found.performance.plain) == ("2000.00", "1500.00")


def test_a_statement_says_what_was_lost(tmp_path: Path) -> None:
    spec = tiered()
    found = verified(tmp_path, default("lost: dosage, ", "[S4]"), PEOPLE, spec)
    account = settle(spec, found.facts, found.ledger)
    statement = from_results(spec, found, account, "results.yaml", "full")
    assert [row.lost for row in statement.defaults] == ["Minimum Dosage for Reading"]


def test_a_provider_keeps_nobody_from_hours_that_the_district_pays(tmp_path: Path) -> None:
    results = default("lost: dosage, ", "[S4]").replace("district, duty: rosters", "provider, duty: staff")
    found = due(tmp_path, results, PEOPLE, tiered())
    assert (found.base.plain, found.performance.plain) == ("1800.00", "1000.00")


@pytest.mark.parametrize(
    ("lost", "who", "code"),
    [
        ("lost: dosage, ", "all", "RES-55"),
        ("lost: dosage, ", "[S77]", "RES-11"),
        ("lost: hours, ", "[S4]", "SPC-03"),
        ("lost: , ", "[S4]", "SPC-01"),
    ],
)
def test_what_nobody_can_settle_is_refused(lost: str, who: str, code: str, tmp_path: Path) -> None:
    problems = refused(tmp_path, default(lost, who), PEOPLE, tiered())
    assert code in [each.code for each in problems], problems
    assert all(each.place is not None and each.hint for each in problems)


def test_where_no_minimum_is_asked_for_it_changes_nothing_and_that_is_told(tmp_path: Path) -> None:
    spec = contract(program={"dosage": {"minimum": None}}, payment={"if_district_defaults": DEEMED})
    table = PEOPLE.replace("dosage,", "").replace(",40", "").replace(",12", "")
    found = verified(tmp_path, default("lost: dosage, ", "[S5]"), table, spec)
    assert "RES-13" in [each.code for each in found.problems]
