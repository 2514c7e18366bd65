"""Each rule fires on its case and stays silent on the edge beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from obcgen.checking import read_and_check
from obcgen.law.in_force import law_on
from obcgen.pack import open_pack
from obcgen.policy.check import check, every_rule
from obcgen.policy.rule import DocumentKind, Rule
from obcgen.problems import Problem
from rule_changes import FIRES, SILENT, changed, part, section
from rule_pages import USUAL

LAW = law_on(open_pack("colorado"), date(2027, 3, 1))


def found(tmp_path: Path, changes: list[tuple[str, str]], kind: DocumentKind | None = None) -> list[Problem]:
    spec = tmp_path / "denver.yaml"
    spec.write_text(changed(changes), encoding="utf-8")
    return [problem for problem in read_and_check(spec, kind)[2] if problem.severity != "note"]


@pytest.mark.parametrize(
    ("code", "what", "changes", "kind"), FIRES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_rule_fires(
    code: str, what: str, changes: list[tuple[str, str]], kind: DocumentKind | None, tmp_path: Path
) -> None:
    problems = [problem for problem in found(tmp_path, changes, kind) if problem.code == code]
    assert problems, what
    for problem in problems:
        assert problem.place is not None
        assert problem.hint
        assert problem.expected


@pytest.mark.parametrize(
    ("code", "what", "changes", "kind"), SILENT, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_rule_is_silent_on_the_edge(
    code: str, what: str, changes: list[tuple[str, str]], kind: DocumentKind | None, tmp_path: Path
) -> None:
    assert [p for p in found(tmp_path, changes, kind) if p.code == code] == [], what


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.find.__name__)
def test_every_rule_names_its_source_and_what_it_reads(rule: Rule) -> None:
    assert rule.source
    assert rule.needs
    assert rule.find.__doc__


def test_a_warning_does_not_stop_the_documents(tmp_path: Path) -> None:
    problems = found(tmp_path, [("{per_participant: $880}", "{per_participant: $1000}")])
    assert {problem.code for problem in problems} - USUAL == {"GUI-02"}
    assert {problem.severity for problem in problems} == {"warning", "waived"}


def test_without_a_document_the_sections_decide_what_is_asked_for(tmp_path: Path) -> None:
    without_provider = found(tmp_path, [(section("provider"), "")])
    assert {problem.code for problem in without_provider} <= USUAL
    without_obligations = found(tmp_path, [(part("  provider_must:", "  dispute:"), "")])
    assert {problem.code for problem in without_obligations} - USUAL == {"REQ-01"}


def test_check_skips_a_rule_whose_sections_cannot_be_read() -> None:
    spec = read_and_check(Path(__file__).parents[2] / "specs" / "denver-literacy.yaml")[1]
    broken = spec.model_copy(update={"outcomes": None})
    found = check(broken, LAW, None, frozenset({"outcomes"}))
    assert {problem.code for problem in found} <= USUAL
