"""Prices that follow an index or a step from year to year: what they follow, from which price, how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.indexed import indexed_years, stated_by_year
from obcgen.policy.payment.keys import LANGUAGE
from obcgen.policy.rule import rule
from obcgen.problems import Kind
from obcgen.spec.rates import INDEXED
from obcgen.spec.scalars import Proposed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from obcgen.problems import Path, Problem
    from obcgen.spec import Spec
    from obcgen.spec.payment import Indexation

INDEXING = Kind("PAY-42", "An indexed price does not say what it comes to")

PATH: Path = ("payment", "indexation")


def _by_year(spec: Spec) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Yield the prices by year of the base and of each line, with their path."""
    base = spec.payment.base
    if base is not None and base.by_year:
        yield ("payment", "base", "by_year"), {year: each.pay for year, each in base.by_year.items()}
    for key, rate in spec.payment.rates.items():
        yield ("payment", "rates", key, "by_year"), stated_by_year(rate)


@rule(INDEXING, "payment", source=LANGUAGE)
def indexation_is_used(spec: Spec) -> Iterator[Problem]:
    """There is an indexation if and only if a price is indexed."""
    used = [(path, year) for path, stated in _by_year(spec) for year in indexed_years(stated)]
    indexation = spec.payment.indexation
    if used and indexation is None:
        path, year = used[0]
        yield INDEXING.problem(
            f"The price of {year} is indexed, but payment.indexation does not say how.",
            path=(*path, year),
            found="indexed",
            expected="payment.indexation",
            hint="Add indexation: {each_year: 3%} below payment; or index, with at_most.",
        )
    if indexation is not None and not used:
        yield INDEXING.problem(
            "No price is indexed, so payment.indexation changes nothing.",
            path=PATH,
            found="no year with the price indexed",
            expected="by_year: {2027-28: $500, 2028-29: indexed}",
            hint="Write indexed for the years whose price changes, or remove indexation.",
        )


@rule(INDEXING, "payment", source=LANGUAGE)
def indexation_has_a_most(spec: Spec) -> Iterator[Problem]:
    """Prices follow one index, with a most that it can add in a year, or one step."""
    indexation = spec.payment.indexation
    for why, key, expected in _terms(indexation) if indexation is not None else ():
        yield INDEXING.problem(
            f"The indexation cannot be worked out: {why}.",
            path=(*PATH, *([key] if key else [])),
            found=why,
            expected=expected,
            hint=f"Write {expected}.",
        )


def _terms(indexation: Indexation) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong: why, the key at fault, and what belongs there."""
    index, step = indexation.index, indexation.each_year
    least, most = indexation.at_least, indexation.at_most
    if (index is None) == (step is None):
        why = "it has neither an index nor a step" if index is None else "it has an index and a step"
        yield why, "" if index is None else "each_year", "index with at_most, or each_year"
    elif index is not None and most is None:
        yield "no most is stated, so nobody knows the most payable", "", "at_most: 4%"
    if index is None and (least or most):
        yield "a step has no least and no most", "at_least" if least else "at_most", "each_year alone"
    if least is not None and most is not None and least > most:
        yield f"it is at least {least.exact}, but at most {most.exact}", "at_least", f"at most {most.exact}"
    if (step is not None and not step.value) or (most is not None and not most.value):
        key = "at_most" if step is None else "each_year"
        yield "no price ever rises", key, f"{key}: a share above 0%"


@rule(INDEXING, "payment", source=LANGUAGE)
def indexed_from_a_price(spec: Spec) -> Iterator[Problem]:
    """An indexed price follows a price that is known, of the year just before."""
    for path, stated in _by_year(spec):
        for year, reason in _unfounded(stated):
            yield INDEXING.problem(
                f"The price of {year} is indexed, but {reason}.",
                path=(*path, year),
                found="indexed",
                expected="a price in dollars, or indexed after the price of the year before",
                hint="Write a price in dollars, or put the years in order without a gap.",
            )


def _unfounded(stated: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield each indexed year whose price does not follow from another, with the reason."""
    before = ""
    for year, price in stated.items():
        if price == INDEXED and not before:
            yield year, "no price comes before it"
        elif price == INDEXED and isinstance(stated[before], Proposed):
            yield year, f"bidders propose the price of {before}, from which it follows"
        elif price == INDEXED and int(year[:4]) != int(before[:4]) + 1:
            yield year, f"{before} is not the year before it"
        before = year


ALWAYS = (indexation_is_used, indexation_has_a_most, indexed_from_a_price)
