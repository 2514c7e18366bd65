"""The lines of the rate card: what each pays for, how it pays, and what limits it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import Discriminator, Field, Tag

from obcgen.money import Money, Share
from obcgen.spec.scalars import (
    DateField,
    Id,
    Line,
    MoneyField,
    Price,
    Proposed,
    Quantity,
    ShareField,
    Year,
    YesNo,
    read_money,
    read_quantity,
    read_share,
)
from obcgen.spec.shapes import ByShape, Choice, Scalar, Section
from obcgen.spec.written import LEVEL, MONEY


def read_level(text: str) -> Share | Decimal:
    """Read a result that a group may have: a share such as `50%`, or a measured value such as `3.5`."""
    return read_share(text) if text.rstrip().endswith("%") or "/" in text else read_quantity(text)


LevelField = Annotated[
    Share | Decimal, Scalar(read_level, "a share such as 50% or a number such as 3.5", LEVEL)
]


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


class OwnAmount(Section):
    """A price per participant in proportion to an amount of his own, such as a gain in wages."""

    share: ShareField = Field(
        description="The share that is paid of the amount measured for a participant: `12.5%`. The outcome "
        "is measured in dollars, and the line has a most."
    )
    above: Quantity = Field(Decimal(0), description="Only what is above this amount counts: `2000`.")


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
        description="With `line`: above the last point pay the `last` amount, or `extend` the line.",
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


INDEXED: Final = "indexed"
"""In place of a price: that of the year before, changed as `payment.indexation` says."""
IndexedOrMoney = Annotated[
    Money | Literal["indexed"],
    Scalar(
        lambda text: INDEXED if text.strip() == INDEXED else read_money(text),
        "dollars such as $500, or indexed",
        {"anyOf": [MONEY, {"const": INDEXED}]},
    ),
]


class YearPrice(Section):
    """The price of one year with its own date."""

    pay: Annotated[Money | Proposed | Literal["indexed"], ByShape(IndexedOrMoney, Proposed)] = Field(
        description="The price in this year; `indexed` for that of the year before, changed as "
        "`payment.indexation` says."
    )
    due: DateField | None = Field(
        None, description="When this year's payment is due; the line's `due` unless given."
    )


class Deduction(Section):
    """Money taken off, or given back where it was paid already."""

    below: LevelField = Field(description="A result below this leads to the deduction.")
    pay: MoneyField = Field(
        description="What is deducted: for each participant below, or once for the group's result."
    )
    for_each: Line | None = Field(
        None,
        description="What `pay` is deducted for, such as `day` or `percentage point`. Each full one by "
        "which the result is below counts; without it `pay` is deducted once.",
    )
    at_most: MoneyField | None = Field(
        None, description="With `for_each`: the most that is deducted, for a participant or for the group."
    )
    gives_back: YesNo = Field(
        False,
        description="`true`: where deductions are more than the line earns, the difference is given back. "
        "Otherwise the line never comes to less than nothing.",
    )


class Quality(Section):
    """A result of the whole group by which everything that a line earns is multiplied."""

    of: Id = Field(description="The outcome: counted by group, on a scale in percent.")
    at_least: ShareField | None = Field(
        None, description="Where the result is below this, the line pays nothing: `60%`."
    )
    at_most: ShareField = Field(
        Share(Fraction(1)), description="A result above this counts as this: `110%`; `100%` unless given."
    )


class Requires(Section):
    """What must be met before anything on the line counts."""

    dosage: Annotated[Literal["minimum"], Choice()] | None = Field(
        None, description="`minimum`: only participants who received `program.dosage.minimum` count."
    )
    reached: tuple[Id, ...] | None = Field(
        None,
        description="Outcomes that a participant, or the group, must reach as well: units of one outcome are "
        "paid only to those who reach another; its own outcome pays nothing below its threshold. A computed "
        "value is that of those whom the line counts.",
    )
    condition: Line | None = Field(
        None,
        description="Any other documented condition; read after “provided that”: "
        "`the participant is enrolled on the last day of the window`.",
    )


def _shape(value: object) -> str:
    keys = value.keys() if isinstance(value, dict) else set()
    return (
        "<tiers>" if {"tiers", "combine"} & keys else "<share>" if {"share", "above"} & keys else "<proposed>"
    )


def _year_shape(value: object) -> str:
    return "<year>" if isinstance(value, dict) and {"pay", "due"} & value.keys() else "<proposed>"


PerParticipant = Annotated[
    Money | Proposed | Tiers | OwnAmount,
    ByShape(
        MoneyField,
        Annotated[
            Annotated[Proposed, Tag("<proposed>")]
            | Annotated[Tiers, Tag("<tiers>")]
            | Annotated[OwnAmount, Tag("<share>")],
            Discriminator(_shape),
        ],
    ),
]
InYear = Annotated[
    Money | Proposed | Literal["indexed"] | YearPrice,
    ByShape(
        IndexedOrMoney,
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
        description="A price for each participant who reaches the outcome, `tiers` by measured result, or a "
        "`share` of the amount measured for each: `{share: 12.5%}`.",
    )
    per_unit: Price | None = Field(
        None, description="A price for each full unit of the result above `above`; needs `unit` and a bound."
    )
    unit: Line | None = Field(
        None, description="What `per_unit` counts, in the singular: `day`, `scale score point`."
    )
    fractions: YesNo = Field(
        False,
        description="With `per_unit`: `true` pays a part of a unit in proportion; else only full units pay.",
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
        description="The part of the results that is paid for; the rest would have come anyway: `5/6`.",
    )
    loading: ShareField | None = Field(
        None,
        description="More than the price, for results that are harder to reach: `125%`. Often with `group`.",
    )
    quality: Quality | None = Field(
        None,
        description="Multiplies what the line earns by the group's result on another outcome, which only the "
        "results tell: `{of: satisfaction, at_least: 60%}`. Without a result the line pays nothing.",
    )
    by_year: dict[Year, InYear] = Field(
        default_factory=dict,
        description="The price in each year, in place of the flat price: `{2027-28: $500, 2028-29: $650}`; "
        "with its own date as `{pay: $500, due: 2028-07-31}`; `indexed` for the price of the year before, "
        "changed as `payment.indexation` says. A cohort counts in the year in which it ends; "
        "without cohorts every year listed counts the whole population.",
    )
    group: Id | None = Field(
        None, description="Counts only participants of this group (`population.groups`)."
    )
    cohort: Id | None = Field(None, description="Counts only participants of this cohort (`cohorts`).")
    at_most: MoneyField | None = Field(None, description="The most that this line pays in all.")
    at_most_each: MoneyField | None = Field(
        None,
        description="The most that this line pays for one participant; with `per_unit`, `tiers` or `best_of` "
        "by participant. `payment.caps.participant` is the most for one on all lines together.",
    )
    deduction: Deduction | None = Field(
        None, description="What is taken off for a poor result, also where it gives back money already paid."
    )
    requires: Requires | None = Field(
        None, description="What must be met before anything on the line counts."
    )
    due: DateField | None = Field(None, description="When the payment is due.")
    interim: tuple[DateField, ...] = Field(
        (),
        description="Days before `due`, in its fiscal year, on which what results verified by then have "
        "earned so far is paid already, such as each quarter: `[2027-12-15, 2028-03-15]`. An interim "
        "settlement pays it, less what was paid before.",
    )
