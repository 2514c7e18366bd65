"""After the award, on the desk: tables are pointed at, results settled, and statements made."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from obcgen.build import build_settlement, settled
from obcgen.pack import builtin
from obcgen.results.by_year import NAMES
from obcgen.source.nodes import Node, at, to_plain
from obcgen.source.spans import spans
from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

DENVER = Path(__file__).parents[2] / "specs/denver-literacy.yaml"
ROSTER = "Student ID,Enrolled,Hours,Group\nS-1,yes,40,grades_2_3\nS-2,yes,38,grades_k_1\n"
EXPORT = "Student ID,Text,Words,Sounds\nS-1,52,41,\nS-2,,31,62\nS-9,1,1,1\n"
FACTS = {
    "as_of": "2028-09-20",
    "verified": {"by": "Office of Data", "on": "2028-06-20"},
    "roster": "2",
    "served": "2",
}
MAPPING = {
    "participants": "roster.csv",
    "columns": {"participant": "Student ID", "served": "Enrolled", "dosage": "Hours", "group": "Group"},
    "exports": {
        "spring": {
            "file": "e.csv",
            "participant": "Student ID",
            "columns": {"fluency": "Text", "vocabulary": "Words", "phonemic_awareness": "Sounds"},
        }
    },
}
POINTED = {"do": "results", "roster": "roster.csv", "exports": ["e.csv"]}


def reply(desk: Desk, **request: Any) -> tuple[Desk, dict[str, Any]]:
    after, found = answer(desk, json.loads(json.dumps(request)))
    return after, json.loads(json.dumps(found))


def opened() -> Desk:
    text = DENVER.read_text(encoding="utf-8")
    files = {"roster.csv": ROSTER, "e.csv": {"base64": base64.b64encode(EXPORT.encode()).decode()}}
    return reply(Desk(), do="open", name=DENVER.name, text=text, files=files)[0]


def mapped() -> tuple[Desk, dict[str, Any]]:
    return reply(opened(), **POINTED, mapping=MAPPING, facts=FACTS)


def test_a_mapping_is_proposed_with_what_a_person_points_at() -> None:
    _, found = reply(opened(), **POINTED)
    assert found["ok"], found
    assert found["tables"][1]["first"][0] == ["S-1", "52", "41", ""]
    assert found["mapping"]["columns"]["participant"] == "Student ID"
    assert len(found["systems"]) == 5
    assert "SPC-19" in {problem["code"] for problem in found["problems"]}


def test_who_is_dropped_is_named_before_anything_is_paid() -> None:
    _, found = mapped()
    assert [problem["code"] for problem in found["problems"]] == ["RES-44"]
    assert "S-9" in found["problems"][0]["message"]


def test_without_a_column_that_says_so_everyone_was_served() -> None:
    columns = {"participant": "Student ID", "dosage": "Hours", "group": "Group"}
    desk, found = reply(opened(), **POINTED, mapping={**MAPPING, "columns": columns}, facts=FACTS)
    assert "served" not in found["mapping"]["columns"]
    assert reply(desk, do="settle")[1]["ok"]


def test_a_settlement_tells_nothing_of_what_is_weak_in_the_spec() -> None:
    desk, _ = mapped()
    told = {each["code"][:3] for each in reply(desk, do="settle")[1]["problems"]}
    assert told <= {"RES", "CSV"}


def unpriced(**more: str) -> Desk:
    """Return the desk with a contract whose base price is still proposed."""
    text = DENVER.read_text(encoding="utf-8")
    price = "per_participant: $900 "
    assert text.count(price) == 1
    text = text.replace(price, "per_participant: {proposed: true, at_most: $900} ")
    for before, after in more.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    text = text.partition("\nwaive:")[0] + "\n"  # what is weak in it is told
    files = {"roster.csv": ROSTER, "e.csv": EXPORT}
    return reply(Desk(), do="open", name=DENVER.name, text=text, files=files)[0]


def test_tables_are_told_of_first_where_a_contract_is_not_ready_to_be_settled() -> None:
    desk, found = reply(unpriced(), **POINTED, mapping=MAPPING, facts=FACTS)
    assert found["ok"], found
    codes = [each["code"] for each in found["problems"]]
    assert codes[0] == "RES-44"
    assert codes[1:]
    assert {each["severity"] for each in found["problems"][1:]} == {"error"}
    due = reply(desk, do="settle")[1]
    assert not due["ok"]
    assert [each["code"] for each in due["problems"]] == codes[1:]


@pytest.mark.parametrize("asked", [{"do": "results"}, {"do": "payments"}])
def test_only_what_stands_in_the_way_of_results_is_told(asked: dict[str, str]) -> None:
    found = reply(unpriced(), **asked)[1]
    assert not found["ok"]
    assert {each["severity"] for each in found["problems"]} == {"error"}


def test_tables_of_a_contract_that_cannot_be_read_are_refused() -> None:
    found = reply(unpriced(**{"planned: 500 ": "planned: many "}), **POINTED)[1]
    assert not found["ok"]
    assert "tables" not in found


def test_results_on_the_desk_are_settled_as_those_on_the_disk(tmp_path: Path) -> None:
    desk, found = mapped()
    _, due = reply(desk, do="settle", formats=["xlsx", "csv"])
    for name, text in (("results.yaml", found["text"]), ("roster.csv", ROSTER), ("e.csv", EXPORT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    account = settled(DENVER, tmp_path / "results.yaml")[2]
    assert due["settlement"]["total"] == account.total.plain
    assert account.total.exact in due["due_words"]
    assert {line["id"]: line["amount"] for line in due["settlement"]["lines"]} == {
        "fluency": "1000.00",
        "vocabulary": "500.00",
        "phonemic_awareness": "1000.00",
    }
    same = build_settlement(DENVER, tmp_path / "results.yaml", ["xlsx", "csv"], "full", builtin()).files
    made = {name: base64.b64decode(each["base64"]) for name, each in due["files"].items()}
    assert made == same


def test_another_mapping_keeps_the_rest_of_a_results_file() -> None:
    desk, found = mapped()
    text = f"{found['text']}# mine\n"
    _, again = reply(
        desk, **POINTED, mapping={**MAPPING, "columns": {"participant": "Student ID"}}, text=text
    )
    assert again["text"].endswith("# mine\n")
    assert "as_of: 2028-09-20" in again["text"]
    assert "served: Enrolled" not in again["text"]
    without = {key: each for key, each in MAPPING.items() if key != "exports"}
    assert "e.csv" not in reply(desk, **POINTED, mapping=without, text=text)[1]["text"]


def test_results_without_tables_begin_with_their_blanks() -> None:
    _, found = reply(opened(), do="results")
    assert "<day for which the settlement is made>" in found["text"]


@pytest.mark.parametrize(
    "request_",
    [
        {"do": "settle"},
        {"do": "settle", "name": "none.yaml"},
        {"do": "settle", "text": "contract: C-1\n"},
        {"do": "results", "roster": "none.csv"},
        {"do": "results", "roster": "roster.csv", "exports": "e.csv"},
        {"do": "results", "roster": "roster.csv", "mapping": "all"},
        {"do": "results", "roster": "../roster.csv"},
    ],
)
def test_what_cannot_be_read_or_settled_leaves_the_desk_as_it_was(request_: dict[str, Any]) -> None:
    before = opened()
    after, found = reply(before, **request_)
    assert not found["ok"]
    assert after == before


@pytest.mark.parametrize(
    "wrong", [{"formats": ["exe"]}, {"formats": "csv"}, {"formats": ["csv"], "edition": "x"}]
)
def test_a_statement_of_another_kind_is_refused(wrong: dict[str, Any]) -> None:
    desk, _ = mapped()
    assert not reply(desk, do="settle", **wrong)[1]["ok"]


def test_facts_are_typed_as_answers_are() -> None:
    said = {**FACTS, "as_of": "9/20/2028", "verified": {"by": "Office of Data", "on": "June 20, 2028"}}
    assert reply(opened(), do="results", facts=said)[1] == reply(opened(), do="results", facts=FACTS)[1]
    _, found = reply(opened(), do="results", facts={"roster": "two or so"})
    assert (found["ok"], found["problems"][0]["steps"]) == (False, ["roster"])


def test_before_a_provider_is_named_that_alone_is_told() -> None:
    desk = reply(opened(), do="clear", path=["provider"])[0]
    _, found = reply(desk, **POINTED)
    assert [each["steps"] for each in found["problems"]] == [["provider", "name"]]


def test_columns_have_the_words_of_people() -> None:
    labels = reply(opened(), do="results")[1]["labels"]
    assert {*MAPPING["columns"], *NAMES} <= set(labels)  # also those of a deal with prices by year
    assert "_" not in " ".join(labels.values())


PAID = {"base.launch": {"amount": "$12,500", "on": "9/1/2027"}}


def test_what_was_paid_before_is_typed_as_answers_are() -> None:
    desk = opened()
    payments = reply(desk, do="payments")[1]["payments"]
    assert [each["most"] for each in payments if each["id"] in PAID] == ["180000.00"]
    _, found = reply(desk, do="results", facts={"paid": PAID})
    written = """as not paid.\npaid:\n  base.launch: {amount: "$12,500", on: 2027-09-01}\n#   base"""
    assert written in found["text"]
    assert "\n# paid:" not in found["text"]


