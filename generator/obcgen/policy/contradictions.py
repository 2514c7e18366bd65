"""Dates of one deal that contradict each other: what is owed before it can exist, or after it is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain as joined

from obcgen.deal.business_days import business_days
from obcgen.deal.windows import deciding_window, window_of
from obcgen.policy.deadlines import LASTING, after_window
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Duration, Spec

CONTRADICT = Kind("DAY-02", "Dates that contradict each other", "warning")
CONFIRMATION = Duration(5, "business days")
"""The contract's time to confirm the locked Roster (clause roster-lock)."""
SIGNATURE = Duration(15, "business days")
"""The time to sign the Agreement after award (clause rights of the RFP)."""
_SCORES = re.compile(r"\b(scores?|results?|assessment data|test data)\b", re.IGNORECASE)
_ROSTER = re.compile(r"\brosters?\b", re.IGNORECASE)
_WAGES = re.compile(r"\b(wages?|wage records?|earnings)\b", re.IGNORECASE)
_PRACTICE = "Standards of Excellence 1.3; contract practice"


def _told(path: Path, message: str, found: object, expected: str, hint: str) -> Problem:
    return CONTRADICT.problem(message, path=path, found=str(found), expected=expected, hint=hint)


@rule(
    CONTRADICT, "district", "population", "program", source="the contract's clause Roster; contract practice"
)
def roster_is_confirmed_before_service(spec: Spec) -> Iterator[Problem]:
    """The locked roster can be confirmed, in the contract's 5 Business Days, before service starts."""
    roster, starts = spec.population.roster, spec.program.starts
    if roster is None or roster.locked > starts:
        return
    confirmed = business_days(spec).after(roster.locked, CONFIRMATION)
    if confirmed > starts:
        yield _told(
            ("population", "roster", "locked"),
            f"Service starts on {starts}, but the Roster that is locked on {roster.locked} may be confirmed "
            f"as late as {confirmed}.",
            roster.locked,
            f"{CONFIRMATION} between the lock and the first session",
            f"Write locked: {_in_time(spec, starts, CONFIRMATION)}, or start service on {confirmed}.",
        )


@rule(CONTRADICT, "district", "duties", "population", "assessments", source=_PRACTICE)
def entry_scores_reach_the_roster(spec: Spec) -> Iterator[Problem]:
    """Scores that decide who takes part are owed before the roster is locked, and rosters not before them."""
    entry, roster = _entry_closes(spec), spec.population.roster
    days = business_days(spec)
    for path, duty, by in _duties(spec):
        if entry is None or path[1] != "district":
            continue
        owed = after_window(days, by, entry) if _SCORES.search(duty) else None
        if roster is not None and owed is not None and entry <= roster.locked < owed:
            yield _told(
                (*path, "by"),
                f"The scores of the window that decides who takes part are owed by {owed}, after the Roster "
                f"is locked on {roster.locked}.",
                f"{by}; the window closes on {entry}",
                f"{roster.locked} or earlier",
                f"Shorten the time, or write population.roster.locked: {owed}.",
            )
        if _ROSTER.search(duty) and isinstance(by, date) and by < _known(spec, entry):
            yield _told(
                (*path, "by"),
                f"Rosters are owed by {by}, but the scores that decide who is on them exist only from "
                f"{_known(spec, entry)} on.",
                by,
                f"{_known(spec, entry)} or later",
                f"Write by: {_known(spec, entry)}.",
            )


def _in_time(spec: Spec, needed: date, time: Duration) -> date:
    """Return the last Business Day from which a time ends by the day on which it is needed."""
    days = business_days(spec)
    before = (needed - timedelta(days=back) for back in range(1, 60))
    return next((day for day in before if not days.why_off(day) and days.after(day, time) <= needed), needed)


def _entry_closes(spec: Spec) -> date | None:
    criterion = spec.population.criterion
    window = window_of(spec, criterion.assessment, criterion.window) if criterion else None
    return window.closes if window else None


def _known(spec: Spec, entry: date) -> date:
    """Return when all scores that eligibility asks for exist; it may name one more window."""
    criterion, text = spec.population.criterion, (spec.population.eligibility or "").lower()
    tool = spec.assessments.get(criterion.assessment) if criterion else None
    asked = [
        window.closes
        for name, window in (tool.windows.items() if tool else ())
        if re.search(rf"\bscores?\b[^.;]*\b{re.escape(name.replace('_', ' ').lower())}\b[\w ]*window", text)
    ]
    locked = spec.population.roster.locked if spec.population.roster else date.max
    return max([entry, *(day for day in asked if day <= locked)])


