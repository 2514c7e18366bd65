"""The first stretch of the road: read a spec and say all that is wrong, weak or missing in it.

It stands apart from `build` so that `obcgen check` need not wait for what makes documents.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from obcgen.pack import Pack, builtin
from obcgen.policy.check import check
from obcgen.policy.rule import DocumentKind
from obcgen.problems import Problem
from obcgen.render.texts import text_problems
from obcgen.render.thresholds import law_on
from obcgen.source import Settings, Source, parse_sections, read
from obcgen.spec import Spec
from obcgen.spec.links import links


def survey(
    path: Path, kind: DocumentKind | None = None, pack: Pack | None = None, settings: Settings = ()
) -> tuple[Source, Spec, tuple[Problem, ...]]:
    """Read a spec and return it with all that is wrong or weak in it, for one document or as it stands.

    Where a Problem is an error, the spec may lack sections; use it only if there is none. What the spec
    waives is among the Problems with the severity `waived` and its reason. Values of `settings`, each as
    `path=value`, go over those of the file.

    Raises:
        ObcgenError: the file cannot be read at all, or the pack's law cannot.
    """
    source = read(path, settings)
    spec, unread, faults = parse_sections(source, Spec, links)
    law = law_on(pack or builtin(), spec.document.issued if spec.document else date.max)
    found = (*check(spec, law, kind, unread), *text_problems(spec))
    return source, spec, (*faults, *source.locate(found))
