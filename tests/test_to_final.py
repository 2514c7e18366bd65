"""The way from draft to final that the guide shows, walked with a new user's starter and federal money."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from obcgen.api import check, read
from obcgen.build import document
from obcgen.document.walk import texts
from obcgen.pack import pack_for
from obcgen.policy.rule import DocumentKind
from obcgen.problems import Problem, is_error
from obcgen.show.problems import problems_text
from test_new import ANSWERS, FACTS, filled_in, made

GUIDE = (Path(__file__).parent.parent / "docs" / "procurement-officers.md").read_text(encoding="utf-8")
AWARD = """\
extends: spec.yaml
provider:
  name: Example Tutors
  address: "2 Main Street, Denver, CO 80203"
  organized: a Colorado limited liability company
  signatory: {title: President}
agreement:
  number: C-2027-001
  award: {date: 2027-06-22}
payment: {base: {per_participant: $890}}
"""


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a starter that is filled in, with federal money and addresses that are no examples, as final."""
    monkeypatch.setitem(FACTS, "true for federal money or else false", "true")
    path = filled_in(made(tmp_path / "deal", **ANSWERS))
    text = path.read_text(encoding="utf-8").replace("district.example", "district.us")
    path.write_text(text.replace("status: draft", "status: final"), encoding="utf-8")
    return path


def errors(path: Path, kind: DocumentKind) -> list[Problem]:
    return [problem for problem in check(read(path), kind) if is_error(problem)]


def pasted(path: Path, problems: list[Problem]) -> None:
    """Do what the remedies say, with the words as the terminal wraps them."""
    told = problems_text(problems)
    entries = re.findall(
        r"add under confirmed: (\w[\w-]*: \{.*?\}\}|\w[\w-]*: \{[^{}]*\{[^{}]*\}\})", told, re.DOTALL
    )
    text = path.read_text(encoding="utf-8")
    start = "" if "\nconfirmed:\n" in text else "\nconfirmed:\n"
    for entry in entries:
        filled = entry.replace("<office>", "General Counsel").replace("<date>", "2027-02-15")
        start += f"  {filled}\n"
    path.write_text(text + start, encoding="utf-8")


def brackets(path: Path, kind: DocumentKind) -> list[str]:
    """Return the texts with a bracket of a document that can be made, which a document with errors cannot."""
    tree, problems = document(kind, path, pack_for(path))
    assert not any(map(is_error, problems))
    assert not tree.draft
    return [text for text in texts(tree) if re.search(r"\[[^\]]*\]|counsel to confirm", text)]


def test_a_starter_becomes_a_final_rfp_and_a_final_contract_without_a_pack(spec: Path) -> None:
    open_ = errors(spec, "rfp")
    assert {problem.code for problem in open_} == {"FIN-02", "FIN-05"}
    pasted(spec, open_)
    assert brackets(spec, "rfp") == []

    contract = spec.with_name("contract.yaml")
    contract.write_text(AWARD, encoding="utf-8")
    clauses = errors(contract, "contract")
    assert {problem.code for problem in clauses} == {"FIN-05"}
    pasted(spec, clauses)
    assert brackets(contract, "contract") == []


def test_the_guide_explains_every_code_that_a_final_document_may_show() -> None:
    assert {f"FIN-0{number}" for number in range(1, 7)} == set(re.findall("FIN-0[0-9]", GUIDE))
