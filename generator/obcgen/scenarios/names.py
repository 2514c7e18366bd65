"""The names that the templates of `templates/estimate/` may use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from obcgen.account.schedule import schedule
from obcgen.charts.scenarios import Scenario, scenario_costs
from obcgen.scenarios.conclusions import comparison, conclusion, risks
from obcgen.scenarios.inputs import inputs
from obcgen.scenarios.rows import count_rows, history_rows, line_blocks, quarter_blocks, scenario_rows
from obcgen.scenarios.words import quarter_in_words
from obcgen.spec.dates import day_words
from obcgen.spec.estimate import Estimate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.account.quarters import Quarter
    from obcgen.charts.canvas import Canvas
    from obcgen.scenarios.found import Found
    from obcgen.spec import Prose, Spec

_UNSAID = Estimate(on=None, prepared_by=None, method=None, risks=None)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the memo says of itself. It is never a draft: it is dated, signed and put on file."""

    number: str
    title: str
    notice: Prose | None
    status: str = "final"


@dataclass(frozen=True, slots=True)
class Said:
    """What the district says of its estimate."""

    on: date
    prepared_by: str
    method: Prose | None
    risks: Prose | None


def names(found: Found, spec: Spec, canvas: Canvas, *, day: date) -> dict[str, object]:
    """Return every name that a template of an estimate may use.

    Args:
        found: the scenarios of the spec.
        spec: the spec, with all that is confidential in it.
        canvas: what charts are drawn on.
        day: the day of the estimate.
    """
    estimate, rows = spec.estimate or _UNSAID, scenario_rows(found)
    counts = count_rows(found, spec)
    by_id = dict(zip((each.case.id for each in found.outlooks), rows, strict=True))
    signer = estimate.prepared_by
    buyer = f"the {spec.district.role}"
    return {
        "document": Cover(spec.document.number, spec.document.title, spec.document.notice),
        "district": spec.district,
        "agreement": None,
        "fact": {"federal": any(source.federal for source in spec.funding.sources.values())},
        "estimate": Said(day, _signer(estimate), estimate.method, estimate.risks),
        "preparer_name": (signer.name or "") if signer else "",
        "preparer_title": signer.title if signer else "",
        "proposals_due": spec.procurement.schedule.proposals_due.date() if spec.procurement else None,
        "not_to_exceed": spec.funding.not_to_exceed,
        "evidence": tuple(estimate.evidence.values()),
        "comparison": comparison(found, estimate),
        "history": history_rows(spec),
        "inputs": inputs(spec),
        "method": found.method,
        "scenarios": rows,
        "nothing": by_id["none"],
        "anyway": by_id["expected"],
        "at_target": by_id["target"],
        "day_words": day_words(day),
        "most_payable": schedule(spec).maximum,
        "chart": scenario_costs(canvas, _bars(found), spec.funding.not_to_exceed),
        "line_blocks": line_blocks(found),
        "limits": tuple(
            f"{each.case.name}: {words.replace('the district', buyer)}"
            for each, limits in zip(found.outlooks, found.limits, strict=True)
            for words in limits
        ),
        "quarter_blocks": quarter_blocks(found),
        "quarters": tuple(dict.fromkeys(map(quarter_in_words, _quarters(found)))),
        "certainty": found.ranges[0].certainty,
        "counts": counts,
        "risks": risks(found, spec),
        "conclusion": conclusion(found),
    }


def _quarters(found: Found) -> Iterator[Quarter]:
    return (quarter for each in found.outlooks for quarter in each.quarters)


def _bars(found: Found) -> tuple[Scenario, ...]:
    return tuple(Scenario(each.case.name, each.base, each.performance) for each in found.outlooks)


def _signer(estimate: Estimate) -> str:
    signer = estimate.prepared_by
    if signer is None:
        return ""
    return f"{signer.name}, {signer.title}" if signer.name else signer.title
