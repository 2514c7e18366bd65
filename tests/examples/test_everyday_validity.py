"""What every file must pass every day; `make conformance` runs the reference validators."""

from __future__ import annotations

import io
from pathlib import Path

import page
import pikepdf
import pytest
from built import Kind, built, each_document
from word_soundness import faults

PROFILES = [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A]


@each_document
@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_pdf_passes(spec: Path, kind: Kind, profile: page.ValidationProfile, tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(built(spec, kind).pdf)
    report = page.validate_pdf(path, profile=profile)
    assert report.is_compliant, [failure.message for failure in report.failures]


@each_document
def test_pdf_names_itself_and_its_language(spec: Path, kind: Kind) -> None:
    with pikepdf.open(io.BytesIO(built(spec, kind).pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en-US"
        assert str(pdf.docinfo.Title)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert len(pdf.pages) > (5 if kind == "response" else 15)


@each_document
def test_word_opens_without_a_fault(spec: Path, kind: Kind) -> None:
    assert faults(built(spec, kind).docx) == []


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_a_pdf_that_claims_nothing_fails(profile: page.ValidationProfile, tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path)
    assert not page.validate_pdf(path, profile=profile).is_compliant
