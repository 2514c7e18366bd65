"""What of federal law counsel is to confirm before a contract of this spec is final."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.counsel.asked import Asked
from obcgen.law.law import Law
from obcgen.spec import Spec


def asked_of_law(spec: Spec, law: Law) -> tuple[Asked, ...]:
    """Return the law that federal money brings with it, and the amounts that decide it, where open."""
    federal = [source for source in spec.funding.sources.values() if source.federal]
    if not federal:
        return ()
    listings = [source.aln for source in federal if source.aln]
    clauses = [
        Asked("law", each.letter, f"Appendix II {each.letter}, {each.title}", each.source, each.imprint)
        for each in law.carried(spec.funding.not_to_exceed)
        if each.status == "confirm"
    ]
    return (*clauses, *_of_grants(law, listings), *_amounts(law))


def _of_grants(law: Law, listings: list[str]) -> Iterator[Asked]:
    """Yield the rules of the agencies and programs whose money pays, by their assistance listings."""
    for agency in law.agencies:
        if agency.status == "confirm" and any(map(agency.pays, listings)):
            title = f"Rules of the {agency.name}"
            asks = f"{agency.rules}; {agency.civil_rights}; {agency.shares_stated}"
            yield Asked("law", agency.listing, title, asks, agency.imprint)
    for program in law.programs:
        if program.status == "confirm" and any(map(program.pays, listings)):
            title = f"Supplement, not supplant, under assistance listing {program.listing}"
            yield Asked("law", program.listing, title, program.source, program.imprint)


def _amounts(law: Law) -> Iterator[Asked]:
    """Yield the amounts above which a contract for services carries a clause."""
    for name, amount in law.amounts.items():
        if amount.status == "confirm" and any(each.above == name for each in law.of_services):
            title = f"{amount.name}, {amount.amount}"
            yield Asked("amounts", name, title, amount.source, amount.imprint)
