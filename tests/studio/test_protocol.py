"""Requests go in and replies come out: what an editor needs to stay in step, or a Problem."""

from __future__ import annotations

import base64
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from obcgen.studio.change import position, shown
from obcgen.studio.desk import Desk
from obcgen.studio.protocol import ANSWERED_IN, answer

BEFORE = """\
# a comment
document: {number: A-1, title: "Reading 😀"}
need:
  problem: One.
"""


def reply(desk: Desk, **request: Any) -> tuple[Desk, dict[str, Any]]:
    after, found = answer(desk, json.loads(json.dumps(request)))
    return after, json.loads(json.dumps(found))


def opened(text: str = BEFORE, **files: Any) -> Desk:
    return reply(Desk(), do="open", name="spec.yaml", text=text, files=files)[0]


def nested(depth: int) -> object:
    """Return a list in a list, and so on."""
    return [nested(depth - 1)] if depth else "x"


def units(text: str) -> list[str]:
    """Return a text in the units in which JavaScript counts."""
    raw = text.encode("utf-16-le")
    return [raw[at : at + 2].decode("utf-16-le", "surrogatepass") for at in range(0, len(raw), 2)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "request_",
    [
        {"do": "set", "path": ["document", "title"], "value": "Sums"},
        {"do": "set", "path": ["need", "problem"], "value": "One.\nTwo.\n"},
        {"do": "set", "path": ["lots", "east"], "value": {"name": "East"}},
        {"do": "clear", "path": ["need"]},
        {"do": "add", "path": ["outcomes"], "id": "fluency"},
        {"do": "move", "path": ["need"], "to": 0},
        {"do": "text", "text": BEFORE.replace("One", "Three 😀 or\nfour")},
    ],
    ids=lambda request: request["do"],
)
def test_an_edit_tells_an_editor_what_changed_and_can_be_undone(
    request_: dict[str, Any], line_end: str
) -> None:
    first = opened(BEFORE.replace("\n", line_end))
    after, told = reply(first, **request_)
    assert told["ok"], told
    assert (told["undo"], told["redo"], told["version"]) == (True, False, 1)
    start, end, inserted = told["change"]
    seen = units(shown(first.text))
    assert "".join((*seen[:start], inserted, *seen[end:])).encode("utf-16-le", "surrogatepass") == shown(
        after.text
    ).encode("utf-16-le")
    back, told = reply(after, do="undo")
    assert back.text == first.text
    assert (told["undo"], told["redo"]) == (False, True)
    again, told = reply(back, do="redo")
    assert again.text == after.text != first.text
    assert after.text.count("\n") == after.text.count(line_end)


def test_the_text_of_an_editor_leaves_mixed_line_ends_as_they_are() -> None:
    desk = opened("\ufeffa: 1\r\nb: 2\nc: 3\r\n")
    after, _ = reply(desk, do="text", text="a: 1\nb: 22\nd: 4\nc: 3\n")
    assert after.text == "\ufeffa: 1\r\nb: 22\r\nd: 4\nc: 3\r\n"
    assert position("a😀b", 3) == 2


def test_words_of_a_pack_that_follow_one_another_do_not_grow_without_end() -> None:
    looped = (
        "pages: {}\nquestions: {}\nfollows: {need.problem: '{need.background}{need.background}', "
        "need.background: '{need.problem}{need.problem}'}"
    )
    files = {"ours/pack.yaml": "name: ours\nversion: '1'\n", "ours/studio/interview.yaml": looped}
    desk = opened("pack: ours\nneed: {problem: '<a>', background: '<b>'}\ndistrict: {name: a}\n", **files)
    desk, _ = reply(desk, do="set", path=["need", "problem"], typed="word")
    for name in "abcdefghijkl":
        desk, _ = reply(desk, do="set", path=["district", "name"], typed=name)
    assert "wordword" in desk.text
    assert len(desk.text) < 5_000


def test_half_a_character_is_a_problem_and_no_crash() -> None:
    after, told = answer(opened(), {"do": "text", "text": "a: \ud83d"})
    assert [each["code"] for each in told["problems"]] == ["STU-01"]
    assert after == opened()


@pytest.mark.parametrize(
    "text",
    [
        "pages: []",
        "pages: {a: {title: b}}",
        "x: 1",
        "- a",
        "pages: {a: [b]}\nquestions: {}",
        "pages: {}\nquestions: {}\nstandard: {a: [b]}",
        "pages: {}\nquestions: {}\nfollows: [a]",
        "pages: {}\nquestions: {}\nfollows: {a: {b: [c]}}",
        "pages: {}\nquestions: {}\ndecides: {a: b}",
    ],
)
def test_an_interview_of_a_pack_that_cannot_be_read_is_a_problem(text: str) -> None:
    files = {"ours/pack.yaml": "name: ours\nversion: '1'\n", "ours/studio/interview.yaml": text}
    desk = opened(f"pack: ours\n{BEFORE}", **files)
    found = reply(desk, do="form")[1]
    assert (found["ok"], found["problems"][0]["code"] in {"STU-05", "PCK-08"}) == (False, True)


