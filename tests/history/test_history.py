"""A folder of files that extend one another is a deal's history; what breaks it, or was edited, is told."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from obcgen.amendment import build_amendment
from obcgen.build import build
from obcgen.cli import main
from obcgen.files import save
from obcgen.history.history import History, find_history
from obcgen.history.links import chain
from obcgen.history.to_json import to_json
from obcgen.history.to_text import to_text
from obcgen.inspection import inspection
from obcgen.problems import ObcgenError
from obcgen.reading import reading
from obcgen.signing.faults import changed

DENVER = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"
PROVIDER = re.compile(r"^provider:\n(?:(?:[ #].*)?\n)*", re.MULTILINE)
FILES = {
    "addendum-1.yaml": (
        "extends: rfp.yaml\naddenda: {1: {issued: 2027-03-26}}\n"
        "questions: {1: {text: May sessions be online?, answer: No.}}\nprogram: {group_size: 3}\n"
    ),
    "contract.yaml": "extends: addendum-1.yaml\n",
    "amendment-1.yaml": (
        "extends: contract.yaml\n"
        "amendments: {1: {effective: 2028-02-01, approved: 2028-01-20, reason: A storm closed schools.}}\n"
        "payment: {rates: {vocabulary: {per_participant: $550}}, caps: {participant: $1550}}\n"
        "funding: {not_to_exceed: $1225000, sources: {title_i: {amount: $1225000}}}\n"
    ),
    "interim.yaml": (
        "obcgen: 1\ncontract: C-2027-014\nsettlement: interim\nas_of: 2028-01-14\n"
        "verified: {by: Data office, on: 2028-01-14}\nroster: 492\nserved: 480\n"
    ),
}


def deal(folder: Path) -> Path:
    """Write a deal of four steps and one settlement."""
    text = DENVER.read_text(encoding="utf-8")
    (provider,) = PROVIDER.findall(text)
    (folder / "rfp.yaml").write_text(text.replace(provider, ""), encoding="utf-8")
    for name, more in FILES.items():
        own = more + provider if name == "contract.yaml" else more
        (folder / name).write_text(own, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deal with the contract, its amendment, which names the results, and a page that somebody edited."""
    folder = deal(tmp_path_factory.mktemp("whole"))
    old, new = folder / "contract.yaml", folder / "amendment-1.yaml"
    read = reading(old)
    save(build("contract", read, ["html"], read.pack).files, folder)
    results = folder / "interim.yaml"
    amendment = build_amendment(old, new, ["html"], only="amendment", results=results)
    save(amendment.files, folder / "output")
    page = (folder / "C-2027-014.html").read_text(encoding="utf-8")
    edited = page.replace("counts calendar days", "counts working days")
    assert edited != page
    (folder / "output" / "sent.html").write_text(edited, encoding="utf-8")
    (folder / "other.html").write_text("<!doctype html><p>Ours</p>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def found(whole: Path) -> History:
    return find_history(whole)


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "copy"))


def codes(folder: Path) -> list[str]:
    return [each.code for each in find_history(folder, quick=True).problems]


def test_the_chain_is_told_in_order_with_what_each_step_is(found: History) -> None:
    assert [(each.file, each.kind, each.number, str(each.day)) for each in found.steps] == [
        ("rfp.yaml", "rfp", "RFP-2027-014", "2027-03-01"),
        ("addendum-1.yaml", "addendum", "1", "2027-03-26"),
        ("contract.yaml", "contract", "C-2027-014", "2027-07-15"),
        ("amendment-1.yaml", "amendment", "1", "2028-02-01"),
    ]


def test_results_are_settled_under_the_contract_of_their_day(found: History) -> None:
    assert [(each.file, each.step, str(each.total)) for each in found.settled] == [
        ("interim.yaml", "contract.yaml", "$180,000")
    ]


def test_each_document_is_held_against_the_file_that_made_it(found: History) -> None:
    assert [(each.file, each.step, each.state) for each in found.documents] == [
        ("C-2027-014.html", "contract.yaml", "identical"),
        ("output/C-2027-014-amendment-1.html", "amendment-1.yaml", "identical"),
        ("output/sent.html", "contract.yaml", "edited"),
    ]
    (problem,) = found.problems
    assert problem.code == "HIS-07"
    assert problem.message == "output/sent.html was edited by hand: Section B.1.2 Interpretation."


