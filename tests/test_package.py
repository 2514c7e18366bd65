"""The package that bidders receive: its files, what it is without and why, and what stops all of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.cli import main
from obcgen.document.dump import dump
from obcgen.document.tree import Document
from obcgen.naming import Named, Names
from obcgen.pack import builtin
from obcgen.package import PARTS, build_package
from obcgen.problems import ObcgenError, Problem
from obcgen.published import view
from obcgen.reading import reading
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.trees import tree_of
from packs import over_builtin

ROOT = Path(__file__).parent.parent
DENVER = ROOT / "specs" / "denver-literacy.yaml"
MINIMAL = ROOT / "tests" / "specs" / "minimal-rfp.yaml"
AFTER_THE_AWARD = """extends: base.yaml
provider: {name: Example Tutors, address: "2 Main Street, Denver, CO 80203"}
"""


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, result.stdout, result.stderr


def problem(problems: tuple[Problem, ...], code: str) -> Problem:
    (found,) = (each for each in problems if each.code == code)
    return found


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take a line for each document in place of its pages; return the kinds that were made."""
    made: list[str] = []

    def files_of(stem: str, *_: object) -> Mapping[str, bytes]:
        made.append(stem)
        return {f"{stem}.html": b""}

    monkeypatch.setattr("obcgen.build.files_of", files_of)
    return made


# --- the files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "by_number", "by_spec"),
    [
        ("rfp", "RFP-2027-014", "deal-rfp"),
        ("response", "RFP-2027-014-response", "deal-response"),
        ("price-file", "RFP-2027-014-price", "deal-price-file"),
        ("draft-contract", "RFP-2027-014-draft-agreement", "deal-draft-contract"),
    ],
)
def test_each_file_is_named_for_the_number_or_for_the_spec(part: Named, by_number: str, by_spec: str) -> None:
    spec = parse(read(DENVER), Spec)
    assert (Names(spec, "deal").of(part), Names(spec, "deal", "spec").of(part)) == (by_number, by_spec)


def test_the_annotated_edition_has_no_workbook(quickly: list[str]) -> None:
    built = build_package(MINIMAL, ("html",), builtin(), notes=True)
    assert quickly == ["R-1-notes", "R-1-response-notes"]
    assert not any(name.endswith("xlsx") for name in built.files)


@pytest.mark.parametrize("part", PARTS)
def test_one_part_is_made_alone(part: str, tmp_path: Path, quickly: list[str]) -> None:
    status, out, _ = run("rfp", DENVER, "--only", part, "--format", "html", "-o", tmp_path)
    assert (status, len(out.splitlines())) == (0, 1)
    assert len(quickly) == (part != "price")


def test_a_part_that_does_not_exist_is_wrong_usage(tmp_path: Path) -> None:
    status, _, error = run("rfp", DENVER, "--only", "contract", "-o", tmp_path / "out")
    assert status == 2
    assert "'rfp', 'response', 'price', 'draft-agreement'" in error
    assert not (tmp_path / "out").exists()


# --- the draft agreement -------------------------------------------------------------------------


def test_where_no_draft_can_be_made_yet_one_warning_says_what_is_lacking(quickly: list[str]) -> None:
    built = build_package(MINIMAL, ("html",), builtin())
    assert sorted(built.files) == ["R-1-price.xlsx", "R-1-response.html", "R-1.html"]
    found = problem(built.problems, "PKG-01")
    assert found.severity == "warning"
    assert found.found.startswith("no agreement")
    assert quickly == ["R-1", "R-1-response"]


def test_a_final_rfp_is_not_published_without_the_draft_that_it_promises(quickly: list[str]) -> None:
    final = ("document.status=final",)
    with pytest.raises(ObcgenError) as refused:
        build_package(MINIMAL, ("html",), builtin(), settings=final)
    assert problem(refused.value.problems, "PKG-01").severity == "error"
    assert any(each.code.startswith("FIN") for each in refused.value.problems)
    assert quickly == []


def test_after_the_award_there_is_no_draft_and_a_note_says_where_it_is(
    tmp_path: Path, quickly: list[str]
) -> None:
    text = DENVER.read_text(encoding="utf-8")
    before, _, after = text.partition("\nprovider:")
    (tmp_path / "base.yaml").write_text(before + "\n" + after.partition("\n\n")[2], encoding="utf-8")
    (tmp_path / "contract.yaml").write_text(AFTER_THE_AWARD, encoding="utf-8")
    built = build_package(tmp_path / "contract.yaml", ("html",), builtin())
    assert "contract.yaml is the contract after the award" in problem(built.problems, "PKG-02").message
    assert quickly == ["RFP-2027-014", "RFP-2027-014-response"]


@pytest.mark.parametrize("draft", [True, False])
def test_a_mark_that_says_draft_says_it_once(draft: bool) -> None:
    one = Document("contract", "T", "C-1", "O", (), draft=draft, mark="Draft for R-1")
    assert one.marks == "Draft for R-1"


def test_the_draft_says_that_it_is_one_also_where_the_spec_is_final() -> None:
    source = read(DENVER, ["document.status=final"])
    tree = tree_of("draft-contract", view("draft-contract", source, parse(source, Spec)), builtin())
    assert tree.marks == "Draft for RFP-2027-014"
    assert "This draft is part of Request for Proposals RFP-2027-014." in dump(tree)
    assert "(draft, not for signing)" in dump(tree)


# --- every file or none --------------------------------------------------------------------------


def test_a_pack_that_drops_a_form_which_the_rfp_names_makes_nothing(tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"response/outline.yaml": "remove: [form-qualifications]\n"})
    with pytest.raises(ObcgenError) as refused:
        build_package(reading(DENVER), ("html",), pack)
    (found,) = refused.value.problems
    assert found.code == "DOC-17"
    assert "the Response File prints no part with that id" in found.message
    assert found.place
    assert found.place.file.endswith("rfp/qualifications.md")


def test_a_pack_that_drops_a_part_of_the_rfp_which_a_form_names_makes_nothing(tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"rfp/outline.yaml": "remove: [provider-verification-duties]\n"})
    with pytest.raises(ObcgenError) as refused:
        build_package(reading(DENVER), ("html",), pack, only="response")
    assert "rfp#provider-verification-duties" in {each.found for each in refused.value.problems}


def test_a_pack_puts_a_form_of_its_own_in_place_of_another(tmp_path: Path) -> None:
    text = (
        "---\nid: form-references\ntitle: References\ndocuments: [response]\n---\nName {{ 2 + 3 }} buyers.\n"
    )
    pack = over_builtin(tmp_path, {"response/form-references.md": text})
    (page,) = build_package(MINIMAL, ("html",), pack, only="response").files.values()
    assert "Name 5 buyers." in page.decode()
