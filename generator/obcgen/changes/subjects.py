"""What kind of term a term is, so that a document can put prices, dates and duties in tables of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from obcgen.spec.texts import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

Subject = Literal[
    "price",
    "limit",
    "payment",
    "date",
    "threshold",
    "outcome",
    "participants",
    "service",
    "duty",
    "verification",
    "funding",
    "criterion",
    "procurement",
    "agreement",
    "clause",
    "party",
    "data",
    "planning",
    "document",
    "id",
    "text",
]
"""`payment`: how and when is paid. `planning`: what no reader of an RFP sees. `text`: words alone."""

_WORDS: Final = frozenset({"name", "title", "rationale", "description"})
_LIMITS: Final = frozenset({"at_most", "at_most_each", "not_to_exceed"})
_HOW_PAID: Final = frozenset({"counted", "due", "interim", "requires", "when"})
_OF: Final[dict[str, Subject]] = {
    "addenda": "procurement",
    "agreement": "agreement",
    "amendments": "agreement",
    "agreement.clauses": "clause",
    "assessments": "verification",
    "cohorts": "participants",
    "confirmed": "planning",
    "data": "data",
    "district": "party",
    "document": "document",
    "duties": "duty",
    "estimate": "planning",
    "funding": "funding",
    "improvement": "data",
    "lots": "participants",
    "need": "text",
    "obcgen": "document",
    "outcomes": "outcome",
    "outcomes.*.expected_without": "threshold",
    "outcomes.*.measure": "threshold",
    "outcomes.*.target": "threshold",
    "outcomes.*.verification": "verification",
    "payment": "payment",
    "payment.base": "price",
    "payment.base.installments": "payment",
    "payment.caps": "limit",
    "payment.discount": "price",
    "payment.indexation": "price",
    "payment.rates": "price",
    "payment.scenarios": "planning",
    "population": "participants",
    "procurement": "procurement",
    "procurement.criteria": "criterion",
    "procurement.scale": "criterion",
    "procurement.tie_break": "criterion",
    "program": "service",
    "provider": "party",
    "questions": "procurement",
    "summary": "text",
    "verification": "verification",
    "verification.provider_must": "duty",
    "waive": "planning",
}
"""By the beginning of the pattern; the longest that fits decides."""


def subject_of(pattern: str, value: object) -> Subject:
    """Return what kind of term stands where the pattern of a path leads."""
    *above, last = pattern.split(".")
    if isinstance(value, date):
        return "date"
    if isinstance(value, Prose) or last in _WORDS:
        return "text"
    if last in _LIMITS and pattern.startswith(("funding.", "lots.", "payment.")):
        return "limit"
    if pattern.startswith("payment.") and _HOW_PAID & {*above, last}:
        return "payment"
    return next((_OF[begun] for begun in _beginnings(pattern) if begun in _OF), "document")


def _beginnings(pattern: str) -> Iterator[str]:
    """Yield a pattern and each of its beginnings, the longest first."""
    while pattern:
        yield pattern
        pattern = pattern.rpartition(".")[0]
