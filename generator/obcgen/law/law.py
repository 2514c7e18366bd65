"""What law and guidance say in figures on the day a document is dated. Data: a pack may change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from obcgen.imprint import imprint_of
from obcgen.law.terms import StateLaw
from obcgen.money import Money, Share

Status = Literal["confirmed", "confirm"]
Buys = Literal["anything", "goods", "construction", "research"]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of law in force, and since when."""

    name: str
    amount: Money
    effective: date
    source: str
    status: Status

    @property
    def imprint(self) -> str:
        """What a confirmation of it names: it changes with the amount, its day and its source."""
        return imprint_of((self.name, str(self.amount), str(self.effective), self.source))


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph of Appendix II to 2 CFR Part 200 and the condition under which a contract carries it."""

    letter: str
    title: str
    above: str
    buys: Buys
    source: str
    status: Status

    @property
    def imprint(self) -> str:
        """What a confirmation of it names: it changes with its title, its condition and its source."""
        return imprint_of((self.letter, self.title, self.above, self.buys, self.source))


@dataclass(frozen=True, slots=True)
class Agency:
    """A federal agency whose money pays: its rules, and what its money asks of a solicitation.

    `listing` begins the assistance listing of its programs; `shares_stated` cites the law by which a
    solicitation states the share and amount of federal money, and is empty where none does.
    """

    listing: str
    name: str
    rules: str
    civil_rights: str
    shares_stated: str
    source: str
    status: Status

    @property
    def imprint(self) -> str:
        """What a confirmation of it names: it changes with each law that it cites."""
        return imprint_of(
            (self.listing, self.name, self.rules, self.civil_rights, self.shares_stated, self.source)
        )

    def pays(self, listing: str) -> bool:
        """Tell whether an assistance listing is one of this agency."""
        return listing.strip().startswith(f"{self.listing}.")


@dataclass(frozen=True, slots=True)
class Program:
    """A federal program, by its assistance listing, whose money adds to other money and replaces none."""

    listing: str
    source: str
    status: Status

    @property
    def imprint(self) -> str:
        """What a confirmation of it names: it changes with the law that it cites."""
        return imprint_of((self.listing, self.source))

    def pays(self, listing: str) -> bool:
        """Tell whether an assistance listing is one of this program: `84.010` and `84.010A` are."""
        return listing.strip().startswith(self.listing)


@dataclass(frozen=True, slots=True)
class Access:
    """From which day the documents that a public body posts must be accessible, by its population."""

    population: int
    day: date
    source: str
    status: Status


@dataclass(frozen=True, slots=True)
class Band:
    """Within how many calendar days a time usually lies, and what says so."""

    least: int
    most: int
    source: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The figures of guidance."""

    weakest_share: Share
    usual_share: Share
    largest_gain: Share
    certainty: Share
    usual_retainage: Share
    largest_step: Share
    largest_anyway: Share
    least_guaranteed: Share
    early_base: Share
    early_service: Share
    largest_baseline: Share
    lowered_baseline: Share
    retention_years: int
    after_addendum: int
    """Calendar days between a change that bears on proposals and the day they are due."""
    times: Mapping[str, Band]


@dataclass(frozen=True, slots=True)
class Law:
    """All of it, on one day."""

    amounts: Mapping[str, Amount]
    clauses: tuple[Clause, ...]
    access: tuple[Access, ...]
    guide: Guide
    state: StateLaw | None = None
    shipped: Mapping[str, str] = field(default_factory=dict)
    """The pack that comes with the program for a state, by postal code."""
    variants: Mapping[str, str] = field(default_factory=dict)
    """Which variant of a clause the pack chooses, by the clause's id."""
    in_use: str = ""
    """The topmost pack by the name of its folder; empty where the built-in templates are alone."""
    agencies: tuple[Agency, ...] = ()
    programs: tuple[Program, ...] = ()

    @property
    def of_services(self) -> tuple[Clause, ...]:
        """The clauses that a contract for services may carry: nobody builds or does research."""
        return tuple(clause for clause in self.clauses if clause.buys in {"anything", "goods"})

    def carried(self, limit: Money) -> tuple[Clause, ...]:
        """Return the clauses that a contract for services of up to a limit carries."""
        return tuple(each for each in self.of_services if not each.above or self.above(each.above, limit))

    def above(self, name: str, value: Money) -> bool:
        """Tell whether a value exceeds an amount in force; one that is not in force is not exceeded."""
        return name in self.amounts and value > self.amounts[name].amount
