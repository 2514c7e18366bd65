"""The road to the independent cost estimate: a spec in, a dated memo out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.forecast import forecast
from obcgen.layout import Built, files_of
from obcgen.naming import NamedFor, Names
from obcgen.pack import Pack
from obcgen.problems import ObcgenError
from obcgen.progress import Progress, silent
from obcgen.reading import Given
from obcgen.render.context import read_labels
from obcgen.render.pictures import canvas_of
from obcgen.render.render import render
from obcgen.scenarios.dated import dated
from obcgen.scenarios.names import names
from obcgen.source import Settings


def build_estimate(
    given: Given,
    formats: Sequence[str],
    pack: Pack,
    *,
    day: date | None = None,
    today: date | None = None,
    settings: Settings = (),
    progress: Progress = silent,
    named: NamedFor = "document",
) -> Built:
    """Return the independent cost estimate of a spec in every format asked for.

    `day` dates it in place of the spec's `estimate.on`; where neither is given it is dated `today`, as long
    as proposals are not due before.

    Raises:
        ObcgenError: the spec, a template or the tree has errors, or nothing dates the estimate.
    """
    progress(f"Reading {given.name}")
    source, spec, found, problems = forecast(given, pack, settings)
    try:
        day, undated = dated(spec, day, today)
        canvas = canvas_of(pack.style, read_labels(pack))
        told = names(found, spec, canvas, day=day)
        tree = resolve(from_html(render("estimate", told, pack)))
    except ObcgenError as error:
        raise ObcgenError(*source.locate(error.problems)) from error
    files = files_of(Names(spec, given.stem, named).of("estimate"), tree, formats, pack, progress)
    return Built(files, (*problems, *source.locate(undated)), private=True)
