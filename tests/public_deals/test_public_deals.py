"""Public outcomes deals give the figures that were published; docs/public-deals.md has the sources."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from obcgen.build import settled

HERE = Path(__file__).parent
RESULTS: dict[str, Any] = {
    "obcgen": "1",
    "contract": "C-1",
    "settlement": "final",
    "as_of": "2034-07-31",
    "verified": {"by": "Independent evaluator", "on": "2034-07-31"},
}
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Case:
    """Results of a deal, a figure of its settlement, and the amount that was published."""

    deal: str
    figure: str
    amount: str
    results: dict[str, Any] = field(default_factory=dict)
    rows: Rows = field(default_factory=list)


def case(deal: str, figure: str, amount: str, rows: Rows | None = None, **results: Any) -> Case:
    return Case(deal, figure, amount, results, rows or [])


def groups(**values: str) -> dict[str, Any]:
    return {"groups": values}


def alike(count: int, **cells: str) -> Rows:
    """Return participants who are alike."""
    return [
        {"participant": f"P-{n}", **{k.replace("__", ":"): v for k, v in cells.items()}} for n in range(count)
    ]


DENVER = groups(result="299928", jail="1")
PAID: dict[str, Any] = {"paid": {"rates.housing": {"amount": "$3,913,932.96", "on": "2033-10-01"}}}
YEARS = {"one": 30, "two": 30, "three": 30, "four": 30, "five": 40, "six": 40}
HOUSED = [
    {"participant": f"{cohort}-{n}", "cohort": cohort, "result": "12"}
    for cohort, count in YEARS.items()
    for n in range(count)
]
PLACED = [{"participant": f"P-{n}", "result": "9" if n < 20 else "8"} for n in range(69)]
UNMET = dict.fromkeys(["preterm", "interval", "injuries"], "no")
MET = dict.fromkeys(UNMET, "yes")

CASES = [
    # Urban Institute, final outcome payments, July 2021: four payments of $3,913,932.96 in all, a fifth of
    # $620,978.40 and $5,104,000.00 for days in jail; $9,638,911.36 in total.
    case("denver-supportive-housing", "total", "3913932.96", settlement="interim", **groups(result="258858")),
    case("denver-supportive-housing", "rates.housing", "4534911.36", **DENVER),
    case("denver-supportive-housing", "total", "9638911.36", **DENVER),
    case("denver-supportive-housing", "due.housing", "620978.40", **DENVER, **PAID),
    # Urban Institute, fact sheet: $3.3 million above 41.3 %, nothing from 18.6 % on, $3.3 million back below.
    case("dc-water", "total", "3300000.00", **groups(result="41.4")),
    case("dc-water", "total", "0.00", **groups(result="41.3")),
    case("dc-water", "total", "0.00", **groups(result="18.6")),
    case("dc-water", "total", "-3300000.00", **groups(result="18.5")),
    # Governing, 2015: 109 of 110 children, $281,000 saved, 95 % of it, a check for $267,000.
    case("utah-preschool", "total", "266950.00", **groups(result="109"), amounts={"savings": "$281,000"}),
    # Prices of $2,900, $750 and $9,100; Urban Institute, fact sheet: at most $34 million.
    case(
        "chicago-child-parent-centers", "total", "12750.00",
        rows=alike(1, result="5", reading="25"), **groups(special_education="1"),
    ),
    case(
        "chicago-child-parent-centers", "total", "34000000.00",
        rows=alike(2618, result="6", reading="80"), **groups(special_education="3736"),
    ),
    # Santa Clara County, agenda item of 2015: at most $2,000,000 a year, $12,000,000 in all.
    case("santa-clara-welcome-home", "total", "12000000.00", rows=HOUSED),
    case("santa-clara-welcome-home", "total", "2000000.00", rows=HOUSED[:30]),
    # Social Ventures Australia: break-even on $9.6 million at 10 %. No effect, nothing paid.
    case("rikers-able", "total", "9600000.00", **groups(result="10")),
    case("rikers-able", "total", "0.00", **groups(result="0")),
    # Nonprofit Finance Fund, 2020: no shorter stays, no outcome payments. At most $5 million.
    case("cuyahoga-family-success", "total", "0.00", **groups(result="-3")),
    case("cuyahoga-family-success", "total", "5000000.00", **groups(result="70000")),
    # Brookings, 2018: at most $422,000, 80 % for learning; CIFF: 160 % and 116 % of the targets.
    case("educate-girls", "total", "422000.00", **groups(result="160", enrollment="116")),
    case("educate-girls", "rates.learning", "337600.00", **groups(result="160", enrollment="116")),
    # Aktive Bürgerschaft, 2016: exactly 20 young people, 250,000 euros.
    case("augsburg-eleven", "total", "250000.00", rows=PLACED),
    case("augsburg-eleven", "total", "250000.00", rows=PLACED, **groups(reached="20")),
    case("augsburg-eleven", "total", "0.00", rows=PLACED[1:]),
    # National Post and Innovation Saskatchewan: two investors with $500,000 each, 22 children, or nothing.
    case("saskatoon-sweet-dreams", "total", "1000000.00", **groups(result="22")),
    case("saskatoon-sweet-dreams", "total", "0.00", **groups(result="21")),
    # Provider guidance, chapter 13: the delivery fee is 30 % of the value.
    case("work-and-health", "base", "3000000.00", rows=alike(1000, result="1000")),
    case("work-and-health", "total", "10000000.00", rows=alike(1000, result="1000")),
    # Civil Society, 2014: up to 15,000 pounds for one person.
    case("fair-chance-fund", "total", "15000.00", rows=alike(1, result="18", work="26")),
    # Harvard, interim results: one outcome qualified, nothing paid after netting. At most $7.5 million.
    case(
        "south-carolina-nurse-family", "total", "0.00",
        **groups(result="14", interval="0", injuries="0"), conditions=UNMET,
    ),
    case(
        "south-carolina-nurse-family", "total", "7500000.00",
        **groups(result="15", interval="20", injuries="26"), conditions=MET,
    ),
    # Sibs.co: half when placed, half after three months, a bonus after six.
    case("empleando-futuro", "total", "771000.00", rows=alike(514, result="0")),
    case("empleando-futuro", "total", "1542000.00", rows=alike(514, result="3")),
    # Urban Institute, fact sheet: days housed, twelve months in a row at least, at most $6 million.
    case(
        "massachusetts-chronic-homelessness", "total", "6000000.00",
        rows=alike(800, result="1000"),
    ),
    case(
        "massachusetts-chronic-homelessness", "total", "0.00",
        rows=alike(800, result="300"),
    ),
]  # fmt: skip


def settled_figure(made: Case, folder: Path) -> str:
    results = {**RESULTS, **made.results}
    if made.rows:
        results["participants"] = "people.csv"
        with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(made.rows[0]))
            writer.writeheader()
            writer.writerows(made.rows)
    path = folder / "results.yaml"
    path.write_text(json.dumps(results), encoding="utf-8")
    _, _, found, _ = settled(HERE / f"{made.deal}.yaml", path)
    lines = {line.id: line for line in found.lines}
    what, _, key = made.figure.partition(".")
    if key:
        return (lines[key].amount if what == "rates" else lines[key].due).plain
    return (found.base if what == "base" else found.total).plain


@pytest.mark.parametrize("made", CASES, ids=[f"{each.deal} {each.figure} {each.amount}" for each in CASES])
def test_a_public_deal_pays_what_was_published(made: Case, tmp_path: Path) -> None:
    assert settled_figure(made, tmp_path) == made.amount


def test_every_deal_is_checked_and_told() -> None:
    deals = {path.stem for path in HERE.glob("*.yaml")} - {"basis"}
    assert deals == {each.deal for each in CASES}
    told = (HERE.parent.parent / "docs" / "public-deals.md").read_text(encoding="utf-8")
    assert [deal for deal in deals if f"{deal}.yaml" not in told] == []
