"""What must have happened before a payment is due, in short texts for tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from obcgen.spec import Spec
    from obcgen.spec.rates import Rate


def minimum_dosage(spec: Spec, rate: Rate) -> str:
    """Return the service that a participant must have received to count: `36 hours`, or nothing."""
    dosage = spec.program.dosage
    asked = rate.requires is not None and rate.requires.dosage == "minimum"
    return str(dosage.minimum) if asked and dosage is not None and dosage.minimum is not None else ""


def conditions(spec: Spec, key: str) -> str:
    """Return what the line requires: `at least 36 hours of dosage`, or nothing."""
    rate = spec.payment.rates[key]
    dosage = minimum_dosage(spec, rate)
    found = [f"at least {dosage} of dosage"] if dosage else []
    if rate.requires is not None and rate.requires.condition:
        found.append(rate.requires.condition)
    return "; ".join(found)


def base_condition(when: str | None) -> str:
    """Return what a base payment waits for, as a table prints it."""
    return when[:1].upper() + when[1:] if when else ""


def rate_condition(spec: Spec, key: str) -> str:
    """Return what the payment of a line waits for, as a table prints it."""
    required = conditions(spec, key)
    return f"Results verified; {required}" if required else "Results verified"
