"""A review as JSON. Keys may be added; none changes its meaning."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from obcgen.counsel.asked import Standing
from obcgen.problems import Place, Problem, dotted
from obcgen.review.review import Counts, Group, Heading, Line, Printed, Review, Waiver


def to_json(review: Review) -> str:
    """Return the stable JSON of `review --json`; `docs/procurement-officers.md` says what each key is."""
    data = {
        "spec": review.file,
        "number": review.number,
        "title": review.title,
        "judgement": {
            "overall": review.overall.word,
            "title": review.overall.title,
            "sentence": review.overall.sentence,
            "matters": [asdict(matter) for matter in review.overall.matters],
        },
        "money": dict(review.money),
        "counts": {**_counts(review.counts), "groups": [_group(group) for group in review.groups]},
        "documents": {document.kind: _document(document) for document in review.documents},
        "rows": [_row(line) for group in review.groups for line in group.lines],
        "counsel": [_standing(each) for each in review.counsel],
        "waivers": [_waiver(waiver) for waiver in review.waivers],
        "findings": [_finding(problem) for problem in review.findings],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _counts(counts: Counts) -> dict[str, int]:
    return {name.removesuffix("_"): count for name, count in asdict(counts).items()}


def _group(group: Group) -> dict[str, str | int]:
    return {"id": group.id, "title": group.title, **_counts(group.counts)}


def _document(document: Printed) -> dict[str, str | bool]:
    return {"built": not document.reason, "reason": document.reason}


def _row(line: Line) -> dict[str, Any]:
    found = line.answer
    return {
        "id": found.row.id,
        "group": found.row.group,
        "asks": found.row.asks,
        "state": found.state,
        "judgement": line.judged.grade,
        "weight": line.judged.weight,
        "reasons": [{"words": reason.words, "code": reason.code or None} for reason in line.judged.reasons],
        "figures": list(line.judged.figures),
        "accepted": list(line.judged.accepted),
        "lacks": [
            {"words": lack.words, "paths": list(lack.paths), "met": lack.met, "of": lack.of}
            for lack in found.lacks
        ],
        "unread": list(found.unread),
        "spec": [_place(place) for place in found.places],
        "rfp": [_heading(heading) for heading in line.rfp],
        "contract": [_heading(heading) for heading in line.contract],
        "center": found.row.center or None,
        "source": found.row.source,
    }


def _standing(found: Standing) -> dict[str, str | None]:
    asked, given = found.asked, found.confirmation
    return {
        "group": asked.group,
        "key": asked.key,
        "title": asked.title,
        "asks": asked.asks,
        "imprint": asked.imprint,
        "state": found.state,
        "by": given.by if given else None,
        "on": str(given.on) if given else None,
        "note": given.note if given else None,
    }


def _heading(heading: Heading) -> dict[str, str]:
    return {"id": heading.id, "number": heading.number, "title": heading.title}


def _place(place: Place | None) -> dict[str, str | int | None]:
    return {"file": place.file if place else None, "line": place.line if place else None}


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {
        "code": waiver.code,
        "title": waiver.title,
        "reason": waiver.reason,
        **_place(waiver.place),
        "findings": [_finding(problem) for problem in waiver.findings],
    }


def _finding(problem: Problem) -> dict[str, str | int | None]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "path": dotted(problem.path),
        **_place(problem.place),
    }
