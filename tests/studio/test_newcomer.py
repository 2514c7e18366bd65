"""Somebody who has never seen a spec comes from a blank to a clean check, of a deal that is not shipped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest

from asking import as_typed, blanks_of_form, opened, told
from newcomers import NEWCOMERS, OHIO, Newcomer, begun
from obcgen.checking import read_and_check
from obcgen.source.nodes import at, to_plain
from obcgen.source.spans import spans
from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer
from test_new import ANSWERS, FACTS


def test_a_newcomer_comes_from_a_blank_to_a_clean_check(tmp_path: Path) -> None:
    desk, _ = told(Desk(), do="begin", **{"from": "blank", "answers": ANSWERS})
    while asked := blanks_of_form(desk):
        for do, path, blank in asked:
            said = {"id": FACTS[blank]} if do == "rename" else {"typed": as_typed(FACTS[blank])}
            desk, _ = told(desk, do=do, path=path, **said)
    problems = told(desk, do="problems")[1]["problems"]
    assert [each for each in problems if each["severity"] != "note"] == []
    file = tmp_path / "spec.yaml"
    file.write_bytes(desk.text.encode())
    source, _, found = read_and_check(file)
    assert to_plain(source.root) == to_plain(desk.reading().source.root)
    assert [each.code for each in found] == [each["code"] for each in problems]
    while desk.undo:
        desk, _ = told(desk, do="undo")
    assert desk.text == told(Desk(), do="begin", **{"from": "blank", "answers": ANSWERS})[0].text


def test_a_new_id_is_followed_by_all_that_names_it() -> None:
    desk = opened()
    codes = [each["code"] for each in told(desk, do="problems")[1]["problems"]]
    for path, name in (
        (["outcomes", "fluency"], "reading"),
        (["assessments", "istation"], "test"),
        (["procurement", "criteria", "price"], "cost"),
        (["population", "groups", "grades_2_3"], "older"),
    ):
        desk, reply = told(desk, do="rename", path=path, id=name)
        assert reply["path"] == [*path[:-1], name]
    assert [each["code"] for each in told(desk, do="problems")[1]["problems"]] == codes
    root = desk.reading().source.root
    assert at(root, ("payment", "rates", "reading", "due"))
    assert at(root, ("payment", "scenarios", "strong", "attainment", "reading"))
    assert not re.search(r"\bfluency:|like: fluency|istation:|assessment: istation", desk.text)


@pytest.mark.parametrize(("path", "name", "code"), [
    (["outcomes", "fluency"], "vocabulary", "STU-03"),
    (["outcomes", "nowhere"], "x", "EDT-01"),
    (["outcomes", "fluency"], "2 words", "STU-03"),
    ([], "x", "STU-03"),
])  # fmt: skip
def test_an_id_that_cannot_be_given_is_a_problem(path: list[str], name: str, code: str) -> None:
    assert answer(opened(), {"do": "rename", "path": path, "id": name})[1]["problems"][0]["code"] == code


def test_what_is_open_is_called_by_its_field_and_its_owner() -> None:
    desk = told(Desk(), do="begin", **{"from": "blank", "answers": {}})[0]
    problems = told(desk, do="problems")[1]["problems"]
    places = {each["path"]: each["place"] for each in problems if each["code"] == "SPC-19"}
    assert places["funding.not_to_exceed"] == "“Not-to-exceed amount”"
    assert places["outcomes.second_outcome.target"].startswith("“Target” of “")


@pytest.mark.parametrize("who", NEWCOMERS.values(), ids=NEWCOMERS)
def test_an_earlier_year_that_is_added_is_open_and_goes_by_the_year_that_was_typed(who: Newcomer) -> None:
    desk, reply = told(begun(who), do="add", path=["population", "history"], named="2025/26")
    assert reply["path"] == ["population", "history", "2025-26"]
    row = at(spans(desk.text)[1], tuple(reply["path"]))
    assert row is not None
    assert all(str(value).startswith("<") for value in cast("dict[str, str]", to_plain(row)).values())


@pytest.mark.parametrize("year", ["2025-26", "2025-2026", "last year", "2025-26 and 2024-25", ""])
def test_a_year_that_is_taken_or_none_is_told_in_words_of_years(year: str) -> None:
    desk, _ = told(begun(OHIO), do="add", path=["population", "history"], named="2025-26")
    desk, _ = told(desk, do="add", path=["population", "history"], named="2024-25")
    for request in (
        {"do": "add", "path": ["population", "history"], "named": year},
        {"do": "rename", "path": ["population", "history", "2024-25"], "id": year},
    ):
        after, reply = answer(desk, request)
        assert [each["code"] for each in reply["problems"]] == ["STU-03"]
        assert "Write a school year that is not there yet" in reply["problems"][0]["hint"]
        assert after.text == desk.text
