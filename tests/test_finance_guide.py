"""The guide for finance officers is run from top to bottom: its commands, and what they print."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.cli import main

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "finance-officers.md").read_text(encoding="utf-8")
STEPS = re.findall(
    r"^```console\n\$ obcgen (.*?)\n```\n\n```text\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL
)


@pytest.mark.usefixtures("quick_pages")
def test_every_command_of_the_guide_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    monkeypatch.chdir(tmp_path)
    assert len(STEPS) >= GUIDE.count("```console")
    for command, expected in STEPS:
        result = CliRunner().invoke(main, shlex.split(command))
        assert result.exit_code == 0, result.output
        at = 0
        for line in expected.splitlines():
            found = result.output.find(line, at)
            assert found >= 0, f"{line}\nis not in\n{result.output}"
            at = found + len(line)
