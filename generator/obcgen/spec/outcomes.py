"""`outcomes:` what is paid for, and `verification:` how it is decided whether it was reached."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from obcgen.money import Share
from obcgen.spec.population import Grade, History
from obcgen.spec.scalars import (
    Count,
    Deadline,
    DurationField,
    Id,
    Line,
    ProseField,
    Quantity,
    ShareField,
    WhoField,
    Year,
)
from obcgen.spec.shapes import ByShape, Choice, Section

WhenMissing = Literal["not_counted", "not_reached", "deemed_reached"]
MissingField = Annotated[WhenMissing, Choice()]
Threshold = Annotated[
    Decimal | dict[Grade, Decimal], ByShape(Quantity, dict[Annotated[Grade, Choice()], Quantity])
]


class Computed(Section):
    """How the one value for the whole group follows from the results of each participant."""

    figure: Annotated[Literal["share", "count", "mean"], Choice()] = Field(
        description="`share`: how many percent of those counted for the other outcome reached it. `count`: "
        "how many did. `mean`: the mean of the values of those counted who have one."
    )
    of: Id = Field(description="The id of that other outcome, which is counted by participant.")


class Comparison(Section):
    """What must be shown before the effect of a program counts: the result beside a comparison group."""

    against: Line = Field(
        description="The comparison group, in words: `students of the same grades at the nine "
        "schools without the program, matched on the fall score`."
    )
    confidence: ShareField = Field(
        Share(Fraction(95, 100)), description="How sure the interval must be: `95%` unless given."
    )
    smallest_group: Count | None = Field(
        None, description="The fewest people of whom each of the two groups may consist: `100`."
    )


class Measure(Section):
    """How a result is measured."""

    assessment: Id = Field(description="The id of the assessment.")
    metric: Line = Field(description="The score used, such as `text fluency`.")
    kind: Annotated[Literal["level", "gain"], Choice()] = Field(
        description="`level`: the score at `to`. `gain`: the change from `from` to `to`."
    )
    scale: Line = Field(description="What the numbers are: `percentile`, `scale score`, `days`.")
    at_least: Threshold | None = Field(
        None,
        description="Reached at this number or more: `40`, or by grade `{K: 40, 1: 45}`. It decides who "
        "reached the outcome; tiers, units, steps and points pay by their own levels, also below it.",
    )
    at_most: Threshold | None = Field(
        None, description="Reached at this number or less, where less is better: `5`, or by grade."
    )
    from_: Id | None = Field(None, alias="from", description="The id of the window of the first score.")
    to: Id = Field(description="The id of the window of the score that decides.")
    counted_by: Annotated[Literal["participant", "group"], Choice()] = Field(
        "participant", description="`participant`: each one reaches it or not. `group`: one value for all."
    )
    computed: Computed | None = Field(
        None,
        description="With `counted_by: group`: the value is computed from the table of participants and not "
        "rounded: `{figure: share, of: fluency}`. The minimum dosage is not asked of it. A line that counts "
        "one group or cohort has the figure of those alone. One that nobody counts for is missing.",
    )
    effect: Comparison | None = Field(
        None,
        description="With `counted_by: group`: the value is an effect, the difference from a comparison "
        "group, and counts only with its evidence in the results: estimate, interval, method and numbers of "
        "people. One whose interval includes 0 counts as not reached: `{against: the waiting list}`.",
    )


class Missing(Section):
    """What a missing score means."""

    initial: MissingField = Field(
        description="The first score is missing: `not_counted`, `not_reached` or `deemed_reached`."
    )
    final: MissingField = Field(
        description="The last score is missing: `not_counted`, `not_reached` or `deemed_reached`."
    )


class EvidenceSource(Section):
    """Data that decide a result."""

    from_: WhoField = Field(
        alias="from", description="Who supplies them: `district`, `provider` or `third_party`."
    )
    system: Line = Field(description="The system or record they come from: `Istation export`.")
    supplies: Line = Field(description="What they hold: `scores for both windows`.")
    due: Deadline = Field(description="When they are due: a date, or words such as `monthly`.")


class Decision(Section):
    """How it is decided whether one outcome was reached."""

    sources: dict[Id, EvidenceSource] = Field(
        description="By id: the data that decide. One at least.", min_length=1
    )
    decided_by: WhoField = Field(description="Who decides: `district`, `provider` or `third_party`.")
    method: ProseField = Field(description="How the result is worked out and checked.")
    within: DurationField = Field(description="Time for the decision: `15 business days`.")
    after: Annotated[Literal["sources_received", "window_closes"], Choice()] = Field(
        "sources_received", description="What that time runs from: `sources_received` or `window_closes`."
    )


class Outcome(Section):
    """A result that is paid for."""

    name: Line = Field(description="A short name, such as `Text fluency`.")
    definition: ProseField = Field(description="What counts as reached, in one or two sentences.")
    measure: Measure = Field(description="How it is measured.")
    missing: Missing = Field(description="What a missing score means.")
    expected_without: ShareField = Field(
        description="Attainment (reached over eligible) to be expected without the program: `27%`."
    )
    target: ShareField = Field(description="Attainment aimed at: `45%`.")
    horizon: Annotated[Literal["near", "long"], Choice()] = Field(
        description="`near`: within the program year. `long`: later, or harder."
    )
    verification: Decision = Field(description="How it is decided whether it was reached.")
    group: Id | None = Field(None, description="The id of the group it concerns; everyone if left out.")
    history: dict[Year, History] = Field(
        default_factory=dict,
        description="By year: what like-performing students reached on this outcome, where it differs from "
        "`population.history`.",
    )
    rationale: ProseField | None = Field(
        None, description="Why the threshold is challenging yet achievable: the evidence for it."
    )


class ProviderObligation(Section):
    """What the provider does so that results can be verified."""

    duty: Line = Field(description="What the provider does, as a command.")
    by: Deadline = Field(description="By when: a date, or words such as `5 business days after request`.")
    evidence: Line = Field(description="What shows that it was done.")
    remedy: Line | None = Field(None, description="What follows if it was not.")


class Dispute(Section):
    """How a disagreement about a result is settled."""

    notice: DurationField = Field(description="Time to object after the decision: `10 business days`.")
    steps: tuple[Line, ...] = Field(
        description="Who takes it up, in order; the last one decides.", min_length=1
    )


class Verification(Section):
    """Verification of results: what holds for every outcome."""

    provider_must: dict[Id, ProviderObligation] = Field(
        default_factory=dict, description="By id: what the provider must do. An RFP needs at least one."
    )
    dispute: Dispute | None = Field(None, description="How a disagreement about a result is settled.")
    deemed_after: DurationField | None = Field(
        None,
        description="Silence decides: if the decision is late, a party may send its own computation, which "
        "counts as the decision unless somebody decides or objects in this time: `10 business days`. "
        "Without it silence only opens the dispute.",
    )
    evidence_pack: ProseField | None = Field(
        None, description="What is handed over with a decision so that the other side can check it."
    )
