"""From the spec to the deal: the one place that reads which keys a payment line has."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from obcgen.deal.base_funding import base_funding
from obcgen.deal.calendar import calendar
from obcgen.deal.deal import Deal
from obcgen.deal.indexed import indexed_years, prices, stated_by_year
from obcgen.deal.limits import limits_of
from obcgen.deal.lines.best_of import BestOf
from obcgen.deal.lines.flat import Flat
from obcgen.deal.lines.line import Line
from obcgen.deal.lines.per_unit import PerUnit
from obcgen.deal.lines.share_each import ShareEach
from obcgen.deal.lines.share_of import ShareOf
from obcgen.deal.lines.sloped import Sloped
from obcgen.deal.lines.stepped import Stepped
from obcgen.deal.lines.tiered import Tiered
from obcgen.deal.paid_for import Joined, PaidFor
from obcgen.deal.prices import Prices
from obcgen.deal.quality import Quality
from obcgen.money import Share
from obcgen.spec.once import once_for_sections
from obcgen.spec.rates import OwnAmount, Rate, Tiers, YearPrice
from obcgen.words import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from obcgen.money import Money
    from obcgen.spec import Outcome, Spec

SUBJECTS: tuple[Joined, ...] = ("outcome", "all", "any", "score", "best_of")


def compile(spec: Spec) -> Deal:  # noqa: A001 - it is what the word means: one language into another
    """Return the deal of a spec without errors."""
    lines = _Lines(spec).compiled()
    invoicing = spec.payment.invoicing
    paid = [line for line in lines.values() if not line.chosen]
    return Deal(
        spec,
        lines,
        base_funding(spec),
        tuple(limits_of(spec, paid)),
        spec.payment.if_district_defaults,
        spec.payment.discount,
        invoicing.retainage.value if invoicing is not None else Fraction(0),
        calendar(spec),
    )


UNREAD = ("document", "provider")
"""Sections in which no figure has a part: an RFP, its draft agreement and their drafts are one deal."""
_remembered = once_for_sections(compile, UNREAD)


def deal_of(spec: Spec | Deal) -> Deal:
    """Return the deal of a spec without errors, compiled once; a deal is returned as it is."""
    return spec if isinstance(spec, Deal) else _remembered(spec)


def joined_by(rate: Rate) -> Joined:
    """Return the key that says what a line pays for; without one it is the outcome of its own id."""
    return next((key for key in SUBJECTS if getattr(rate, key) is not None), "outcome")


def outcomes_named(key: str, rate: Rate) -> tuple[str, ...]:
    """Return the ids of the outcomes that the line itself names."""
    kind = joined_by(rate)
    if kind == "outcome":
        return (rate.outcome or key,)
    return () if kind == "best_of" else tuple(getattr(rate, kind))


def gates_named(rate: Rate) -> tuple[str, ...]:
    """Return the ids of the outcomes that must be reached before anything on the line counts."""
    return (rate.requires.reached if rate.requires is not None else None) or ()


class _Lines:
    """The lines of a rate card while they are compiled, those that others choose from first."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.rates: Mapping[str, Rate] = spec.payment.rates
        self.chooser = {line: key for key, rate in self.rates.items() for line in rate.best_of or ()}
        self.named = {key: outcomes_named(key, rate) for key, rate in self.rates.items()}
        self.alone = _counts(self.named)
        self.made: dict[str, Line] = {}

    def compiled(self) -> dict[str, Line]:
        """Return every line in the order of the rate card."""
        return {key: self.line(key) for key in self.rates}

    def line(self, key: str) -> Line:
        """Return one line, compiled once."""
        if key not in self.made:
            self.made[key] = self._variant(key, self.rates[key])
        return self.made[key]

    def _variant(self, key: str, rate: Rate) -> Line:
        """Return the line by the key that says how it pays."""
        ways: dict[str, Callable[[Rate, dict[str, Any]], Line]] = {
            "best_of": self._best_of,
            "per_unit": self._per_unit,
            "share_of": self._share_of,
            "group_result": self._group_result,
            "per_participant": self._per_participant,
        }
        make = next((make for name, make in ways.items() if getattr(rate, name) is not None), self._flat)
        return make(rate, self._common(key, rate))

    def _best_of(self, rate: Rate, common: dict[str, Any]) -> Line:
        lines = tuple(self.line(line) for line in rate.best_of or ())
        return BestOf(lines=lines, by_participant=any(x.by_participant for x in lines), **common)

    def _per_unit(self, rate: Rate, common: dict[str, Any]) -> Line:
        return PerUnit(
            by_participant=common["paid_for"].by_participant,
            unit_name=rate.unit or "unit",
            above=rate.above,
            fractions=rate.fractions,
            prices=self._prices(rate),
            payer_limit=Fraction(self._payer(common["id"], rate).cents),
            room=self._room(common["paid_for"], rate),
            **common,
        )

    def _share_each(self, own: OwnAmount, rate: Rate, common: dict[str, Any]) -> Line:
        return ShareEach(
            by_participant=True,
            unit_name="dollar",
            above=own.above,
            fractions=True,
            share=own.share,
            prices=Prices(None, {}, {}, elsewhere=False),
            payer_limit=Fraction(self._payer(common["id"], rate).cents),
            room=self._room(common["paid_for"], rate),
            **common,
        )

    def _share_of(self, rate: Rate, common: dict[str, Any]) -> Line:
        shares, base = rate.share_of, self.spec.payment.base
        stated = {name: getattr(shares, name) for name in ("savings", "actual_cost", "budget")}
        of, share = next((name, share) for name, share in stated.items() if share is not None)
        amounts: dict[str, Any] = {"of": of, "share": share, "own_budget": shares.of if shares else None}
        amounts["reimbursed"] = base.reimbursed.budget if base and base.reimbursed else None
        return ShareOf(by_participant=False, **amounts, **common)

    def _group_result(self, rate: Rate, common: dict[str, Any]) -> Line:
        result = rate.group_result
        if result is None or result.line is None:
            steps = result.steps if result is not None else None
            return Stepped(steps=steps or (), by_participant=False, **common)
        ends: dict[str, Any] = {"below": result.below, "above": result.above}
        return Sloped(points=result.line, by_participant=False, **ends, **common)

    def _per_participant(self, rate: Rate, common: dict[str, Any]) -> Line:
        singly, price = common["paid_for"].by_participant, rate.per_participant
        if isinstance(price, OwnAmount):
            return self._share_each(price, rate, common)
        if isinstance(price, Tiers):
            cumulative = price.combine == "cumulative"
            return Tiered(tiers=price.tiers, cumulative=cumulative, by_participant=singly, **common)
        return self._flat(rate, common)

    def _flat(self, rate: Rate, common: dict[str, Any]) -> Line:
        singly = common["paid_for"].by_participant
        return Flat(prices=self._prices(rate), by_participant=singly, **common)

    def _common(self, key: str, rate: Rate) -> dict[str, Any]:
        """Return what every line has."""
        spec, chooser, caps = self.spec, self.chooser.get(key, ""), self.spec.payment.caps
        stated = [name for name in type(rate).model_fields if name in rate.model_fields_set]
        return {
            "id": key,
            "name": self._name(key),
            "paid_for": self._paid_for(key, rate),
            "factor": _factor(rate),
            "discount": spec.payment.discount,
            "at_most": rate.at_most,
            "at_most_each": rate.at_most_each,
            "deduction": rate.deduction,
            "condition": (rate.requires.condition if rate.requires else None) or "",
            "due": rate.due,
            "interim": rate.interim,
            "chooser": (chooser, self._name(chooser) if chooser else ""),
            "most_each": caps.participant if caps else None,
            "not_to_exceed": spec.funding.not_to_exceed,
            "years": frozenset(rate.by_year if not spec.cohorts else ()),
            "cohorts": bool(spec.cohorts),
            "stated": tuple(name for name in stated if name not in {"name", "due"}),
        }

    def _name(self, key: str) -> str:
        """Return the name of a line: its own, that of the outcome it alone pays for, or its id in words."""
        rate, named = self.rates[key], self.named[key]
        if rate.name:
            return rate.name
        if joined_by(rate) != "outcome":
            return in_words(key)
        alone = self.alone[named] == 1
        return self.spec.outcomes[named[0]].name if alone or key == named[0] else in_words(key)

    def _paid_for(self, key: str, rate: Rate) -> PaidFor:
        spec, dosage = self.spec, self.spec.program.dosage
        return PaidFor(
            outcomes={outcome: spec.outcomes[outcome] for outcome in self.named[key]},
            joined=joined_by(rate),
            weights=tuple((rate.score or {}).values()),
            gates={each: spec.outcomes[each] for each in gates_named(rate)},
            own_group=rate.group or "",
            group=rate.group or _concerned([spec.outcomes[outcome] for outcome in self.named[key]]),
            cohort=rate.cohort or "",
            groups=spec.population.groups,
            cohorts=spec.cohorts,
            asks_dosage=rate.requires is not None and rate.requires.dosage is not None,
            minimum=dosage.minimum if dosage is not None else None,
            quality=self._quality(rate),
        )

    def _quality(self, rate: Rate) -> Quality | None:
        stated = rate.quality
        if stated is None:
            return None
        return Quality(stated.of, self.spec.outcomes[stated.of], stated.at_least, stated.at_most)

    def _prices(self, rate: Rate) -> Prices:
        stated, indexation = stated_by_year(rate), self.spec.payment.indexation
        years = prices(stated, indexation, {})
        by_index = indexation is not None and indexation.index is not None
        indexed = frozenset(indexed_years(stated) if by_index else ())
        dated = {year: x.due for year, x in rate.by_year.items() if isinstance(x, YearPrice) and x.due}
        stated_price = rate.per_participant
        flat = None if isinstance(stated_price, Tiers | OwnAmount) else stated_price or rate.per_unit
        return Prices(flat, years, dated, elsewhere=bool(self.spec.cohorts), indexed=indexed)

    def _room(self, paid_for: PaidFor, rate: Rate) -> int:
        """Return how many participants a line can count; each year that has a price counts everyone."""
        population = self.spec.population
        rooms = [population.maximum or population.planned]
        rooms += [population.groups[paid_for.group].planned] if paid_for.group in population.groups else []
        rooms += [self.spec.cohorts[rate.cohort].planned] if rate.cohort in self.spec.cohorts else []
        years = len(rate.by_year) if rate.by_year and not self.spec.cohorts else 1
        return max(1, min(rooms)) * years

    def _payer(self, key: str, rate: Rate) -> Money:
        """Return the ceiling of the line that pays; without one the not-to-exceed amount."""
        payer = rate if rate.at_most is not None else self.rates[self.chooser.get(key, key)]
        return payer.at_most if payer.at_most is not None else self.spec.funding.not_to_exceed


def _concerned(outcomes: Iterable[Outcome]) -> str:
    """Return the id of the group that all these outcomes concern; nothing where they differ."""
    concerned = {outcome.group or "" for outcome in outcomes}
    return concerned.pop() if len(concerned) == 1 else ""


def _factor(rate: Rate) -> Share | None:
    """Return what the price is multiplied by: the part that is paid for, the loading, or both in one."""
    if rate.factor is None or rate.loading is None:
        return rate.factor or rate.loading
    return Share(rate.factor.value * rate.loading.value)


def _counts(named: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Return how many lines name the same outcomes."""
    counts: dict[tuple[str, ...], int] = {}
    for outcomes in named.values():
        counts[outcomes] = counts.get(outcomes, 0) + 1
    return counts
