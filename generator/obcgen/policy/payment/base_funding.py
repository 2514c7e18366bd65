"""The base: one kind of price, installments that make up the whole, dates in order."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from obcgen.deal.base_funding import base_funding
from obcgen.money import ZERO, Money, Share
from obcgen.policy.payment.keys import LANGUAGE
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind
from obcgen.words import in_words, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Path, Problem
    from obcgen.spec import Spec
    from obcgen.spec.payment import BaseFunding, Installment

SUM = Kind("PAY-03", "The base installments do not add up to 100 %")
BASE_KIND = Kind("PAY-08", "The base is priced in more than one way, or in none")
ORDER = Kind("PAY-11", "Installments of the base are out of order")
UNDATED = Kind("PAY-21", "An installment of the base has no date")
BASE_KEYS = Kind("PAY-22", "A key does not belong to the way in which the base is priced")
NOTHING_PAID = Kind("PAY-23", "Nothing is paid")
OVER_CEILING = Kind("PAY-24", "The base alone is more than the not-to-exceed amount")

PATH: Path = ("payment", "base")
BASE_KINDS = ("per_participant", "fixed", "by_year", "per_unit", "reimbursed", "tiers")


def _most(spec: Spec) -> Money:
    """Return the most that the base comes to."""
    base = base_funding(spec)
    return base.most if base is not None else ZERO


def _kinds(base: BaseFunding) -> list[str]:
    return [key for key in BASE_KINDS if getattr(base, key) not in (None, {})]


@rule(BASE_KIND, "payment", source=LANGUAGE)
def one_kind_of_base(spec: Spec) -> Iterator[Problem]:
    """The base is priced in exactly one way."""
    base = spec.payment.base
    found = _kinds(base) if base is not None else []
    if base is not None and len(found) != 1:
        ways = listed(BASE_KINDS, "or")
        yield BASE_KIND.problem(
            f"The base is priced in {f'more than one way: {listed(found)}' if found else 'no way'}.",
            path=(*PATH, *found[1:2]),
            found=listed(found) or "no price",
            expected=f"one of {ways}",
            hint="Keep one of them." if found else f"Add {ways}; or remove base if nothing is guaranteed.",
        )


@rule(BASE_KEYS, "payment", source=LANGUAGE)
def base_keys_in_place(spec: Spec) -> Iterator[Problem]:
    """A price per unit has a unit and a number of units, and nothing else has."""
    base = spec.payment.base
    if base is None:
        return
    for key, expected in (("unit", "unit: license"), ("units", "units: 500")):
        missing = base.per_unit is not None and getattr(base, key) is None
        extra = base.per_unit is None and getattr(base, key) is not None
        if missing or extra:
            yield BASE_KEYS.problem(
                f"The base is priced per unit but has no {key}."
                if missing
                else f"{key} means nothing unless the base is priced per_unit.",
                path=(*PATH, "per_unit" if missing else key),
                found=f"no {key}" if missing else key,
                expected=f"per_unit with unit and units, such as {expected}",
                hint=f"Add {expected}." if missing else f"Remove {key}.",
            )


def _named(key: str, installment: Installment) -> str:
    return f"{installment.name or in_words(key)} {installment.share.exact}"


def _remedy(spec: Spec, whole: Fraction) -> str:
    """Return what would make the installments whole, in shares and in dollars."""
    base = _most(spec)
    gap = Share(abs(1 - whole))
    money = f"{base.times(gap.value).exact} of the {base.exact} base"
    if whole < 1:
        return f"Add {gap.exact} to one of them, or add an installment of {gap.exact} ({money})."
    return f"Take {gap.exact} off one of them ({money})."


@rule(SUM, *MONEY, source=LANGUAGE)
def installments_make_the_whole(spec: Spec) -> Iterator[Problem]:
    """The shares of the installments sum to 100 %."""
    base = spec.payment.base
    parts = base.installments if base is not None else {}
    whole = sum((part.share.value for part in parts.values()), Fraction(0))
    if parts and whole != 1:
        sums = " + ".join(_named(key, part) for key, part in parts.items())
        yield SUM.problem(
            f"The base installments add up to {Share(whole).exact}, not 100%.",
            path=(*PATH, "installments", list(parts)[-1], "share"),
            found=f"{sums} = {Share(whole).exact}",
            expected="shares that sum to 100%",
            hint=_remedy(spec, whole),
        )


@rule(UNDATED, "payment", source=LANGUAGE)
def installments_are_dated(spec: Spec) -> Iterator[Problem]:
    """Every payment of the base has a date, or waits for a condition."""
    base = spec.payment.base
    if base is None:
        return
    undated = [key for key, part in base.installments.items() if part.due is None and part.when is None]
    for key in undated:
        yield UNDATED.problem(
            f"The installment {key} has no date.",
            path=(*PATH, "installments", key),
            found="no due",
            expected="the date on which it is payable, or the condition that it waits for",
            hint="Add due: 2027-10-15, or when: with the condition.",
        )
    if not base.installments and base.due is None and base.when is None and not base.by_year:
        yield UNDATED.problem(
            "The base has neither installments nor a date.",
            path=PATH,
            found="no installments and no due",
            expected="installments, or the date on which the base is paid in one sum",
            hint="Add installments with shares and dates, or due: 2027-10-15.",
        )


@rule(ORDER, "payment", source=LANGUAGE)
def installments_in_order(spec: Spec) -> Iterator[Problem]:
    """Installments stand in the order in which they are paid."""
    base = spec.payment.base
    dated = [(key, part.due) for key, part in (base.installments if base else {}).items() if part.due]
    dated += [(year, part.due) for year, part in (base.by_year if base else {}).items()]
    for (earlier, first), (later, second) in pairwise(dated):
        if second < first:
            yield ORDER.problem(
                f"The installment {later} is due on {second}, before {earlier} on {first}.",
                path=(*PATH, "by_year" if base and base.by_year else "installments", later, "due"),
                found=f"{first}, then {second}",
                expected="dates in order",
                hint="Correct the date, or put the installments in the order in which they are paid.",
            )


@rule(BASE_KEYS, "payment", source=LANGUAGE)
def one_sum_or_installments(spec: Spec) -> Iterator[Problem]:
    """The base is paid in one sum or in installments."""
    base = spec.payment.base
    if base is not None and base.installments and (base.due or base.when):
        key = "due" if base.due else "when"
        yield BASE_KEYS.problem(
            f"The base has installments and also {key} of its own.",
            path=(*PATH, key),
            found=f"installments and {key}",
            expected="one of them",
            hint=f"Move {key} into an installment, or remove the installments.",
        )


@rule(BASE_KEYS, "payment", source=LANGUAGE)
def years_are_installments(spec: Spec) -> Iterator[Problem]:
    """A base by year has an amount and a date for each year, and no other installments."""
    base = spec.payment.base
    for key in ("installments", "due", "when") if base is not None and base.by_year else ():
        if getattr(base, key):
            yield BASE_KEYS.problem(
                f"The base has an amount for each year and also {key}.",
                path=(*PATH, key),
                found=f"by_year and {key}",
                expected="one of them",
                hint=f"Remove {key}: each year under by_year has its own date.",
            )


@rule(NOTHING_PAID, "payment", source=LANGUAGE)
def something_is_paid(spec: Spec) -> Iterator[Problem]:
    """There is a base or a rate card."""
    if spec.payment.base is None and not spec.payment.rates:
        yield NOTHING_PAID.problem(
            "Nothing is paid: there is neither base nor rate card.",
            path=("payment",),
            found="no base and no rates",
            expected="rates, and a base unless everything depends on results",
            hint="Add rates: with one line per outcome that is paid for.",
        )


@rule(OVER_CEILING, *MONEY, source=LANGUAGE)
def base_within_ceiling(spec: Spec) -> Iterator[Problem]:
    """The base leaves room under the not-to-exceed amount."""
    base, ceiling = _most(spec), spec.funding.not_to_exceed
    if base > ceiling:
        yield OVER_CEILING.problem(
            f"The base alone is {base}, more than the not-to-exceed amount of {ceiling}.",
            path=("funding", "not_to_exceed"),
            found=str(ceiling),
            expected=f"at least {base}, and room for outcome payments",
            hint="Raise funding.not_to_exceed, or lower the base or the number of participants.",
        )


ALWAYS = (
    one_kind_of_base,
    base_keys_in_place,
    installments_make_the_whole,
    installments_are_dated,
    installments_in_order,
    one_sum_or_installments,
    years_are_installments,
    something_is_paid,
    base_within_ceiling,
)
