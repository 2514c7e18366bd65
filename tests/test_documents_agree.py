"""RFP, draft contract, contract, schedule and statement say the same, term by term."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from agreed_terms import EVERY, ROWS
from agreeing import (
    CONTRACT,
    DEFINED_BY_EACH,
    RFP,
    STATEMENT,
    Reading,
    Rows,
    Term,
    cells,
    definitions,
    disagreements,
    read,
)
from obcgen.account.schedule import schedule
from obcgen.build import document, settled
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.pack import Pack, builtin, pack_for
from obcgen.policy.rule import DocumentKind
from obcgen.render.render import render
from obcgen.source import parse
from obcgen.source import read as read_source
from obcgen.spec import Spec
from obcgen.statement.from_results import from_results
from obcgen.statement.names import names as statement_names
from packs import over_builtin

SPECS = Path(__file__).parent.parent / "specs"
DEALS = ("denver-literacy", "duval-math", "central-ohio-workforce", "edtech-licenses")
DENVER = "denver-literacy"


@cache
def readings(deal: str) -> Mapping[str, Reading]:
    """Return RFP and contract of a deal in its own pack; Denver without one, and with the statement."""
    path = SPECS / f"{deal}.yaml"
    if deal == DENVER:
        return {**both(path, builtin()), STATEMENT: statement()}
    return both(path, pack_for(path))


def both(path: Path, pack: Pack) -> dict[str, Reading]:
    kinds: tuple[DocumentKind, ...] = ("rfp", "contract")
    return {kind: read(document(kind, path, pack)[0]) for kind in kinds}


@cache
def statement() -> Reading:
    results = SPECS / "results" / f"{DENVER}-final.yaml"
    spec, verified, account, _ = settled(SPECS / f"{DENVER}.yaml", results)
    shown = from_results(spec, verified, account, results.name, "finance")
    return read(resolve(from_html(render("statement", statement_names(spec, shown), builtin()))))


@pytest.mark.parametrize("deal", DEALS)
def test_the_documents_of_a_deal_agree(deal: str) -> None:
    found = readings(deal)
    assert list(disagreements(found, EVERY, ROWS)) == []
    assert len(definitions(found[RFP]).keys() & definitions(found[CONTRACT]).keys()) > 18
    assert len(found[RFP].tables.keys() & found[CONTRACT].tables.keys()) > 5


def test_the_documents_of_denver_agree_with_the_terms_of_its_state() -> None:
    path = SPECS / f"{DENVER}.yaml"
    assert list(disagreements(both(path, pack_for(path)), EVERY, ROWS)) == []


@pytest.mark.parametrize(("deal", "buyer"), [(DENVER, "District"), ("central-ohio-workforce", "Board")])
def test_terms_of_the_rfp_stand_in_the_order_of_the_alphabet(deal: str, buyer: str) -> None:
    terms = [term.replace("District", buyer) for term in definitions(readings(deal)[RFP])]
    assert terms == sorted(terms)


@pytest.mark.parametrize(("deal", "compares"), [(DENVER, False), ("duval-math", True)])
def test_an_initial_measure_is_asked_where_an_outcome_compares_with_it(deal: str, compares: bool) -> None:
    for kind in (RFP, CONTRACT):
        said = "\n".join(readings(deal)[kind].sections.values())
        assert ("Initial Measure" in said) is compares


def test_the_draft_contract_agrees_with_the_rfp_as_the_contract_does() -> None:
    draft = read(document("draft-contract", SPECS / f"{DENVER}.yaml", builtin())[0])
    assert list(disagreements({RFP: readings(DENVER)[RFP], CONTRACT: draft}, EVERY, ROWS)) == []


@pytest.mark.parametrize("deal", DEALS)
def test_the_schedule_is_what_both_documents_print(deal: str) -> None:
    spec = parse(read_source(SPECS / f"{deal}.yaml"), Spec)
    for reading in (readings(deal)[RFP], readings(deal)[CONTRACT]):
        rows = reading.tables["payment-schedule"]
        for payment in schedule(spec).payments:
            assert payment.date
            day = f"{payment.date:%B} {payment.date.day}, {payment.date.year}"
            printed = f"body | {day} | {payment.name} | {payment.kind.capitalize()} | "
            assert any(
                row.startswith(printed) and row.endswith(f" | {payment.amount} | {payment.running}")
                for row in rows
            )


SAID = [pytest.param(term, *said, id=f"{term.name}, {said[0]}") for term in EVERY for said in term.said]
"""Each thing that a document says: the term, the document, the section, the words."""


@pytest.mark.parametrize(("term", "kind", "section", "pattern"), SAID)
def test_a_term_that_one_document_says_otherwise_is_told(
    term: Term, kind: str, section: str, pattern: str
) -> None:
    found = dict(readings(term.deal))
    match = re.search(pattern, found[kind].sections[section])
    assert match
    start, end = match.span(match.lastindex or 0)
    words = found[kind].sections[section][start:end]
    found[kind] = found[kind].changed(section, start, end, otherwise(words))
    assert term.name in disagreements(found, EVERY, ROWS)


def otherwise(words: str) -> str:
    """Return words with another number in them or, where there is none, with another word."""
    number = re.search(r"\d+", words)
    if number is None:
        return f"{words} perhaps" if " " not in words else words.replace(" ", " perhaps ", 1)
    return words.replace(number[0], str(int(number[0]) + 1), 1)


def test_a_definition_that_one_document_changes_is_told() -> None:
    defined = definitions(readings(DENVER)[RFP])
    told = {
        term for term in defined if f"definition of {term}" in disagreements(redefined(term), EVERY, ROWS)
    }
    assert told == defined.keys() - DEFINED_BY_EACH


def redefined(term: str) -> dict[str, Reading]:
    """Return the documents of Denver, with another definition of a term in the RFP."""
    found = dict(readings(DENVER))
    words = definitions(found[RFP])[term]
    start = found[RFP].sections["defined-terms"].index(words[1:])
    end = start + len(words) - 1
    found[RFP] = found[RFP].changed("defined-terms", start, end, f"{words[1:-1]}, if served.")
    return found


def test_a_row_that_one_document_changes_is_told() -> None:
    shared = readings(DENVER)[RFP].tables.keys() & readings(DENVER)[CONTRACT].tables.keys()
    told = {table for table in shared if f"table {table}" in disagreements(with_row(table), EVERY, ROWS)}
    assert told == shared


def with_row(table: str) -> dict[str, Reading]:
    """Return the documents of Denver, with another last row in a table of the contract."""
    found = dict(readings(DENVER))
    rows = (*found[CONTRACT].tables[table][:-1], "body | 2 | 3")
    found[CONTRACT] = replace(found[CONTRACT], tables={**found[CONTRACT].tables, table: rows})
    return found


def places() -> list[tuple[Rows, int]]:
    """Return each column of a table that another table says too."""
    return [(rows, column) for rows in ROWS for column in range(1, len(rows.second[2]))]


@pytest.mark.parametrize(("rows", "column"), places(), ids=lambda value: getattr(value, "name", value))
def test_a_figure_that_another_table_says_otherwise_is_told(rows: Rows, column: int) -> None:
    kind, table, columns = rows.second
    found = dict(readings(DENVER))
    shared = cells(found[kind], table, columns).keys() & cells(found[rows.first[0]], *rows.first[1:]).keys()
    changed = [
        changed_cell(row, columns[column]) if row.split(" | ")[columns[0] + 1] in shared else row
        for row in found[kind].tables[table]
    ]
    found[kind] = replace(found[kind], tables={**found[kind].tables, table: tuple(changed)})
    assert shared
    assert rows.name in disagreements(found, (), (rows,))


def test_tables_that_share_no_row_are_told() -> None:
    found = dict(readings(DENVER))
    tables = {**found[RFP].tables, "paid-for": ("body | Text fluencies | $1,000",)}
    found[RFP] = replace(found[RFP], tables=tables)
    assert "prices on page one" in disagreements(found, (), ROWS)


def changed_cell(row: str, column: int) -> str:
    """Return a row of a table with another word or number in one column."""
    texts = row.split(" | ")
    texts[column + 1] = otherwise(texts[column + 1])
    return " | ".join(texts)


CLAUSES = {
    "definition of Participant": (
        "rfp/defined-terms.md",
        'meaning("Participant")|capital ~ "."',
        '"A person on the Roster whom the Program serves."',
    ),
    "definition of Roster": (
        "contract/defined-terms.md",
        '{{ meaning("Roster", "roster-lock") }}',
        "the list of Participants kept under [](#roster-lock)",
    ),
    "dosage that counts": ("rfp/dosage.md", "1. {{ dosage_counted() }}\n", ""),
    "base not delivered": ("rfp/provider-default.md", "1. {{ base_not_delivered() }}\n", ""),
    "date of a payment": (
        "contract/exhibit-schedule.md",
        "{{ payment_date() }}",
        "A date is the day on which the District pays.",
    ),
    "notice of failure": (
        "rfp/district-default.md",
        "{{ failure_notice() }}",
        "The Provider shall give notice of a failure within 10 Business Days after it learns of it",
    ),
    "program leads": (
        "rfp/service.md",
        "{{ leads_named() }}",
        "The Provider shall tell the District before its Program Lead changes",
    ),
    "referral shortfall": (
        "contract/participant-numbers.md",
        "{{ referral_shortfall() }}",
        "The Parties shall agree on a fair adjustment.",
    ),
    "own acts": (
        "rfp/contract-terms.md",
        "{{ own_acts() }} The Provider",
        "Each Party answers for itself. The Provider",
    ),
    "what a verifier decides": ("rfp/disputes.md", "{{ verifier_binds() }}", "The verifier decides finally."),
    "records and destruction": (
        "rfp/provider-verification-duties.md",
        '{{ records_and_data("data-flows") }}',
        "Names are kept as long",
    ),
}
"""Clauses as they once contradicted each other: the file, what stands there now, and what stood there."""


@pytest.mark.parametrize("kind", ["rfp", "contract"])
def test_each_clause_that_departs_from_the_other_document_is_told(kind: DocumentKind, tmp_path: Path) -> None:
    names = {name for name, (path, _, _) in CLAUSES.items() if path.startswith(kind)}
    texts: dict[str, str] = {}
    for path, now, then in (CLAUSES[name] for name in names):
        text = texts.get(path) or (SPECS.parent / "templates" / path).read_text(encoding="utf-8")
        assert now in text
        texts[path] = text.replace(now, then)
    made = document(kind, SPECS / f"{DENVER}.yaml", over_builtin(tmp_path, texts))[0]
    told = set(disagreements({**readings(DENVER), kind: read(made)}, EVERY, ROWS))
    assert told - {"date of a payment in a statement"} == names
