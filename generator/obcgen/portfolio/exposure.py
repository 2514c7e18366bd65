"""What one deal adds to a portfolio: the figures of its own schedule, scenarios and settlement, none anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from obcgen.account.account import Account
from obcgen.account.most_by_source import funded_at_most
from obcgen.account.scenarios.scenarios import outlooks
from obcgen.account.schedule import schedule
from obcgen.account.sources import NO_SOURCE
from obcgen.money import Money, total
from obcgen.spec import Spec

NOT_COVERED = "Not covered by a source"


@dataclass(frozen=True, slots=True)
class Part:
    """The most that falls on one source in one fiscal year; the year of undated payments is empty."""

    year: str
    source: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a deal costs in one scenario; `id` is the same in every deal that has the scenario."""

    id: str
    name: str
    base: Money
    performance: Money


@dataclass(frozen=True, slots=True)
class SettledYear:
    """What is settled of the payments of one fiscal year, and what was paid of them before."""

    year: str
    settled: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement of a deal: as `settle` has it, by year, and by source where the spec has sources."""

    file: str
    as_of: date
    account: Account
    years: tuple[SettledYear, ...]
    sources: tuple[tuple[str, Money], ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """One deal of a portfolio."""

    name: str
    spec: Spec
    base: Money
    performance: Money
    maximum: Money
    parts: tuple[Part, ...]
    scenarios: tuple[Scenario, ...]
    settlement: Settlement | None = None

    @property
    def number(self) -> str:
        """The number of the contract, or of the RFP before there is one."""
        contract = self.spec.agreement.number if self.spec.agreement and self.spec.provider else ""
        return contract or self.spec.document.number


def exposure_of(name: str, spec: Spec) -> Exposure:
    """Return what a deal without errors adds to a portfolio."""
    planned = schedule(spec)
    found = funded_at_most(spec, planned)
    names = {source.id: source.name for source in found.sources} | {NO_SOURCE: NOT_COVERED}
    parts = tuple(
        Part(year.year, names[key], amount)
        for year in found.years
        for key, amount in year.by_source
        if amount
    )
    scenarios = tuple(
        Scenario(each.case.id, each.case.name, each.base, each.performance) for each in outlooks(spec)
    )
    return Exposure(name, spec, planned.base, planned.performance, planned.maximum, parts, scenarios)


def usual_name(found: Sequence[Scenario], id_: str) -> str:
    """Return what most deals call a scenario: a board says of itself what a district does."""
    return Counter(each.name for each in found if each.id == id_).most_common(1)[0][0]


def by_year(account: Account) -> tuple[SettledYear, ...]:
    """Return what is settled, by the fiscal years in which it falls due."""
    years = sorted({due.year for due in account.dues}, key=lambda year: (not year, year))
    return tuple(
        SettledYear(
            year,
            total(due.settled for due in account.dues if due.year == year),
            total(due.paid for due in account.dues if due.year == year),
        )
        for year in years
    )
