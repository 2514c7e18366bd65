"""What of federal law counsel is to confirm before a contract of this spec is final."""

from __future__ import annotations

from obcgen.counsel.asked import Asked
from obcgen.law.law import Law
from obcgen.spec import Spec


def asked_of_law(spec: Spec, law: Law) -> tuple[Asked, ...]:
    """Return the clauses that the contract carries, and the amounts that decide it, where they are open."""
    if not any(source.federal for source in spec.funding.sources.values()):
        return ()
    clauses = [
        Asked("law", each.letter, f"Appendix II {each.letter}, {each.title}", each.source, each.imprint)
        for each in law.carried(spec.funding.not_to_exceed)
        if each.status == "confirm"
    ]
    amounts = [
        Asked("amounts", name, f"{amount.name}, {amount.amount}", amount.source, amount.imprint)
        for name, amount in law.amounts.items()
        if amount.status == "confirm" and any(each.above == name for each in law.of_services)
    ]
    return (*clauses, *amounts)
