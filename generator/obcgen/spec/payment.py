"""What is paid, when and for what: everything under `payment:` in the spec but the lines of the rate card."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from obcgen.money import Share
from obcgen.spec.rates import IndexedOrMoney, LevelField, Rate
from obcgen.spec.scalars import (
    Count,
    DateField,
    Deadline,
    DurationField,
    Id,
    Line,
    MoneyField,
    Price,
    ShareField,
    Year,
    YesNo,
)
from obcgen.spec.shapes import Choice, Section


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
    """Costs paid back as they arise, up to a fixed budget.

    With `installments`, costs so far fill them in their order, each up to its share of the budget.
    """

    budget: MoneyField = Field(
        description="The most that is reimbursed. Fixed when the contract is made: lines that pay a share of "
        "the budget are taken from this amount, never from actual cost."
    )
    costs: Line | None = Field(
        None, description="Which costs are reimbursed; `allowable operating costs` unless given."
    )


class BaseYear(Section):
    """The base of one year, paid in one sum."""

    pay: IndexedOrMoney = Field(
        description="The amount for this year; `indexed` for that of the year before, changed as "
        "`payment.indexation` says."
    )
    due: DateField = Field(description="When it is payable.")
    when: Line | None = Field(None, description="What must have happened first; read after the word “when”.")


class BaseFunding(Section):
    """Money paid whatever the results: by participant, fixed, by unit or year, reimbursed, or by dosage."""

    per_participant: Price | None = Field(None, description="Price for each participant counted.")
    fixed: Price | None = Field(None, description="One amount for the whole service.")
    by_year: dict[Year, BaseYear] = Field(
        default_factory=dict,
        description="One amount for each year, with its date: `{2027-28: {pay: $90,000, due: 2027-10-15}, "
        "2028-29: {pay: indexed, due: 2028-10-15}}`.",
    )
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
        description="With `tiers`: pay the `highest` step reached, or all steps reached (`cumulative`).",
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


class Caps(Section):
    """Limits on performance money, applied in the order participant, outcome, cohort, year, total."""

    participant: MoneyField | None = Field(
        None, description="The most for any one participant, in all years."
    )
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
    carry_over: YesNo = Field(
        False,
        description="`true`: what the cap for a year takes off is paid in the later years that have a cap, "
        "as far as what those years earn leaves room under theirs, the earliest first.",
    )
    total: MoneyField | None = Field(None, description="The most for all lines together.")


class DistrictDefault(Section):
    """What follows where the district missed a duty and did not cure it, and that caused a loss."""

    effect: Annotated[Literal["deemed_met", "full_price", "expected", "excluded"], Choice()] = Field(
        description="`deemed_met`: the outcome counts as reached; `full_price`: the full price is due: "
        "the price or the highest step of a participant; for units an equal part of the line's `at_most` for "
        "each participant planned, or the cap for one; else the most that the line pays; "
        "`expected`: paid at the target attainment; `excluded`: left out of the count."
    )
    reach: Annotated[Literal["affected_participants", "outcome", "contract"], Choice()] = Field(
        description="For whom of those served: the `affected_participants`, everyone for the `outcome` "
        "affected, or everyone for every outcome of the `contract`."
    )
    at_most: MoneyField | None = Field(
        None, description="The most that is paid on this ground. Without it the payment is unbounded."
    )
    cause: Annotated[Literal["shown", "presumed"], Choice()] = Field(
        "shown",
        description="`shown`: the provider shows that the failure caused the loss. `presumed`: it counts as "
        "the cause for those whom it concerned, unless the district shows that it was not.",
    )
    notice: DurationField | None = Field(
        None, description="Time for the provider's notice of a failure; `10 business days` unless given."
    )
    failed_tests: YesNo = Field(
        False,
        description="`true`: a test of the district that was not given in its window, broke down or was "
        "withdrawn counts as such a failure, without notice and time to cure, also where nobody is to blame.",
    )


class LateInterest(Section):
    """Interest on what is paid late: simple, by the day, on each payment by itself."""

    rate: ShareField = Field(description="The rate for a year of 365 days: `8%`.")
    grace: DurationField | None = Field(
        None, description="Time after the last day for payment that bears no interest yet; none unless given."
    )
    paid_from: Line | None = Field(
        None, description="What money pays it, where federal money pays the prices: `the general fund`."
    )


class Indexation(Section):
    """How a price that is `indexed` follows from that of the year before: by an index, or by a fixed step."""

    index: Line | None = Field(
        None,
        description="The published index, with its publisher, series and month: `Consumer Price "
        "Index for All Urban Consumers (U.S. Bureau of Labor Statistics, CUUR0000SA0), May`.",
    )
    each_year: ShareField | None = Field(
        None, description="In place of an index: by how much a price rises each year, such as `3%`."
    )
    at_least: ShareField | None = Field(
        None, description="With `index`: the least by which a price rises in a year; `0%` unless given."
    )
    at_most: ShareField | None = Field(
        None,
        description="With `index`: the most by which a price rises in a year. Totals are planned with it.",
    )


class Invoicing(Section):
    """How invoices are paid."""

    terms: DurationField | None = Field(None, description="Time to pay a proper invoice: `30 days`.")
    late_interest: LateInterest | None = Field(
        None, description="Interest on what is paid late; none beyond what a law provides unless given."
    )
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
    """What is paid, when and for what: the base whatever the results, the rate card for results."""

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
    indexation: Indexation | None = Field(
        None, description="How prices that are `indexed` change from year to year."
    )
    discount: ShareField = Field(
        Share.parse("0%"), description="What a bidder takes off every price of the published rate card."
    )
    invoicing: Invoicing | None = Field(None, description="How invoices are paid.")
    scenarios: dict[Id, Scenario] = Field(
        default_factory=dict, description="Confidential: named results for planning, by id."
    )
