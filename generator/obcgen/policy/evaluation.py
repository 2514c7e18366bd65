"""How proposals are compared: 2 CFR 200.320 asks that all factors and their importance are published."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

WEIGHTS = Kind("PRO-02", "The weights of the criteria do not sum to 100")


@rule(WEIGHTS, "procurement", source="2 CFR 200.320")
def weights_sum_to_100(spec: Spec) -> Iterator[Problem]:
    """The weights of all criteria sum to 100."""
    criteria = spec.procurement.criteria if spec.procurement else {}
    found = sum((criterion.weight for criterion in criteria.values()), Decimal(0))
    if criteria and found != 100:
        terms = " + ".join(f"{name} {criterion.weight}" for name, criterion in criteria.items())
        short = 100 - found
        yield WEIGHTS.problem(
            f"The weights of the criteria sum to {found}, not 100.",
            path=("procurement", "criteria"),
            found=f"{terms} = {found}",
            expected="weights that sum to 100",
            hint=f"Add {short} to one of them." if short > 0 else f"Take {-short} from one of them.",
        )


ALWAYS = (weights_sum_to_100,)
