"""What a spec chooses among the clauses is checked before a contract is made, and known to both documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deals import deal
from obcgen.checking import read_and_check
from obcgen.library.choices import choice_problems, choices
from obcgen.library.facts import meanings
from obcgen.pack import Pack, builtin
from obcgen.problems import Problem
from packs import AGREEMENT, over_builtin

DENVER = Path(__file__).parent.parent.parent / "specs" / "denver-literacy.yaml"
NEITHER = dict.fromkeys(meanings(), False)


def problems(choice: dict[str, str | bool], facts: dict[str, bool] | None = None) -> list[Problem]:
    return list(choice_problems(choice, builtin(), facts))


def checked(*settings: str, kind: Any = None) -> list[Problem]:
    _, _, found = read_and_check(DENVER, kind, None, [f"agreement.clauses.{setting}" for setting in settings])
    return [one for one in found if one.path[:2] == ("agreement", "clauses")]


def test_a_variant_that_exists_is_no_problem() -> None:
    assert problems({"indemnity": "own", "dispute-steps": "mediation", "taxes": False}, NEITHER) == []


@pytest.mark.parametrize(
    ("choice", "code", "message", "hint"),
    [
        (
            {"indemnity": "mutal"}, "TPL-28", "The clause indemnity has no variant “mutal”.",
            "Did you mean mutual?"),
        (
            {"taxes": "none"}, "TPL-28", "The clause taxes has no variant “none”.",
            "It has no variants; remove this line."),
        (
            {"indemnities": "own"}, "TPL-28", "The contract has no clause indemnities.",
            "Did you mean indemnity?"),
        (
            {"funding-availability": False}, "TPL-29",
            "The clause funding-availability is locked and cannot be left out.", "Remove this line."),
        (
            {"federal-lobbying": False}, "TPL-29",
            "The clause federal-lobbying is locked and cannot be left out.", "Remove this line."),
        (
            {"funding-availability": "short"}, "TPL-28",
            "The clause funding-availability has no variant “short”.",
            "It has no variants; remove this line."),
    ],
)  # fmt: skip
def test_a_choice_that_cannot_be(choice: dict[str, str | bool], code: str, message: str, hint: str) -> None:
    (problem,) = problems(choice)
    assert (problem.code, problem.message, problem.hint) == (code, message, hint)
    assert (problem.severity, problem.path) == ("error", ("agreement", "clauses", *choice))


def test_a_variant_for_another_kind_of_deal_is_a_warning() -> None:
    named = NEITHER | {"has_privacy_agreement": True}
    (problem,) = problems({"privacy-agreement": "district"}, named)
    assert (problem.code, problem.severity) == ("TPL-51", "warning")
    assert problem.message == (
        "The variant “district” of privacy-agreement is not printed: it is only for a deal in which it is "
        "not so that a student data privacy agreement is named."
    )
    assert problems({"privacy-agreement": "district"}, NEITHER) == []
    assert problems({"privacy-agreement": "district"}) == []


def test_check_tells_every_wrong_choice_with_its_place() -> None:
    found = checked("indemnity=mutal", "audit=false")
    assert [one.code for one in found] == ["TPL-28", "TPL-29"]
    assert [one.place.file for one in found if one.place] == ["--set", "--set"]


def test_check_tells_a_wrong_choice_beside_another_fault_of_the_spec() -> None:
    settings = ["agreement.clauses.audit=false", "population.planned=many"]
    codes = [one.code for one in read_and_check(DENVER, None, None, settings)[2] if one.severity == "error"]
    assert "TPL-29" in codes
    assert len(codes) == 2


def test_an_rfp_does_not_ask_what_a_contract_chooses() -> None:
    assert checked("indemnity=mutal", kind="rfp") == []


def test_the_spec_s_choice_goes_before_the_pack_s(tmp_path: Path) -> None:
    manifest = "name: A\nversion: '1'\nvariants: {indemnity: none, insurance: pooled}\n"
    pack: Pack = over_builtin(tmp_path, {"pack.yaml": manifest})
    spec = deal(agreement=AGREEMENT | {"clauses": {"indemnity": "own", "taxes": "false"}})
    found = choices(spec, pack)
    assert [found[id_] for id_ in ("indemnity", "insurance", "taxes", "notices")] == [
        "own", "pooled", "false", "usual",
    ]  # fmt: skip
    assert "indemnitee" not in found


def test_a_clause_that_a_pack_removes_keeps_its_name(tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"contract/outline.yaml": "remove: [insurance]\n"})
    assert choices(deal(), pack)["insurance"] == "usual"
