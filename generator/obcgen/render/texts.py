"""What is wrong with the Markdown that a district writes in its spec, told at the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.problems import Problem
from obcgen.render.faults import TemplateFault
from obcgen.spec import Prose, Spec
from obcgen.spec.shapes import texts_of

_MAY_BE_WRONG = re.compile(r"[\[<>]|^[\s*+-]*[0-9]+[.)]", re.MULTILINE)
"""Links, pictures, quotations and numbers that may start a list: without them no text is at fault."""


def text_problems(spec: Spec) -> Iterator[Problem]:
    """Yield a Problem for each long text that no document can hold."""
    doubtful = [
        (path, text)
        for path, text in texts_of(spec)
        if isinstance(text, Prose) and _MAY_BE_WRONG.search(text)
    ]
    if not doubtful:
        return
    from obcgen.render.markdown import prose  # noqa: PLC0415  reading Markdown takes a while to load

    for path, text in doubtful:
        try:
            prose(text)
        except TemplateFault as fault:
            yield fault.kind.problem(fault.message, path=path, found=fault.name, hint=fault.hint)
