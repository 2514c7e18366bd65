"""`--notes` over a worked example: each clause's note in Word, PDF and HTML, and the same deal as without."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import lxml.etree
import page
import pytest
from click.testing import CliRunner

from obcgen.build import document
from obcgen.clauses.remarks import remarks
from obcgen.cli import main
from obcgen.document.notes import annotated, without_remarks
from obcgen.document.tree import Document
from obcgen.document.walk import sections_of
from obcgen.library.choices import choices
from obcgen.pack import builtin
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.writers import WRITERS

DENVER = Path(__file__).parent.parent / "specs" / "denver-literacy.yaml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MINIMAL = Path(__file__).parent / "specs" / "minimal-rfp.yaml"
CHOSEN = ("agreement.clauses.indemnity=own",)


TITLE = "Responsibility for own acts"


@cache
def noted(kind: Literal["rfp", "contract"] = "contract") -> Document:
    """Return the contract of Denver with notes, or a small RFP."""
    path, chosen = (MINIMAL, ()) if kind == "rfp" else (DENVER, CHOSEN)
    plain, _ = document(kind, path, builtin(), chosen)
    spec = parse(read(path, chosen), Spec)
    return annotated(plain, remarks(builtin(), kind, choices(spec, builtin())))


@cache
def written(form: str) -> bytes:
    return WRITERS[form](noted(), builtin().style)


def part(name: str) -> lxml.etree._Element:
    with zipfile.ZipFile(io.BytesIO(written("docx"))) as package:
        return lxml.etree.fromstring(package.read(name))


def title_of(paragraph: lxml.etree._Element) -> str:
    return "".join(map(str, paragraph.itertext())).strip()


def test_the_body_is_that_of_the_plain_edition() -> None:
    plain, _ = document("contract", DENVER, builtin(), CHOSEN)
    assert all(one.remark for one in sections_of(noted().blocks))
    assert without_remarks(noted()).blocks[1:] == plain.blocks[1:]


def test_word_holds_a_comment_for_each_clause_anchored_where_it_stands() -> None:
    body, comments = part("word/document.xml"), part("word/comments.xml")
    known = [one.get(f"{W}id") for one in comments.iter(f"{W}comment")]
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [one.get(f"{W}id") for one in body.iter(f"{W}{mark}")] == known
    assert len(known) == len(set(known)) > 150
    assert {one.get(f"{W}author") for one in comments} == {"obcgen drafting notes"}
    assert {one.get(f"{W}initials") for one in comments} == {"DN"}


def test_a_comment_stands_on_the_heading_of_its_clause() -> None:
    body, comments = part("word/document.xml"), part("word/comments.xml")
    texts = {one.get(f"{W}id"): "".join(map(str, one.itertext())) for one in comments.iter(f"{W}comment")}
    starts = [one.find(f"{W}commentRangeStart") for one in body.iter(f"{W}p") if title_of(one) == TITLE]
    (identity,) = [one.get(f"{W}id") for one in starts if one is not None]
    text = texts[identity]
    assert text.startswith("Clause: indemnity, variant own; printed always")
    assert "Note: Choose it where the Provider is itself a public body" in text


def test_html_says_it_beneath_the_heading() -> None:
    text = written("html").decode()
    at = text.index('id="federal-lobbying"')
    note = text[at : at + 900]
    assert '<div class="remark" role="note" aria-label="Drafting note">' in note
    assert "federal-lobbying (locked); printed if federal money pays" in note
    assert "Edition with drafting notes" in text


@pytest.mark.parametrize(("kind", "engine"), [("contract", "typst"), ("rfp", "weasyprint")])
def test_pdf_is_as_accessible_as_without_notes(
    tmp_path: Path, kind: Literal["rfp", "contract"], engine: str
) -> None:
    file = tmp_path / "notes.pdf"
    file.write_bytes(WRITERS["pdf"](noted(kind), replace(builtin().style, engine=engine)))
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        report = page.validate_pdf(file, profile=profile)
        assert report.is_compliant, report


def test_a_plain_edition_holds_no_note() -> None:
    plain, _ = document("contract", DENVER, builtin(), CHOSEN)
    assert b'class="remark"' not in WRITERS["html"](plain, builtin().style)
    with zipfile.ZipFile(io.BytesIO(WRITERS["docx"](plain, builtin().style))) as package:
        assert "word/comments.xml" not in package.namelist()
        assert b"commentRange" not in package.read("word/document.xml")


def test_the_command_writes_the_edition_under_a_name_of_its_own(tmp_path: Path) -> None:
    words = [
        "rfp",
        str(MINIMAL),
        "--only",
        "rfp",
        "--notes",
        "--format",
        "html",
        "-o",
        str(tmp_path),
        "--quiet",
    ]
    assert CliRunner().invoke(main, words).exit_code == 0
    (path,) = tmp_path.glob("*.html")
    assert path.name == "R-1-notes.html"
    assert "Edition with drafting notes" in path.read_text(encoding="utf-8")
