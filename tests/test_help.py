"""The help of every command is whole on a terminal of 80 columns, and the first page says where to begin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from obcgen.cli import main
from obcgen.cli.help import SECTIONS, guides


def commands(group: click.Group, *above: str) -> Iterator[tuple[str, ...]]:
    yield above
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)
        else:
            yield (*above, name)


def helped(*words: str) -> str:
    return CliRunner().invoke(main, [*words, "--help"], terminal_width=80).output


@pytest.mark.parametrize("words", list(commands(main)), ids=lambda words: " ".join(words) or "obcgen")
def test_help_fits_80_columns_and_is_whole(words: tuple[str, ...]) -> None:
    text = helped(*words)
    lines = [line for line in text.splitlines() if str(guides()) not in line]
    assert [line for line in lines if len(line) > 80] == []
    assert [line for line in lines if line.rstrip().endswith("...") and not line.startswith("Usage")] == []
    assert "\\b" not in text


def test_every_command_stands_in_one_section() -> None:
    named = [name for names in SECTIONS.values() for name in names]
    assert sorted(named) == sorted(main.commands)


def test_the_first_page_says_where_to_begin_and_where_the_guides_are() -> None:
    text = helped()
    assert "Start with `obcgen example`" in text
    assert text.index("Start:") < text.index("Check:") < text.index("Documents:")
    assert f"The guides are in {guides()}\n" in text
    assert (guides() / "procurement-officers.md").is_file()


def test_examples_in_a_help_text_keep_their_lines() -> None:
    lines = helped("clauses").splitlines()
    assert len([line for line in lines if line.startswith("  obcgen clauses")]) == 3


# --- completion ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("obcgen example d", ["denver-literacy", "duval-math"]),
        ("obcgen rule dat-0", ["DAT-01", "DAT-02", "DAT-03"]),
        ("obcgen explain specs/denver-literacy.yaml payment.max", ["payment.maximum"]),
        ("obcgen explain nowhere.yaml payment.max", []),
        ("obcgen clauses show closing-r", ["closing-review"]),
        ("obcgen clauses sh", ["show"]),
        ("obcgen sett", ["settle"]),
    ],
)
def test_tab_completes_names_that_obcgen_knows(
    line: str, offered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent)
    environment = {
        "_OBCGEN_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split()) - 1),
    }
    output = CliRunner().invoke(main, prog_name="obcgen", env=environment).output
    found = [each.partition(",")[2] for each in output.splitlines() if each]
    assert found[: len(offered)] == offered if offered else found == []


# --- worked examples -----------------------------------------------------------------------------


def test_a_worked_example_is_written_with_its_schema_and_results_and_checks_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["example", "denver-literacy"])
    assert result.exit_code == 0
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")) == [
        "denver-literacy/denver-literacy.yaml",
        "denver-literacy/results/denver-literacy-final.csv",
        "denver-literacy/results/denver-literacy-final.yaml",
        "denver-literacy/schema.json",
    ]
    assert "obcgen check denver-literacy/denver-literacy.yaml" in result.stderr
    folder = "denver-literacy"
    words = ["settle", f"{folder}/{folder}.yaml", f"{folder}/results/{folder}-final.yaml"]
    assert CliRunner().invoke(main, words).exit_code == 0


def test_an_example_without_a_name_lists_them() -> None:
    lines = CliRunner().invoke(main, ["example"]).output.splitlines()
    names = ["central-ohio-workforce", "denver-literacy", "duval-math", "edtech-licenses"]
    assert [line.split()[0] for line in lines] == names
    assert lines[2].endswith("High-Dosage Mathematics Tutoring, Grade 8")


def test_an_example_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["example", "denver", str(tmp_path / "d")])
    assert (result.exit_code, (tmp_path / "d").exists()) == (1, False)
    assert "Did you mean denver-literacy?" in result.output


@pytest.mark.parametrize("name", ["", "../denver-literacy", "/etc/passwd"])
def test_a_name_that_is_a_path_is_no_example(name: str, tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["example", name, str(tmp_path / "d")]).exit_code == 1


def test_an_example_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "denver-literacy.yaml").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["example", "denver-literacy", str(tmp_path)])
    assert (result.exit_code, "FIL-03" in result.output) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["denver-literacy.yaml"]
    assert (tmp_path / "denver-literacy.yaml").read_text(encoding="utf-8") == "mine"


# --- several specs -------------------------------------------------------------------------------


def test_several_specs_are_checked_in_one_run(tmp_path: Path) -> None:
    specs = Path(__file__).parent.parent / "specs"
    bad = tmp_path / "bad.yaml"
    bad.write_text(specs.joinpath("denver-literacy.yaml").read_text().replace("target: 42%", "target: 2%"))
    named = (str(specs / "duval-math.yaml"), str(bad), str(tmp_path / "none.yaml"))
    result = CliRunner().invoke(main, ["check", *named, "--format", "github"])
    assert result.exit_code == 1
    assert f"::error file={bad},line=" in result.output
    assert "title=SRC-01" in result.output
