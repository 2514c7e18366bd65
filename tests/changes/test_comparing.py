"""`obcgen diff`: two specs, or documents with specs inside; what is printed, written and refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import obcgen
from articles import article, section
from obcgen.changes.passages import Passage, passages
from obcgen.changes.sameness import other_deal
from obcgen.checking import sound
from obcgen.cli import main
from obcgen.document.embedded import hash_of
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document
from obcgen.pack import Pack, builtin, open_pack
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError
from obcgen.published import HASH, embedded, imprint, view
from obcgen.writers import WRITERS
from rule_changes import DENVER
from rule_changes import section as part_of

PLAIN = DENVER.replace('pack: {name: colorado, version: "2026.1"}\n', "")
LOWER = PLAIN.replace("participant: $1,500 ", "participant: $1,400 ")
TREE = resolve(from_html(article(section("<p>Words.</p>"))))


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def carrying(
    folder: Path, name: str, text: str, kind: DocumentKind = "rfp", pack: Pack | None = None
) -> Path:
    """Write a document of a few words that carries a spec as every document does."""
    source, spec, _ = sound(written(folder, "carried.yaml", text))
    inside = embedded(kind, view(kind, source, spec), "RFP-2027-014", pack or builtin())
    (folder / name).write_bytes(WRITERS[name.rpartition(".")[2]](TREE, builtin().style, inside))
    return folder / name


@pytest.fixture(autouse=True)
def unedited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents of a few words are not held against what their specs make."""
    monkeypatch.setattr("obcgen.inspection.inspection.edits", lambda *_: ())


def diff(*words: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, words)])


def test_an_edit_by_hand_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit that leaves the spec inside is no change of terms, and is not passed over."""
    monkeypatch.undo()
    page = carrying(tmp_path, "rfp.html", PLAIN)
    result = diff(page, page.with_name("carried.yaml"))
    assert "Nothing changed." in result.output
    assert "INS-08  rfp.html was edited by hand: " in result.output
    result = diff(carrying(tmp_path, "rfp.pdf", PLAIN), page.with_name("carried.yaml"))
    assert "INS-09  The spec inside rfp.pdf is compared, not its words" in result.output


def test_words_of_another_pack_are_laid_to_no_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each document is made again with the pack that made it; where that is not at hand, nobody is blamed."""
    monkeypatch.undo()
    made: list[str] = []
    other = resolve(from_html(article(section("<p>Other words.</p>"))))

    def again(*given: Any) -> tuple[Document, bytes]:
        made.append(imprint(given[3]))
        return other, b""

    monkeypatch.setattr("obcgen.inspection.inspection.rebuild", again)
    (tmp_path / "ours").mkdir()
    written(tmp_path / "ours", "pack.yaml", "name: Ours\nversion: 1\n")
    ours = open_pack(str(tmp_path / "ours"))
    pages = carrying(tmp_path, "old one.html", PLAIN), carrying(tmp_path, "new.html", PLAIN, pack=ours)
    told = diff(*pages, "--pack", tmp_path / "ours").output
    assert made == ["built-in", imprint(ours)]
    assert (told.count("INS-08"), told.count("INS-07")) == (2, 0)
    assert "one.html' to see the words" in " ".join(told.split())
    written(tmp_path / "ours", "pack.yaml", "name: Ours\nversion: 2\n")
    told = diff(*pages, "--pack", tmp_path / "ours").output
    assert "INS-08  old one.html was edited by hand" in told
    assert "INS-07  new.html: This document was made with another pack, or the pack was changed" in told


def test_an_amendment_shows_what_a_contract_shows(tmp_path: Path) -> None:
    page = carrying(tmp_path, "amendment.html", PLAIN, "contract")
    text = page.read_text("utf-8")
    named = text.replace(
        'name="ObcgenDocument" content="contract"', 'name="ObcgenDocument" content="amendment"'
    )
    assert named != text
    page.write_text(named, "utf-8")
    assert obcgen.diff(page.with_name("carried.yaml"), page).same


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_a_document_is_compared_by_the_spec_inside_it(form: str, tmp_path: Path) -> None:
    old = carrying(tmp_path, f"old.{form}", PLAIN)
    new = written(tmp_path, "new.yaml", LOWER)
    found = obcgen.diff(old, new)
    assert [change.term for change in found.changes] == ["Most for one participant on all lines"]
    assert found.documents == (f"old.{form}",)
    assert (found.changes[0].before, found.changes[0].after) == ("$1,500", "$1,400")