def test_the_text_tells_each_step_and_what_it_does_to_the_money(found: History) -> None:
    lines = to_text(found).splitlines()
    assert re.fullmatch(r"rfp\.yaml  RFP RFP-2027-014, issued March 1, 2027  \[[0-9a-f]{12}\]", lines[0])
    assert "    Answers 1 question" in lines
    assert "    Participants to one instructor: 4 -> 3" in lines
    assert "    Provider's name: none -> University Instructors, LLC" in lines
    assert "    At most $1,200,000 -> $1,225,000" in lines
    assert any("output/sent.html" in line and "EDITED since contract.yaml made it" in line for line in lines)


def test_the_json_says_the_same(found: History) -> None:
    told = json.loads(to_json(found))
    assert [each["kind"] for each in told["steps"]] == ["rfp", "addendum", "contract", "amendment"]
    assert told["steps"][0]["maximum"] is None
    assert told["steps"][3]["maximum"] == {"before": "1200000.00", "after": "1225000.00"}
    assert told["settled"][0]["total"] == "180000.00"
    assert told["documents"][2]["state"] == "edited"
    assert [each["code"] for each in told["problems"]] == ["HIS-07"]


def test_a_file_that_is_changed_after_its_document_was_made_is_named(copy: Path) -> None:
    contract = copy / "contract.yaml"
    contract.write_text(contract.read_text(encoding="utf-8") + "program: {group_size: 5}\n", encoding="utf-8")
    told = find_history(copy, quick=True)
    states = {each.file: each.state for each in told.documents}
    assert states["C-2027-014.html"] == "other spec"
    assert "contract.yaml or amendment-1.yaml was changed since" in told.problems[0].message


def test_one_file_with_rfp_and_contract_is_told_as_both(tmp_path: Path) -> None:
    shutil.copy(DENVER, tmp_path / "deal.yaml")
    told = find_history(tmp_path)
    assert re.search(r"2027, and Contract C-2027-014  \[[0-9a-f]{12}, [0-9a-f]{12}\]", to_text(told))
    assert json.loads(to_json(told))["steps"][0]["contract"] == "C-2027-014"


