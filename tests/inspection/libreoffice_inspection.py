"""A document that LibreOffice opened and saved: run by `make conformance`, not by `make test`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from edited_files import BODY, with_parts
from obcgen.build import build
from obcgen.inspection.inspection import Inspection, inspect
from obcgen.pack import builtin
from obcgen.policy.rule import DocumentKind

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
        timeout=120,
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
    found = saved_again(with_parts(docx, {BODY: ("Fewer than one in three", "Half of the")}), tmp_path)
    assert [(one.change, one.id) for one in found.differences] == [("changed", "problem")]
