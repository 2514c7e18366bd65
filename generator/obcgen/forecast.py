"""The road to scenarios: a spec in, what each scenario costs out.

It stands apart from `build` so that `obcgen scenarios` need not wait for what makes documents.
"""

from __future__ import annotations

from obcgen.checking import sound
from obcgen.law.in_force import law_on
from obcgen.pack import Pack
from obcgen.problems import Problem
from obcgen.reading import Given
from obcgen.scenarios.found import Found, find
from obcgen.source import Settings, Source
from obcgen.spec import Spec


def forecast(
    given: Given, pack: Pack, settings: Settings = ()
) -> tuple[Source, Spec, Found, tuple[Problem, ...]]:
    """Return a spec without errors, what its scenarios cost, and its warnings.

    How certain the ranges by chance are is a figure of the pack's guidance.

    Raises:
        ObcgenError: the spec has errors, or the pack's guidance cannot be read.
    """
    source, spec, problems = sound(given, None, pack, settings)
    certainty = law_on(pack, spec.document.issued).guide.certainty
    return source, spec, find(spec, certainty), problems
