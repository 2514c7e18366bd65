"""What is named in place of a YAML file is told for what it is, and the file that was meant is named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.problems import ObcgenError, Problem


def refusal(path: Path) -> Problem:
    with pytest.raises(ObcgenError) as caught:
        read_and_check(path)
    (only,) = caught.value.problems
    return only


def zipped(name: str) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as file:
        file.writestr(name, "x")
    return package.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (zipped("word/document.xml"), "is a Word file, not a YAML file."),
        (zipped("xl/workbook.xml"), "is an Excel file, not a YAML file."),
        (zipped("spec.yaml"), "is a zip file, not a YAML file."),
        (b"%PDF-1.7\n\xff\x00", "is a PDF, not a YAML file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "is a Word or Excel file of before 2007"),
        (b"<!DOCTYPE html><title>x</title>", "is a web page, not a YAML file."),
        (b'{"openapi": "3.1", "paths": {}}', "holds none of the sections of a spec."),
        (b"just a text", "holds none of the sections of a spec."),
        (b"- a\n- b\n", "holds none of the sections of a spec."),
        (b"obcgen: 1\ncontract: C-1\nas_of: 2028-06-30\n", "is a file of results."),
    ],
)
def test_a_file_of_another_kind_is_told_as_such_without_its_bytes(
    content: bytes, what: str, tmp_path: Path
) -> None:
    path = tmp_path / "spec.yaml"
    path.write_bytes(content)
    problem = refusal(path)
    assert problem.code == "SRC-26"
    assert what in problem.message
    assert "\ufffd" not in problem.message + problem.found


def test_a_table_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "participants.csv"
    path.write_text("participant,served\ns-1,yes\n", encoding="utf-8")
    assert "is a table of values (CSV)" in refusal(path).message


def test_a_spec_with_one_section_alone_is_a_spec(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text("need: {problem: Few read, goals: [a]}\n", encoding="utf-8")
    assert "SRC-26" not in {each.code for each in read_and_check(path)[2]}


@pytest.mark.parametrize(
    ("named", "there", "hint"),
    [
        ("denver.yml", "denver.yaml", "Did you mean {}/denver.yaml?"),
        ("dever.yaml", "denver.yaml", "Did you mean {}/denver.yaml?"),
        ("my-deal.yaml", "my-deal/spec.yaml", "Did you mean {}/my-deal/spec.yaml?"),
        ("my-deal", "my-deal/spec.yaml", "Did you mean {}/my-deal/spec.yaml?"),
        ("other.yaml", "denver.yaml", "Check the name and the folder."),
        ("deep/er.yaml", "denver.yaml", "Check the name and the folder."),
    ],
)
def test_the_file_that_was_meant_is_named(named: str, there: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("obcgen: 1\n", encoding="utf-8")
    problem = refusal(tmp_path / named)
    assert problem.code == "SRC-01"
    assert problem.hint == hint.format(tmp_path)
