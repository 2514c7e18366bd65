"""`funding:` where the money comes from and how much there is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from obcgen.spec.scalars import DateField, Id, Line, MoneyField, ProseField, YesNo
from obcgen.spec.shapes import Choice, Section


class DeliveryCost(Section):
    """What delivering costs the provider, if known. Confidential."""

    per_participant: MoneyField | None = Field(None, description="Cost for one participant: `$880`.")
    fixed: MoneyField | None = Field(None, description="Cost that does not depend on the number served.")


class FundingSource(Section):
    """A grant or a budget that pays."""

    name: Line = Field(description="Its name, such as `Title I, Part A`.")
    aln: Line | None = Field(None, description="Assistance Listing number of a federal program: `84.010A`.")
    federal: YesNo = Field(
        description="`true` for federal money, which brings federal terms with it; else `false`."
    )
    non_governmental: YesNo = Field(
        False,
        description="`true` for money of a foundation, donor or company, whose share a solicitation "
        "with federal money states apart.",
    )
    amount: MoneyField | None = Field(None, description="How much of it is set aside.")
    obligate_by: DateField | None = Field(None, description="The last day on which the contract can be made.")
    liquidate_by: DateField | None = Field(None, description="The last day on which it can pay.")
    pays: tuple[Annotated[Literal["base", "rates"], Choice()], ...] = Field(
        description="What it pays: `[base, rates]`, or one of them.", min_length=1
    )
    pay_for_success: YesNo = Field(
        False, description="`true` if it is claimed as an ESSA pay for success initiative (20 USC 7801(40))."
    )
    pay_for_performance: YesNo = Field(
        False,
        description="`true` if it pays under a WIOA pay-for-performance contract strategy (20 CFR 683.500 to "
        "683.540).",
    )


class Funding(Section):
    """Where the money comes from and how much there is."""

    not_to_exceed: MoneyField = Field(
        description="Limits everything that is paid, base included: `$1,200,000`."
    )
    delivery_cost: DeliveryCost | None = Field(
        None,
        description="The provider's cost of delivery. Confidential; guards against a base that is too small.",
    )
    sources: dict[Id, FundingSource] = Field(
        default_factory=dict, description="By id: the grants or budgets that pay."
    )
    rationale: ProseField | None = Field(
        None,
        description="Why the money is split between base and outcomes as it is; printed beside the split.",
    )
