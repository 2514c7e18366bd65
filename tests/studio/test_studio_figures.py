"""The money on the desk: asked by a front end, answered as plain data."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

DENVER = answer(Desk(), {"do": "begin", "from": "deal", "deal": "denver-literacy"})[0]


def reply(desk: Desk, **request: Any) -> tuple[Desk, dict[str, Any]]:
    after, found = answer(desk, json.loads(json.dumps(request)))
    return after, json.loads(json.dumps(found))


def test_sentences_call_the_buyer_what_its_documents_do() -> None:
    board = replace(DENVER, text=DENVER.text.replace("\ndistrict:\n", "\ndistrict:\n  role: board\n"))
    asked = ({"do": "figures", "chance": False}, {"do": "explain", "figure": "settlement.total"})
    for request in asked:
        said = [json.dumps(reply(desk, **request)[1]) for desk in (DENVER, board)]
        assert [words.count("The Board shall pay") for words in said] == [
            0,
            said[0].count("The District shall pay"),
        ]
        assert "The District shall" in said[0]
        assert "The District shall" not in said[1]


def test_what_is_typed_is_supposed() -> None:
    desk, found = reply(DENVER, do="figures", served=" 480 ", retained="90 %", chance=False)
    assert desk == DENVER
    assert (found["ok"], found["chance"]) == (True, None)
    assert (found["supposed"]["served"], found["supposed"]["retained"]) == (480, "0.9")


def test_what_cannot_be_supposed_is_a_problem_at_its_field() -> None:
    _, found = reply(DENVER, do="figures", attainment={"fluency": "450%"})
    assert (found["ok"], found["problems"][0]["steps"]) == (False, ["attainment", "fluency"])


@pytest.mark.parametrize("wrong", [5, [1], True])
def test_a_value_that_is_no_text_is_refused(wrong: Any) -> None:
    assert not reply(DENVER, do="figures", served=wrong)[1]["ok"]


def test_a_figure_is_explained_as_it_is_supposed() -> None:
    name = "settlement.rates.vocabulary"
    _, found = reply(DENVER, do="explain", figure=name, attainment={"vocabulary": "0%"})
    assert found["figures"][name]["value"] == "$0.00"
    assert {each["file"] for each in found["figures"][name]["given"]} == {"spec.yaml"}
    assert not reply(DENVER, do="explain", figure="settlement.rates.vocabular")[1]["ok"]


def test_prices_are_designed_and_written_as_one_edit() -> None:
    wanted = {"do": "design", "budget": "$800,000", "overrun": "0 %"}
    same, shown = reply(DENVER, **wanted)
    assert same == DENVER
    after, applied = reply(DENVER, **wanted, apply=True)
    assert applied["card"] == shown["card"]
    assert applied["version"] == 1
    assert reply(after, **wanted)[1]["edits"] == []
    assert reply(after, do="undo")[0].text == DENVER.text


def test_a_wish_that_stands_in_the_way_is_named() -> None:
    _, found = reply(DENVER, do="design", budget="$400,000", at_risk="60%")
    assert (found["ok"], found["problems"][0]["steps"]) == (False, ["budget"])


def test_wishes_are_typed_as_answers_are() -> None:
    plain = reply(DENVER, do="design", budget="$800,000", overrun="5%")[1]
    assert reply(DENVER, do="design", budget="$0.8 million", overrun="5 percent")[1] == plain
    _, found = reply(DENVER, do="design", overrun="0.05")
    assert (found["ok"], found["problems"][0]["steps"]) == (False, ["overrun"])


def test_a_deal_with_tiers_is_told_before_anything_is_wished() -> None:
    assert reply(DENVER, do="design", possible=True)[1]["ok"]
    mathematics = reply(Desk(), do="begin", **{"from": "deal", "deal": "duval-math"})[0]
    open_ = reply(mathematics, do="clear", path=["funding", "not_to_exceed"])[0]
    _, found = reply(open_, do="design", possible=True)
    assert {each["code"] for each in found["problems"]} == {"DSG-02"}


def test_money_is_shown_though_something_else_is_open() -> None:
    open_ = reply(DENVER, do="clear", path=["document", "issued"])[0]
    assert reply(open_, do="figures", chance=False)[1]["ok"]
    open_ = reply(DENVER, do="clear", path=["funding", "not_to_exceed"])[0]
    assert not reply(open_, do="figures", chance=False)[1]["ok"]
