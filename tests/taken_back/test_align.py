"""Which paragraph of an edited document is which of the one before."""

from __future__ import annotations

import pytest

from obcgen.taken_back.align import Pair, aligned
from obcgen.taken_back.printed import Kind, Printed

A, B, C = "The first clause says this.", "The second clause says that.", "A third one is about money."


def reading(*texts: str, kind: Kind = "paragraph") -> list[Printed]:
    return [Printed("clause", text, kind) for text in texts]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ((A, B, C), (A, B, C), [Pair(0, 0), Pair(1, 1), Pair(2, 2)]),
        ((A, B, C), (A, C), [Pair(1, None), Pair(0, 0), Pair(2, 1)]),
        ((A, C), (A, B, C), [Pair(0, 0), Pair(None, 1), Pair(1, 2)]),
        ((A, B, C), (C, A, B), [Pair(2, 0, moved=True), Pair(0, 1), Pair(1, 2)]),
        ((A, B, C), (B, C, f"{A} Now."), [Pair(1, 0), Pair(2, 1), Pair(0, 2, moved=True)]),
        ((A, B), ("The first clause says no more.", B), [Pair(0, 0), Pair(1, 1)]),
        ((A, B, C), (A, "Quite other words stand here", "and there", C), [
            Pair(1, None), Pair(0, 0), Pair(None, 1), Pair(None, 2), Pair(2, 3)
        ]),
    ],
)  # fmt: skip
def test_paragraphs_are_found_again(old: tuple[str, ...], new: tuple[str, ...], pairs: list[Pair]) -> None:
    assert aligned(reading(*old), reading(*new)) == tuple(pairs)


def test_cells_are_paired_as_they_stand() -> None:
    old, new = reading("$500", "yes", kind="cell"), reading("$550", "no", kind="cell")
    assert aligned(old, new) == (Pair(0, 0), Pair(1, 1))


def test_thousands_of_new_paragraphs_take_no_time_to_speak_of() -> None:
    old = reading(*(f"Paragraph {number} of the old." for number in range(400)))
    new = reading(*(f"Something else, {number}." for number in range(400)))
    assert len(aligned(old, new)) >= 400


def test_paragraphs_are_found_again_where_a_program_dropped_the_marks_of_clauses() -> None:
    old = reading(*(f"Paragraph {number} says what it says." for number in range(80)))
    new = [Printed("", "A word before."), *(Printed("", one.text) for one in old)]
    assert [pair for pair in aligned(old, new) if pair.old is None] == [Pair(None, 0)]
    assert Pair(79, 80) in aligned(old, new)
