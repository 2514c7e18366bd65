"""Each summary is one page, in the PDF and as LibreOffice lays out Word: run by `make conformance` alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from obcgen.pack import builtin
from obcgen.summary import build_summary
from summary_pages import SPECS


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_every_summary_is_one_page(spec: Path, tmp_path: Path) -> None:
    files = build_summary(spec, ["board", "families"], ["en", "es"], ["docx", "pdf"], builtin()).files
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    profile, word = f"-env:UserInstallation=file://{tmp_path}/profile", tmp_path / "word"
    command: list[str | Path] = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", word]
    subprocess.run([*command, *tmp_path.glob("*.docx")], check=True, capture_output=True, timeout=600)
    made = [*tmp_path.glob("*.pdf"), *word.glob("*.pdf")]
    assert [len(PdfReader(path).pages) for path in made] == [1] * len(files)
