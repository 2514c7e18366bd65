"""How results are decided (G6, G7): who decides, when the data come, and that payment waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from obcgen.policy.payment.keys import outcome_ids
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Duration, Outcome, Spec

GAMING = Kind("GUI-12", "A rule for missing scores that invites gaming", "warning")
JUDGE_AND_PARTY = Kind("GUI-15", "The provider alone decides what it is paid for", "warning")
TOO_EARLY = Kind("PRO-14", "A payment is due before its result can be verified")
DATA_LATE = Kind("PRO-15", "Data are due after they are needed")
DATA_EARLY = Kind("PRO-16", "Data are due before they can exist")


@rule(GAMING, "outcomes", "assessments", source="G6; Standards of Excellence, outcomes")
def missing_scores_help_nobody(spec: Spec) -> Iterator[Problem]:
    """Nobody gains by a score that is missing."""
    for key, outcome in spec.outcomes.items():
        missing = outcome.missing
        tool = spec.assessments.get(outcome.measure.assessment)
        tests_itself = tool is not None and tool.administered_by.who == "provider"
        for score, rule_for in (("initial", missing.initial), ("final", missing.final)):
            if rule_for == "deemed_reached":
                why = "a participant who is not tested is paid for"
            elif rule_for == "not_counted" and score == "final" and tests_itself:
                why = "the provider gives the test, and a weak participant who is not tested costs it nothing"
            else:
                continue
            yield _gaming(key, outcome, score, rule_for, why)


def _gaming(key: str, outcome: Outcome, score: str, rule_for: str, why: str) -> Problem:
    return GAMING.problem(
        f"A missing {score} score for {outcome.name} is {rule_for.replace('_', ' ')}: {why}.",
        path=("outcomes", key, "missing", score),
        found=f"{score}: {rule_for}",
        expected="not_reached, or not_counted where the district gives the test",
        hint=f"Write {score}: not_reached.",
    )


@rule(JUDGE_AND_PARTY, "outcomes", source="G6")
def provider_is_not_judge_alone(spec: Spec) -> Iterator[Problem]:
    """A result that the provider reports is decided by somebody else."""
    for key, outcome in spec.outcomes.items():
        decision = outcome.verification
        if decision.decided_by.who == "provider":
            suppliers = {source.from_.who.replace("_", " ") for source in decision.sources.values()}
            yield JUDGE_AND_PARTY.problem(
                f"The provider decides whether {outcome.name} was reached, for which it is paid.",
                path=("outcomes", key, "verification", "decided_by"),
                found=f"decided by the provider, on data of the {' and the '.join(sorted(suppliers))}",
                expected="a decision of the district or of a third party",
                hint="Write decided_by: district, or {who: third_party, name: ...}.",
            )


@rule(DATA_LATE, "outcomes", "payment", source="G6")
def data_come_before_payment(spec: Spec) -> Iterator[Problem]:
    """The data that decide a result are due before the payment that depends on it."""
    for line, due, key in _paid(spec):
        outcome = spec.outcomes[key]
        for name, source in outcome.verification.sources.items():
            if isinstance(source.due, date) and source.due > due:
                path = ("outcomes", key, "verification", "sources", name, "due")
                what = f"The data “{name}” for {outcome.name} are due on {source.due}"
                yield _late(path, f"{what}, after the payment of {line}", source.due, due)


@rule(DATA_LATE, "verification", "payment", source="G7")
def obligations_come_before_payment(spec: Spec) -> Iterator[Problem]:
    """What the provider does for verification is due before the last payment."""
    dues = [rate.due for rate in spec.payment.rates.values() if rate.due is not None]
    must = spec.verification.provider_must if spec.verification else {}
    for key, obligation in must.items():
        if dues and isinstance(obligation.by, date) and obligation.by > max(dues):
            path = ("verification", "provider_must", key, "by")
            yield _late(
                path,
                f"The obligation {key} is due on {obligation.by}, after every payment",
                obligation.by,
                max(dues),
            )


@rule(DATA_LATE, "population", "assessments", source="Standards of Excellence 1.3")
def roster_follows_the_entry_scores(spec: Spec) -> Iterator[Problem]:
    """The scores that decide who takes part are there when the roster is locked."""
    criterion, roster = spec.population.criterion, spec.population.roster
    tool = spec.assessments.get(criterion.assessment) if criterion else None
    window = tool.windows.get(criterion.window or "") if criterion and tool else None
    if window is not None and roster is not None and window.closes > roster.locked:
        yield DATA_LATE.problem(
            f"The roster is locked on {roster.locked}, before the window that decides who takes part "
            "closes on "
            f"{window.closes}.",
            path=("population", "roster", "locked"),
            found=str(roster.locked),
            expected=f"{window.closes} or later",
            hint="Lock the roster later, or decide by an earlier window.",
        )


def _late(path: tuple[str, ...], what: str, found: date, needed: date) -> Problem:
    return DATA_LATE.problem(
        f"{what} on {needed}.",
        path=path,
        found=str(found),
        expected=f"{needed} or earlier",
        hint="Ask for them earlier, or let the payment fall due later.",
    )


@rule(DATA_EARLY, "outcomes", "assessments", source="G6")
def data_follow_the_window(spec: Spec) -> Iterator[Problem]:
    """The data that decide a result are due after the window in which it is measured."""
    for key, outcome in spec.outcomes.items():
        closes = _closes(spec, outcome)
        dues = {name: source.due for name, source in outcome.verification.sources.items()}
        dated = {name: due for name, due in dues.items() if isinstance(due, date)}
        if closes is None or not dated:
            continue
        last = max(dated, key=lambda name: dated[name])
        if dated[last] < closes:
            yield DATA_EARLY.problem(
                f"The data “{last}” for {outcome.name} are due on {dated[last]}, before the window closes "
                f"on {closes}.",
                path=("outcomes", key, "verification", "sources", last, "due"),
                found=str(dated[last]),
                expected=f"{closes} or later",
                hint="Let them be due after the window, or correct the window.",
            )


@rule(TOO_EARLY, "outcomes", "assessments", "payment", source="G6")
def payment_waits_for_verification(spec: Spec) -> Iterator[Problem]:
    """A payment falls due once its result can have been verified."""
    for line, due, key in _paid(spec):
        outcome = spec.outcomes[key]
        since = _since(spec, outcome)
        ready = after(since, outcome.verification.within) if since else None
        if since is not None and since <= due and ready is not None and ready > due:
            yield TOO_EARLY.problem(
                f"The payment of {line} is due on {due}, but {outcome.name} may be decided as late as "
                f"{ready}.",
                path=("payment", "rates", line, "due"),
                found=str(due),
                expected=f"{ready} or later: {outcome.verification.within} after {since}",
                hint="Let the payment fall due later, or decide sooner.",
            )


def _paid(spec: Spec) -> Iterator[tuple[str, date, str]]:
    """Yield each line that is paid on one date, the date, and each outcome it pays for."""
    rates = spec.payment.rates
    for line, rate in rates.items():
        if rate.due is not None and not rate.by_year:
            yield from ((line, rate.due, key) for key in outcome_ids(line, rates) if key in spec.outcomes)


def _closes(spec: Spec, outcome: Outcome) -> date | None:
    tool = spec.assessments.get(outcome.measure.assessment)
    window = tool.windows.get(outcome.measure.to) if tool else None
    return window.closes if window else None


def _since(spec: Spec, outcome: Outcome) -> date | None:
    """Return the day from which the time for the decision runs."""
    decision, closes = outcome.verification, _closes(spec, outcome)
    dated = [source.due for source in decision.sources.values() if isinstance(source.due, date)]
    return closes if decision.after == "window_closes" or not dated else max(dated)


def after(day: date, time: Duration) -> date:
    """Return the day on which a length of time ends; business and school days are Monday to Friday."""
    if time.unit in {"business days", "school days"}:
        weeks, days = divmod(time.amount, 5)
        day += timedelta(weeks=weeks)
        for _ in range(days):
            day += timedelta(days=1)
            while day.weekday() > 4:
                day += timedelta(days=1)
        return day
    days_in = {"days": 1, "weeks": 7, "months": 30, "years": 365}
    longest = (date.max - day).days
    return day + timedelta(days=min(longest, time.amount * days_in.get(time.unit, 0)))


ALWAYS = (
    missing_scores_help_nobody,
    provider_is_not_judge_alone,
    data_come_before_payment,
    obligations_come_before_payment,
    roster_follows_the_entry_scores,
    data_follow_the_window,
    payment_waits_for_verification,
)
