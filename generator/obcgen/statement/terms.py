"""Words that only a statement needs: how the base was reached, what a limit is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.payment.guaranteed import base_due, base_price, base_quantity
from obcgen.payment.maximum import ceiling
from obcgen.payment.names import outcome_name, rate_name

if TYPE_CHECKING:
    from obcgen.payment.caps import Limit
    from obcgen.payment.facts import Facts
    from obcgen.spec import Spec

_COUNTED = {"planned": "planned", "roster": "on the roster", "served": "served"}


def base_arithmetic(spec: Spec, facts: Facts) -> str:
    """Return the arithmetic of the whole base in one sentence; nothing where there is none."""
    base = spec.payment.base
    if base is None:
        return ""
    due = base_due(spec, facts).exact
    price = base_price(base)
    if base.reimbursed is not None:
        return f"The base is the costs reimbursed, {due}, of a budget of {base.reimbursed.budget.exact}."
    if base.tiers:
        return f"The base is the amount set by the dosage of each participant, {due} in all."
    if price is None or base.fixed is not None:
        return f"The base is one fixed amount, {due}."
    count = base_quantity(spec, facts)
    what = base.unit or "unit" if base.per_unit is not None else f"participants {_COUNTED[base.counted]}"
    return f"The base is {count:,} {what} times {ceiling(price).exact}, which is {due}."


_LIMITS = {
    "line": "Most for the line “{}”",
    "participant": "Most for one participant",
    "district_default": "Most on the ground of a district default",
    "outcome": "Most for the outcome “{}”",
    "cohort": "Most for the cohort “{}”",
    "year": "Most for the year {}",
    "total": "Most for all lines",
    "not_to_exceed": "Not-to-exceed amount, base included",
}


def limit_name(spec: Spec, limit: Limit) -> str:
    """Return what a limit is called in a table."""
    name = limit.name
    if limit.scope == "line":
        name = rate_name(spec, limit.name)
    elif limit.scope == "outcome":
        name = outcome_name(spec, limit.name)
    elif limit.scope == "cohort":
        name = spec.cohorts[limit.name].name
    return _LIMITS[limit.scope].format(name)