def test_a_document_is_known_by_how_it_begins(tmp_path: Path) -> None:
    old = carrying(tmp_path, "old.html", PLAIN).rename(tmp_path / "saved")
    assert obcgen.diff(old, written(tmp_path, "new.yaml", PLAIN)).same


def test_nothing_confidential_is_compared_with_a_document(tmp_path: Path) -> None:
    served = PLAIN.replace("served: 480", "served: 470").replace(
        "per_participant: $880", "per_participant: $870"
    )
    old, new = written(tmp_path, "old.yaml", PLAIN), written(tmp_path, "new.yaml", served)
    assert {change.confidential for change in obcgen.diff(old, new).changes} == {True}
    result = diff(carrying(tmp_path, "rfp.html", PLAIN), new)
    assert "Only what rfp.html may show is compared." in " ".join(result.output.split())
    assert "Nothing changed." in result.output
    assert "470" not in result.output


def test_a_contract_shows_its_provider_and_an_rfp_does_not(tmp_path: Path) -> None:
    other = PLAIN.replace("University Instructors, LLC", "Another, LLC")
    contract = carrying(tmp_path, "contract.html", PLAIN, "contract")
    new = written(tmp_path, "new.yaml", other)
    assert [change.term for change in obcgen.diff(contract, new).changes] == ["Provider's name"]
    assert obcgen.diff(carrying(tmp_path, "rfp.html", PLAIN), new).same


@pytest.mark.parametrize("more", [(), ("--format", "html")])
def test_a_pack_that_is_not_there_is_refused(more: tuple[str, ...], tmp_path: Path) -> None:
    spec = written(tmp_path, "a.yaml", PLAIN)
    done = diff(spec, spec, "--pack", "nope", *more)
    assert done.exit_code == 1
    assert "PCK-11" in done.stderr


@pytest.mark.parametrize(("text", "status"), [(LOWER, 1), (PLAIN, 0)])
def test_the_exit_status_tells_of_changes_where_it_is_asked_for(
    text: str, status: int, tmp_path: Path
) -> None:
    files = written(tmp_path, "old.yaml", PLAIN), written(tmp_path, "new.yaml", text)
    assert diff(*files, "--exit-code", "--quiet").exit_code == status
    result = diff(*files)
    assert result.exit_code == 0
    assert ("Nothing changed." in result.output) is (status == 0)


def test_data_hold_every_change_and_sum_to_the_difference(tmp_path: Path) -> None:
    new = LOWER.replace("target: 42%", "target: 40%")
    result = diff(written(tmp_path, "old.yaml", PLAIN), written(tmp_path, "new.yaml", new), "--json")
    data = json.loads(result.stdout)
    assert [each["path"] for each in data["changes"]] == [
        "outcomes.vocabulary.target",
        "payment.caps.participant",
    ]
    assert data["changes"][1]["alone"]["maximum"] == "-50000.00"
    assert data["money"]["maximum"] == {"before": "1200000.00", "after": "1150000.00"}
    rows = [each["alone"]["scenarios"]["target"] for each in data["changes"]]
    (target,) = (each for each in data["money"]["scenarios"] if each["name"] == "target")
    cents = [round(float(amount) * 100) for amount in (*rows, data["rest"]["scenarios"]["target"])]
    assert sum(cents) == round((float(target["after"]) - float(target["before"])) * 100)


