"""The commands of packs as a person gives them: what they print, write and refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from obcgen.cli import main
from obcgen.library.unused import idle_clauses
from obcgen.pack import open_pack
from obcgen.vetting.examples import examples
from packs import clause, written

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["pack", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_new_pack_is_written_and_nothing_is_written_over() -> None:
    assert run("new", "our", "--name", "Cedar County").stdout.splitlines() == [
        "our/pack.yaml",
        "our/README.md",
    ]
    Path("our/pack.yaml").write_text("name: mine\nversion: 1\n")
    result = run("new", "our")
    assert result.exit_code == 1
    assert "FIL-03" in result.stderr
    assert Path("our/pack.yaml").read_text() == "name: mine\nversion: 1\n"


def test_a_clause_is_overridden_shown_and_upgraded() -> None:
    run("new", "our", "--name", "Cedar County")
    assert run("override", "our", "protest").stdout == "our/rfp/protest.md\n"
    again = run("override", "our", "protest")
    assert again.exit_code == 1
    assert "PCK-18" in again.stderr
    assert "our/rfp/protest.md:1:1" in again.stderr
    shown = run("show", "our").stdout
    assert "our: Cedar County, version 1" in shown
    assert "rfp/protest.md  in place of templates/rfp/protest.md as of obcgen" in shown
    assert run("upgrade", "our").stdout == "Every override fits the text that it covers.\n"
    Path("our/origins.yaml").write_text(Path("our/origins.yaml").read_text().replace("sha256: ", "sha256: 0"))
    assert "PCK-15" in run("upgrade", "our").stderr
    assert run("upgrade", "our", "protest").exit_code == 0


def test_check_exits_with_1_and_prints_json(monkeypatch: pytest.MonkeyPatch) -> None:
    (denver,) = (path for path in examples() if path.stem == "denver-literacy")
    monkeypatch.setattr("obcgen.vetting.examples.examples", lambda: (denver,))
    written(Path("our"), {"pack.yaml": "name: x\nversion: 1\ncolour: red\n"})
    result = run("check", "our")
    assert result.exit_code == 1
    assert "our/pack.yaml:3:1: error PCK-09" in result.stderr
    written(Path("our"), {"pack.yaml": "name: x\nversion: 1\n", "rfp/lost.md": clause("lost", "x\n")})
    result = run("check", "our", "--json")
    assert result.exit_code == 0
    assert [each["code"] for each in json.loads(result.stdout)["problems"]] == ["PCK-20"]


@pytest.mark.parametrize("command", [("check", "nowhere"), ("show", "nowhere"), ("override", "nowhere", "x")])
def test_a_pack_that_is_not_there(command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 1
    assert "PCK-11" in result.stderr


def test_each_command_tells_of_a_clause_that_no_document_has() -> None:
    """A name misspelt would send the built-in clause to signature without a word."""
    own = {"pack.yaml": "name: x\nversion: 1\n", "contract/insurence.md": clause("insurance", "x\n")}
    written(Path("our"), own)
    found = CliRunner().invoke(main, ["check", str(examples()[0]), "--pack", "our"]).output
    told = " ".join(found.split())
    assert "PCK-20 Nothing uses our/contract/insurence.md." in told
    assert "Did you mean contract/insurance.md?" in told
    Path("our/contract/insurence.md").rename("our/contract/insurance.md")
    found = CliRunner().invoke(main, ["check", str(examples()[0]), "--pack", "our"]).output
    assert "PCK-20" not in found


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("main/contract/insurence.md", True),
        ("insurance.md", True),
        ("contract/insurance.MD", True),
        ("contract/insurance.txt", True),
        ("main/insurance.md", True),
        ("licence.txt", False),
        ("history.md", False),
        ("main/contract/insurance.md", False),
        ("main/other/contract/insurence.md", False),
    ],
)
def test_a_clause_is_missed_wherever_and_however_it_stands(path: str, told: bool) -> None:
    files = {
        "our/pack.yaml": "name: x\nversion: 1\ninherits: main\n",
        "our/main/pack.yaml": "name: m\nversion: 1\n",
        "our/main/other/pack.yaml": "name: o\nversion: 1\n",
    }
    written(Path(), {**files, f"our/{path}": clause("insurance", "x\n")})
    found = {each.message for each in idle_clauses(open_pack("our"))}
    assert bool(found) == told, found
    assert all(path.rpartition("/")[2] in each for each in found)


@pytest.mark.parametrize("command", [("schedule",), ("explain", "--list")])
def test_money_is_told_under_a_pack_that_is_given(command: tuple[str, ...]) -> None:
    values = "district: {name: Cedar County Schools}\n"
    written(Path("our"), {"pack.yaml": f"name: x\nversion: 1\ninherits: florida\ndefaults:\n  {values}"})
    spec = (ROOT / "specs" / "duval-math.yaml").read_text("utf-8")
    less, count = re.subn(r"^(?:  name: Duval|pack: ).*\n", "", spec, flags=re.MULTILINE)
    assert count == 2
    Path("deal.yaml").write_text(less, encoding="utf-8")
    alone, under = (
        CliRunner().invoke(main, [*command, "deal.yaml", *pack]) for pack in ([], ["--pack", "our"])
    )
    assert (alone.exit_code, under.exit_code) == (1, 0), alone.output + under.output
    assert (
        under.stdout == CliRunner().invoke(main, [*command, str(ROOT / "specs" / "duval-math.yaml")]).stdout
    )


@pytest.mark.parametrize("command", [("check", "deal.yaml"), ("schedule", "deal.yaml"), ("history", ".")])
@pytest.mark.parametrize("name", ["", " "])
def test_a_pack_without_a_name_is_not_the_present_folder(command: tuple[str, ...], name: str) -> None:
    written(Path(), {"pack.yaml": "name: x\nversion: 1\n"})
    Path("deal.yaml").write_bytes((ROOT / "specs" / "duval-math.yaml").read_bytes())
    result = CliRunner().invoke(main, [*command, "--pack", name])
    assert result.exit_code == 2
    assert "Name a pack, or leave --pack out." in result.stderr
