"""Problems as a front end gets them: as `check --json` has them, with the path of the field as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from obcgen.problems import in_order
from obcgen.show.problems import problems_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from obcgen.problems import Problem


def is_of_results(problem: Problem) -> bool:
    """Tell whether a Problem is one of a results file or its tables, and not of the spec."""
    return problem.code.startswith("RES")


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return the Problems in the order of a reader; `steps` is the path, with positions from 0."""
    ordered = in_order(problems)
    return [
        {**row, "steps": list(each.path)} for each, row in zip(ordered, problems_data(ordered), strict=True)
    ]
