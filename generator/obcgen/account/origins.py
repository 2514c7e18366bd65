"""How much of the most payable is federal, other public and non-governmental money.

A solicitation that money of some federal agencies pays for states these amounts and shares (the Stevens
amendment; `agencies` in the law data of the pack says for which agencies).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from obcgen.account.most_by_source import funded_at_most
from obcgen.money import ZERO, Money, Share, total

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.account.schedule import Schedule
    from obcgen.spec import Spec
    from obcgen.spec.funding import FundingSource


@dataclass(frozen=True, slots=True)
class Origins:
    """The most payable, and the parts of it that are federal and non-governmental money."""

    whole: Money
    federal: Money
    non_governmental: Money

    @property
    def public(self) -> Money:
        """What is neither: money of the state and of the district, also where no source is named for it."""
        return max(ZERO, self.whole - self.federal - self.non_governmental)

    @property
    def federal_share(self) -> Share:
        """Federal money as a share of the whole."""
        return self.federal.over(self.whole)

    @property
    def public_share(self) -> Share:
        """Other public money as a share of the whole."""
        return self.public.over(self.whole)

    @property
    def non_governmental_share(self) -> Share:
        """Non-governmental money as a share of the whole."""
        return self.non_governmental.over(self.whole)


def origins(spec: Spec, planned: Schedule) -> Origins:
    """Return what the sources pay of the most that can fall due, as the schedule divides it over them."""
    paid = {source.id: source.total for source in funded_at_most(spec, planned).sources}

    def of(holds: Callable[[FundingSource], bool]) -> Money:
        keys = [key for key, source in spec.funding.sources.items() if holds(source)]
        return min(planned.maximum, total(paid.get(key, ZERO) for key in keys))

    federal = of(lambda source: source.federal)
    private = of(lambda source: source.non_governmental and not source.federal)
    return Origins(planned.maximum, federal, min(private, planned.maximum - federal))
