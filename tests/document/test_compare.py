from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from obcgen.document.compare import Clause, Difference, compare

clauses = st.lists(st.builds(Clause, st.sampled_from("abcde"), st.sampled_from(["", "x", "y z"])), max_size=8)


def read(text: str) -> tuple[Clause, ...]:
    """Return clauses of a small notation: `a:words b:more`."""
    return tuple(Clause(*part.split(":")) for part in text.split())


@given(clauses)
def test_a_reading_does_not_differ_from_itself(found: list[Clause]) -> None:
    assert compare(found, found) == ()


def test_each_kind_of_difference_is_told_by_id() -> None:
    found = compare(read("a:1 b:2 c:3 d:4"), read("a:1 b:two d:4 e:5"))
    assert found == (
        Difference("b", "changed", "2", "two"),
        Difference("c", "removed", before="3"),
        Difference("e", "added", after="5"),
    )


def test_a_clause_that_moved_was_neither_removed_nor_added() -> None:
    assert compare(read("a:1 b:2 c:3"), read("b:2 c:3 a:1")) == (Difference("a", "moved", "1", "1"),)


def test_a_clause_that_moved_and_changed_is_told_as_changed() -> None:
    assert [one.change for one in compare(read("a:1 b:2 c:3"), read("b:2 c:3 a:9"))] == ["changed"]


def test_removing_a_clause_moves_no_other() -> None:
    assert [one.id for one in compare(read("a:1 b:2 c:3"), read("a:1 c:3"))] == ["b"]


def test_a_second_clause_of_the_same_id_is_one_that_was_added() -> None:
    assert compare(read("a:1"), read("a:1 a:1")) == (Difference("a (2)", "added", after="1"),)


@given(clauses, clauses)
def test_what_one_way_removed_the_other_way_added(one: list[Clause], other: list[Clause]) -> None:
    there = {found.id for found in compare(one, other) if found.change == "removed"}
    back = {found.id for found in compare(other, one) if found.change == "added"}
    assert there == back
