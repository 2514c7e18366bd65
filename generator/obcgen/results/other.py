"""What is named where a results file belongs, and is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.problems import Kind, Place, Problem
from obcgen.results.start import RESULTS

if TYPE_CHECKING:
    from pathlib import Path

TABLE_ALONE = Kind("RES-20", "A table of participants or a folder where a results file belongs")


def no_results(path: Path) -> Problem | None:
    """Return the Problem of a table or a folder in place of a results file; nothing of any other."""
    if path.suffix.lower() in {".csv", ".xlsx"}:
        return _table_alone(path)
    return _folder(path) if path.is_dir() else None


def _table_alone(path: Path) -> Problem:
    found = "an Excel workbook" if path.suffix.lower() == ".xlsx" else "a CSV file"
    message = f"{path} is {found}; a settlement needs a results file, which names the table of participants."
    return TABLE_ALONE.problem(
        message,
        place=Place(str(path), 1, 1),
        found=found,
        expected="a YAML file with contract, settlement, as_of, verified and participants: " + path.name,
        hint="Run obcgen settle SPEC --start: it writes results.yaml with a blank for each fact.",
    )


def _folder(path: Path) -> Problem:
    message = f"{path} is a folder; a settlement needs a results file."
    start = "Name the results file in it; obcgen settle SPEC --start writes one."
    hint = f"Did you mean {path / RESULTS}?" if (path / RESULTS).is_file() else start
    return TABLE_ALONE.problem(message, place=Place(str(path), 1, 1), found="a folder", hint=hint)
