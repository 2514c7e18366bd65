"""Documentation cannot drift: generated pages equal what the code says now, links lead somewhere."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from obcgen.cli import main
from obcgen.style import Style
from obcgen.writers.word_styles import styles_part

ROOT = Path(__file__).parent.parent
PAGES = runpy.run_path(str(ROOT / "scripts" / "docs.py"))["PAGES"]
MARKDOWN = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "run `make docs`"


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (path.parent / target).exists(), target


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)obcgen ([\w-]+)", readme, re.MULTILINE)) - {"COMMAND"}
    assert named == set(main.commands) - {"tree", "schema"}
    packs = main.commands["pack"]
    assert isinstance(packs, click.Group)
    inner = set(re.findall(r"`(?:obcgen )?pack (\w+)", readme))
    assert inner == {"new", "override", "check", "import"}
    assert inner <= set(packs.commands)


def test_every_option_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    help_text = "".join(CliRunner().invoke(main, [name, "--help"]).output for name in main.commands)
    for option in re.findall(r"`(--[a-z]+)", readme):
        assert option in help_text


def test_the_styles_named_for_who_edits_by_hand_are_those_of_a_word_file() -> None:
    text = (ROOT / "docs" / "editing-in-word.md").read_text(encoding="utf-8")
    table = text.partition("| styles | for |")[2].partition("## Looks")[0]
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = [*re.findall("`([^`]+)`", "".join(first)), *re.findall("`(Obcgen [^`]+)`", text)]
    known = re.findall('<w:name w:val="([^"]+)"/>', styles_part(Style(), "en-US", 1).decode())
    assert len(named) > 20
    assert {name.lower() for name in named} <= {name.lower() for name in known}
