"""Runs every case under cases/; `pytest tests/test_cases.py --accept` renews what they expect."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from case_file import changed, read_case, renewed
from obcgen.cli import main

CASES = Path(__file__).parent / "cases"
BAD = sorted((CASES / "bad").glob("*.md"))
GOOD = sorted((CASES / "good").glob("*.md"))
_RELEASE = re.compile(r"(?<=\(package holidays )[0-9.]+")
"""Of the list of holidays any release will do."""


@pytest.mark.parametrize("path", [*GOOD, *BAD], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    text = path.read_text(encoding="utf-8")
    case = read_case(text)
    for name, content in case.files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, case.command)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    if request.config.getoption("--accept"):
        path.write_text(renewed(text, result.output, result.exit_code), encoding="utf-8")
        return
    assert _RELEASE.sub("", result.output) == _RELEASE.sub("", case.output)
    assert result.exit_code == case.status
    if result.exit_code:
        assert {item.name for item in tmp_path.iterdir()} == set(case.files), "nothing is written on failure"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_case_fails_or_warns_and_offers_a_remedy(path: Path) -> None:
    case = read_case(path.read_text(encoding="utf-8"))
    assert case.status in {1, 2} or " warning " in case.output
    assert "Traceback" not in case.output


def test_there_are_at_least_as_many_bad_cases_as_good_ones() -> None:
    assert len(BAD) >= max(30, len(GOOD))


def test_a_hunk_that_fits_nowhere_or_twice_is_refused() -> None:
    with pytest.raises(AssertionError, match="fits 0 places"):
        changed("a: 1\n", "- b: 1\n+ b: 2\n")
    with pytest.raises(AssertionError, match="fits 2 places"):
        changed("a: 1\na: 1\n", "- a: 1\n+ a: 2\n")
