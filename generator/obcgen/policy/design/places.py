"""How many participants are promised, against those for whom base funding is paid or the provider staffs."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.law.law import Law
from obcgen.money import Money
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.scalars import Proposed

EMPTY_PLACES = Kind("DSN-14", "Base funding is paid for places that nobody need fill", "warning")
NOT_PROMISED = Kind("DSN-15", "The provider staffs for more participants than are promised", "warning")


@rule(EMPTY_PLACES, "payment", "population", source="2 CFR 200.403; contract practice", reads_law=True)
def places_paid_are_filled(spec: Spec, law: Law) -> Iterator[Problem]:
    """Where base funding is paid for all who are planned, most of them are promised."""
    population, price = spec.population, _price(spec)
    counted = spec.payment.base.counted if spec.payment.base else ""
    if price is None or counted != "planned" or population.guaranteed is None:
        return
    planned, promised = population.planned, population.guaranteed
    if promised < planned * law.guide.least_guaranteed.value:
        yield EMPTY_PLACES.problem(
            f"Base funding is paid for all {planned} places, and the district undertakes to fill {promised}: "
            f"{price * (planned - promised)} may be paid for nobody.",
            path=("payment", "base", "counted"),
            found=f"counted: planned, {planned} planned, {promised} guaranteed",
            expected=f"at least {_least(planned, law)} guaranteed, or counted: roster",
            hint="Write counted: roster or counted: served, or guarantee more places.",
        )


@rule(NOT_PROMISED, "payment", "population", source="G2; contract practice", reads_law=True)
def provider_knows_how_many(spec: Spec, law: Law) -> Iterator[Problem]:
    """Where base funding goes by those on the roster or served, most of those planned are promised."""
    population, price = spec.population, _price(spec)
    counted = spec.payment.base.counted if spec.payment.base else ""
    if price is None or counted == "planned":
        return
    planned, promised = population.planned, population.guaranteed
    if (promised or 0) < planned * law.guide.least_guaranteed.value:
        what = (
            f"undertakes to refer {promised}" if promised is not None else "does not say how many it refers"
        )
        yield NOT_PROMISED.problem(
            f"{planned} participants are planned, and the district {what}: base funding may come to "
            f"{price * (promised or 0)} in place of {price * planned}.",
            path=("population", "guaranteed") if promised is not None else ("population",),
            found=f"counted: {counted}, {planned} planned, {'none' if promised is None else promised} "
            "guaranteed",
            expected=f"at least {_least(planned, law)} guaranteed",
            hint=f"Write guaranteed: {_least(planned, law)}, plan for fewer, or pay the fixed part of the "
            "cost by "
            "itself.",
        )


def _price(spec: Spec) -> Money | None:
    """Return the base price of one participant, where base funding has one."""
    price = spec.payment.base.per_participant if spec.payment.base else None
    return price.at_most if isinstance(price, Proposed) else price


def _least(planned: int, law: Law) -> int:
    share = law.guide.least_guaranteed.value
    return -(-planned * share.numerator // share.denominator)
