"""`obcgen pack import`: the clauses print in the documents of the pack, and nothing there is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from obcgen.cli import main
from word_boilerplate import heading, table, text, word

pytestmark = pytest.mark.usefixtures("compiled")

DENVER = Path(__file__).parents[2] / "specs/denver-literacy.yaml"


def ran(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def boilerplate(folder: Path) -> Path:
    return word(
        folder,
        heading("Board policy"),
        text("The Provider shall keep to Board Policy {{ KB }}, as Section 3 says."),
        heading("Insurance", 2),
        table(("Kind", "Amount"), ("General", "$1,000,000")),
    )


def test_imported_clauses_stand_at_the_end_of_the_contract(tmp_path: Path) -> None:
    found = ran("pack", "import", boilerplate(tmp_path), tmp_path / "ours")
    assert (found.exit_code, found.stderr) == (
        0,
        "2 clauses, 1 cross-references to check, 0 things not carried over.\n",
    )
    assert {Path(line).relative_to(tmp_path / "ours").as_posix() for line in found.stdout.splitlines()} == {
        "README.md",
        "pack.yaml",
        "contract/board-policy.md",
        "contract/our-insurance.md",
        "contract/outline.yaml",
        "notes/import-of-boilerplate.md",
    }
    tree = ran("tree", DENVER, "--document", "contract", "--pack", tmp_path / "ours")
    assert tree.exit_code == 0
    assert '#board-policy "Board policy"' in tree.stdout
    assert "Board Policy {{ KB }}, as [cross-reference: Section 3] says." in tree.stdout
    assert tree.stdout.index("#board-policy") < tree.stdout.index('#our-insurance "Insurance"')


def test_a_clause_gets_no_id_that_a_built_in_table_has(tmp_path: Path) -> None:
    path = word(tmp_path, heading("Rate card"), text("See the exhibit."))
    ran("pack", "import", path, tmp_path / "ours")
    assert (tmp_path / "ours/contract/our-rate-card.md").exists()


def test_an_outline_that_is_there_stays(tmp_path: Path) -> None:
    outline = tmp_path / "ours/rfp/outline.yaml"
    outline.parent.mkdir(parents=True)
    outline.write_text("remove: [interviews]\n", encoding="utf-8")
    ran("pack", "import", boilerplate(tmp_path), tmp_path / "ours", "--document", "rfp")
    assert outline.read_text(encoding="utf-8") == "remove: [interviews]\n"


def test_a_second_import_overwrites_nothing(tmp_path: Path) -> None:
    path = boilerplate(tmp_path)
    ran("pack", "import", path, tmp_path / "ours")
    clause = tmp_path / "ours/contract/board-policy.md"
    clause.write_text(clause.read_text(encoding="utf-8").replace("shall keep", "shall always keep"), "utf-8")
    again = ran("pack", "import", path, tmp_path / "ours")
    assert again.exit_code == 1
    assert "FIL-03" in again.stderr
    assert "shall always keep" in clause.read_text(encoding="utf-8")


def test_a_file_that_is_no_word_document_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_text("no", encoding="utf-8")
    found = ran("pack", "import", tmp_path / "x.docx", tmp_path / "ours")
    assert (found.exit_code, found.stdout, (tmp_path / "ours").exists()) == (1, "", False)
    assert "IMP-01" in found.stderr
