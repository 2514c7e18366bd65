"""One change to the Denver example at a time, and what it is to be called."""

from __future__ import annotations

from functools import cache

from obcgen import read_text
from obcgen.source import parse
from obcgen.spec import Spec
from rule_changes import DENVER


@cache
def with_values(*values: str) -> Spec:
    """Return the example with some values set, whatever its rules say of them."""
    return parse(read_text(DENVER, settings=values).source, Spec)


ONE_EACH = {
    "assessments": ("assessments.istation.version=ISIP 2", "Version of the assessment “Istation Reading”"),
    "cohorts": (
        "cohorts.first={name: Year 1, planned: 500, starts: 2027-10-04, ends: 2028-05-19}",
        "Cohort “Year 1”",
    ),
    "duties": (
        "duties.provider.groups.measure=90% of sessions",
        "Measure of the Provider's duty “Keep groups at four participants or fewer”",
    ),
    "lots": ("lots.east={name: East schools, planned: 200}", "Lot “East schools”"),
    "outcomes": ("outcomes.fluency.target=50%", "Target of the outcome “Text fluency”"),
    "verification": ("verification.deemed_after=5 business days", "Time after which silence decides"),
    "funding.not_to_exceed": ("funding.not_to_exceed=$1,100,000", "Not-to-exceed amount"),
    "population.planned": ("population.planned=490", "Participants planned"),
    "population.maximum": ("population.maximum=510", "Participants at most"),
    "population.guaranteed": ("population.guaranteed=300", "Participants guaranteed"),
    "population.grades": ("population.grades=[K, 1, 2]", "Grades served"),
    "population.criterion": ("population.criterion.below=30", "Entry score, below"),
    "population.eligibility": ("population.eligibility=Every student.", "Eligibility"),
    "population.roster": ("population.roster.locked=2027-09-25", "Day the roster is locked"),
    "population.groups": (
        "population.groups.grades_k_1.planned=240",
        "Participants planned of the group “Kindergarten and grade 1”",
    ),
    "program.starts": ("program.starts=2027-10-05", "First day of service"),
    "program.ends": ("program.ends=2028-05-12", "Last day of service"),
    "program.dosage": ("program.dosage.minutes=45", "Minutes a session"),
    "program.group_size": ("program.group_size=3", "Participants to one instructor"),
    "program.evidence_tier": ("program.evidence_tier=1", "Least tier of evidence"),
    "payment.base": ("payment.base.per_participant=$800", "Base funding per participant"),
    "payment.rates": (
        "payment.rates.fluency.per_participant=$900",
        "Price per participant of “Text fluency”",
    ),
    "payment.caps": ("payment.caps.participant=$1,400", "Most for one participant on all lines"),
    "payment.if_district_defaults": (
        "payment.if_district_defaults.at_most=$100,000",
        "Most that is paid on a default of the District",
    ),
    "payment.invoicing": ("payment.invoicing.terms=45 days", "Time to pay an invoice"),
    "procurement.criteria": ("procurement.criteria.price.weight=40", "Weight of the criterion “Price”"),
    "procurement.award": ("procurement.award.kind=multiple", "Number of contracts"),
    "procurement.minimum_qualifications": (
        "procurement.minimum_qualifications=[A license]",
        "Minimum qualifications",
    ),
    "agreement.effective": ("agreement.effective=2027-07-16", "Effective date of the contract"),
    "agreement.ends": ("agreement.ends=2028-12-30", "End of the contract"),
    "agreement.termination": (
        "agreement.termination.cause.cure=20 days",
        "Time to cure a breach before termination",
    ),
    "agreement.insurance": (
        "agreement.insurance.cyber.amount=$2,000,000",
        "Limit of the insurance “Cyber liability”",
    ),
    "agreement.liability": (
        "agreement.liability.provider=$500,000",
        "Most that the Provider owes in damages",
    ),
    "agreement.renewal": (
        "agreement.renewal={options: 2, length: 12 months, notice: 60 days}",
        "Options to renew, Length of each renewal, Notice of renewal",
    ),
    "agreement.bond": ("agreement.bond.amount=$120,000", "Performance bond"),
}
"""For each term that bidders price: a value other than the example's, and what the change is called."""
