"""What is wrong with the Markdown that a district writes in its spec, told at the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.problems import Path, Problem
from obcgen.render.faults import TemplateFault
from obcgen.spec import Prose, Section, Spec

_MAY_BE_WRONG = re.compile(r"[\[<>]|^[\s*+-]*[0-9]+[.)]", re.MULTILINE)
"""Links, pictures, quotations and numbers that may start a list: without them no text is at fault."""


def text_problems(spec: Spec) -> Iterator[Problem]:
    """Yield a Problem for each long text that no document can hold."""
    doubtful = [(path, text) for path, text in _texts(spec, ()) if _MAY_BE_WRONG.search(text)]
    if not doubtful:
        return
    from obcgen.render.markdown import prose  # noqa: PLC0415  reading Markdown takes a while to load

    for path, text in doubtful:
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
