"""What is said of a document that somebody changed, saved again, emptied or made with something else."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from built import SPECS, Built, built, once
from click.testing import CliRunner

from edited_files import BODY, ITEM, PROPERTIES, paragraph, with_parts
from obcgen.build import build, rebuild
from obcgen.cli import main
from obcgen.document.embedded import hash_of
from obcgen.document.tree import Document
from obcgen.inspection.carried import carried
from obcgen.inspection.inspection import Inspection, inspect
from obcgen.inspection.to_text import apart, to_text
from obcgen.pack import Pack, builtin, open_pack
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError, Problem
from obcgen.progress import Progress
from obcgen.published import HASH, VERSION, imprint

DENVER = next(spec for spec in SPECS if spec.stem == "denver-literacy")
GOAL = "Pay for tutoring in proportion"
PROTEST = "---\nid: protest\ntitle: Protests\ndocuments: [rfp]\n---\nProtests are made in writing.\n"


@cache
def remade(kind: DocumentKind, text: str, form: str, pack: Pack, _imprint: str) -> tuple[Document, bytes]:
    return rebuild(kind, text, form, pack)


@pytest.fixture(autouse=True)
def _remade_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make what a spec makes once for all tests: most of them change the file, not the spec in it."""

    def once_made(kind: DocumentKind, text: str, form: str, pack: Pack, _: Progress) -> object:
        return remade(kind, text, form, pack, imprint(pack))

    monkeypatch.setattr("obcgen.inspection.inspection.rebuild", once_made)


@pytest.fixture(scope="module")
def rfp() -> Built:
    return built(DENVER, "rfp")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "pack" / "rfp").mkdir(parents=True)
    (tmp_path / "pack" / "rfp" / "protest.md").write_text(PROTEST, encoding="utf-8")
    return tmp_path / "pack"


def inspected(content: bytes | str, folder: Path, pack: Path | None = None) -> Inspection:
    path = folder / "file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return inspect(path, builtin().over(pack) if pack else builtin())


def changes(found: Inspection) -> list[tuple[str, str]]:
    return [(one.change, one.id) for one in found.differences]


def codes(found: Inspection) -> list[str]:
    return [one.code for one in found.problems]


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, result.output


# --- changed texts -------------------------------------------------------------------------------


def test_a_changed_clause_of_a_word_file_is_named(rfp: Built, tmp_path: Path) -> None:
    found = inspected(with_parts(rfp.docx, {BODY: (GOAL, "Half of the")}), tmp_path)
    assert (found.state, changes(found)) == ("different", [("changed", "goals")])
    assert found.labels["goals"].number == "Section 1.1"
    assert found.labels["goals"].title == "Goals"


def test_a_clause_taken_out_of_a_word_file_or_put_in_is_named(rfp: Built, tmp_path: Path) -> None:
    heading = paragraph(rfp.docx, ">Goals<")
    added = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Parking</w:t></w:r></w:p>'
    found = inspected(with_parts(rfp.docx, {BODY: (heading, added)}), tmp_path)
    assert changes(found) == [("removed", "goals"), ("added", "Parking")]


def test_a_tracked_insertion_counts(rfp: Built, tmp_path: Path) -> None:
    goals = paragraph(rfp.docx, ">Goals<")
    inserted = goals.replace("</w:p>", "<w:ins><w:r><w:t>, all of them</w:t></w:r></w:ins></w:p>")
    found = inspected(with_parts(rfp.docx, {BODY: (goals, inserted)}), tmp_path)
    assert changes(found) == [("changed", "goals")]


def test_a_changed_page_is_told_from_one_whose_spec_was_changed(rfp: Built, tmp_path: Path) -> None:
    first, rest = rfp.html.split("<main", 1)
    found = inspected(first + "<main" + rest.replace(GOAL, "Half"), tmp_path)
    assert (changes(found), codes(found)) == ([("changed", "goals")], [])
    found = inspected(first.replace(GOAL, "Half") + "<main" + rest, tmp_path)
    assert (changes(found), codes(found)) == ([("changed", "goals")], ["INS-04"])


def test_a_pdf_without_one_of_its_pages_differs_in_the_clauses_of_that_page(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(built(SPECS[0], "rfp").pdf)) as pdf:
        del pdf.pages[8]
        pdf.save(tmp_path / "less.pdf")
    found = inspect(tmp_path / "less.pdf", builtin())
    assert found.state == "different"
    assert 0 < len(found.differences) < 10
    assert {change for change, _ in changes(found)} <= {"removed", "changed"}
    assert codes(found) == []


def test_only_the_words_around_a_change_are_shown() -> None:
    before = "The District pays $500 for each Participant who reaches the benchmark in spring."
    after = before.replace("$500", "at most $600")
    was, now = apart(before.split(), after.split())
    assert was == "The District pays $500 for each Participant who ..."
    assert now == "The District pays at most $600 for each Participant who ..."
    assert apart(["a", "b"], ["a", "b", "c"]) == ("a b", "a b c")
    assert apart((), ["a"]) == ("", "a")


