"""What is paid, when and for what: everything under `payment:` in the spec."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from obcgen.money import Money, Share
from obcgen.spec.scalars import (
    Count,
    DateField,
    Deadline,
    DurationField,
    Id,
    Line,
    MoneyField,
    Price,
    Proposed,
    Quantity,
    ShareField,
    Year,
    YesNo,
    read_quantity,
    read_share,
)
from obcgen.spec.shapes import ByShape, Choice, Scalar, Section


def read_level(text: str) -> Share | Decimal:
    """Read a result that a group may have: a share such as `50%`, or a measured value such as `3.5`."""
    return read_share(text) if text.rstrip().endswith("%") or "/" in text else read_quantity(text)


_LEVEL_SCHEMA = {"type": ["string", "number"]}
LevelField = Annotated[
    Share | Decimal, Scalar(read_level, "a share such as 50% or a number such as 3.5", _LEVEL_SCHEMA)
]


# Base funding


class Installment(Section):
    """One part of the base, paid on a date once something has happened."""

    name: Line | None = Field(None, description="Printed name; the id in words unless given.")
    share: ShareField = Field(description="Share of the base; the shares of all installments sum to 100%.")
    due: DateField | None = Field(None, description="The date on which the installment is payable.")
    when: Line | None = Field(
        None,
        description="What must have happened first; read after the word “when”: "
        "`the roster is accepted and staff screening is complete`.",
    )


class DosageTier(Section):
    """One step of a base that grows with the service received."""

    at_least: DurationField = Field(description="The service a participant must have received: `12 hours`.")
    pay: MoneyField = Field(description="What is paid for a participant at this step.")


class Reimbursed(Section):
    """Costs paid back as they arise, up to a fixed budget."""

    budget: MoneyField = Field(
        description="The most that is reimbursed. Fixed when the contract is made: lines that pay a share of "
        "the budget are taken from this amount, never from actual cost."
    )
    costs: Line | None = Field(
        None, description="Which costs are reimbursed; `allowable operating costs` unless given."
    )


class BaseFunding(Section):
    """Money paid whatever the results. One of `per_participant`, `fixed`, `per_unit`, `reimbursed`, `tiers`."""

    per_participant: Price | None = Field(None, description="Price for each participant counted.")
    fixed: Price | None = Field(None, description="One amount for the whole service.")
    per_unit: Price | None = Field(
        None, description="Price for each unit bought, such as a license; needs `unit` and `units`."
    )
    unit: Line | None = Field(None, description="What `per_unit` counts, in the singular: `license`.")
    units: Count | None = Field(None, description="How many units are bought at most.")
    reimbursed: Reimbursed | None = Field(None, description="Costs reimbursed up to a budget.")
    tiers: tuple[DosageTier, ...] | None = Field(
        None,
        description="Prices per participant by service received, lowest step first: "
        "`[{at_least: 12 hours, pay: $300}, {at_least: 36 hours, pay: $900}]`.",
    )
    combine: Annotated[Literal["highest", "cumulative"], Choice()] = Field(
        "highest",
        description="With `tiers`: pay the `highest` step reached, or add up all steps reached (`cumulative`).",
    )
    counted: Annotated[Literal["planned", "roster", "served"], Choice()] = Field(
        "planned",
        description="Which participants a price per participant counts: those `planned`, those on the "
        "`roster` when it is locked, or those `served`.",
    )
    due: DateField | None = Field(None, description="When the base is payable, where it is paid in one sum.")
    when: Line | None = Field(
        None, description="What must have happened first, where there are no installments."
    )
    installments: dict[Id, Installment] = Field(
        default_factory=dict, description="The parts in which the base is paid, by id."
    )


# How a line pays


class Tier(Section):
    """One step of a price per participant."""

    at_least: Quantity = Field(description="The measured result from which this step pays.")
    pay: MoneyField = Field(description="What is paid for a participant at this step.")


class Tiers(Section):
    """A price per participant that depends on the measured result."""

    tiers: tuple[Tier, ...] = Field(
        description="The steps, lowest first: `[{at_least: 40, pay: $250}, {at_least: 60, pay: $500}]`."
    )
    combine: Annotated[Literal["highest", "cumulative"], Choice()] = Field(
        "highest",
        description="Pay only the `highest` step reached, or add up every step reached (`cumulative`).",
    )


class Step(Section):
    """One step of a payment for the group's result."""

    at_least: LevelField = Field(
        description="From here on this step pays: a share of the participants counted (`50%`) for an outcome "
        "counted by participant; the measured value for one counted by group."
    )
    pay: MoneyField = Field(description="What is paid for the group at this step, in place of lower steps.")


