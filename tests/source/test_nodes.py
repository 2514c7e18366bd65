from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from obcgen.problems import Place
from obcgen.source.nodes import Node, at, nearest, overlay, put, resembling, size, to_plain, without, written

HERE = Place("x.yaml", 1, 1)
Value = str | list["Value"] | dict[str, "Value"]


def node(value: Value) -> Node:
    if isinstance(value, str):
        return Node(value, HERE)
    if isinstance(value, list):
        return Node(tuple(map(node, value)), HERE)
    return Node({key: node(each) for key, each in value.items()}, HERE)


KEYS = st.sampled_from("abc")
TREES: st.SearchStrategy[Value] = st.recursive(
    st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


@given(TREES)
def test_a_tree_gives_back_its_values(value: Value) -> None:
    assert to_plain(node(value)) == value


@given(TREES)
def test_a_tree_laid_over_itself_is_itself(value: Value) -> None:
    assert overlay(node(value), node(value)) == node(value)


@given(st.dictionaries(KEYS, TREES), st.dictionaries(KEYS, TREES))
def test_what_is_above_wins_and_what_is_only_below_stays(
    below: dict[str, Value], above: dict[str, Value]
) -> None:
    merged = to_plain(overlay(node(below), node(above)))
    assert isinstance(merged, dict)
    assert merged.keys() == below.keys() | above.keys()
    for key, value in above.items():
        assert isinstance(value, dict) or merged[key] == value
    for key in below.keys() - above.keys():
        assert merged[key] == below[key]


def test_mappings_merge_all_the_way_down_and_lists_do_not() -> None:
    below, above = node({"a": {"x": "1", "y": ["1", "2"]}}), node({"a": {"y": ["3"], "z": "4"}})
    assert to_plain(overlay(below, above)) == {"a": {"x": "1", "y": ["3"], "z": "4"}}


def test_a_path_leads_through_keys_and_positions() -> None:
    root = node({"a": ["x", {"b": "y"}]})
    assert at(root, ("a", 1, "b")) == node("y")
    assert at(root, ("a", 2)) is None
    assert at(root, ("a", "1")) is None
    assert at(root, ("a", -1)) is None
    assert nearest(root, ("a", 1, "c", "d")) == node({"b": "y"})


def test_people_count_the_items_of_a_list_from_one() -> None:
    root = node({"a": ["x", "y"], "1": {"2": "z"}})
    assert written(root, ("a", "2")) == ("a", 1)
    assert written(root, ("1", "2")) == ("1", "2")
    assert written(root, ("a", "0")) == ("a", "0")


def test_a_part_is_removed_and_the_rest_stays() -> None:
    root = node({"a": ["x", "y"], "b": {"c": "1", "d": "2"}})
    assert to_plain(without(root, ("a", 0))) == {"a": ["y"], "b": {"c": "1", "d": "2"}}
    assert to_plain(without(root, ("b", "c"))) == {"a": ["x", "y"], "b": {"d": "2"}}
    assert without(root, ("b", "e", "f")) == root


def test_a_part_is_replaced_under_its_key() -> None:
    assert to_plain(put(node({"a": {"b": "1", "c": "2"}}), ("a", "b"), node("3"))) == {
        "a": {"b": "3", "c": "2"}
    }


@given(TREES)
def test_a_size_above_the_limit_is_only_known_to_be_above_it(value: Value) -> None:
    whole = size(node(value), 10**6)
    assert size(node(value), 2) == whole or size(node(value), 2) > 2


def test_a_word_resembles_the_nearest_whatever_its_case() -> None:
    assert resembling("Fluencey", ["fluency", "vocabulary"]) == "fluency"
    assert resembling("k", ["vocabulary"]) == ""
