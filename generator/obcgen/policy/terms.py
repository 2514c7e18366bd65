"""The rules of the payment language, with the sections each must be able to read."""

from __future__ import annotations

from obcgen.policy.payment import RULES, base_funding, limits, lines
from obcgen.policy.rule import MONEY, Finder, Rule
from obcgen.problems import Kind

_ALONE = frozenset({"payment"})
_TOGETHER = frozenset(MONEY)
_NAME_AMOUNTS = {base_funding.base_within_ceiling, base_funding.installments_make_the_whole}
"""Rules of the base whose messages name amounts, for which participants must be known."""
_COST_PLUS = "2 CFR 200.324(c)"


def _rule(kind: Kind, find: Finder) -> Rule:
    reads_payment_alone = (kind, find) in (*base_funding.RULES, *lines.RULES) and find not in _NAME_AMOUNTS
    source = _COST_PLUS if kind is limits.OF_COST else "payment language"
    return Rule(kind, find, _ALONE if reads_payment_alone else _TOGETHER, source)


ALWAYS = tuple(_rule(kind, find) for kind, find in RULES)
