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
def changed() -> obcgen.Reading:
    return obcgen.read(DENVER, settings=CHANGED)


@pytest.fixture(scope="module")
def page(changed: obcgen.Reading, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the RFP of the changed spec as a web page, which carries that spec."""
    (built,) = obcgen.build_rfp(changed, ["html"], only="rfp").files.values()
    path = tmp_path_factory.mktemp("made") / "rfp.html"
    path.write_bytes(built)
    return path


def problem(old: obcgen.Reading | Path, new: Path) -> obcgen.Problem:
    with pytest.raises(ObcgenError) as caught:
        obcgen.build_redline(old, new, "rfp", ["html"])
    return caught.value.problems[0]


def test_a_price_is_marked_in_the_district_s_name_on_the_day_of_issue(changed: obcgen.Reading) -> None:
    built = obcgen.build_redline(DENVER, changed, "contract", ["html"])
    assert list(built.files) == ["C-2027-014-redline.html"]
    text = built.files["C-2027-014-redline.html"].decode()
    assert "[deleted: </span>$500<" in text
    assert "<span>Draft · Redline</span>" in text


def test_an_author_and_a_day_are_stated_in_word(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obcgen.layout.engine_fault", lambda: RED)
    built = obcgen.build_redline(DENVER, page, "rfp", ["docx"], author="A. Counsel", day=date(2027, 4, 2))
    body = part(built.files["RFP-2027-014-redline.docx"])
    assert 'w:author="A. Counsel" w:date="2027-04-02T00:00:00Z"' in body


RED = obcgen.Problem("ENG-01", "No engine is here.")


def test_a_document_is_compared_by_the_spec_in_it(page: Path, changed: obcgen.Reading) -> None:
    assert obcgen.build_redline(page, changed, "rfp", ["html"]).files == {}
    assert [one.code for one in obcgen.build_redline(page, changed, "rfp", ["html"]).problems] == ["RED-01"]


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


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    command = ["redline", str(DENVER), str(DENVER), "--document", "rfp", "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0
    assert "Nothing changed: both make the same RFP, word for word." in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_document_must_be_named() -> None:
    assert CliRunner().invoke(main, ["redline", str(DENVER), str(DENVER)]).exit_code == 2
