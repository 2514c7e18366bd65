"""Caps and gates against what can happen: a cap that cuts or never binds, a gate that nobody can meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from obcgen.account.account import Entry
from obcgen.account.settle import most
from obcgen.deal.compile import deal_of
from obcgen.deal.dosage import MINUTES
from obcgen.deal.limits import AppliedLimit
from obcgen.figures import to_the_cent
from obcgen.money import ZERO, Money, Share, total
from obcgen.policy.payment.limits import only_capped_by_participant, without_limit
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Duration, Spec
from obcgen.spec.program import Dosage

CUTS = Kind("FIG-02", "A cap is below what the rates can pay", "warning")
NEVER_BINDS = Kind("FIG-03", "A cap is above what the rates can ever pay", "warning")
NO_ONE_MEETS = Kind("FIG-04", "A minimum dosage that nobody can receive")
DUTY_ALLOWS_FEWER = Kind(
    "FIG-05", "A district that keeps its duty still keeps participants from the minimum", "warning"
)
TOO_SHORT = Kind("FIG-06", "The weeks of service do not fit into its dates")

_SHARE_OF_SESSIONS = re.compile(
    r"(\d{1,3}(?:\.\d+)?)\s?(?:%|percent)[^.;]*"
    r"\b(?:sessions?|lessons?|classes|appointments?|(?<!site )visits?)\b(?! without)"
)
"""A share of sessions, by the word that each field has for them."""


@rule(CUTS, *MONEY, source="contract practice")
def caps_leave_what_is_promised(spec: Spec) -> Iterator[Problem]:
    """A cap below what the rate card promises leaves a provider unpaid for results it reached."""
    limits, is_the_limit = most(deal_of(spec)).limits, only_capped_by_participant(spec)
    for limit in () if without_limit(spec) else limits:  # where a line may pay any amount, every limit cuts
        if limit.bound and limit.scope != "line" and not (limit.scope == "participant" and is_the_limit):
            yield CUTS.problem(
                f"{limit.terms.in_finding} of {limit.limit} cuts what can be paid "
                f"from {limit.before} to {limit.after}.",
                path=limit.terms.path,
                found=f"{limit.before - limit.after} promised by the rates and never paid",
                expected="a cap at or above what the rates can pay",
                hint="Raise the cap, or lower the rates; if the cap is meant to cut, waive this with the "
                "reason.",
            )


@rule(NEVER_BINDS, *MONEY, source="contract practice")
def caps_can_bind(spec: Spec) -> Iterator[Problem]:
    """A cap above what the rates can ever pay protects nobody, and hints at a wrong figure."""
    deal, cut = deal_of(spec), False
    account = most(deal)
    for limit in account.limits:
        found = limit.before + (_carried_into(limit, account.limits) if deal.carries_over else ZERO)
        found = _most_per_participant(account.entries) if limit.scope == "participant" else found
        if limit.scope not in {"not_to_exceed", "line"} and limit.limit > found:
            yield NEVER_BINDS.problem(
                f"{limit.terms.in_finding} of {limit.limit} can never bind: the rates pay {found} at most"
                f"{', after the caps before it' if cut else ''}.",
                path=limit.terms.path,
                found=str(limit.limit),
                expected=f"{found} or less",
                hint="Lower the cap, remove it, or correct the rates.",
            )
        cut = cut or limit.bound


def _carried_into(limit: AppliedLimit, limits: tuple[AppliedLimit, ...]) -> Money:
    """Return the most that the caps for earlier years can leave to that for a later one."""
    years = (each for each in limits if each.scope == limit.scope == "year" and each.name < limit.name)
    return total(max(ZERO, each.before - each.limit) for each in years)


def _most_per_participant(entries: tuple[Entry, ...]) -> Money:
    """Return the most that one participant can bring in one year, or more where lines exclude each other."""
    years = {entry.year for entry in entries}
    cents = [
        sum((Fraction(p.before.cents, p.size) for p in entries if p.size and p.year == year), Fraction(0))
        for year in years
    ]
    return to_the_cent(max(cents, default=Fraction(0)))


@rule(NO_ONE_MEETS, "program", source="contract practice")
def minimum_can_be_met(spec: Spec) -> Iterator[Problem]:
    """All sessions together give a participant at least the minimum dosage."""
    dosage = spec.program.dosage
    if dosage is None or dosage.minimum is None:
        return
    most, least = _offered(dosage, dosage.minimum), _amount(dosage.minimum)
    if least is not None and least > most:
        terms = f"{dosage.sessions_per_week} x {dosage.minutes} minutes x {dosage.weeks} weeks"
        yield NO_ONE_MEETS.problem(
            f"No participant can receive the minimum of {dosage.minimum}: all sessions give "
            f"{_said(most, dosage.minimum)}.",
            path=("program", "dosage", "minimum"),
            found=f"{terms} = {_said(most, dosage.minimum)}",
            expected=f"a minimum of {_said(most, dosage.minimum)} or less",
            hint="Lower the minimum, or plan more sessions, minutes or weeks.",
        )


@rule(DUTY_ALLOWS_FEWER, "program", "duties", source="Standards of Excellence, mutual accountability")
def duties_allow_the_minimum(spec: Spec) -> Iterator[Problem]:
    """A district that holds just as many sessions as it must still lets participants reach the minimum."""
    dosage, duties = spec.program.dosage, spec.duties
    if dosage is None or dosage.minimum is None or duties is None or dosage.minimum.unit not in MINUTES:
        return
    most, least = _offered(dosage, dosage.minimum), _amount(dosage.minimum) or 0
    for key, duty in duties.district.items():
        share = share_of_sessions(duty.measure or "")
        kept = int(most * share) if share is not None else most
        if share is not None and kept < least <= most:
            yield DUTY_ALLOWS_FEWER.problem(
                f"If the district holds just {Share(share)} of sessions, as it must, a participant receives "
                f"{_said(kept, dosage.minimum)}, less than the minimum of {dosage.minimum}.",
                path=("duties", "district", key, "measure"),
                found=f"{Share(share)} of {_said(most, dosage.minimum)} = {_said(kept, dosage.minimum)}",
                expected=f"at least {dosage.minimum}",
                hint="Raise the district's measure, lower the minimum, or plan more sessions.",
            )


def share_of_sessions(measure: str) -> Fraction | None:
    """Return the share of sessions that a duty's measure names, such as `90% of sessions held`."""
    found = _SHARE_OF_SESSIONS.search(measure)
    return min(Fraction(found[1]) / 100, Fraction(1)) if found else None


