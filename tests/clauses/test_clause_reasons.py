"""Why each clause is in or out: the same answer as the document gives, with the line that decided."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from obcgen.build import clause_reasons, document
from obcgen.clauses.reasons import Reason
from obcgen.clauses.to_text import reason_sentences
from obcgen.cli import main
from obcgen.document.walk import sections_of
from obcgen.library.fact_paths import PATHS
from obcgen.library.facts import meanings
from obcgen.pack import builtin
from obcgen.review.paths import wrong_step
from packs import over_builtin

SPECS = Path(__file__).parent.parent.parent / "specs"
DENVER = SPECS / "denver-literacy.yaml"


@cache
def reasons(deal: str, kind: Any, *settings: str) -> dict[str, Reason]:
    found, _ = clause_reasons(kind, SPECS / f"{deal}.yaml", builtin(), settings)
    return {one.entry.clause.id: one for one in found}


def said(reason: Reason) -> list[str]:
    return [f"{one.path}: {one.value}" for fact in reason.facts for one in fact.said if one.place]


@pytest.mark.parametrize("deal", ["denver-literacy", "central-ohio-workforce"])
@pytest.mark.parametrize("kind", ["rfp", "contract"])
def test_what_is_in_is_what_the_document_prints(deal: str, kind: Any) -> None:
    tree = document(kind, SPECS / f"{deal}.yaml", builtin())[0]
    printed = {one.id: one.number.label if one.number else "" for one in sections_of(tree.blocks)}
    found = reasons(deal, kind)
    assert {id_: one.number for id_, one in found.items() if one.printed} == printed
    assert {one.because for one in found.values() if not one.printed} <= {"condition", "part", "empty"}
    assert {one.because for one in found.values() if one.printed} == {"always", "condition"}


def test_a_condition_is_traced_to_the_line_of_the_spec() -> None:
    reason = reasons("denver-literacy", "contract")["retainage"]
    (fact,) = reason.facts
    assert (reason.printed, reason.because, fact.fact, fact.holds) == (
        False,
        "condition",
        "has_retainage",
        False,
    )
    assert said(reason) == ["payment.invoicing.retainage: 0%"]
    place = fact.said[0].place
    assert place
    assert "retainage" in DENVER.read_text(encoding="utf-8").splitlines()[place.line - 1]


def test_what_the_spec_does_not_say_has_no_place() -> None:
    (cohorts, _) = reasons("denver-literacy", "contract")["participant-groups"].facts
    assert [(one.path, one.place) for one in cohorts.said] == [("cohorts", None)]


def test_every_source_that_decides_is_named() -> None:
    reason = reasons("denver-literacy", "contract")["federal-lobbying"]
    assert [fact.fact for fact in reason.facts] == ["federal", "above_one_hundred_thousand"]
    assert said(reason)[-1] == "funding.not_to_exceed: $1,200,000"
    assert any(one.startswith("funding.sources.") for one in said(reason))


def test_a_choice_is_told_with_its_place() -> None:
    chosen = reasons("denver-literacy", "contract", "agreement.clauses.indemnity=own")["indemnity"]
    assert (chosen.printed, chosen.variant, chosen.title) == (True, "own", "Responsibility for own acts")
    assert chosen.chosen
    assert chosen.chosen.place
    out = reasons("denver-literacy", "contract", "agreement.clauses.taxes=false")["taxes"]
    assert (out.printed, out.because, out.variant) == (False, "left_out", "false")


def test_a_choice_of_a_pack_is_told_with_its_place(tmp_path: Path) -> None:
    pack = over_builtin(tmp_path, {"pack.yaml": "name: A\nversion: '1'\nvariants: {indemnity: none}\n"})
    found, _ = clause_reasons("contract", DENVER, pack)
    (reason,) = (one for one in found if one.entry.clause.id == "indemnity")
    assert reason.variant == "none"
    assert reason.chosen
    assert reason.chosen.place
    assert (reason.chosen.place.file, reason.chosen.place.line) == ("pack/pack.yaml", 3)


def test_what_stands_inside_a_part_that_is_out_is_out_with_it(tmp_path: Path) -> None:
    text = "---\nid: holder\ntitle: H\ndocuments: [contract]\nwhen: has_retainage\n---\n"
    inner = "---\nid: inner\ntitle: I\ndocuments: [contract]\n---\n1. Inner.\n"
    outline = "insert: [{id: holder, after: general-articles}, {id: inner, first: holder}]\n"
    files = {"contract/holder.md": text, "contract/inner.md": inner, "contract/outline.yaml": outline}
    pack = over_builtin(tmp_path, files)
    found, _ = clause_reasons("contract", DENVER, pack)
    reason = {one.entry.clause.id: one for one in found}["inner"]
    assert (reason.printed, reason.because, reason.within) == (False, "part", "holder")


def test_what_a_pack_removes_is_out_and_its_line_is_told(tmp_path: Path) -> None:
    files = {"rfp/outline.yaml": "# Ours.\nremove: [interviews]\n"}
    found, _ = clause_reasons("rfp", DENVER, over_builtin(tmp_path, files))
    (reason,) = [each for each in found if each.entry.clause.id == "interviews"]
    assert not reason.printed
    assert [*reason_sentences(reason)] == ["a pack takes it out of the document, at pack/rfp/outline.yaml:2"]
    assert [each for each in found if each.because == "removed"] == [reason]


def test_every_fact_names_paths_that_a_spec_has() -> None:
    assert set(PATHS) == set(meanings())
    assert [path for paths in PATHS.values() for path in paths if wrong_step(path)] == []


# --- the command ---------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["clauses", *words])
    return result.exit_code, result.stdout if "--json" in words else result.output


def test_the_command_says_why() -> None:
    code, text = run(str(DENVER), "--document", "contract", "--set", "agreement.clauses.taxes=false")
    assert code == 0
    assert "Contract: " in text
    assert "It is not so that part of each payment is retained (has_retainage)." in text
    assert "left out, chosen at --set (agreement.clauses.taxes: false)" in text


def test_the_command_asks_for_the_document() -> None:
    code, text = run(str(DENVER))
    assert code == 2
    assert "Say which document: --document rfp or --document contract." in text


@pytest.mark.parametrize("words", [("show",), ("show", "a", "b"), ("a", "b")])
def test_words_that_make_no_sense(words: tuple[str, ...]) -> None:
    code, text = run(*words)
    assert code == 2
    assert "Give nothing, a SPEC, or show and the ID of a clause." in text


def test_an_unknown_clause_exits_with_1() -> None:
    code, text = run("show", "indemnty")
    assert code == 1
    assert "Did you mean indemnity?" in text


def test_json_of_all_three() -> None:
    listed = json.loads(run("--json", "--document", "rfp")[1])["clauses"]
    assert {"id", "title", "document", "number", "condition", "variants", "locked"} <= set(listed[0])
    shown = json.loads(run("show", "indemnity-own", "--json")[1])["clauses"]
    assert shown[0]["variant_of"] == {"clause": "indemnity", "name": "own"}
    why = json.loads(run(str(DENVER), "--document", "contract", "--json")[1])
    retainage = next(one for one in why["clauses"] if one["id"] == "retainage")
    assert retainage["printed"] is False
    assert retainage["facts"][0]["said"][0]["value"] == "0%"
