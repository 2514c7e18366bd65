from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from obcgen.problems import Place
from obcgen.source import Source, plain, read, read_text
from obcgen.source.nodes import Node, Plain
from obcgen.source.to_yaml import to_yaml

SPECS = sorted((Path(__file__).parent.parent.parent / "specs").glob("*.yaml"))
NOWHERE = Place("", 1, 1)
AWKWARD = [
    "",
    " ",
    "~",
    "null",
    "Null",
    "NO",
    "12:30",
    "010",
    "1e400",
    "07-01",
    "$1,200,000",
    "a: b",
    "a:",
    "a #b",
    "#b",
    "- a",
    "-",
    "? a",
    "*a",
    "&a",
    "!a",
    "@a",
    "%a",
    "`a",
    "[a",
    "{a}",
    "<<",
    "---",
    "...",
    " leading",
    "trailing ",
    "it's",
    'a "quoted" word',
    'it\'s a "quoted" word',
    "C:\\temp",
    "a\ttab",
    "\ttab",
    "Zürich",
    "東京",
    "\U0001f600",
    "a\xa0b",
    "\ufeffa",
    "a\u2028b",
    "a\x85b",
    "a\x07b",
    "one\ntwo",
    "one\ntwo\n",
    "one\ntwo\n\n",
    "\none",
    "\n",
    "one\n\ntwo\n",
    "one\n  two\n",
    "  one\ntwo\n",
    "one\n \ntwo\n",
    "one\n \n",
    "one \ntwo\n",
    "- one\n- two\n",
    "a: b\nc: d\n",
    "one\r\ntwo",
    "# one\ntwo\n",
    "word " * 20_000,
    "x" * 100_000,
]
texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(" \n\t:#-'\"ab|>~", max_size=12),
)
keys = st.text("aN :#-'\"\n~é", max_size=6).filter(str.strip)  # a blank key is refused: SRC-10
trees = st.recursive(
    texts,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(keys, below),
    max_leaves=12,
)


def node(value: Plain) -> Node:
    if isinstance(value, str):
        return Node(value, NOWHERE)
    if isinstance(value, list):
        return Node(tuple(map(node, value)), NOWHERE)
    return Node({key: node(below) for key, below in value.items()}, NOWHERE)


def again(value: Plain) -> Plain:
    return plain(read_text(to_yaml(Source(node(value)))))


@pytest.mark.parametrize("text", AWKWARD, ids=lambda text: repr(text[:20]))
def test_an_awkward_text_is_read_again_as_it_was(text: str) -> None:
    value: Plain = {"key": text, "list": [text, [text], {"inner": text}]}
    assert again(value) == value


@given(st.dictionaries(st.text("abN", min_size=1, max_size=3), trees, min_size=1))
def test_any_tree_is_read_again_as_it_was(tree: dict[str, Plain]) -> None:
    assert again(tree) == tree


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_an_example_is_read_again_as_it_was_and_written_the_same(path: Path) -> None:
    text = to_yaml(read(path))
    source = read_text(text)
    assert plain(source) == plain(read(path))
    assert to_yaml(source) == text


def test_the_text_reads_well() -> None:
    source = read_text(
        "# a comment\n"
        "number: 'RFP-2027-014'\n"
        "amount: $1,200,000   # published\n"
        "empty: {}\n"
        "notice: |\n  **An example.**\n\n  Nobody agreed to it.\n"
        "folded: >-\n  one\n  two\n"
        "contacts: {program: {title: 'Director: Literacy'}, list: [a, {b: c, d: [e, f]}]}\n"
    )
    assert to_yaml(source) == (
        "number: RFP-2027-014\n"
        "amount: $1,200,000\n"
        "empty: {}\n"
        "notice: |\n  **An example.**\n\n  Nobody agreed to it.\n"
        "folded: one two\n"
        "contacts:\n"
        "  program:\n"
        '    title: "Director: Literacy"\n'
        "  list:\n"
        "    - a\n"
        "    - b: c\n"
        "      d:\n"
        "        - e\n"
        "        - f\n"
    )


def test_what_like_copied_is_written_out() -> None:
    text = to_yaml(read_text("outcomes:\n  a: {name: A, weight: 5}\n  b: {like: a, name: B}\n"))
    assert text == "outcomes:\n  a:\n    name: A\n    weight: 5\n  b:\n    name: B\n    weight: 5\n"
