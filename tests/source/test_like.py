from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obcgen.problems import ObcgenError, Problem, dotted
from obcgen.source import Source, read_text
from obcgen.source.like import expand
from obcgen.source.nodes import at, to_plain


def read(text: str) -> object:
    source = read_text(text)
    assert source.problems == ()
    return to_plain(source.root)


def only(source: Source) -> Problem:
    (problem,) = source.problems
    return problem


def test_like_copies_from_the_same_place_in_a_sibling_and_keeps_what_is_beside_it() -> None:
    assert read("o:\n  a: {m: {x: 1, y: 2}}\n  b: {m: {like: a, y: 3}}\n") == {
        "o": {"a": {"m": {"x": "1", "y": "2"}}, "b": {"m": {"x": "1", "y": "3"}}}
    }


def test_like_may_copy_a_whole_sibling() -> None:
    assert read("o: {a: {x: 1, y: {z: 2}}, b: {like: a, y: {w: 3}}}") == {
        "o": {"a": {"x": "1", "y": {"z": "2"}}, "b": {"x": "1", "y": {"z": "2", "w": "3"}}}
    }


def test_the_nearest_sibling_that_has_the_same_place_is_meant() -> None:
    text = "a: {m: {x: far}}\no:\n  a: {m: {x: near}}\n  b: {m: {like: a}}\n  a2: {n: 1}\n"
    assert read(text)["o"]["b"] == {"m": {"x": "near"}}  # type: ignore[index]


def test_a_nearer_sibling_without_that_place_is_passed_over() -> None:
    text = "a: {b: {m: {x: far}}}\no:\n  a: {n: {x: near}}\n  b: {m: {like: a}}\n"
    assert read(text)["o"]["b"] == {"m": {"x": "far"}}  # type: ignore[index]


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a")])
def test_a_chain_is_followed_in_whatever_order_it_is_written(order: tuple[str, ...]) -> None:
    lines = {"a": "{x: 1}", "b": "{like: a, y: 2}", "c": "{like: b, z: 3}"}
    assert read("\n".join(f"{key}: {lines[key]}" for key in order))["c"] == {"x": "1", "y": "2", "z": "3"}  # type: ignore[index]


def test_two_siblings_may_copy_different_parts_from_each_other() -> None:
    text = "o:\n  a: {m: {x: 1}, n: {like: b}}\n  b: {m: {like: a}, n: {y: 2}}\n"
    both = {"m": {"x": "1"}, "n": {"y": "2"}}
    assert read(text) == {"o": {"a": both, "b": both}}


def test_a_part_that_a_sibling_has_only_by_like_can_be_copied() -> None:
    text = "o:\n  a: {m: {x: 1}}\n  b: {like: a}\n  c: {m: {like: b, y: 2}}\n"
    assert read(text)["o"]["c"] == {"m": {"x": "1", "y": "2"}}  # type: ignore[index]


def test_a_copy_keeps_the_places_of_the_original() -> None:
    source = read_text("o:\n  a: {x: 1}\n  b: {like: a, y: 2}\n")
    lines = {key: node.place.line for key in "xy" if (node := at(source.root, ("o", "b", key)))}
    assert lines == {"x": 2, "y": 3}


def test_like_to_nowhere_names_the_nearest_id_that_has_the_same_place() -> None:
    problem = only(read_text("o:\n  fluency: {m: {x: 1}}\n  other: {n: 1}\n  b: {m: {like: fluencey}}\n"))
    assert (problem.code, dotted(problem.path), problem.hint) == (
        "SRC-13",
        "o.b.m.like",
        "Did you mean fluency?",
    )
    assert problem.place is not None
    assert problem.place.excerpt[problem.place.column - 1 :].startswith("fluencey")


@pytest.mark.parametrize(
    "text", ["like: a\na: {x: 1}", "o: {a: {like: a}}", "o: {a: {m: {like: b}}, b: {n: 1}}", "a: {like: ''}"]
)
def test_like_without_a_sibling_leads_nowhere(text: str) -> None:
    assert only(read_text(text)).code == "SRC-13"


@pytest.mark.parametrize(
    "text",
    [
        "{a: {like: b}, b: {like: a}}",
        "{a: {like: b}, b: {like: c}, c: {like: a}}",
        "{a: {m: {like: b}}, b: {like: a}}",
    ],
)
def test_a_circle_is_told_once(text: str) -> None:
    problem = only(read_text(f"o: {text}"))
    assert problem.code == "SRC-14"
    assert problem.place is not None


def test_a_mapping_called_like_is_no_copy() -> None:
    assert read("o: {like: {x: 1}}") == {"o": {"like": {"x": "1"}}}


@pytest.mark.parametrize(
    "text",
    [
        "a: {big: [" + "x, " * 30_000 + "]}\n" + "".join(f"b{i}: {{like: a}}\n" for i in range(900)),
        "a0: {x: 1}\n" + "".join(f"a{i}: {{like: a{i - 1}}}\n" for i in range(1, 1_002)),
        "".join(f"a{i}: {{like: a{i + 1}}}\n" for i in range(100)) + "a100: {x: 1}\n",
    ],
    ids=["large copies", "many copies", "long chain"],
)
def test_what_would_grow_beyond_any_spec_is_refused_at_once(text: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        read_text(text)
    assert [problem.code for problem in caught.value.problems] == ["SRC-15"]


NAMES = st.sampled_from(["a", "b", "c", "like"])
TREES = st.recursive(
    NAMES,
    lambda inner: st.dictionaries(NAMES, inner, max_size=4) | st.lists(inner, max_size=2),
    max_leaves=25,
)


def as_yaml(tree: object) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(value)}" for key, value in tree.items()) + "}"
    return "[" + ", ".join(map(as_yaml, tree)) + "]" if isinstance(tree, list) else str(tree)


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4))
def test_any_web_of_copies_ends_and_leaves_none_behind_or_says_why(tree: dict[str, object]) -> None:
    source = read_text(as_yaml(tree))
    if not source.problems:
        again = expand(source.root)
        assert again.root == source.root
        assert again.copies == {}
