"""The rules of the payment language, with the sections each must be able to read."""

from __future__ import annotations

from obcgen.payment.rules import choices, counting, guaranteed, ladders, limits, lines
from obcgen.policy.rule import MONEY, Finder, Rule

_ALONE = frozenset({"payment"})
_TOGETHER = frozenset(MONEY)
_NAME_AMOUNTS = (guaranteed.base_within_ceiling, guaranteed.installments_make_the_whole)
"""Rules of the base whose messages name amounts, for which participants must be known."""


def _rule(find: Finder, needs: frozenset[str]) -> Rule:
    return Rule(find, needs, "payment language")


ALWAYS = (
    *(_rule(find, _ALONE) for find in (*guaranteed.RULES, *lines.RULES) if find not in _NAME_AMOUNTS),
    *(_rule(find, _TOGETHER) for find in _NAME_AMOUNTS),
    *(_rule(find, _TOGETHER) for find in (*counting.RULES, *choices.RULES, *ladders.RULES, *limits.RULES)),
)
