"""The minimum dosage against the day on which results are measured."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from obcgen.deal.dosage import MINUTES
from obcgen.money import Share
from obcgen.policy.design.service import Service, services
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

OUT_OF_REACH = Kind(
    "DSN-01", "The minimum dosage cannot be reached before the window that decides", "warning"
)


@rule(OUT_OF_REACH, *MONEY, "assessments", "duties", source="Standards of Excellence, mutual accountability")
def minimum_comes_before_the_window(spec: Spec) -> Iterator[Problem]:
    """A participant who misses nothing receives the minimum in time, with both duties just kept."""
    for service in services(spec):
        most = service.sessions(service.starts)
        if most * service.both < service.needed and not _told_already(service):
            yield _out_of_reach(service, most)


def _told_already(service: Service) -> bool:
    """Tell whether FIG-04 or FIG-05 finds the plan too small, whatever the calendar."""
    minimum, planned = service.dosage.minimum, service.dosage.sessions_per_week * service.dosage.weeks
    by_district = service.kept[0] if len(service.kept) == 2 else Fraction(1)
    counted = minimum is not None and minimum.unit in MINUTES
    return planned * (by_district if counted else 1) < service.needed


def _out_of_reach(service: Service, most: Fraction) -> Problem:
    minimum, held = service.dosage.minimum, most * service.both
    by = f"by {service.last}, the last day that counts for {service.outcomes}"
    if most < service.needed:
        what = f"No participant can receive the minimum of {minimum} {by}: all sessions give "
        what += f"{service.said(most)}."
    else:
        what = "If both parties just keep their duties, a participant who misses nothing receives "
        what += f"{service.said(held)} {by}. That is less than the minimum of {minimum}."
    return OUT_OF_REACH.problem(
        what,
        path=("program", "dosage", "minimum"),
        found=_sum(service, most),
        expected=f"a minimum of {service.said(Fraction(int(held)))} or less",
        hint="Lower the minimum, plan more sessions before the window, or raise what the duties ask of both "
        "parties.",
    )


def _sum(service: Service, most: Fraction) -> str:
    """Return how the sessions come about."""
    shares = " x ".join(str(Share(share)) for share in service.kept)
    kept = f", of which {shares} leaves {int(most * service.both)}" if shares else ""
    return (
        f"{int(most)} sessions of {service.dosage.minutes} minutes from {service.starts} to {service.last}, "
        f"holidays, closures and testing days left out{kept}; {service.needed} are needed"
    )
