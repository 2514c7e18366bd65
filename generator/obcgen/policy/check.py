"""All rules over one spec."""

from __future__ import annotations

from obcgen.policy import dates, documents, evaluation, guidance, terms
from obcgen.policy.rule import DocumentKind, Rule
from obcgen.problems import Problem, is_error
from obcgen.spec import Spec

STRUCTURE = (*terms.ALWAYS, *dates.ALWAYS, *evaluation.ALWAYS)
"""Rules without which the money and the dates make no sense."""


def check(
    spec: Spec, kind: DocumentKind | None = None, unread: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Return what is wrong, weak or missing.

    Args:
        spec: the spec; sections in `unread` are absent from it.
        kind: the document it is checked for; without one, those that its sections point to.
        unread: sections that have Problems already; rules that need them are skipped.
    """
    found = _run(STRUCTURE, spec, unread)
    broken = unread | {str(problem.path[0]) for problem in found if problem.path and is_error(problem)}
    return (*found, *_run((*guidance.ALWAYS, *_for_documents(spec, kind)), spec, broken))


def _run(rules: tuple[Rule, ...], spec: Spec, unread: frozenset[str]) -> tuple[Problem, ...]:
    return tuple(problem for rule in rules if not rule.needs & unread for problem in rule.find(spec))


def _for_documents(spec: Spec, kind: DocumentKind | None) -> tuple[Rule, ...]:
    """Return the rules of a document; without one, of those that the spec's sections point to."""
    if kind is None:
        rules = documents.FOR_RFP if spec.procurement is not None else ()
        return (*rules, *(documents.FOR_CONTRACT if spec.provider is not None else ()))
    return documents.FOR_RFP if kind == "rfp" else documents.FOR_CONTRACT


def every_rule() -> tuple[Rule, ...]:
    """Return all rules, for the reference."""
    return (*STRUCTURE, *guidance.ALWAYS, *documents.FOR_RFP, *documents.FOR_CONTRACT)
