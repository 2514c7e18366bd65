"""`need:`, `assessments:`, `population:`, `cohorts:` and `lots:` who is served, and how that is known."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from obcgen.spec.scalars import Count, DateField, Id, Line, MoneyField, ProseField, Quantity, WhoField, Year
from obcgen.spec.shapes import CHOICE, Choice, Section, fault, shown

Grade = Literal["PK", "K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]


_RANGE = re.compile(
    r"\s*(PK|K|[0-9]{1,2})\s*(?:[-\u2013\u2014]|to|through)\s*(PK|K|[0-9]{1,2})\s*", re.IGNORECASE
)


def _no_range(value: object) -> object:
    """Refuse a range of grades: a list names each."""
    for item in value if isinstance(value, list) else [value]:
        text = item if isinstance(item, str) else ""
        if match := _RANGE.fullmatch(text):
            message = f"“{shown(text)}” is a range; each grade is written by itself."
            expected = "a list of grades, such as [K, 1, 2, 3]"
            raise fault(CHOICE, message, found=text, expected=expected, hint=_each(*match.groups()))
    return value


def _each(first: str, last: str) -> str:
    """Return the remedy for a range: its grades, where there are such."""
    grades = get_args(Grade)
    if first.upper() not in grades or last.upper() not in grades:
        return "Write each grade, such as [K, 1, 2, 3]."
    within = grades[grades.index(first.upper()) : grades.index(last.upper()) + 1]
    return f"Write [{', '.join(within)}]." if within else "Write each grade, such as [K, 1, 2, 3]."


class Need(Section):
    """Why the district buys this."""

    problem: ProseField = Field(description="The problem, with figures, in Markdown.")
    goals: tuple[Line, ...] = Field(
        description="What the district wants to reach, one line each.", min_length=1
    )
    background: ProseField | None = Field(
        None, description="The district and what it has tried before, in Markdown."
    )


class Window(Section):
    """Days during which an assessment is given."""

    opens: DateField = Field(description="The first day.")
    closes: DateField = Field(description="The last day.")


class Assessment(Section):
    """A tool that measures: a test, or a set of records."""

    name: Line = Field(description="The tool's name, such as `Istation Reading`.")
    version: Line | None = Field(None, description="Edition or form, such as `ISIP ER`.")
    administered_by: WhoField = Field(
        description="`district`, `provider`, `third_party`, or `{who: third_party, name: ...}`."
    )
    windows: dict[Id, Window] = Field(
        default_factory=dict,
        description="By id (`fall`, `spring`): when it is given. Outcomes refer to these ids.",
    )


class EntryCriterion(Section):
    """The measured rule by which a student belongs to the population."""

    assessment: Id = Field(description="The id of the assessment.")
    metric: Line = Field(description="The score used, such as `overall`.")
    scale: Line = Field(description="What the numbers are: `percentile`, `scale score`, `days`.")
    below: Quantity | None = Field(None, description="The score lies below this number.")
    at_most: Quantity | None = Field(None, description="The score is this number or lower.")
    at_least: Quantity | None = Field(None, description="The score is this number or higher.")
    above: Quantity | None = Field(None, description="The score lies above this number.")
    window: Id | None = Field(None, description="The id of the assessment's window that counts.")


class History(Section):
    """What like-performing students reached in an earlier year, by the same or a proxy measure."""

    assessment: Id | None = Field(
        None, description="The id of the assessment; a proxy may differ from the outcome's."
    )
    measured: Count = Field(description="Students measured.")
    reached: Count = Field(description="Of them, students who reached the threshold.")


class Roster(Section):
    """How the list of participants is fixed and kept."""

    locked: DateField = Field(description="The day from which the list is fixed.")
    substitution_until: DateField | None = Field(
        None, description="The last day on which a participant who leaves may be replaced."
    )
    mobility: ProseField | None = Field(None, description="What follows when a participant leaves.")


class Group(Section):
    """A part of the population that an outcome or a rate concerns."""

    name: Line = Field(description="What the part is called, such as `Multilingual learners`.")
    planned: Count = Field(description="Students planned in it.")


class Population(Section):
    """The students (or clients) to be served."""

    content_area: Line = Field(description="The subject, such as `Early literacy`.")
    grades: Annotated[tuple[Annotated[Grade, Choice()], ...], BeforeValidator(_no_range)] = Field(
        (), description="Grades served: `[K, 1, 2, 3]`; `PK` to `12`."
    )
    criterion: EntryCriterion | None = Field(None, description="The measured rule for who belongs.")
    other_identifiers: tuple[Line, ...] = Field(
        (), description="Other marks of the students, such as `multilingual learners`."
    )
    planned: Count = Field(description="Participants planned; prices per participant are multiplied by this.")
    maximum: Count | None = Field(None, description="Participants at most; `planned` if left out.")
    guaranteed: Count | None = Field(None, description="Participants the district undertakes to refer.")
    schools: tuple[Line, ...] = Field((), description="Schools or sites, by name.")
    history: dict[Year, History] = Field(
        default_factory=dict,
        description="By year (`2025-26`): what like-performing students reached. Two years or more.",
    )
    benchmark: Line | None = Field(
        None,
        description="What those counted as `reached` in `history` reached, such as "
        "`the 40th percentile in reading`; both documents print it.",
    )
    roster: Roster | None = Field(None, description="How the list of participants is fixed and kept.")
    groups: dict[Id, Group] = Field(
        default_factory=dict, description="By id: parts of the population that an outcome or a rate concerns."
    )
    eligibility: ProseField | None = Field(
        None, description="Who may and may not take part, beyond the criterion."
    )
    distribution: ProseField | None = Field(
        None,
        description="What a bidder needs in order to staff and to price: participants by site and group, "
        "when and where they can be served and how many at one time, and the share that usually leaves. "
        "Only the RFP prints it.",
    )
    consent: ProseField | None = Field(None, description="How families are told and whether they must agree.")


class Cohort(Section):
    """An intake or a year, where there are several."""

    name: Line = Field(description="What it is called, such as `Year 1`.")
    planned: Count = Field(description="Participants planned in it.")
    starts: DateField = Field(description="The first day of service.")
    ends: DateField = Field(description="The last day of service.")


class Lot(Section):
    """A part of the purchase that may be awarded apart."""

    name: Line = Field(description="What it is called, such as `East schools`.")
    description: ProseField | None = Field(None, description="What belongs to it.")
    planned: Count | None = Field(None, description="Participants planned in it.")
    schools: tuple[Line, ...] = Field((), description="Schools or sites in it, by name.")
    not_to_exceed: MoneyField | None = Field(None, description="The most that is paid for it.")
