"""A whole deal, played on the command line from files alone: run by `make conformance`, not by `make test`.

RFP, two addenda, contract, what both sides edit in Word, a signature, an amendment in mid-year, settlement.
Each file holds only what it changes; the history tells all of it, and names the page that somebody edited.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from certificates import certificate
from edited_files import BODY, part, with_parts

ROOT = Path(__file__).parents[2]
DENVER = ROOT / "specs" / "denver-literacy.yaml"
RESULTS = ROOT / "specs" / "results"
PROVIDER = re.compile(r"^provider:\n(?:(?:[ #].*)?\n)*", re.MULTILINE)
AWARD = re.compile(r"^  award: \{date: .*\n", re.MULTILINE)
ADDENDA = (
    """\
extends: rfp.yaml
addenda:
  1: {issued: 2027-03-26}
questions:
  1: {text: May sessions take place after school?, answer: No. They take place in the school day.}
""",
    """\
extends: addendum-1.yaml
addenda:
  2: {issued: 2027-04-05, reason: One more school takes part.}
population: {schools: [Ashley Elementary, Barnum Elementary, Munroe Elementary]}
""",
)
AMENDMENT = """\
extends: contract.yaml
amendments:
  1: {effective: 2028-02-01, approved: 2028-01-20, reason: Storms closed the schools for a week.}
program: {ends: 2028-05-26}
assessments: {istation: {windows: {spring: {opens: 2028-05-15, closes: 2028-05-26}}}}
payment: {rates: {vocabulary: {per_participant: $550}}, caps: {participant: $1550}}
funding: {not_to_exceed: $1225000, sources: {title_i: {amount: $1225000}}}
waive:
  AMD-09: Counsel found that bidders could expect a week's delay and two per cent
"""
INTERIM = """\
obcgen: 1
contract: C-2027-014
settlement: interim
as_of: 2028-01-14
verified: {by: Office of Data and Evaluation, on: 2028-01-14}
roster: 492
served: 480
paid:
  base.launch: {amount: $180000, on: 2027-10-29}
"""
NEGOTIATED = {
    "payment": ("30 days after a proper invoice", "45 days after a proper invoice"),
    "provider": ("legal@provider.example", "contracts@provider.example"),
}
"""What both sides changed in Word, by the section of the spec that holds it."""
FIGURES = ("550", "1550", "2028-05-15")
"""Values that change in mid-year: each stands in the amendment's file and in no other."""


