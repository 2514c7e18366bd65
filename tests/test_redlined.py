"""The road of a redline: two specs, or documents that carry theirs; and what is refused."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import obcgen
from edited_files import part
from obcgen.cli import main
from obcgen.problems import ObcgenError

SPECS = Path(__file__).parent.parent / "specs"
DENVER = SPECS / "denver-literacy.yaml"
CHANGED = ["payment.rates.vocabulary.per_participant=$450"]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the RFP of the changed spec as a web page, which carries that spec."""
    changed = obcgen.read(DENVER, settings=CHANGED)
    (built,) = obcgen.build_rfp(changed, ["html"], only="rfp").files.values()
    path = tmp_path_factory.mktemp("made") / "rfp.html"
    path.write_bytes(built)
    return path


def problem(old: obcgen.Reading | Path, new: Path) -> obcgen.Problem:
    with pytest.raises(ObcgenError) as caught:
        obcgen.build_redline(old, new, "rfp", ["html"])
    return caught.value.problems[0]


NO_ENGINE = obcgen.Problem("ENG-01", "No engine is here.")


def test_a_price_is_marked_in_an_author_s_name_on_a_day(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obcgen.layout.engine_fault", lambda: NO_ENGINE)
    files = obcgen.build_redline(
        DENVER, page, "rfp", ["html", "docx"], author="A. Counsel", day=date(2027, 4, 2)
    ).files
    assert list(files) == ["RFP-2027-014-redline.html", "RFP-2027-014-redline.docx"]
    text = files["RFP-2027-014-redline.html"].decode()
    assert "[deleted:&nbsp;</span>$500<" in text
    assert "<span>Draft · Redline</span>" in text
    body = part(files["RFP-2027-014-redline.docx"])
    assert 'w:author="A. Counsel" w:date="2027-04-02T00:00:00Z"' in body


def test_two_deals_are_refused() -> None:
    assert problem(DENVER, SPECS / "duval-math.yaml").code == "DIF-01"


def test_a_spec_without_the_document_is_refused() -> None:
    bare = obcgen.read(DENVER, settings=["agreement="])
    with pytest.raises(ObcgenError):
        obcgen.build_redline(bare, bare, "contract", ["html"])


def test_a_damaged_document_is_named(page: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_bytes(page.read_bytes().replace(b"$450", b"$451"))
    found = problem(broken, DENVER)
    assert found.code == "INS-04"
    assert "broken.html" in found.message


def test_a_document_of_another_pack_needs_it(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    text = page.read_text("utf-8")
    named = re.sub('(name="ObcgenPack" content=)"[^"]*"', r'\1"Cedar County 1 sha256:0"', text)
    assert named != text
    other.write_text(named, "utf-8")
    found = problem(other, DENVER)
    assert found.code == "RED-02"
    assert "--old-pack" in found.hint


def test_nothing_is_written_where_no_value_changed_and_an_edit_by_hand_is_told(
    page: Path, tmp_path: Path
) -> None:
    edited = tmp_path / "edited.html"
    edited.write_bytes(page.read_bytes().replace(b"intends to make one award", b"intends to make two awards"))
    assert edited.read_bytes() != page.read_bytes()
    command = ["redline", str(page), str(edited), "--document", "rfp", "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0
    assert "Nothing changed: both specs make the same RFP, word for word." in result.stderr
    assert "INS-08  edited.html was edited by hand: " in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_document_must_be_named() -> None:
    assert CliRunner().invoke(main, ["redline", str(DENVER), str(DENVER)]).exit_code == 2
