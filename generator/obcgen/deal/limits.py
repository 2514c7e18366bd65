"""The limits on performance money: what each covers, how much it leaves, and every text that names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from obcgen.deal.lines.line import Line
    from obcgen.money import Money
    from obcgen.problems import Path
    from obcgen.spec import Spec

Scope = Literal[
    "line", "participant", "district_default", "outcome", "cohort", "year", "total", "not_to_exceed"
]


class Paid(Protocol):
    """An amount that a limit may cover."""

    @property
    def line(self) -> str:
        """The line that pays it."""

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes for which it is paid."""

    @property
    def cohort(self) -> str:
        """The cohort whose results it pays for."""

    @property
    def year(self) -> str:
        """The year in which these count."""

    @property
    def size(self) -> int:
        """How many participants it may count; 0 where it is paid once for all."""


_CAPS = {
    "participant": "for any one Participant",
    "district_default": "on what a District Default adds",
    "outcome": "for the Outcome “{}”",
    "cohort": "for the cohort “{}”",
    "year": "for results of the year {}",
    "total": "for all lines together",
}
_CUTS = {**_CAPS, "participant": "for each Participant", "year": "for the year {}"}
_TITLES = {
    "line": "Most for the line “{}”",
    "participant": "Most for one participant",
    "district_default": "Most on the ground of a district default",
    "outcome": "Most for the outcome “{}”",
    "cohort": "Most for the cohort “{}”",
    "year": "Most for the year {}",
    "total": "Most for all lines",
    "not_to_exceed": "Not-to-exceed amount, base included",
}
_IN_TEXT = {
    "line": "the ceiling of the line “{}”",
    "participant": "the cap for each participant",
    "district_default": "the most for a default of the district",
    "outcome": "the cap for the outcome “{}”",
    "cohort": "the cap for the cohort “{}”",
    "year": "the cap for the year {}",
    "total": "the cap for all lines",
    "not_to_exceed": "the not-to-exceed amount",
}
_IN_TRACE = {
    "line": "the ceiling of the line",
    "participant": "the cap per participant",
    "district_default": "the ceiling on what a district default adds",
    "outcome": "the cap on the outcome",
    "cohort": "the cap on the cohort",
    "year": "the cap on the year",
    "total": "the cap on all lines",
    "not_to_exceed": "the not-to-exceed amount",
}
_IN_MEMO = {
    "participant": "Cap for each Participant",
    "district_default": "Most for a default of the District",
    "outcome": "Cap for the outcome “{}”",
    "cohort": "Cap for the cohort “{}”",
    "year": "Cap for the year {}",
    "total": "Cap for all lines",
    "not_to_exceed": "Not-to-Exceed Amount",
}
_IN_FINDING = {
    "participant": "The cap for each participant",
    "outcome": "The cap for {}",
    "cohort": "The cap for {}",
    "year": "The cap for the year {}",
    "total": "The cap for all lines together",
    "not_to_exceed": "The not-to-exceed amount",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit that the deal sets: `key` is the id, `name` the printed name, of what it limits."""

    scope: Scope
    key: str
    name: str
    amount: Money

    @property
    def path(self) -> Path:
        """Where the spec states it."""
        if self.scope == "not_to_exceed":
            return ("funding", "not_to_exceed")
        if self.scope == "district_default":
            return ("payment", "if_district_defaults", "at_most")
        if self.scope == "line":
            return ("payment", "rates", self.key, "at_most")
        return ("payment", "caps", self.scope, *([self.key] if self.key else []))

    def covers(self, paid: Paid) -> bool:
        """Tell whether an amount counts towards the limit."""
        match self.scope:
            case "line":
                return paid.line == self.key
            case "participant":
                return paid.size > 0
            case "outcome":
                return self.key in paid.outcomes
            case "cohort":
                return paid.cohort == self.key
            case "year":
                return paid.year == self.key
            case _:
                return True

    @property
    def called(self) -> str:
        """The limit as a sentence names it: `the cap of $1,500 for any one Participant`."""
        if self.scope == "not_to_exceed":
            return f"the Not-to-Exceed Amount of {self.amount}"
        return f"the cap of {self.amount} {_CAPS[self.scope].format(self.name)}"

    def sentence(self, *, alone: bool) -> str:
        """Return the sentence by which a contract sets a cap; `alone`: the rate card has one line."""
        if self.scope == "district_default":
            return (
                "Of what its own failure, or an end without the cause it states, adds for results, "
                f"computed last, the District shall pay no more than {self.amount}."
            )
        what = _CAPS[self.scope].format(self.name)
        what = "for all lines of the Rate Card together" if self.scope == "total" else what
        paid = f"The District shall pay no more than {self.amount} of Performance Funding"
        return f"{paid}." if alone and self.scope == "total" else f"{paid} {what}."

    @property
    def title(self) -> str:
        """The limit as a table names it."""
        return _TITLES[self.scope].format(self.name)

    @property
    def in_text(self) -> str:
        """The limit as the text of a scenario names it."""
        return _IN_TEXT[self.scope].format(self.name)

    @property
    def in_trace(self) -> str:
        """The limit as the explanation of a figure names it, with the id of what it limits."""
        return _IN_TRACE[self.scope] + (f" {self.key}" if self.key else "")

    @property
    def in_memo(self) -> str:
        """The limit as the list of figures of an estimate names it."""
        return _IN_MEMO[self.scope].format(self.name)

    @property
    def in_finding(self) -> str:
        """The limit as a finding about it begins."""
        return _IN_FINDING[self.scope].format(self.name)


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What the cap for a year takes off and a later year pays; `due` from when on, `None` for no date."""

    year: str
    amount: Money
    due: date | None = None


@dataclass(frozen=True, slots=True)
class AppliedLimit:
    """A limit and what it did to the money it covers; `after` holds what is `carried` over as well."""

    terms: Limit
    before: Money
    after: Money
    carried: tuple[CarriedOver, ...] = ()

    @property
    def scope(self) -> Scope:
        """What it limits."""
        return self.terms.scope

    @property
    def name(self) -> str:
        """The id of what it limits."""
        return self.terms.key

    @property
    def limit(self) -> Money:
        """The most that it leaves."""
        return self.terms.amount

    @property
    def bound(self) -> bool:
        """Whether it cut anything for good."""
        return self.after < self.before

    @property
    def acted(self) -> bool:
        """Whether it cut anything, or put it off to a later year."""
        return self.bound or bool(self.carried)

    def did(self, text: Callable[[Money], str] = str, included: str = "") -> str:
        """Return what it did: `cuts $900 to $600`; `included` names what the first amount includes."""
        before, after = text(self.before), text(self.after)
        if not self.carried:
            return f"cuts {before}{included} to {after}"
        parts = [f"{text(each.amount)} is carried over into {each.year}" for each in self.carried]
        parts += [f"{text(self.before - self.after)} is not paid"] if self.bound else []
        kept = self.after
        for each in self.carried:
            kept -= each.amount
        return f"leaves {text(kept)} of {before} in its year; {listed(parts)}"

    @property
    def sentence(self) -> str:
        """What a limit that cuts does, with its figures."""
        if self.carried:
            return f"The cap of {self.limit} {_CUTS[self.scope].format(self.terms.name)} {self.did()}."
        cuts = f"from {self.before} to {self.after}."
        if self.scope == "line":
            return f"The ceiling of {self.limit} of the line “{self.terms.name}” cuts it {cuts}"
        if self.scope == "district_default":
            return f"The ceiling of {self.limit} on what a District Default adds cuts it {cuts}"
        if self.scope == "not_to_exceed":
            return f"The Not-to-Exceed Amount of {self.limit} cuts the maximum {cuts}"
        what = _CUTS[self.scope].format(self.terms.name)
        return f"The cap of {self.limit} {what} cuts Performance Funding {cuts}"


def carry_over_sentence(limits: Iterable[Limit]) -> str:
    """Return the sentence by which a contract carries over what the caps for years take off."""
    years = sorted(limit.key for limit in limits if limit.scope == "year")
    return (
        "What the cap for a year takes off is carried over: the District shall pay it in a later year that "
        f"has a cap ({listed(years[1:])}), as far as the amounts earned for that year leave room under its "
        "cap. What the earliest year left over comes first, and amounts of one year share the room in "
        "proportion. "
        "An amount carried over falls due with the payment of its line for the later year, but not before "
        f"that year ends. What is still unpaid after {years[-1]} is not paid."
    )


def limits_of(spec: Spec, lines: Iterable[Line]) -> Iterator[Limit]:
    """Yield every limit of a deal in the order in which they apply; `lines` are those that pay."""
    caps, default = spec.payment.caps, spec.payment.if_district_defaults
    for line in lines:
        if line.at_most is not None:
            yield Limit("line", line.id, line.name, line.at_most)
    if caps is not None and caps.participant is not None:
        yield Limit("participant", "", "", caps.participant)
    if default is not None and default.at_most is not None:
        yield Limit("district_default", "", "", default.at_most)
    if caps is not None:
        for key, amount in caps.outcome.items():
            yield Limit("outcome", key, spec.outcomes[key].name, amount)
        for key, amount in caps.cohort.items():
            yield Limit("cohort", key, spec.cohorts[key].name, amount)
        for key, amount in caps.year.items():
            yield Limit("year", key, key, amount)
    if caps is not None and caps.total is not None:
        yield Limit("total", "", "", caps.total)
    yield Limit("not_to_exceed", "", "", spec.funding.not_to_exceed)
