"""The first page's table: each line beside its target, and nothing where several Outcomes decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.account.rate_card import rate_lines
from obcgen.account.scenarios.scenarios import at_target
from obcgen.account.schedule import schedule
from obcgen.deal.compile import deal_of
from obcgen.money import total
from obcgen.pack import builtin
from obcgen.render.context import context, read_labels
from obcgen.render.paid_rows import paid_rows
from obcgen.render.records import outcome_rows
from obcgen.render.weights import weight_widths
from obcgen.source import parse, read
from obcgen.spec import Spec

ROOT = Path(__file__).parents[2]
DEALS = sorted(path.stem for path in (ROOT / "specs").glob("*.yaml"))


def deal(name: str) -> Spec:
    return parse(read(ROOT / "specs" / f"{name}.yaml"), Spec)


@pytest.mark.parametrize("name", DEALS)
def test_the_lines_come_to_what_is_paid_at_target(name: str) -> None:
    spec = deal(name)
    rates = rate_lines(spec)
    rows = paid_rows(spec, rates, outcome_rows(spec, rates, read_labels(builtin())))
    assert total(row.at_target for row in rows) == at_target(deal_of(spec)).performance
    assert all(row.counts and row.price and row.at_target <= row.most for row in rows)


def test_the_most_complicated_deal_has_a_row_for_each_line_that_pays_by_itself() -> None:
    spec = parse(read(ROOT / "tests" / "specs" / "maximal-rfp.yaml"), Spec)
    rates = rate_lines(spec)
    rows = paid_rows(spec, rates, outcome_rows(spec, rates, read_labels(builtin())))
    assert [row.name for row in rows] == [line.name for line in rates if not line.part_of]
    joined = {line.name for line in rates if len(line.outcomes) > 1}
    assert {row.name for row in rows if not row.counts} == {row.name for row in rows} & joined
    assert all((row.expected is None) == (row.target is None) == (not row.counts) for row in rows)


@pytest.mark.parametrize(
    ("weights", "widths"),
    [((30, 25, 15, 30), "28 25 18 29"), ((25, 25, 25, 25), "25 25 25 25"), ((97, 3), "82 18")],
)
def test_a_bar_of_weights_fills_the_line(weights: tuple[int, ...], widths: str) -> None:
    found = weight_widths(weighted(weights))
    assert found == widths
    assert sum(map(int, found.split())) == 100


@pytest.mark.parametrize("weights", [(20, 20, 20, 20, 10, 10), (50, 10)])
def test_criteria_without_room_or_without_all_points_have_no_bar(weights: tuple[int, ...]) -> None:
    assert weight_widths(weighted(weights)) == ""


def weighted(weights: tuple[int, ...]) -> Spec:
    spec = deal("denver-literacy")
    assert spec.procurement
    first = next(iter(spec.procurement.criteria.values()))
    criteria = {f"c{place}": first.model_copy(update={"weight": w}) for place, w in enumerate(weights)}
    return spec.model_copy(update={"procurement": spec.procurement.model_copy(update={"criteria": criteria})})


def test_a_template_finds_the_rows_by_name() -> None:
    spec = deal("duval-math")
    names = context(spec, schedule(spec), builtin())
    assert [row.name for row in names["paid_rows"]] == ["Progress in mathematics"]  # type: ignore[attr-defined]
