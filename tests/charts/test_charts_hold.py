"""Whatever the deal: no label meets another or leaves the frame, every figure is in the alternative text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from drawn import WORDS, figure_of, labels, meeting
from obcgen.charts.attainment import Curve, Level, attainment
from obcgen.charts.bars import MOST_ROWS
from obcgen.charts.canvas import Canvas, Picture
from obcgen.charts.columns import Paid, columns
from obcgen.charts.results import Result, Reward, results
from obcgen.charts.scenarios import Scenario, scenario_costs
from obcgen.charts.split import Funding, funding_split
from obcgen.charts.timeline import Span, timeline
from obcgen.charts.written import with_year, written
from obcgen.document.drawing import Path
from obcgen.figures import number_text
from obcgen.money import Money, Share, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from obcgen.document.drawing import Drawing

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


def struck(drawing: Drawing) -> Iterator[str]:
    """Yield each word through which an upright line of a month goes."""
    for shape in drawing.shapes:
        if isinstance(shape, Path) and shape.stroke == "rule":
            line = replace(shape.extent, right=shape.extent.right + 1)
            yield from (one.text for one in labels(drawing) if one.extent.overlaps(line))


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


SPANS = st.builds(
    lambda name, kind, first, long, waits: Span(
        name,
        kind,
        first,
        first + timedelta(long),
        tuple(first + timedelta(long + days) for days in sorted(waits)),
    ),
    NAMES,
    st.sampled_from(["service", "window", "deadline"]),
    DAYS,
    st.integers(0, 900),
    st.sets(st.integers(1, 400), max_size=3),
)
NEAR = st.sets(st.integers(0, 40), max_size=30) | st.sets(st.integers(0, 1500), max_size=30)
"""Days from the first payment on: some of them one day apart."""


@st.composite
def paid(draw: st.DrawFn) -> list[Paid]:
    first = draw(DAYS)
    days = [first + timedelta(after) for after in sorted(draw(NEAR))]
    return [Paid(day, day, draw(AMOUNTS), draw(AMOUNTS)) for day in days]


def summed(near: Sequence[Paid]) -> Paid:
    base, performance = total(one.base for one in near), total(one.performance for one in near)
    return Paid(near[0].first, near[-1].last, base, performance)


@FEW
@given(CANVASES, st.lists(SPANS, min_size=1, max_size=14), paid(), AMOUNTS)
def test_a_timeline_is_sound(canvas: Canvas, spans: list[Span], found: list[Paid], undated: Money) -> None:
    picture = timeline(canvas, spans, found, summed, undated)
    sound(picture)
    assert list(struck(figure_of(picture).drawing)) == []
    told = picture.alternative
    if not told.endswith("The table has the rest."):
        assert all(written(day) in told for span in spans for day in (span.first, span.last, *span.paid))
        assert all(written(one.first) in told and str(one.base) in told for one in found if one.base)
        assert not undated or str(undated) in told


@given(st.lists(st.integers(0, 1500), min_size=1, max_size=30, unique=True), st.integers(1, 10**9))
def test_columns_lose_no_payment_and_stand_in_order(after: list[int], cents: int) -> None:
    days = [date(2027, 1, 1) + timedelta(each) for each in sorted(after)]
    of_days = [Paid(day, day, Money(cents), Money(cents)) for day in days]
    found = columns(Canvas(4680, WORDS), of_days, summed, lambda day: 1500 + 2 * (day - days[0]).days, 1400)
    assert total(each.paid.amount for each in found) == total(each.amount for each in of_days)
    assert [each.at for each in found] == sorted({each.at for each in found})
    assert (found[0].paid.first, found[-1].paid.last) == (days[0], days[-1])


def test_payments_of_two_years_stay_apart_though_two_are_a_month_apart() -> None:
    months = ((11, 330), (14, 330), (17, 330), (20, 330), (21, 405), (26, 90), (28, 135), (30, 135), (32, 90))
    of_days = [
        Paid(day, day, Money(thousands * 1_000_00), Money(0))
        for day, thousands in ((date(2027 + month // 12, month % 12 + 1, 15), paid) for month, paid in months)
    ]
    start = date(2027, 7, 1)
    found = columns(
        Canvas(4680, WORDS), of_days, summed, lambda day: 1860 + 2760 * (day - start).days // 823, 1860
    )
    assert [each.paid for each in found] == of_days


def test_a_label_that_has_no_room_brings_its_neighbors_into_one_column() -> None:
    days = [date(2027, 3, day) for day in range(1, 9)]
    of_days = [Paid(day, day, Money(100_00), Money(50_00)) for day in days]
    (one,) = columns(Canvas(4680, WORDS), of_days, summed, lambda day: 2000 + 3 * day.day, 1900)
    assert one.texts == ("$1,200", "Mar 1 to Mar 8")


def test_spans_of_one_kind_that_are_too_many_share_a_row() -> None:
    def drawn(count: int) -> int:
        days = [date(2027, 1, 1) + timedelta(30 * number) for number in range(count)]
        spans = [Span(f"Window: {number}", "window", day, day) for number, day in enumerate(days)]
        picture = timeline(Canvas(4680, WORDS), spans, [], summed, Money(0))
        told = [one.text for one in labels(figure_of(picture).drawing)]
        return len([text for text in told if text == "Window" or text.startswith("Window:")])

    assert (drawn(5), drawn(6)) == (5, 1)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2028, 5, 8), date(2028, 5, 8), "May 8, 2028"),
        (date(2028, 5, 8), date(2028, 5, 19), "May 8 to 19, 2028"),
        (date(2028, 1, 1), date(2028, 9, 30), "Jan 1 to Sep 30, 2028"),
        (date(2027, 12, 20), date(2028, 1, 3), "Dec 20, 2027 to Jan 3, 2028"),
        (date(2027, 5, 8), date(2028, 5, 19), "May 8, 2027 to May 19, 2028"),
    ],
)
def test_the_days_of_a_row_have_their_years_and_say_none_twice(first: date, last: date, told: str) -> None:
    picture = timeline(Canvas(4680, WORDS), [Span("Window: a", "window", first, last)], [], summed, Money(0))
    assert with_year(first, last) == told
    assert told in [one.text for one in labels(figure_of(picture).drawing)]


def test_the_key_of_a_timeline_explains_each_mark_of_it_and_no_other() -> None:
    keyed = ("base", "performance", "deciding", "settling", "due", "height")

    def drawn(spans: list[Span], found: list[Paid]) -> list[str]:
        picture = timeline(Canvas(7000, WORDS), spans, found, summed, Money(0))
        shown = " ".join(one.text for one in labels(figure_of(picture).drawing))
        return [code for code in keyed if WORDS[code] in shown]

    day, until = date(2028, 5, 8), date(2029, 12, 1)
    service = Span("Service of a year and more", "service", day, until)
    window = Span("Window: a", "window", day, day, (date(2028, 8, 1),))
    paid = Paid(day, day, Money(1), Money(1))
    assert drawn([service, window], [paid]) == list(keyed)
    assert drawn([service, replace(window, paid=())], []) == ["deciding"]
    assert drawn([service], []) == []
