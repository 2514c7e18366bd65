"""What a default of the district cost each participant: results, or the minimum dosage alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from obcgen.deal.base_funding import ByDosage
from obcgen.deal.dosage import minimum_dosage
from obcgen.spec.on_record import EVERYONE

if TYPE_CHECKING:
    from obcgen.deal.deal import Deal
    from obcgen.deal.facts import Alike
    from obcgen.spec.results import Results


@dataclass(frozen=True, slots=True)
class Relief:
    """What a default of the district cost one participant: results, or the minimum dosage for them alone."""

    lost: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


NO_RELIEF = Relief()


def relief_of(results: Results) -> dict[str, Relief]:
    """Return by participant what a default of the district cost: results, or the minimum dosage alone."""
    found: dict[str, Relief] = {}
    for default in results.defaults or ():  # a section that cannot be read is None
        if default.party == "district" and default.participants != (EVERYONE,):
            outcomes = frozenset(default.outcomes)
            new = Relief(lost=outcomes) if default.lost == "results" else Relief(kept=outcomes)
            for name in default.participants:
                own = found.get(name, NO_RELIEF)
                found[name] = Relief(own.lost | new.lost, own.kept | new.kept)
    return found


def with_dosage_kept(deal: Deal, kinds: tuple[Alike, ...], *, of_one_year: bool) -> tuple[Alike, ...]:
    """Return kinds in which those whom the district kept from the minimum dosage have it, for the base.

    Of somebody with results of several years only the row that stands for all of them has any service.
    """
    least = minimum_dosage(deal)
    if least is None or deal.default is None or not isinstance(deal.base_funding, ByDosage):
        return kinds
    return tuple(
        replace(each, dosage=max(least, each.dosage or least))
        if each.kept and (of_one_year or each.dosage is not None)
        else each
        for each in kinds
    )
