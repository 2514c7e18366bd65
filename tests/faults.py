"""Read a spec from text and hand back what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from obcgen.problems import ObcgenError, Problem
from obcgen.source import Source, parse, read_written, text_written
from obcgen.spec import Spec
from obcgen.spec.links import links

DENVER = (Path(__file__).parent.parent / "specs" / "denver-literacy.yaml").read_text(encoding="utf-8")


def faults(text: str) -> tuple[Problem, ...]:
    """Return every Problem of a spec, of reading, shape and references."""
    try:
        parse(source_of(text), Spec, links)
    except ObcgenError as error:
        return error.problems
    return ()


def source_of(text: str, file: str = "spec.yaml") -> Source:
    """Return the text of a spec as a source, without what it says of its pack."""
    return read_written(text_written(text, file).without_pack())


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
