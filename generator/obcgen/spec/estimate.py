"""`estimate:` what the district's independent estimate of cost rests on. Confidential."""

from __future__ import annotations

from pydantic import Field

from obcgen.spec.parties import Signatory
from obcgen.spec.scalars import DateField, Id, Line, MoneyField, ProseField
from obcgen.spec.shapes import Section


class MarketEvidence(Section):
    """A published price or deal that the district's prices are held against."""

    what: Line = Field(description="The deal or price list, such as `Duval County with FEV Tutor, grade 8`.")
    says: ProseField = Field(description="What it paid, on what terms, and how far it is alike.")
    source: Line = Field(description="Where that is published: author, title, day.")
    at_most: MoneyField | None = Field(
        None, description="The most it paid for one participant, to stand beside this deal's own: `$1,420`."
    )


class Estimate(Section):
    """The independent estimate of cost (2 CFR 200.324(a)), made before proposals come in. Confidential."""

    on: DateField | None = Field(
        None, description="The day the estimate is dated: before the day proposals are due."
    )
    prepared_by: Signatory | None = Field(
        None, description="Who made it and signs it; nobody who offers to do the work."
    )
    evidence: dict[Id, MarketEvidence] = Field(
        default_factory=dict, description="By id: comparable deals and prices, each with its source."
    )
    method: ProseField | None = Field(
        None, description="What the estimate rests on beside the computation, in Markdown."
    )
    risks: ProseField | None = Field(None, description="Risks to cost that figures do not show, in Markdown.")
