"""The contracts of one RFP as a table for a terminal."""

from __future__ import annotations

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
    planned = sum(each.spec.population.planned for each in found.contracts)
    places = rfp.population.maximum or rfp.population.planned
    sums = ("All contracts", "", "", f"{planned:,}", found.most.exact, found.ceiling.exact)
    allowed = ("The RFP allows", "", "", f"{places:,}", "", rfp.funding.not_to_exceed.exact)
    return "\n".join(table(_HEAD, [*rows, sums, allowed], 3)) + "\n"
