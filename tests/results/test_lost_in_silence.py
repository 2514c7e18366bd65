"""What lost money without a word: groups, empty tables, merged cells, refunds, disputes, dates."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from deals import outcome
from obcgen.money import Money
from obcgen.show.settlement import settlement_text
from obcgen.statement.from_results import from_results
from obcgen.statement.words import due_words
from verified import HEAD, TABLE, TOTALS, contract, due, ending, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

HEADINGS = "participant,group,reading\n"


def of_group(**changes: object) -> Spec:
    groups = {key: {"name": key.capitalize(), "planned": "50"} for key in ("learners", "others")}
    return contract(
        population={"groups": groups}, outcomes={"reading": outcome("Reading", group="learners")}, **changes
    )


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("A,learners,50\nB,others,\n", []),
        ("A,learners,50\nB,,\n", ["RES-51 group"]),
        ("A,learners,50\nB,,45\n", ["RES-51 group", "RES-51 reading"]),
        ("A,learners,50\nB,others,10\n", ["RES-51 reading"]),
        ("A,learners others,50\nB,others learners,10\n", []),
    ],
)
def test_a_group_that_lets_a_result_count_for_nothing_is_told(
    rows: str, named: list[str], tmp_path: Path
) -> None:
    found = verified(tmp_path, TABLE, HEADINGS + rows, of_group())
    assert [each.name for each in found.oddities if each.kind.code == "RES-51"] == named
    assert all("B" in each.message for each in found.oddities if each.kind.code == "RES-51")


def test_nobody_need_be_in_a_group_where_a_line_concerns_everyone(tmp_path: Path) -> None:
    rates = {"math": {"per_participant": "$5", "due": "2028-07-31"}}
    table = "participant,group,reading,math\nA,learners,50,50\nB,,,50\n"
    found = verified(tmp_path, TABLE, table, of_group(payment={"rates": rates}))
    assert not [each for each in found.oddities if each.kind.code == "RES-51"]


@pytest.mark.parametrize("kind", ["final", "interim"])
def test_a_table_of_headings_alone_is_refused(kind: str, tmp_path: Path) -> None:
    results = TABLE.replace("final", kind)
    problems = refused(tmp_path, results, "participant,reading\n")
    assert "The table has no participant." in [each.message for each in problems]
    assert verified(tmp_path, results, "participant,reading\nA,50\n").facts.people


@pytest.mark.parametrize(
    ("span", "bad"),
    [
        ("B2:B3", True),
        ("A3:B3", True),
        ("B3:D4", True),
        ("", False),
        ("D2:F3", False),
        ("A5:B6", False),
    ],
)
def test_merged_cells_below_the_headings_are_refused(span: str, bad: bool, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["participant", "reading"], ["A", 50], ["B", 50]):
        book.active.append(row)
    book.active.merge_cells(span) if span else None
    out = io.BytesIO()
    book.save(out)
    if not bad:
        assert verified(tmp_path, TABLE, out.getvalue()).facts.people
        return
    (problem,) = refused(tmp_path, TABLE, out.getvalue())
    assert (problem.code, span in problem.message) == ("XLS-04", True)
    assert problem.place is not None
    assert problem.place.line == int(span[1])


@pytest.mark.parametrize(("back", "codes"), [("$10,000", []), ("$10,000.01", ["RES-52"])])
def test_no_more_goes_back_than_was_paid(back: str, codes: list[str], tmp_path: Path) -> None:
    entries = f"[{{amount: $10000, on: 2027-11-01}}, {{amount: '{back}', on: 2027-12-01, returned: yes}}]"
    results = f"{TOTALS}paid:\n  base: {entries}\n"
    if codes:
        assert [each.code for each in refused(tmp_path, results)] == codes
    else:
        assert due(tmp_path, results).due == due(tmp_path, TOTALS).due


@pytest.mark.parametrize(("day", "good"), [("2028-06-20", True), ("2028-06-21", False)])
def test_a_settlement_uses_no_result_that_was_verified_after_its_day(
    day: str, good: bool, tmp_path: Path
) -> None:
    results = TOTALS.replace("on: 2028-06-20", f"on: {day}")
    if good:
        assert verified(tmp_path, results).facts
        return
    (found,) = refused(tmp_path, results)
    assert (found.code, found.path) == ("RES-10", ("verified", "on"))
    assert found.expected == "as_of: 2028-06-21 or later"
    assert "set as_of to the day on which you settle" in found.hint
    assert verified(tmp_path, results.replace("as_of: 2028-06-20", "as_of: 2028-06-21")).facts


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("[A]", ""),
        ("[C]", ""),
        ("[A, A]", "stands twice in the dispute"),
        ("[B]", "of whom that line counts nothing"),
        ("[Z]", "There is no participant"),
    ],
)
def test_a_dispute_names_those_whom_its_line_counts(names: str, words: str, tmp_path: Path) -> None:
    table = HEADINGS + "A,learners,50\nB,others,\nC,learners,10\n"
    results = f"{TABLE}disputed: [{{line: reading, participants: {names}}}]\n"
    if not words:
        assert verified(tmp_path, results, table, of_group()).facts
        return
    assert [words in each.message for each in refused(tmp_path, results, table, of_group())] == [True]


@pytest.mark.parametrize(("ended", "returned"), [("ended: 2028-01-31\n", True), ("", False)])
def test_after_an_early_end_what_was_paid_too_much_goes_back_at_once(
    ended: str, returned: bool, tmp_path: Path
) -> None:
    # 120 of 229 days of $10,000 are $5,240.17
    paid = "paid: {base: {amount: $12000, on: 2027-10-20}}\n"
    results, spec = HEAD.replace("final", "interim") + ended + paid, ending()
    found, account = verified(tmp_path, results, spec=spec), due(tmp_path, results, spec=spec)
    assert account.due == (Money(-675_983) if returned else Money(-200_000))
    shown = due_words(from_results(spec, found, account, "r", "full"))
    text = settlement_text(spec, account, found.results)
    assert ("owes back" in shown) == ("Owed back" in text) == returned
    assert ("next payment" in shown) == ("next payment" in text) != returned
    assert found.results.as_of == date(2028, 6, 20)


INSTALLMENTS = {
    "launch": {"name": "Launch", "share": "50%", "due": "2027-10-15", "when": "work starts"},
    "close": {"name": "Close", "share": "50%", "due": "2028-06-30", "when": "work ends"},
}
AMENDED = contract(
    payment={"base": {"fixed": "$8000", "due": None, "installments": INSTALLMENTS}},
    amendments={"1": {"effective": "2028-02-01", "reason": "Prices change"}},
)


@pytest.mark.parametrize(
    ("paid", "as_of", "absorbed", "asked"),
    [
        ("$5000", "2028-06-20", True, "the contract has $4,000.00 since Amendment No. 1"),
        ("$5000", "2028-08-20", False, "the contract has $4,000.00 since Amendment No. 1"),
        ("$5000, on: 2028-02-02", "2028-06-20", True, "$4,000.00 fell due"),
        ("$40000", "2028-06-20", False, "the contract has $4,000.00 since Amendment No. 1"),
    ],
)
def test_what_an_amendment_lowers_comes_off_the_next_payment_that_can_absorb_it(
    paid: str, as_of: str, absorbed: bool, asked: str, tmp_path: Path
) -> None:
    entry = paid if "on:" in paid else f"{paid}, on: 2027-10-29"
    results = (
        f"{TOTALS.replace('as_of: 2028-06-20', f'as_of: {as_of}')}paid:\n  base.launch: {{amount: {entry}}}\n"
    )
    found, account = verified(tmp_path, results, spec=AMENDED), due(tmp_path, results, spec=AMENDED)
    shown = due_words(from_results(AMENDED, found, account, "r", "full"))
    text = settlement_text(AMENDED, account, found.results)
    assert ("next payment" in shown) == ("comes off the next payment" in text) == absorbed
    assert any(asked in each.message for each in found.oddities)
