"""Mutation: whichever rule is taken away, a case that it alone finds is no longer found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from designed import spec_of
from test_designs import EVERY

from obcgen.law.in_force import law_on
from obcgen.pack import builtin
from obcgen.policy.check import check, every_rule
from obcgen.policy.rule import DocumentKind, Rule
from obcgen.source import parse_sections, read
from obcgen.spec import Spec
from obcgen.spec.links import links
from payment_faults import BAD_LINES
from payment_term_faults import BAD_TERMS
from rule_cases import FIRES as LAID_OVER
from rule_changes import FIRES as CHANGES
from rule_changes import changed
from rule_pages import CODES, examples, laid_over

LAW = law_on(builtin(), date(2027, 3, 1))
Case = tuple[Spec, DocumentKind | None, frozenset[str]]


def _parsed(path: Path, kind: DocumentKind | None = None) -> Case:
    spec, unread, _ = parse_sections(read(path), Spec, links)
    return spec, kind, unread


def _cases(folder: Path) -> Iterator[tuple[str, Case]]:
    for code in CODES:
        yield code, _parsed(laid_over(folder, examples(code)["Wrong"]))
    for code, _, example in LAID_OVER:
        yield code, _parsed(laid_over(folder, example))
    for code, _, changes, kind in CHANGES:
        path = folder / "changed.yaml"
        path.write_text(changed(changes), encoding="utf-8")
        yield code, _parsed(path, kind)
    for design in EVERY:
        for code in design.codes:
            yield code, (spec_of(design.changes), None, frozenset())
    for spec, code, _, _ in (*BAD_LINES, *BAD_TERMS):
        yield code, (spec, None, frozenset())


@cache
def cases() -> dict[str, list[Case]]:
    """Return every case by the code that it is to fire."""
    found: dict[str, list[Case]] = {}
    with TemporaryDirectory() as folder:
        for code, case in _cases(Path(folder)):
            found.setdefault(code, []).append(case)
    return found


def fires(code: str, case: Case) -> bool:
    spec, kind, unread = case
    return code in {problem.code for problem in check(spec, LAW, kind, unread)}


@cache
def found_of(code: str) -> list[Case]:
    """Return the cases that fire a code while every rule is there."""
    return [case for case in cases()[code] if fires(code, case)]


def missed(code: str, case: Case) -> bool:
    """Tell whether a case is no longer found, or other rules fall over what it would have kept from them."""
    try:
        return not fires(code, case)
    except (KeyError, RecursionError, RuntimeError, ValueError):
        return True


def without(rules: tuple[Rule, ...], rule: Rule) -> tuple[Rule, ...]:
    return tuple(other for other in rules if other is not rule)


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: f"{rule.kind.code}-{rule.find.__name__}")
def test_a_rule_that_is_taken_away_is_missed(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    code = rule.kind.code
    found = found_of(code)
    assert found
    for module, name in (
        ("obcgen.policy.check", "STRUCTURE"),
        ("obcgen.policy.check", "SENSE"),
        ("obcgen.policy.documents", "FOR_RFP"),
        ("obcgen.policy.documents", "FOR_BOTH"),
        ("obcgen.policy.documents", "FOR_CONTRACT"),
    ):
        monkeypatch.setattr(f"{module}.{name}", without(_tuple(module, name), rule))
    assert any(missed(code, case) for case in found)


def _tuple(module: str, name: str) -> tuple[Rule, ...]:
    from importlib import import_module

    found: tuple[Rule, ...] = getattr(import_module(module), name)
    return found
