"""Every line with a second colon in one value: the parser stops at the first, and people write several."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import yaml

from obcgen.source.yaml_faults import SECOND_COLON, explain

if TYPE_CHECKING:
    from obcgen.problems import Problem

MOST = 20
"""So many are told in one run; more are no slip."""
LARGEST = 200_000
"""Characters of a text that may be parsed so often."""
_VALUE = re.compile(r"(?P<before>\s*(?:- )*[^\s:][^:]*:\s+)(?P<value>\S.*)")


def with_others(first: Problem, file: str, lines: list[str], loader: type) -> tuple[Problem, ...]:
    """Return a parser's fault, and if it is a second colon all other lines with one.

    Each value with one is put into quotes, and the text is parsed anew. What stops the parser then for any
    other reason may follow from that, and is not told.
    """
    found = [first]
    mended, last = list(lines), first
    while last.message == SECOND_COLON and len(found) < MOST and sum(map(len, lines)) <= LARGEST:
        number = last.place.line - 1 if last.place else 0
        match = _VALUE.fullmatch(mended[number])
        if match is None:
            break
        mended[number] = match["before"] + "'" + match["value"].replace("'", "''") + "'"
        fault = _fault(mended, file, loader)
        if fault is None or fault.message != SECOND_COLON or fault.place is None:
            break
        last = replace(fault, place=replace(fault.place, excerpt=lines[fault.place.line - 1]))
        found.append(last)
    return tuple(found)


def _fault(lines: list[str], file: str, loader: type) -> Problem | None:
    """Return what stops the parser first, if anything does."""
    try:
        for _ in yaml.parse("\n".join(lines), Loader=loader):
            pass
    except yaml.MarkedYAMLError as error:
        return explain(error, file, lines)
    return None
