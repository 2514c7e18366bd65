"""A new spec begins from a question, a worked deal or a blank, and tells what nobody has looked at yet."""

from __future__ import annotations

import re
from functools import reduce
from typing import Any

import pytest

from asking import opened, told
from obcgen.new import starter
from obcgen.pack import builtin
from obcgen.source.nodes import at, to_plain
from obcgen.studio.desk import Desk
from obcgen.studio.interview import interview
from obcgen.studio.protocol import answer

STANDARD = interview(builtin()).standard.values()
QUESTIONS = [each["id"] for each in told(Desk(), do="questions")[1]["questions"]]
OF_OTHERS = (
    "Denver|Duval|Jacksonville|Ohio|Colorado|Florida|20[0-9][0-9]|[$][0-9]"
    "|[.]example|nine schools|intensive|one student"
)
FACTS = (
    "headset|recording|platform|active minutes or more|skills? (?:or more|mastered|practiced)"
    "|state assessment|first, second|third window|[, ]winter (?:window|and)|in winter|Tuesday|[Ll]iteracy"
    "|performance analyst|40th|nine|[Ii]station|(?i:fast)|[Mm]ap(?:_before)?:|achievement level"
    "|the fourth|sustaining|discretionary|millage|classroom teacher"
)
"""What the worked deals say of their own tests, windows, devices, logs, people and money."""
ANSWERS = {
    "title": "Tutoring #2",
    "number": "7",
    "district": "Ours: all",
    "state": "utah",
    "participants": "1,500",
}


def begun(**request: Any) -> tuple[Desk, dict[str, Any]]:
    return told(Desk(), do="begin", **request)


@pytest.mark.parametrize("buying", QUESTIONS)
def test_from_a_question_comes_the_shape_of_a_deal_without_its_facts(buying: str) -> None:
    desk, reply = begun(**{"from": "question", "buying": buying, "answers": ANSWERS})
    problems = told(desk, do="problems")[1]["problems"]
    assert {each["code"] for each in problems} == {"SPC-19"}
    names = [each["found"] for each in problems]
    assert sorted(set(names)) == sorted(names)
    own = reduce(lambda text, each: text.replace(each, ""), [*STANDARD, "America/Denver"], desk.text)
    assert re.findall(OF_OTHERS, own) == []
    assert re.findall(FACTS, desk.text) == []
    assert buying == "math" or "athematics" not in desk.text
    root = desk.reading().source.root
    values = [
        at(root, tuple(path.split(".")))
        for path in (
            "document.title",
            "document.number",
            "district.name",
            "district.state",
            "population.maximum",
        )
    ]
    assert [each.value if each else "" for each in values] == [
        "Tutoring #2",
        "7",
        "Ours: all",
        "UT",
        "1500",
    ]
    assert ("document", "title") not in desk.prefilled
    assert reply["unseen"] == len(desk.prefilled) > 100
    assert reply["files"] == ["schema.json"]
    goals = at(root, ("need", "goals"))
    assert goals
    assert to_plain(goals) == ["<goals>"]  # of a list of facts one blank is left


def test_a_question_asks_for_what_its_shape_holds_and_uses_it() -> None:
    asks = {each["id"]: each["asks"] for each in told(Desk(), do="questions")[1]["questions"]}
    assert [("base" in asks[name], "outcome" in asks[name]) for name in ("math", "workforce")] == [
        (True, False),
        (False, False),
    ]
    answers = {"base": "650 dollars", "district": "Ours"}
    root = begun(**{"from": "question", "buying": "math", "answers": answers})[0].reading().source.root
    paths = (("payment", "base", "per_participant"), ("district", "name"), ("district", "legal_name"))
    assert [node.value if (node := at(root, path)) else None for path in paths] == ["$650", "Ours", None]


@pytest.mark.parametrize("from_", ["blank", "question"])
def test_each_wrong_answer_is_told_by_its_question(from_: str) -> None:
    answers = {"state": "Oregonia", "base": "a lot", "number": " "}
    reply = answer(Desk(), {"do": "begin", "from": from_, "buying": "math", "answers": answers})[1]
    assert [each["steps"] for each in reply["problems"]] == [["answers", "state"], ["answers", "base"]]
    assert reply["problems"][0]["message"].startswith("State: “Oregonia”")
    assert reply["problems"][0]["hint"] == "Did you mean Oregon?"


def test_a_state_is_offered_once_by_its_name() -> None:
    desk, _ = begun(**{"from": "blank", "answers": {"state": "utah"}})
    pages = told(desk, do="form", page="basics")[1]
    states = next(each for each in _fields(pages) if each["path"] == ["district", "state"])["choices"]
    assert len(states) == 56
    assert {"value": "UT", "label": "Utah"} in states


