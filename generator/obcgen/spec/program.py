"""`program:` what is delivered, and `duties:` what each side owes."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from obcgen.problems import Kind
from obcgen.spec.nouns import FieldOfWork
from obcgen.spec.scalars import Count, DateField, Deadline, DurationField, Id, Line, ProseField
from obcgen.spec.shapes import Choice, Scalar, Section, fault, shown
from obcgen.spec.written import words

NOT_TIER = Kind("SPC-18", "Not a tier of evidence")
Tier = Literal[1, 2, 3, 4]


def read_tier(text: str) -> int:
    """Read a tier of evidence: 1 to 4."""
    if re.fullmatch(r"[1-4]", text.strip()):
        return int(text)
    message = f"“{shown(text)}” is not a tier of evidence."
    hint = "Write 1 (strong), 2 (moderate), 3 (promising) or 4 (demonstrates a rationale)."
    raise fault(NOT_TIER, message, found=text, expected="1, 2, 3 or 4", hint=hint)


TierField = Annotated[int, Scalar(read_tier, "a tier of evidence, 1 to 4", words("1234"))]


class Dosage(Section):
    """How much service a participant receives."""

    sessions_per_week: Count = Field(description="Sessions a week.")
    minutes: Count = Field(description="Minutes a session.")
    weeks: Count = Field(description="Weeks of service.")
    minimum: DurationField | None = Field(
        None, description="What a participant must receive before a result counts: `36 hours`."
    )
    excused: Line | None = Field(
        None,
        description="What is counted as received although it was not, such as sessions the district cancels.",
    )


class Program(Section):
    """The service that is bought."""

    field: Annotated[FieldOfWork, Choice()] = Field(
        "tutoring",
        description="The field of work: `tutoring`, `edtech`, `workforce`, `health` or `early_childhood`. "
        "Clauses of other fields are not printed.",
    )
    service: ProseField = Field(description="The service, in Markdown.")
    evidence_tier: TierField | None = Field(
        None,
        description="The least ESSA tier of evidence: `1` strong, `2` moderate, `3` promising, `4` reasoned.",
    )
    evidence: ProseField | None = Field(None, description="The research the program rests on, in Markdown.")
    dosage: Dosage | None = Field(None, description="How much service a participant receives.")
    group_size: Count | None = Field(None, description="Participants to one instructor, at most.")
    mode: Line | None = Field(None, description="How it is delivered: `In person, during the school day`.")
    starts: DateField = Field(description="The first day of service.")
    ends: DateField = Field(description="The last day of service.")
    staffing: ProseField | None = Field(None, description="Qualifications, training and screening of staff.")
    alignment: ProseField | None = Field(None, description="How the program fits the core instruction.")
    calendar: ProseField | None = Field(
        None, description="School days, breaks and closures that bear on delivery."
    )


class Duty(Section):
    """One thing a party owes, with the measure of whether it was done."""

    duty: Line = Field(
        description="What the party does, as a command: `Provide rosters of eligible participants`."
    )
    by: Deadline | None = Field(None, description="By when: a date, or words such as `monthly`.")
    measure: Line | None = Field(
        None, description="The threshold that shows it was done: `90% of sessions held`."
    )
    cure: DurationField | None = Field(
        None, description="Time to put a failure right after notice: `10 business days`."
    )
    owner: Line | None = Field(None, description="Who answers for it, by office.")


class Duties(Section):
    """Mutual accountability: what each side owes the other."""

    district: dict[Id, Duty] = Field(default_factory=dict, description="By id: what the district owes.")
    provider: dict[Id, Duty] = Field(default_factory=dict, description="By id: what the provider owes.")
