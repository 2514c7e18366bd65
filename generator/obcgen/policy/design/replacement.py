"""The last day for a replacement against the minimum dosage."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from obcgen.policy.design.service import services
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

TOO_LATE = Kind("DSN-02", "A replacement may start too late to count", "warning")


@rule(TOO_LATE, *MONEY, "assessments", "duties", source="Standards of Excellence 1.4; contract practice")
def replacements_can_count(spec: Spec) -> Iterator[Problem]:
    """A participant who starts on the last day for replacements can still receive the minimum dosage."""
    roster = spec.population.roster
    until = roster.substitution_until if roster else None
    for service in services(spec) if until else ():
        kept = service.both
        if service.sessions(service.starts) * kept < service.needed:
            kept = Fraction(1)  # DSN-01 tells of the duties
        latest = service.latest(service.last, kept)
        if until is not None and latest is not None and service.sessions(until) * kept < service.needed:
            yield TOO_LATE.problem(
                f"A replacement who starts on {until} receives "
                f"{service.said(service.sessions(until) * kept)} by "
                f"{service.last}, the last day that counts for {service.outcomes}. The minimum is "
                f"{service.dosage.minimum}, so that such a replacement can never count.",
                path=("population", "roster", "substitution_until"),
                found=f"replacements until {until}",
                expected=f"{latest} or earlier: the last start from which {service.needed} sessions are held",
                hint=f"Write substitution_until: {latest}, or lower the minimum dosage.",
            )