def _fields(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, dict):
        own = [found] if "choices" in found else []
        return own + [each for below in found.values() for each in _fields(below)]
    return [each for below in found for each in _fields(below)] if isinstance(found, list) else []


def test_a_blank_is_the_starter_of_the_command_line() -> None:
    desk, reply = begun(**{"from": "blank", "answers": {"number": "RFP-7"}})
    files = starter({"number": "RFP-7"}, builtin())
    assert desk.text.encode() == files["spec.yaml"]
    assert desk.files["schema.json"] == files["schema.json"]
    assert ("document", "number") not in desk.prefilled
    assert ("program", "dosage", "excused") in desk.prefilled
    assert ("program", "group_size") not in desk.prefilled
    assert not re.search(r"percentile$|at_least: [0-9]|below: [0-9]", desk.text, re.MULTILINE)
    assert reply["unseen"] == len(desk.prefilled)


def test_a_prefilled_term_is_marked_until_somebody_looks_at_it_or_writes_it() -> None:
    desk, reply = begun(**{"from": "blank"})
    unseen = reply["unseen"]
    looked, reply = told(desk, do="look", path=["program", "dosage", "excused"])
    assert reply["unseen"] == unseen - 1
    assert looked.text == desk.text
    wrote, _ = told(looked, do="set", path=["duties", "district", "time", "measure"], typed="95% of sessions")
    changed, _ = told(wrote, do="text", text=wrote.text.replace("retainage: 0%", "retainage: 5%"))
    assert told(changed, do="form", page="need")[1]["unseen"] == unseen - 3
    whole, reply = told(changed, do="look", path=["duties"])
    assert reply["unseen"] < unseen - 10
    broken, _ = told(whole, do="text", text="a: [")
    assert broken.looked == whole.looked


def test_marks_are_kept_by_whoever_keeps_the_desk() -> None:
    desk, _ = told(begun(**{"from": "blank"})[0], do="look", path=["duties"])
    marks = told(desk, do="marks")[1]["marks"]
    again, reply = told(Desk(), do="open", name=desk.name, text=desk.text, marks=marks)
    assert (again.prefilled, again.looked) == (desk.prefilled, desk.looked)
    assert reply["unseen"] == len(desk.prefilled - desk.looked)
    assert told(Desk(), do="open", name="a", text="b: 1")[1]["unseen"] == 0


def test_a_worked_deal_comes_with_its_results() -> None:
    desk = opened()
    assert any(name.startswith("results/") for name in desk.files)
    assert ("funding", "not_to_exceed") in desk.prefilled


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"do": "begin", "from": "question", "buying": "poems"}, "STU-01"),
        ({"do": "begin", "from": "question", "buying": "math", "answers": {"state": "Atlantis"}}, "SPC-03"),
        (
            {"do": "begin", "from": "question", "buying": "math", "answers": {"participants": "many"}},
            "SPC-09",
        ),
        ({"do": "begin", "from": "blank", "answers": ["a"]}, "STU-01"),
        ({"do": "begin", "from": "question", "buying": "math", "answers": {"outcome": "$3"}}, "STU-01"),
        ({"do": "open", "name": "a", "text": "b: 1", "marks": {"looked": [7]}}, "STU-01"),
        ({"do": "open", "name": "a", "text": "b: 1", "marks": []}, "STU-01"),
        ({"do": "open", "name": "a", "text": "b: 1", "marks": {"looked": "x"}}, "STU-01"),
    ],
)
def test_what_no_spec_can_begin_from_is_a_problem(request_: dict[str, Any], code: str) -> None:
    reply = answer(Desk(), request_)[1]
    assert (reply["ok"], reply["problems"][0]["code"]) == (False, code)


def test_a_draft_is_laid_on_the_desk_with_what_nobody_has_looked_at() -> None:
    desk, _ = begun(**{"from": "blank", "answers": {"title": "Reading"}})
    marks = told(desk, do="marks")[1]["marks"]
    again, reply = begun(**{"from": "draft", "name": "mine.yaml", "text": desk.text, "marks": marks})
    assert (again.name, again.text, again.prefilled) == ("mine.yaml", desk.text, desk.prefilled)
    assert reply["unseen"] > 0
    refused = answer(Desk(), {"do": "begin", "from": "draft", "name": "mine.yaml", "marks": {}})[1]
    assert [each["code"] for each in refused["problems"]] == ["STU-01"]