def test_the_guide_shows_what_is_printed(tmp_path: Path) -> None:
    docx = built(DENVER, "contract").docx
    changed = with_parts(docx, {BODY: ("30 days after a proper invoice", "45 days after a proper invoice")})
    printed = to_text(inspected(changed, tmp_path)).split("\n\n")[1]
    assert "Time for payment" in printed
    assert printed in (DENVER.parent.parent / "docs" / "procurement-officers.md").read_text(encoding="utf-8")


# --- what is inside ------------------------------------------------------------------------------


def test_a_file_that_states_nothing_is_not_ours(rfp: Built, tmp_path: Path) -> None:
    found = inspected(with_parts(rfp.docx, {PROPERTIES: None, ITEM: None}), tmp_path)
    assert (found.state, codes(found)) == ("not compared", ["INS-02"])
    assert found.carried.found.title.startswith("High-Dosage")


def test_a_file_that_lost_its_spec_is_told_from_one_that_is_not_ours(rfp: Built, tmp_path: Path) -> None:
    found = inspected(with_parts(rfp.docx, {ITEM: None}), tmp_path)
    assert (found.state, codes(found)) == ("not compared", ["INS-03"])


def test_a_hash_that_is_not_that_of_the_spec_is_an_error(rfp: Built, tmp_path: Path) -> None:
    stated = dict(carried_from(rfp.docx, tmp_path))[HASH]
    found = inspected(with_parts(rfp.docx, {PROPERTIES: (stated, "0" * 64)}), tmp_path)
    assert (found.state, codes(found)) == ("same words", ["INS-04"])


def test_another_version_is_said_and_compared_all_the_same(rfp: Built, tmp_path: Path) -> None:
    version = dict(carried_from(rfp.docx, tmp_path))[VERSION]
    older = (f'name="{VERSION}"><vt:lpwstr>{version}', f'name="{VERSION}"><vt:lpwstr>0.0.1')
    found = inspected(with_parts(rfp.docx, {PROPERTIES: older}), tmp_path)
    assert (found.state, codes(found)) == ("same words", ["INS-06"])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("obcgen: 1\n", "obcgen: 1\nobcgen: 1\n", "written twice"),
        ("obcgen: 1\n", "obcgen: 1\nextends: /etc/passwd\n", "extends"),
        ("funding:\n", "fundin:\n", "fundin"),
        ("obcgen: 1\n", "[" * 5_000, "nested"),
    ],
)
def test_a_spec_that_makes_no_document_is_a_problem_in_its_own_words(
    rfp: Built, tmp_path: Path, old: str, new: str, said: str
) -> None:
    found = inspected(with_parts(rfp.docx, {ITEM: (old, new)}), tmp_path)
    assert found.state == "not compared"
    messages = " ".join(one.message for one in found.problems)
    assert "cannot be made again from the spec inside it" in messages
    assert said in messages


def test_a_kind_of_document_that_this_version_does_not_know_is_said(rfp: Built, tmp_path: Path) -> None:
    found = inspected(with_parts(rfp.docx, {PROPERTIES: ("lpwstr>rfp<", "lpwstr>haiku<")}), tmp_path)
    assert codes(found) == ["INS-05"]


def carried_from(content: bytes, folder: Path) -> dict[str, str]:
    (folder / "carried").write_bytes(content)
    return dict(carried(folder / "carried").found.properties)


# --- packs ---------------------------------------------------------------------------------------


@pytest.fixture
def with_pack(pack: Path) -> str:
    made = once("inspected-with-pack", lambda: build("rfp", DENVER, ["html"], builtin().over(pack)).files)
    return made["RFP-2027-014.html"].decode()


def test_a_file_made_with_a_pack_is_compared_only_with_it(with_pack: str, pack: Path, tmp_path: Path) -> None:
    without = inspected(with_pack, tmp_path)
    assert (without.state, codes(without)) == ("not compared", ["INS-07"])
    assert inspected(with_pack, tmp_path, pack).state == "identical"


def test_a_pack_that_was_changed_since_is_said(with_pack: str, pack: Path, tmp_path: Path) -> None:
    (pack / "rfp" / "protest.md").write_text(PROTEST.replace("writing", "person"), encoding="utf-8")
    found = inspected(with_pack, tmp_path, pack)
    assert (codes(found), changes(found)) == (["INS-07"], [("changed", "protest")])


def test_a_file_made_without_a_pack_is_not_blamed_for_the_pack_given(
    rfp: Built, pack: Path, tmp_path: Path
) -> None:
    found = inspected(rfp.html, tmp_path, pack)
    assert (codes(found), changes(found)) == (["INS-07"], [("changed", "protest")])


