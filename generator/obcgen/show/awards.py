"""The contracts of one RFP as a table for a terminal, and as JSON for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from obcgen.show.schedule import table

if TYPE_CHECKING:
    from obcgen.awards import Awards

_HEAD = ("Contract", "Provider", "Lots", "Participants", "Most that can fall due", "Not to exceed")


def awards_text(found: Awards) -> str:
    """Return a row for each contract, what all come to, and what the RFP allows."""
    rfp = found.rfp
    rows = [
        (
            each.number,
            each.provider,
            ", ".join(rfp.lots[lot].name if lot in rfp.lots else lot for lot in sorted(each.lots)),
            f"{each.spec.population.planned:,}",
            each.most.exact,
            each.ceiling.exact,
        )
        for each in found.contracts
    ]
    sums = ("All contracts", "", "", f"{found.planned:,}", found.most.exact, found.ceiling.exact)
    allowed = ("The RFP allows", "", "", f"{found.places:,}", "", rfp.funding.not_to_exceed.exact)
    return "\n".join(table(_HEAD, [*rows, sums, allowed], 3)) + "\n"


def awards_json(found: Awards) -> str:
    """Return the same as stable JSON: money as text with two decimals, lots by their ids."""
    data = {
        "contracts": [
            {
                "number": each.number,
                "provider": each.provider,
                "lots": sorted(each.lots),
                "participants": each.spec.population.planned,
                "maximum": each.most.plain,
                "not_to_exceed": each.ceiling.plain,
            }
            for each in found.contracts
        ],
        "participants": found.planned,
        "maximum": found.most.plain,
        "not_to_exceed": found.ceiling.plain,
        "rfp": {
            "number": found.rfp.document.number,
            "participants": found.places,
            "not_to_exceed": found.rfp.funding.not_to_exceed.plain,
        },
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
