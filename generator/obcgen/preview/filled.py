"""A spec with blanks and faults to specs that print: a stand-in where a value is missing or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from obcgen.policy.documents import (
    contract_parties,
    contract_sections,
    dispute_ladder,
    evaluation_factors,
    procurement_contact,
    provider_obligations,
    rfp_sections,
    termination_terms,
)
from obcgen.policy.rule import DocumentKind
from obcgen.preview.called import called
from obcgen.preview.kinds import Keys, Many, Shape, Value, shapes_at, shapes_of
from obcgen.preview.stand_ins import FILLINGS, StandIn, stand_ins
from obcgen.problems import ObcgenError, Path, Problem
from obcgen.source import Source, parse
from obcgen.source.model_faults import UNKNOWN_KEY
from obcgen.source.nodes import Node, at, entries, nearest, to_plain, without
from obcgen.spec import Spec
from obcgen.spec.confidential import CANNOT_HIDE, NOTHING_TO_HIDE
from obcgen.spec.links import DANGLING, NO_FIRST_WINDOW, links, targets

MOST_ROUNDS: Final = 24
_DEEPEST: Final = 12
_DAY: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])-")
_DATES: Final[tuple[Path, ...]] = (("document", "issued"), ("program", "starts"), ("program", "ends"))
_RATES: Final[Path] = ("payment", "rates")
_NO_DAY: Final = date(2031, 1, 1)
_REMOVED: Final = {UNKNOWN_KEY.code, NOTHING_TO_HIDE.code, CANNOT_HIDE.code}
_OF_RFP = (rfp_sections, provider_obligations, evaluation_factors, procurement_contact)
_OF_DRAFT = (contract_sections, termination_terms, dispute_ladder)
_NEEDS: Final = {
    "rfp": _OF_RFP,
    "response": _OF_RFP,
    "draft-contract": _OF_DRAFT,
    "contract": (contract_parties, *_OF_DRAFT),
}


@dataclass(frozen=True, slots=True)
class Filling:
    """A source that can be read, and its spec."""

    source: Source
    spec: Spec


@dataclass(frozen=True, slots=True)
class Filled:
    """A spec in its fillings, of which the first is printed, and the blanks; a whole spec has but one."""

    fillings: tuple[Filling, ...]
    blanks: Mapping[Path, StandIn]
    keys: Mapping[str, str]
    """What blanks are called that are keys, such as a year, by what stands in for them."""


class UnfillableError(Exception):
    """No document can be made of a source, whatever stands in: a fault of ours."""


def filled(source: Source, kind: DocumentKind, wrong: Iterable[Path] = ()) -> Filled:
    """Return a source as it can be printed; at the paths of `wrong` nothing may stand as it is."""
    work = _Work(source.root, _first_day(source.root))
    for path in wrong:
        work.put(path)
    readable = replace(source, problems=(), broken=frozenset(), copies={})
    for _ in range(MOST_ROUNDS):
        found = replace(readable, root=work.root)
        try:
            spec = parse(found, Spec, links)
        except ObcgenError as error:
            problems: tuple[Problem, ...] = error.problems
        else:
            problems = tuple(problem for rule in _NEEDS[kind] for problem in rule.find(spec))
            if not entries(nearest(work.root, _RATES)):
                work.put((*_RATES, next(iter(spec.outcomes)), "per_participant"))
            elif not problems:
                first = Filling(found, spec)
                return Filled((first, *_others(first, work.blanks)), work.blanks, work.keys)
        work.mend_all(problems)
    raise UnfillableError(f"still wrong: {problems[0].path}")


def _others(first: Filling, blanks: Mapping[Path, StandIn]) -> Iterable[Filling]:
    """Yield the other fillings; a stand-in that no spec takes stays as it is in the first."""
    for number in range(1, FILLINGS) if blanks else ():
        texts = {path: blank.text(number) for path, blank in blanks.items()}
        for _ in range(_DEEPEST):
            source = _with_texts(first.source, texts)
            try:
                yield Filling(source, parse(source, Spec, links))
            except ObcgenError as error:
                refused = {path for path in texts for each in error.problems if _is_about(each.path, path)}
                if not refused:
                    break
                texts = {path: text for path, text in texts.items() if path not in refused}
            else:
                break


def _first_day(root: Node) -> date:
    """Return the first day of the month in which a spec is issued, or its program begins or ends."""
    for path in _DATES:
        node = at(root, path)
        if node and isinstance(node.value, str) and (found := _DAY.match(node.value)):
            return date(int(found[1]), int(found[2]), 1)
    return _NO_DAY


def _is_about(path: Path, value: Path) -> bool:
    size = min(len(path), len(value))
    return size > 0 and path[:size] == value[:size]


def _with_texts(source: Source, texts: Mapping[Path, str]) -> Source:
    root = source.root
    for path, text in texts.items():
        root = laid(root, path, replace(nearest(root, path), value=text))
    return replace(source, root=root)


def laid(root: Node, path: Path, node: Node) -> Node:
    """Return the tree with a node at a path; keys on the way that are missing are made."""
    if not path:
        return replace(node, key=root.key)
    step, rest = path[0], path[1:]
    if isinstance(root.value, tuple) and isinstance(step, int):
        items = list(root.value)
        items[step : step + 1] = [laid(items[step] if step < len(items) else _bare(root), rest, node)]
        return replace(root, value=tuple(items))
    below = entries(root)
    inner = laid(below.get(str(step), _bare(root)), rest, node)
    return replace(root, value={**below, str(step): inner})


def _bare(beside: Node) -> Node:
    return Node({}, beside.spot, beside.spot)


@dataclass(slots=True)
class _Work:
    root: Node
    day: date
    """From when on the dates lie that stand in: near those that are written, or a document has a century."""
    blanks: dict[Path, StandIn] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    tried: dict[Path, int] = field(default_factory=dict)
    serials: dict[str, int] = field(default_factory=dict)
    """A number for each blank; blanks that ask for the same thing have the same."""

    def mend_all(self, problems: Iterable[Problem]) -> None:
        """Mend what is wrong, keys last: all paths are those of the keys as they are written."""
        named = [(each.path, kind) for each in problems if each.path and (kind := self.named(each.path))]
        renamed = {path for path, _ in named}
        for problem in problems:
            if problem.path not in renamed:
                self.mend(problem)
        for path, kind in dict(named).items():
            self.rename(path, kind)

    def mend(self, problem: Problem) -> None:
        """Put something that can be printed where a Problem says that there is nothing of the kind."""
        path = problem.path
        if problem.code in _REMOVED:
            self.root = without(self.root, path)
        elif problem.code == DANGLING.code:
            self.define(path)
        elif problem.code == NO_FIRST_WINDOW.code:
            self.put((*path[:-1], "from"))
        elif path == ("district", "contacts"):
            self.put((*path, "procurement"))
        elif path:
            self.put(path)

    def define(self, path: Path) -> None:
        """Define the id that is used at a path, as something of which nothing else is known."""
        target = targets(to_plain(self.root)).get(path)
        if target and target not in self.tried:
            self.put(target)
        else:
            self.put(path)

    def named(self, path: Path) -> Value | None:
        """Return what the last key of a path should be, where it is no such key."""
        for shape in shapes_at(self.root, path[:-1]):
            if isinstance(shape, Many) and shape.id and not shape.id.takes(str(path[-1])):
                return shape.id
        return None

    def rename(self, path: Path, kind: Value) -> None:
        """Give a key that is a blank a name; what stands under it stays."""
        above = at(self.root, path[:-1])
        if above is None:
            return
        old = str(path[-1])
        found = self.stand_in(kind, path, old)
        new = found.text(0)
        self.keys[new] = found.label
        value = {new if key == old else key: below for key, below in entries(above).items()}
        self.root = laid(self.root, path[:-1], replace(above, value=value))
        end = len(path)
        self.blanks = {
            (*path[:-1], new, *each[end:]) if each[:end] == path else each: blank
            for each, blank in self.blanks.items()
        }

    def stand_in(self, value: Value, path: Path, written: str) -> StandIn:
        """Return what stands in for a value; each time a path comes back, the next that it takes."""
        label = called(path, written)
        serial = self.serials.setdefault(label, len(self.serials) + 1)
        found = stand_ins(value, path, label, serial, self.day)
        return found[min(self.tried.get(path, 0), len(found) - 1)]

    def put(self, path: Path) -> None:
        """Put a stand-in at a path, or at a path above it where none is taken."""
        for depth in range(len(path), 0, -1):
            here = path[:depth]
            if self.tried.get(here, -1) < self.most(here):
                self.tried[here] = self.tried.get(here, -1) + 1
                self.put_at(here)
                return

    def most(self, path: Path) -> int:
        """Return how often other stand-ins are worth trying at a path."""
        values = [shape for shape in shapes_at(self.root, path) if isinstance(shape, Value)]
        return len(stand_ins(values[0], path, "", 1, self.day)) - 1 if values else 0

    def put_at(self, path: Path) -> None:
        shapes = shapes_at(self.root, path)
        if not shapes:
            self.root = without(self.root, path)
            return
        for known in [known for known in self.blanks if known[: len(path)] == path]:
            del self.blanks[known]
        old = at(self.root, path)
        written = old.value if old and isinstance(old.value, str) else ""
        self.root = laid(self.root, path, self.made(shapes, path, written, 0))

    def made(self, shapes: tuple[Shape, ...], path: Path, written: str, depth: int) -> Node:
        """Return the least that a spec takes of one of some shapes."""
        spot = nearest(self.root, path).spot
        match shapes[0]:
            case Value() as value:
                self.blanks[path] = found = self.stand_in(value, path, written)
                return Node(found.text(0), spot, spot)
            case Many(None, each):
                return Node((self.made(tuple(shapes_of(each)), (*path, 0), "", depth + 1),), spot, spot)
            case Many(id_, each):
                key = self.stand_in(id_, path, "").text(0) if id_ else "open"
                inner = self.made(tuple(shapes_of(each)), (*path, key), "", depth + 1)
                return Node({key: inner}, spot, spot)
            case Keys() as keys:
                below = {
                    name: self.made(tuple(shapes_of(kind)), (*path, name), "", depth + 1)
                    for name, kind in keys.needed.items()
                }
                return Node(below, spot, spot)
