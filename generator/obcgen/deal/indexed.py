"""Prices that follow an index or a fixed step from year to year, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.figures import to_the_cent
from obcgen.money import Money
from obcgen.spec.rates import INDEXED, YearPrice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from obcgen.spec import Proposed, Spec
    from obcgen.spec.payment import BaseFunding, Indexation
    from obcgen.spec.rates import Rate

Figures = Mapping[str, Fraction]
"""The index by year, as far as it is known."""


@dataclass(frozen=True, slots=True)
class Rise:
    """By how much prices rise from one year to the next: as the index did, and as the contract lets them.

    Both are shares: 0.03 is 3 %.
    """

    before: str
    year: str
    change: Fraction
    applied: Fraction


@dataclass(frozen=True, slots=True)
class IndexRow:
    """The index of one year with its source, and how prices rise from the year before; None in the first."""

    year: str
    figure: Fraction
    source: str
    published: str
    rise: Rise | None


def rise(indexation: Indexation, figures: Figures, before: str, year: str) -> Rise | None:
    """Return the rise of an index between two years; None where a figure is not known."""
    if before not in figures or year not in figures:
        return None
    change = figures[year] / figures[before] - 1
    least, most = indexation.at_least, indexation.at_most
    applied = max(change, least.value if least is not None else Fraction(0))
    return Rise(before, year, change, min(applied, most.value) if most is not None else applied)


def _risen(indexation: Indexation | None, figures: Figures, before: str, year: str) -> Fraction:
    """Return by how much a price rises; where the index is not known, by the most that it can."""
    if indexation is None:
        return Fraction(0)
    if indexation.each_year is not None:
        return indexation.each_year.value
    found = rise(indexation, figures, before, year)
    if found is not None:
        return found.applied
    return indexation.at_most.value if indexation.at_most is not None else Fraction(0)


def prices(
    stated: Mapping[str, Money | Proposed | str], indexation: Indexation | None, figures: Figures
) -> dict[str, Money | Proposed]:
    """Return the price of each year; each indexed one is that of the year before, risen and rounded."""
    found: dict[str, Money | Proposed] = {}
    before = ""
    for year, price in stated.items():
        if not isinstance(price, str):
            found[year] = price
        elif isinstance(last := found.get(before), Money):
            found[year] = to_the_cent(last.cents * (1 + _risen(indexation, figures, before, year)))
        before = year
    return found


def stated_by_year(rate: Rate) -> dict[str, Money | Proposed | str]:
    """Return what a line states for each year: a price, or that it is indexed."""
    return {year: x.pay if isinstance(x, YearPrice) else x for year, x in rate.by_year.items()}


def indexed_years(stated: Mapping[str, object]) -> tuple[str, ...]:
    """Return the years whose price is indexed."""
    return tuple(year for year, price in stated.items() if price == INDEXED)


def rises_asked(spec: Spec) -> tuple[tuple[str, str], ...]:
    """Return each year with an indexed price, after the year before, where an index decides."""
    indexation, base = spec.payment.indexation, spec.payment.base
    if indexation is None or indexation.index is None:
        return ()
    stated: list[Mapping[str, object]] = [stated_by_year(rate) for rate in spec.payment.rates.values()]
    stated += [{year: each.pay for year, each in base.by_year.items()}] if base is not None else []
    return tuple(sorted({pair for each in stated for pair in _pairs(each)}))


def _pairs(stated: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    years = list(stated)
    return (pair for pair in pairwise(years) if stated[pair[1]] == INDEXED)


# With the figures of an index


def at_index(spec: Spec, figures: Figures) -> Spec:
    """Return a spec with each indexed price as the figures make it."""
    if not rises_asked(spec):
        return spec
    payment = spec.payment
    rates = {key: _rate(rate, payment.indexation, figures) for key, rate in payment.rates.items()}
    base = _base(payment.base, payment.indexation, figures)
    return spec.model_copy(update={"payment": payment.model_copy(update={"rates": rates, "base": base})})


def _base(base: BaseFunding | None, indexation: Indexation | None, figures: Figures) -> BaseFunding | None:
    if base is None:
        return None
    priced = base_by_year(base, indexation, figures)
    years = {year: each.model_copy(update={"pay": priced[year]}) for year, each in base.by_year.items()}
    return base.model_copy(update={"by_year": years})


def base_by_year(base: BaseFunding, indexation: Indexation | None, figures: Figures) -> dict[str, Money]:
    """Return the amount of base funding of each year."""
    stated: dict[str, Money | Proposed | str] = {year: each.pay for year, each in base.by_year.items()}
    found = prices(stated, indexation, figures)
    return {year: price for year, price in found.items() if isinstance(price, Money)}


def _rate(rate: Rate, indexation: Indexation | None, figures: Figures) -> Rate:
    if not rate.by_year:
        return rate
    priced = prices(stated_by_year(rate), indexation, figures)
    years = {
        year: x.model_copy(update={"pay": priced[year]}) if isinstance(x, YearPrice) else priced[year]
        for year, x in rate.by_year.items()
    }
    return rate.model_copy(update={"by_year": years})


def indexation_sentence(spec: Spec) -> str:
    """Return how an indexed price follows from the index, or nothing where none does."""
    indexation = spec.payment.indexation
    if indexation is None or not rises_asked(spec):
        return ""
    least = indexation.at_least.exact if indexation.at_least is not None else "0%"
    most = f" and at most {indexation.at_most.exact}" if indexation.at_most is not None else ""
    return (
        "An indexed price is the price of the year before, raised by the share by which this index rose "
        f"between the two years: {indexation.index}. In each year it rises by at least {least}{most}, and is "
        "rounded to the nearest cent, half a cent upward. The District shall state in the Settlement each "
        "figure of the index that it uses and where the figure is published. Where the figure of a year is "
        "not published, the next figure published counts."
    )