def test_nothing_is_undone_where_nothing_was_done() -> None:
    desk = opened()
    for name in ("undo", "redo"):
        after, told = reply(desk, do=name)
        assert told == {"ok": True, "version": 0, "change": None, "undo": False, "redo": False}
        assert after.text == BEFORE
    same, told = reply(desk, do="text", text=BEFORE)
    assert (told["change"], same.undo) == (None, ())


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({}, "STU-01"),
        ({"do": 1}, "STU-01"),
        ({"do": "fly"}, "STU-01"),
        ({"do": "set"}, "STU-01"),
        ({"do": "set", "path": ["a", -1], "value": "x"}, "STU-01"),
        ({"do": "set", "path": ["a", True], "value": "x"}, "STU-01"),
        ({"do": "set", "path": ["a"], "value": 1.5}, "STU-01"),
        ({"do": "set", "path": ["a"], "value": nested(50)}, "STU-01"),
        ({"do": "set", "path": ["document"], "typed": "abc"}, "SPC-02"),
        ({"do": "set", "path": ["outcomes"], "typed": "abc"}, "SPC-02"),
        ({"do": "add", "path": ["lots"], "like": "nowhere"}, "STU-02"),
        ({"do": "set", "path": ["document", "title", "x"], "value": "y"}, "EDT-01"),
        ({"do": "clear", "path": ["nowhere"]}, "STU-02"),
        ({"do": "clear", "path": []}, "STU-02"),
        ({"do": "move", "path": ["need"], "to": -1}, "STU-01"),
        ({"do": "move", "path": ["need"], "to": 9}, "EDT-01"),
        ({"do": "add", "path": ["document"], "id": "number"}, "EDT-01"),
        ({"do": "add", "path": ["lots"], "id": "9 lives"}, "STU-03"),
        ({"do": "open", "name": "a", "text": "b: 1", "files": {"../c": ""}}, "STU-01"),
        ({"do": "open", "name": "a", "text": "b: 1", "files": {"c": {"base64": "!"}}}, "STU-01"),
        ({"do": "begin", "from": "nothing"}, "STU-01"),
        ({"do": "begin", "from": "deal", "deal": "atlantis"}, "EXM-01"),
        ({"do": "begin", "from": "blank", "answers": {"base": "lots"}}, "SPC-07"),
        ({"do": "problems", "document": "poem"}, "STU-01"),
    ],
)
def test_what_cannot_be_answered_is_a_problem_and_changes_nothing(
    request_: dict[str, Any], code: str
) -> None:
    desk = opened()
    after, told = reply(desk, **request_)
    assert after is desk
    assert (told["ok"], [each["code"] for each in told["problems"]]) == (False, [code])
    assert all(each["hint"] or each["expected"] for each in told["problems"])


def test_a_text_that_is_no_yaml_says_so_and_can_be_mended_in_the_editor() -> None:
    desk = opened()
    broken, told = reply(desk, do="text", text=BEFORE.replace("{", "["))
    assert told["ok"]
    assert reply(broken, do="problems")[1]["ok"] is False
    assert reply(broken, do="set", path=["need", "problem"], value="x")[1]["ok"] is False
    assert reply(reply(broken, do="undo")[0], do="problems")[1]["ok"] is True


def test_what_a_spec_extends_and_its_pack_lie_beside_it() -> None:
    pack = "name: ours\nversion: '1'\ndefaults: {need: {problem: From the pack.}}\n"
    files = {
        "rfp.yaml": {"base64": base64.b64encode(b"pack: ours\n" + BEFORE.encode()).decode()},
        "ours/pack.yaml": pack,
    }
    desk, told = reply(Desk(), do="open", name="spec.yaml", text="extends: rfp.yaml\n", files=files)
    assert told["files"] == ["ours/pack.yaml", "rfp.yaml"]
    found = desk.reading()
    assert found.pack.manifests[-1].name == "ours"
    assert found.pack.layers[0].name == "ours"
    after, _ = reply(desk, do="set", path=["document", "title"], value="Sums")
    assert after.text == "extends: rfp.yaml\ndocument: {title: Sums}\n"
    gone, _ = reply(after, do="clear", path=["need"])
    assert "without: [need]" in gone.text
    missing = reply(desk, do="text", text="extends: other.yaml\n")[0]
    assert reply(missing, do="problems")[1]["problems"][0]["code"] == "SRC-03"


def test_problems_are_told_for_one_document() -> None:
    desk = answer(Desk(), {"do": "begin", "from": "deal", "deal": "denver-literacy"})[0]
    desk, _ = reply(desk, do="clear", path=["provider"])
    codes = [
        {each["code"] for each in reply(desk, do="problems", **kind)[1]["problems"]}
        for kind in ({}, {"document": "contract"})
    ]
    assert "REQ-02" in codes[1] - codes[0]


def test_each_request_is_answered_by_the_module_that_is_named() -> None:
    for name, module in ANSWERED_IN.items():
        assert callable(import_module(f"obcgen.studio.{module}").ANSWERS[name])


def test_each_request_has_its_row_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "studio-protocol.md").read_text(encoding="utf-8")
    rows = [
        line.split("|")[1] for line in page.split("\n") if line.startswith("| `") and line[:6] != "| `do`"
    ]
    assert {name.strip(" `") for row in rows for name in row.split(",")} == set(ANSWERED_IN)
