"""An edit of printed words is made in the text they were printed from, or not at all."""

from __future__ import annotations

import pytest

from obcgen.source.cutting import Cut, applied
from obcgen.taken_back.times import other_time
from obcgen.taken_back.transfer import transferred
from obcgen.taken_back.words import figures, hunks, same, words


def after_transfer(source: str, before: str, after: str) -> str | None:
    cuts = [transferred(source, before, after, hunk) for hunk in hunks(before, after)]
    return None if None in cuts else applied(source, [cut for cut in cuts if cut])


@pytest.mark.parametrize(
    ("source", "before", "after", "expected"),
    [
        ("2027-10-15", "Until October 15, 2027 it may", "Until October 22, 2027 it may", "2027-10-22"),
        ("2027-10-15", "Until Oct 15, 2027 it may", "Until Sept 22, 2027 it may", "2027-09-22"),
        ("$1000", "pays $1,000 each", "pays $1,150 each", "$1150"),
        ("$1,200,000", "at most $1,200,000.", "at most $1,250,000.", "$1,250,000"),
        ("15 business days", "in 15 Business Days after", "in 20 Business Days after", "20 business days"),
        ("the **old** rule", "the old rule", "the new rule", "the **new** rule"),
        ("A {{ x }} is due.", "A fee is due.", "A fee is due now.", "A {{ x }} is due now."),
        ("in the\n  district's schools", "in the District's schools", "in schools", "in schools"),
        ("Keep records.", "Keep records.", "Keep all records.", "Keep all records."),
        ("Keep records.", "Keep records.", "Always keep records.", "Always keep records."),
    ],
)
def test_what_was_edited_is_edited_in_the_source_as_that_is_spelled(
    source: str, before: str, after: str, expected: str
) -> None:
    assert after_transfer(source, before, after) == expected


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("A {{ x }} is due.", "A fee is due.", "A charge is due."),
        ("for {% if a %}one{% endif %} year", "for one or two year", "for three or four year"),
        ("It pays {% if a %}the sum{% endif %}.", "It pays the sum.", "It owes a sum."),
        ("2027-10-15", "Until October 16, 2027", "Until October 22, 2027"),
        ("nothing of it", "The Parties agree", "The Parties disagree"),
    ],
)
def test_what_a_variable_or_another_text_prints_is_left(source: str, before: str, after: str) -> None:
    assert after_transfer(source, before, after) is None


def test_changes_that_overlap_are_none() -> None:
    cuts = [transferred("a b c", "a b c", "a x c", hunk) for hunk in hunks("a b c", "a x c")]
    cuts += [transferred("a b c", "a b c", "a y", hunk) for hunk in hunks("a b c", "a y")]
    assert applied("a b c", [cut for cut in cuts if cut]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1,200 by May 5, 2028, or 37.5%", ("$1,200", "May 5, 2028", "37.5%")),
        ("three of RFP-2027-014", ("three", "RFP-2027-014")),
        ("no figure here", ()),
        ("the Nth degree, a one-off", ()),
    ],
)
def test_figures_are_found_also_in_letters(text: str, expected: tuple[str, ...]) -> None:
    assert figures(text) == expected


def test_spelling_makes_no_other_word() -> None:
    assert same("$1,000 on 2027-05-05", "$1000.00 on May 5, 2027")
    assert not same("$1,000", "1,000")
    assert not same("May 5, 2027", "May 6, 2027")
    assert [word.kind for word in words("{{ a }} [](#b) 5")] == ["opaque", "opaque", "number"]


def test_a_third_person_and_a_double_space_are_no_figures() -> None:
    assert figures("a third person, double spaced, twice in 5 days") == ("twice", "5")


@pytest.mark.parametrize(
    ("source", "after", "expected"),
    [
        ("2027-05-14T14:00", "due by 4:00 p.m.", Cut(11, 16, "16:00")),
        ("2027-05-14T14:00", "due by 12:00 p.m.", Cut(11, 16, "12:00")),
        ("2027-05-14T15:00", "due by 4:00 p.m.", None),
        ("2027-05-14T14:00", "due by 14:00 p.m.", None),
        ("2027-05-14", "due by 4:00 p.m.", None),
    ],
)
def test_a_time_of_day_is_that_of_the_day_whose_time_was_printed(
    source: str, after: str, expected: Cut | None
) -> None:
    (hunk,) = hunks("due by 2:00 p.m.", after)
    assert other_time(source, "due by 2:00 p.m.", after, hunk) == expected
