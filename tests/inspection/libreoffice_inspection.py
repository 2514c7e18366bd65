"""A document that LibreOffice opened and saved: run by `make conformance`, not by `make test`."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Final

import pytest

from edited_files import BODY, with_parts
from obcgen.build import build
from obcgen.inspection.inspection import Inspection, inspect
from obcgen.pack import builtin
from obcgen.policy.rule import DocumentKind

_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WHO: Final = 'w:author="A. Reader" w:date="2027-02-01T09:00:00Z"'
SPECS = sorted((Path(__file__).parent.parent.parent / "specs").glob("*.yaml"))


def saved_again(docx: bytes, folder: Path) -> Inspection:
    """Return what is said of a Word file after LibreOffice saved it."""
    (folder / "file.docx").write_bytes(docx)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run(
        [*command, "--outdir", folder / "out", folder / "file.docx"],
        check=True,
        capture_output=True,
        timeout=600,
    )
    return inspect(folder / "out" / "file.docx", builtin())


@pytest.mark.parametrize("kind", ["rfp", "contract"])
@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_each_clause_is_found_again_by_its_id_with_the_same_words(
    spec: Path, kind: DocumentKind, tmp_path: Path
) -> None:
    (docx,) = build(kind, spec, ["docx"], builtin()).files.values()
    found = saved_again(docx, tmp_path)
    assert (found.state, found.differences, found.problems) == ("same words", (), ())
    assert found.count > 50


def test_a_clause_that_was_changed_before_is_still_named(tmp_path: Path) -> None:
    spec = next(spec for spec in SPECS if spec.stem == "denver-literacy")
    (docx,) = build("rfp", spec, ["docx"], builtin()).files.values()
    found = saved_again(
        with_parts(docx, {BODY: ("Pay for tutoring in proportion", "Pay in proportion")}), tmp_path
    )
    assert [(one.change, one.id) for one in found.differences] == [("changed", "goals")]


def test_tracked_changes_and_comments_that_libreoffice_saved_are_told_as_what_they_leave(
    tmp_path: Path,
) -> None:
    """What was struck out does not count, what was put in does, a comment is no part of the document."""
    spec = next(spec for spec in SPECS if spec.stem == "denver-literacy")
    docx = next(iter(build("rfp", spec, ["docx"], builtin()).files.values()))
    words = "Pay for tutoring in proportion"
    tracked = (
        f'</w:t></w:r><w:del w:id="9001" {_WHO}><w:r><w:delText>{words}</w:delText></w:r></w:del>'
        f'<w:ins w:id="9002" {_WHO}><w:r><w:t>Pay in full</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve">'
    )
    title = '<w:t xml:space="preserve">Goals</w:t></w:r>'
    commented = f'{title}<w:r><w:commentReference w:id="0"/></w:r>'
    changed = with_parts(with_parts(docx, {BODY: (words, tracked)}), {BODY: (title, commented)})
    found = saved_again(_with_comment(changed, "Is this all?"), tmp_path)
    with zipfile.ZipFile(tmp_path / "out" / "file.docx") as saved:
        body, comments = (saved.read(f"word/{name}.xml").decode() for name in ("document", "comments"))
    assert "Is this all?" in "".join(comments.split("<w:t>"))
    assert "w:delText" in body
    assert [(one.change, one.id) for one in found.differences] == [("changed", "goals")]
    assert "Pay in full" in found.differences[0].after
    assert words not in found.differences[0].after


def _with_comment(docx: bytes, text: str) -> bytes:
    """Return a Word file with one comment, numbered 0."""
    comment = (
        f'<w:comment w:id="0" {_WHO} w:initials="AR"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
    )
    override = f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}"/></Types>'
    relation = f'<Relationship Id="comments" Type="{_RELATION}" Target="comments.xml"/></Relationships>'
    parts = {
        "[Content_Types].xml": ("</Types>", override),
        "word/_rels/document.xml.rels": ("</Relationships>", relation),
    }
    stream = io.BytesIO(with_parts(docx, parts))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/comments.xml", f'<w:comments xmlns:w="{_NAMESPACE}">{comment}</w:comments>')
    return stream.getvalue()
