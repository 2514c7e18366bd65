"""The road to a report of changes: two specs or documents in, a short internal report out."""

from __future__ import annotations

from collections.abc import Sequence

from obcgen.changes.comparison import Comparison
from obcgen.changes.names import names as report_names
from obcgen.comparing import Where, compared, given, named
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.layout import Built, files_of
from obcgen.naming import NamedFor, Names
from obcgen.pack import Pack
from obcgen.progress import Progress, silent
from obcgen.reading import Given, Reading
from obcgen.render.render import render


def build_report(
    old: Given,
    new: Given,
    formats: Sequence[str],
    pack: Pack | None = None,
    *,
    names: NamedFor = "document",
    progress: Progress = silent,
) -> tuple[Comparison, Built]:
    """Return what changed from one spec to another, and the report of it in every format asked for.

    It is internal, and only its owner may read it: it may show what an RFP hides.

    Raises:
        ObcgenError: as `compared`, or a template or the tree has errors.
    """
    progress(f"Comparing {old.name} and {new.name}")
    made = compared(old, new, pack)
    tree = resolve(from_html(render("diff", report_names(made.found), made.pack)))
    stem = Names(made.found.new, new.stem, names).of("changes")
    return made.found, Built(files_of(stem, tree, formats, made.pack, progress), made.problems, private=True)


def build_diff(
    old: Reading | Where,
    new: Reading | Where,
    formats: Sequence[str] = ("docx", "pdf"),
    *,
    pack: Where | None = None,
    names: NamedFor = "document",
    progress: Progress = silent,
) -> Built:
    """Return the report of what changed from one spec to another; it is not for publication.

    Raises:
        ObcgenError: as `obcgen.diff`.
    """
    return build_report(given(old), given(new), formats, named(pack), names=names, progress=progress)[1]
