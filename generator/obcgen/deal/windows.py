"""The windows in which assessments are given: one by its name, and those that decide results."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.spec import Measure, Spec
    from obcgen.spec.population import Window


def window_of(spec: Spec, assessment: str, name: str | None) -> Window | None:
    """Return a window by the id of its assessment and its own, where the spec has it."""
    tool = spec.assessments.get(assessment)
    return tool.windows.get(name or "") if tool else None


def deciding_window(spec: Spec, measure: Measure) -> Window | None:
    """Return the window in which the measure that decides is taken, where the spec has it."""
    return window_of(spec, measure.assessment, measure.to)


def deciding_windows(spec: Spec) -> Iterator[Window]:
    """Yield the window that decides each outcome, where the spec has it."""
    found = (deciding_window(spec, outcome.measure) for outcome in spec.outcomes.values())
    yield from (window for window in found if window is not None)
