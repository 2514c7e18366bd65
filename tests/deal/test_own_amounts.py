"""A share of an amount that is measured for each participant: words, money, limits, and faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals import Texts
from obcgen.account.examples.examples import worked_examples
from obcgen.account.schedule import schedule
from obcgen.account.trace.settlement import of_settlement
from obcgen.deal.compile import deal_of
from obcgen.figures import TIMES
from obcgen.money import Money
from obcgen.policy.payment import check_lines
from obcgen.problems import is_error
from verified import TABLE, contract, due, refused, verified

if TYPE_CHECKING:
    from pathlib import Path

    from obcgen.spec import Spec

GAIN: Texts = {"kind": "gain", "from": "fall", "to": "spring", "scale": "dollars a year", "at_least": "0.01"}


def paying(own: Any = None, measure: Texts = GAIN, **line: Any) -> Spec:
    """Return a contract with a line that pays a share of each participant's gain."""
    rate = {
        "per_participant": own or {"share": "12.5%"},
        "due": "2028-07-31",
        "at_most_each": "$2000",
        **line,
    }
    return contract(
        outcomes={"reading": {"measure": measure}}, payment={"base": None, "rates": {"reading": rate}}
    )


def gains(*pairs: tuple[str, str]) -> str:
    rows = "".join(f"P{at},{first},{last}\n" for at, (first, last) in enumerate(pairs))
    return f"participant,reading:from,reading:to\n{rows}"


@pytest.mark.parametrize(
    ("first", "last", "dollars"),
    [
        ("20000", "24000", "500.00"),
        ("20000", "20000", "0.00"),
        ("24000", "20000", "0.00"),
        ("20000", "20000.04", "0.01"),  # half a cent, rounded upward
        ("20000", "20000.03", "0.00"),
        ("20000", "36000", "2000.00"),
        ("20000", "36000.01", "2000.00"),
        ("20000", "90000", "2000.00"),
        ("20000", "", "0.00"),
    ],
)
def test_each_earns_a_share_of_his_own_gain(first: str, last: str, dollars: str, tmp_path: Path) -> None:
    found = due(tmp_path, TABLE.replace("final", "interim"), gains((first, last), ("1", "1")), paying())
    assert found.performance == Money.parse(dollars)


def test_only_what_is_above_counts_and_a_line_is_rounded_once(tmp_path: Path) -> None:
    above = paying({"share": "1/3", "above": "2000"})
    assert due(tmp_path, TABLE, gains(("0", "3000"), ("0", "1999")), above).performance.cents == 33_333
    thirds = gains(("0", "3000"), ("0", "3000"), ("0", "3000"))  # 3 x 333.33 and 1/3
    assert due(tmp_path, TABLE, thirds, above).performance == Money.dollars(1000)


def test_factor_and_ceiling_apply(tmp_path: Path) -> None:
    spec = paying(factor="1/2", at_most="$300")
    assert due(tmp_path, TABLE, gains(("0", "4000")), spec).performance == Money.dollars(250)
    assert due(tmp_path, TABLE, gains(("0", "4000"), ("0", "4000")), spec).performance == Money.dollars(300)


def test_the_words_and_the_most_are_those_of_the_share() -> None:
    spec = paying({"share": "12.5%", "above": "2000"})
    line = deal_of(spec).lines["reading"]
    assert line.sentence == (
        "The District shall pay 12.5% of the amount by which the gain on the Outcome “Reading” (dollars a "
        "year) of each Participant is above $2,000, but no more than $2,000 for any one Participant."
    )
    assert line.price_text == "12.5% of each participant's amount"
    assert schedule(spec).performance == Money.dollars(200_000)
    assert f"$1,200{TIMES}12.5% = $150" in {each.computation for each in worked_examples(spec)}


def test_an_explanation_shows_dollars_times_the_share(tmp_path: Path) -> None:
    read = verified(tmp_path, TABLE, gains(("20000", "24000")), paying())
    account = due(tmp_path, TABLE, gains(("20000", "24000")), paying())
    traced = {each.name: each for each in of_settlement(read.spec, read.facts, account)}
    assert traced["settlement.rates.reading"].steps[0] == (
        "4,000 x $0.12 and 1/2 of a cent = $500.00 (dollars above 0)"
    )


def test_totals_and_yes_or_no_do_not_say_how_much(tmp_path: Path) -> None:
    table = gains(("20000", "yes"))
    assert refused(tmp_path, TABLE, table, paying())
    totals = TABLE.partition("participants")[0]
    totals += "roster: 9\noutcomes: {reading: {measured: 9, eligible: 9, reached: 9}}\n"
    assert [each.code for each in refused(tmp_path, totals, spec=paying())] == ["RES-07"]


@pytest.mark.parametrize(
    ("spec", "code", "path", "words"),
    [
        (
            paying(measure={**GAIN, "scale": "points"}),
            "PAY-43",
            "per_participant.share",
            "measured as points",
        ),
        (paying({"share": "5%", "above": "-1"}), "PAY-43", "per_participant.above", "nothing is gained"),
        (paying({"share": "0%"}), "PAY-17", "per_participant.share", "is 0%"),
        (paying({"share": "150%"}), "PAY-17", "per_participant.share", "is 150%"),
        (paying(unit="dollar"), "PAY-14", "unit", "belongs to per_unit"),
        (paying(by_year={"2027-28": "$5"}), "PAY-14", "by_year", "a flat price"),
        (paying(outcome="absence"), "PAY-16", "per_participant", "one value for the whole group"),
        (paying(all=["reading", "math"]), "PAY-16", "per_participant", "there are several"),
        (paying(score={"reading": "50%", "math": "50%"}), "PAY-16", "per_participant", "no amount of money"),
        (paying(at_most_each=None), "PAY-06", "", "as many dollars as are measured"),
    ],
)
def test_a_share_of_what_is_no_amount_is_a_problem(spec: Spec, code: str, path: str, words: str) -> None:
    told = {".".join(map(str, each.path)): each for each in check_lines(spec) if each.code == code}
    assert words in told[f"payment.rates.reading.{path}".rstrip(".")].message


def test_a_share_of_dollars_is_no_problem() -> None:
    assert not any(map(is_error, check_lines(paying())))