def _duties(spec: Spec) -> Iterator[tuple[Path, str, date | str | None]]:
    """Yield each duty with its path, its words and its deadline."""
    sides = (("district", spec.duties.district), ("provider", spec.duties.provider)) if spec.duties else ()
    for side, duties in sides:
        for key, duty in duties.items():
            yield ("duties", side, key), f"{duty.duty} {duty.measure or ''}", duty.by


def _obligations(spec: Spec) -> Iterator[tuple[Path, str, date | str | None]]:
    for key, each in (spec.verification.provider_must if spec.verification else {}).items():
        yield ("verification", "provider_must", key), each.duty, each.by


@rule(CONTRADICT, "duties", "outcomes", source=_PRACTICE)
def duties_come_before_the_sources(spec: Spec) -> Iterator[Problem]:
    """A duty to supply wage records is due when the results that rest on them are."""
    dues = {
        (key, name): source.due
        for key, outcome in spec.outcomes.items()
        for name, source in outcome.verification.sources.items()
        if isinstance(source.due, date) and _WAGES.search(f"{source.system} {source.supplies}")
    }
    first = min(dues.values(), default=None)
    for path, duty, by in _duties(spec):
        if first is not None and isinstance(by, date) and by > first and _WAGES.search(duty):
            (key, name), due = next((at, day) for at, day in dues.items() if day == first)
            yield _told(
                (*path, "by"),
                f"The wage records are owed by {by}, but the source “{name}” of {spec.outcomes[key].name} is "
                f"due on {due}.",
                by,
                f"{due} or earlier",
                f"Write by: {due}.",
            )


@rule(CONTRADICT, "district", "duties", "outcomes", "assessments", source=_PRACTICE)
def scores_are_owed_before_the_sources(spec: Spec) -> Iterator[Problem]:
    """The scores that decide a result are due no sooner than the duty to supply them asks for."""
    told = set()
    for key, outcome in spec.outcomes.items():
        window = deciding_window(spec, outcome.measure)
        for name, source in outcome.verification.sources.items():
            due, words = source.due, f"{source.system} {source.supplies}"
            if window is None or not isinstance(due, date) or not _SCORES.search(words):
                continue
            owed = _owed(spec, source.from_.who, window.closes)
            if owed and window.closes <= due < owed and (name, due) not in told:
                told.add((name, due))
                yield _told(
                    ("outcomes", key, "verification", "sources", name, "due"),
                    f"The data “{name}” for {outcome.name} are due on {due}, but the duty to supply them "
                    f"runs from {window.closes}, when the window closes, and gives until {owed}.",
                    due,
                    f"{owed} or later",
                    f"Write due: {owed}, or shorten the time of the duty.",
                )


def _owed(spec: Spec, who: str, closes: date) -> date | None:
    """Return the first day by which a party's duty to supply scores is owed after a window, if one says."""
    days = business_days(spec)
    found = (
        after_window(days, by, closes)
        for path, duty, by in _duties(spec)
        if path[1] == who and _SCORES.search(duty)
    )
    return min((day for day in found if day), default=None)


@rule(CONTRADICT, "district", "procurement", "agreement", source="the RFP's clause Rights of the District")
def signature_fits_before_the_start(spec: Spec) -> Iterator[Problem]:
    """The contract can be signed, in the RFP's 15 Business Days after award, before it starts."""
    steps = spec.procurement.schedule if spec.procurement else None
    award = steps.award if steps else None
    starts = spec.agreement.effective if spec.agreement else (steps.start if steps else None)
    if award is None or starts is None or starts < award:
        return
    signed = business_days(spec).after(award, SIGNATURE)
    if signed > starts:
        path: Path = ("agreement", "effective") if spec.agreement else ("procurement", "schedule", "start")
        yield _told(
            path,
            f"The contract starts on {starts}, but after the award on {award} it may be signed as late as "
            f"{signed}.",
            starts,
            f"{SIGNATURE} between award and start: {signed} or later",
            f"Write {path[-1]}: {signed}, or award earlier.",
        )


@rule(CONTRADICT, "procurement", "agreement", source="contract practice")
def contract_starts_as_scheduled(spec: Spec) -> Iterator[Problem]:
    """Until the award the contract takes effect on the day on which the schedule says that it starts."""
    if spec.procurement is None or spec.agreement is None or spec.agreement.award is not None:
        return
    planned, effective = spec.procurement.schedule.start, spec.agreement.effective
    if planned is not None and planned != effective:
        yield _told(
            ("procurement", "schedule", "start"),
            f"The schedule says that the contract starts on {planned}; the contract takes effect on "
            f"{effective}.",
            planned,
            f"one day in both: {effective}",
            f"Write start: {effective}, or let the contract take effect on {planned}.",
        )