class Anchor(Section):
    """One point of a straight line."""

    at: LevelField = Field(description="The group's result at this point.")
    pay: MoneyField = Field(description="What is paid at this point.")


class GroupResult(Section):
    """A payment for the result of all participants together: `steps` or `line`."""

    steps: tuple[Step, ...] | None = Field(
        None, description="Amounts by step; only the highest step reached pays."
    )
    line: tuple[Anchor, ...] | None = Field(
        None, description="Points, lowest first; between two points the amount follows a straight line."
    )
    below: Annotated[Literal["nothing", "first", "extend"], Choice()] = Field(
        "nothing",
        description="With `line`: below the first point pay `nothing`, the amount of the `first` point, or "
        "`extend` the line (never below zero).",
    )
    above: Annotated[Literal["last", "extend"], Choice()] = Field(
        "last",
        description="With `line`: above the last point pay the amount of the `last` point, or `extend` the line.",
    )


class ShareOf(Section):
    """A payment that is a share of an amount. One of `savings`, `budget`, `actual_cost`."""

    savings: ShareField | None = Field(
        None, description="Share of the savings that verification finds; needs `at_most`."
    )
    budget: ShareField | None = Field(
        None, description="Share of the fixed budget: `payment.base.reimbursed.budget`, or `of`."
    )
    actual_cost: ShareField | None = Field(
        None, description="Share of actual cost. Prohibited with federal money (2 CFR 200.324(c))."
    )
    of: MoneyField | None = Field(
        None, description="With `budget`: the fixed budget, where the base is not reimbursed up to one."
    )


class YearPrice(Section):
    """The price of one year with its own date."""

    pay: Price = Field(description="The price in this year.")
    due: DateField | None = Field(
        None, description="When this year's payment is due; the line's `due` unless given."
    )


class Deduction(Section):
    """Money taken off, or given back where it was paid already."""

    below: LevelField = Field(description="A result below this leads to the deduction.")
    pay: MoneyField = Field(
        description="What is deducted: for each participant below, or once for the group's result."
    )


class Requires(Section):
    """What must be met before anything on the line counts."""

    dosage: Annotated[Literal["minimum"], Choice()] | None = Field(
        None, description="`minimum`: only participants who received `program.dosage.minimum` count."
    )
    condition: Line | None = Field(
        None,
        description="Any other documented condition; read after “provided that”: "
        "`the participant is enrolled on the last day of the window`.",
    )


def _shape(value: object) -> str:
    return "<tiers>" if isinstance(value, dict) and {"tiers", "combine"} & value.keys() else "<proposed>"


def _year_shape(value: object) -> str:
    return "<year>" if isinstance(value, dict) and {"pay", "due"} & value.keys() else "<proposed>"


PerParticipant = Annotated[
    Money | Proposed | Tiers,
    ByShape(
        MoneyField,
        Annotated[
            Annotated[Proposed, Tag("<proposed>")] | Annotated[Tiers, Tag("<tiers>")], Discriminator(_shape)
        ],
    ),
]
InYear = Annotated[
    Money | Proposed | YearPrice,
    ByShape(
        MoneyField,
        Annotated[
            Annotated[Proposed, Tag("<proposed>")] | Annotated[YearPrice, Tag("<year>")],
            Discriminator(_year_shape),
        ],
    ),
]


class Rate(Section):
    """One line of the rate card: what it pays for, how it pays, and what limits it."""

    name: Line | None = Field(
        None, description="Printed name; the outcome's name, or the id in words, unless given."
    )
    outcome: Id | None = Field(
        None, description="The outcome it pays for; the line's own id unless given. One subject per line."
    )
    all: tuple[Id, ...] | None = Field(
        None, description="Pays only where every one of these outcomes is reached."
    )
    any: tuple[Id, ...] | None = Field(
        None, description="Pays where at least one of these outcomes is reached."
    )
    score: dict[Id, ShareField] | None = Field(
        None, description="Weighs the results of several outcomes into one; the weights sum to 100%."
    )
    best_of: tuple[Id, ...] | None = Field(
        None, description="Pays the largest of these lines, which then do not pay by themselves."
    )
    per_participant: PerParticipant | None = Field(
        None,
        description="A price for each participant who reaches the outcome, or `tiers` by measured result.",
    )
    per_unit: Price | None = Field(
        None, description="A price for each full unit of the result above `above`; needs `unit` and a bound."
    )
    unit: Line | None = Field(
        None, description="What `per_unit` counts, in the singular: `day`, `scale score point`."
    )
    above: Quantity = Field(Decimal(0), description="With `per_unit`: units are counted above this result.")
    group_result: GroupResult | None = Field(
        None, description="An amount set by the result of all participants together."
    )
    share_of: ShareOf | None = Field(
        None, description="A share of savings or of a fixed budget, paid once the outcome is reached."
    )
    factor: ShareField | None = Field(
        None,
        description="The part of each result that is paid for, because the rest would have come anyway: `5/6`.",
    )
    by_year: dict[Year, InYear] = Field(
        default_factory=dict,
        description="The price in each year, in place of the flat price: `{2027-28: $500, 2028-29: $650}`; "
        "with its own date as `{pay: $500, due: 2028-07-31}`. Where there are cohorts, a cohort's year is the "
        "one in which it ends; without cohorts every year listed counts the whole population.",
    )
    group: Id | None = Field(
        None, description="Counts only participants of this group (`population.groups`)."
    )
    cohort: Id | None = Field(None, description="Counts only participants of this cohort (`cohorts`).")
    at_most: MoneyField | None = Field(None, description="The most that this line pays in all.")
    deduction: Deduction | None = Field(
        None, description="What is taken off for a poor result, also where it gives back money already paid."
    )
    requires: Requires | None = Field(
        None, description="What must be met before anything on the line counts."
    )
    due: DateField | None = Field(None, description="When the payment is due.")


