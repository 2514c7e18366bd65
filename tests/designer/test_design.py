from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from deals import PLAIN, overlaid
from obcgen.account.scenarios.assumed import Assumed, facts_of, places_of
from obcgen.account.settle import settle
from obcgen.cli import main
from obcgen.deal.compile import deal_of
from obcgen.designer.design import Design, design_for
from obcgen.designer.ground import with_values
from obcgen.designer.to_data import to_data
from obcgen.designer.to_text import to_text
from obcgen.money import Money, Share
from obcgen.problems import ObcgenError
from obcgen.reading import reading_of_values

TWO = {
    "base": {"per_participant": "$100", "due": "2027-10-15", "fixed": None},
    "rates": {
        "reading": {"per_participant": "$500", "due": "2028-07-31"},
        "math": {"per_participant": "$250", "due": "2028-07-31"},
    },
}
BUDGET = {"budget": "$60,000"}


def designed(wanted: dict[str, Any], **changes: Any) -> Design:
    values = overlaid(overlaid(PLAIN, {"payment": TWO}), changes)
    return design_for(reading_of_values(values, "deal.yaml"), wanted)


def refused(wanted: dict[str, Any], **changes: Any) -> tuple[str, tuple[object, ...], str]:
    with pytest.raises(ObcgenError) as caught:
        designed(wanted, **changes)
    problem = caught.value.problems[0]
    return problem.code, problem.path, f"{problem.message} {problem.expected} {problem.hint}"


def test_what_is_designed_meets_what_is_wanted_when_it_is_settled() -> None:
    found = designed({**BUDGET, "at_risk": "60%", "overrun": "2%", "rounding": "$10", "cost": "$200"})
    spec = with_values(found.ground.source, found.values)
    levels = {key: each.target for key, each in spec.outcomes.items()}
    account = settle(spec, facts_of(spec, Assumed(100, levels)))
    assert account == found.at_target
    assert Money.dollars(20_000) <= account.total <= Money.dollars(60_000)
    assert account.performance.over(account.total).value >= Fraction(60, 100)
    assert all(Money.parse(value).cents % 1_000 == 0 for value in found.values.values())
    assert found.overrun <= Fraction(2, 100)


def test_the_chance_of_an_overrun_is_that_of_settling_every_course_of_chance() -> None:
    one = {"rates": {"math": None}}
    found = designed(
        {"budget": "$2,000", "overrun": "10%", "rounding": "$1", "served": "6"},
        payment=one,
        funding={"not_to_exceed": "$2,000"},
    )
    deal = deal_of(
        with_values(found.ground.source, {**found.values, ("funding", "not_to_exceed"): "$999,999"})
    )
    assumed = Assumed(6)
    (place,) = places_of(deal, assumed)
    beyond = Fraction(0)
    for reached in range(7):
        counts = {key: [reached if key == "reading" else 0] for key in ("reading", "math")}
        total = settle(deal, facts_of(deal, assumed, counts, [place])).total
        ways = [1, 6, 15, 20, 15, 6, 1][reached]
        chance = ways * Fraction(2, 5) ** reached * Fraction(3, 5) ** (6 - reached)
        beyond += chance if total > Money.dollars(2_000) else 0
    assert 0 < found.overrun == beyond <= Fraction(1, 10)


def test_prices_keep_their_relation_and_a_cap_for_one_gives_way_to_them() -> None:
    found = designed(BUDGET, payment={"caps": {"participant": "$300"}})
    prices = {row["id"]: Money.parse(row["price"]) for row in to_data(found)["card"]}  # type: ignore[attr-defined]
    assert prices["reading"] == prices["math"] * 2
    assert found.values[("payment", "caps", "participant")] == str(prices["reading"] + prices["math"])


def test_parts_set_another_relation() -> None:
    found = designed({**BUDGET, "parts": {"reading": "1", "math": "3"}})
    assert found.card.price(found.demand, "math") == found.card.price(found.demand, "reading") * 3


def test_prices_that_are_blank_are_designed() -> None:
    blank = {"rates": {"reading": {"per_participant": "<price>"}, "math": {"per_participant": ""}}}
    found = designed(BUDGET, payment=blank, document=None)
    assert found.card.price(found.demand, "math") == found.card.price(found.demand, "reading")


def test_a_budget_and_a_cost_for_each_are_those_of_everybody_served() -> None:
    known = {"funding": {"delivery_cost": {"per_participant": "$100", "fixed": "$2,000"}}}
    demand = designed({"per_participant": "$600", "served": "80"}, **known).demand
    assert (demand.budget, demand.cost) == (Money.dollars(48_000), Money.dollars(10_000))
    assert designed({**BUDGET, "fixed": "$500"}, **known).demand.cost == Money.dollars(10_500)


