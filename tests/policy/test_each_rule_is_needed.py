"""Mutation: whichever rule is taken away, a case that it alone finds is no longer found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from importlib import import_module

import pytest
from designed import Design, spec_of
from test_designs import EVERY

from obcgen.law.in_force import law_on
from obcgen.pack import builtin
from obcgen.policy.check import check, every_rule
from obcgen.policy.rule import DocumentKind, Rule
from obcgen.reading import reading_of_text
from obcgen.source import Source, parse_sections
from obcgen.spec import Spec
from obcgen.spec.links import links
from payment_faults import BAD_LINES
from payment_term_faults import BAD_TERMS
from rule_cases import FIRES as LAID_OVER
from rule_changes import FIRES as CHANGES
from rule_changes import changed
from rule_pages import CODES, examples, over

LAW = law_on(builtin(), date(2027, 3, 1))
Case = tuple[Spec, DocumentKind | None, frozenset[str]]
LISTS = (
    ("obcgen.policy.check", "STRUCTURE"),
    ("obcgen.policy.check", "SENSE"),
    ("obcgen.policy.documents", "FOR_RFP"),
    ("obcgen.policy.documents", "FOR_BOTH"),
    ("obcgen.policy.documents", "FOR_CONTRACT"),
)


def _parsed(source: Source, kind: DocumentKind | None = None) -> Case:
    spec, unread, _ = parse_sections(source, Spec, links)
    return spec, kind, unread


def _laid_over(example: str) -> Case:
    return _parsed(over(example).source)


def _changed(changes: list[tuple[str, str]], kind: DocumentKind | None) -> Case:
    return _parsed(reading_of_text(changed(changes), "changed.yaml").source, kind)


def _whole(spec: Spec) -> Case:
    return spec, None, frozenset()


def _designed(design: Design) -> Case:
    return _whole(spec_of(design.changes))


@cache
def makers(code: str) -> tuple[Callable[[], Case], ...]:
    """Return what makes each case that is to fire a code: one that is missed is enough."""
    bad = (*BAD_LINES, *BAD_TERMS)
    return (
        *(partial(_whole, spec) for spec, its, _, _ in bad if its == code),
        *(partial(_changed, changes, kind) for its, _, changes, kind in CHANGES if its == code),
        *(partial(_laid_over, example) for its, _, example in LAID_OVER if its == code),
        *([partial(_laid_over, examples(code)["Wrong"])] if code in CODES else []),
        *(partial(_designed, design) for design in EVERY if code in design.codes),
    )


@cache
def case_at(code: str, at: int) -> Case:
    return makers(code)[at]()


def fires(code: str, case: Case) -> bool:
    spec, kind, unread = case
    return code in {problem.code for problem in check(spec, LAW, kind, unread)}


@cache
def is_found(code: str, at: int) -> bool:
    """Tell whether a case fires its code while every rule is there."""
    return fires(code, case_at(code, at))


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
    assert any(
        is_found(code, at) and missed_without(rule, case_at(code, at), monkeypatch)
        for at in range(len(makers(code)))
    )


def missed_without(rule: Rule, case: Case, patch: pytest.MonkeyPatch) -> bool:
    """Tell whether a case is no longer found where a rule is in none of the lists."""
    with patch.context() as taken:
        for module, name in LISTS:
            taken.setattr(f"{module}.{name}", without(_tuple(module, name), rule))
        return missed(rule.kind.code, case)


def _tuple(module: str, name: str) -> tuple[Rule, ...]:
    found: tuple[Rule, ...] = getattr(import_module(module), name)
    return found
