"""What has become of a batch, as a person reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from obcgen.batch.run import Outcome
from obcgen.problems import Problem, is_error
from obcgen.show.problems import problems_text
from obcgen.words import plural

STATES = ("written", "unchanged", "failed")


def line(outcome: Outcome, folder: Path) -> str:
    """Return one line about a job: its name, what has become of it, and where its files are."""
    if outcome.state == "failed":
        return f"failed     {outcome.job.name}"
    count = len(outcome.files)
    return f"{outcome.state:<9}  {folder / outcome.job.name} ({count} {plural('file', count)})"


def progress_text(outcomes: Counter[str], of: int, elapsed: float) -> str:
    """Return how far a batch is and how long it may still take, after so many seconds."""
    done, made = sum(outcomes.values()), outcomes["written"] + outcomes["failed"]
    failed = f", {outcomes['failed']} failed" if outcomes["failed"] else ""
    left = f", {_duration(elapsed / made * (of - done))} left" if made and done < of else ""
    return f"{done} of {of} done{failed}{left}"


def _duration(seconds: float) -> str:
    """Return a time as people say it: `about 40 seconds`, `about 3 hours`."""
    for unit, length in (("hour", 3600), ("minute", 60)):
        if seconds >= 1.5 * length:
            return f"about {round(seconds / length)} {unit}s"
    return f"about {max(1, round(seconds))} second{'' if round(seconds) <= 1 else 's'}"


def summary_text(outcomes: Sequence[Outcome]) -> str:
    """Return the last line: how many specs there were, and what has become of them."""
    counts = Counter[str](outcome.state for outcome in outcomes)
    parts = [f"{counts[state]} {state}" for state in STATES if counts[state]]
    count = len(outcomes)
    return f"{count} {plural('spec', count)}: {', '.join(parts)}.\n"


def faults_text(outcomes: Iterable[Outcome], *, colour: bool = False) -> str:
    """Return the errors of each job that failed, with its name and the traceback of a fault of ours.

    What is wrong in a heading, or in the spec below all rows, is told once.
    """
    parts, first = [], dict[Problem, str]()
    for outcome in outcomes:
        if outcome.state != "failed":
            continue
        name, errors = outcome.job.name, [problem for problem in outcome.problems if is_error(problem)]
        new = [problem for problem in errors if problem not in first]
        known = ", ".join(dict.fromkeys(first[problem] for problem in errors if problem in first))
        first |= dict.fromkeys(new, name)
        told = f"\n{problems_text(new, colour=colour)}" if new else "\n"
        as_before = f" as in {known}{', and' if new else '.'}" if known else ""
        parts.append(f"{name} ({_where(outcome)}) failed{as_before or ':'}{told}{outcome.traceback}")
    return "\n".join(parts)


def _where(outcome: Outcome) -> str:
    place = outcome.job.place
    return f"{place.file}, row {place.line}" if outcome.job.row else place.file


def warnings_text(outcomes: Iterable[Outcome]) -> str:
    """Return a line for each kind of warning: in how many of the specs that were made, and the first one."""
    found: dict[str, list[tuple[Outcome, Problem]]] = {}
    for outcome in outcomes:
        for problem in outcome.problems if outcome.state != "failed" else ():
            if problem.severity == "warning":
                found.setdefault(problem.code, []).append((outcome, problem))
    return "".join(f"{_warning(told)}\n" for _, told in sorted(found.items()))


def _warning(told: Sequence[tuple[Outcome, Problem]]) -> str:
    (first, problem), count = told[0], len({outcome.job.name for outcome, _ in told})
    where = first.job.name if count == 1 else f"{count} specs, first in {first.job.name}"
    return f"warning {problem.code} in {where}: {problem.message}"