def test_a_payment_leaves_the_others_and_can_be_taken_away() -> None:
    by_hand = (
        "paid:\n  base.launch: {amount: $1, on: 2027-09-02}\n  rates.fluency: {amount: $2, on: 2028-09-02}\n"
    )
    text = reply(opened(), do="results")[1]["text"] + by_hand
    _, typed = reply(opened(), do="results", text=text, facts={"paid": PAID})
    assert "rates.fluency: {amount: $2, on: 2028-09-02}" in typed["text"]
    assert """base.launch: {amount: "$12,500", on: 2027-09-01}""" in typed["text"]
    gone = {"paid": {"base.launch": "", "rates.vocabulary": ""}}
    _, taken = reply(opened(), do="results", text=text, facts=gone)
    assert taken["text"].endswith("paid:\n  rates.fluency: {amount: $2, on: 2028-09-02}\n")


@pytest.mark.parametrize(
    ("payment", "place"),
    [({"amount": "some", "on": "9/1/2027"}, "amount"), ({"amount": "$1", "on": "13/13/2027"}, "on")],
)
def test_a_payment_that_cannot_be_read_is_told_at_its_field(payment: dict[str, str], place: str) -> None:
    _, found = reply(opened(), do="results", facts={"paid": {"base.launch": payment}})
    assert [each["steps"] for each in found["problems"]] == [["paid", "base.launch", place]]


