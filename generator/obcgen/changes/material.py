"""Which terms count: bidders priced them, so a contract or an addendum that changes one may be protested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.money import Money
from obcgen.spec.scalars import Proposed

if TYPE_CHECKING:
    from obcgen.problems import Path

SOURCE: Final = "2 CFR 200.319(a); 2 CFR 200.320(b)(2)"
"""Full and open competition, and award by the criteria that were published."""
MATERIAL: Final = tuple(
    tuple(text.split("."))
    for text in (
        "assessments", "cohorts", "duties", "lots", "outcomes", "verification", "funding.not_to_exceed",
        "population.planned", "population.maximum", "population.guaranteed", "population.grades",
        "population.criterion", "population.eligibility", "population.roster", "population.groups",
        "program.starts", "program.ends", "program.dosage", "program.group_size", "program.evidence_tier",
        "payment.base", "payment.rates", "payment.caps", "payment.if_district_defaults", "payment.invoicing",
        "procurement.criteria", "procurement.award", "procurement.minimum_qualifications",
        "agreement.effective", "agreement.ends", "agreement.termination", "agreement.insurance",
        "agreement.liability", "agreement.renewal", "agreement.bond",
    )
)  # fmt: skip
"""Amounts, shares, thresholds, dates of service, participants, duties, criteria, caps, verification, end."""
WORDING: Final = frozenset({"name", "rationale", "description"})
"""Keys whose words may be improved without changing a term."""


def is_material(path: Path, was: object, now: object) -> bool:
    """Tell whether a term that changes from one value to another is one that bidders priced."""
    counts = path[-1] not in WORDING and any(path[: len(each)] == each for each in MATERIAL)
    return counts and not _is_named_price(was, now)


def _is_named_price(was: object, now: object) -> bool:
    """Tell whether a bidder was to name a price and named one within its bounds."""
    if isinstance(was, Proposed) and isinstance(now, Money):
        return (was.at_least or Money(0)) <= now <= was.at_most
    return False
