"""Payments of base funding that wait for a condition and have no date: due on the day it was met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from obcgen.spec import Spec


def undated(spec: Spec) -> tuple[str, ...]:
    """Return the payments of base funding without a date."""
    base = deal_of(spec).base_funding
    return tuple(part.id for part in base.parts(base.most) if part.due is None) if base is not None else ()


def met_on(spec: Spec, days: Mapping[str, date]) -> Spec:
    """Return a spec in which each of these payments is due on the day on which its condition was met."""
    known = {key: day for key, day in days.items() if key in undated(spec)}
    base = spec.payment.base
    if not known or base is None:
        return spec
    parts = {
        key: part.model_copy(update={"due": known.get(f"base.{key}", part.due)})
        for key, part in base.installments.items()
    }
    whole = base.model_copy(update={"installments": parts, "due": known.get("base", base.due)})
    return spec.model_copy(update={"payment": spec.payment.model_copy(update={"base": whole})})
