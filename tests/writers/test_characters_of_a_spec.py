"""`check` names the spec's own line where no font has a character, and opens fonts only in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.problems import Place, Problem, dotted
from obcgen.writers import pdf_glyphs

DENVER = (Path(__file__).parents[2] / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")
NAME = "  name: Denver Public Schools "


def told(folder: Path, name: str) -> list[Problem]:
    path = folder / "spec.yaml"
    path.write_text(DENVER.replace(NAME, f"  name: {name} "), encoding="utf-8")
    return [each for each in read_and_check(path)[2] if each.code == "WRT-04"]


@pytest.mark.parametrize(
    ("name", "character"),
    [
        ("\u13e3\u13b3\u13a9 School", "U+13E3, cherokee letter tsa"),
        ("\u5b66\u6821", "U+5B66"),
        ("\u0645\u062f\u0631\u0633\u0629", "U+0645, arabic letter meem"),
        ("School \U0001f600", "U+1F600"),
    ],
)
def test_a_character_that_no_font_has_is_told_at_its_text(name: str, character: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, name)
    assert problem.place is not None
    assert (problem.severity, dotted(problem.path)) == ("warning", "district.name")
    assert problem.place.file == str(tmp_path / "spec.yaml")
    assert character in problem.message


def test_a_document_tells_it_at_the_spec_and_not_at_the_templates() -> None:
    of_spec = Problem("WRT-04", "", ("district", "name"), found="\u13e3 \u13b3", severity="warning")
    at_template = Problem("WRT-01", "", place=Place("templates/rfp/contact.md", 8, 1), found="\u13e3")
    of_template = Problem("WRT-01", "", place=Place("templates/rfp/contact.md", 9, 1), found="\u5b66")
    found = pdf_glyphs.at_the_spec((at_template, of_template), (of_spec,))
    assert [(each.code, each.severity) for each in found] == [("WRT-04", "error"), ("WRT-01", "error")]
    assert found[1] is of_template
    assert pdf_glyphs.at_the_spec((at_template,), ()) == (at_template,)


@pytest.mark.parametrize(
    "name", ["\u02bb\u0100ina", "Di\u00f1\u00e9", "\u0428\u043a\u043e\u043b\u0430", "Tr\u01b0\u1eddng"]
)
def test_letters_of_european_alphabets_open_no_font(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_glyphs, "missing_in_texts", None)
    assert told(tmp_path, name) == []
