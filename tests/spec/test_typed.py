"""What people type becomes what a spec holds; what could mean two things is refused in words."""

from __future__ import annotations

import pytest

from obcgen.problems import ObcgenError
from obcgen.spec.typed import choice, strict
from obcgen.spec.written import KINDS

ZONE = "America/Denver"
UNDERSTOOD = {
    "money": {
        "$1,200,000": "$1,200,000", "1.2 million": "$1,200,000", "$1.2M": "$1,200,000", "900": "$900",
        "900 dollars": "$900", "USD 900": "$900", "450.5": "$450.50", "$ 1 200 000": "$1,200,000",
        "12k": "$12,000",
    },
    "share": {
        "40 %": "40%", "40 percent": "40%", "40": "40%", "5 out of 6": "5/6", "5/6": "5/6",
        "62.5 pct": "62.5%", "fifty-five percent": "55%",
        "Two thirds": "2/3", "half": "1/2", "0": "0%", ".4%": "0.4%",
    },
    "count": {
        "500": "500", "1,200": "1200", "1200000": "1,200,000", "1.2 million": "1,200,000",
        "500 students": "500", "three": "3", "Twelve": "12", "three hundred": "300",
        "Two thousand one hundred and five": "2105", "3:1": "3", "\u200b500\ufeff": "500",
    },
    "quantity": {"40th percentile": "40", "\u22123.5": "-3.5", "1,200": "1200", "+2": "2", "forty": "40",
                 "one": "1"},
    "level": {"50 %": "50%", "3.5": "3.5", "5 of 6": "5/6"},
    "yes_no": {"Yes": "true", "n": "false", "TRUE": "true"},
    "date": {
        "03/01/2027": "2027-03-01", "3-1-27": "2027-03-01", "03/04/27": "2027-03-04",
        "March 1, 2027": "2027-03-01",
        "1 Mar 2027": "2027-03-01", "Sept. 9, 2027": "2027-09-09", "Mon, March 1, 2027": "2027-03-01",
        "2027/3/1": "2027-03-01", "2027-03-01": "2027-03-01",
    },
    "date_time": {
        "March 1, 2027 5 pm": "2027-03-01T17:00", "5 pm Mountain on March 1, 2027": "2027-03-01T17:00",
        "3/1/2027 at 2:30 p.m. MST": "2027-03-01T14:30", "3/1/2027 14:00": "2027-03-01T14:00",
        "3/1/2027, noon": "2027-03-01T12:00", "3/1/2027 12 am": "2027-03-01T00:00",
        "2027-03-01 14:00": "2027-03-01T14:00",
    },
    "moment": {"3/1/2027": "2027-03-01", "3/1/2027 2pm": "2027-03-01T14:00"},
    "deadline": {"3/1/2027": "2027-03-01", "5 business days after request": "5 business days after request"},
    "month_day": {"July 1": "07-01", "7/1": "07-01", "1st of July": "07-01", "07-01": "07-01"},
    "duration": {
        "15 business days": "15 business days", "two weeks": "2 weeks", "36 hrs": "36 hours",
        "a year": "1 year",
        "30 calendar days": "30 days", "5 working days": "5 business days", "1 day": "1 day",
    },
    "year": {"2027-28": "2027-28", "2027-2028": "2027-28", "SY 2027\u201328": "2027-28"},
    "id": {"Title I, Part A": "title_i_part_a", "title_i": "title_i"},
    "line": {"  Two\nlines ": "Two lines", "a\u200bb": "ab"},
    "title": {"Reading\ttutoring": "Reading tutoring"},
    "text": {"One.\r\n\r\nTwo.": "One.\n\nTwo."},
    "email": {"mailto:a@b.co": "a@b.co", "<a@b.co>": "a@b.co"},
    "serial": {"1": "1"},
}  # fmt: skip
REFUSED = {
    "money": {
        "1.200,00": "SPC-30", "1,5": "SPC-30", "-3": "SPC-07", "free": "SPC-07", "$1,20": "SPC-30",
        "1e6": "SPC-07",
    },
    "share": {"0.4": "SPC-30", "1": "SPC-30", "x": "SPC-08", "5 of": "SPC-08", "-5%": "SPC-08",
              "one": "SPC-30"},
    "count": {"5 or 6": "SPC-09", "12.5": "SPC-09", "about 5": "SPC-09", "": "SPC-09", "3:2": "SPC-09"},
    "quantity": {"forty ten": "SPC-09", "hundred": "SPC-09", "ten hundred hundred": "SPC-09",
                 "thousand": "SPC-09", "--3": "SPC-09"},
    "level": {"good": "SPC-09"},
    "yes_no": {"maybe": "SPC-13"},
    "date": {
        "13/01/2027": "SPC-30", "Tuesday, March 1, 2027": "SPC-30", "Feb 30, 2027": "SPC-30",
        "March 1": "SPC-30",
        "3/1": "SPC-30", "soon": "SPC-10", "1/1/1850": "SPC-10",
    },
    "date_time": {
        "March 1, 2027": "SPC-30", "March 1, 2027 at 5": "SPC-30", "3/1/2027 5 pm Eastern": "SPC-30",
        "3/1/2027 25:00": "SPC-30", "3/1/2027 13 pm": "SPC-30", "5 pm": "SPC-11",
    },
    "moment": {"whenever": "SPC-10"},
    "deadline": {"13/01/2027": "SPC-30"},
    "month_day": {"13/1": "SPC-30", "2/30": "SPC-30", "July": "SPC-10"},
    "duration": {"1.5 hours": "SPC-12", "a fortnight": "SPC-12", "days": "SPC-12"},
    "year": {"27": "SPC-15", "2027-29": "SPC-15"},
    "id": {"1st": "SPC-14"},
    "line": {"a\u202eb": "SPC-04"},
    "title": {"x" * 256: "SPC-05"},
    "text": {"a\x07": "SPC-04"},
    "email": {"a@b": "SPC-16"},
    "serial": {"one": "SPC-22"},
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_type_is_written_the_strict_way(kind: str) -> None:
    assert {typed: strict(kind, typed, ZONE) for typed in UNDERSTOOD[kind]} == UNDERSTOOD[kind]
    again = UNDERSTOOD[kind].values()
    assert [strict(kind, written, ZONE) for written in again] == list(again)


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_understood_is_refused_with_a_remedy(kind: str) -> None:
    codes = {}
    for typed in REFUSED[kind]:
        with pytest.raises(ObcgenError) as caught:
            strict(kind, typed, ZONE)
        (problem,) = caught.value.problems
        codes[typed] = problem.code
        assert problem.message
        assert problem.hint or problem.expected
    assert codes == REFUSED[kind]


def test_the_remedy_of_a_day_in_another_order_can_be_typed() -> None:
    with pytest.raises(ObcgenError) as caught:
        strict("date", "13/01/2027")
    assert "1/13/2027" in caught.value.problems[0].hint
    assert strict("date", "1/13/2027") == "2027-01-13"


def test_a_word_is_chosen_in_whatever_letters() -> None:
    words = ("planned", "roster", "served", "deemed_met")
    assert [choice(typed, words) for typed in ("Roster", "deemed met", "plan")] == [
        "roster",
        "deemed_met",
        "planned",
    ]
    zones = ("America/New_York", "America/Denver", "America/Los_Angeles")
    assert {choice(typed, zones) for typed in ("Mountain", "MST", "denver", "mountain time")} == {zones[1]}
    for typed in ("", "everyone"):
        with pytest.raises(ObcgenError, match="SPC-03"):
            choice(typed, words)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("date", "tomorrow", "Write the day such as March 1, 2027"),
        ("date_time", "soon", "2:00 pm"),
        ("date_time", "May 14, 2027, midnight", "11:59 pm"),
    ],
)
def test_a_day_that_cannot_be_read_is_told_as_people_type_it(kind: str, typed: str, said: str) -> None:
    with pytest.raises(ObcgenError) as refused:
        strict(kind, typed)
    assert said in refused.value.problems[0].hint
