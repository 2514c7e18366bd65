"""What the first page of an addendum says, without a document being laid out."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from addendum_chain import FILES, HEAD, ROOT, document, section
from obcgen.addenda.compared import Compared
from obcgen.addenda.names import Answer, DueDate, names, renewed
from obcgen.addenda.referring import referring
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.money import Money
from obcgen.source import parse, read
from obcgen.spec import Addendum, Question, Spec

ZONE = "Mountain Time"


@cache
def rfp() -> Spec:
    return parse(read(ROOT / "specs" / "denver-literacy.yaml"), Spec)


def changed(day: str = "2027-03-26", due: str = "2027-04-30T14:00", **updates: object) -> Spec:
    """Return the RFP with a first addendum of a day, another day for proposals, and other sections."""
    procurement = rfp().procurement
    assert procurement is not None
    schedule = procurement.schedule.model_copy(update={"proposals_due": datetime.fromisoformat(due)})
    return rfp().model_copy(
        update={
            "addenda": {"1": Addendum.model_validate({"issued": day})},
            "procurement": procurement.model_copy(update={"schedule": schedule}),
            **updates,
        }
    )


def compared(new: Spec, after: dict[str, str] | None = None, *, price_file: bool = False) -> Compared:
    """Return a comparison of small documents; `after` holds the words of those that differ or are new."""
    before = {name: document(section("caps", "<p>Old.</p>")) for name in ("rfp", "response")}
    now = {name: document(section("caps", f"<p>{words}</p>")) for name, words in (after or {}).items()}
    return Compared(rfp(), new, before, before | now, price_file)


@pytest.mark.parametrize(
    ("day", "due", "moved", "left"),
    [
        ("2027-03-26", "2027-04-30T14:00", 0, 35),
        ("2027-04-29", "2027-04-30T09:00", 0, 1),
        ("2027-04-23", "2027-05-07T14:00", 7, 14),
        ("2027-03-26", "2027-04-29T14:00", -1, 34),
    ],
)
def test_the_due_date_is_counted_in_calendar_days(day: str, due: str, moved: int, left: int) -> None:
    found = names(compared(changed(day, due)), ZONE)["due"]
    assert isinstance(found, DueDate)
    assert (found.moved, found.left, found.material, found.weighed) == (moved, left, "", False)
    assert found.before == "April 30, 2027, 2:00 p.m. Mountain Time"


@pytest.mark.parametrize(
    ("after", "price_file", "expected"),
    [
        ({}, False, ("RFP", "Response File")),
        ({"rfp": "New."}, True, ("RFP", "Response File", "price file")),
        ({"draft-contract": "New."}, False, ("RFP", "Response File", "draft Agreement")),
    ],
)
def test_the_rfp_and_the_response_file_are_always_new_and_the_others_where_they_differ(
    after: dict[str, str], price_file: bool, expected: tuple[str, ...]
) -> None:
    found = compared(changed(), after, price_file=price_file)
    assert names(found, ZONE)["conformed"] == expected
    assert len(renewed(found)) == len([each for each in expected if each != "price file"])


@pytest.mark.parametrize(
    ("after", "price_file", "says_nothing"),
    [
        ({}, False, True),
        ({"response": "New."}, False, False),
        ({}, True, False),
        ({"draft-contract": "N."}, False, False),
    ],
)
def test_an_addendum_says_nothing_where_no_file_differs(
    after: dict[str, str], price_file: bool, says_nothing: bool
) -> None:
    assert compared(changed(), after, price_file=price_file).says_nothing == says_nothing


def test_money_is_shown_where_it_changes_and_only_as_an_rfp_shows_it() -> None:
    payment = rfp().payment
    lower = payment.rates["vocabulary"].model_copy(update={"per_participant": Money.parse("$400")})
    less = payment.model_copy(update={"rates": {**payment.rates, "vocabulary": lower}})
    told = names(compared(changed(payment=less)), ZONE)
    assert [(row.term, row.before, row.after) for row in told["money_rows"]] == [  # type: ignore[attr-defined]
        ("Most that can be paid", "$1,200,000", "$1,150,000"),
        ("Total: Every target is met", "$793,000", "$772,000"),
        ("Total: Every outcome in full", "$1,200,000", "$1,150,000"),
    ]
    assert told["pays_otherwise"] is True
    assert names(compared(changed()), ZONE)["pays_otherwise"] is False


def test_answers_come_by_number_and_name_the_part_they_are_about() -> None:
    asked = {
        number: Question.model_validate({"text": f"Why {number}?", "answer": "So.", **more})
        for number, more in {"10": {}, "9": {"section": "caps"}}.items()
    }
    found = names(compared(changed(questions=asked)), ZONE)["answered"]
    assert isinstance(found, tuple)
    assert all(isinstance(each, Answer) for each in found)
    assert [(each.number, each.section, each.is_new) for each in found] == [
        ("9", "Section 1, Caps", True),
        ("10", "", True),
    ]


def test_an_answer_refers_to_a_part_of_the_rfp_by_its_id() -> None:
    said = '<p>See <a href="#caps"></a> and <a href="#answers"></a>.</p>'
    asked = from_html(f"{HEAD}{section('answers', said, 'Answers')}</article>")
    there = document(section("caps", "<p>One.</p>"))
    text = dump(resolve(referring(asked, there), {"rfp": there}))
    assert "See Section 1 of the Request for Proposals and [Section 1](#answers)." in text


def test_the_files_of_the_guide_extend_one_another() -> None:
    assert [Path(name).stem for name in FILES] == ["addendum-1", "addendum-2"]
    assert "extends: addendum-1.yaml" in FILES["addendum-2.yaml"]
