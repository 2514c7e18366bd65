"""The tutorial and the steps of the procurement guide are run on a new deal whose blanks are filled in."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.cli import main
from test_new import ANSWERS, FACTS

DOCS = Path(__file__).parent.parent / "docs"
TUTORIAL = (DOCS / "first-deal.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "procurement-officers.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)
MAKES_PAGES = {"rfp", "contract"}
MORE_FACTS = {
    "number of the RFP": ANSWERS["number"],
    "legal name of the district": ANSWERS["district"],
    "number of participants": ANSWERS["participants"],
    "base price for a participant": ANSWERS["base"],
    "price of the first outcome": ANSWERS["outcome"],
    "price of the second outcome": ANSWERS["outcome"],
    "participants x (base price + prices of all outcomes)": "$1,500,000",
    "two letters of the state": ANSWERS["state"],
    "what is bought in one line": f'"{ANSWERS["title"]}"',
}
RESULTS = {
    "day for which the settlement is made": "2028-08-31",
    "office that verified the results": "Office of Data",
    "day of its decision": "2028-07-14",
    "participants on the roster": "2",
    "participants who were served": "2",
}


def run(command: str) -> tuple[int, str]:
    program, name, *arguments = shlex.split(command.removeprefix("$ "))
    assert program == "obcgen"
    quick = ["--format", "html"] if name in MAKES_PAGES else []  # laying out pages takes ten seconds each
    result = CliRunner().invoke(main, [name, *arguments, *quick])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, result.output


def fill(path: Path, facts: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for blank, fact in facts.items():
        text = text.replace(f"<{blank}>", fact)
    path.write_text(text, encoding="utf-8")


def in_order(output: str, expected: str) -> bool:
    at = 0
    for line in expected.splitlines():
        found = output.find(line.strip(), at)
        if found < 0:
            return False
        at = found + len(line.strip())
    return True


NOT_RUN = ("obcgen new", "obcgen watch", "obcgen studio")
"""What was done before, and what goes on until somebody stops it."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "my-deal"


def follow(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what the tutorial says, between its commands too."""
    output, before = "", ""
    commands: list[str] = []
    for kind, path, body in FENCES:
        if kind == "yaml" and not path:  # where the blanks are filled in
            fill(folder / "spec.yaml", {**FACTS, **MORE_FACTS})
        elif kind == "console":
            commands.append(body.strip())
            if "results.yaml" in body:
                settle_by(folder)
            status, output = run(body.strip())
            assert status == int("blanks" in output and "check" in body), output
            monkeypatch.chdir(folder)
        elif path == "participants.csv":
            assert (folder / path).read_text(encoding="utf-8") == body
        elif path:
            (folder / path).write_text(body, encoding="utf-8")
        elif before == "console":
            assert in_order(output, body), f"expected:\n{body}\nin:\n{output[:3000]}"
        before = kind
    assert len(commands) > 10


def settle_by(folder: Path) -> None:
    fill(folder / "results.yaml", RESULTS)
    with (folder / "participants.csv").open("a", encoding="utf-8") as table:
        table.write("S-1,yes,39,52,81\nS-2,yes,38,63,47\n")


def test_the_tutorial_runs_as_printed_and_so_do_the_steps_of_the_guide(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(folder, monkeypatch)
    for name in ("results.yaml", "participants.csv"):
        (folder / name).unlink()
    text = " ".join(GUIDE[: GUIDE.index("## Reading a message")].split())
    steps = [each for each in re.findall(r"`(obcgen [^`]+)`", text) if not each.startswith(NOT_RUN)]
    assert len(steps) >= 9
    for step in steps:
        status, output = run(step)
        assert status == 0, f"{step}\n{output[:2000]}"


def test_the_second_file_is_the_same_in_guide_tutorial_and_starter(folder: Path) -> None:
    (second,) = [body for _, path, body in FENCES if path == "contract.yaml"]
    run("obcgen new my-deal")
    starter = (folder / "spec.yaml").read_text(encoding="utf-8")
    assert "".join(f"   {line}\n" for line in second.splitlines()) in GUIDE
    assert "".join(f"#   {line}\n" for line in second.splitlines()) in starter