def test_targets_and_baselines_that_are_wanted_become_edits() -> None:
    found = designed({**BUDGET, "targets": {"reading": "50%"}, "baselines": {"reading": "20%"}})
    edits: Any = to_data(found)["edits"]
    assert {"outcomes.reading.target"} <= {each["dotted"] for each in edits}
    assert "outcomes.reading.expected_without" not in {each["dotted"] for each in edits}
    assert found.demand.outcomes["reading"].met == 50


def test_the_provider_breaks_even_where_the_mean_of_what_is_paid_is_its_cost() -> None:
    found = designed({"budget": "$60,000", "cost": "$400", "at_risk": "80%"})
    part, demand = found.breaks_even, found.demand
    assert part is not None
    levels = {
        found.ground.lines[key]: Share(each.target.value * part) for key, each in demand.outcomes.items()
    }
    paid = found.card.base * demand.base + sum(
        found.card.price(demand, key).cents * each.counted * levels[key].value
        for key, each in demand.outcomes.items()
    )
    assert paid == demand.cost.cents == 4_000_000
    assert found.loss == 1 - demand.chances.beyond(
        -(-(4_000_000 - found.card.base * 100) // found.card.part) - 1
    )


@pytest.mark.parametrize(
    ("wanted", "path", "word"),
    [
        ({"budget": "$9,000", "cost": "$100"}, "budget", "$1"),
        ({"budget": "$12,000", "cost": "$100", "overrun": "0%"}, "overrun", "%"),
        ({"budget": "$10,000", "cost": "$95", "at_risk": "90%", "overrun": "0%"}, "overrun", "%"),
        ({"budget": "$12,000", "rounding": "$100", "at_risk": "10%"}, "rounding", "$"),
    ],
)
def test_a_wish_that_stands_in_the_way_is_named_with_the_nearest(
    wanted: dict[str, str], path: str, word: str
) -> None:
    code, at, told = refused(wanted)
    assert (code, at) == ("DSG-03", (path,))
    assert "nearest that can be met" in told
    assert word in told


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ({"overrun": "101%"}, ("overrun",)),
        ({"budget": "$1", "per_participant": "$1"}, ("per_participant",)),
        ({"rounding": "$0.50"}, ("rounding",)),
        ({"served": "0"}, ("served",)),
        ({"served": "101"}, ("served",)),
        ({"parts": {"reading": "0"}}, ("parts", "reading")),
        ({"parts": {"raeding": "2"}}, ("parts", "raeding")),
        ({"targets": {"reading": "20%"}}, ("targets", "reading")),
        ({"targets": {"nope": "5%"}}, ("targets", "nope")),
        ({"baselines": {"nope": "5%"}}, ("baselines", "nope")),
        ({"targets": {"reading": "0.1%"}, "baselines": {"reading": "0%"}}, ("targets", "reading")),
        ({"budget": "$2,000,000"}, ("budget",)),
        ({"at_risk": "100%"}, ("at_risk",)),
    ],
)
def test_what_cannot_be_wanted_is_told(wanted: dict[str, Any], path: tuple[str, ...]) -> None:
    assert refused(wanted)[:2] == ("DSG-01", path)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ({"factor": "5/6"}, "reading"),
        ({"at_most": "$1,000"}, "reading"),
        ({"deduction": {"below": "10", "pay": "$60"}}, "reading"),
        ({"requires": {"reached": ["math"]}}, "reading"),
        ({"per_participant": {"tiers": [{"at_least": "40", "pay": "$1"}]}}, "reading"),
    ],
)
def test_a_line_that_pays_in_another_way_is_told(line: dict[str, Any], path: str) -> None:
    code, at, _ = refused(BUDGET, payment={"rates": {"reading": line}})
    assert (code, at) == ("DSG-02", ("payment", "rates", path))


def test_a_base_that_is_fixed_is_told() -> None:
    base = {"base": {"per_participant": None, "fixed": "$10,000"}}
    assert refused(BUDGET, payment=base)[:2] == ("DSG-02", ("payment", "base"))


def test_a_cap_that_cuts_designed_prices_is_told() -> None:
    code, at, told = refused(BUDGET, payment={"caps": {"total": "$5,000"}})
    assert (code, at) == ("DSG-04", ("payment", "caps", "total"))
    assert "$5,000" in told


