"""The road to the independent cost estimate: a spec in, a dated memo out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from obcgen.build import Built, Progress, files_of, silent
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.forecast import forecast
from obcgen.pack import Pack
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.render.context import read_labels
from obcgen.render.pictures import canvas_of
from obcgen.render.render import render
from obcgen.scenarios.names import names
from obcgen.source import Settings
from obcgen.spec import Spec

DATED_TODAY = Kind("EST-02", "An estimate dated on the day it is run", "warning")

NAMED = "estimate-not-for-publication"
"""Ends the names of the files: nobody publishes one by mistake."""


def build_estimate(
    path: Path,
    formats: Sequence[str],
    pack: Pack,
    *,
    day: date | None = None,
    today: date | None = None,
    settings: Settings = (),
    progress: Progress = silent,
) -> Built:
    """Return the independent cost estimate of a spec in every format asked for.

    `day` dates it in place of the spec's `estimate.on`; where neither is given it is dated `today`, as long
    as proposals are not due before.

    Raises:
        ObcgenError: the spec, a template or the tree has errors, or nothing dates the estimate.
    """
    progress(f"Reading {path.name}")
    source, spec, found, problems = forecast(path, pack, settings)
    assumed = _assumed(spec, today) if day is None else None
    try:
        canvas = canvas_of(pack.style, read_labels(pack))
        told = names(found, spec, source, canvas, file=path.name, day=day or assumed)
        tree = resolve(from_html(render("estimate", told, pack)))
    except ObcgenError as error:
        raise ObcgenError(*source.locate(error.problems)) from error
    undated = source.locate([_dated_today(assumed)]) if assumed is not None else ()
    return Built(files_of(f"{path.stem}-{NAMED}", tree, formats, pack, progress), (*problems, *undated))


def _assumed(spec: Spec, today: date | None) -> date | None:
    """Return today where nothing dates the estimate and proposals can still come in."""
    if today is None or (spec.estimate is not None and spec.estimate.on is not None):
        return None
    due = spec.procurement.schedule.proposals_due.date() if spec.procurement is not None else today
    return today if today <= due else None


def _dated_today(today: date) -> Problem:
    return DATED_TODAY.problem(
        f"Nothing says on which day the estimate was made, so it is dated today, {today}.",
        path=("estimate", "on"),
        expected="the day on which it is made",
        hint=f"Write estimate: {{on: {today}}} in the spec, so that it can be made again with the same day.",
    )
