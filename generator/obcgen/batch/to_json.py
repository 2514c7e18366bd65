"""What has become of a batch as `batch --json` prints it. Keys may be added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from obcgen.batch.run import Outcome
from obcgen.batch.to_text import STATES
from obcgen.problems import Problem
from obcgen.show.problems import as_json, problems_data


def to_json(outcomes: Sequence[Outcome], folder: Path, of_table: Sequence[Problem] = ()) -> str:
    """Return the stable JSON of a batch; `of_table` is what its table as a whole has to be told of."""
    counts = Counter[str](outcome.state for outcome in outcomes)
    jobs = [_job(outcome, folder) for outcome in outcomes]
    states = {state: counts[state] for state in STATES}
    return as_json({"specs": jobs, **states, "problems": problems_data(of_table)})


def _job(outcome: Outcome, folder: Path) -> dict[str, object]:
    job = outcome.job
    return {
        "name": job.name,
        "spec": str(job.spec),
        "row": job.row.line if job.row else None,
        "state": outcome.state,
        "files": [(folder / job.name / name).as_posix() for name in outcome.files],
        "problems": problems_data(outcome.problems),
        "traceback": outcome.traceback or None,
    }
