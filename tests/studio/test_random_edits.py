"""Whatever is edited, in whatever order: text, form and a fresh reading stay in step until all is undone."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from asking import rows
from obcgen.problems import Path
from obcgen.reading import reading_of_text
from obcgen.source.nodes import Node, at, entries, steps, to_plain
from obcgen.studio.change import shown
from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

SPEC = """\
# yaml-language-server: $schema=schema.json
obcgen: 1   # the version

document: {number: A-1, title: 'It''s "reading"', issued: 2027-03-01}   # on one line
# who buys
district:
  name: Denver Public Schools
  state: CO
  contacts:
    program: {title: Lead, email: a@b.example}
need:
  problem: |   # as printed
    One in three.

    - a list
  goals:
  # the first
  - Read.   # now
  -
    Write.
population:
  grades: [K, 1,   # two
    2]
  schools:
outcomes:
  fluency: {name: Fluency, measure: {kind: level, to: spring}, target: 40%}
  vocabulary:
    name: Words   # of the test
    measure: {like: fluency, kind: gain}
payment: {rates: {fluency: {per_participant: $1,200, due: 2028-08-31}}, caps: {}}
procurement:
    minimum_qualifications:
      - |
        Two years.
        Three.
      - "None"
    award: {kind: single}
"""
TEXTS = st.sampled_from(
    [
        "x",
        "40%",
        "$1,200",
        "a: b",
        "# no",
        "two\nlines",
        "two\nlines\n",
        " lead",
        "null",
        "it's",
        '"',
        "- [",
        "é😀",
        "{",
    ]
)
VALUES = st.recursive(
    TEXTS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from("abc"), below, max_size=3),
    max_leaves=4,
)
EXAMPLES = 200 if os.environ.get("OBCGEN_TESTS_PROFILE") == "nightly" else 6
"""A few each time, 200 every night."""


def paths(node: Node, path: Path = ()) -> list[Path]:
    return [path, *(each for step, below in steps(node) for each in paths(below, (*path, step)))]


def drawn(data: st.DataObject, desk: Desk) -> dict[str, Any]:
    """Return any edit of what is there now, by the form or by hand."""
    known = paths(desk.reading().source.root)[1:]
    path = data.draw(st.sampled_from(known))
    request: dict[str, Any] = {"do": data.draw(st.sampled_from(["set", "clear", "add", "move", "text"]))}
    match request["do"]:
        case "set":
            below = data.draw(st.sampled_from([(), ("title",), ("new", "er")]))
            return {**request, "path": [*path, *below], "value": data.draw(VALUES)}
        case "add":
            return {**request, "path": list(path), "value": data.draw(VALUES)}
        case "move":
            return {**request, "path": list(path), "to": data.draw(st.integers(0, 3))}
        case "text":
            place = data.draw(st.integers(0, len(shown(desk.text))))
            comment = data.draw(st.sampled_from(["\n# a comment\n", "", " "]))
            text = shown(desk.text)
            return {**request, "text": text[:place] + comment + text[place:]}
    return {**request, "path": list(path)}


def in_step(before: Desk, after: Desk, reply: dict[str, Any]) -> None:
    """Hold an edit to what it told the editor, and the form to the text."""
    raw = shown(before.text).encode("utf-16-le")
    if reply["change"]:
        start, end, inserted = reply["change"]
        raw = raw[: 2 * start] + inserted.encode("utf-16-le") + raw[2 * end :]
    assert raw.decode("utf-16-le") == shown(after.text)
    form = answer(after, {"do": "form", "page": "need"})[1]
    fresh = reading_of_text(after.text, after.name).source.root
    assert to_plain(after.reading().source.root) == to_plain(fresh)
    for row in rows([each for page in form["pages"] for each in page.get("fields", [])]):
        node = at(fresh, tuple(row["path"]))
        if row["value"] is not None:
            assert node is not None
            assert to_plain(node) == row["value"]
        elif node is not None and isinstance(node.value, str):
            assert row["blank"] or entries(node) == {}


@settings(max_examples=EXAMPLES)
@given(st.data(), st.sampled_from(["\n", "\r\n"]))
def test_any_edits_keep_text_and_form_in_step_and_are_undone_to_the_first_byte(
    data: st.DataObject, line_end: str
) -> None:
    first = Desk("spec.yaml", SPEC.replace("\n", line_end))
    desk = first
    for _ in range(data.draw(st.integers(1, 6))):
        after, reply = answer(desk, drawn(data, desk))
        if not reply["ok"]:
            assert after is desk
            continue
        if not answer(after, {"do": "form", "page": "need"})[1]["ok"]:
            continue  # a comment typed into the middle of a word may be no YAML
        in_step(desk, after, reply)
        desk = after
    last = desk.text
    while desk.undo:
        desk = answer(desk, {"do": "undo"})[0]
    assert desk.text == first.text
    while desk.redo:
        desk = answer(desk, {"do": "redo"})[0]
    assert desk.text == last
