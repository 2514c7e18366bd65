"""Days on which a line is paid before its last one: in order, in one fiscal year, and with data by then."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.deal.calendar import SCHOOL_YEAR, fiscal_year
from obcgen.policy.payment.keys import LANGUAGE, chosen_by, outcomes_named
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem
    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate

INTERIM = Kind("PAY-45", "A line cannot be paid on the days before its last one")

Fault = tuple[int, str, str]
"""The day at fault by its number, why, and what belongs there."""


@rule(INTERIM, "district", *MONEY, source=LANGUAGE)
def interim_days_pay(spec: Spec) -> Iterator[Problem]:
    """What is paid before the last day is verified by then, and paid from the same appropriation."""
    chosen = chosen_by(spec.payment.rates)
    for key, rate in spec.payment.rates.items():
        if not rate.interim:
            continue
        faults = (*_place(rate, key in chosen), *_order(rate), *_year(spec, rate), *_data(spec, key, rate))
        for at, why, expected in faults[:1]:
            yield INTERIM.problem(
                f"The line {key} cannot be paid on {rate.interim[at]}: {why}.",
                path=("payment", "rates", key, "interim", at),
                found=str(rate.interim[at]),
                expected=expected,
                hint="Correct the day, or remove it.",
            )


def _place(rate: Rate, chosen: bool) -> Iterator[Fault]:
    """Yield why a line has no days before its last one."""
    if chosen:
        yield 0, "another line pays the best of it and others", "interim on the line that pays"
    elif rate.by_year:
        yield 0, "each year has a day of its own", "one price for all years"
    elif rate.due is None:
        yield 0, "it has no last day", "due, after the days of interim"


def _order(rate: Rate) -> Iterator[Fault]:
    days = [*rate.interim, *([rate.due] if rate.due is not None else [])]
    for at, (day, later) in enumerate(pairwise(days)):
        if day >= later:
            place = min(at + 1, len(rate.interim) - 1)
            yield place, f"{later} follows {day}", "days in order, the last before due"


def _year(spec: Spec, rate: Rate) -> Iterator[Fault]:
    starts = spec.district.fiscal_year_starts or SCHOOL_YEAR
    year = fiscal_year(rate.due, starts) if rate.due is not None else ""
    for at, day in enumerate(rate.interim):
        if year and fiscal_year(day, starts) != year:
            yield at, f"its last day falls into {year}", "a day in the same fiscal year"


def _data(spec: Spec, key: str, rate: Rate) -> Iterator[Fault]:
    """Yield the first day by which some of the data that decide an outcome are not due yet."""
    for name in outcomes_named(key, rate):
        outcome = spec.outcomes.get(name)
        for source in outcome.verification.sources.values() if outcome is not None else ():
            if isinstance(source.due, date) and source.due > rate.interim[0]:
                why = f"the {source.supplies} that decide {name} are due on {source.due}"
                yield 0, why, f"{source.due} or later; or data that are due earlier, such as monthly"


ALWAYS = (interim_days_pay,)