# Limits and terms


class Caps(Section):
    """Limits on performance money, applied in the order participant, outcome, cohort, year, total."""

    participant: MoneyField | None = Field(None, description="The most for any one participant.")
    outcome: dict[Id, MoneyField] = Field(
        default_factory=dict, description="The most for an outcome, by its id."
    )
    cohort: dict[Id, MoneyField] = Field(
        default_factory=dict, description="The most for a cohort, by its id."
    )
    year: dict[Year, MoneyField] = Field(
        default_factory=dict,
        description="The most for a year: the fiscal year in which the cohort or the program ends, or the "
        "year under `by_year`.",
    )
    total: MoneyField | None = Field(None, description="The most for all lines together.")


class DistrictDefault(Section):
    """What follows where the district missed a duty, after notice and failed cure, and that caused the loss."""

    effect: Annotated[Literal["deemed_met", "full_price", "expected", "excluded"], Choice()] = Field(
        description="`deemed_met`: the outcome counts as reached; `full_price`: the full price is due; "
        "`expected`: paid at the target attainment; `excluded`: left out of the count."
    )
    reach: Annotated[Literal["affected_participants", "outcome", "contract"], Choice()] = Field(
        description="For whom: the `affected_participants`, every participant of the `outcome` affected, or "
        "every outcome of the `contract`."
    )
    at_most: MoneyField | None = Field(
        None, description="The most that is paid on this ground. Without it the payment is unbounded."
    )


class Invoicing(Section):
    """How invoices are paid."""

    terms: DurationField | None = Field(None, description="Time to pay a proper invoice: `30 days`.")
    retainage: ShareField = Field(
        Share.parse("0%"), description="Share of each base installment held back until `released`."
    )
    released: Deadline | None = Field(None, description="When money held back is released: a date or words.")
    evidence: tuple[Line, ...] = Field((), description="What each invoice comes with, in words.")


class Scenario(Section):
    """A named set of results, for planning. Confidential."""

    served: Count | None = Field(None, description="Participants served; the number planned unless given.")
    dosage_met: ShareField | None = Field(
        None, description="Share of those served who receive the minimum dosage; all unless given."
    )
    attainment: dict[Id, LevelField] = Field(
        default_factory=dict,
        description="By outcome: the share of eligible participants who reach it, or the value of the group.",
    )
    savings: MoneyField | None = Field(None, description="Savings found, where a line pays a share of them.")
    district_defaults: YesNo | None = Field(
        None, description="`true` where the district misses a duty in this scenario."
    )


class Payment(Section):
    """What is paid, when and for what. Money paid whatever the results is the base; the rest is the rate card."""

    base: BaseFunding | None = Field(
        None, description="Money paid whatever the results; left out where everything depends on outcomes."
    )
    rates: dict[Id, Rate] = Field(
        default_factory=dict,
        description="The rate card: one line per key; the key is the outcome unless given.",
    )
    caps: Caps | None = Field(None, description="Limits on performance money.")
    if_district_defaults: DistrictDefault | None = Field(
        None, description="What is paid where the district's own failure caused the loss of a result."
    )
    discount: ShareField = Field(
        Share.parse("0%"), description="What a bidder takes off every price of the published rate card."
    )
    invoicing: Invoicing | None = Field(None, description="How invoices are paid.")
    scenarios: dict[Id, Scenario] = Field(
        default_factory=dict, description="Confidential: named results for planning, by id."
    )
