"""`data:` what student data move and why, and `improvement:` how both sides learn from them."""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from obcgen.spec.scalars import Deadline, DurationField, Id, Line, ProseField, WhoField
from obcgen.spec.shapes import Choice, Section

Ferpa = Literal[
    "school_official", "kept_for_district", "studies", "audit_or_evaluation", "consent", "deidentified"
]
Basis = Literal[Ferpa, "release", "wage_records", "wioa", "hipaa", "other_law"]
EDUCATION_RECORDS: Final = frozenset(get_args(Ferpa)) - {"deidentified"}
"""The grounds on which education records move; the others concern records of other kinds."""


class DataFlow(Section):
    """Data that go from one party to another."""

    from_: WhoField = Field(alias="from", description="Who sends: `district`, `provider` or `third_party`.")
    to: WhoField = Field(
        description="Who receives; a third party may be named `{who: third_party, name: ...}`."
    )
    elements: tuple[Line, ...] = Field(description="The data elements, one by one.", min_length=1)
    purpose: Line = Field(description="What they may be used for, such as `delivery` or `evaluation`.")
    basis: Annotated[Basis, Choice()] = Field(
        description="The ground in law. Education records, by FERPA: `school_official` (34 CFR "
        "99.31(a)(1)), `kept_for_district` (99.3: records the provider makes for the district and hands to "
        "it), `studies` (99.31(a)(6)), `audit_or_evaluation` (99.31(a)(3) with 99.35), `consent` (99.30), "
        "or `deidentified` (99.31(b)). Other records: `release` (the participant's signed release), "
        "`wage_records` (20 CFR part 603), `wioa` (29 U.S.C. 3141; 20 CFR part 677), `hipaa` (45 CFR "
        "164.504(e)), or `other_law`, which the purpose then names."
    )
    destroy_by: Deadline = Field(description="When they are destroyed: a date, or words.")


class Data(Section):
    """Student data: uses, flows, privacy."""

    uses: tuple[Line, ...] = Field(
        (), description="What the data serve: `[payment, formative evaluation, summative evaluation]`."
    )
    flows: dict[Id, DataFlow] = Field(
        default_factory=dict, description="By id: what goes from whom to whom, and why."
    )
    privacy_agreement: Line | None = Field(
        None, description="The state's student data privacy agreement, by name."
    )
    evidence_kept: Line | None = Field(
        None, description="How long evidence of results is kept: `3 years after final payment`."
    )
    evaluation: ProseField | None = Field(
        None, description="How the program is evaluated, by whom, and what is published."
    )
    openness: ProseField | None = Field(
        None, description="What the provider is told about other uses of the data, and when."
    )


class Meetings(Section):
    """When both sides look at the data together."""

    every: DurationField = Field(description="How often: `4 weeks`.")
    attend: tuple[Line, ...] = Field(description="Who attends, by office.", min_length=1)


class Improvement(Section):
    """How district and provider use the data together to improve the program."""

    meetings: Meetings | None = Field(None, description="When both sides look at the data together.")
    indicators: tuple[Line, ...] = Field(
        (), description="Leading indicators they look at; none of them is paid for."
    )
    escalation: ProseField | None = Field(None, description="What follows when an indicator stays low.")
    review: ProseField | None = Field(None, description="How the term is reviewed at its end.")
