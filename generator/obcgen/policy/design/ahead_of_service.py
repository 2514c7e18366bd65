"""Base funding that runs ahead of the service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from obcgen.law.law import Law
from obcgen.money import Share
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec
from obcgen.spec.payment import BaseFunding

AHEAD = Kind("DSN-13", "Most of the base is due before much is delivered", "warning")


@rule(AHEAD, "payment", "program", source="2 CFR 200.305; contract practice", reads_law=True)
def base_follows_service(spec: Spec, law: Law) -> Iterator[Problem]:
    """No more than half of the base is due before a quarter of the days of service are over."""
    program, base = spec.program, spec.payment.base
    whole = (program.ends - program.starts).days + 1
    if base is None or base.reimbursed or base.tiers or base.per_unit or whole < 1:
        return
    so_far = Fraction(0)
    for day, share, path in sorted(_dues(base), key=lambda each: each[0]):
        so_far += share
        served = Fraction((day - program.starts).days, whole)
        if 0 <= served < law.guide.early_service.value and so_far > law.guide.early_base.value:
            yield AHEAD.problem(
                f"{Share(so_far)} of the base is due by {day}, when {Share(served)} of the days of service "
                "are over.",
                path=path,
                found=f"{Share(so_far)} of the base after {(day - program.starts).days} of {whole} days",
                expected=f"at most {law.guide.early_base} before {law.guide.early_service} of the service",
                hint="Move a part of it to a later installment, or let it wait for a report of what was "
                "delivered.",
            )
            return


def _dues(base: BaseFunding) -> Iterator[tuple[date, Fraction, Path]]:
    """Yield each day on which base funding is due, the share of it, and its place."""
    if base.due is not None and not base.installments:
        yield base.due, Fraction(1), ("payment", "base", "due")
    for key, part in base.installments.items():
        if part.due is not None:
            yield part.due, part.share.value, ("payment", "base", "installments", key, "share")