def obcgen(folder: Path, *words: str, status: int = 0) -> str:
    """Run a command in a folder and return what it prints."""
    ran = subprocess.run(
        [sys.executable, "-m", "obcgen", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=1_200,
    )
    assert ran.returncode == status, (words, ran.stdout, ran.stderr)
    return ran.stdout


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play the life of a deal."""
    folder = tmp_path_factory.mktemp("denver")
    text = DENVER.read_text(encoding="utf-8")
    (provider,), (award,) = PROVIDER.findall(text), AWARD.findall(text)
    write = {
        "rfp.yaml": text.replace(provider, "").replace(award, ""),
        "addendum-1.yaml": ADDENDA[0],
        "addendum-2.yaml": ADDENDA[1],
        "contract.yaml": f"extends: addendum-2.yaml\n{provider}agreement:\n{award}",
        "amendment-1.yaml": AMENDMENT,
        "interim.yaml": INTERIM,
    }
    for name, own in write.items():
        (folder / name).write_text(own, encoding="utf-8")
    for name in ("denver-literacy-final.yaml", "denver-literacy-final.csv"):
        shutil.copy(RESULTS / name, folder)
    obcgen(folder, "rfp", "rfp.yaml", "--format", "docx")
    obcgen(folder, "addendum", "rfp.yaml", "addendum-1.yaml", "--format", "docx")
    obcgen(folder, "addendum", "addendum-1.yaml", "addendum-2.yaml", "--format", "docx")
    obcgen(folder, "contract", "contract.yaml")
    content = (folder / "output" / "C-2027-014.docx").read_bytes()
    for words in NEGOTIATED.values():
        content = with_parts(content, {BODY: words})
    (folder / "from-provider").mkdir()
    (folder / "from-provider" / "C-2027-014.docx").write_bytes(content)
    for options in ((), ("--apply",)):
        obcgen(folder, "take-back", "from-provider/C-2027-014.docx", "--spec", "contract.yaml", *options)
    obcgen(folder, "contract", "contract.yaml")
    (folder / "district.p12").write_bytes(certificate("Denver Public Schools"))
    signing = ("--certificate", "district.p12", "--field", "district", "-o", "output/C-2027-014-signed.pdf")
    obcgen(folder, "sign", "output/C-2027-014.pdf", *signing)
    obcgen(folder, "amendment", "contract.yaml", "amendment-1.yaml", "--results", "interim.yaml")
    obcgen(folder, "settle", "amendment-1.yaml", "denver-literacy-final.yaml", "--format", "docx")
    return folder


def test_no_figure_is_typed_twice(life: Path) -> None:
    written = [path.read_text(encoding="utf-8") for path in life.glob("*.yaml") if "final" not in path.name]
    for figure in FIGURES:
        holding = [text for text in written if re.search(rf"(?<![\d-]){figure}\b", text)]
        assert len(holding) == 1, figure


def test_what_was_agreed_in_word_stands_in_the_spec_of_the_contract_and_in_its_document(life: Path) -> None:
    source = (life / "contract.yaml").read_text(encoding="utf-8")
    document = part((life / "output" / "C-2027-014.docx").read_bytes())
    for before, after in NEGOTIATED.values():
        assert after.partition(" after")[0] in source
        assert after in document
        assert before not in document


def test_the_history_tells_all_of_it_and_finds_nothing_wrong(life: Path) -> None:
    told = json.loads(obcgen(life, "history", "--quick", "--json", "."))
    assert [(each["kind"], each["number"]) for each in told["steps"]] == [
        ("rfp", "RFP-2027-014"),
        ("addendum", "1"),
        ("addendum", "2"),
        ("contract", "C-2027-014"),
        ("amendment", "1"),
    ]
    assert [each["under"] for each in told["settled"]] == ["contract.yaml", "amendment-1.yaml"]
    assert {each["state"] for each in told["documents"]} == {"carries it"}
    assert {each["made_from"] for each in told["documents"]} == {
        "rfp.yaml",
        "addendum-1.yaml",
        "addendum-2.yaml",
        "contract.yaml",
        "amendment-1.yaml",
    }
    assert told["problems"] == []


def test_the_amendment_is_settled_and_what_was_paid_before_stays(life: Path) -> None:
    before = json.loads(obcgen(life, "settle", "contract.yaml", "interim.yaml", "--json"))
    after = json.loads(obcgen(life, "settle", "amendment-1.yaml", "interim.yaml", "--json"))
    assert before["base"] == after["base"] == "180000.00"
    final = json.loads(obcgen(life, "settle", "amendment-1.yaml", "denver-literacy-final.yaml", "--json"))
    (line,) = (each for each in final["lines"] if each["id"] == "vocabulary")
    assert line["price"].startswith("$550")


def test_a_page_that_somebody_edited_is_named(life: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(life, tmp_path / "copy"))
    agreement = folder / "output" / "C-2027-014.docx"
    kept = {agreement.name, "C-2027-014-amendment-1.docx", "C-2027-014-signed.pdf"}
    for path in (folder / "output").iterdir():
        path.unlink() if path.name not in kept else None
    change = ("counts calendar days", "counts working days")
    agreement.write_bytes(with_parts(agreement.read_bytes(), {BODY: change}))
    told = obcgen(folder, "history", ".", status=1)
    assert "C-2027-014.docx" in told
    assert "EDITED since contract.yaml made it: Section B.1.2 Interpretation" in told
    others = [line for line in told.splitlines() if "amendment-1.docx" in line or "signed.pdf" in line]
    assert len(others) == 2
    assert [line for line in others if "makes" not in line] == []
