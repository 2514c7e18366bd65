"""The table of defaults of a statement: each on record in the full edition, no participant in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from obcgen.account.settle import settle
from obcgen.money import Money
from obcgen.pack import builtin
from obcgen.render.render import render
from obcgen.statement.defaults import LONGEST_NAMED, without_names
from obcgen.statement.from_results import from_results
from obcgen.statement.names import names
from verified import TABLE, contract, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.statement.statement import Edition, Statement

RULE = {"effect": "deemed_met", "reach": "affected_participants", "at_most": "$9,000"}
IDS = [f"S-{number}" for number in range(60)]
ROWS = "participant,reading\n" + "".join(
    f"{name},{50 if number % 2 else 30}\n" for number, name in enumerate(IDS)
)


def shown(
    folder: Path, participants: str, edition: Edition, party: str = "district", why: str = ""
) -> Statement:
    spec = contract(payment={"if_district_defaults": RULE})
    duty = "rosters" if party == "district" else "staff"
    default = (
        f"defaults:\n  - {{party: {party}, duty: {duty}, notice: 2027-10-05, cure_failed: 2027-10-20, "
        f"outcomes: [reading], participants: {participants}{f', why: {why}' if why else ''}}}\n"
    )
    found = verified(folder, TABLE + default, ROWS, spec)
    return from_results(spec, found, settle(spec, found.facts, found.ledger), "r.yaml", edition)


def test_the_full_edition_tells_the_duty_its_dates_what_was_lost_and_by_whom(tmp_path: Path) -> None:
    found = shown(tmp_path, "[S-0, S-2]", "full")
    (row,) = found.defaults
    assert (row.missed, row.lost, row.who) == ("District: Provide rosters", "Reading", "S-0, S-2")
    assert (row.notice.isoformat(), row.cure_failed.isoformat()) == ("2027-10-05", "2027-10-20")
    assert found.totals.added == Money.dollars(1_000)


def test_the_table_prints_the_measure_to_which_the_duty_is_performed(tmp_path: Path) -> None:
    found = shown(tmp_path, "[S-0]", "full")
    (row,) = found.defaults
    duties = contract().duties
    assert duties is not None
    assert row.measure == (duties.district["rosters"].measure or "")
    text = str(render("statement", names(contract(), found), builtin()))
    assert (f"(measure: {row.measure})" in text) == bool(row.measure)
    assert "(measure: )" not in text


def test_what_the_record_shows_stands_with_the_participants_in_the_full_edition_alone(tmp_path: Path) -> None:
    why = "S-0 was present and not tested"
    full = render("statement", names(contract(), shown(tmp_path, "[S-0]", "full", why=why)), builtin())
    assert f">S-0: {why}</td>" in full
    assert ">S-0</td>" in render("statement", names(contract(), shown(tmp_path, "[S-0]", "full")), builtin())
    participants = f"[{', '.join(IDS[:20])}]"
    for named in (participants, "all"):
        short = names(contract(), shown(tmp_path, named, "finance", why=why))
        assert "not tested" not in render("statement", short, builtin())


@pytest.mark.parametrize(
    ("participants", "words"),
    [
        ("[S-0, S-2]", "Fewer than 10"),
        (f"[{', '.join(IDS[:9])}]", "Fewer than 10"),
        (f"[{', '.join(IDS[:10])}]", "10 or more"),
        ("all", "All"),
    ],
)
def test_the_finance_edition_names_nobody_and_gives_no_number(
    participants: str, words: str, tmp_path: Path
) -> None:
    (row,) = shown(tmp_path, participants, "full").defaults
    hidden = without_names(row, 10)
    assert (hidden.who, hidden.participants) == (words, ())


def test_a_finance_edition_of_results_prints_no_id_of_a_default(tmp_path: Path) -> None:
    spec = contract(payment={"if_district_defaults": RULE})
    found = shown(tmp_path, f"[{', '.join(IDS[:20])}]", "finance")
    page = render("statement", names(spec, found), builtin())
    assert "District: Provide rosters" in page
    assert "10 or more" in page
    assert "S-1" not in page


def test_the_section_of_defaults_states_the_amount_added_and_is_left_out_without_one(tmp_path: Path) -> None:
    spec = contract(payment={"if_district_defaults": RULE})
    page = render("statement", names(spec, shown(tmp_path, "[S-0]", "full")), builtin())
    assert "A District Default adds $500.00 in all." in page
    assert "October 20, 2027" in page
    plain = verified(tmp_path, TABLE, ROWS, spec)
    bare = from_results(spec, plain, settle(spec, plain.facts, plain.ledger), "r.yaml", "full")
    assert "statement-defaults" not in render("statement", names(spec, bare), builtin())


def test_a_default_of_the_provider_is_on_record_and_adds_nothing(tmp_path: Path) -> None:
    found = shown(tmp_path, "all", "full", "provider")
    assert [row.missed for row in found.defaults] == ["Provider: Fill posts"]
    assert found.totals.added == Money.dollars(0)
    page = render("statement", names(contract(), found), builtin())
    assert "No default adds an amount to this Settlement." in page


def test_more_participants_than_a_cell_holds_are_left_to_the_results_file(tmp_path: Path) -> None:
    listed = ", ".join(IDS[: LONGEST_NAMED + 1])
    (row,) = shown(tmp_path, f"[{listed}]", "full").defaults
    assert row.who == "41, named in the results file"
