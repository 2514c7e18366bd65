"""The rules of the payment language, with the sections each must be able to read."""

from __future__ import annotations

from obcgen.payment.rules import base_money, choices, counting, ladders, limits, lines
from obcgen.policy.rule import Finder, Rule

_ALONE = frozenset({"payment"})
_TOGETHER = frozenset({"payment", "outcomes", "population", "cohorts", "program", "funding"})
_ABOVE_ALONE = (base_money.base_within_ceiling,)


def _rule(find: Finder, needs: frozenset[str]) -> Rule:
    return Rule(find, needs, "payment language")


ALWAYS = (
    *(_rule(find, _ALONE) for find in (*base_money.RULES, *lines.RULES) if find not in _ABOVE_ALONE),
    *(_rule(find, _TOGETHER) for find in _ABOVE_ALONE),
    *(_rule(find, _TOGETHER) for find in (*counting.RULES, *choices.RULES, *ladders.RULES, *limits.RULES)),
)
