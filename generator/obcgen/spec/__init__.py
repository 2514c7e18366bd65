"""What the district wrote: one model per section of the spec; attribute names are the keys of the YAML file.

A key that is a word of Python has an underscore behind it as an attribute: `from` is `from_`.
"""

from __future__ import annotations

from pydantic import Field

from obcgen.spec.addenda import Addendum, Question, Serial
from obcgen.spec.agreement import Agreement
from obcgen.spec.amendments import Amendment
from obcgen.spec.confirmed import Confirmation
from obcgen.spec.data import Data, Improvement
from obcgen.spec.dates import Duration, MonthDay
from obcgen.spec.document import ALWAYS_CONFIDENTIAL, Document
from obcgen.spec.estimate import Estimate
from obcgen.spec.funding import Funding
from obcgen.spec.outcomes import Measure, Outcome, Verification
from obcgen.spec.parties import NOT_YET_KNOWN, Contact, District, Provider, Signatory
from obcgen.spec.payment import Payment
from obcgen.spec.population import Assessment, Cohort, Lot, Need, Population
from obcgen.spec.procurement import AwardCriterion, Procurement
from obcgen.spec.program import Duties, Duty, Program
from obcgen.spec.scalars import Id, Line, Party, Proposed, Version, Who
from obcgen.spec.shapes import Section
from obcgen.spec.summary import Summary
from obcgen.spec.texts import Prose, Verbatim, Words

__all__ = [
    "ALWAYS_CONFIDENTIAL",
    "NOT_YET_KNOWN",
    "Addendum",
    "Agreement",
    "Amendment",
    "Assessment",
    "AwardCriterion",
    "Cohort",
    "Confirmation",
    "Contact",
    "Data",
    "District",
    "Document",
    "Duration",
    "Duties",
    "Duty",
    "Estimate",
    "Funding",
    "Improvement",
    "Lot",
    "Measure",
    "MonthDay",
    "Need",
    "Outcome",
    "Party",
    "Payment",
    "Population",
    "Procurement",
    "Program",
    "Proposed",
    "Prose",
    "Provider",
    "Question",
    "Section",
    "Signatory",
    "Spec",
    "Summary",
    "Verbatim",
    "Verification",
    "Who",
    "Words",
]


class Spec(Section):
    """One deal: everything the documents are made from.

    Sections that only one document needs, or that a draft may lack, are None when absent; what a document
    cannot do without is checked when it is made.
    """

    obcgen: Version = Field(description="The version of this language: `1`.")
    document: Document = Field(description="The document itself: its number, title, date and state.")
    district: District = Field(description="The buying agency.")
    provider: Provider | None = Field(
        None, description="Who delivers. Required in a contract, never read by an RFP."
    )
    need: Need | None = Field(None, description="Why the district buys this.")
    assessments: dict[Id, Assessment] = Field(
        default_factory=dict,
        description="By id: the tools that measure; outcomes and criteria refer to them.",
    )
    population: Population = Field(description="The students (or clients) to be served.")
    cohorts: dict[Id, Cohort] = Field(
        default_factory=dict, description="By id: intakes or years, where there are several."
    )
    lots: dict[Id, Lot] = Field(default_factory=dict, description="By id: parts that are awarded apart.")
    program: Program = Field(description="The service that is bought.")
    outcomes: dict[Id, Outcome] = Field(
        description="By id: the results that are paid for; the rate card refers to them.", min_length=1
    )
    verification: Verification | None = Field(
        None, description="Verification of results. An RFP states what the provider must do for it."
    )
    funding: Funding = Field(description="Where the money comes from and how much there is.")
    payment: Payment = Field(description="What is paid, when, and for what.")
    duties: Duties | None = Field(None, description="Mutual accountability: what each side owes the other.")
    data: Data | None = Field(None, description="Student data: uses, flows, privacy.")
    improvement: Improvement | None = Field(
        None, description="How district and provider use the data together to improve the program."
    )
    procurement: Procurement | None = Field(
        None, description="How proposals are asked for, compared and chosen. Required in an RFP."
    )
    addenda: dict[Serial, Addendum] = Field(
        default_factory=dict,
        description="By number, `1` first: the addenda that changed the RFP after it was issued. A file that "
        "extends the RFP adds one, with whatever it changes; `obcgen addendum` prints it.",
    )
    questions: dict[Serial, Question] = Field(
        default_factory=dict,
        description="By number: what was asked about the RFP, with the answers that an addendum prints.",
    )
    agreement: Agreement | None = Field(None, description="What the contract adds. Required in a contract.")
    amendments: dict[Serial, Amendment] = Field(
        default_factory=dict,
        description="By number, `1` first: the amendments that changed the contract after it was made. A "
        "file that extends the contract adds one, with whatever it changes; `obcgen amendment` prints it. "
        "Confidential in an RFP.",
    )
    summary: Summary | None = Field(
        None, description="Plain words for the summaries for the board and for families, and translations."
    )
    estimate: Estimate | None = Field(
        None, description="The district's own estimate of cost, made before proposals come in. Confidential."
    )
    confirmed: dict[Id, Confirmation] = Field(
        default_factory=dict,
        description="By id of your choice: what counsel has confirmed, without which no document is final. "
        "Confidential.",
    )
    waive: dict[Line, Line] = Field(
        default_factory=dict,
        description="By code of a rule of the guidance: the reason why it does not apply. Confidential.",
    )
