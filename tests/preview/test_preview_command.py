"""`rfp --preview` and `contract --preview`: one file that says what it is, whatever is still open."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from obcgen.cli import main

DENVER = (Path(__file__).parent.parent.parent / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A spec with a blank and a key that nobody knows."""
    file = tmp_path / "deal.yaml"
    file.write_text(DENVER.replace("group_size: 4", "group_sice: <how many>"), encoding="utf-8")
    return file


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_spec_with_errors_is_printed_as_a_preview_and_as_nothing_else(spec: Path) -> None:
    out = spec.parent / "out"
    assert run("rfp", spec, "--format", "html", "-o", out).exit_code == 1
    assert not out.exists()
    result = run("rfp", spec, "--preview", "--only", "response", "--format", "html", "-o", out)
    assert result.exit_code == 0, result.output
    assert [file.name for file in out.iterdir() if not file.name.startswith(".")] == [
        "RFP-2027-014-response-preview.html"
    ]
    page = next(out.glob("*.html")).read_text(encoding="utf-8")
    assert "Preview, not for publication" in page


@pytest.mark.parametrize(
    "words",
    [
        ("contract", "--preview", "--parts"),
        ("contract", "--preview", "--notes"),
        ("rfp", "--preview", "--only", "price"),
    ],
)
def test_what_has_no_preview_is_wrong_usage(spec: Path, words: tuple[str, ...]) -> None:
    command, *options = words
    result = run(command, spec, *options, "-o", spec.parent / "out")
    assert result.exit_code == 2
    assert "--preview writes" in result.stderr
    assert not (spec.parent / "out").exists()


def test_a_text_that_is_no_yaml_has_no_preview(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text("document: {", encoding="utf-8")
    result = run("contract", tmp_path / "deal.yaml", "--preview", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "SRC-" in result.stderr


@pytest.mark.parametrize("command", ["rfp", "contract"])
@pytest.mark.parametrize("text", ["only words\n", "- a\n- b\n"])
def test_what_is_no_spec_has_no_preview(command: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / "words.yaml"
    file.write_text(text, encoding="utf-8")
    result = run(command, file, "--preview", "--format", "html", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "error SRC-26" in result.output
    assert not (tmp_path / "out").exists()
