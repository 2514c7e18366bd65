"""The most that can flow from one place to another through edges of limited capacity, in whole cents."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Node = tuple[object, ...]
_ENDLESS = 10**18


class Flow:
    """Edges with what can still flow along them, back along what flows already included."""

    def __init__(self, edges: Iterable[tuple[Node, Node, int | None]]) -> None:
        self._left: dict[Node, dict[Node, int]] = {}
        self._ahead: dict[Node, dict[Node, None]] = {}
        """Where the edges lead, in their order."""
        self._back: dict[Node, dict[Node, None]] = {}
        """Where they come from: a place may have very many behind it, and few ahead."""
        self._stuck: set[Node] = set()
        """Places from which nothing more reaches the end: what flows elsewhere opens no way out of them."""
        for start, end, most in edges:
            self._left.setdefault(start, {})[end] = _ENDLESS if most is None else most
            self._left.setdefault(end, {}).setdefault(start, 0)
            self._ahead.setdefault(start, {})[end] = None
            self._back.setdefault(end, {})[start] = None

    def widen(self, start: Node, end: Node, by: int) -> None:
        """Let more flow along an edge; it is to be sent before another is widened."""
        self._left[start][end] += by

    def send_through(self, start: Node, edge: tuple[Node, Node], end: Node) -> int:
        """Send as much more as can flow after one edge was widened, and return how much that is.

        Nothing more could flow before; so every way more leads along that edge, and none is sought elsewhere.
        """
        sent = 0
        while self._takes_more(end) and self._left[edge[0]][edge[1]] > 0:
            before, after = self._path(start, edge[0], set()), self._path(edge[1], end, self._stuck)
            if after and edge[0] in self._stuck:  # it has a way out now, and so has what leads to it
                self._stuck.clear()
            if not before or not after:
                break
            sent += self._along(_without_loops([*before, edge, *after]))
        return sent

    def _takes_more(self, end: Node) -> bool:
        """Tell whether an edge into the end is not full: if all are, no way need be sought."""
        return any(self._left[place][end] > 0 for place in self._left[end])

    def _along(self, path: list[tuple[Node, Node]]) -> int:
        most = min(self._left[one][other] for one, other in path)
        for one, other in path:
            self._left[one][other] -= most
            self._left[other][one] += most
        return most

    def _path(self, start: Node, end: Node, stuck: set[Node]) -> list[tuple[Node, Node]]:
        """Return a way along which something can flow, past what is stuck; empty if there is none.

        It leads back along an edge only where no way ahead is left. Where there is none, all that can be
        reached is stuck as well.
        """
        came: dict[Node, Node] = {start: start}
        waiting = deque(() if start in stuck else (start,))
        passed: deque[Node] = deque()
        while (waiting or passed) and end not in came:
            if waiting:
                place = waiting.popleft()
                passed.append(place)
                ways = self._ahead.get(place, {})
            else:
                place = passed.popleft()
                ways = self._back.get(place, {})
            left = self._left.get(place, {})
            for other in (end,) if left.get(end) else ways:
                if left[other] > 0 and other not in came and other not in stuck:
                    came[other] = place
                    waiting.append(other)
        if end not in came:
            stuck.update(came)
        path, place = [], end
        while place in came and place != start:
            path.append((came[place], place))
            place = came[place]
        return path[::-1]


def _without_loops(path: list[tuple[Node, Node]]) -> list[tuple[Node, Node]]:
    """Return a way without the parts that lead back to a place where it has been."""
    kept: list[tuple[Node, Node]] = []
    for step in path:
        kept.append(step)
        for at, (place, _) in enumerate(kept):
            if place == step[1]:
                del kept[at:]
                break
    return kept
