"""Worked examples of random deals of every shape: joined outcomes, scores, choices, deductions, defaults."""

from __future__ import annotations

from collections import Counter

from drawn_settlements import draw

from obcgen.account.examples.examples import worked_examples
from obcgen.policy.payment import check_lines
from obcgen.problems import is_error
from obcgen.spec import Spec
from worked_sums import holds

DEALS = 100


def test_examples_of_deals_of_every_shape_are_settlements_and_their_sums_come_out() -> None:
    kinds: Counter[str] = Counter()
    for seed in range(DEALS):
        spec = Spec.model_validate(draw(seed).spec)
        if not any(map(is_error, check_lines(spec))):
            found = worked_examples(spec)
            holds(spec, found)
            kinds.update(example.kind for example in found)
    assert min(kinds.values()) > 5
    assert set(kinds) == {"line", "limit", "default", "true_up"}
