"""What an addendum changes leaves offerors the time to follow it: held against the RFP as it stood before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from obcgen.changes.differing import differing
from obcgen.changes.material import is_material
from obcgen.deal.business_days import business_days
from obcgen.law.law import Law
from obcgen.policy.addenda import too_late
from obcgen.policy.rule import Rule
from obcgen.problems import Kind, Problem, dotted
from obcgen.spec import Duration, Spec
from obcgen.spec.addenda import in_series

SHORT = Kind("PRO-63", "An addendum that leaves little time to change a proposal", "warning")
ANSWERED_LATE = Kind("PRO-64", "Questions answered after the day on which answers were promised", "warning")
IN_THE_PAST = Kind("PRO-65", "A date that lies before the addendum that sets it")
RULES = (
    Rule(SHORT, lambda _: (), frozenset(), "our own advice; guidance.yaml of the pack says how many days"),
    Rule(ANSWERED_LATE, lambda _: (), frozenset(), "the RFP's clause Schedule"),
    Rule(IN_THE_PAST, lambda _: (), frozenset(), "the RFP's clause Schedule"),
)
SCHEDULE = ("procurement", "schedule")


def changed_in_time(spec: Spec, before: Spec, law: Law) -> Iterator[Problem]:
    """Yield what offerors have no time for in the last addendum.

    Args:
        spec: the RFP with the addendum; both have the sections `document`, `procurement` and `addenda`.
        before: the RFP as it stood.
        law: for the days that guidance asks for.
    """
    number, last = in_series(spec.addenda)[-1]
    if spec.procurement is None or before.procurement is None:
        return
    was = before.procurement.schedule.proposals_due.date()
    if last.issued >= was:
        yield too_late(number, last.issued, was)
    yield from _earlier(spec, was)
    yield from _little_time(spec, before, law.guide.after_addendum, number)
    yield from _late_answers(spec, before)
    yield from _in_the_past(spec, before)


def _earlier(spec: Spec, was: date) -> Iterator[Problem]:
    now = spec.procurement.schedule.proposals_due.date() if spec.procurement else was
    if now < was:
        yield SHORT.problem(
            f"Proposals are due on {now}, and the RFP gave offerors until {was}.",
            path=(*SCHEDULE, "proposals_due"),
            found=str(now),
            expected=f"{was} or later",
            hint="Keep the day that was published; or give the reason under waive: PRO-63.",
        )


def _most_material(spec: Spec, before: Spec) -> str:
    """Return the path of the first material term in which two RFPs differ, or nothing."""
    found = (path for path, *values in differing(before, spec, ()) if is_material(path, *values))
    return next(map(dotted, found), "")


def _days_left(spec: Spec) -> int:
    """Return how many calendar days lie between the last addendum and the day proposals are due."""
    due = spec.procurement.schedule.proposals_due.date() if spec.procurement else date.max
    return (due - in_series(spec.addenda)[-1][1].issued).days


def _little_time(spec: Spec, before: Spec, least: int, number: int) -> Iterator[Problem]:
    changed, left = _most_material(spec, before), _days_left(spec)
    if changed and 0 < left < least:
        days = f"{left} day{'s' * (left != 1)}"
        yield SHORT.problem(
            f"Addendum No. {number} changes {changed} {days} before proposals are due.",
            path=("addenda", str(number), "issued"),
            found=days,
            expected=f"{least} days or more after a change that bears on a proposal",
            hint="Move the day in this file, and those that follow it, such as procurement: {schedule: "
            f"{{proposals_due: {_in(least, spec)}}}}}; or give the reason under waive: PRO-63.",
        )


def _in(least: int, spec: Spec) -> str:
    """Return the first moment for proposals that leaves so many days, at the time of day that the RFP has."""
    day = business_days(spec).after(in_series(spec.addenda)[-1][1].issued, Duration(least, "days"))
    time = spec.procurement.schedule.proposals_due.time() if spec.procurement else None
    return f"{business_days(spec).on_or_after(day)}T{time:%H:%M}" if time else str(day)


def _late_answers(spec: Spec, before: Spec) -> Iterator[Problem]:
    number, last = in_series(spec.addenda)[-1]
    promised = before.procurement.schedule.answers_posted if before.procurement else None
    if spec.questions != before.questions and promised and promised < last.issued:
        yield ANSWERED_LATE.problem(
            f"Addendum No. {number} answers questions on {last.issued}; answers were promised by {promised}.",
            path=("addenda", str(number), "issued"),
            found=str(last.issued),
            expected=f"{promised} or earlier, as published",
            hint="Give offerors that much more time, move answers_posted as well, "
            "and give the reason under waive: PRO-64. Next time move the day before it has passed.",
        )


def _in_the_past(spec: Spec, before: Spec) -> Iterator[Problem]:
    number, last = in_series(spec.addenda)[-1]
    for path, _, now in differing(before.procurement, spec.procurement, ("procurement",)):
        day = now.date() if isinstance(now, datetime) else now
        if path[:2] == SCHEDULE and isinstance(day, date) and day < last.issued:
            yield IN_THE_PAST.problem(
                f"Addendum No. {number} of {last.issued} sets {path[-1]} to {day}, which is over by then.",
                path=path,
                found=str(day),
                expected=f"{last.issued} or later, or the day that the RFP had",
                hint=f"Correct {path[-1]}, or remove it from this file.",
            )