def test_what_would_take_too_long_is_told_with_what_would_not() -> None:
    many = {"population": {"planned": "40000"}, "funding": {"not_to_exceed": "$900,000,000"}}
    code, at, told = refused({"budget": "$60,000,000"}, **many)
    assert (code, at) == ("DSG-05", ("served",))
    fewer = told.split("about ")[1].split(" ")[0]
    assert designed({"budget": "$6,000,000", "served": str(int(fewer) // 4)}, **many).demand.base == 40_000
    rich = {"funding": {"not_to_exceed": "$900,000,000,000"}}
    code, at, told = refused({"budget": "$900,000,000,000", "rounding": "$1"}, **rich)
    assert (code, at) == ("DSG-01", ("rounding",))
    assert "or more" in told


def test_where_no_single_wish_stands_in_the_way_that_is_said() -> None:
    wanted = {"budget": "$20,000", "at_risk": "99.9999%", "rounding": "$100", "overrun": "0%", "cost": "$500"}
    code, at, told = refused(wanted)
    assert (code, at) == ("DSG-03", ())
    assert "two things at once" in told


def proposed(most: str) -> dict[str, Any]:
    return {"base": {"per_participant": {"proposed": "true", "at_most": most}}}


def test_a_base_that_bidders_propose_is_designed_at_its_most() -> None:
    found = designed(BUDGET, payment=proposed("$600"))
    assert found.demand.base == 100
    assert found.values[("payment", "base", "per_participant", "at_most")] == str(Money(found.card.base))
    assert found.card == designed(BUDGET).card
    row: Any = to_data(found)["card"]
    assert (row[0]["name"], row[0]["before"]) == ("Base funding, at most", "600.00")


def test_a_budget_above_the_not_to_exceed_is_no_way_out() -> None:
    wanted = {"budget": "$9,000", "cost": "$100", "rounding": "$1"}
    assert "$10,840" in refused(wanted)[2]
    code, at, told = refused(wanted, funding={"not_to_exceed": "$9,000"})
    assert (code, at) == ("DSG-03", ("cost",))
    assert "budget" not in told


def test_two_wishes_that_must_give_way_are_named_with_what_will_do() -> None:
    wanted = {"budget": "$20,000", "at_risk": "99%", "rounding": "$100", "overrun": "0%"}
    told = refused(wanted, funding={"not_to_exceed": "$20,000"})[2]
    assert "prices in steps of $50, and" in told
    steps = told.split("steps of ")[1].split(",")[0]
    share = told.rsplit(" of ", 1)[1].removesuffix(".")
    assert designed({**wanted, "rounding": steps, "at_risk": share}, funding={"not_to_exceed": "$20,000"})


def test_a_fault_where_money_is_computed_stops_the_design() -> None:
    assert refused(BUDGET, population={"planned": "many"})[1] == ("population", "planned")


def test_a_provider_whose_base_covers_its_cost_has_no_loss_and_one_above_the_limit_surely_has() -> None:
    found = designed({**BUDGET, "cost": "$1"})
    assert (found.loss, found.breaks_even) == (Fraction(0), Fraction(0))
    lost = designed({**BUDGET, "cost": "$1", "fixed": "$59,000", "overrun": "100%", "at_risk": "99%"})
    assert lost.loss is not None
    assert Fraction(1, 10) < lost.loss < 1


def test_the_text_says_where_the_provider_stands() -> None:
    assert "The provider's cost is not known" in to_text(designed(BUDGET))
    assert "breaks even without any result" in to_text(designed({**BUDGET, "cost": "$1"}))
    assert "breaks even at" in to_text(designed({**BUDGET, "cost": "$400", "at_risk": "80%"}))


DENVER = str(Path(__file__).parent.parent.parent / "specs/denver-literacy.yaml")


def test_the_command_prints_the_same_as_data() -> None:
    done = CliRunner().invoke(main, ["design", DENVER, "--budget", "$800,000", "--rounding", "$20", "--json"])
    data = json.loads(done.stdout)
    assert [row["id"] for row in data["card"]] == ["base", "fluency", "vocabulary", "phonemic_awareness"]
    assert data["provider"]["cost_per_participant"] == "880.00"


def test_the_command_refuses_a_pair_without_an_equals_sign() -> None:
    done = CliRunner().invoke(main, ["design", DENVER, "--target", "fluency"])
    assert done.exit_code == 2
    assert "fluency=45%" in done.stderr


def test_the_command_writes_prices_into_the_spec_and_changes_nothing_else(tmp_path: Path) -> None:
    spec = tmp_path / "deal.yaml"
    was = Path(DENVER).read_bytes().replace(b"\n", b"\r\n")
    spec.write_bytes(b"\xef\xbb\xbf" + was)
    command = ["design", str(spec), "--budget", "$800,000", "--overrun", "0%"]
    shown = CliRunner().invoke(main, command).stdout
    assert spec.read_bytes() == b"\xef\xbb\xbf" + was
    assert "+    per_participant: $" in shown
    assert "--write writes it" in shown
    written = CliRunner().invoke(main, [*command, "--write"])
    assert written.exit_code == 0, written.output
    old, new = was.split(b"\r\n"), spec.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\r\n")
    assert len(old) == len(new)
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 4
    assert "has these prices already" in CliRunner().invoke(main, command).stdout


def test_a_target_given_twice_is_told() -> None:
    spec = Path(__file__).parents[2] / "specs" / "denver-literacy.yaml"
    result = CliRunner().invoke(main, ["design", str(spec), "--target", "a=1%", "--target", "a=2%"])
    assert result.exit_code == 2
    assert "“a” is given twice" in result.stderr
