"""What a summary says of money: what each case costs, what each result pays, which money lapses when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.account.scenarios.scenarios import at_target, cases, exposure, outlook
from obcgen.account.schedule import schedule
from obcgen.deal.base_funding import ByDosage
from obcgen.deal.compile import deal_of
from obcgen.deal.lines.tiered import Tiered
from obcgen.figures import level_text, quantity
from obcgen.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.account.scenarios.scenarios import Outlook
    from obcgen.deal.deal import Deal
    from obcgen.deal.lines.line import Line
    from obcgen.money import Share
    from obcgen.spec import Outcome, Spec
    from obcgen.summaries.language import Language

_DOLLAR = 100
_ROOM = 320
"""So many letters of what counts as a result fit on the page with everything else."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What is paid in one case, for how many served, in all and for each of them, to the dollar.

    The last may be missing; `rounded` says that it had cents.
    """

    base: Money
    results: Money
    total: Money
    each: Money | None
    rounded: bool
    served: int


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the rate card: what counts, its price, what is expected and hoped for, and what it pays."""

    name: str
    counts: str
    price: str
    without: str
    target: str
    at_target: Money
    most: Money


@dataclass(frozen=True, slots=True)
class Fund:
    """Sources of money, and the last day on which they pay."""

    names: str
    last_day: str


def money_names(spec: Spec, language: Language, person: str) -> dict[str, object]:
    """Return every name of a summary that is about money."""
    deal = deal_of(spec)
    nothing, everything = exposure(deal)
    known = {case.id: case for case in cases(deal)}
    costs = {
        "nothing": _cost(nothing),
        "anyway": _cost(outlook(deal, known["expected"])),
        "target": _cost(at_target(deal)),
        "most": _cost(everything),
    }
    planned = schedule(spec)
    default = spec.payment.if_district_defaults
    return {
        "results": _results(deal, language, person),
        "last_bills": tuple(_last_bills(spec, language)),
        "source_names": language.listed([str(each.name) for each in spec.funding.sources.values()]),
        **costs,
        "each_rounded": any(cost.rounded for cost in costs.values()),
        "most_payable": planned.maximum,
        "not_to_exceed": deal.not_to_exceed,
        "base": planned.base,
        "base_by_service": isinstance(deal.base_funding, ByDosage),
        "contingent": planned.performance_share,
        "default_at_most": default.at_most if default else None,
        "default_cost": outlook(deal, known["district_default"]).performance,
    }


def _cost(found: Outlook) -> Cost:
    each = found.per_participant
    whole = None if each is None else Money.dollars((each.cents + _DOLLAR // 2) // _DOLLAR)
    return Cost(found.base, found.performance, found.total, whole, whole != each, found.case.assumed.served)


def _results(deal: Deal, language: Language, person: str) -> tuple[Result, ...]:
    """Return the lines that pay by themselves; where there is no room for definitions, thresholds stand."""
    planned = {line.id: line.amount for line in at_target(deal).settled.lines}
    most = {line.id: line.amount for line in exposure(deal)[1].settled.lines}
    lines = [line for line in deal.lines.values() if not line.chosen]
    counts = [" ".join(str(each.definition) for each in _outcomes(deal, line)) for line in lines]
    if sum(map(len, counts)) > _ROOM:
        counts = [
            " ".join(filter(None, (_threshold(each, language) for each in _outcomes(deal, line))))
            for line in lines
        ]
    told = [
        " ".join(filter(None, (words, *_whom(line, language))))
        for line, words in zip(lines, counts, strict=True)
    ]
    return tuple(
        _result(deal, line, _price(line, language, person), words, planned[line.id], most[line.id])
        for line, words in zip(lines, told, strict=True)
    )


def _whom(line: Line, language: Language) -> Iterator[str]:
    """Yield for whom a line pays, where that is not everyone, and after how much service."""
    paid = line.paid_for
    if paid.group:
        yield language.say("counted", "group", whom=paid.groups[paid.group].name)
    if paid.cohort:
        yield language.say("counted", "group", whom=paid.cohorts[paid.cohort].name)
    if paid.dosage and paid.minimum is not None:
        yield language.say("counted", paid.minimum.unit, amount=f"{paid.minimum.amount:,}")


def _price(line: Line, language: Language, person: str) -> str:
    """Return the price in a few words of the language, what the factor leaves of it included."""
    kind, blanks = line.price_told
    if kind == "tiers" and isinstance(line, Tiered):
        steps = [
            language.say("price", "step", price=str(tier.pay), least=str(tier.at_least))
            for tier in line.tiers
        ]
        blanks = {**blanks, "steps": language.listed(steps)}
    price = language.say("price", kind, person=person, **blanks)
    if line.factor:
        price = language.say("price", "factor", factor=line.factor.exact, price=price)
    if line.paid_for.quality is not None:
        price = language.say("price", "quality", price=price, name=line.paid_for.quality.outcome.name)
    return price


def _outcomes(deal: Deal, line: Line) -> list[Outcome]:
    return [deal.outcomes[key] for key in line.outcomes]


def _threshold(outcome: Outcome, language: Language) -> str:
    """Return from where a result counts: `52 percent or more.`; nothing where that differs by grade."""
    measure = outcome.measure
    for name, bound in (("at_least", measure.at_least), ("at_most", measure.at_most)):
        if isinstance(bound, Decimal):
            level = quantity(Fraction(bound))
            return language.say("counted", name, level=level, scale=measure.scale)
    return ""


def _result(deal: Deal, line: Line, price: str, counts: str, at_target_: Money, most: Money) -> Result:
    outcomes = _outcomes(deal, line)
    return Result(
        str(line.name),
        counts,
        price,
        _levels(outcome.expected_without for outcome in outcomes),
        _levels(outcome.target for outcome in outcomes),
        at_target_,
        most,
    )


def _levels(levels: Iterable[Share]) -> str:
    return " / ".join(dict.fromkeys(level_text(level) for level in levels))


def _last_bills(spec: Spec, language: Language) -> Iterator[Fund]:
    """Yield the sources that pay nothing after a day; those with the same day together."""
    days: dict[date, list[str]] = {}
    for source in spec.funding.sources.values():
        if source.liquidate_by:
            days.setdefault(source.liquidate_by, []).append(str(source.name))
    for day, sources in sorted(days.items()):
        yield Fund(language.listed(sources), language.day(day))
