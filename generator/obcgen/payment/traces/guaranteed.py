"""The base and its installments, traced: price times count, and each installment's share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from obcgen.money import ZERO, Money
from obcgen.payment.guaranteed import base_due, base_price, base_quantity
from obcgen.payment.maximum import ceiling
from obcgen.payment.traces.figure import Figure, Given

if TYPE_CHECKING:
    from obcgen.payment.facts import Facts
    from obcgen.payment.guaranteed import BasePart
    from obcgen.payment.settle import Settlement
    from obcgen.spec import Spec

_PRICES = ("per_participant", "fixed", "per_unit", "units", "reimbursed", "tiers", "combine")


def of_base(spec: Spec, facts: Facts, found: Settlement, prefix: str, *, settled: bool) -> Iterator[Figure]:
    """Yield the base and each of its installments; `settled` where the facts are verified results."""
    base = spec.payment.base
    if base is None:
        yield Figure(f"{prefix}.base", ZERO.exact, "There is no base.", "nothing")
        return
    price = [key for key in _PRICES if getattr(base, key) is not None and (key != "combine" or base.tiers)]
    parts = tuple(f"{prefix}.{part.id}" for part in found.base_parts if part.id != "base")
    yield Figure(
        f"{prefix}.base",
        found.base.exact,
        "What is paid whatever the results.",
        _formula(spec),
        parts,
        (*(Given(("payment", "base", key)) for key in price), *_counted(spec, settled=settled)),
        (*_product(spec, facts), *_addition(found.base_parts, found.base)),
    )
    whole = base_due(spec, facts)
    for part in found.base_parts:
        if part.id != "base":
            yield _installment(spec, part, prefix, whole)


def _formula(spec: Spec) -> str:
    base = spec.payment.base
    if base is None or base.fixed is not None:
        return "one fixed amount"
    if base.reimbursed is not None:
        return "costs, at most the budget"
    if base.per_unit is not None:
        return f"price x {base.unit or 'unit'}s bought"
    each = "the step of each participant's dosage" if base.tiers else "price"
    return f"{each} x participants {base.counted}"


def _counted(spec: Spec, *, settled: bool) -> tuple[Given, ...]:
    """Return where the number comes from by which a price is multiplied, or the costs."""
    base = spec.payment.base
    if base is None or base.fixed is not None:
        return ()
    if base.reimbursed is not None:
        return (Given(("amounts",), "results"),) if settled else ()
    if base.per_unit is not None:
        return (Given(("units",), "results"),) if settled else ()
    if base.counted == "planned":
        return (Given(("population", "planned")),)
    return (Given((base.counted,), "results"),) if settled else most_counted(spec)


def most_counted(spec: Spec) -> tuple[Given, ...]:
    """Return where the most participants that there can be are stated."""
    return (Given(("population", "maximum" if spec.population.maximum else "planned")),)


def _product(spec: Spec, facts: Facts) -> tuple[str, ...]:
    base = spec.payment.base
    price = base_price(base) if base is not None else None
    if base is None or price is None or base.fixed is not None:
        return ()
    each, count = ceiling(price), base_quantity(spec, facts)
    return (f"{count:,} x {each.exact} = {(each * count).exact}",)


def _addition(parts: tuple[BasePart, ...], whole: Money) -> tuple[str, ...]:
    if len(parts) < 2:
        return ()
    return (f"{' + '.join(part.amount.exact for part in parts)} = {whole.exact}",)


def _installment(spec: Spec, part: BasePart, prefix: str, whole: Money) -> Figure:
    key = part.id.removeprefix("base.")
    base = spec.payment.base
    share = base.installments[key].share.exact if base is not None else ""
    path = ("payment", "base", "installments", key)
    held = (f"{part.retained.exact} of it is held back",) if part.retained else ()
    rule = "each part is rounded down; cents left over go to the largest remainders"
    return Figure(
        f"{prefix}.{part.id}",
        part.amount.exact,
        f"{part.name}.",
        "its share of the whole base",
        (),
        (Given((*path, "share")), Given((*path, "due"))),
        (f"{share} of {whole.exact}: {part.amount.exact} ({rule})", *held),
    )
