"""A chart printed in black says the same: kinds differ by pattern or shape, and every ink stands out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from drawn import WORDS, figure_of
from obcgen.charts.attainment import Curve, Level, attainment
from obcgen.charts.canvas import Canvas, Picture
from obcgen.charts.columns import Paid
from obcgen.charts.key import INKS, mark
from obcgen.charts.results import Result, Reward, results
from obcgen.charts.scenarios import Scenario, scenario_costs
from obcgen.charts.split import Funding, funding_split
from obcgen.charts.timeline import Span, timeline
from obcgen.document.drawing import Circle, Ink, Label, Path, Rectangle
from obcgen.money import Money, Share
from obcgen.style import Colours, contrast

CANVAS = Canvas(4680, WORDS)
NOTHING, ALL = Share(Fraction(0)), Share(Fraction(1))
CURVE = Curve(
    "Text fluency",
    (Level(NOTHING, Money(0)), Level(ALL, Money(900_00))),
    Level(Share.parse("27%"), Money(243_00)),
    Level(Share.parse("45%"), Money(405_00)),
)
PICTURES = {
    "split": funding_split(
        CANVAS,
        (Funding("Base Funding", "base", Money(100)), Funding("Line", "performance", Money(50))),
        Money(150),
    ),
    "scenarios": scenario_costs(CANVAS, (Scenario("None", Money(100), Money(50)),), Money(150)),
    "attainment": attainment(CANVAS, (CURVE,)),
    "results": results(
        CANVAS,
        (
            Reward(
                "Growth",
                "one Participant",
                None,
                "steps",
                "any lower result",
                Money(0),
                tuple(
                    Result(Fraction(at), Money(at * 100), f"{at} points or more", str(at)) for at in (12, 18)
                ),
            ),
        ),
    ),
    "timeline": timeline(
        CANVAS,
        (
            Span("Service", "service", date(2027, 10, 4), date(2028, 5, 19)),
            Span("Window: spring", "window", date(2028, 5, 8), date(2028, 5, 19), (date(2028, 7, 31),)),
            Span("Last notice", "deadline", date(2027, 12, 17), date(2027, 12, 17)),
        ),
        (
            Paid(date(2027, 10, 15), date(2027, 10, 15), Money(100_00), Money(0)),
            Paid(date(2028, 7, 31), date(2028, 7, 31), Money(25_00), Money(900_00)),
        ),
        lambda near: near[0],
        Money(50_00),
    ),
}
each_picture = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)


def _contrast(ink: Ink) -> float:
    return contrast(getattr(Colours(), ink), "FFFFFF")


@each_picture
def test_words_are_read_on_white(picture: Picture) -> None:
    for shape in figure_of(picture).drawing.shapes:
        if isinstance(shape, Label):
            assert _contrast(shape.ink) >= 4.5


@each_picture
def test_whatever_means_something_stands_out_three_to_one_and_only_thin_rules_do_not(
    picture: Picture,
) -> None:
    for shape in figure_of(picture).drawing.shapes:
        if isinstance(shape, Rectangle | Circle) or (isinstance(shape, Path) and shape.closed):
            inks = {shape.fill, shape.stroke} - {"none", "paper"}
            assert inks
            assert all(_contrast(ink) >= 3 for ink in inks)
        elif isinstance(shape, Path) and _contrast(shape.stroke) < 3:
            assert (shape.stroke, shape.thickness, shape.dash) == ("rule", 5, "solid")


@pytest.mark.parametrize(
    "together",
    [
        ("base", "performance", "limit"),
        ("expected", "target"),
        ("base", "performance", "service", "deciding", "settling", "due"),
    ],
)
def test_what_stands_in_one_chart_differs_in_more_than_its_color(together: tuple[str, ...]) -> None:
    drawn = set()
    for look in together:
        shape = mark(look, 0, 50)  # type: ignore[arg-type]  # names of looks
        for ink in set(INKS.values()):
            shape = shape.replace(f'"{ink}"', '"black"')
        drawn.add(shape)
    assert len(drawn) == len(together)


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        (
            "split",
            (
                "Bar chart of what the maximum payment, $1.50, is made of.",
                "Base Funding is $1, which is 66.67%.",
                "Performance Funding for “Line” is at most $0.50, which is 33.33%.",
                "The Not-to-Exceed Amount is $1.50.",
            ),
        ),
        (
            "scenarios",
            (
                "Bar chart of what the District pays in each case, beside the Not-to-Exceed Amount of $1.50.",
                "“None”: Base Funding $1, Performance Funding $0.50, together $1.50.",
            ),
        ),
        (
            "attainment",
            (
                "Line charts of what each line of the Rate Card pays at each attainment, before the caps.",
                "“Text fluency” pays up to $900, in proportion.",
                "Expected without the Program, 27%: it pays $243.",
                "Target, 45%: it pays $405.",
            ),
        ),
        (
            "results",
            (
                "Line charts of what a line of the Rate Card pays at each measured result.",
                "“Growth” pays up to $18 for one Participant, in steps.",
                "Any lower result, $0; 12 points or more, $12; 18 points or more, $18.",
            ),
        ),
        (
            "timeline",
            (
                "Timeline from Oct 4, 2027 to Jul 31, 2028.",
                "Service: Oct 4, 2027 to May 19, 2028.",
                f"Window: spring: May 8, 2028 to May 19, 2028, then {WORDS['settling']} until Jul 31, 2028.",
                "Last notice: Dec 17, 2027.",
                "Each window that decides a payment is drawn, and no other.",
                "Oct 15, 2027: at most $100 of Base Funding.",
                "Jul 31, 2028: at most $25 of Base Funding and $900 of Performance Funding.",
                "Without a date, and not drawn: $50.",
            ),
        ),
    ],
)
def test_the_alternative_text_says_every_figure_in_sentences(name: str, sentences: tuple[str, ...]) -> None:
    assert PICTURES[name].alternative == " ".join(sentences)