def test_payments_of_a_deal_without_a_provider_wait_for_it() -> None:
    desk = reply(opened(), do="clear", path=["provider"])[0]
    assert [each["path"] for each in reply(desk, do="payments")[1]["problems"]] == ["provider.name"]


def test_what_is_unlikely_is_answered_with_a_reason_and_then_waived() -> None:
    desk, begun = mapped()
    told = {
        each["hint"].partition("acknowledged: {")[2].partition(":")[0]
        for each in reply(desk, do="settle")[1]["problems"]
    }
    assert "RES-29 roster" in told
    reason = {"path": ["acknowledged", "RES-29 roster"], "typed": "invoiced: only in May"}
    after, again = reply(desk, **POINTED, mapping=MAPPING, text=begun["text"], answers=[reason])
    assert again["ok"], again
    problems = reply(after, do="settle")[1]["problems"]
    waived = [each["reason"] for each in problems if each["severity"] == "waived"]
    assert waived == ["invoiced: only in May"]


@pytest.mark.parametrize("said", ["yes", "it is", "OK!", "- - -"])
def test_what_says_yes_and_not_why_is_no_reason(said: str) -> None:
    desk, begun = mapped()
    asked = {"path": ["acknowledged", "RES-29 roster"], "typed": said}
    after, refused = reply(desk, **POINTED, mapping=MAPPING, text=begun["text"], answers=[asked])
    assert [(each["code"], each["steps"]) for each in refused["problems"]] == [("STU-06", asked["path"])]
    assert after.files == desk.files


def test_a_reason_is_seen_changed_and_withdrawn() -> None:
    desk, begun = mapped()
    text, first, other = begun["text"], "RES-29 roster", "RES-30 base.launch"
    for typed, expected in (
        ({first: "they moved in May"}, {first: "they moved in May"}),
        (
            {first: "they moved in June", other: "invoiced in June only"},
            {first: "they moved in June", other: "invoiced in June only"},
        ),
        ({first: ""}, {other: "invoiced in June only"}),
        ({other: " "}, {}),
        ({other: ""}, {}),
    ):
        answers = [{"path": ["acknowledged", name], "typed": said} for name, said in typed.items()]
        told = reply(desk, **POINTED, mapping=MAPPING, text=text, answers=answers)[1]
        text = told["text"]
        assert {each["name"]: each["reason"] for each in told["reasons"]} == expected
        assert [each["says"] for each in told["reasons"] if each["name"] == other] == [
            "Why it is right: “Launch installment”"
        ] * (other in expected)
    assert text == begun["text"]


def test_results_are_carried_over_to_a_contract_whose_number_was_corrected() -> None:
    desk, begun = mapped()
    desk, _ = reply(desk, do="set", path=["agreement", "number"], typed="C-2028-099")
    _, wrong = reply(desk, do="settle")
    (other,) = [each for each in wrong["problems"] if each["path"] == "contract"]
    assert (other["found"], other["expected"]) == ("C-2027-014", "C-2028-099")
    facts = {"contract": other["expected"]}
    desk, _ = reply(desk, **POINTED, mapping=MAPPING, text=begun["text"], facts=facts)
    assert reply(desk, do="settle")[1]["ok"]


def test_a_fact_that_is_emptied_is_open_again_and_what_is_not_sent_stays_as_it_was_written() -> None:
    desk, begun = reply(opened(), do="results")
    _, typed = reply(desk, do="results", text=begun["text"], facts={**FACTS, "paid": PAID})
    by_hand = typed["text"].replace("2027-09-01", "2027-09-03")
    empty = {"roster": "", "verified": ""}
    _, found = reply(desk, do="results", text=by_hand, facts=empty)
    old, before, new = (spans(each["text"])[1] for each in (begun, typed, found))
    for path in (("roster",), ("verified",)):
        assert value(new, path) == value(old, path) != value(before, path)
    assert "on: 2027-09-03" in found["text"]
    assert value(new, ("as_of",)) == value(before, ("as_of",))


def value(root: Node, path: tuple[str, ...]) -> object:
    found = at(root, path)
    return found and to_plain(found)
