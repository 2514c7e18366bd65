"""What LibreOffice calculates of a portfolio: run by `make conformance`, which installs it.

openpyxl saves a workbook without its cached values, so that every value found afterward was calculated anew.
"""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import openpyxl

from obcgen.api import read
from obcgen.portfolio.book import portfolio_book
from obcgen.portfolio.gather import gather
from obcgen.workbook import FIRST_ROW
from obcgen.writers import workbook_file

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
RESULTS = SPECS[0].parent / "results" / "denver-literacy-final.yaml"


def test_every_formula_gives_the_amount_that_stands_beside_it(tmp_path: Path) -> None:
    book = portfolio_book(gather([(path.stem, read(path)) for path in SPECS], [RESULTS]))
    openpyxl.load_workbook(io.BytesIO(workbook_file(book))).save(tmp_path / "book.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "book.xlsx")], check=True, capture_output=True, timeout=600)
    found = openpyxl.load_workbook(tmp_path / "out" / "book.xlsx", data_only=True)
    held = 0
    for sheet in book.sheets:
        rows = [*sheet.rows, *([sheet.totals] if sheet.totals else [])]
        for row, cells in enumerate(rows, FIRST_ROW):
            for column, cell in enumerate(cells, 1):
                if cell.formula:
                    shown: Any = found[sheet.name].cell(row, column).value
                    kept: Any = cell.value
                    assert round(shown * 100) == round(kept * 100), (sheet.name, row, column)
                    held += 1
    assert held > 60
