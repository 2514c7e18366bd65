"""A comparison as `diff --json` prints it: money as text with two decimals; keys may be added."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from obcgen.changes.material import SOURCE
from obcgen.money import plain
from obcgen.problems import dotted

if TYPE_CHECKING:
    from obcgen.changes.comparison import Comparison, Reworded
    from obcgen.changes.effects import Moved
    from obcgen.changes.money import Amounts
    from obcgen.changes.terms import TermChange
    from obcgen.spec import Spec


def to_json(found: Comparison) -> str:
    """Return the stable JSON of a comparison."""
    money = found.money
    data = {
        "old": _side(found.files[0], found.old),
        "new": _side(found.files[1], found.new),
        "documents": list(found.documents),
        "same": found.same,
        "changes": [_change(change, found) for change in found.changes],
        "protest_source": SOURCE,
        "money": {
            "base": _amounts(money.base),
            "maximum": _amounts(money.most),
            "not_to_exceed": _amounts(money.limit),
            "scenarios": [
                {"name": each.id, "title": each.name, **_amounts(each.total)} for each in money.scenarios
            ],
        },
        "not_alone": [dotted(change.path) for change in found.effects.joined],
        "rest": _moved(found.effects.rest),
        "wording": [_reworded(each) for each in found.wording.clauses],
        "wording_compared": list(found.wording.compared),
        "wording_left_out": list(found.wording.left_out),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _side(file: str, spec: Spec) -> dict[str, str]:
    return {"file": file, "number": spec.document.number, "title": spec.document.title}


def _change(change: TermChange, found: Comparison) -> dict[str, object]:
    moved = found.moved(change)
    return {
        "path": dotted(change.path),
        "subject": change.subject,
        "term": change.term,
        "change": change.how,
        "before": change.before,
        "after": change.after,
        "material": change.material,
        "confidential": change.confidential,
        "alone": _moved(moved) if moved is not None else None,
    }


def _amounts(amounts: Amounts) -> dict[str, str | None]:
    return {
        "before": plain(amounts.before),
        "after": plain(amounts.after),
    }


def _moved(moved: Moved) -> dict[str, object]:
    return {
        "base": moved.base.plain,
        "maximum": moved.most.plain,
        "scenarios": {key: amount.plain for key, amount in moved.scenarios.items()},
    }


def _reworded(clause: Reworded) -> dict[str, object]:
    return {
        "document": clause.document,
        "clause": clause.id,
        "title": clause.title,
        "passages": [{"before": each.before, "after": each.after} for each in clause.passages],
    }
