"""An inspection as JSON: keys may be added, none changes its meaning."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from obcgen.document.compare import Difference
from obcgen.document.embedded import ENGINE, hash_of
from obcgen.inspection.inspection import Inspection
from obcgen.problems import Problem
from obcgen.published import DOCUMENT, HASH, LANGUAGE, NUMBER, PACK, VERSION
from obcgen.signing.verify import Signed


def to_json(found: Inspection) -> str:
    """Return the whole inspection; what a file does not state is null."""
    about, stated = found.carried.found, found.carried.found.properties
    real = None if about.text is None else hash_of(about.text)
    whole = {
        "file": found.carried.file,
        "format": found.carried.form,
        "title": about.title,
        "number": stated.get(NUMBER),
        "document": stated.get(DOCUMENT),
        "version": stated.get(VERSION),
        "language": stated.get(LANGUAGE),
        "pack": stated.get(PACK),
        "engine": stated.get(ENGINE),
        "spec": {"embedded": about.text is not None, "sha256": real, "stated_sha256": stated.get(HASH)},
        "matches": found.state,
        "clauses": found.count,
        "differences": [_difference(one, found) for one in found.differences],
        "signatures": [_signature(one) for one in found.signatures],
        "problems": [_problem(one) for one in found.problems],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _difference(one: Difference, found: Inspection) -> dict[str, Any]:
    label = found.labels.get(one.id)
    return {
        "id": one.id if label else None,
        "number": label.number if label else None,
        "title": label.title if label else one.id,
        "change": one.change,
        "in_spec": one.before or None,
        "in_file": one.after or None,
    }


def _signature(one: Signed) -> dict[str, Any]:
    return {
        "field": one.field,
        "title": one.title,
        "signer": one.signer or None,
        "time": one.time or None,
        "holds": one.is_whole,
        "since": one.since,
        "blanks": [asdict(each) for each in one.blanks],
        "issuer": one.issuer or None,
        "certificate_sha256": one.sha256 or None,
        "certificate_in_force": one.in_force,
    }


def _problem(one: Problem) -> dict[str, str]:
    return {"code": one.code, "severity": one.severity, "message": one.message, "hint": one.hint}
