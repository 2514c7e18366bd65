"""What the law of the money asks: records kept long enough, money that lasts, and no other State's law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from obcgen.account.schedule import Payment, schedule, together
from obcgen.deal.calendar import SCHOOL_YEAR, fiscal_year, year_of
from obcgen.deal.compile import deal_of
from obcgen.law.law import Law
from obcgen.money import Money, total
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec
from obcgen.spec.funding import FundingSource
from obcgen.words import listed

KEPT_SHORT = Kind("FED-01", "Evidence is kept for less time than the law asks", "warning")
NEXT_YEAR = Kind("FED-02", "Money for results that its sources do not keep so long", "warning")

_TIME = re.compile(
    r"\b(\d{1,3}|one|two|three|four|five|six|seven|ten)[ -](day|week|month|year)s?\b|\b(none|nothing)\b",
    re.IGNORECASE,
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_KEEPS = re.compile(r"^(keep|retain|preserve)\b", re.IGNORECASE)


@rule(KEPT_SHORT, "data", "funding", "verification", source="2 CFR 200.334", reads_law=True)
def evidence_is_kept_long_enough(spec: Spec, law: Law) -> Iterator[Problem]:
    """With federal money records are kept for three years after the final financial report."""
    if not any(source.federal for source in spec.funding.sources.values()):
        return
    years = law.guide.retention_years
    for path, text in _kept(spec):
        found = _TIME.search(text)
        if found is not None and _in_days(found) < years * 365:
            yield KEPT_SHORT.problem(
                f"Records are kept for “{text}”, but with federal money they are kept for {years} years.",
                path=path,
                found=text,
                expected=f"{years} years or more after the final financial report (2 CFR 200.334)",
                hint=f"Write {path[-1]}: {years} years after final payment.",
            )


def _kept(spec: Spec) -> Iterator[tuple[Path, str]]:
    """Yield each text that says how long records are kept."""
    if spec.data is not None and spec.data.evidence_kept:
        yield ("data", "evidence_kept"), spec.data.evidence_kept
    for key, duty in (spec.verification.provider_must if spec.verification else {}).items():
        if _KEEPS.search(duty.duty) and isinstance(duty.by, str) and "after" in duty.by:
            yield ("verification", "provider_must", key, "by"), duty.by


def _in_days(found: re.Match[str]) -> int:
    if found[3]:
        return 0
    number = _WORDS.get(found[1].lower()) or int(found[1])
    return number * _DAYS[found[2].lower()]


@rule(NEXT_YEAR, *MONEY, source="the contract's clause Availability of funds; State budget law, for counsel")
def money_lasts_until_results(spec: Spec) -> Iterator[Problem]:
    """Money for results that falls due after the fiscal year of service is there in that year."""
    starts, served = spec.district.fiscal_year_starts or SCHOOL_YEAR, year_of(spec)
    late = [
        payment
        for payment in schedule(spec).payments
        if payment.kind == "performance" and payment.date and fiscal_year(payment.date, starts) > served
    ]
    sources = {key: each for key, each in spec.funding.sources.items() if "rates" in each.pays}
    years = {fiscal_year(payment.date, starts) for payment in late if payment.date}
    dated = all(each.liquidate_by for each in sources.values())  # another rule holds each to its date
    most = together(deal_of(spec), {payment.id for payment in late})
    if not late or dated or _last(sources, late, years, most):
        return
    key, due = next(iter(sources)), max(payment.date for payment in late if payment.date)
    year = fiscal_year(due, starts)
    names = listed([each.name for each in sources.values()])
    yield NEXT_YEAR.problem(
        f"{most} for results falls due in fiscal year {year}, after "
        f"that of service, {served}; its sources show no money that lasts so long.",
        path=("funding", "sources", key),
        found=f"{names}; results due up to {due}",
        expected=f"sources that pay rates, for all of it, with liquidate_by: {due} or later, or for {year}",
        hint=f"Once the board has reserved the money, write funding.sources.{key}.liquidate_by: {due}; or "
        f"add a source of fiscal year {year}.",
    )


def _last(sources: dict[str, FundingSource], late: list[Payment], years: set[str], most: Money) -> bool:
    """Tell whether the sources there when results are paid hold the most due; an unstated amount does."""
    due: date = max(payment.date for payment in late if payment.date)
    held = [
        source.amount
        for source in sources.values()
        if (source.liquidate_by and source.liquidate_by >= due) or any(year in source.name for year in years)
    ]
    known = total(amount for amount in held if amount is not None)
    return None in held or known >= most


ALWAYS = (evidence_is_kept_long_enough, money_lasts_until_results)
