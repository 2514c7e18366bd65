from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from obcgen.money import Money, Share
from obcgen.spec.scalars import (
    Count,
    MoneyField,
    Price,
    Proposed,
    Quantity,
    ShareField,
    Version,
    Who,
    WhoField,
    YesNo,
    read_count,
    read_money,
    read_quantity,
    read_share,
)


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


def said(kind: Any, value: object) -> tuple[str, str]:
    """Return the code and the hint of the single fault that a value has."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    (only,) = caught.value.errors()
    return only["type"], only["ctx"]["hint"]


@pytest.mark.parametrize(
    ("text", "cents"),
    [("$1,200,000", 120_000_000), ("$900", 90_000), ("450.50", 45_050), (" $0 ", 0), ("1200", 120_000)],
)
def test_money_is_exact_to_the_cent(text: str, cents: int) -> None:
    assert read(MoneyField, text) == Money(cents)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("$1.2M", "Write all the digits: $1,200,000."),
        ("1 million", "Write all the digits: $1,200,000."),
        ("$450.5", "Give cents as two digits: $450.50."),
        ("$1,20,000", "Put commas between groups of three digits: $1,200,000."),
        ("-$5", "Amounts are not negative; a deduction has a key of its own."),
        ("five", "Write dollars as $1,200,000 or $900 or $450.50."),
    ],
)
def test_money_that_is_none_is_refused_with_the_way_to_write_it(text: str, hint: str) -> None:
    assert said(MoneyField, text) == ("SPC-07", hint)


@pytest.mark.parametrize(
    "text", ["010", "$01,000", "1_000", "1e400", "\u0663\u0660", "$9999999999999999", "NaN", "0x10", "€5"]
)
def test_no_text_becomes_money_by_accident(text: str) -> None:
    assert said(MoneyField, text)[0] == "SPC-07"


@pytest.mark.parametrize(
    ("text", "value"),
    [("40%", Fraction(2, 5)), ("62.5%", Fraction(5, 8)), ("5/6", Fraction(5, 6)), ("0%", 0)],
)
def test_a_share_is_exact(text: str, value: Fraction) -> None:
    assert read(ShareField, text) == Share(Fraction(value))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("0.4", "Write 40%."),
        (".125", "Write 12.5%."),
        ("40", "Write 40%, with the percent sign."),
        ("5/0", "Write it as 40%, 62.5% or 5/6."),
        ("010%", "Write it as 40%, 62.5% or 5/6."),
        ("half", "Write it as 40%, 62.5% or 5/6."),
    ],
)
def test_a_share_that_is_none_is_refused_with_the_way_to_write_it(text: str, hint: str) -> None:
    assert said(ShareField, text) == ("SPC-08", hint)


def test_a_count_may_have_commas_between_its_thousands() -> None:
    assert [read(Count, text) for text in ("500", "715,000", "0")] == [500, 715_000, 0]


@pytest.mark.parametrize(
    "text", ["5.0", "1_000", "010", "1e3", "-1", "+5", "71,50", "\u0663", "five", "NO", "12:30", "0x1F"]
)
def test_no_text_becomes_a_count_by_accident(text: str) -> None:
    assert said(Count, text)[0] == "SPC-09"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1000000000", "1000000000 is larger than any number of a contract."),
        ("1,000,000,000", "1,000,000,000 is larger than any number of a contract."),
        ("-400", "-400 is less than nothing."),
        ("0999999999", "“0999999999” is not a whole number."),
    ],
)
def test_a_number_beyond_the_limits_is_called_no_word(text: str, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(Count, text)
    assert caught.value.errors()[0]["msg"] == words
    assert read(Count, "999,999,999") == 999_999_999


def test_a_number_keeps_its_decimals() -> None:
    assert [read(Quantity, text) for text in ("40", "2.50", "-3")] == [40, Decimal("2.50"), -3]


@pytest.mark.parametrize("text", ["1e400", "Infinity", "nan", "010", "1_0", ".5", "5."])
def test_no_text_becomes_a_number_by_accident(text: str) -> None:
    assert said(Quantity, text)[0] == "SPC-09"


def test_a_number_with_a_percent_sign_is_told_to_lose_it() -> None:
    assert said(Quantity, "40%") == ("SPC-09", "Leave out the percent sign.")


def test_true_and_false_are_the_only_two_answers() -> None:
    assert (read(YesNo, "true"), read(YesNo, "false")) == (True, False)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("yes", "Write true."),
        ("y", "Write true."),
        ("NO", "Write false."),
        ("True", "Write true."),
        ("1", "Write true or false."),
    ],
)
def test_other_words_for_true_and_false_are_refused(text: str, hint: str) -> None:
    assert said(YesNo, text) == ("SPC-13", hint)


def test_a_party_is_a_word_or_a_name() -> None:
    named = read(WhoField, {"who": "third_party", "name": "Mathematica"})
    assert (read(WhoField, "district"), named) == (Who("district"), Who("third_party", "Mathematica"))


def test_a_party_nobody_knows_is_refused_with_the_nearest() -> None:
    assert said(WhoField, "providr") == ("SPC-03", "Did you mean provider?")


def test_a_price_is_an_amount_or_proposed_by_bidders() -> None:
    proposed = read(Price, {"proposed": "true", "at_least": "$300", "at_most": "$500"})
    assert read(Price, "$500") == Money(50_000)
    assert isinstance(proposed, Proposed)
    assert (proposed.at_least, proposed.at_most) == (Money(30_000), Money(50_000))


def test_a_proposed_price_needs_a_ceiling() -> None:
    with pytest.raises(ValidationError) as caught:
        read(Price, {"proposed": "true"})
    assert [(each["type"], each["loc"][-1]) for each in caught.value.errors()] == [("missing", "at_most")]


@pytest.mark.parametrize("kind", [MoneyField, ShareField, Count, Quantity, YesNo, WhoField, Price, Version])
@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_blank_is_a_fault_of_its_own(kind: Any, text: str) -> None:
    assert said(kind, text)[0] == "SPC-01"


@pytest.mark.parametrize("kind", [MoneyField, ShareField, Count, YesNo, Price])
def test_a_list_in_place_of_a_value_is_named_as_such(kind: Any) -> None:
    assert said(kind, ["1"])[0] == "SPC-02"


def test_only_version_one_of_the_language_is_known() -> None:
    assert read(Version, "1") == 1
    assert said(Version, "2") == ("SPC-17", "Write obcgen: 1.")


@given(st.sampled_from([read_money, read_share, read_count, read_quantity]), st.text())
def test_any_text_is_read_or_refused_with_a_code(reader: Any, text: str) -> None:
    code = "SPC-"
    try:
        reader(text)
    except PydanticCustomError as refused:
        code = refused.type
    assert code.startswith("SPC-")


@given(st.integers(min_value=0, max_value=10**15))
def test_money_reads_back_what_it_prints(cents: int) -> None:
    assert read_money(str(Money(cents))) == read_money(Money(cents).plain) == Money(cents)
