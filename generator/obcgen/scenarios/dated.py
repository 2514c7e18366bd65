"""The day of an estimate: given, stated in the spec, or the day on which it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.problems import Kind, ObcgenError, Problem

if TYPE_CHECKING:
    from datetime import date

    from obcgen.spec import Spec

NO_DATE = Kind("EST-01", "An estimate without its day")
DATED_TODAY = Kind("EST-02", "An estimate dated on the day it is made", "warning")


def dated(spec: Spec, given: date | None, today: date | None) -> tuple[date, tuple[Problem, ...]]:
    """Return the day of an estimate, with a warning where it is only the day on which it is made.

    Raises:
        ObcgenError: nothing dates it, and proposals were due before today.
    """
    stated = given or (spec.estimate.on if spec.estimate is not None else None)
    if stated is not None:
        return stated, ()
    due = spec.procurement.schedule.proposals_due.date() if spec.procurement is not None else today
    if today is None or due is None or today > due:
        problem = NO_DATE.problem(
            "Nothing says on which day the estimate was made.",
            path=("estimate", "on"),
            expected="a day before proposals are due",
            hint="Write estimate: {on: 2027-02-12} in the spec, or give --date 2027-02-12.",
        )
        raise ObcgenError(problem)
    problem = DATED_TODAY.problem(
        f"Nothing says on which day the estimate was made, so it is dated today, {today}.",
        path=("estimate", "on"),
        expected="the day on which it is made",
        hint=f"Write estimate: {{on: {today}}} in the spec, so that it can be made again with the same day.",
    )
    return today, (problem,)
