"""What LibreOffice calculates: run by `make conformance`, which installs it, not by `make test`.

openpyxl saves a workbook without its cached values, so that every value found afterward was calculated anew.
"""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from obcgen.build import settled
from obcgen.money import Money
from obcgen.sheets.schedule import schedule_book
from obcgen.sheets.settlement import settlement_book
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.statement.from_results import from_results
from obcgen.workbook import FIRST_ROW, Workbook
from obcgen.writers.to_xlsx import to_xlsx

ROOT = Path(__file__).parents[2]
BINDING = (
    "payment.caps.participant=$1,000",
    "payment.caps.outcome.fluency=$130,000.01",
    "payment.caps.total=$400,000.37",
    "payment.base.installments.launch.share=1/3",
    "payment.base.installments.midyear.share=1/3",
    "payment.base.installments.close.share=1/3",
    "payment.rates.vocabulary.factor=5/6",
    "payment.discount=2.5%",
    "funding.sources.title_i.amount=$800,000.01",
)


def deal(*settings: str) -> Spec:
    return parse(read(ROOT / "specs" / "denver-literacy.yaml", settings), Spec)


def recalculated(folder: Path, book: Workbook, changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return every value of the workbook by sheet and cell, calculated after inputs were changed by name."""
    file = openpyxl.load_workbook(io.BytesIO(to_xlsx(book)))
    for row in file["Inputs"].iter_rows(min_row=FIRST_ROW):
        name = str(row[0].value)
        if name in changes:
            row[1].value = changes.pop(name)
    assert not changes
    file.save(folder / "book.xlsx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "book.xlsx")], check=True, capture_output=True, timeout=600)
    return values((folder / "out" / "book.xlsx").read_bytes())


def values(content: bytes) -> dict[str, dict[str, Any]]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {
        sheet.title: {cell.coordinate: shown(cell.value) for row in sheet.iter_rows() for cell in row}
        for sheet in book
    }


def shown(value: object) -> object:
    """Return a number to the ten-thousandth: what two programs compute in binary may differ after that."""
    return round(value, 4) if isinstance(value, int | float) else value or None


@pytest.mark.parametrize(
    "path",
    [*sorted((ROOT / "specs").glob("*.yaml")), ROOT / "tests" / "specs" / "maximal-rfp.yaml"],
    ids=lambda path: path.stem,
)
def test_calculated_values_equal_the_cached_ones(path: Path, tmp_path: Path) -> None:
    book = schedule_book(parse(read(path), Spec))
    assert recalculated(tmp_path, book, {}) == values(to_xlsx(book))


def test_limits_that_bind_calculate_to_the_cent(tmp_path: Path) -> None:
    book = schedule_book(deal(*BINDING))
    assert recalculated(tmp_path, book, {}) == values(to_xlsx(book))


def test_a_changed_input_gives_what_the_changed_spec_gives(tmp_path: Path) -> None:
    """Which payments share limits is no formula: sums of years and sources stay, as the Rules sheet says."""
    changes = {
        "Base: price or most": 888.88,
        "Most for one participant": 987.65,
        "Vocabulary: price or most": 611.11,
    }
    calculated = recalculated(tmp_path, schedule_book(deal(*BINDING)), changes)
    changed = deal(
        *(setting for setting in BINDING if "caps.participant" not in setting),
        "payment.base.per_participant=$888.88",
        "payment.caps.participant=$987.65",
        "payment.rates.vocabulary.per_participant=$611.11",
    )
    expected = values(to_xlsx(schedule_book(changed)))
    for sheet in ("Totals", "Base", "Rate card", "Limits"):
        assert calculated[sheet] == expected[sheet]
    assert Money(1) < Money.parse(f"{expected['Totals']['B7']:.2f}")


@pytest.mark.parametrize("settings", [(), ("payment.caps.total=$200,000.01", "payment.discount=1/3")])
def test_a_settlement_calculates_to_the_cent(settings: tuple[str, ...], tmp_path: Path) -> None:
    spec, results = ROOT / "specs" / "denver-literacy.yaml", ROOT / "specs" / "results"
    deal_, verified, found, _ = settled(spec, results / "denver-literacy-final.yaml", settings)
    book = settlement_book(deal_, from_results(deal_, verified, found, "results.yaml", "full"), found)
    assert recalculated(tmp_path, book, {}) == values(to_xlsx(book))