def test_a_report_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    files = written(tmp_path, "old.yaml", PLAIN), written(tmp_path, "new.yaml", LOWER)
    result = diff(*files, "--format", "html", "-o", tmp_path / "out")
    (report,) = (tmp_path / "out").glob("*.html")
    assert result.stdout.strip() == str(report)
    assert report.name == "RFP-2027-014-changes.html"
    assert report.stat().st_mode & 0o077 == 0
    text = report.read_text(encoding="utf-8")
    said = ("Internal. Not for publication.", "goes from $1,200,000.00 to $1,150,000.00", "$1,400")
    for words in (*said, "From old.yaml to new.yaml. This report quotes"):
        assert words in text
    assert diff(*files, "--format", "html", "--json").exit_code == 2


def test_two_files_of_one_name_are_told_apart_and_an_address_keeps_its_letters(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    other = LOWER.replace("legal@provider.example", "bids@provider.example")
    old = written(tmp_path / "before", "deal.yaml", PLAIN)
    new = written(tmp_path, "deal.yaml", other)
    assert "From the old deal.yaml to the new deal.yaml." in diff(old, new).output
    diff(old, new, "--format", "html", "-o", tmp_path / "out")
    text = next((tmp_path / "out").glob("*.html")).read_text(encoding="utf-8")
    assert ">bids@provider.example</td>" in text


# Wording


def test_a_clause_chosen_otherwise_is_shown_with_the_words_that_go_and_come(tmp_path: Path) -> None:
    plain = PLAIN.replace(part_of("procurement"), "").replace(part_of("waive"), "")
    chosen = plain.replace("  clauses: {}", "  clauses: {independent-verifier: advisory}")
    result = diff(written(tmp_path, "old.yaml", plain), written(tmp_path, "new.yaml", chosen))
    assert "independent-verifier" in result.output.partition("Wording of")[0]
    heading = "Wording of the contract: Independent verifier (#independent-verifier)"
    passage = result.output.partition(f"{heading}\n")[2].partition("\n\n")[0]
    assert passage.startswith("  - …")
    assert "is advice" in " ".join(passage.partition("  + …")[2].split())


def test_the_wording_of_a_document_is_compared_only_with_its_own_pack(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    (folder / "rfp").mkdir(parents=True)
    protest = "---\nid: protest\ntitle: Protests\ndocuments: [rfp]\n---\nProtests are written.\n"
    written(folder, "rfp/protest.md", protest)
    old = carrying(tmp_path, "old.html", PLAIN, pack=open_pack(str(folder)))
    found = obcgen.diff(old, written(tmp_path, "new.yaml", PLAIN)).wording
    (reason,) = found.left_out
    assert "old.html was made with" in reason
    assert found.compared == ()


def test_a_document_of_a_shipped_pack_is_compared_with_that_pack(tmp_path: Path) -> None:
    old = carrying(tmp_path, "old.html", PLAIN, pack=open_pack("colorado"))
    assert obcgen.diff(old, written(tmp_path, "new.yaml", DENVER)).same


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("a b c", "a b c", ()),
        ("a b c", "a x c", (Passage("a b c", "a x c"),)),
        ("", "a b", (Passage("", "a b"),)),
        ("1 2 3 4 5 6 b", "1 2 3 4 5 6", (Passage("… 3 4 5 6 b", "… 3 4 5 6"),)),
        (
            "a 1 2 3 4 5 6 7 8 9 b",
            "x 1 2 3 4 5 6 7 8 9 y",
            (Passage("a 1 2 3 4 …", "x 1 2 3 4 …"), Passage("… 6 7 8 9 b", "… 6 7 8 9 y")),
        ),
    ],
)
def test_passages_that_differ_have_a_few_words_around_them(
    before: str, after: str, found: tuple[Passage, ...]
) -> None:
    assert passages(before, after) == found


# What cannot be compared


def test_two_deals_of_one_district_or_with_one_number_may_be_compared(tmp_path: Path) -> None:
    duval = (Path(__file__).parents[2] / "specs" / "duval-math.yaml").read_text(encoding="utf-8")
    old, new = written(tmp_path, "old.yaml", DENVER), written(tmp_path, "new.yaml", duval)
    with pytest.raises(ObcgenError, match="DIF-01"):
        obcgen.diff(old, new)
    renumbered = new.read_text(encoding="utf-8").replace("number: RFP-2027-031", "number: RFP-2027-014")
    one, other = (obcgen.model(obcgen.read_text(text)) for text in (DENVER, renumbered))
    assert other_deal(one, other, ("a", "b")) is None


