"""Which report, and which day of the roster, a payment of Base Funding waits for, as its condition says it.

A condition is a sentence of the district. It is read only where its words leave no doubt: a report for a
term that they name, which is accepted; a month without its year only where the service has that month once.
A day by which something is due, or a year that belongs to nothing, leaves doubt, and then nothing is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from obcgen.spec.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Spec

Term = Literal["month", "quarter"]
EVERY: tuple[Term, ...] = ("month", "quarter")

_VERB = re.compile(r"\b(?:is|are|has been|have been) (?:each |all |both )?(\w+)", re.IGNORECASE)
_NAMES = re.compile(r"\b(?:reports?|logs?(?! (?:in|on)\b)|rosters?)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:reports?|logs?)\b", re.IGNORECASE)
_ACCEPTED = {"accepted", "approved"}
_START = r"(?:(?:and|the|once|when|if) )*"
_ROSTER = re.compile(rf"{_START}(?:locked )?roster", re.IGNORECASE)
_KINDS = r"(?:(?:monthly|quarterly|cost|progress|attendance|activity|service|usage|written) )*"
_WHOLE = re.compile(
    rf"{_START}(?:(?:final|last) {_KINDS}(?:reports?|logs?)(?: of use)?"
    rf"|{_KINDS}(?:reports?|logs?)(?: of use)? (?:for|of) the (?:last month|whole (?:service period|term)))",
    re.IGNORECASE,
)
"""The report for the whole service; `the final report for the first semester` is another."""

_DATE = rf"(?:{'|'.join(MONTHS)})(?: \d{{1,2}}\b,?)?(?: (?:19|20)\d\d\b(?![-\u2013/]\d))?"
_RANGE = re.compile(rf"\b{_DATE}(?:(?:,? (?:and|to|through|until) |, ?|[-\u2013]){_DATE})*")
_ONE = re.compile(rf"({'|'.join(MONTHS)})(?: (\d{{1,2}})\b,?)?(?: (\d{{4}}))?")
_BEFORE_ONE = re.compile(
    r"\b(?:for|to|through|until|during|ended|ending|(?:reports?|logs?|use|months?|quarters?|end) of"
    r"|(?:ended|ending|ends) (?:in|on)|(?:delivered|held|services|sessions) (?:in|during)) $",
    re.IGNORECASE,
)
"""What stands before the term of a report: `for`, but not `due on` or `before`."""
_BEFORE_RANGE = re.compile(r"\b(?:from|between) $", re.IGNORECASE)
_REPORT_AFTER = re.compile(rf" {_KINDS}(?:reports?|logs?)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b\d{4}\b")
_DOUBT = re.compile(
    r"\b(?:not|no|unless|except|without|half|part|before|days?|weeks?|months? (?:after|later))\b",
    re.IGNORECASE,
)
"""What makes another day of it: an exception, a part of the term, so many days after."""
_DAY_IN_WORDS = re.compile(rf"\b(?:{'|'.join(MONTHS)}) \d")


@dataclass(frozen=True, slots=True)
class Awaited:
    """A report that is accepted, by the last day that it is for and how often it comes; or the roster."""

    what: Literal["report", "roster", "locked roster"]
    day: date
    terms: tuple[Term, ...] = ()
    monthly: bool = False
    """Whether it is called a monthly one, which the contract asks for whatever the duties say."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a condition waits for; nothing where it is unclear, or names no report and no roster."""

    awaited: tuple[Awaited, ...]
    unclear: bool


def reading(spec: Spec, condition: str) -> Reading:
    """Return the reports and the roster that a condition names."""
    text, found, rest, at = " ".join(condition.split()), [], [], 0
    for verb in _VERB.finditer(text):
        subject = text[at : verb.start()].strip(" ,;")
        at = verb.end()
        awaited = _awaited(spec, subject, verb[1].lower())
        if awaited is not None:
            found.append(awaited)
        else:
            rest += [subject, verb[1]]
    rest.append(text[at:])
    doubt = bool(found) and bool(_DOUBT.search(text))
    unclear = doubt or any(map(_names_a_day, rest))
    return Reading((), unclear=True) if unclear else Reading(tuple(found), unclear=False)


def _names_a_day(text: str) -> bool:
    """Tell whether a text names a report, a roster or a date."""
    return bool(_NAMES.search(text) or _DAY_IN_WORDS.search(text))


def _awaited(spec: Spec, subject: str, verb: str) -> Awaited | None:
    """Return what a part of a sentence waits for; None where it is nothing that has a day, or not plain."""
    roster = spec.population.roster
    if roster is not None and _ROSTER.fullmatch(subject) and verb in {"confirmed", "locked"}:
        return Awaited("roster" if verb == "confirmed" else "locked roster", roster.locked)
    if verb not in _ACCEPTED or not _REPORT.search(subject):
        return None
    if _WHOLE.fullmatch(subject):
        ends = last_of_month(spec.program.ends)
        return _report(subject, ends, EVERY)
    spans = tuple(_RANGE.finditer(subject))
    days = [_term_ends(spec, subject, span) for span in spans]
    known = [day for day in days if day is not None]
    if not known or len(known) < len(days) or _YEAR.search(_RANGE.sub("", subject)):
        return None
    several = any(len(_ONE.findall(span[0])) > 1 for span in spans)
    return _report(subject, max(known), EVERY if several else ("month",))


def _report(subject: str, day: date, terms: tuple[Term, ...]) -> Awaited:
    """Return a report for a term that ends on a day, and how often it comes where its name says so."""
    said = subject.lower()
    if "monthly" in said:
        return Awaited("report", day, ("month",), monthly=True)
    return Awaited("report", day, ("quarter",) if "quarter" in said else terms)


def _term_ends(spec: Spec, subject: str, span: re.Match[str]) -> date | None:
    """Return the last day of a term that a report is for; None where the words are of something else."""
    named = _ONE.findall(span[0])
    before = subject[: span.start()]
    of_term = _BEFORE_ONE.search(before) or (len(named) > 1 and _BEFORE_RANGE.search(before))
    heads = not any(day for _, day, _ in named) and _REPORT_AFTER.match(subject, span.end())
    if not of_term and not heads:
        return None
    dated = any(year for _, _, year in named)
    days = [_last_day(spec, *one) for one in named if one[2] or not dated]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) and (named[-1][2] or not dated) else None


def _last_day(spec: Spec, month: str, day: str, year: str) -> date | None:
    """Return a day named, or the last of a month named; None where there is no such day, or several."""
    number = MONTHS.index(month) + 1
    years = [int(year)] if year else list(_years_with(spec, number))
    try:
        found = [date(each, number, int(day or 1)) for each in years]
    except ValueError:
        return None
    return (found[0] if day else last_of_month(found[0])) if len(found) == 1 else None


def _years_with(spec: Spec, month: int) -> Iterator[int]:
    """Yield the years in which a month is one of the service."""
    starts, ends = spec.program.starts, spec.program.ends
    for year in range(starts.year, ends.year + 1):
        if (starts.year, starts.month) <= (year, month) <= (ends.year, ends.month):
            yield year


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