@rule(TOO_SHORT, "program", source="contract practice")
def weeks_fit_the_dates(spec: Spec) -> Iterator[Problem]:
    """There are as many weeks between the first and the last day as the dosage plans."""
    program, dosage = spec.program, spec.program.dosage
    days = (program.ends - program.starts).days + 1
    weeks = -(-days // 7)
    if dosage is not None and 0 < weeks < dosage.weeks:
        yield TOO_SHORT.problem(
            f"{dosage.weeks} weeks of service do not fit between {program.starts} and {program.ends}: "
            f"that is {weeks} weeks.",
            path=("program", "dosage", "weeks"),
            found=f"{dosage.weeks} weeks",
            expected=f"{weeks} weeks or fewer, closures left out",
            hint="Plan fewer weeks, or let service start earlier or end later.",
        )


def _offered(dosage: Dosage, minimum: Duration) -> int:
    """Return all that is offered, in minutes or, where the minimum counts weeks, in weeks."""
    if minimum.unit == "weeks":
        return dosage.weeks
    return dosage.sessions_per_week * dosage.minutes * dosage.weeks


def _amount(minimum: Duration) -> int | None:
    """Return the minimum in the same unit; None where sessions cannot be counted in it."""
    return (
        minimum.amount
        if minimum.unit == "weeks"
        else (minimum.amount * MINUTES[minimum.unit] if minimum.unit in MINUTES else None)
    )


def _said(amount: int, minimum: Duration) -> str:
    if minimum.unit == "weeks":
        return f"{amount} weeks"
    hours, minutes = divmod(amount, 60)
    rest = f" {minutes} minutes" if minutes else ""
    return f"{hours} hours{rest}" if hours else f"{minutes} minutes"


ALWAYS = (
    caps_leave_what_is_promised,
    caps_can_bind,
    minimum_can_be_met,
    duties_allow_the_minimum,
    weeks_fit_the_dates,
)
