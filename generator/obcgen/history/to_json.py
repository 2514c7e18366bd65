"""A history as JSON: keys may be added, none changes its meaning."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from obcgen.changes.money import Amounts
from obcgen.problems import Problem, dotted

if TYPE_CHECKING:
    from obcgen.changes.terms import TermChange
    from obcgen.history.documents import Held
    from obcgen.history.history import History
    from obcgen.history.settled import Settled
    from obcgen.history.steps import Step


def to_json(found: History) -> str:
    """Return the whole history; what a step does not have is null."""
    whole = {
        "steps": [_step(each) for each in found.steps],
        "settled": [_settled(each) for each in found.settled],
        "documents": [_held(each) for each in found.documents],
        "problems": [_problem(each) for each in found.problems],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _step(step: Step) -> dict[str, Any]:
    return {
        "file": step.file,
        "extends": step.link.extends or None,
        "kind": step.kind,
        "number": step.number or None,
        "contract": step.contract or None,
        "date": str(step.day) if step.day else None,
        "sha256": step.sha256,
        "changes": [_change(each) for each in step.changes],
        "base": _amounts(step.money.base if step.money else None),
        "maximum": _amounts(step.money.most if step.money else None),
    }


def _change(each: TermChange) -> dict[str, Any]:
    return {
        "path": dotted(each.path),
        "subject": each.subject,
        "term": each.term,
        "before": each.before,
        "after": each.after,
        "material": each.material,
    }


def _amounts(each: Amounts | None) -> dict[str, str | None] | None:
    if each is None:
        return None
    return {
        "before": None if each.before is None else each.before.plain,
        "after": None if each.after is None else each.after.plain,
    }


def _settled(each: Settled) -> dict[str, str]:
    return {
        "file": each.file,
        "under": each.step,
        "settlement": each.settlement,
        "as_of": str(each.as_of),
        "verified_on": str(each.verified),
        "total": each.total.plain,
        "paid": each.paid.plain,
    }


def _held(each: Held) -> dict[str, Any]:
    return {
        "file": each.file,
        "document": each.kind or None,
        "made_from": each.step or None,
        "state": each.state,
        "edited": list(each.clauses),
    }


def _problem(each: Problem) -> dict[str, Any]:
    return {
        "code": each.code,
        "severity": each.severity,
        "message": each.message,
        "file": each.place.file if each.place else None,
        "hint": each.hint,
    }
