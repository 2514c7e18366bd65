"""Prices that follow a published index: planned at the most, settled by the figures of the results."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from deals import Texts
from obcgen.account.examples.examples import worked_examples
from obcgen.account.schedule import schedule
from obcgen.account.trace.settlement import of_settlement
from obcgen.deal.compile import deal_of
from obcgen.deal.indexed import indexation_sentence
from obcgen.deal.terms import base_sentence
from obcgen.figures import number_text
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from obcgen.results.start import started
from obcgen.sheets.evidence import index_sheet
from obcgen.show.settlement import settlement_json, settlement_text, told
from obcgen.statement.from_results import from_results
from verified import HEAD, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

INDEX = {"index": "Consumer Price Index", "at_least": "1%", "at_most": "3%"}
YEARS: Texts = {"2027-28": "$500", "2028-29": "indexed", "2029-30": "indexed"}
LATE = HEAD.replace("2028-06-20", "2030-08-20").replace("on: 2028-06-20", "on: 2030-08-20")
PEOPLE = "participant,year,reading\n" + "".join(f"P{n},{year},50\n" for n, year in enumerate(YEARS))
PUBLISHED = date(2028, 6, 12)


def indexed(indexation: Texts | None = INDEX, years: Texts = YEARS, **payment: Any) -> Spec:
    """Return a contract with a line whose price is indexed."""
    line = {"per_participant": "$500", "by_year": years, "due": "2028-07-31"}
    terms = {"indexation": indexation} if indexation else {}
    changes = {"base": None, "rates": {"reading": line}, **terms, **payment}
    return contract(payment=changes, program={"ends": "2030-05-19"}, agreement={"ends": "2031-06-30"})


def index(*figures: str, published: str = "2028-06-12", first: int = 2027) -> str:
    """Return the section of results with these figures, one for each year."""
    rows = [
        f"  {first + at}-{(first + at + 1) % 100}: "
        f"{{figure: {figure}, source: BLS CUUR0000SA0, published: {published}}}\n"
        for at, figure in enumerate(figures)
    ]
    return "index:\n" + "".join(rows)


def table(figures: str) -> str:
    return f"{LATE}participants: p.csv\n{figures}"


# By hand: 500 x 1.02 = 510.00; 510 x 1.03 = 525.30, since 120/102 - 1 is more than 3 %
@pytest.mark.parametrize(
    ("figures", "dollars"),
    [
        (("100", "102", "120"), "1535.30"),
        (("100", "99", "98"), "1515.05"),  # never less than 1 %: 505, then 510.05
        (("300", "308", "315"), "1539.66"),  # 500 x 308/300 = 513.33; x 315/308 = 525.00 from the rounded
        (("312.332", "312.332", "400"), "1525.15"),
    ],
)
def test_each_year_rises_as_the_index_did_within_its_bounds(
    figures: tuple[str, ...], dollars: str, tmp_path: Path
) -> None:
    prices, before = [Fraction(500)], Fraction(figures[0])
    for figure in map(Fraction, figures[1:]):
        share = min(Fraction(3, 100), max(Fraction(1, 100), figure / before - 1))
        prices.append(Fraction(int(prices[-1] * (1 + share) * 100 + Fraction(1, 2)), 100))
        before = figure
    found = due(tmp_path, table(index(*figures)), PEOPLE, indexed()).performance
    assert found.cents == sum(prices) * 100
    assert found == Money.parse(dollars) or figures[0] == "300"


def test_the_most_is_by_the_cap_and_no_figures_pay_more(tmp_path: Path) -> None:
    spec = indexed()  # 500 + 515 + 530.45, for 100 participants
    assert schedule(spec).performance == Money.parse("154545.00")
    assert due(tmp_path, table(index("1", "2", "4")), PEOPLE, spec).performance == Money.parse("1545.45")
    assert "Indexed prices count at the most that the index lets them be." in schedule(spec).notes


def test_a_fixed_step_prints_its_prices_and_asks_for_no_index(tmp_path: Path) -> None:
    spec = indexed({"each_year": "2.5%"})  # 500, 512.50, 525.3125
    assert (
        deal_of(spec)
        .lines["reading"]
        .sentence.startswith(
            "The District shall pay $500 in 2027-28, $512.50 in 2028-29 and $525.31 in 2029-30 for each"
        )
    )
    assert due(tmp_path, table(""), PEOPLE, spec).performance == Money.parse("1537.81")
    assert indexation_sentence(spec) == ""
    (problem,) = refused(tmp_path, table(index("100", first=2027)), PEOPLE, spec)
    assert (problem.code, problem.message) == ("RES-43", "No price follows the index of 2027-28.")


def test_base_funding_by_year_is_paid_by_year(tmp_path: Path) -> None:
    years = {
        "2027-28": {"pay": "$1000", "due": "2027-10-15"},
        "2028-29": {"pay": "indexed", "due": "2028-10-15", "when": "the roster is confirmed"},
    }
    spec = contract(
        payment={"base": {"fixed": None, "due": None, "by_year": years}, "indexation": INDEX},
        program={"ends": "2030-05-19"},
    )
    assert base_sentence(spec) == (
        "As Base Funding, whatever the results, the District shall pay $1,000 in 2027-28 and the indexed "
        "amount (at most $1,030) in 2028-29."
    )
    planned = [
        (each.id, each.amount, each.condition) for each in schedule(spec).payments if each.kind == "base"
    ]
    assert planned == [
        ("base.2027-28", Money.dollars(1000), ""),
        ("base.2028-29", Money.dollars(1030), "The roster is confirmed"),
    ]
    totals = "roster: 100\noutcomes:\n  reading: {measured: 90, eligible: 80, reached: 50}\n"
    later = HEAD.replace("2028-06-20", "2029-08-20")
    for figures, base in ((("100", "102"), 2020), (("100", "90"), 2010), (("100", "200"), 2030)):
        assert due(tmp_path, later + totals + index(*figures), spec=spec).base == Money.dollars(base)


@pytest.mark.parametrize(
    ("figures", "path", "words"),
    [
        ("", "index", "The index of 2027-28 is missing"),
        (index("100", "102"), "index", "The index of 2029-30 is missing"),
        (index("100", "0", "102"), "index.2028-29.figure", "is 0, but an index is above 0"),
        (index("-3", "1", "1"), "index.2027-28.figure", "is -3, but an index is above 0"),
        (index("1", "1", "1", "1"), "index.2030-31", "No price follows the index of 2030-31"),
        (index("1", "1", "1", published="2031-01-01"), "index.2027-28.published", "after the settlement"),
        (index("2.9%", "1", "1"), "index.2027-28.figure", ""),
        (index("1", "1", "1").replace("source: BLS CUUR0000SA0, ", ""), "index.2027-28.source", ""),
    ],
)
def test_figures_that_cannot_be_are_refused(figures: str, path: str, words: str, tmp_path: Path) -> None:
    problems = refused(tmp_path, table(figures), PEOPLE, indexed())
    told = [each for each in problems if ".".join(map(str, each.path)) == path]
    assert any(words in each.message and each.code == "RES-43" for each in told) or (told and not words)


def test_an_interim_settlement_needs_the_index_of_the_years_begun(tmp_path: Path) -> None:
    rows = "participant,year,reading\nP1,2027-28,50\n"
    early = HEAD.replace("final", "interim") + "participants: p.csv\n"
    spec = indexed()
    assert due(tmp_path, early, rows, spec).performance == Money.dollars(500)
    begun = early.replace("2028-06-20", "2028-08-20")
    (problem, *_) = refused(tmp_path, begun, rows, spec)
    assert problem.message == "The index of 2027-28 is missing, and prices follow it."


@pytest.mark.parametrize(
    ("spec", "path", "words"),
    [
        (indexed(None), "rates.reading.by_year.2028-29", "payment.indexation does not say how"),
        (indexed(years={"2027-28": "$5"}), "indexation", "No price is indexed"),
        (indexed({"at_most": "3%"}), "indexation", "neither an index nor a step"),
        (indexed(INDEX | {"each_year": "2%"}), "indexation.each_year", "an index and a step"),
        (indexed({"index": "CPI"}), "indexation", "no most is stated"),
        (indexed({"each_year": "2%", "at_most": "3%"}), "indexation.at_most", "no least and no most"),
        (indexed(INDEX | {"at_least": "4%"}), "indexation.at_least", "at least 4%, but at most 3%"),
        (indexed({"each_year": "0%"}), "indexation.each_year", "no price ever rises"),
        (
            indexed(years={"2027-28": "indexed", "2028-29": "$5"}),
            "rates.reading.by_year.2027-28",
            "no price comes before it",
        ),
        (
            indexed(years={"2027-28": "$5", "2029-30": "indexed"}),
            "rates.reading.by_year.2029-30",
            "2027-28 is not the year before it",
        ),
        (
            indexed(years={"2027-28": {"proposed": "true", "at_most": "$5"}, "2028-29": "indexed"}),
            "rates.reading.by_year.2028-29",
            "bidders propose the price of 2027-28",
        ),
    ],
)
def test_an_indexed_price_that_comes_to_nothing_certain_is_a_problem(
    spec: Spec, path: str, words: str
) -> None:
    found = [each for each in check_lines(spec) if each.code == "PAY-42"]
    told = {".".join(map(str, each.path)): each.message for each in found}
    assert words in told[f"payment.{path}"]


def test_the_contract_says_how_the_price_changes() -> None:
    spec = indexed()
    assert (
        "$500 in 2027-28, the indexed price (at most $515) in 2028-29"
        in deal_of(spec).lines["reading"].sentence
    )
    words = indexation_sentence(spec)
    assert "this index rose between the two years: Consumer Price Index." in words
    assert "it rises by at least 1% and at most 3%, and is rounded to the nearest cent" in words
    (last,) = (each for each in worked_examples(spec) if "in 2029-30" in each.situation)
    assert last.computation.startswith("The indexed price is $530.45 if the index rises so far; 1 ")


def test_terminal_json_trace_statement_and_workbook_show_the_index(tmp_path: Path) -> None:
    spec, figures = indexed(), index("100", "102", "120")
    read = verified(tmp_path, table(figures), PEOPLE, spec)
    account = due(tmp_path, table(figures), PEOPLE, spec)
    text = settlement_text(read.spec, account, read.results, (), "", *told(read))
    assert "2028-29: 102 (BLS CUUR0000SA0); prices rise by 2%" in text
    data = json.loads(settlement_json(account, read.results, (), "", *told(read)))["index"]
    assert [(each["change"], each["applied"]) for each in data] == [
        (None, None),
        ("0.02", "0.02"),
        ("3/17", "0.03"),
    ]
    traced = {each.name: each for each in of_settlement(read.spec, read.facts, account)}
    paths = [each.path for each in traced["settlement.rates.reading"].given]
    assert ("payment", "indexation") in paths
    assert ("index",) in paths
    rows = index_sheet(spec, from_results(read.spec, read, account, "results.yaml", "full")).rows
    assert [row[5].formula for row in rows[1:]] == [
        "MIN($E$6,MAX($D$6,$C$6))",
        "MIN($E$7,MAX($D$7,$C$7))",
    ]
    assert [row[5].value for row in rows[1:]] == [Fraction(2, 100), Fraction(3, 100)]


def test_a_results_file_to_start_from_asks_for_the_index() -> None:
    text = started(indexed())["results.yaml"].decode()
    assert "index:\n  2027-28: {figure: <index>, source: <where it is published>, published: <day>}\n" in text
    assert "index:" not in started(contract())["results.yaml"].decode()


def test_a_number_below_nothing_keeps_its_digits() -> None:
    assert [number_text(Fraction(x)) for x in ("-4.2", "-0.5", "-1200.25", "4.2")] == [
        "-4.2",
        "-0.5",
        "-1,200.25",
        "4.2",
    ]
