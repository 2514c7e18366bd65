"""The library, the reasons and one clause as JSON. Keys may be added; none changes its meaning."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from obcgen.clauses.catalog import Entry, Shown
from obcgen.clauses.reasons import Decided, Reason, Said
from obcgen.library.clauses import Clause
from obcgen.library.conditions import in_words
from obcgen.library.facts import meanings


def catalog_json(entries: Sequence[Entry]) -> str:
    """Return every clause of the outlines."""
    return _text({"clauses": [_placed(each) | _clause(each.clause) for each in entries]})


def reasons_json(found: Sequence[Reason]) -> str:
    """Return for each clause of a document whether it is printed, and why."""
    return _text({"document": found[0].entry.document, "clauses": [_reason(each) for each in found]})


def shown_json(shown: Sequence[Shown]) -> str:
    """Return all that is known of a clause."""
    return _text({"clauses": [_shown(each) for each in shown]})


def _text(value: Mapping[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _placed(entry: Entry) -> dict[str, Any]:
    return {"document": entry.document, "number": entry.number, "within": list(entry.within)}


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "title": clause.title,
        "documents": list(clause.documents),
        "when": clause.when,
        "condition": in_words(clause.when, meanings()) if clause.when is not None else "",
        "variants": dict(clause.variants),
        "locked": clause.locked,
        "source": clause.source,
        "effective": clause.effective,
        "note": clause.note,
        "file": clause.at.rpartition(":")[0],
    }


def _shown(shown: Shown) -> dict[str, Any]:
    variant = {"clause": shown.variant_of[0], "name": shown.variant_of[1]} if shown.variant_of else None
    places = [_placed(each) for each in shown.entries]
    return _clause(shown.clause) | {"stands": places, "variant_of": variant, "text": shown.text}


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "id": reason.entry.clause.id,
        "title": reason.title,
        "printed": reason.printed,
        "number": reason.number,
        "because": reason.because,
        "within": reason.within,
        "variant": reason.variant,
        "chosen": _said(reason.chosen) if reason.chosen else None,
        "facts": [_decided(each) for each in reason.facts],
    }


def _decided(decided: Decided) -> dict[str, Any]:
    said = [_said(each) for each in decided.said]
    return {"fact": decided.fact, "holds": decided.holds, "meaning": decided.meaning, "said": said}


def _said(said: Said) -> dict[str, Any]:
    place = said.place
    return {
        "path": said.path,
        "value": said.value or None,
        "file": place.file if place else None,
        "line": place.line if place else None,
    }
