"""A board is called a board: in workbooks, in a settlement on the terminal and in the names of scenarios."""

from __future__ import annotations

import pytest

from obcgen.account.scenarios.scenarios import cases
from obcgen.sheets.own_noun import in_own_noun
from obcgen.sheets.schedule import schedule_book
from obcgen.sheets.settlement import settlement_book
from obcgen.spec import Spec
from obcgen.workbook import Workbook
from settlements import kinds, settled, two_lines


def texts(book: Workbook) -> str:
    return "\n".join(
        text
        for sheet in book.sheets
        for text in (
            sheet.title,
            sheet.note,
            *(column.title for column in sheet.columns),
            *(str(cell.value) for row in (*sheet.rows, sheet.totals) for cell in row),
        )
    )


def of_role(role: str) -> Spec:
    spec = two_lines()
    return spec.model_copy(update={"district": spec.district.model_copy(update={"role": role})})


@pytest.mark.parametrize(("role", "noun"), [("board", "Board"), ("agency", "Agency")])
def test_a_workbook_calls_the_buyer_by_its_own_noun(role: str, noun: str) -> None:
    spec = of_role(role)
    account, statement = settled(spec, kinds({"++": 10, "+-": 10}))
    told = texts(in_own_noun(settlement_book(spec, statement, account), spec))
    assert f"The {noun} owes the Provider" in told
    assert f"{noun} default adds" in told
    assert "District" not in told


def test_a_district_is_called_what_it_was() -> None:
    spec = of_role("district")
    book = schedule_book(spec)
    assert in_own_noun(book, spec) is book


@pytest.mark.parametrize("role", ["district", "board"])
def test_so_do_scenarios(role: str) -> None:
    assert f"The {role} defaults" in [case.name for case in cases(of_role(role))]
