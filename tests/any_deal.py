"""Draws deals that the rules accept: lines of every shape, groups, cohorts, caps, discounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from deals import Texts, deal
from obcgen.money import Money

if TYPE_CHECKING:
    from obcgen.spec import Spec

money = st.integers(min_value=1, max_value=10**7).map(lambda cents: Money(cents).plain)
shares = st.integers(min_value=1, max_value=100).map("{}%".format)
factors = st.sampled_from(["5/6", "1/3", "100%", "37.5%"])


@st.composite
def ladders(draw: st.DrawFn, level: str) -> list[Texts]:
    size = draw(st.integers(min_value=2, max_value=4))
    levels = sorted(draw(st.sets(st.integers(1, 99), min_size=size, max_size=size)))
    pays = sorted(draw(st.sets(st.integers(1, 10**6), min_size=size, max_size=size)))
    return [{level: f"{at}%", "pay": Money(pay).plain} for at, pay in zip(levels, pays, strict=True)]


def numbered(ladder: list[Texts]) -> list[Texts]:
    return [rung | {"at_least": rung["at_least"].removesuffix("%")} for rung in ladder]


shapes = st.one_of(
    money.map(lambda price: {"per_participant": price}),
    money.map(lambda price: {"per_participant": {"proposed": "true", "at_most": price}}),
    ladders("at_least").map(lambda rungs: {"per_participant": {"tiers": numbered(rungs)}}),
    ladders("at_least").map(lambda r: {"per_participant": {"tiers": numbered(r), "combine": "cumulative"}}),
    money.map(lambda price: {"per_unit": "$5", "unit": "day", "at_most": price}),
    ladders("at_least").map(lambda rungs: {"group_result": {"steps": rungs}}),
    ladders("at").map(
        lambda points: {"group_result": {"line": points, "above": "extend", "below": "extend"}}
    ),
    shares.map(lambda share: {"outcome": "absence", "share_of": {"budget": share, "of": "$100,000"}}),
    st.tuples(money, money).map(
        lambda prices: {"per_participant": "$1", "by_year": {"2027-28": prices[0], "2028-29": prices[1]}}
    ),
)


@st.composite
def rates(draw: st.DrawFn) -> Texts:
    found: Texts = {}
    for index, shape in enumerate(draw(st.lists(shapes, min_size=1, max_size=5))):
        outcome = draw(st.sampled_from(["reading", "math"]))
        line: Texts = {"outcome": outcome, "due": "2028-07-31", **shape}
        if draw(st.booleans()):
            line["factor"] = draw(factors)
        if draw(st.booleans()):
            line.setdefault("at_most", draw(money))
        place = draw(st.sampled_from(["", "", "group", "cohort"]))
        if place and "by_year" not in line:
            line[place] = {"group": "learners", "cohort": "first"}[place]
        found[f"line_{index}"] = line
    return found


@st.composite
def deals(draw: st.DrawFn) -> Spec:
    planned = draw(st.integers(min_value=3, max_value=400))
    first, group = (draw(st.integers(min_value=1, max_value=planned - 1)) for _ in range(2))
    lines = draw(rates())
    paid = sorted({line["outcome"] for line in lines.values()})
    caps: Texts = {"participant": draw(money)} if draw(st.booleans()) else {}
    caps |= {"outcome": {paid[0]: draw(money)}} if draw(st.booleans()) else {}
    caps |= {"cohort": {"first": draw(money)}} if draw(st.booleans()) else {}
    caps |= {"year": {"2027-28": draw(money)}} if draw(st.booleans()) else {}
    caps |= {"total": draw(money)} if draw(st.booleans()) else {}
    cut = draw(st.integers(min_value=1, max_value=99))
    dates = {"a": "2027-10-15", "b": "2028-02-15"}
    parts = {
        key: {"share": f"{share}/100", "due": dates[key]} for key, share in [("a", cut), ("b", 100 - cut)]
    }
    return deal(
        population={
            "planned": str(planned),
            "maximum": str(planned + draw(st.integers(0, 50))),
            "groups": {"learners": {"name": "Learners", "planned": str(group)}},
        },
        cohorts={
            "first": {"name": "First", "planned": str(first), "starts": "2027-09-01", "ends": "2028-06-01"},
            "second": {
                "name": "Second",
                "planned": str(planned - first),
                "starts": "2028-09-01",
                "ends": "2029-06-01",
            },
        },
        funding={"not_to_exceed": Money(10**6 + draw(st.integers(0, 10**8))).plain},
        payment={
            "base": {
                "due": None,
                "fixed": draw(st.sampled_from(["$9,999.99", "$10,000"])),
                "installments": parts,
            },
            "rates": {"reading": None, **lines},
            "caps": caps or None,
            "discount": draw(st.sampled_from(["0%", "2.5%", "1/3"])),
        },
    )