@rule(CONTRADICT, "agreement", "program", source="contract practice; 2 CFR 200.318(i)")
def service_lies_in_the_term(spec: Spec) -> Iterator[Problem]:
    """Service starts when the contract is in effect, and ends before the contract does."""
    if spec.agreement is None:
        return
    first, last = spec.agreement.effective, spec.agreement.ends
    if spec.program.starts < first:
        yield _told(
            ("program", "starts"),
            f"Service starts on {spec.program.starts}, before the contract takes effect on {first}.",
            spec.program.starts,
            f"{first} or later",
            f"Write program.starts: {first} or later, or let the contract take effect earlier.",
        )
    if spec.program.ends > last:
        yield _told(
            ("program", "ends"),
            f"Service ends on {spec.program.ends}, after the contract ends on {last}.",
            spec.program.ends,
            f"{last} or earlier",
            f"Write agreement.ends: {spec.program.ends} or later.",
        )


@rule(CONTRADICT, "document", "duties", "verification", "agreement", source="contract practice")
def duties_lie_in_the_term(spec: Spec) -> Iterator[Problem]:
    """A duty with a date is due neither before the document nor after the contract ends."""
    first = spec.document.issued
    last = spec.agreement.ends if spec.agreement else date.max
    for path, duty, by in joined(_duties(spec), _obligations(spec)):
        outlasts = isinstance(by, date) and by > last and not LASTING.search(duty)
        if isinstance(by, date) and (by < first or outlasts):
            side, bound = (
                ("before the document of", first) if by < first else ("after the contract ends on", last)
            )
            yield _told(
                (*path, "by"),
                f"“{path[-1]}” is due on {by}, {side} {bound}.",
                by,
                f"a day from {first}" + (f" to {last}" if spec.agreement else " on"),
                "Correct the date.",
            )


@rule(CONTRADICT, "outcomes", "assessments", "program", source="Standards of Excellence, outcomes")
def results_are_measured_after_service(spec: Spec) -> Iterator[Problem]:
    """The score that decides is taken after service has begun, and after the first score."""
    for key, outcome in spec.outcomes.items():
        measure = outcome.measure
        last = deciding_window(spec, measure)
        first = window_of(spec, measure.assessment, measure.from_)
        path = ("outcomes", key, "measure", "to")
        if last is not None and last.closes < spec.program.starts:
            yield _told(
                path,
                f"{outcome.name} is measured in the window “{measure.to}”, which closes on {last.closes}, "
                f"before service starts on {spec.program.starts}.",
                measure.to,
                "a window that closes after service has begun",
                f"Write to: {_later_window(spec, measure.assessment)}.",
            )
        elif first is not None and last is not None and first.closes >= last.closes:
            yield _told(
                path,
                f"{outcome.name} is measured from the window “{measure.from_}” to “{measure.to}”, which is "
                "not later.",
                f"from {first.closes} to {last.closes}",
                "a window that closes after that of the first score",
                f"Write to: {_later_window(spec, measure.assessment)}.",
            )


def _later_window(spec: Spec, assessment: str) -> str:
    windows = spec.assessments[assessment].windows
    return max(windows, key=lambda name: windows[name].closes)


@rule(CONTRADICT, "document", "population", "outcomes", source="Standards of Excellence 1.2")
def history_has_happened(spec: Spec) -> Iterator[Problem]:
    """A year of history began before the document was issued."""
    places: list[tuple[Path, str]] = [
        (("population", "history", year), year) for year in spec.population.history
    ]
    for key, outcome in spec.outcomes.items():
        places += [(("outcomes", key, "history", year), year) for year in outcome.history]
    for path, year in places:
        if int(year[:4]) > spec.document.issued.year:
            yield _told(
                path,
                f"History of {year} cannot be known in a document of {spec.document.issued}.",
                year,
                f"a year that began by {spec.document.issued.year}",
                "Correct the year, or remove the line.",
            )


ALWAYS = (
    roster_is_confirmed_before_service,
    entry_scores_reach_the_roster,
    duties_come_before_the_sources,
    scores_are_owed_before_the_sources,
    signature_fits_before_the_start,
    contract_starts_as_scheduled,
    service_lies_in_the_term,
    duties_lie_in_the_term,
    results_are_measured_after_service,
    history_has_happened,
)
