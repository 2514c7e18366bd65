"""Values of the whole group that are computed from the table, held against those that results state."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from obcgen.deal.compile import deal_of
from obcgen.deal.counting import Counting
from obcgen.figures import number_text
from obcgen.money import Share
from obcgen.problems import dotted
from obcgen.results.record import group_results
from obcgen.results.totals import DISAGREE
from obcgen.spec.results import Evidence, GroupResults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from obcgen.deal.facts import Facts, Mark, Whose
    from obcgen.problems import Path, Problem
    from obcgen.spec import Spec
    from obcgen.spec.results import Results


def measured_results(spec: Spec, results: Results) -> dict[Whose, Mark]:
    """Return the results of outcomes counted by group that are measured and not computed."""
    found = group_results(spec, results)[0]
    return {whose: mark for whose, mark in found.items() if spec.outcomes[whose[0]].measure.computed is None}


def figures_agree(spec: Spec, results: Results, facts: Facts) -> Iterator[Problem]:
    """Yield a Problem for each stated value that the table does not give; it names both."""
    for key, given in results.groups.items():
        if spec.outcomes[key].measure.computed is None:
            continue
        if not isinstance(given, GroupResults):
            yield from _differs(spec, facts, (key, "", ""), given, ("groups", key))
            continue
        for cohort, value in given.cohorts.items():
            yield from _differs(spec, facts, (key, "", cohort), value, ("groups", key, "cohorts", cohort))
        for group, value in given.groups.items():
            yield from _differs(spec, facts, (key, group, ""), value, ("groups", key, "groups", group))


def _differs(
    spec: Spec, facts: Facts, whose: Whose, stated: Share | Decimal | str | Evidence, path: Path
) -> Iterator[Problem]:
    if isinstance(stated, Evidence):  # told where an effect does not belong
        return
    counting = Counting(deal_of(spec), facts)
    found, counted = counting.computed(*whose), counting.result(*whose)
    value = found.value if found is not None else None
    right = "missing" if value is None else number_text(value)
    if stated in {"yes", "no"} and value is not None:
        right = "yes" if counted.reached else "no"
    same = stated == right if isinstance(stated, str) else value is not None and _is_rounded(value, stated)
    if not same:
        written = stated.exact if isinstance(stated, Share) else str(stated)
        yield DISAGREE.problem(
            f"{dotted(path)} is {written} here, but the table of participants gives {right}.",
            path=path,
            found=f"{written}, and {right} computed from the table",
            expected="the same figure twice, or no figure here",
            hint="Find out which is right before anything is paid; then correct the other. The figure need "
            "not be written: it is computed from the table.",
        )


def _is_rounded(value: Fraction, stated: Share | Decimal) -> bool:
    """Tell whether a stated value is the exact one to the decimals with which it is written."""
    written = stated.value * 100 if isinstance(stated, Share) else Fraction(stated)
    decimals = next((digits for digits in range(12) if (written * 10**digits).denominator == 1), None)
    if decimals is None:
        return value == written
    return abs(value - written) <= Fraction(1, 2 * 10**decimals)
