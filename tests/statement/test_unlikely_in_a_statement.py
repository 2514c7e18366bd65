"""What is unlikely stands in every form of a settlement, with the verifier's answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from obcgen.account.settle import settle
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.pack import builtin
from obcgen.render.render import render
from obcgen.sheets.settlement import settlement_book
from obcgen.show.settlement import settlement_json, settlement_text
from obcgen.statement.from_results import from_results
from obcgen.statement.names import names
from verified import TABLE, contract, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.results.read import Verified
    from obcgen.statement.statement import Edition, Statement

ODD = TABLE + (
    "paid: {base: {amount: $9000, on: 2027-10-20}}\nacknowledged: {RES-30 base: less by the fine of S-0107}\n"
)
SCORES = "participant,reading\n" + "".join(f"P{n},{50 if n % 2 else 30}\n" for n in range(60))
FEW = "participant,reading\n" + "".join(f"P{n},{50 if n % 2 else 30}\n" for n in range(30))
LESS = "$9,000.00 was paid as base, but $10,000.00 fell due."
ONLY = "30 are on the roster, but 100 are planned."


def odd(folder: Path, edition: Edition, table: str = FEW) -> Statement:
    spec = contract()
    found = verified(folder, ODD, table, spec)
    return from_results(spec, found, settle(spec, found.facts, found.ledger), "results.yaml", edition)


def printed(statement: Statement) -> str:
    return dump(resolve(from_html(render("statement", names(contract(), statement), builtin()))))


def test_finding_and_answer_stand_before_the_summary(tmp_path: Path) -> None:
    text = printed(odd(tmp_path, "full"))
    for words in ("RES-30 base", LESS, "less by the fine of S-0107", ONLY, "Not answered. Ask before"):
        assert 0 < text.index(words) < text.index("The Settlement in one table")


def test_the_finance_edition_names_it_without_figures_and_reasons(tmp_path: Path) -> None:
    text = printed(odd(tmp_path, "finance"))
    for words in ("The ledger differs from what fell due.", "Answered in the full edition", "Not answered"):
        assert words in text
    assert not [words for words in ("S-0107", "$9,000.00 were", "30 are on") if words in text]


@pytest.mark.parametrize("edition", ["full", "finance"])
def test_a_likely_result_has_no_such_section(edition: Edition, tmp_path: Path) -> None:
    spec, folder = contract(), tmp_path
    likely = TABLE + "paid: {base: {amount: $10000, on: 2027-10-20}}\n"
    found = verified(folder, likely, SCORES, spec)
    shown = from_results(spec, found, settle(spec, found.facts, found.ledger), "results.yaml", edition)
    assert shown.oddities == ()
    assert "Unlikely" not in printed(shown)


def test_the_workbook_has_a_sheet_of_it(tmp_path: Path) -> None:
    spec = contract()
    found = verified(tmp_path, ODD, FEW, spec)
    account = settle(spec, found.facts, found.ledger)
    book = settlement_book(spec, odd(tmp_path, "full"), account)
    (sheet,) = [each for each in book.sheets if each.name == "Unlikely"]
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["RES-30 base", LESS, "less by the fine of S-0107"],
        ["RES-29 roster", ONLY, "Not answered. Ask before anything is paid"],
    ]


def told(found: Verified) -> tuple[str, str]:
    spec = contract()
    account = settle(spec, found.facts, found.ledger)
    said = (account, found.results, found.oddities, found.table_words)
    return settlement_text(spec, *said), settlement_json(*said)


def test_text_and_json_say_it_first(tmp_path: Path) -> None:
    text, data = told(verified(tmp_path, ODD, FEW))
    assert (
        text.index("and not answered\n  RES-29 roster")
        < text.index("    Answer: less by")
        < text.index("Base funding")
    )
    assert json.loads(data)["unlikely"] == [
        {"name": "RES-30 base", "message": LESS, "answer": "less by the fine of S-0107"},
        {"name": "RES-29 roster", "message": ONLY, "answer": None},
    ]


def test_what_was_read_of_an_export_is_said_on_cover_text_and_json(tmp_path: Path) -> None:
    mapping = "columns: {participant: Student, reading: RIT}\n"
    table = FEW.replace("participant,reading", "Student,RIT")
    found = verified(tmp_path, ODD + mapping, table)
    words = "Read: participant from “Student” and reading from “RIT”."
    assert found.table_words == words
    text, data = told(found)
    assert f"Table of participants. {words}" in text
    assert json.loads(data)["table"] == words
    spec = contract()
    shown = from_results(spec, found, settle(spec, found.facts, found.ledger), "results.yaml", "full")
    assert words in printed(shown)
    assert f"{words}." not in printed(shown)
    assert "Table of participants" not in printed(odd(tmp_path, "full"))
