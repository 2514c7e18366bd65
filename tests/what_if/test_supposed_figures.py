from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deals import deal, outcome
from obcgen.account.scenarios.scenarios import outlooks
from obcgen.checking import sound
from obcgen.explain import as_data, trace_of
from obcgen.money import Money, Share, total
from obcgen.what_if.figures import figures, settled_as_supposed
from obcgen.what_if.supposed import supposed

SPECS = sorted((Path(__file__).parent.parent.parent / "specs").glob("*.yaml"))
SHARES = {"outcomes": {"reading": outcome("Reading")}}


def found(spec: Any, certainty: Share | None = None, **values: object) -> dict[str, Any]:
    return figures(settled_as_supposed(spec, supposed(spec, values)), certainty)


def sums(data: dict[str, Any]) -> dict[str, str]:
    return {row["id"]: row["amount"] for row in data["sums"]}


def test_the_plan_pays_what_the_scenario_of_the_targets_pays() -> None:
    spec = deal()
    target = next(each for each in outlooks(spec) if each.case.id == "target")
    assert sums(found(spec))["total"] == target.total.plain == "30000.00"


def test_who_does_not_stay_is_not_paid_for() -> None:
    gated = {"per_participant": "$500", "due": "2028-07-31", "requires": {"dosage": "minimum"}}
    spec = deal(payment={"rates": {"reading": gated}})
    data = found(spec, served="80", retained="75%", attainment={"reading": "50%"})
    assert [line["amount"] for line in data["lines"]] == ["15000.00"]
    assert data["supposed"]["outcomes"][0]["eligible"] == 60
    assert data["supposed"]["dosage_counts"]
    assert not found(deal())["supposed"]["dosage_counts"]


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_amount_is_explained_and_every_division_sums_to_the_whole(path: Path) -> None:
    source, spec, _ = sound(path)
    seen = settled_as_supposed(spec, supposed(spec, {"retained": "90%"}))
    data: dict[str, Any] = figures(seen)
    named = [row["explain"] for part in ("sums", "lines", "payments") for row in data[part]]
    traced = trace_of(source, spec, seen.outlook.facts, seen.outlook.settled)
    for name in named:
        assert as_data(traced, name)["figure"] == name
    for part, key in (
        ("payments", "amount"),
        ("quarters", "total"),
        ("by_source", "total"),
        ("by_fiscal_year", "total"),
    ):
        parts = total(Money.parse(row[key]) for row in data[part])
        assert parts.plain == sums(data)["total"], part
    assert data["payments"][-1]["running_total"] == sums(data)["total"]


def test_payments_stand_in_the_order_of_their_days_without_those_of_nothing() -> None:
    data = found(deal(), attainment={"reading": "0%"})
    assert [row["amount"] for row in data["payments"]] == ["10000.00"]
    for path in SPECS:
        dates = [row["date"] or "undated" for row in found(sound(path)[1])["payments"]]
        assert dates == sorted(dates)


def test_an_explanation_leads_to_the_line_of_the_spec() -> None:
    source, spec, _ = sound(SPECS[1])
    seen = settled_as_supposed(spec, supposed(spec, {}))
    traced = trace_of(source, spec, seen.outlook.facts, seen.outlook.settled)
    told: Any = as_data(traced, "settlement.rates.fluency")["figures"]
    given = told["settlement.rates.fluency"]["given"]
    lines = SPECS[1].read_text(encoding="utf-8").split("\n")
    price = next(each for each in given if each["path"].endswith("fluency.per_participant"))
    assert "$1000" in lines[price["line"] - 1]


def test_chance_is_worked_out_where_it_is_asked_for() -> None:
    assert found(deal())["chance"] is None
    chance = found(deal(), Share.parse("90%"))["chance"]
    assert (chance["low"], chance["high"]) == ("26000.00", "34000.00")


def test_a_curve_goes_from_nobody_to_everybody_and_through_what_is_supposed() -> None:
    data = found(deal(), attainment={"reading": "33%"})
    (curve,) = data["curves"]
    points = {point["attainment"]: point["total"] for point in curve["points"]}
    assert curve["outcome"] == "reading"
    assert (points["0.0"], points["0.33"], points["1.0"]) == ("10000.00", "26500.00", "60000.00")
    assert list(points.values()) == sorted(points.values(), key=lambda text: int(text.split(".")[0]))