def test_the_same_deal_under_another_district_and_number_is_compared(tmp_path: Path) -> None:
    other = PLAIN.replace("number: RFP-2027-014", "number: RFP-9").replace(
        "name: Denver Public Schools", "name: Aurora Public Schools"
    )
    files = written(tmp_path, "old.yaml", PLAIN), written(tmp_path, "new.yaml", other)
    assert [change.term for change in obcgen.diff(*files).changes] == [
        "Number of the document",
        "District's name",
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("new.docx", b"PK\x03\x04 and no more", "RDR-02"),
        ("new.pdf", b"%PDF-1.7\n", "RDR-02"),
        ("new.html", b"<!DOCTYPE html><html><body>Hello</body></html>", "INS-02"),
        ("new.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "RDR-03"),
        ("new", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "RDR-03"),
    ],
)
def test_a_file_without_a_spec_is_refused_by_its_name(
    name: str, content: bytes, code: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ObcgenError) as caught:
        obcgen.diff(written(tmp_path, "old.yaml", PLAIN), tmp_path / name)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.problems[0].message.startswith(f"{name}: ")


def test_a_spec_that_somebody_changed_inside_a_document_is_refused(tmp_path: Path) -> None:
    path = carrying(tmp_path, "old.html", PLAIN)
    text = path.read_text(encoding="utf-8")
    assert "$1,500" in text
    path.write_text(text.replace("$1,500", "$9,999"), encoding="utf-8")
    with pytest.raises(ObcgenError, match="INS-04"):
        obcgen.diff(path, written(tmp_path, "new.yaml", PLAIN))


def test_what_is_wrong_with_either_is_told_at_once(tmp_path: Path) -> None:
    old = written(tmp_path, "old.yaml", PLAIN.replace("$1,500 ", "lots "))
    with pytest.raises(ObcgenError) as caught:
        obcgen.diff(old, tmp_path / "nowhere.yaml")
    files = [problem.place.file if problem.place else "" for problem in caught.value.problems]
    assert any("old.yaml" in file for file in files)
    assert any("nowhere.yaml" in problem.message for problem in caught.value.problems)


@pytest.mark.parametrize("kind", ["draft-contract", "response"])
def test_whatever_goes_to_bidders_shows_what_an_rfp_shows(kind: DocumentKind, tmp_path: Path) -> None:
    sent = carrying(tmp_path, "sent.html", PLAIN, kind)
    assert obcgen.diff(sent, written(tmp_path, "new.yaml", PLAIN)).same
    assert obcgen.diff(carrying(tmp_path, "rfp.html", PLAIN), sent).same


def test_a_carried_spec_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    source, spec, _ = sound(written(tmp_path, "carried.yaml", PLAIN))
    inside = embedded("rfp", view("rfp", source, spec), "RFP-2027-014", builtin())
    text = inside.text.replace("share: 40%", "share: 90%")
    assert text != inside.text
    forged = replace(inside, text=text, properties=(*inside.properties[:-1], (HASH, hash_of(text))))
    (tmp_path / "old.html").write_bytes(WRITERS["html"](TREE, builtin().style, forged))
    with pytest.raises(ObcgenError, match="100"):
        obcgen.diff(tmp_path / "old.html", written(tmp_path, "new.yaml", PLAIN))


def test_of_a_long_text_the_report_shows_the_passages_that_differ(tmp_path: Path) -> None:
    other = PLAIN.replace("About one in four K-3 students", "About one in five K-3 students")
    files = written(tmp_path, "old.yaml", PLAIN), written(tmp_path, "new.yaml", other)
    (html,) = obcgen.build_diff(*files, ["html"]).files.values()
    assert "About one in five K-3 students who start …" in html.decode()
    assert "the classroom day alone" not in html.decode()
