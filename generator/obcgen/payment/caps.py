"""The limits on performance money, one after the other: participant, outcome, cohort, year, total, contract.

Where a cap covers several amounts they are cut in proportion and the cents left over go to the largest
remainders. Every limit is reported, with what it found and what it left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from obcgen.money import ZERO, Money, allocate, total
from obcgen.payment.counts import everyone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from obcgen.payment.portions import Portion
    from obcgen.spec import Spec
    from obcgen.spec.payment import Caps

Scope = Literal["participant", "outcome", "cohort", "year", "total", "not_to_exceed"]
Portions = tuple["Portion", ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit and what it did to the money it covers."""

    scope: Scope
    name: str
    limit: Money
    before: Money
    after: Money

    @property
    def bound(self) -> bool:
        """Whether the limit cut anything."""
        return self.after < self.before


def _cut(portions: Portions, limit: Money, covers: Callable[[Portion], bool]) -> Portions:
    """Cut the portions covered, in proportion, so that they sum to the limit at most."""
    covered = [index for index, portion in enumerate(portions) if covers(portion)]
    amounts = [portions[index].amount for index in covered]
    if total(amounts) <= limit:
        return portions
    parts = dict(zip(covered, allocate(limit, [amount.cents for amount in amounts]), strict=True))
    return tuple(
        replace(portion, amount=parts.get(index, portion.amount)) for index, portion in enumerate(portions)
    )


def _applied(
    portions: Portions, scope: Scope, name: str, limit: Money, covers: Callable[[Portion], bool]
) -> tuple[Portions, Limit]:
    after = _cut(portions, limit, covers)
    sums = [total(portion.amount for portion in state if covers(portion)) for state in (portions, after)]
    return after, Limit(scope, name, limit, *sums)


# A cap per participant: participants are sorted into strata that the same lines cover.


def _strata(portions: Portions, size: int) -> list[tuple[int, list[int]]] | None:
    """Sort the participants of one year into strata: how many they are, and which portions cover them.

    Cohorts never overlap. Groups may, but the most is paid where they do not; where they must overlap, or
    where groups and cohorts cross, there are no strata and all participants are taken together.
    """
    parts = {(p.cohort, p.group): p.count for p in portions if p.cohort or p.group}
    crossed = any(cohort for cohort, _ in parts) and any(group for _, group in parts)
    rest = size - sum(parts.values())
    if crossed or rest < 0:
        return None
    everywhere = [i for i, p in enumerate(portions) if not (p.cohort or p.group) and p.count == size]
    in_rest = [i for i, p in enumerate(portions) if not (p.cohort or p.group)]
    strata = [
        (count, [i for i, p in enumerate(portions) if (p.cohort, p.group) == place or i in everywhere])
        for place, count in parts.items()
    ]
    return [*strata, (rest, in_rest)]


def _spread(portions: Portions, strata: list[tuple[int, list[int]]]) -> list[dict[int, Money]]:
    """Divide each portion among the strata it covers, by their size."""
    amounts: list[dict[int, Money]] = [{} for _ in strata]
    for index, portion in enumerate(portions):
        covering = [s for s, (count, covered) in enumerate(strata) if count and index in covered]
        parts = allocate(portion.amount, [strata[s][0] for s in covering])
        for s, part in zip(covering, parts, strict=True):
            amounts[s][index] = part
    return amounts


def _per_participant(portions: Portions, cap: Money, size: int) -> Portions:
    """Hold the portions of one year to the cap times the participants that they cover."""
    strata = _strata(portions, size)
    if strata is None:
        alone = tuple(replace(p, amount=min(p.amount, cap * p.count)) for p in portions)
        return _cut(alone, cap * size, lambda _: True)
    left = [ZERO] * len(portions)
    for (count, _), amounts in zip(strata, _spread(portions, strata), strict=True):
        covered = tuple(replace(portions[index], amount=amount) for index, amount in amounts.items())
        for index, portion in zip(amounts, _cut(covered, cap * count, lambda _: True), strict=True):
            left[index] += portion.amount
    return tuple(replace(portion, amount=amount) for portion, amount in zip(portions, left, strict=True))


def _participant_cap(portions: Portions, cap: Money, size: int) -> tuple[Portions, Limit]:
    after = list(portions)
    for year in dict.fromkeys(portion.year for portion in portions):
        covered = [i for i, portion in enumerate(portions) if portion.count and portion.year == year]
        held = _per_participant(tuple(portions[i] for i in covered), cap, size)
        for index, portion in zip(covered, held, strict=True):
            after[index] = portion
    sums = [total(p.amount for p in state if p.count) for state in (portions, after)]
    return tuple(after), Limit("participant", "", cap, *sums)


def _pays_for(outcome: str, portion: Portion) -> bool:
    return outcome in portion.outcomes


def _is_in(cohort: str, portion: Portion) -> bool:
    return portion.cohort == cohort


def _is_of(year: str, portion: Portion) -> bool:
    return portion.year == year


def _named_caps(caps: Caps) -> Iterator[tuple[Scope, str, Money, Callable[[Portion], bool]]]:
    for name, limit in caps.outcome.items():
        yield "outcome", name, limit, partial(_pays_for, name)
    for name, limit in caps.cohort.items():
        yield "cohort", name, limit, partial(_is_in, name)
    for name, limit in caps.year.items():
        yield "year", name, limit, partial(_is_of, name)
    if caps.total is not None:
        yield "total", "", caps.total, lambda _: True


def limited(spec: Spec, portions: Portions, base: Money) -> tuple[Portions, Money, tuple[Limit, ...]]:
    """Return the portions and the base that every limit leaves, and each limit with what it did."""
    limits: list[Limit] = []
    caps = spec.payment.caps
    if caps is not None and caps.participant is not None:
        portions, limit = _participant_cap(portions, caps.participant, everyone(spec))
        limits.append(limit)
    for scope, name, amount, covers in _named_caps(caps) if caps is not None else ():
        portions, limit = _applied(portions, scope, name, amount, covers)
        limits.append(limit)
    ceiling = spec.funding.not_to_exceed
    paid_base = min(base, ceiling)
    before = total(portion.amount for portion in portions) + base
    portions = _cut(portions, ceiling - paid_base, lambda _: True)
    after = total(portion.amount for portion in portions) + paid_base
    return portions, paid_base, (*limits, Limit("not_to_exceed", "", ceiling, before, after))
