"""Lots and awards against the whole; and results that are deemed reached against what they would pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.deal.counting import threshold
from obcgen.deal.people import everyone
from obcgen.money import total
from obcgen.policy.payment.keys import LANGUAGE, outcomes_named, shape
from obcgen.policy.payment.lines import at
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem
    from obcgen.spec import Spec
    from obcgen.spec.population import Lot

LOTS = Kind("PAY-26", "Lots and awards do not fit the whole")
NO_VALUE = Kind("PAY-27", "A result that is deemed reached has no value")


def _lots(spec: Spec) -> dict[str, Lot]:
    """Return the lots that this spec is about: in a contract those awarded, else all."""
    award = spec.agreement.award if spec.agreement is not None and spec.provider is not None else None
    lots = spec.lots or {}
    return {key: lots[key] for key in award.lots if key in lots} if award and award.lots else dict(lots)


@rule(LOTS, *MONEY, source=LANGUAGE)
def lots_within_population(spec: Spec) -> Iterator[Problem]:
    """The lots together are not more than the population."""
    counts = [lot.planned for lot in _lots(spec).values() if lot.planned is not None]
    if sum(counts) > everyone(spec):
        yield LOTS.problem(
            f"The lots plan {sum(counts):,} participants, but there are at most {everyone(spec):,}.",
            path=("lots",),
            found=f"{' + '.join(map(str, counts))} = {sum(counts)}",
            expected=f"at most {everyone(spec):,} in all",
            hint="Correct the lots, or population.planned and population.maximum.",
        )


@rule(LOTS, *MONEY, source=LANGUAGE)
def lots_within_ceiling(spec: Spec) -> Iterator[Problem]:
    """The lots' ceilings fit that of the whole; a contract's own is not above those of its lots."""
    ceilings = [lot.not_to_exceed for lot in _lots(spec).values()]
    known = [each for each in ceilings if each is not None]
    if not known or len(known) < len(ceilings):
        return
    whole, ceiling = total(known), spec.funding.not_to_exceed
    is_contract = spec.provider is not None
    if (whole < ceiling) if is_contract else (whole > ceiling):
        yield LOTS.problem(
            f"The ceilings of the lots come to {whole}, "
            f"but the not-to-exceed amount of {'the contract' if is_contract else 'all'} is {ceiling}.",
            path=("funding", "not_to_exceed"),
            found=f"{' + '.join(map(str, known))} = {whole}",
            expected=f"at most {whole}" if is_contract else f"at least {whole}",
            hint="Correct funding.not_to_exceed, or not_to_exceed of the lots.",
        )


@rule(LOTS, *MONEY, source=LANGUAGE)
def award_fits(spec: Spec) -> Iterator[Problem]:
    """An award by lot has lots; only an award to several providers says how many and how they share."""
    award = spec.procurement.award if spec.procurement is not None else None
    if award is None:
        return
    if award.kind == "by_lot" and not spec.lots:
        yield LOTS.problem(
            "Contracts are awarded by lot, but there are no lots.",
            path=("procurement", "award", "kind"),
            found="by_lot",
            expected="lots, or kind: single",
            hint="Add lots: with an id and a name for each part, or write kind: single.",
        )
    for key in ("providers", "allocation"):
        if award.kind != "multiple" and getattr(award, key) is not None:
            yield LOTS.problem(
                f"{key} means nothing where the award is {award.kind}.",
                path=("procurement", "award", key),
                found=f"{key} with kind: {award.kind}",
                expected=f"{key} only with kind: multiple",
                hint=f"Remove {key}, or write kind: multiple.",
            )


@rule(NO_VALUE, *MONEY, source=LANGUAGE)
def deemed_results_have_a_value(spec: Spec) -> Iterator[Problem]:
    """Where a line pays by value, a result that is deemed reached counts at a threshold that is stated."""
    default = spec.payment.if_district_defaults
    by_default = default is not None and default.effect in {"deemed_met", "expected"}
    for key, rate in spec.payment.rates.items():
        for name in outcomes_named(key, rate) if shape(rate) in {"tiers", "own_amount", "per_unit"} else ():
            outcome = spec.outcomes.get(name)
            if outcome is None or threshold(outcome.measure, "") is not None:
                continue
            missing = (outcome.missing.initial, outcome.missing.final)
            if by_default or "deemed_reached" in missing:
                why = "a missing measure" if "deemed_reached" in missing else "a district default"
                yield NO_VALUE.problem(
                    f"The line {key} pays by the value of {name}, which {why} deems reached, but nothing "
                    "says at which value.",
                    path=at(key),
                    found="no threshold",
                    expected=f"outcomes.{name}.measure.at_least",
                    hint=f"State a threshold for {name}: it is the value at which it counts then.",
                )


ALWAYS = (
    lots_within_population,
    lots_within_ceiling,
    award_fits,
    deemed_results_have_a_value,
)
