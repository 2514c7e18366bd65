"""The rules of the payment language: every combination that makes no sense is a Problem, not a guess.

They stand together by what they look at: `lines` (what a line pays for and how), `counting` (participants or
group), `computed` (values of the group that follow from the table), `effects` (against a comparison group),
`indexing` (prices that follow an index), `interim` (days before the last), `own_amounts` (shares of a
participant's amount), `qualities` (results that multiply a line), `choices` (best of several lines),
`ladders` (tiers, steps, points, weights), `limits` (bounds, caps, dates), `parts` (lots, awards,
deemed results) and `base_funding`. None of them raises, whatever the spec
holds, so that one run shows every fault.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from obcgen.policy.payment import (
    base_funding,
    choices,
    computed,
    counting,
    effects,
    indexing,
    interim,
    ladders,
    limits,
    lines,
    own_amounts,
    parts,
    qualities,
)

if TYPE_CHECKING:
    from obcgen.problems import Problem
    from obcgen.spec import Spec

ALWAYS = (
    *base_funding.ALWAYS,
    *lines.ALWAYS,
    *counting.ALWAYS,
    *computed.ALWAYS,
    *effects.ALWAYS,
    *indexing.ALWAYS,
    *interim.ALWAYS,
    *choices.ALWAYS,
    *ladders.ALWAYS,
    *limits.ALWAYS,
    *own_amounts.ALWAYS,
    *parts.ALWAYS,
    *qualities.ALWAYS,
)


def check_lines(spec: Spec) -> tuple[Problem, ...]:
    """Return every Problem of what the spec says about payment."""
    return tuple(chain.from_iterable(rule.find(spec) for rule in ALWAYS))
