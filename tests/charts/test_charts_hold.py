"""Whatever the deal: no label meets another or leaves the frame, every figure is in the alternative text."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from drawn import WORDS, figure_of, labels, meeting
from obcgen.charts.attainment import Curve, Level, attainment
from obcgen.charts.bars import MOST_ROWS
from obcgen.charts.canvas import Canvas, Picture
from obcgen.charts.results import Result, Reward, results
from obcgen.charts.scenarios import Scenario, scenario_costs
from obcgen.charts.split import Funding, funding_split
from obcgen.charts.timeline import Event, timeline, written
from obcgen.figures import number_text
from obcgen.money import Money, Share

FEW = settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""A found fault is shown as it is: to make such a deal smaller takes minutes."""
LONG = {code: f"{words} as this District calls it in its documents" for code, words in WORDS.items()}
CANVASES = st.builds(
    Canvas, st.integers(2880, 7000), st.sampled_from([WORDS, LONG]), st.sampled_from([100, 140])
)
"""From four to nearly ten inches, in usual and in long words, in the shipped typeface and in the widest."""

ONES = st.text("abcdefghijklmnopqrstuvwxyzWM&<>'\"-éß中ﬁ0123456789", min_size=1, max_size=45)
NAMES = st.lists(ONES, min_size=1, max_size=30).map(" ".join)
AMOUNTS = st.integers(0, 10**13).map(Money)
SHARES = st.fractions(0, 1, max_denominator=1000).map(Share)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def sound(picture: Picture) -> None:
    figure = figure_of(picture)
    assert list(meeting(figure.drawing)) == []
    assert figure.alternative == " ".join(picture.alternative.split())


@FEW
@given(CANVASES, st.lists(st.tuples(NAMES, AMOUNTS), max_size=30), st.booleans(), AMOUNTS)
def test_a_funding_split_is_sound(
    canvas: Canvas, lines: list[tuple[str, Money]], has_base: bool, limit: Money
) -> None:
    base = [Funding("Base Funding", "base", Money(90_000_000))] if has_base or not lines else []
    parts = (*base, *(Funding(name, "performance", amount) for name, amount in lines))
    picture = funding_split(canvas, parts, limit)
    sound(picture)
    assert len(labels(figure_of(picture).drawing)) <= 3 + 4 * (MOST_ROWS + 1)


@FEW
@given(CANVASES, st.lists(st.builds(Scenario, NAMES, AMOUNTS, AMOUNTS), min_size=1, max_size=25), AMOUNTS)
def test_what_scenarios_cost_is_sound(canvas: Canvas, scenarios: list[Scenario], limit: Money) -> None:
    picture = scenario_costs(canvas, tuple(scenarios), limit)
    sound(picture)
    for one in scenarios[:MOST_ROWS]:
        told = str(one.base + one.performance) in picture.alternative
        assert told or picture.alternative.endswith("The table has the rest.")


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    shares = sorted(draw(st.lists(SHARES, max_size=6)))
    points = [Level(share, draw(AMOUNTS)) for share in (Share(Fraction(0)), *shares, Share(Fraction(1)))]
    most = max(point.pays for point in points)
    held = st.builds(Level, SHARES, st.integers(0, most.cents).map(Money))
    return Curve(draw(NAMES), tuple(points), draw(held), draw(held))


@FEW
@given(CANVASES, st.lists(curves(), min_size=1, max_size=15))
def test_payment_against_attainment_is_sound(canvas: Canvas, found: list[Curve]) -> None:
    picture = attainment(canvas, tuple(found))
    sound(picture)
    for curve in found[:4]:
        assert str(curve.target.pays) in picture.alternative
        assert str(curve.expected.share) in picture.alternative


@st.composite
def rewards(draw: st.DrawFn) -> Reward:
    places = st.fractions(-1000, 10**6, max_denominator=20)
    at = sorted(draw(st.sets(places, min_size=1, max_size=9)))
    paid = [Result(place, draw(AMOUNTS), draw(NAMES), number_text(place)) for place in at]
    rises: Literal["steps", "line"] = draw(st.sampled_from(["steps", "line"]))
    limit = draw(st.sampled_from([None, 99, 100]))
    return Reward(draw(NAMES), draw(NAMES), limit, rises, "any lower result", draw(AMOUNTS), tuple(paid))


@FEW
@given(CANVASES, st.lists(rewards(), min_size=1, max_size=15))
def test_payment_by_result_is_sound(canvas: Canvas, found: list[Reward]) -> None:
    picture = results(canvas, tuple(found))
    sound(picture)
    assert str(found[0].results[0].pays) in picture.alternative


@st.composite
def events(draw: st.DrawFn) -> tuple[Event, ...]:
    steps = draw(st.lists(st.tuples(NAMES, DAYS), min_size=1, max_size=12))
    begins = draw(DAYS)
    ends = begins + timedelta(draw(st.integers(0, 2000)))
    paid = draw(st.lists(st.tuples(NAMES, st.lists(DAYS, min_size=1, max_size=9)), max_size=8))
    return (
        *(Event("Procurement", name, "milestone", (day,)) for name, day in steps),
        Event("Program", "Service", "period", (begins, ends)),
        *(Event("Payments", name, "results", tuple(sorted(days))) for name, days in paid),
    )


@FEW
@given(CANVASES, events())
def test_a_timeline_is_sound(canvas: Canvas, found: tuple[Event, ...]) -> None:
    picture = timeline(canvas, found)
    sound(picture)
    for event in found:
        assert written(event.dates[0]) in picture.alternative
