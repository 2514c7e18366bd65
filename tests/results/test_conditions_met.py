"""Base funding without a date falls due on the day on which its condition was met, where results say it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from obcgen.cli import main
from obcgen.money import Money
from obcgen.results.start import started
from rule_pages import SPECS
from verified import HEAD, contract, due, ending, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from deals import Texts
    from obcgen.spec import Spec

PARTS = {
    "plan": {"name": "Plan", "share": "60%", "when": "the plan is approved"},
    "launch": {"name": "Launch", "share": "40%", "due": "2027-10-15"},
}
WAITING: Texts = {"base": {"due": None, "installments": PARTS}}  # $10,000: $6,000 and $4,000
ONE: Texts = {"base": {"due": None, "when": "the plan is approved"}}
FINAL = HEAD + "roster: 100\noutcomes:\n  reading: {measured: 90, eligible: 80, reached: 50}\n"
INTERIM = HEAD.replace("final", "interim").replace("2028-06-20", "2027-12-01")


def waiting(**more: Texts) -> Spec:
    return contract(payment=WAITING, **more)


@pytest.mark.parametrize(
    ("met", "dollars"),
    [
        ("", 4_000),
        ("met: {base.plan: 2027-09-14}\n", 10_000),
        ("met: {base.plan: 2027-12-01}\n", 10_000),
    ],
)
def test_an_interim_settlement_pays_what_waits_once_its_condition_was_met(
    met: str, dollars: int, tmp_path: Path
) -> None:
    assert due(tmp_path, INTERIM + met, spec=waiting()).base == Money.dollars(dollars)


def test_base_funding_in_one_sum_is_due_on_that_day(tmp_path: Path) -> None:
    assert due(tmp_path, INTERIM, spec=contract(payment=ONE)).base == Money(0)
    found = due(tmp_path, f"{INTERIM}met: {{base: 2027-08-02}}\n", spec=contract(payment=ONE))
    assert found.base == Money.dollars(10_000)


def test_due_date_and_fiscal_year_are_those_of_that_day(tmp_path: Path) -> None:
    fiscal = {"name": "District", "address": "1 Main Street", "state": "CO"}
    spec = waiting(district=fiscal | {"fiscal_year_starts": "11-01"})
    found = due(tmp_path, f"{INTERIM}met: {{base.plan: 2027-11-02}}\n", spec=spec)
    by_id = {each.payment: each for each in found.dues}
    assert (by_id["base.plan"].on, by_id["base.plan"].year) == (date(2027, 11, 2), "2027-28")
    assert (by_id["base.launch"].on, by_id["base.launch"].year) == (date(2027, 10, 15), "2026-27")


@pytest.mark.parametrize(
    ("paid", "year"),
    [
        ("", "2027-28"),
        ("{amount: $6000, on: 2027-10-20}", "2026-27"),
        ("{amount: $5999, on: 2027-10-20}", "2027-28"),
        ("{amount: $5000, on: 2027-10-20}, {amount: $1000, on: 2027-11-03}", "2027-28"),
    ],
)
def test_its_year_is_that_of_the_payment_or_of_the_time_to_pay(paid: str, year: str, tmp_path: Path) -> None:
    fiscal = {"name": "District", "address": "1 Main Street", "state": "CO", "fiscal_year_starts": "11-01"}
    # 30 days after it is November 14
    results = f"{INTERIM}met: {{base.plan: 2027-10-15}}\npaid: {{base.plan: [{paid}]}}\n"
    found = due(tmp_path, results, spec=waiting(district=fiscal))
    assert (found.dues[0].on, found.dues[0].year) == (date(2027, 10, 15), year)


def test_a_final_settlement_has_its_date_too(tmp_path: Path) -> None:
    found = due(tmp_path, f"{FINAL}met: {{base.plan: 2027-09-14}}\n", spec=waiting())
    assert found.base == Money.dollars(10_000)
    assert found.dues[0].on == date(2027, 9, 14)
    assert due(tmp_path, FINAL, spec=waiting()).base == Money.dollars(10_000)


@pytest.mark.parametrize(
    ("met", "dollars"),
    [
        ("", 4_000),
        ("met: {base.plan: 2027-09-14}\n", 10_000),
        ("met: {base.plan: 2028-01-31}\n", 10_000),
        ("met: {base.plan: 2028-02-01}\n", 4_000),  # a day after the last day of service
    ],
)
def test_an_early_end_that_pays_installments_pays_it_if_met_by_then(
    met: str, dollars: int, tmp_path: Path
) -> None:
    spec = ending("installments_due", WAITING)
    found = due(tmp_path, f"{FINAL}ended: 2028-01-31\nground: funds\n{met}", spec=spec)
    assert found.base == Money.dollars(dollars)


def test_an_early_end_names_the_key_where_it_leaves_a_payment_out(tmp_path: Path) -> None:
    results = f"{FINAL}ended: 2028-01-31\nground: funds\n"
    spec = ending("installments_due", WAITING)
    (odd,) = [each for each in verified(tmp_path, results, spec=spec).oddities if each.name == "RES-53 base"]
    assert odd.problem.hint.startswith("If it was met, add met: {base.plan: ...}.")
    found = verified(tmp_path, f"{results}met: {{base.plan: 2027-09-14}}\n", spec=spec)
    assert not [each for each in found.oddities if each.name == "RES-53 base"]


def test_what_was_paid_and_waits_by_these_results_is_told(tmp_path: Path) -> None:
    paid = INTERIM + "paid: {base.plan: {amount: $6000, on: 2027-10-01}}\n"
    found = verified(tmp_path, paid, spec=waiting())
    (odd,) = [each for each in found.oddities if each.kind.code == "RES-53"]
    assert odd.name == "RES-53 base.plan"
    assert "Add met: {base.plan: ...}" in odd.problem.hint
    met = verified(tmp_path, f"{paid}met: {{base.plan: 2027-09-14}}\n", spec=waiting())
    assert not [each for each in met.oddities if each.kind.code == "RES-53"]


@pytest.mark.parametrize(
    ("met", "code", "found"),
    [
        ("base.plan: 2027-06-30", "RES-10", "2027-06-30"),  # before the contract
        ("base.plan: 2027-12-02", "RES-10", "2027-12-02"),  # after the settlement
        ("base.launch: 2027-09-14", "RES-12", "met: base.launch"),  # it has a date
        ("base.plam: 2027-09-14", "RES-11", "base.plam"),
        ("rates.reading: 2027-09-14", "RES-11", "rates.reading"),
        ("base: 2027-09-14", "RES-11", "base"),
    ],
)
def test_a_day_that_cannot_be_is_a_problem(met: str, code: str, found: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, f"{INTERIM}met: {{{met}}}\n", spec=waiting())
    assert (problem.code, problem.found) == (code, found)


def test_a_day_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    assert len(refused(tmp_path, f"{INTERIM}met: {{base.plan: soon}}\n", spec=waiting())) == 1


def test_a_results_file_that_is_started_names_what_waits() -> None:
    text = started(waiting())["results.yaml"].decode()
    assert "# met:\n#   base.plan: <day>\n" in text
    assert "met:" not in started(contract())["results.yaml"].decode()


def test_a_final_settlement_that_pays_what_waits_unstated_says_so(tmp_path: Path) -> None:
    told = [
        each.message for each in verified(tmp_path, FINAL, spec=waiting()).problems if each.code == "RES-53"
    ]
    assert len(told) == 1
    stated = verified(tmp_path, f"{FINAL}met: {{base.plan: 2027-09-14}}\n", spec=waiting())
    assert "RES-53" not in {each.code for each in stated.problems}


def test_the_command_settles_an_installment_that_waits(tmp_path: Path) -> None:
    text = (SPECS / "denver-literacy.yaml").read_text(encoding="utf-8")
    spec = tmp_path / "deal.yaml"
    spec.write_text(text.replace("share: 40%, due: 2027-11-01, when:", "share: 40%, when:"), encoding="utf-8")
    run = CliRunner().invoke(main, ["check", str(spec)])
    assert run.exit_code == 0, run.output
    started_file = CliRunner().invoke(main, ["settle", str(spec), "--start", str(tmp_path)])
    assert started_file.exit_code == 0, started_file.output
    files = "".join(each.read_text(encoding="utf-8") for each in tmp_path.glob("*results*.yaml"))
    assert "# met:" in files
    assert "base.launch" in files
