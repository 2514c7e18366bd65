"""The kinds of value a spec holds, each with its reader: what the models are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from obcgen.money import Money, Share
from obcgen.problems import Kind
from obcgen.spec.dates import (
    Duration,
    MonthDay,
    read_date,
    read_datetime,
    read_deadline,
    read_duration,
    read_moment,
    read_month_day,
)
from obcgen.spec.number_words import spoken_number
from obcgen.spec.shapes import ByShape, Choice, Scalar, Section, fault, shown
from obcgen.spec.texts import (
    Prose,
    read_email,
    read_id,
    read_line,
    read_prose,
    read_title,
    read_year,
)
from obcgen.spec.written import (
    COUNT,
    DATE,
    DATE_TIME,
    DEADLINE,
    DURATION,
    EMAIL,
    ID,
    LINE,
    MOMENT,
    MONEY,
    MONTH_DAY,
    QUANTITY,
    SHARE,
    TEXT,
    TITLE,
    TRUE,
    YEAR,
    YES_NO,
    words,
)

NOT_MONEY = Kind("SPC-07", "Not an amount of money")
NOT_SHARE = Kind("SPC-08", "Not a share")
NOT_NUMBER = Kind("SPC-09", "Not a number")
NOT_YES_NO = Kind("SPC-13", "Not true or false")
WRONG_VERSION = Kind("SPC-17", "A version of the spec language that this program does not know")


def _money_hint(text: str) -> str:
    if re.search(r"[0-9]\s*([kmb]|thousand|million|billion)\b", text.lower()):
        return "Write all the digits: $1,200,000."
    if re.fullmatch(r"\$?[0-9,]+\.[0-9]+", text):
        return "Give cents as two digits: $450.50."
    if re.fullmatch(r"\$?[0-9,]+", text) and "," in text:
        return "Put commas between groups of three digits: $1,200,000."
    if text.startswith("-"):
        return "Amounts are not negative; a deduction has a key of its own."
    return "Write dollars as $1,200,000 or $900 or $450.50."


def read_money(text: str) -> Money:
    """Read `$1,200,000`, `$900` or `450.50`, exact to the cent."""
    text = text.strip()
    expected = "dollars such as $1,200,000, $900 or $450.50"
    if not text.isascii() or re.match(r"\$?0[0-9,]", text):
        raise fault(NOT_MONEY, f"“{shown(text)}” is not an amount.", found=text, expected=expected)
    try:
        return Money.parse(text)
    except ValueError as reason:
        message = f"“{shown(text)}” is not an amount of money."
        hint = "" if "larger" in str(reason) else _money_hint(text)
        message = "The amount is larger than any contract." if not hint else message
        raise fault(
            NOT_MONEY, message, found=text, expected=expected, hint=hint or "Check the digits."
        ) from None


def _share_hint(text: str) -> str:
    if re.fullmatch(r"0?\.[0-9]{1,6}", text):
        return f"Write {(Decimal(text) * 100).normalize():f}%."
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", text):
        return f"Write {text}%, with the percent sign."
    return "Write it as 40%, 62.5% or 5/6."


def read_share(text: str) -> Share:
    """Read `40%`, `62.5%` or `5/6`, exact."""
    text = text.strip()
    if text.isascii() and not re.match(r"0[0-9]", text):
        try:
            return Share.parse(text)
        except ValueError:
            pass
    expected = "a share such as 40%, 62.5% or 5/6"
    raise fault(
        NOT_SHARE, f"“{shown(text)}” is not a share.", found=text, expected=expected, hint=_share_hint(text)
    )


LARGEST_COUNT = 999_999_999


def read_count(text: str) -> int:
    """Read a whole number: `500` or `715,000`."""
    text = text.strip()
    if re.fullmatch(r"0|[1-9][0-9]{0,8}|[1-9][0-9]{0,2}(,[0-9]{3}){1,2}", text):
        return int(text.replace(",", ""))
    hint = "Write a number such as 500 or 1,200: no decimals, underscores, words or leading zeros."
    message, expected = f"“{shown(text)}” is not a whole number.", "a whole number such as 500"
    if re.fullmatch(r"-[0-9]+(,[0-9]{3})*", text):
        message, hint = f"{shown(text)} is less than nothing.", "Write 0 or a number above it."
    elif re.fullmatch(r"[1-9][0-9]{9,}|[1-9][0-9]{0,2}(,[0-9]{3}){3,}", text):
        message, hint = f"{shown(text)} is larger than any number of a contract.", "Check the digits."
        expected = f"a whole number up to {LARGEST_COUNT:,}"
    elif (said := spoken_number(text)) is not None:
        hint = f"Write {said:,}, in digits."
    raise fault(NOT_NUMBER, message, found=text, expected=expected, hint=hint)


def read_quantity(text: str) -> Decimal:
    """Read a plain number: `40`, `2.5` or `-3`."""
    text = text.strip()
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?", text):
        return Decimal(text)
    hint = (
        "Leave out the percent sign."
        if re.fullmatch(r"[0-9.]+\s*%", text)
        else "Write digits only, such as 40."
    )
    message = f"“{shown(text)}” is not a number."
    raise fault(NOT_NUMBER, message, found=text, expected="a number such as 40 or 2.5", hint=hint)


def read_yes_no(text: str) -> bool:
    """Read `true` or `false`, nothing else."""
    text = text.strip()
    if text in {"true", "false"}:
        return text == "true"
    meant = {"y": "true", "yes": "true", "on": "true", "n": "false", "no": "false", "off": "false"}
    word = meant.get(text.lower(), text.lower())
    hint = f"Write {word}." if word in {"true", "false"} else "Write true or false."
    raise fault(
        NOT_YES_NO,
        f"“{shown(text)}” is neither true nor false.",
        found=text,
        expected="true or false",
        hint=hint,
    )


def read_version(text: str) -> int:
    """Read the version of the language; there is one."""
    if text.strip() == "1":
        return 1
    message = f"This program reads version 1 of the spec language, not “{shown(text)}”."
    raise fault(WRONG_VERSION, message, found=text, expected="1", hint="Write obcgen: 1.")


def read_true(text: str) -> bool:
    """Read `true`, where a group says with it what it is."""
    if read_yes_no(text):
        return True
    hint = "Write true, or one value in place of the group."
    message = "This can only be true."
    raise fault(NOT_YES_NO, message, found=text, expected="true", hint=hint)


Line = Annotated[str, Scalar(read_line, "one line of text", LINE)]
Title = Annotated[str, Scalar(read_title, "a title", TITLE)]
ProseField = Annotated[Prose, Scalar(read_prose, "text", TEXT)]
Email = Annotated[str, Scalar(read_email, "an email address", EMAIL)]
MoneyField = Annotated[Money, Scalar(read_money, "an amount such as $1,200,000", MONEY)]
ShareField = Annotated[Share, Scalar(read_share, "a share such as 40%", SHARE)]
Count = Annotated[int, Scalar(read_count, "a whole number such as 500", COUNT)]
Quantity = Annotated[Decimal, Scalar(read_quantity, "a number such as 40", QUANTITY)]
DateField = Annotated[date, Scalar(read_date, "a date such as 2027-09-15", DATE)]
DateTimeField = Annotated[
    datetime, Scalar(read_datetime, "a date and time such as 2027-05-14T14:00", DATE_TIME)
]
Moment = Annotated[date | datetime, Scalar(read_moment, "a date such as 2027-09-15", MOMENT)]
Deadline = Annotated[date | str, Scalar(read_deadline, "a date, or words such as monthly", DEADLINE)]
MonthDayField = Annotated[MonthDay, Scalar(read_month_day, "month and day such as 07-01", MONTH_DAY)]
DurationField = Annotated[
    Duration, Scalar(read_duration, "a length of time such as 15 business days", DURATION)
]
YesNo = Annotated[bool, Scalar(read_yes_no, "true or false", YES_NO)]
AlwaysTrue = Annotated[bool, Scalar(read_true, "true", TRUE)]
Id = Annotated[str, Scalar(read_id, "an id such as title_i", ID)]
Year = Annotated[str, Scalar(read_year, "a year such as 2027-28", YEAR)]
Version = Annotated[int, Scalar(read_version, "1", words(["1"]))]

Party = Literal["district", "provider", "third_party"]
PARTIES: Final[dict[Party, str]] = {
    "district": "the District",
    "provider": "the Provider",
    "third_party": "a third party",
}
"""What documents call each."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who supplies, decides or acts; a third party may be named."""

    who: Party
    name: str = ""


class NamedParty(Section):
    """A party with its name: `{who: third_party, name: Mathematica}`."""

    who: Annotated[Party, Choice()] = Field(description="`district`, `provider` or `third_party`.")
    name: Line = Field(description="The party's name, as documents print it.")


_Plain = Annotated[Party, Choice(), AfterValidator(Who)]
_Named = Annotated[NamedParty, AfterValidator(lambda party: Who(party.who, party.name))]
WhoField = Annotated[Who, ByShape(_Plain, _Named)]


class Proposed(Section):
    """A price that bidders name. Arithmetic counts it at `at_most`, and says so."""

    proposed: AlwaysTrue = Field(description="Always `true`: bidders name this price in the price file.")
    at_least: MoneyField | None = Field(None, description="The lowest price a bidder may name.")
    at_most: MoneyField = Field(description="The ceiling; plans and totals count the price at this amount.")


Price = Annotated[Money | Proposed, ByShape(MoneyField, Proposed)]
