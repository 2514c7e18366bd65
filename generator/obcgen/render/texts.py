"""What is wrong with the Markdown that a district writes in its spec, told at the text itself."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.problems import Path, Problem
from obcgen.render.faults import TemplateFault
from obcgen.render.markdown import prose
from obcgen.spec import Prose, Section, Spec


def text_problems(spec: Spec) -> Iterator[Problem]:
    """Yield a Problem for each long text that no document can hold."""
    for path, text in _texts(spec, ()):
        try:
            prose(text)
        except TemplateFault as fault:
            yield fault.kind.problem(fault.message, path=path, found=fault.name, hint=fault.hint)


def _texts(value: object, path: Path) -> Iterator[tuple[Path, Prose]]:
    match value:
        case Prose():
            yield path, value
        case Section():
            for name, part in value:
                yield from _texts(part, (*path, name.removesuffix("_")))
        case dict():
            for key, part in value.items():
                yield from _texts(part, (*path, str(key)))
        case list() | tuple():
            for at, part in enumerate(value):
                yield from _texts(part, (*path, at))