@pytest.mark.parametrize(("stated", "name"), [("colorado", "Colorado"), ("", "")])
def test_a_shipped_pack_is_found_by_what_the_file_states(
    stated: str, name: str, rfp: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_kind: DocumentKind, _text: str, _form: str, pack: Pack, _: Progress) -> object:
        raise ObcgenError(Problem("X", pack.manifests[0].name if pack.manifests else ""))

    monkeypatch.setattr("obcgen.inspection.inspection.rebuild", refuse)
    made_with = imprint(open_pack(stated)) if stated else "built-in"
    (tmp_path / "a.html").write_text(rfp.html.replace('"built-in"', f'"{made_with}"', 1), encoding="utf-8")
    found = inspect(tmp_path / "a.html", None)
    assert codes(found) == ["INS-05"]
    assert found.problems[0].message.endswith(f": {name}")


# --- the command ---------------------------------------------------------------------------------


def test_the_spec_in_a_file_makes_the_same_file_again(rfp: Built, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(rfp.html, encoding="utf-8")
    status, text = run("inspect", tmp_path / "a.html", "--spec")
    assert status == 0
    (tmp_path / "again.yaml").write_text(text, encoding="utf-8")
    assert run(
        "rfp", tmp_path / "again.yaml", "--only", "rfp", "-o", tmp_path, "--format", "html", "--quiet"
    ) == (0, "")
    assert (tmp_path / "RFP-2027-014.html").read_text(encoding="utf-8") == rfp.html


def test_the_spec_is_written_into_a_file_and_over_nobodys_work(rfp: Built, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(rfp.pdf)
    target = tmp_path / "out" / "spec.yaml"
    command = ("inspect", tmp_path / "a.pdf", "--spec", "-o", target)
    assert run(*command) == (0, f"{target}\n")
    stated = carried(tmp_path / "a.pdf").found.properties[HASH]
    assert hash_of(target.read_text(encoding="utf-8")) == stated
    target.write_text("mine", encoding="utf-8")
    status, output = run(*command)
    assert (status, "FIL-01" in output) == (1, True)
    assert target.read_text(encoding="utf-8") == "mine"
    assert run(*command, "--replace")[0] == 0


def test_the_report_in_json_holds_the_differences(rfp: Built, tmp_path: Path) -> None:
    changed = with_parts(rfp.docx, {BODY: (GOAL, "Half of the")})
    (tmp_path / "a.docx").write_bytes(changed)
    status, output = run("inspect", tmp_path / "a.docx", "--json")
    report = json.loads(output)
    assert status == 1
    assert (report["matches"], report["document"], report["number"]) == ("different", "rfp", "RFP-2027-014")
    assert report["spec"]["sha256"] == report["spec"]["stated_sha256"]
    (difference,) = report["differences"]
    assert (difference["id"], difference["number"]) == ("goals", "Section 1.1")
    assert difference["in_file"] == difference["in_spec"].replace(GOAL, "Half of the")


def test_a_difference_makes_the_exit_status_1_and_a_missing_pack_does_not(
    rfp: Built, with_pack: str, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(rfp.html.replace("Half", "Half"), encoding="utf-8")
    status, output = run("inspect", tmp_path / "a.html")
    assert status == 0
    assert "matches  yes: every byte" in output
    (tmp_path / "b.html").write_text(with_pack, encoding="utf-8")
    status, output = run("inspect", tmp_path / "b.html")
    assert (status, "INS-07" in output) == (0, True)
    assert run("inspect", tmp_path / "a.html", "--quiet") == (0, "")


def test_a_spec_that_is_gone_is_not_written(rfp: Built, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(with_parts(rfp.docx, {ITEM: None}))
    status, output = run("inspect", tmp_path / "a.docx", "--spec", "-o", tmp_path / "spec.yaml")
    assert (status, "INS-03" in output) == (1, True)
    assert not (tmp_path / "spec.yaml").exists()


@pytest.mark.parametrize("arguments", [["-o", "x.yaml"], ["--spec", "--json"]])
def test_options_that_do_not_go_together_are_wrong_usage(arguments: list[str], tmp_path: Path) -> None:
    assert run("inspect", tmp_path / "a.docx", *arguments)[0] == 2


def test_a_file_that_is_larger_than_any_document_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("obcgen.inspection.carried.LARGEST_FILE", 10)
    with pytest.raises(ObcgenError, match="RDR-04"):
        inspected(b"PK\x03\x04" + bytes(20), tmp_path)


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "../../evil.exe", "/etc/evil", "word\\..\\..\\evil"])
def test_a_program_and_a_part_that_leads_out_are_named(name: str, tmp_path: Path) -> None:
    file = tmp_path / "agreement.docx"
    file.write_bytes(built(DENVER, "contract").docx)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(name, b"x")
    (problem,) = carried(file).problems
    assert (problem.code, problem.found, problem.severity) == ("INS-10", name, "warning")
