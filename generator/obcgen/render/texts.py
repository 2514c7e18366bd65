"""What is wrong with the Markdown that a district writes in its spec, told at the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from obcgen.problems import Path, Problem
from obcgen.render.faults import TemplateFault
from obcgen.render.markdown import prose


def text_problems(texts: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Yield a Problem for each long text that no document can hold; the texts come with their paths."""
    for path, text in texts:
        try:
            prose(text)
        except TemplateFault as fault:
            yield fault.kind.problem(fault.message, path=path, found=fault.name, hint=fault.hint)
