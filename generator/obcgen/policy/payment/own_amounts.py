"""A price in proportion to an amount of each participant: of what, in which unit, from where on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from obcgen.policy.payment.keys import LANGUAGE, outcomes_named
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind
from obcgen.spec.rates import OwnAmount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.problems import Problem
    from obcgen.spec import Spec

OWN_AMOUNT = Kind("PAY-43", "A share is paid of a result that is no amount of money")

DOLLARS = re.compile(r"\bdollars?\b|\$|\bUSD\b", re.IGNORECASE)
"""Words of a scale whose numbers are dollars."""


@rule(OWN_AMOUNT, *MONEY, source=LANGUAGE)
def shares_of_dollars(spec: Spec) -> Iterator[Problem]:
    """A share of a participant's amount is one of dollars, above nothing or a stated amount."""
    for key, rate in spec.payment.rates.items():
        own = rate.per_participant
        if not isinstance(own, OwnAmount):
            continue
        for outcome in outcomes_named(key, rate):
            measure = spec.outcomes[outcome].measure if outcome in spec.outcomes else None
            if measure is not None and not DOLLARS.search(measure.scale):
                yield OWN_AMOUNT.problem(
                    f"The line {key} pays {own.share.exact} of {outcome}, but that is measured as "
                    f"{measure.scale}.",
                    path=("payment", "rates", key, "per_participant", "share"),
                    found=measure.scale,
                    expected="an outcome on a scale in dollars",
                    hint=f"Write outcomes.{outcome}.measure.scale: dollars a year, or pay per_unit.",
                )
        if own.above < 0:
            yield OWN_AMOUNT.problem(
                f"The line {key} pays a share of what is above {own.above}: also where nothing is gained.",
                path=("payment", "rates", key, "per_participant", "above"),
                found=str(own.above),
                expected="0 or more",
                hint="Write above: 0, or leave it out.",
            )


ALWAYS = (shares_of_dollars,)
