"""What counsel confirmed covers exactly what was read: a later change of it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from faults import source_of
from obcgen.counsel.asked import Asked, entry, standing, told, unconfirmed
from obcgen.counsel.of_law import asked_of_law
from obcgen.law.in_force import law_on
from obcgen.law.law import Law
from obcgen.money import Money
from obcgen.pack import builtin
from obcgen.policy.final import confirmed_law_is_the_same, law_is_confirmed, nothing_is_blank
from obcgen.source import parse
from obcgen.spec import Confirmation, Spec
from reviews import denver_with

LAW = law_on(builtin(), date(2027, 3, 1))
CLEAN_AIR = Asked("law", "G", "Appendix II G, clean air and water", "2 CFR", "3f2a91c0")
FINAL = ("  status: draft", "  status: final")


def by(day: int, imprint: str, key: str = "G") -> Confirmation:
    return Confirmation.model_validate(
        {"by": f"Counsel {day}", "on": f"2027-02-{day}", "law": {key: imprint}}
    )


def spec(*changes: tuple[str, str], confirmed: str = "") -> Spec:
    return parse(
        source_of(denver_with(*changes) + confirmed),
        Spec,
    )


@pytest.mark.parametrize(
    ("recorded", "state", "words"),
    [
        ({}, "open", "Appendix II G, clean air and water"),
        ({"a": by(15, "3f2a91c0")}, "confirmed", "(confirmed by Counsel 15 on 2027-02-15)"),
        (
            {"a": by(15, "00000000")},
            "changed",
            "(has changed since it was confirmed by Counsel 15 on 2027-02-15)",
        ),
        ({"a": by(15, "3f2a91c0", key="H")}, "open", "Appendix II G, clean air and water"),
        ({"a": by(15, "3f2a91c0"), "b": by(20, "00000000")}, "confirmed", "Counsel 15"),
        ({"a": by(15, "00000000"), "b": by(20, "11111111")}, "changed", "Counsel 20"),
        ({"a": by(15, "3f2a91c0"), "b": by(20, "3f2a91c0")}, "confirmed", "Counsel 20"),
        (None, "open", "Appendix II G, clean air and water"),
    ],
)
def test_a_thing_is_confirmed_as_it_reads_today_or_as_it_read_before_or_open(
    recorded: dict[str, Confirmation] | None, state: str, words: str
) -> None:
    found = standing(CLEAN_AIR, recorded)
    assert found.state == state
    assert words in told(found)
    assert bool(unconfirmed([CLEAN_AIR], recorded)) == (state != "confirmed")


def test_the_entry_is_yaml_that_confirms_everything_once_its_blanks_are_filled_in() -> None:
    asked = asked_of_law(spec(), LAW)
    text = entry(asked).replace("<office>", "General Counsel").replace("<date>", "2027-02-15")
    wrapped = text.replace(", ", ",\n        ")
    found = spec(confirmed=f"\nconfirmed:\n  federal_law: {wrapped}\n")
    assert unconfirmed(asked, found.confirmed) == ()
    assert unconfirmed(asked, spec().confirmed) != ()


def test_a_blank_of_the_entry_that_is_left_is_a_problem() -> None:
    text = denver_with() + f"\nconfirmed:\n  federal_law: {entry([CLEAN_AIR])}\n"
    with pytest.raises(Exception, match="not filled in: office"):
        parse(source_of(text), Spec)


def test_clauses_that_apply_and_the_amounts_that_decide_it_are_asked_and_nothing_else() -> None:
    asked = asked_of_law(spec(), LAW)
    assert {each.key for each in asked if each.group == "law"} == {*"GHIJKL", "84", "84.010"}
    assert {each.key for each in asked if each.group == "amounts"} == {
        "ten_thousand",
        "one_hundred_thousand",
        "one_hundred_fifty_thousand",
    }


@pytest.mark.parametrize(
    ("listing", "keys"),
    [("84.010A", {"84", "84.010"}), ("84.425U", {"84"}), ("17.258", {"17"}), ("10.553", set())],
)
def test_the_agency_and_the_program_whose_money_pays_are_asked(listing: str, keys: set[str]) -> None:
    asked = asked_of_law(spec(("aln: 84.010A", f"aln: {listing}")), LAW)
    assert {each.key for each in asked if each.key[0].isdecimal()} == keys


def test_below_an_amount_its_clause_is_not_asked_but_the_amount_is() -> None:
    small = spec()
    small = small.model_copy(
        update={"funding": small.funding.model_copy(update={"not_to_exceed": Money.parse("$90,000")})}
    )
    keys = {each.key for each in asked_of_law(small, LAW)}
    assert "I" not in keys
    assert "one_hundred_thousand" in keys


def test_without_federal_money_nothing_of_federal_law_is_asked() -> None:
    assert asked_of_law(spec(("federal: true", "federal: false")), LAW) == ()


def changed_law() -> Law:
    return replace(
        LAW, clauses=tuple(replace(each, source=f"{each.source}, as amended") for each in LAW.clauses)
    )


def test_law_that_changed_since_is_a_warning_in_a_draft_and_keeps_a_document_from_being_final() -> None:
    lines = entry(asked_of_law(spec(), LAW))
    lines = lines.replace("<office>", "General Counsel").replace("<date>", "2027-02-15")
    record = f"\nconfirmed:\n  federal_law: {lines}\n"
    draft, final = spec(confirmed=record), spec(FINAL, confirmed=record)
    for each in (draft, final):
        assert confirmed_law_is_the_same.run(each, LAW) == ()
        assert law_is_confirmed.run(each, LAW) == ()
    assert law_is_confirmed.run(draft, changed_law()) == ()
    told_of = confirmed_law_is_the_same.run(draft, changed_law())
    assert [each.path for each in told_of] == [("confirmed", "federal_law", "law", key) for key in "GHIJKL"]
    assert {each.severity for each in told_of} == {"warning"}
    (refused,) = law_is_confirmed.run(final, changed_law())
    assert "6 entries" in refused.message
    assert "has changed since it was confirmed by General Counsel on 2027-02-15" in refused.found


def test_the_imprint_does_not_change_with_the_status_or_the_white_space_of_an_entry() -> None:
    first = LAW.clauses[6]
    assert replace(first, status="confirmed").imprint == first.imprint
    assert replace(first, title=f" {first.title}  ").imprint == first.imprint
    assert replace(first, title=f"{first.title}, and soil").imprint != first.imprint


@pytest.mark.parametrize(
    ("notice", "found"),
    [
        ("This is a worked example.", ["worked example"]),
        ("A sample for training.", ["A sample"]),
        ("Addendum 1 is part of this RFP.", []),
        ("The District tests a sample of students.", []),
    ],
)
def test_a_notice_that_calls_a_final_document_an_example_is_told(notice: str, found: list[str]) -> None:
    final = spec(FINAL)
    said = final.model_copy(update={"document": final.document.model_copy(update={"notice": notice})})
    problems = nothing_is_blank.run(said, LAW)
    assert [each.found for each in problems if each.path == ("document", "notice")] == found
