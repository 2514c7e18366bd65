"""Read a spec from text and hand back what is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

from obcgen.problems import ObcgenError, Problem
from obcgen.source import parse, read_text
from obcgen.spec import Spec
from obcgen.spec.links import links

DENVER = (Path(__file__).parent.parent / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")


def faults(text: str) -> tuple[Problem, ...]:
    """Return every Problem of a spec, of reading, shape and references."""
    try:
        parse(read_text(_without_pack(text)), Spec, links)
    except ObcgenError as error:
        return error.problems
    return ()


def _without_pack(text: str) -> str:
    """Return a spec whose pack is a comment, so that lines stay: only a file may name one."""
    return re.sub(r"^pack: ", "# pack: ", text, flags=re.MULTILINE)


def changed(old: str, new: str) -> str:
    """Return the Denver spec with one passage changed; it must be there."""
    assert old in DENVER, old
    return DENVER.replace(old, new, 1)


def only_fault(text: str) -> Problem:
    """Return the single Problem of a spec."""
    found = faults(text)
    assert len(found) == 1, [(each.code, each.message, each.path) for each in found]
    return found[0]


def line_of(text: str, passage: str) -> int:
    """Return the number of the first line that holds a passage."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if passage in line)
