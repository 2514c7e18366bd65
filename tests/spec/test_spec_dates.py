from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from obcgen.spec.dates import (
    UNITS,
    Duration,
    MonthDay,
    read_date,
    read_datetime,
    read_deadline,
    read_duration,
    read_moment,
    read_month_day,
)


def said(reader: Any, text: str) -> tuple[str, str]:
    with pytest.raises(PydanticCustomError) as caught:
        reader(text)
    context = caught.value.context
    assert context is not None
    return caught.value.type, context["hint"]


def test_a_date_is_year_month_day() -> None:
    assert read_date(" 2027-09-15 ") == date(2027, 9, 15)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("9/15/2027", "Write 2027-09-15."),
        ("September 15, 2027", "Write 2027-09-15."),
        ("Sept. 15 2027", "Write 2027-09-15."),
        ("2027-9-15", "Write 2027-09-15."),
        ("2027/09/15", "Write 2027-09-15."),
        ("15.9.2027", "Write 2027-09-15."),
        ("soon", "Write year, month and day: 2027-09-15."),
        ("2027-02-30", "Check the month and the day."),
        ("2027-13-01", "Check the month and the day."),
        ("0227-03-01", "Check the year."),
        ("\u0662\u0660\u0662\u0667-09-15", "Write year, month and day: 2027-09-15."),
    ],
)
def test_a_date_that_is_none_is_refused_with_the_date_that_was_meant(text: str, hint: str) -> None:
    assert said(read_date, text) == ("SPC-10", hint)


def test_a_time_is_read_on_a_clock_of_24_hours() -> None:
    expected = datetime.combine(date(2027, 5, 14), datetime.min.time().replace(hour=14))
    assert read_datetime("2027-05-14T14:00") == read_datetime("2027-05-14 14:00") == expected


@pytest.mark.parametrize(
    "text", ["2027-05-14", "2027-05-14T2:00", "2027-05-14T25:00", "2 p.m.", "2027-05-14T14:00Z"]
)
def test_a_time_without_a_date_or_a_clock_is_refused(text: str) -> None:
    assert said(read_datetime, text)[0] == "SPC-11"


def test_a_wrong_day_in_a_time_is_a_wrong_date() -> None:
    assert said(read_datetime, "2027-02-30T14:00")[0] == "SPC-10"


def test_a_moment_is_a_day_or_a_time() -> None:
    assert type(read_moment("2027-05-14")) is date
    assert type(read_moment("2027-05-14T10:00")) is datetime


def test_a_deadline_is_a_date_or_words() -> None:
    assert read_deadline("2027-05-14") == date(2027, 5, 14)
    assert read_deadline("5 business days after request") == "5 business days after request"


@pytest.mark.parametrize("text", ["2027-5-14", "2027-02-30", "5/14/2027", "December 32, 2030", "12", "3.5"])
def test_a_deadline_that_looks_like_a_date_must_be_one(text: str) -> None:
    assert said(read_deadline, text)[0] == "SPC-10"


@pytest.mark.parametrize(
    "text",
    [
        "2030/12/31", "2030.12.31", "2030\N{EN DASH}12\N{EN DASH}31", "2030\N{MINUS SIGN}12\N{MINUS SIGN}31",
        "20301231", "31.12.2030", "12-31-2030", "12/31/30",
        "47848", "December 31, 2030", "Dec. 31st, 2030", "31 December 2030", "by December 31, 2030",
    ],
)  # fmt: skip
def test_a_date_in_another_dress_is_told_with_the_date(text: str) -> None:
    assert said(read_deadline, text)[1] == "Write 2030-12-31."


@pytest.mark.parametrize(
    "text",
    [
        "monthly", "the end of each window", "May 26, 2027 or the first day of school", "every 14 days",
        "12 months after final payment", "within 30 days", "each May", "week 12 of 2027",
    ],
)  # fmt: skip
def test_words_that_hold_a_number_are_a_deadline(text: str) -> None:
    assert read_deadline(text) == text


def test_a_day_of_the_year_prints_in_words() -> None:
    assert read_month_day("07-01") == MonthDay(7, 1)
    assert str(read_month_day("07-01")) == "July 1"


@pytest.mark.parametrize("text", ["7-1", "July 1", "13-01", "02-30", "2027-07-01"])
def test_a_day_of_the_year_is_two_digits_twice(text: str) -> None:
    assert said(read_month_day, text)[0] == "SPC-10"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("15 business days", "15 business days"),
        ("1 day", "1 day"),
        ("36 hours", "36 hours"),
        ("1 weeks", "1 week"),
    ],
)
def test_a_length_of_time_prints_as_it_is_said(text: str, printed: str) -> None:
    assert str(read_duration(text)) == printed


@pytest.mark.parametrize(
    "text", ["15", "days", "0 days", "1.5 hours", "15 work days", "two weeks", "-3 days", "15days"]
)
def test_a_length_of_time_has_a_number_and_a_unit(text: str) -> None:
    assert said(read_duration, text)[0] == "SPC-12"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10000000 business days", "a number from 1 to 99,999 is read"),
        ("0 days", "a number from 1 to 99,999 is read"),
        ("1,000 days", "is not a length of time"),
    ],
)
def test_a_length_of_time_beyond_the_limits_is_told_them(text: str, words: str) -> None:
    with pytest.raises(PydanticCustomError, match=words):
        read_duration(text)


@given(st.integers(min_value=1, max_value=99_999), st.sampled_from(UNITS))
def test_a_length_of_time_reads_back_what_it_prints(amount: int, unit: str) -> None:
    duration = Duration(amount, unit + "s")
    assert read_duration(str(duration).replace(",", "")) == duration


@given(
    st.sampled_from([read_date, read_datetime, read_moment, read_deadline, read_month_day, read_duration]),
    st.text(),
)
def test_any_text_is_read_as_time_or_refused_with_a_code(reader: Any, text: str) -> None:
    code = "SPC-"
    try:
        reader(text)
    except PydanticCustomError as refused:
        code = refused.type
    assert code.startswith("SPC-")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10 business days", 14),
        ("4 school days", 4),
        ("30 days", 30),
        ("6 weeks", 42),
        ("2 months", 60),
        ("1 year", 365),
        ("36 hours", 2),
        ("24 hours", 1),
        ("90 minutes", 1),
    ],
)
def test_a_length_of_time_has_calendar_days(text: str, days: int) -> None:
    assert read_duration(text).days == days
