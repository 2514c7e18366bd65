"""What is on record beside results: duties that were not performed, payments, and disputes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from obcgen.problems import Kind
from obcgen.spec.scalars import DateField, Id, Line, MoneyField
from obcgen.spec.shapes import ByShape, Choice, Scalar, Section, fault, shown
from obcgen.spec.written import words

NOT_YES_OR_NO = Kind("SPC-21", "Neither yes nor no")

EVERYONE = "all"
"""In place of a list of participants."""
FAILED_TESTS = "failed_tests"
"""In place of a duty: a test of the district failed, which the spec counts as a failure of the district."""
_YES = {"yes": True, "y": True, "true": True, "t": True, "1": True, "no": False, "n": False, "false": False}
_YES |= {"f": False, "0": False}


def answer(text: str) -> bool | None:
    """Return what a yes or a no in any usual spelling says; None for anything else."""
    return _YES.get(text.strip().lower())


def read_answer(text: str) -> bool:
    """Read yes or no, true or false."""
    found = answer(text)
    if found is None:
        message = f"“{shown(text)}” is neither yes nor no."
        raise fault(NOT_YES_OR_NO, message, found=text, expected="yes or no", hint="Write yes or no.")
    return found


YesOrNo = Annotated[bool, Scalar(read_answer, "yes or no", words(["yes", "no", "true", "false"]))]


def _as_everyone(value: object) -> object:
    return [EVERYONE] if value == EVERYONE else value


Party = Annotated[Literal["district", "provider"], Choice()]


class Default(Section):
    """A duty that a party did not perform and did not cure, and the loss that this caused."""

    party: Party = Field(description="Whose duty it was.")
    duty: Id = Field(
        description="The id of the duty under `duties` in the spec; `failed_tests` where the spec counts a "
        "failed test of the district as its failure: notice and cure_failed are then the day of the test."
    )
    notice: DateField = Field(description="The day on which notice of the failure was given.")
    cure_failed: DateField = Field(description="The day on which the time to cure it ended.")
    lost: Annotated[Literal["results", "dosage"], Choice()] = Field(
        "results",
        description="What the failure cost: `results`, so that these outcomes count as the contract says; or "
        "`dosage` alone: these participants count as having received the minimum dosage, for these outcomes "
        "and for a base by service, and no outcome is reached by that.",
    )
    outcomes: tuple[Id, ...] = Field(
        description="Outcomes of which the failure caused the loss, or for which the dosage counts.",
        min_length=1,
    )
    participants: Annotated[tuple[Line, ...], BeforeValidator(_as_everyone)] = Field(
        description="Ids of the participants who lost them; `all` for everyone served.", min_length=1
    )
    why: Line | None = Field(
        None,
        description="What the record shows, as that these participants were present and were not tested; the "
        "full edition of the statement prints it.",
    )


class Paid(Section):
    """One payment that was made, or one that was given back."""

    amount: MoneyField = Field(description="The amount.")
    on: DateField = Field(description="The day.")
    returned: YesOrNo = Field(False, description="`yes` where the provider paid this amount back.")
    invoiced: DateField | None = Field(
        None,
        description="The day on which a proper invoice for it was received, or a dispute about it was "
        "settled. Where the contract promises late interest, it is computed from this day.",
    )
    interest: MoneyField | None = Field(
        None, description="Interest that was paid with it, beside the amount, where the contract promises it."
    )


class DisputedPart(Section):
    """A dispute of a line, or of a part of it: the results of some participants, or an amount."""

    line: Id = Field(description="The line of the rate card.")
    participants: tuple[Line, ...] = Field(
        (), description="Ids of participants whose results are disputed; what the line pays for them waits."
    )
    amount: MoneyField | None = Field(None, description="In place of participants: the amount disputed.")
    by: Party | None = Field(None, description="Who disputes it; the statement prints who, when and why.")
    on: DateField | None = Field(None, description="The day on which it was disputed in writing.")
    why: Line | None = Field(None, description="On what ground, in one line.")


Disputed = Annotated[Id | DisputedPart, ByShape(Id, DisputedPart)]
