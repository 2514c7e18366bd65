"""A clause is known by its opening lines; a condition is data over named facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from obcgen.library.clauses import Clause, find_clause
from obcgen.library.conditions import condition_problems, holds
from obcgen.problems import ObcgenError, Problem
from packs import alone, spot

FACTS = {"federal": True, "draft": False, "has_rates": True}


def clause_of(folder: Path, front: str, id_: str = "x") -> Clause:
    return find_clause(alone(folder, {"rfp/x.md": f"---\n{front}---\nText.\n"}), "rfp", id_, FACTS)


def problem_of(folder: Path, front: str, id_: str = "x") -> Problem:
    with pytest.raises(ObcgenError) as caught:
        clause_of(folder, front, id_)
    (problem,) = caught.value.problems
    return problem


def test_the_opening_lines_say_everything(tmp_path: Path) -> None:
    front = (
        "id: x\ntitle: A title\ndocuments: [rfp, contract]\nwhen: federal\nvariants: {mild: x-mild}\n"
        "locked: true\nsource: 2 CFR 200.320\neffective: 2026-11-01\nnote: Why.\n"
    )
    clause = clause_of(tmp_path, front)
    assert clause == Clause(
        id="x", title="A title", documents=("rfp", "contract"), path="rfp/x.md", at="pack/rfp/x.md:1",
        when="federal", variants={"mild": "x-mild"}, locked=True, source="2 CFR 200.320",
        effective="2026-11-01", note="Why.",
    )  # fmt: skip


def test_the_document_s_own_clause_goes_before_the_shared_one(tmp_path: Path) -> None:
    text = "---\nid: x\ntitle: {}\ndocuments: [rfp]\n---\n"
    pack = alone(tmp_path, {"shared/x.md": text.format("Shared")})
    assert find_clause(pack, "rfp", "x", FACTS).title == "Shared"
    pack = alone(tmp_path, {"rfp/x.md": text.format("Own")})
    assert find_clause(pack, "rfp", "x", FACTS).title == "Own"


FAULTS = {
    "a misspelt key": (
        "id: x\ntitel: A\ndocuments: [rfp]\n", "TPL-23", 3, "Clauses have no key “titel”.",
        "Did you mean title?"),
    "another id": (
        "id: y\ndocuments: [rfp]\n", "TPL-24", 2, "The id is “y”, but the file is named x.md.",
        "Write id: x, or give the file the name that documents know the clause by."),
    "no documents": (
        "id: x\n", "TPL-24", 2, "“documents” lists where the clause may stand.",
        "Write documents: [rfp], [response], [contract] or several of them."),
    "an unknown document": (
        "id: x\ndocuments: [rpf]\n", "TPL-24", 3, "“documents” lists where the clause may stand.",
        "Write documents: [rfp], [response], [contract] or several of them."),
    "another document": (
        "id: x\ndocuments: [contract]\n", "TPL-32", 3,
        "The clause x is not meant for this document, but its outline lists it.",
        "Add rfp to its documents, or take it out of rfp/outline.yaml."),
    "locked in words": (
        "id: x\ndocuments: [rfp]\nlocked: yes\n", "TPL-24", 4, "“locked” is true or false.",
        "Write locked: true."),
    "a title of several": (
        "id: x\ndocuments: [rfp]\ntitle: [a, b]\n", "TPL-24", 4, "“title” is one line of text.",
        "Write title: and the text."),
    "variants that are a list": (
        "id: x\ndocuments: [rfp]\nvariants: [a]\n", "TPL-24", 4, "“variants” gives names and clause ids.",
        "Write variants: {mutual: indemnity-mutual}, or leave the key out."),
    "an unknown fact": (
        "id: x\ndocuments: [rfp]\nwhen: fedral\n", "TPL-20", 4, "There is no fact “fedral”.",
        "Did you mean federal?"),
    "an unknown fact within": (
        "id: x\ndocuments: [rfp]\nwhen:\n  any:\n    - federal\n    - not: daft\n", "TPL-20", 7,
        "There is no fact “daft”.", "Did you mean draft?"),
    "a condition that is a list": (
        "id: x\ndocuments: [rfp]\nwhen: [federal]\n", "TPL-21", 4,
        "This condition is neither a fact nor all, any or not over facts.",
        "Write when: federal, or when: {all: [federal, has_rates]}, or when: {not: draft}."),
}  # fmt: skip


@pytest.mark.parametrize(("front", "code", "line", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_wrong_opening_lines_are_told_at_their_line(
    tmp_path: Path, front: str, code: str, line: int, message: str, hint: str
) -> None:
    problem = problem_of(tmp_path, front)
    assert (problem.code, problem.message, problem.hint) == (code, message, hint)
    assert spot(problem) == f"pack/rfp/x.md:{line}"


def test_every_fault_of_the_opening_lines_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ObcgenError) as caught:
        clause_of(tmp_path, "id: y\ntitel: A\ndocuments: all\nwhen: fedral\n")
    assert [problem.code for problem in caught.value.problems] == ["TPL-23", "TPL-24", "TPL-24", "TPL-20"]


@pytest.mark.parametrize("id_", ["nowhere", "../x", "X", "a b", ""])
def test_an_id_without_a_clause(tmp_path: Path, id_: str) -> None:
    problem = problem_of(tmp_path, "id: x\ndocuments: [rfp]\n", id_)
    assert problem.code == "TPL-22"
    assert problem.message == f"There is no clause “{id_}”: neither rfp/{id_}.md nor shared/{id_}.md."


@pytest.mark.parametrize(
    ("when", "answer"),
    [
        (None, True),
        ("federal", True),
        ("draft", False),
        ({"not": "draft"}, True),
        ({"all": ["federal", "has_rates"]}, True),
        ({"all": ["federal", "draft"]}, False),
        ({"any": ["draft", "federal"]}, True),
        ({"any": ["draft"]}, False),
        ({"all": [{"any": ["draft", "federal"]}, {"not": {"all": ["draft", "federal"]}}]}, True),
    ],
)
def test_a_condition_holds_or_does_not(when: Any, answer: bool) -> None:
    assert list(condition_problems(when, FACTS)) == []
    assert holds(when, FACTS) is answer


@pytest.mark.parametrize(
    "when",
    [{}, {"all": []}, {"any": "federal"}, {"not": None}, {"all": ["federal"], "any": ["draft"]}, {"x": []}],
)
def test_a_condition_that_cannot_be_read(when: Any) -> None:
    (problem,) = condition_problems(when, FACTS)
    assert problem.code == "TPL-21"
