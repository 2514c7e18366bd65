"""What things are that have an id of the district's choosing: an outcome, a duty, a line of the rate card."""

from __future__ import annotations

from typing import Final

NOUNS: Final = {
    "addenda.*": "addendum",
    "amendments.*": "amendment",
    "agreement.clauses.*": "clause",
    "agreement.insurance.*": "insurance",
    "assessments.*": "assessment",
    "assessments.*.windows.*": "window",
    "cohorts.*": "cohort",
    "confirmed.*": "confirmation",
    "data.flows.*": "data flow",
    "district.closures.*": "closure",
    "district.contacts.*": "District's contact",
    "duties.district.*": "District's duty",
    "duties.provider.*": "Provider's duty",
    "estimate.evidence.*": "market evidence",
    "funding.sources.*": "funding source",
    "lots.*": "lot",
    "outcomes.*": "outcome",
    "outcomes.*.history.*": "year",
    "outcomes.*.measure.at_least.*": "grade",
    "outcomes.*.measure.at_most.*": "grade",
    "outcomes.*.verification.sources.*": "evidence",
    "payment.base.by_year.*": "year",
    "payment.base.installments.*": "installment",
    "payment.caps.cohort.*": "cohort",
    "payment.caps.outcome.*": "outcome",
    "payment.caps.year.*": "year",
    "payment.rates.*": "line of the rate card",
    "payment.rates.*.by_year.*": "year",
    "payment.rates.*.score.*": "outcome",
    "payment.scenarios.*": "scenario",
    "payment.scenarios.*.attainment.*": "outcome",
    "population.groups.*": "group",
    "population.history.*": "year",
    "procurement.criteria.*": "criterion",
    "provider.contacts.*": "Provider's contact",
    "questions.*": "question",
    "summary.translations.*": "language",
    "verification.provider_must.*": "Provider's obligation",
    "waive.*": "rule",
}
"""Things that have an id, by the pattern of their path; `*` stands for the id."""
