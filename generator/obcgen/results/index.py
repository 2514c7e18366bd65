"""The figures of a published index that results state, held against the years whose prices follow it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.calendar import SCHOOL_YEAR, fiscal_year
from obcgen.deal.indexed import IndexRow, rise, rises_asked
from obcgen.problems import Kind
from obcgen.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem
    from obcgen.spec import Spec
    from obcgen.spec.results import Results
    from obcgen.spec.stated import IndexFigure

INDEX = Kind("RES-43", "A figure of the index is missing or cannot be")


def index_figures(results: Results) -> dict[str, Fraction]:
    """Return the index by year, as far as results state it."""
    stated = results.index or {}  # a section that cannot be read is None
    return {year: Fraction(each.figure) for year, each in stated.items() if each.figure > 0}


def index_is_right(spec: Spec, results: Results) -> Iterator[Problem]:
    """Yield a Problem for each figure that is missing, that no price follows, or that cannot be.

    `spec` is the contract as it was signed, with its indexed prices.
    """
    asked = rises_asked(spec)
    known = sorted({year for pair in asked for year in pair})
    for year, each in results.index.items():
        yield from _faults(year, each, known, results)
    starts = spec.district.fiscal_year_starts or SCHOOL_YEAR
    begun = [pair for pair in asked if pair[1] <= fiscal_year(results.as_of, starts)]
    for year in sorted({year for pair in begun for year in pair} - results.index.keys()):
        yield INDEX.problem(
            f"The index of {year} is missing, and prices follow it.",
            path=("index",),
            found=f"the index of {listed(list(results.index))}" if results.index else "no index",
            expected=f"the index of {listed(known)}",
            hint=f"Add index: {{{year}: {{figure: <index>, source: <where it is published>, "
            "published: <day>}}.",
        )


def _faults(year: str, each: IndexFigure, known: list[str], results: Results) -> Iterator[Problem]:
    if year not in known:
        yield INDEX.problem(
            f"No price follows the index of {year}.",
            path=("index", year),
            found=year,
            expected=listed(known) if known else "no index: no price of the contract follows one",
            hint="Remove it, or correct the year.",
        )
    if each.figure <= 0:
        yield INDEX.problem(
            f"The index of {year} is {each.figure}, but an index is above 0.",
            path=("index", year, "figure"),
            found=str(each.figure),
            expected="the index itself, such as 321.465",
            hint="Write the index as it is published, not its change.",
        )
    if each.published > results.as_of:
        yield INDEX.problem(
            f"The index of {year} was published on {each.published}, after the settlement of "
            f"{results.as_of}.",
            path=("index", year, "published"),
            found=str(each.published),
            expected=f"{results.as_of} or earlier",
            hint="Correct one of the two days.",
        )


def index_rows(spec: Spec, results: Results) -> tuple[IndexRow, ...]:
    """Return a row for each figure of the index; `spec` is the contract as it was signed."""
    figures, indexation = index_figures(results), spec.payment.indexation
    before = {year: last for last, year in rises_asked(spec)}
    return tuple(
        IndexRow(
            year,
            Fraction(each.figure),
            each.source,
            each.published.isoformat(),
            rise(indexation, figures, before[year], year) if indexation and year in before else None,
        )
        for year, each in sorted(results.index.items())
    )
