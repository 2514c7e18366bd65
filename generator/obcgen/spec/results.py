"""Verified results: what `obcgen settle SPEC RESULTS` reads beside the spec, in values of the same kinds."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from obcgen.money import Share
from obcgen.spec.on_record import Default, Disputed, Paid, YesOrNo
from obcgen.spec.rates import LevelField, read_level
from obcgen.spec.scalars import (
    Count,
    DateField,
    Id,
    Line,
    ShareField,
    Version,
    Year,
)
from obcgen.spec.shapes import ByShape, Choice, Scalar, Section
from obcgen.spec.stated import Amounts, Delivery, IndexFigure
from obcgen.spec.written import LEVEL

Result = Literal["yes", "no", "missing"]


def read_result(text: str) -> Share | Decimal | Result:
    """Read the result of a group: a number, a share, yes or no, or that it is missing."""
    word = text.strip().lower()
    if word in {"yes", "no", "missing", "true", "false"}:
        return "missing" if word == "missing" else "yes" if word in {"yes", "true"} else "no"
    return read_level(text)


ResultField = Annotated[
    Share | Decimal | Result, Scalar(read_result, "a number, a share such as 50%, yes, no, or missing", LEVEL)
]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, dict) else value


def _as_texts(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Verified(Section):
    """Who verified these results, and when."""

    by: Line = Field(description="The office or person who decided: `Office of Data and Evaluation`.")
    on: DateField = Field(description="The day of the decision.")


class Counts(Section):
    """How many participants were measured, count, and reached an outcome."""

    measured: Count = Field(description="Participants with every measure that the outcome needs.")
    eligible: Count = Field(
        description="Participants who count, after the gate and the rule for missing measures."
    )
    reached: Count = Field(description="Of those eligible, participants who reached the outcome.")


class Part(Counts):
    """Counts of one part of the participants."""

    cohort: Id | None = Field(None, description="The cohort of this part.")
    groups: tuple[Id, ...] = Field((), description="The groups to which all of this part belong.")
    year: Year | None = Field(None, description="The year, where a line pays by year without cohorts.")


class Totals(Counts):
    """Counts of one outcome that is counted by participant."""

    parts: dict[Id, Part] = Field(
        default_factory=dict,
        description="By an id of your choosing: the same counts for parts that do not overlap and make up "
        "the whole. Needed where a line pays by cohort, group or year.",
    )


class Compared(Section):
    """How many people an effect was estimated from."""

    program: Count = Field(description="People in the program.")
    comparison: Count = Field(description="People in the comparison group.")


class Evidence(Section):
    """An effect with the evidence for it."""

    value: LevelField = Field(description="The effect that was estimated, on the scale of the outcome.")
    interval: tuple[LevelField, ...] = Field(
        description="The two ends of its confidence interval: `[1.1, 7.3]`.", min_length=2, max_length=2
    )
    confidence: ShareField = Field(description="How sure the interval is: `95%`.")
    method: Line = Field(description="How it was estimated: `regression on the fall score, by school`.")
    n: Compared = Field(description="The people compared: `{program: 412, comparison: 398}`.")


OneResult = Annotated[Share | Decimal | Result | Evidence, ByShape(ResultField, Evidence)]


class GroupResults(Section):
    """Results of cohorts or groups, each with its own."""

    cohorts: dict[Id, OneResult] = Field(default_factory=dict, description="By id of the cohort.")
    groups: dict[Id, OneResult] = Field(default_factory=dict, description="By id of the group.")


def _shape(value: object) -> str:
    return "<parts>" if isinstance(value, dict) and {"cohorts", "groups"} & value.keys() else "<effect>"


GroupResult = Annotated[
    Share | Decimal | Result | GroupResults | Evidence,
    ByShape(
        ResultField,
        Annotated[
            Annotated[GroupResults, Tag("<parts>")] | Annotated[Evidence, Tag("<effect>")],
            Discriminator(_shape),
        ],
    ),
]


class Export(Section):
    """A table that an assessment system exports, joined to the table of participants by their ids."""

    file: Line = Field(description="A CSV file or Excel workbook (its first sheet), in this folder or below.")
    participant: Line = Field(description="The heading of the participant's id: `Student ID`.")
    columns: dict[Line, Line] = Field(
        description="By the name of a column, the heading in the file: `{fluency: Percentile}`; "
        "`{fluency:from: Score}` for the first of two measures. Only these columns are read.",
        min_length=1,
    )
    rows: dict[Line, Annotated[tuple[Line, ...], BeforeValidator(_as_texts)]] = Field(
        default_factory=dict,
        description="Which rows count: by a heading the value, or a list of values: `{Window: Spring}`.",
    )
    latest: Line | None = Field(
        None,
        description="The heading of a date. Where several rows of one participant count, the latest does; "
        "without it they are an error.",
    )


Ground = Annotated[Literal["convenience", "district_failure", "cause", "funds", "beyond_control"], Choice()]


class Results(Section):
    """Verified results of one contract, interim or final."""

    obcgen: Version = Field(description="The version of this language: `1`.")
    contract: Line = Field(description="The number of the contract: `agreement.number` of the spec.")
    settlement: Annotated[Literal["interim", "final"], Choice()] = Field(
        description="`interim`: base installments due by `as_of`, and lines whose outcomes have results "
        "here. `final`: everything."
    )
    as_of: DateField = Field(description="The day of the settlement, not before its results were verified.")
    verified: Verified = Field(description="Who verified these results, and when.")
    ended: DateField | None = Field(
        None,
        description="The last day of Services, where the contract ended early, on whatever ground: "
        "the day before it ended, or before an event beyond control or a suspension on a ground that the "
        "provider gave stopped all service until then. Left out where it ran to its end.",
    )
    ground: Ground | None = Field(
        None,
        description="Why it ended early. What an end for convenience adds is owed where the district ended "
        "it for `convenience`, or the provider for a `district_failure`, such as not paying. It is not owed "
        "where the district ended it for `cause`, where `funds` were not appropriated or were withdrawn, or "
        "after an event `beyond_control`. Left out, it settles like `convenience`, as the statement says.",
    )
    for_cause: YesOrNo = Field(False, description="The older way to write `ground: cause`.")
    roster: Count | None = Field(None, description="Participants on the roster.")
    served: Count | None = Field(None, description="Participants who were served.")
    participants: Line | None = Field(
        None,
        description="A CSV file or Excel workbook with one row per participant, in this folder or below.",
    )
    columns: dict[Line, Line] = Field(
        default_factory=dict,
        description="For a table with a system's own headings: by the name of a column below, the heading "
        "in the file: `{participant: Student ID, fluency: Percentile}`. Only these columns are read then.",
    )
    rows: dict[Line, Annotated[tuple[Line, ...], BeforeValidator(_as_texts)]] = Field(
        default_factory=dict,
        description="Which rows of such a table count: by a heading of the file the value, or a list of "
        "values: `{Subject: Reading, Term: Spring 2028}`. Other rows are not read.",
    )
    exports: dict[Id, Export] = Field(
        default_factory=dict,
        description="By an id of your choosing: tables of assessment systems, whose columns are read for the "
        "participants of the table above. The same file may stand here twice, with other rows.",
    )
    outcomes: dict[Id, Totals] = Field(
        default_factory=dict, description="By outcome counted by participant: totals."
    )
    groups: dict[Id, GroupResult] = Field(
        default_factory=dict,
        description="By outcome counted by group: the value measured, `yes`, `no` or `missing`; or by cohort "
        "or group as `{cohorts: {first: 3.5}}`. An effect is written with its evidence: `{value: 4.2, "
        "interval: [1.1, 7.3], confidence: 95%, method: ..., n: {program: 412, comparison: 398}}`. A value "
        "that the spec computes need not be written; another one than the table of participants gives is an "
        "error.",
    )
    conditions: dict[Id, YesOrNo] = Field(
        default_factory=dict,
        description="By line with a condition that concerns no participant alone: whether it is met.",
    )
    amounts: Amounts | None = Field(None, description="Amounts that base or lines are taken from.")
    index: dict[Year, IndexFigure] = Field(
        default_factory=dict,
        description="By year, where prices follow an index: its figure with its source, also for the first "
        "year of each price.",
    )
    units: Count | None = Field(None, description="Units bought, where the base is priced per unit.")
    delivery: Delivery | None = Field(
        None,
        description="Services scheduled and delivered, where the base is reduced by the share that was "
        "neither delivered nor made up, what is excused left out of both numbers: `{scheduled: 45000, "
        "delivered: 44100, excused: 300}`. Not before the final settlement, or an early end.",
    )
    defaults: tuple[Default, ...] = Field(
        (), description="Duties missed; notice, failed cure and cause are on record."
    )
    paid: dict[Line, Annotated[tuple[Paid, ...], BeforeValidator(_as_list)]] = Field(
        default_factory=dict,
        description="The ledger so far, by id of a payment of the schedule: `base.launch`, `rates.fluency`.",
    )
    met: dict[Line, DateField] = Field(
        default_factory=dict,
        description="By id of a payment of base funding without a date: the day on which its condition was "
        "met, on which it falls due, `{base.plan: 2027-09-14}`. What is not here is left out of an interim "
        "settlement, and of an early end that pays installments due by then; a final settlement pays it.",
    )
    disputed: tuple[Disputed, ...] = Field(
        (),
        description="Lines of the rate card that are under dispute, by id; or a part of one as "
        "`{line: fluency, participants: [S-12, S-40]}` or `{line: fluency, amount: $1,500}`. Who disputes "
        "it, when and why stands with it: `{line: fluency, by: provider, on: 2028-07-14, why: two classes}`.",
    )
    acknowledged: dict[Line, Line] = Field(
        default_factory=dict,
        description="Answers to what `settle` finds unlikely, by the name that it prints, each with the "
        "reason why it is right: `RES-30 base.launch: not invoiced before May`. Both are printed in "
        "the statement; an answer to something that did not occur is an error.",
    )
