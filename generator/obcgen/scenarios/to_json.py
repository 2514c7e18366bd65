"""Scenarios as `scenarios --json` prints them: money as text with two decimals; keys may be added."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from obcgen.account.to_data import limit_data
from obcgen.money import plain

if TYPE_CHECKING:
    from obcgen.account.account import SettledLine
    from obcgen.account.quarters import Quarter
    from obcgen.account.scenarios.ranges import ChanceRange
    from obcgen.account.scenarios.scenarios import Outlook
    from obcgen.scenarios.found import Found


def to_json(found: Found) -> str:
    """Return the stable JSON of all scenarios."""
    data = {
        "number": found.number,
        "scenarios": [
            _scenario(outlook, by_chance)
            for outlook, by_chance in zip(found.outlooks, found.ranges, strict=True)
        ],
        "method": list(found.method),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _scenario(outlook: Outlook, by_chance: ChanceRange) -> dict[str, object]:
    return {
        "name": outlook.case.id,
        "title": outlook.case.name,
        "assumes": outlook.case.words,
        "served": outlook.case.assumed.served,
        "base": outlook.base.plain,
        "performance": outlook.performance.plain,
        "total": outlook.total.plain,
        "performance_share": outlook.contingent.plain,
        "per_participant": plain(outlook.per_participant),
        "per_additional_result": plain(outlook.per_additional),
        "room": outlook.room.plain,
        "lines": [line_data(line) for line in outlook.settled.lines],
        "caps": [limit_data(limit) for limit in outlook.settled.limits],
        "cash_flow": [quarter_data(quarter) for quarter in outlook.quarters],
        "chance": chance_data(by_chance),
    }


def line_data(line: SettledLine) -> dict[str, object]:
    """Return a line with what it pays after and before the caps."""
    return {"id": line.id, "name": line.name, "amount": line.amount.plain, "before_caps": line.earned.plain}


def quarter_data(quarter: Quarter) -> dict[str, object]:
    """Return what falls due in a quarter; null names what has no date."""
    return {
        "quarter": quarter.name or None,
        "starts": f"{quarter.first[0]}-{quarter.first[1]:02d}" if quarter.name else None,
        "base": quarter.base.plain,
        "performance": quarter.performance.plain,
        "total": quarter.total.plain,
    }


def chance_data(by_chance: ChanceRange) -> dict[str, object] | None:
    """Return the range that chance gives; null where nothing is left to it, or none is worked out."""
    if by_chance.low is None or by_chance.high is None:
        return None
    return {
        "certainty": by_chance.certainty.plain,
        "low": by_chance.low.plain,
        "high": by_chance.high.plain,
        "outcomes": [
            {
                "id": count.outcome,
                "counted": count.counted,
                "attainment": count.share.plain,
                "low": count.low,
                "high": count.high,
            }
            for count in by_chance.counts
        ],
        "method": by_chance.method,
    }
