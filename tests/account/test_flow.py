"""What flows after each edge is widened is what a search from the beginning finds; nothing is sent twice."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from obcgen.account.flow import Flow, Node

START, END = ("start",), ("end",)
LINES, PLACES = 3, 3
SMALL = st.integers(0, 5)


@given(
    st.lists(SMALL, min_size=LINES, max_size=LINES),
    st.lists(st.tuples(st.integers(0, LINES - 1), st.integers(0, PLACES - 1), SMALL), max_size=6),
    st.lists(SMALL, min_size=PLACES, max_size=PLACES),
    SMALL,
)
def test_what_flows_is_the_least_cut(
    ceilings: list[int], entries: list[tuple[int, int, int]], caps: list[int], in_all: int
) -> None:
    edges: list[tuple[Node, Node, int]] = [(START, ("line", n), most) for n, most in enumerate(ceilings)]
    edges += [(("place", n), ("all",), most) for n, most in enumerate(caps)]
    edges.append((("all",), END, in_all))
    for n, (line, place, _) in enumerate(entries):
        edges += [(("line", line), ("entry", n), 0), (("entry", n), ("place", place), 99)]
    flow, sent = Flow(edges), 0
    for n, (line, _, earned) in enumerate(entries):
        edge: tuple[Node, Node] = ("line", line), ("entry", n)
        flow.widen(*edge, earned)
        edges[edges.index((*edge, 0))] = (*edge, earned)
        sent += flow.send_through(START, edge, END)
        assert sent == least_cut(edges)


def least_cut(edges: list[tuple[Node, Node, int]]) -> int:
    """Return the least that a division of the places into two lets across, over every division."""
    places = sorted({place for start, end, _ in edges for place in (start, end)} - {START, END}, key=repr)
    divisions = (
        {START, *chosen} for count in range(len(places) + 1) for chosen in combinations(places, count)
    )
    return min(
        sum(most for start, end, most in edges if start in near and end not in near) for near in divisions
    )


def test_a_way_that_must_take_back_what_flowed_is_found() -> None:
    one, other = (("line", 0), ("entry", 0)), (("line", 1), ("entry", 1))
    near, far = ("place", 0), ("place", 1)
    flow = Flow(
        [
            (START, ("line", 0), None),
            (START, ("line", 1), None),
            (*one, 0),
            (*other, 0),
            (("entry", 0), near, None),
            (("entry", 0), far, None),
            (("entry", 1), near, None),
            (near, END, 4),
            (far, END, 4),
        ]
    )
    flow.widen(*one, 4)
    assert flow.send_through(START, one, END) == 4
    flow.widen(*other, 4)
    assert flow.send_through(START, other, END) == 4, "the first gives way to the far place"
    flow.widen(*other, 1)
    assert flow.send_through(START, other, END) == 0


def test_a_place_that_was_stuck_is_tried_again_once_a_line_has_another_way() -> None:
    first, second, third = (
        (("line", 0), ("entry", 0)),
        (("line", 0), ("entry", 1)),
        (("line", 1), ("entry", 2)),
    )
    near, far = ("place", 0), ("place", 1)
    flow = Flow(
        [
            (START, ("line", 0), 3),
            (START, ("line", 1), 5),
            (*first, 0),
            (*second, 0),
            (*third, 0),
            (("entry", 0), near, None),
            (("entry", 1), far, None),
            (("entry", 2), near, None),
            (near, END, 3),
            (far, END, None),
        ]
    )
    sent = []
    for edge in (first, second, third):
        flow.widen(*edge, 5)
        sent.append(flow.send_through(START, edge, END))
    assert sent == [3, 0, 3]
