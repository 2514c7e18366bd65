"""`like:` copies from the same place in a named sibling, before any model sees the tree.

In `outcomes.vocabulary.measure: {like: fluency, metric: vocabulary}` the nearest enclosing mapping that has a
`fluency` with a `measure` in the same place is `outcomes`; so `outcomes.fluency.measure` is copied, and the
keys written beside `like` go over the copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from obcgen.problems import Kind, ObcgenError, Path, Place, Problem, dotted
from obcgen.source.nodes import Node, at, entries, overlay, put, resembling, size, without

NOWHERE = Kind("SRC-13", "A like: that leads nowhere")
CIRCLE = Kind("SRC-14", "A like: that leads back to itself")
TOO_MANY = Kind("SRC-15", "More copying by like: than any spec needs")
LONGEST_CHAIN = 50
MOST_LIKES = 1_000
MOST_COPIES = 100_000


@dataclass(frozen=True, slots=True)
class Expanded:
    """The tree with every `like:` carried out; what could not be, and the paths left incomplete by it."""

    root: Node
    problems: tuple[Problem, ...]
    broken: frozenset[Path]
    copies: dict[Path, Path]
    """Where to, and where from."""


def expand(root: Node) -> Expanded:
    """Carry out every `like:`.

    Raises:
        ObcgenError: there is more to copy than any spec needs.
    """
    pending = dict(_likes(root, ()))
    work = _Work(root, pending)
    if len(pending) > MOST_LIKES:
        work.refuse(next(iter(pending)), f"like: is used more than {MOST_LIKES:,} times.")
    for path in list(pending):
        work.carry_out(path, ())
    return Expanded(work.root, tuple(work.problems), frozenset(work.broken), work.copies)


def _likes(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    """Yield the path of each mapping that holds a `like:`, and the name it gives; the innermost first."""
    inside = entries(node)
    for key, below in inside.items():
        if entries(below):
            yield from _likes(below, (*path, key))
    like = inside.get("like")
    if like is not None and isinstance(like.value, str):
        yield path, like


@dataclass(slots=True)
class _Work:
    root: Node
    pending: dict[Path, Node]
    problems: list[Problem] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)
    copies: dict[Path, Path] = field(default_factory=dict)
    copied: int = 0

    def carry_out(self, path: Path, chain: tuple[Path, ...]) -> None:
        """Carry out the `like:` of a mapping, and before it all that it depends on."""
        if path in chain:
            self.report_circle(chain[chain.index(path) :])
        if path in chain or path not in self.pending:
            return
        chain = (*chain, path)
        if len(chain) > LONGEST_CHAIN:
            self.refuse(path, f"More than {LONGEST_CHAIN} uses of like: lead from one to the next.")
        self.carry_out_inside(path, chain)
        source = self.source(path, chain)
        if path in self.pending:
            self.copy(source, path)

    def carry_out_inside(self, path: Path, chain: tuple[Path, ...]) -> None:
        for each in [each for each in self.pending if each != path and each[: len(path)] == path]:
            self.carry_out(each, chain)

    def source(self, path: Path, chain: tuple[Path, ...]) -> Path | None:
        """Return the same place in the nearest sibling of the name given."""
        name = str(self.pending[path].value)
        for depth in range(len(path) - 1, -1, -1):
            if path[depth] != name and self.reach(found := _beside(path, depth, name), depth, chain):
                return found
        return None

    def reach(self, target: Path, depth: int, chain: tuple[Path, ...]) -> bool:
        """Tell whether a path exists, once all on the way to it and inside it has been carried out."""
        for end in range(depth + 1, len(target) + 1):
            if at(self.root, target[:end]) is None:
                return False
            self.carry_out(target[:end], chain)
        self.carry_out_inside(target, chain)
        return True

    def copy(self, source: Path | None, path: Path) -> None:
        """Lay what is written at `path` over what stands at `source`."""
        name = self.pending.pop(path)
        below = at(self.root, source) if source else None
        above = at(without(self.root, (*path, "like")), path)
        if source is None or below is None or above is None:
            self.report_nowhere(path, name)
            return
        self.copied += size(below, MOST_COPIES)
        if self.copied > MOST_COPIES:
            self.refuse(path, f"like: copies more than {MOST_COPIES:,} values in all.", name.spot)
        if any(source[: len(each)] == each or each[: len(source)] == source for each in self.broken):
            self.broken.add(path)
        self.copies[path] = source
        self.root = put(self.root, path, overlay(below, above))

    def refuse(self, path: Path, message: str, place: Place | None = None) -> None:
        place = place or self.pending[path].spot
        raise ObcgenError(TOO_MANY.problem(message, path=path, place=place, hint="Write some of it out."))

    def report_nowhere(self, path: Path, name: Node) -> None:
        self.broken.add(path)
        wanted = str(name.value)
        itself = wanted in path
        depths = [path.index(wanted)] if itself else range(len(path))
        names = {
            str(key)
            for depth in depths
            for key in entries(at(self.root, path[:depth]) or name)
            if key != path[depth] and at(self.root, _beside(path, depth, key))
        }
        message = f"There is no “{wanted}” to copy from: nothing of that name stands beside this."
        if itself:
            message = f"“{wanted}” is told to copy from itself."
        known = (
            f"Ids that could be named here: {', '.join(sorted(names))}." if names else "Write the keys out."
        )
        near = "" if itself else resembling(wanted, names)
        hint = f"Did you mean {near}?" if near else known
        self.problems.append(
            NOWHERE.problem(message, path=(*path, "like"), place=name.spot, found=str(name.value), hint=hint)
        )

    def report_circle(self, chain: tuple[Path, ...]) -> None:
        self.broken.update(chain)
        names = " to ".join(dotted(path) for path in (*chain, chain[0]))
        message = f"like: leads in a circle: {names}."
        hint = "Write one of them out in full."
        place = at(self.root, (*chain[0], "like"))
        self.problems.append(
            CIRCLE.problem(message, path=chain[0], place=place.spot if place else None, hint=hint)
        )


def _beside(path: Path, depth: int, name: str) -> Path:
    return (*path[:depth], name, *path[depth + 1 :])
