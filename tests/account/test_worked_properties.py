"""Worked examples of any deal: settled by the engine, within every cap, with sums that come out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from any_deal import deals
from deals import rated
from obcgen.account.examples.examples import worked_examples
from obcgen.account.settle import settle
from obcgen.source import parse, read
from obcgen.spec import Spec
from worked_sums import holds

ROOT = Path(__file__).parent.parent.parent
PUBLIC = (path for path in (ROOT / "tests" / "public_deals").glob("*.yaml") if path.stem != "basis")
SPECS = [
    *sorted((ROOT / "specs").glob("*.yaml")),
    *sorted(PUBLIC),
    ROOT / "tests" / "specs" / "maximal-contract.yaml",
]


@settings(deadline=None, max_examples=60)
@given(deals())
def test_examples_of_any_deal_are_settlements_and_their_sums_come_out(spec: Spec) -> None:
    holds(spec, worked_examples(spec))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_examples_of_real_deals_are_settlements_and_their_sums_come_out(path: Path) -> None:
    spec = parse(read(path), Spec)
    holds(spec, worked_examples(spec))


@settings(deadline=None, max_examples=60)
@given(deals())
def test_no_caps_of_any_deal_are_passed_by_an_example(spec: Spec) -> None:
    caps = spec.payment.caps
    limit = caps.total if caps is not None and caps.total is not None else spec.funding.not_to_exceed
    assert all(example.amount <= limit for example in worked_examples(spec))


@settings(deadline=None, max_examples=60)
@given(deals())
def test_each_line_begins_with_results_that_count(spec: Spec) -> None:
    for example in worked_examples(spec):
        if example.first:
            lines = {line.id: line for line in settle(spec, example.facts).lines}
            line = lines[example.lines[0]]
            assert line.counted or line.quantity or line.items


def test_what_is_called_not_counted_is_not_counted() -> None:
    rates = {
        "reading": {"per_participant": "$500", "requires": {"dosage": "minimum"}, "due": "2028-07-31"},
        "math": {"per_participant": "$300", "due": "2028-07-31"},
    }
    spec = rated(rates)
    said = [example for example in worked_examples(spec) if example.kind == "line"]
    for example in said:
        (line,) = (line for line in settle(spec, example.facts).lines if line.id == example.lines[0])
        assert bool(line.counted) != example.computation.startswith("Not counted")
    assert len(said) == 7
