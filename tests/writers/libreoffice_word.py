"""What LibreOffice makes of a Word file: run by `make conformance`, which installs it, not by `make test`."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from word_counting import W, fields, numbered_paragraphs, read
from word_sample import SAMPLE

from obcgen.style import Style
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("office")
    (made / "sample.docx").write_bytes(to_docx(SAMPLE, Style()))
    return made


def converted(folder: Path, form: str) -> bytes:
    """Return the sample as LibreOffice saves it, every number and reference counted anew."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", form, "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "sample.docx")], check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"sample.{form.partition(':')[0]}").read_bytes()


def test_clauses_are_found_again_by_their_ids_after_a_save(folder: Path) -> None:
    before = _bookmarks(to_docx(SAMPLE, Style()))
    assert before
    assert before <= _bookmarks(converted(folder, "docx"))


def test_numbers_and_references_count_to_the_same_text(folder: Path) -> None:
    text = converted(folder, "txt:Text (encoded):UTF8").decode("utf-8-sig")
    for label, words, style in numbered_paragraphs(to_docx(SAMPLE, Style())):
        if label and not style.startswith("Table"):
            assert f"{label} {words}" in text.replace("\t", " ")
    assert "Nothing limits Section 2.2(a)(i)." in text


def test_fields_are_still_fields_after_a_save(folder: Path) -> None:
    codes = " ".join(code for code, _ in fields(converted(folder, "docx")))
    for expected in ("TOC", "REF schedule", "SEQ Table"):
        assert expected in codes


def _bookmarks(docx: bytes) -> set[str]:
    return {str(one.get(f"{W}name")) for one in read(docx, "word/document.xml").iter(f"{W}bookmarkStart")}
