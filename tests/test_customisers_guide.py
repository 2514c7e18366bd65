"""The guide for customisers is run from top to bottom: its files, its commands, and what they print."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.cli import main

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "template-customisers.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def run(command: str) -> str:
    program, *arguments = shlex.split(command.strip().removeprefix("$ "))
    assert program == "obcgen"
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.output


def holds_in_order(output: str, expected: str) -> bool:
    """Tell whether the lines expected stand in the output, in this order."""
    at = 0
    for line in expected.splitlines():
        found = output.find(line.strip(), at)
        if found < 0:
            return False
        at = found + len(line.strip())
    return True


@pytest.mark.usefixtures("compiled")
def test_every_step_of_the_guide_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    monkeypatch.chdir(tmp_path)
    output, before = "", ""
    for kind, path, body in FENCES:
        if path:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(body, encoding="utf-8")
        elif kind == "console":
            output = run(body)
            if "pack check" in body:  # every worked example went through the pack; later one is enough
                monkeypatch.setattr(
                    "obcgen.vetting.examples.examples", lambda: (ROOT / "specs" / "denver-literacy.yaml",)
                )
        elif before == "console":
            assert kind == "text"
            assert holds_in_order(output, body), f"expected:\n{body}\nin:\n{output[:3000]}"
        before = kind
    html = (tmp_path / "out" / "RFP-2027-014.html").read_text(encoding="utf-8")
    assert "5B2333" in html.upper()
    assert "17375E" not in html.upper()


@pytest.mark.usefixtures("compiled")
def test_what_the_guide_removes_or_leaves_out_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    monkeypatch.chdir(tmp_path)
    written: set[str] = set()
    for _, path, body in FENCES:
        if path and path not in written:  # the last file of the guide shows a slip
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(body, encoding="utf-8")
            written.add(path)
    tree = "tree specs/{}.yaml --document rfp --pack our-templates"
    denver = run(f"obcgen {tree.format('denver-literacy')}")
    assert "#site-visits" in denver
    assert "#local-preference" not in denver, "federal money pays"
    assert '#interviews "' not in denver
    assert "Sealed offers due" in denver
    assert "Proposals due" not in denver.split("#procurement-dates")[1].split("section")[0]


def test_the_inline_example_of_a_condition_is_a_template_that_works(tmp_path: Path) -> None:
    from packs import html_of

    (example,) = [body for kind, _, body in FENCES if kind == "text" and body.startswith("{%")]
    assert "at least 400" in html_of(tmp_path, example, population={"guaranteed": 400})
    assert html_of(tmp_path, example, population={"guaranteed": None}).strip() == ""


def test_every_name_and_fact_of_the_guide_exists() -> None:
    from obcgen.library.facts import meanings
    from obcgen.render.template_names import NAMES

    names = {name.name for name in NAMES} | {"distrct"}
    assert set(re.findall(r"\{\{ ([a-z_]+)", GUIDE)) <= names
    facts = set(re.findall(r"fact\.([a-z_]+)", GUIDE)) | set(
        re.findall(r"when: ([a-z_]+)$", GUIDE, re.MULTILINE)
    )
    assert facts <= set(meanings())
