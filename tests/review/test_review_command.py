"""`obcgen review` as a user meets it: text, JSON, Word and PDF, and what it refuses."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from pypdf import PdfReader

from faults import DENVER
from obcgen.cli import main
from obcgen.pack import builtin
from obcgen.review.to_json import to_json
from obcgen.review.to_text import WIDTH, to_text
from obcgen.reviewing import build_review
from reviews import denver_with, reviewed

WAIVED = (DENVER[DENVER.index("  DSN-22: ") :], "  DSN-22: The board chose this split.\n")
BROKEN = ("group_size: 4", "group_size: four")


def run(folder: Path, *options: str, text: str = DENVER) -> Result:
    (folder / "deal.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["review", str(folder / "deal.yaml"), *options])


# --- text ----------------------------------------------------------------------------------------


def test_no_line_is_wider_than_a_terminal(tmp_path: Path) -> None:
    found = reviewed(tmp_path, denver_with(WAIVED, BROKEN))
    text = to_text(found).replace(found.file, "/deals/deal.yaml")
    assert [line for line in text.splitlines() if len(line) > WIDTH] == []


def test_color_marks_states_and_nothing_else(tmp_path: Path) -> None:
    found = reviewed(tmp_path)
    plain, colored = to_text(found), to_text(found, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain
    assert set(re.findall(r"\x1b\[1;\d+m(\w+) *\x1b\[0m", colored)) == {"well", "weakly"}


def test_a_waiver_stands_in_the_text_with_its_reason_and_what_it_waives(tmp_path: Path) -> None:
    result = run(tmp_path, text=denver_with(WAIVED))
    waivers = result.output[result.output.index("Waivers\n") :]
    assert "DSN-22" in waivers
    assert "reason     The board chose this split." in waivers
    assert "waived     The base of $450,000 is as published" in waivers
    assert "warning DSN-22" not in waivers
    assert "accepted   DSN-22: The board chose this split." in result.output


def test_a_spec_with_errors_is_reviewed_and_the_status_is_1(tmp_path: Path) -> None:
    result = run(tmp_path, text=denver_with(BROKEN))
    said = " ".join(result.output.split())
    assert result.exit_code == 1
    assert "lacks the section program cannot be read; see the findings" in said
    assert "RFP — (not built yet)" in said
    assert "The RFP cannot be built yet: “four” is not a whole number." in said
    assert "error SPC-09 “four” is not a whole number." in said


def test_a_missing_row_leaves_the_status_at_0(tmp_path: Path) -> None:
    start, end = DENVER.index("  consent: |"), DENVER.index("\nprogram:")
    result = run(tmp_path, text=DENVER[:start] + DENVER[end:])
    assert result.exit_code == 0
    assert "lacks      the rule of consent: population.consent" in result.output


def test_a_file_that_is_no_spec_is_told(tmp_path: Path) -> None:
    result = run(tmp_path, text="a: [")
    assert result.exit_code == 1
    assert "SRC-" in result.output
    assert "Traceback" not in result.output


def test_a_value_set_on_the_command_line_answers_a_row(tmp_path: Path) -> None:
    text = denver_with(("  group_size: 4\n", ""))
    assert "lacks      the group size: program.group_size" in run(tmp_path, text=text).output
    result = run(tmp_path, "--set", "program.group_size=4", text=text)
    assert result.exit_code == 0
    assert "lacks      the group size" not in result.output


def test_quiet_prints_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, "--quiet").output == ""


def test_a_wrong_checklist_of_a_pack_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "pack" / "review").mkdir(parents=True)
    (tmp_path / "pack" / "review" / "checklist.yaml").write_text("remove: [scools]\n", encoding="utf-8")
    result = run(tmp_path, "--pack", str(tmp_path / "pack"))
    assert result.exit_code == 1
    assert "checklist.yaml:1:" in result.output
    assert "Did you mean schools?" in result.output


# --- JSON ----------------------------------------------------------------------------------------


def test_the_json_says_what_the_text_says(tmp_path: Path) -> None:
    data = json.loads(to_json(reviewed(tmp_path, denver_with(WAIVED))))
    assert data["counts"]["rows"] == len(data["rows"]) == 78
    assert sum(group["partly"] for group in data["counts"]["groups"]) == data["counts"]["partly"]
    assert sum(group["weakly"] for group in data["counts"]["groups"]) == data["counts"]["weakly"]
    assert data["judgement"]["overall"] in {"sound", "settle", "weak"}
    assert data["money"]["Paid if no outcome is reached"] == "$450,000"
    assert data["documents"]["rfp"] == {"built": True, "reason": ""}
    row = next(row for row in data["rows"] if row["id"] == "invoicing")
    assert (row["state"], row["judgement"], row["lacks"], row["reasons"]) == ("answered", "well", [], [])
    assert row["rfp"] == [{"id": "invoicing", "number": "6.8", "title": "Invoices, payment, and True-Up"}]
    (invoicing,) = (n for n, line in enumerate(DENVER.splitlines(), 1) if line.startswith("  invoicing: {"))
    assert row["spec"][0]["line"] == invoicing
    assert [(waiver["code"], waiver["reason"]) for waiver in data["waivers"]] == [
        ("DSN-22", "The board chose this split.")
    ]
    assert {row["center"] for row in data["rows"]} == {None, "1.1", "1.2", "1.3", "1.4"}


def test_the_command_prints_json(tmp_path: Path) -> None:
    data = json.loads(run(tmp_path, "--json", text=denver_with(BROKEN)).output)
    assert data["documents"]["contract"]["built"] is False
    assert "SPC-09" in {finding["code"] for finding in data["findings"]}


def test_every_key_of_the_json_is_documented(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "procurement-officers.md").read_text(encoding="utf-8")
    data = json.loads(to_json(reviewed(tmp_path)))
    inner = (data["rows"][0], data["counts"], data["judgement"], data["counsel"][0])
    for key in (*data, *(key for each in inner for key in each)):
        assert f"`{key}`" in page, key


def test_json_and_files_are_not_asked_for_together(tmp_path: Path) -> None:
    result = run(tmp_path, "--json", "--format", "pdf")
    assert result.exit_code == 2
    assert "not both" in result.output


# --- Word and PDF --------------------------------------------------------------------------------


def test_files_are_named_for_the_document(tmp_path: Path) -> None:
    result = run(tmp_path, "--format", "docx", "--format", "pdf", "-o", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert result.output.split() == [
        str(tmp_path / "out" / f"C-2027-014-review.{name}") for name in ("docx", "pdf")
    ]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("secret-folder")
    return written(folder)


def written(folder: Path) -> dict[str, bytes]:
    (folder / "deal.yaml").write_text(denver_with(WAIVED, BROKEN), encoding="utf-8")
    files = build_review(folder / "deal.yaml", ("docx", "pdf"), builtin()).files
    return {name.removeprefix("C-2027-014-"): content for name, content in files.items()}


def words(files: dict[str, bytes], kind: str) -> str:
    if kind == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(files["review.pdf"])).pages)
    document = Document(BytesIO(files["review.docx"]))
    roots = [document.element, document.sections[-1].footer._element]  # noqa: SLF001 - python-docx shows no text of fields
    return "\n".join(text.text or "" for root in roots for text in root.iter("{*}t"))


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_document_holds_the_whole_review_and_says_that_it_is_internal(
    files: dict[str, bytes], kind: str
) -> None:
    text = " ".join(words(files, kind).split())
    for said in (
        "Not for publication",
        "Review of the deal, internal",
        "The section program cannot be read",
        "The board chose this split.",
        "is not a whole number",
        "The spec is not ready",
        "Not computed while the spec has errors",
        "Continuous improvement: 4 of 4 answered well",
    ):
        assert said in text, said


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_document_names_no_folder_of_the_machine(files: dict[str, bytes], kind: str) -> None:
    assert "secret-folder" not in words(files, kind)
    assert "deal.yaml" in words(files, kind)


def test_the_same_spec_makes_the_same_bytes(files: dict[str, bytes], tmp_path: Path) -> None:
    assert written(tmp_path) == files
