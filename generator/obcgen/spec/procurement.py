"""`procurement:` how proposals are asked for, compared and chosen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from obcgen.spec.scalars import (
    Count,
    DateField,
    DateTimeField,
    DurationField,
    Id,
    Line,
    Moment,
    ProseField,
    Quantity,
    YesNo,
)
from obcgen.spec.shapes import Choice, Section

TimeZone = Literal[
    "America/New_York", "America/Detroit", "America/Indiana/Indianapolis", "America/Kentucky/Louisville",
    "America/Chicago", "America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam", "Pacific/Pago_Pago",
]  # fmt: skip


class ProcurementSchedule(Section):
    """The dates of the procurement, in the order in which they come."""

    issue: DateField = Field(description="The day the RFP is published.")
    conference: Moment | None = Field(
        None, description="The pre-proposal conference: a date, or a date and time."
    )
    questions_due: Moment | None = Field(None, description="The last day, or moment, for questions.")
    answers_posted: DateField | None = Field(None, description="The day answers are posted.")
    proposals_due: DateTimeField = Field(description="The moment proposals are due: `2027-05-14T14:00`.")
    evaluation: DateField | None = Field(None, description="The day evaluation is complete.")
    interviews: Moment | None = Field(None, description="The day of interviews.")
    intent: DateField | None = Field(None, description="The day the intended award is announced.")
    protest_ends: DateField | None = Field(None, description="The last day for a protest.")
    award: DateField | None = Field(None, description="The board meeting that awards.")
    start: DateField | None = Field(None, description="The day the contract starts.")


class Submission(Section):
    """How a proposal is handed in."""

    how: Annotated[Literal["electronic", "paper"], Choice()] = Field(description="`electronic` or `paper`.")
    to: Line = Field(description="The email address, web address or office that receives proposals.")
    copies: Count = Field(1, description="Copies to hand in.")
    valid_for: DurationField | None = Field(None, description="How long a proposal stays open: `120 days`.")
    pages: Count | None = Field(
        None,
        description="Pages at most for the written answers of a proposal, counted as 500 words each; tables, "
        "prices and certifications are not counted.",
    )


class PriceScoring(Section):
    """How the price criterion is scored, from figures that this program computes."""

    compare: Annotated[Literal["expected_total", "maximum_total"], Choice()] = Field(
        description="What is compared: `expected_total` at the attainment named, or `maximum_total`."
    )
    attainment: Annotated[Literal["target", "expected_without"], Choice()] = Field(
        "target", description="Attainment assumed in the expected total: `target` or `expected_without`."
    )
    formula: Annotated[Literal["lowest_over_offer"], Choice()] = Field(
        "lowest_over_offer",
        description="`lowest_over_offer`: points times the lowest total over the offered total.",
    )


class AwardCriterion(Section):
    """What proposals are compared by."""

    name: Line = Field(description="The criterion, such as `Evidence of effectiveness`.")
    weight: Quantity = Field(description="Its weight; the weights of all criteria sum to `100`.")
    description: ProseField | None = Field(None, description="What evaluators look for.")
    part: Annotated[Literal["program", "evidence", "data", "price"], Choice()] | None = Field(
        None,
        description="The part of the response file that is scored under it. Without it the id says so "
        "(`plan`, `evidence`, `data`, `verification`, `price`); else the response file asks a question "
        "of its own.",
    )
    scoring: PriceScoring | None = Field(None, description="For the price criterion: how it is computed.")


class Scale(Section):
    """The scale on which evaluators score."""

    from_: Count = Field(alias="from", description="The lowest score: `0`.")
    to: Count = Field(description="The highest score: `5`.")


class AwardRule(Section):
    """How many contracts are made."""

    kind: Annotated[Literal["single", "multiple", "by_lot"], Choice()] = Field(
        description="`single`, `multiple` or `by_lot`."
    )
    providers: Count | None = Field(None, description="For `multiple`: how many providers at most.")
    allocation: ProseField | None = Field(
        None, description="For `multiple`: how participants are shared among them."
    )


class Protest(Section):
    """How an award is protested."""

    within: DurationField = Field(description="Time after the announcement: `7 days`.")
    to: Line = Field(description="The office that receives a protest.")


class Procurement(Section):
    """How proposals are asked for, compared and chosen."""

    method: Line = Field(description="The method of procurement: `competitive proposals`.")
    time_zone: Annotated[TimeZone, Choice()] = Field(description="Where the clock is read: `America/Denver`.")
    schedule: ProcurementSchedule = Field(description="The dates.")
    submission: Submission = Field(description="How a proposal is handed in.")
    minimum_qualifications: tuple[Line, ...] = Field(
        (), description="What a bidder must have to be considered."
    )
    criteria: dict[Id, AwardCriterion] = Field(
        default_factory=dict, description="By id: what proposals are compared by; weights sum to 100."
    )
    scale: Scale | None = Field(None, description="The scale on which evaluators score.")
    tie_break: tuple[Id, ...] = Field((), description="Ids of criteria that decide a tie, in order.")
    award: AwardRule | None = Field(None, description="How many contracts are made.")
    best_and_final: YesNo = Field(
        False, description="`true` if the district may ask for best and final offers."
    )
    debriefing: DurationField | None = Field(
        None,
        description="Time after the intended award is announced in which an offeror may ask for a "
        "debriefing: `10 business days`.",
    )
    financial_statements: Count | None = Field(
        None, description="For how many fiscal years an offeror hands in financial statements: `2`."
    )
    interviews: Count | None = Field(
        None,
        description="How many offerors are interviewed, those with the most points before price: `3`. "
        "Left out, all whose proposals are scored.",
    )
    published_at: Line | None = Field(
        None,
        description="Where the RFP, its files, answers and addenda are published: "
        "a web address, or an office.",
    )
    protest: Protest | None = Field(None, description="How an award is protested.")
    records_law: Line | None = Field(None, description="The state's public records act, by name.")
    prepared_with: tuple[Line, ...] = Field(
        (), description="Who outside the district helped to write the RFP; they may not bid (2 CFR 200.319)."
    )
    questions: ProseField | None = Field(None, description="How questions are asked and answered.")
    conference: ProseField | None = Field(
        None, description="Where the conference takes place and who should come."
    )
