"""`addenda:` and `questions:` how an RFP was changed after it was issued, and what was asked about it.

A file that `extends` the RFP holds what changes, the number and the day of its addendum, and the answers; the
next addendum extends that file, and the contract the last one. So no number, day or answer is written twice.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from obcgen.problems import Kind
from obcgen.spec.scalars import DateField, Id, ProseField
from obcgen.spec.shapes import Scalar, Section, fault, shown
from obcgen.spec.written import SERIAL

NOT_SERIAL = Kind("SPC-22", "Not the number of an addendum, an amendment or a question")


def read_serial(text: str) -> str:
    """Read the number of one in a series, `1` to `999`; it stays text, for it is a key."""
    if re.fullmatch(r"[1-9][0-9]{0,2}", text):
        return text
    message = f"“{shown(text)}” cannot number an addendum, an amendment or a question."
    hint = "Write the number alone, such as 1: with no word, sign or zero before it."
    raise fault(NOT_SERIAL, message, found=text, expected="a number such as 1", hint=hint)


Serial = Annotated[str, Scalar(read_serial, "a number such as 1", SERIAL)]


class Addendum(Section):
    """One change of an RFP after it was issued, or one set of answers. What changes stands under its keys."""

    issued: DateField = Field(description="The day the addendum is published: `2027-03-26`.")
    reason: ProseField | None = Field(
        None, description="Why the RFP changes, in a sentence or two that the addendum prints first."
    )


class Question(Section):
    """A question about the RFP and its answer, printed by the addendum whose file adds or changes it."""

    text: ProseField = Field(
        description="The question, without the name of whoever asked: every offeror reads it."
    )
    answer: ProseField = Field(
        description="The answer. What it changes is changed under its own key as well."
    )
    section: Id | None = Field(
        None, description="The part of the RFP that it is about, by the id of its clause, such as `caps`."
    )
    received: DateField | None = Field(None, description="The day on which the question came in.")


def in_series(numbered: dict[str, Addendum]) -> tuple[tuple[int, Addendum], ...]:
    """Return addenda with their numbers, the first one first."""
    return tuple(sorted((int(number), each) for number, each in numbered.items()))
