"""A second colon in a value is told of every line that has one, in one run."""

from __future__ import annotations

import pytest

from obcgen.problems import ObcgenError, Problem
from obcgen.source.colons import LARGEST, MOST
from obcgen.source.from_yaml import from_yaml


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ObcgenError) as caught:
        from_yaml(text, "deal.yaml")
    return caught.value.problems


def places(text: str) -> list[tuple[int, int]]:
    return [(p.place.line, p.place.column) for p in problems(text) if p.place]


def test_each_line_is_told_as_it_stands() -> None:
    text = "need: one: two\ngoals:\n  - first: the district's: own\nplain: x\nlast: a: b"
    found = problems(text)
    assert places(text) == [(1, 10), (3, 26), (5, 8)]
    assert [p.place.excerpt for p in found if p.place] == [text.split("\n")[n] for n in (0, 2, 4)]
    assert {p.code for p in found} == {"SRC-12"}


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\nd: 'never closed\n",  # another fault waits until the first is mended
        "a: b: c\n  goes on: here\n",  # what follows a text over two lines may follow from mending it
        "a: b: c\n@d: e\n",
        "a:b: c: d\ne: f: g\n",  # the key itself is odd
    ],
)
def test_nothing_is_told_that_may_follow_from_mending(text: str) -> None:
    assert len(problems(text)) == 1


def test_another_fault_is_told_alone() -> None:
    assert places("a: 'b\nc: d: e\n") == places("a: 'b\nc: d\n")


def test_a_text_full_of_them_is_told_in_part() -> None:
    assert len(problems("".join(f"k{n}: b: c\n" for n in range(MOST + 5)))) == MOST
    assert len(problems("a: b: c\nd: e: f\n" + "#" * LARGEST)) == 1