def test_a_fault_of_a_signature_names_its_document(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (), (changed("Signature, District", "Ann Lee"),)
    monkeypatch.setattr(inspection, "_signatures", lambda _: broken)
    (copy / "output" / "sent.html").unlink()
    told = find_history(copy)
    assert [each.message.split(": ")[0] for each in told.problems] == [
        "C-2027-014.html",
        "output/C-2027-014-amendment-1.html",
    ]
    assert "as contract.yaml makes it, byte by byte; but see SIG-07" in to_text(told)


def test_quick_asks_only_which_spec_a_document_carries(copy: Path) -> None:
    states = [each.state for each in find_history(copy, quick=True).documents]
    assert states == ["carries it", "carries it", "carries it"]


def test_a_damaged_document_is_told_and_stops_nothing(tmp_path: Path) -> None:
    folder = deal(tmp_path)
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no zip")
    told = find_history(folder, quick=True)
    assert [(each.file, each.state) for each in told.documents] == [("broken.docx", "not compared")]
    assert [(each.code, each.severity) for each in told.problems] == [("HIS-09", "warning")]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("extends: gone.yaml\n", "HIS-02", "b.yaml extends gone.yaml, which is not there."),
        ("extends: ../a.yaml\n", "HIS-02", "b.yaml extends ../a.yaml, which lies outside the folder."),
        ("extends: b.yaml\n", "HIS-03", "No file is the first: b.yaml extends b.yaml."),
        ("extends: [\n", "SRC-02", ""),
    ],
)
def test_what_breaks_the_chain_is_told_at_its_file(text: str, code: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("obcgen: 1\ndocument: {}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    (problem,) = chain(tmp_path).problems
    assert problem.code == code or not says
    assert problem.message.startswith(says)
    assert problem.place is not None
    assert Path(problem.place.file).name == "b.yaml"


def test_a_circle_is_told_once(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{one}.yaml").write_text(f"extends: {other}.yaml\n", encoding="utf-8")
    assert [each.code for each in chain(tmp_path).problems] == ["HIS-03"]


def test_a_fork_an_error_and_results_of_another_contract_are_told(tmp_path: Path) -> None:
    folder = deal(tmp_path)
    (folder / "b.yaml").write_text("extends: contract.yaml\nprogram: {group_size: 2}\n", encoding="utf-8")
    (folder / "c.yaml").write_text("extends: b.yaml\nprogram: {starts: 2027-13-01}\n", encoding="utf-8")
    other = FILES["interim.yaml"].replace("C-2027-014", "C-2027-015")
    (folder / "d.yaml").write_text(other, encoding="utf-8")
    told = {each.code: each for each in find_history(folder, quick=True).problems}
    assert told.keys() == {"HIS-04", "HIS-06", "HIS-10"}
    assert told["HIS-04"].message == "amendment-1.yaml and b.yaml both change contract.yaml."
    assert told["HIS-06"].message.startswith("c.yaml has an error: ")
    assert told["HIS-10"].message.startswith("d.yaml holds results of the contract C-2027-015")


def test_results_of_a_contract_behind_a_broken_link_are_told_to_mend_that(tmp_path: Path) -> None:
    folder = deal(tmp_path)
    (folder / "addendum-1.yaml").unlink()
    (folder / "amendment-1.yaml").unlink()
    found = {each.code: each for each in find_history(folder, quick=True).problems}
    assert found.keys() == {"HIS-02", "HIS-10"}
    assert "mend that file first" in found["HIS-10"].hint
    assert found["HIS-02"].place is not None
    (folder / "contract.yaml").unlink()
    (only,) = find_history(folder, quick=True).problems
    assert only.hint.startswith("Put the contract's file into the folder")


@pytest.mark.parametrize(
    ("day", "told"), [("<day>", ("HIS-11", "warning", "2 blanks")), ("2028-13-01", ("SPC-10", "error", ""))]
)
def test_results_that_are_not_filled_in_yet_break_nothing(
    day: str, told: tuple[str, str, str], tmp_path: Path
) -> None:
    shutil.copy(DENVER, tmp_path)
    text = FILES["interim.yaml"].replace("as_of: 2028-01-14", f"as_of: {day}").replace("480", "<served>")
    (tmp_path / "results.yaml").write_text(text, encoding="utf-8")
    first = find_history(tmp_path, quick=True).problems[0]
    assert (first.code, first.severity) == told[:2]
    assert told[2] in first.found


def test_two_contracts_of_one_rfp_are_no_fork_but_need_a_number_each(tmp_path: Path) -> None:
    folder = deal(tmp_path)
    other = (folder / "contract.yaml").read_text(encoding="utf-8")
    (folder / "second.yaml").write_text(other + "agreement: {number: C-2027-015}\n", encoding="utf-8")
    assert codes(folder) == []
    (folder / "second.yaml").write_text(other, encoding="utf-8")
    assert codes(folder) == ["HIS-04", "HIS-05"]


def test_a_folder_without_a_deal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "style.yaml").write_text("fonts: {}\n", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "gone", tmp_path / "style.yaml"):
        with pytest.raises(ObcgenError) as caught:
            find_history(folder)
        assert [each.code for each in caught.value.problems] == ["HIS-01"]


def test_the_command_exits_with_1_where_something_was_edited(copy: Path) -> None:
    (copy / "output" / "sent.html").unlink()
    run = CliRunner().invoke(main, ["history", "--quick", str(copy)])
    assert run.exit_code == 0, run.output
    assert "amendment-1.yaml  Amendment No. 1, from February 1, 2028, over contract.yaml" in run.output
    (copy / "addendum-1.yaml").unlink()
    run = CliRunner().invoke(main, ["history", "--quick", "--json", str(copy)])
    assert run.exit_code == 1
    assert json.loads(run.stdout)["problems"][0]["code"] == "HIS-02"
