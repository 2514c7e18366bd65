"""The tutorial is true: its commands print what it says, its words of the studio stand there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.cli import main
from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

ROOT = Path(__file__).parent.parent
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
STEPS = re.findall(
    r"^```console\n\$ obcgen (.*?)\n```$(?:\n\n^```text\n(.*?)^```$)?", TUTORIAL, re.MULTILINE | re.DOTALL
)
PAGE = ROOT / "generator" / "obcgen" / "studio_server" / "page"
QUICK = {"rfp": ["--only", "rfp", "--format", "html"], "contract": ["--format", "html"]}
OPEN = {"check": 1}


def missing(printed: str, expected: str) -> str:
    """Return the first line that does not stand in what was printed, after the line before it."""
    at = 0
    for line in expected.splitlines():
        found = printed.find(line.strip(), at)
        if found < 0:
            return line
        at = found + len(line.strip())
    return ""


def test_lines_are_missed_where_they_are_gone_or_in_another_order() -> None:
    assert missing("a\nb\nc", "a\nc") == ""
    assert missing("a\nb\nc", "c\na") == "a"
    assert missing("a\nb", "x") == "x"


def test_each_command_prints_what_the_tutorial_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "docs" / "tutorial", "tutorial")
    assert len(STEPS) == 9
    for command, expected in STEPS:
        name, *rest = shlex.split(command.replace("$", r"\$"))
        done = CliRunner().invoke(main, [name, *rest, *QUICK.get(name, [])])
        assert done.exit_code == ("grade-8" in command and OPEN.get(name, 0)), done.output
        assert missing(done.output, expected) == "", done.output


def test_what_the_tutorial_says_of_the_studio_stands_in_its_page() -> None:
    shown = "".join(path.read_text("utf-8") for path in PAGE.glob("*.js") if path.name != "codemirror.js")
    named = re.findall(r"\*\*(.+?)\*\*", TUTORIAL)
    assert len(named) >= 5
    assert [
        each for each in named if f'"{each}"' not in shown and f'"{each.rstrip(" …")} …"' not in shown
    ] == []


def test_the_slider_of_the_picture_gives_its_sum() -> None:
    desk, _ = answer(Desk(), {"do": "begin", "from": "deal", "deal": "duval-math"})
    _, reply = answer(desk, {"do": "figures"})
    assert reply["ok"]
    assert "414000" in json.dumps(reply).replace(",", "")


def test_the_table_of_the_tutorial_has_a_row_for_each_student_and_names_nobody() -> None:
    rows = (ROOT / "docs" / "tutorial" / "participants.csv").read_text("utf-8").splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == [f"S-{number:03}" for number in range(1, 451)]
