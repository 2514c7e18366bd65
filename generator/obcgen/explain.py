"""Figures and the lines they come from: what `obcgen explain` says of a figure that a document prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path as File
from typing import TYPE_CHECKING

from obcgen.account.early_end import with_ending
from obcgen.account.settle import settle
from obcgen.account.trace.figure import Figure, Given
from obcgen.account.trace.plan import of_plan
from obcgen.account.trace.settlement import of_settlement
from obcgen.checking import sound
from obcgen.problems import Kind, ObcgenError, Path, Place, Problem, dotted
from obcgen.results.read import read_results
from obcgen.source import Settings, Source, read
from obcgen.source.nodes import Node, at, steps, written

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.deal.facts import Facts
    from obcgen.reading import Reading
    from obcgen.spec import Spec

NO_FIGURE = Kind("EXP-01", "A figure that does not exist")
INDENT = "  "


@dataclass(frozen=True, slots=True)
class Trace:
    """Every figure by name, and the texts that they end in."""

    figures: Mapping[str, Figure]
    spec: Source
    results: Source | None = None


def trace(
    given: File | Reading, results: File | None = None, settings: Settings = ()
) -> tuple[Trace, tuple[Problem, ...]]:
    """Return every figure of a spec without errors with what it comes from, and what was told of both files.

    Raises:
        ObcgenError: the spec has errors, or the results do.
    """
    source, spec, problems = sound(given, "contract" if results else None, None, settings)
    figures = of_plan(spec)
    if results is None:
        return Trace(_by_name(figures), source), problems
    verified = read_results(results, spec)
    priced = verified.spec
    account = with_ending(priced, verified.facts, settle(priced, verified.facts, verified.ledger))
    found = of_settlement(priced, verified.facts, account)
    told = (*problems, *verified.problems)
    return Trace(_by_name((*figures, *found)), source, read(results)), told


def trace_of(source: Source, spec: Spec, facts: Facts | None = None, account: Account | None = None) -> Trace:
    """Return every figure of a deal that is read already, and of facts that were settled where given."""
    settled = of_settlement(spec, facts, account) if facts is not None and account is not None else ()
    return Trace(_by_name((*of_plan(spec), *settled)), source)


def _by_name(figures: Iterable[Figure]) -> dict[str, Figure]:
    return {figure.name: figure for figure in figures}


def listed(trace: Trace) -> str:
    """Return each figure's name, value and meaning on a line."""
    wide = max(map(len, trace.figures), default=0)
    most = max((len(figure.value) for figure in trace.figures.values()), default=0)
    lines = (
        f"{name:<{wide}}  {figure.value:>{most}}  {figure.words}" for name, figure in trace.figures.items()
    )
    return "".join(f"{line}\n" for line in lines)


def as_text(trace: Trace, name: str) -> str:
    """Return how a figure came about, down to the lines of the spec and of the results.

    Raises:
        ObcgenError: there is no such figure.
    """
    return "".join(f"{line}\n" for line in _told(trace, _found(trace, name), 0, set()))


def as_json(trace: Trace, name: str) -> str:
    """Return the same as JSON.

    Raises:
        ObcgenError: there is no such figure.
    """
    return json.dumps(as_data(trace, name), indent=2, ensure_ascii=False) + "\n"


def as_data(trace: Trace, name: str) -> dict[str, object]:
    """Return the same as data: the figure and every figure it is computed from, by name.

    Raises:
        ObcgenError: there is no such figure.
    """
    needed: dict[str, Figure] = {}
    waiting = [_found(trace, name)]
    while waiting:
        figure = waiting.pop(0)
        if figure.name not in needed:
            needed[figure.name] = figure
            waiting += [trace.figures[part] for part in figure.parts]
    return {"figure": name, "figures": {key: _data(trace, figure) for key, figure in needed.items()}}


def _found(trace: Trace, name: str) -> Figure:
    if name in trace.figures:
        return trace.figures[name]
    path = tuple(name.split("."))
    if at(trace.spec.root, written(trace.spec.root, path)) is not None:
        return _stated(trace, written(trace.spec.root, path))
    near = get_close_matches(name, trace.figures, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    if name.startswith("settlement.") and not near:
        hint = "It is a figure of results: give them as --results RESULTS. "
    message = f"There is no figure “{name}” in this deal."
    raise ObcgenError(
        NO_FIGURE.problem(message, found=name, hint=f"{hint}obcgen explain SPEC --list names all.")
    )


def _stated(trace: Trace, path: Path) -> Figure:
    """Return what the spec itself states at a path, as a figure."""
    given = Given(path)
    value = ", ".join(text for _, text, _ in _texts(trace, given))
    return Figure(dotted(path), value, "As the spec states it.", "stated", given=(given,))


def _told(trace: Trace, figure: Figure, depth: int, told: set[str]) -> Iterator[str]:
    space = INDENT * depth
    if figure.name in told:
        yield f"{space}{figure.name} = {figure.value} (see above)"
        return
    told.add(figure.name)
    yield f"{space}{figure.name} = {figure.value}"
    yield f"{space}{INDENT}{figure.words}"
    yield f"{space}{INDENT}= {figure.formula}"
    yield from (f"{space}{INDENT}{step}" for step in figure.steps)
    rows = [row for given in figure.given for row in _texts(trace, given)]
    wide = max((len(path) for path, _, _ in rows), default=0)
    most = max((len(text) for _, text, _ in rows), default=0)
    for path, text, place in rows:
        yield f"{space}{INDENT}{INDENT}{path:<{wide}}  {text:<{most}}  {place.file}:{place.line}"
    for part in figure.parts:
        yield from _told(trace, trace.figures[part], depth + 1, told)


def _texts(trace: Trace, given: Given) -> Iterator[tuple[str, str, Place]]:
    """Yield every text at and below a path, with its own path and place; nothing where nothing is written."""
    source = trace.spec if given.origin == "spec" else trace.results
    node = at(source.root, given.path) if source is not None else None
    if node is not None:
        yield from _below(node, given.path)


def _below(node: Node, path: tuple[str | int, ...]) -> Iterator[tuple[str, str, Place]]:
    if isinstance(node.value, str):
        yield dotted(path), " ".join(node.value.split()), node.place
    for step, inside in steps(node):
        yield from _below(inside, (*path, step))


def _data(trace: Trace, figure: Figure) -> dict[str, object]:
    return {
        "value": figure.value,
        "words": figure.words,
        "formula": figure.formula,
        "steps": list(figure.steps),
        "from": list(figure.parts),
        "given": [
            {"path": path, "text": text, "file": place.file, "line": place.line, "column": place.column}
            for given in figure.given
            for path, text, place in _texts(trace, given)
        ],
    }
