from __future__ import annotations

import pytest

from articles import article, blocks_in, problem_in, problems_of, section, tree_of
from obcgen.document.drawing import Circle, Label, Path, Rectangle
from obcgen.document.figures import MOST_SHAPES, TALLEST, WIDEST

TITLE = "<title>A bar of $450 and one of $750.</title>"
CAPTION = "<figcaption>Base and <em>performance</em></figcaption>"
RECT = "<rect x='0' y='0' width='200' height='40' fill='primary'/>"


def drawn(*shapes: str, frame: str = "0 0 468 100", title: str = TITLE) -> str:
    return f"<svg viewBox='{frame}'>{title}{''.join(shapes)}</svg>"


def figure(*shapes: str, id: str = "split", caption: str = CAPTION, **more: str) -> str:  # noqa: A002 - HTML's name
    return f"<figure id='{id}'>{caption}{drawn(*(shapes or (RECT,)), **more)}</figure>"


def test_a_figure_has_a_number_a_caption_an_alternative_text_and_its_shapes() -> None:
    shapes = (
        "<rect x='0' y='10' width='200' height='40' fill='accent' stroke='accent' class='stripes'/>",
        "<polyline points='0,90 200,50' stroke='muted' stroke-width='12' class='dashed'/>",
        "<polygon points='0,0 9,9 0,9' fill='warning'/>",
        "<circle cx='30' cy='60' r='8' fill='paper' stroke='text'/>",
        "<text x='100' y='75' data-room='90' font-size='80' text-anchor='middle'>$450</text>",
    )
    assert blocks_in(figure(*shapes)).splitlines() == [
        "figure #split (Figure 1) 468 x 100: Base and *performance*",
        "  alternative: A bar of $450 and one of $750.",
        "  rectangle 0,10 200x40 accent stripes, accent 5",
        "  line 0,90 200,50, muted 12 dashed",
        "  polygon 0,0 9,9 0,9 warning, none 5 solid",
        "  circle 30,60 8 paper, text 5",
        '  label middle 100,75 90 wide, 80 text: "$450"',
    ]


def test_figures_are_counted_apart_from_tables_and_can_be_referred_to() -> None:
    table = "<table id='t'><caption>T</caption><tbody><tr><td>x</td></tr></tbody></table>"
    inner = (
        figure(id="first") + table + figure(id="next") + "<p>See <a href='#next'></a>, <a href='#t'></a>.</p>"
    )
    text = tree_of(section(inner))
    assert "#next (Figure 2)" in text
    assert "See [Figure 2](#next), [Table 1](#t)." in text


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        (f"<figure id='f'>{drawn(RECT)}</figure>", "The figure “f” has no caption."),
        (f"<figure id='f'>{CAPTION}{CAPTION}{drawn(RECT)}</figure>", "The figure “f” has 2 captions."),
        (f"<figure id='f'><figcaption> </figcaption>{drawn(RECT)}</figure>", "The caption of “f” is blank."),
        (f"<figure id='f'>{CAPTION}</figure>", "The figure “f” has no drawing."),
        (figure(id="f", title=""), "The drawing of “f” has no alternative text."),
        (figure(id="f", title="<title> </title>"), "The drawing of “f” has no alternative text."),
        (figure("", id="f"), "The drawing of “f” has no shapes."),
        (figure(RECT * (MOST_SHAPES + 1), id="f"), "The drawing of “f” has 501 shapes."),
        (
            figure("<text x='0' y='70' data-room='9' font-size='80'> </text>", id="f"),
            "A text of “f” is blank.",
        ),
        (
            figure("<text x='0' y='70' data-room='9' font-size='59'>tiny</text>", id="f"),
            "The text “tiny” of “f” is too small to read.",
        ),
        (
            figure(id="f", title=f"<title>{'x ' * 2001}</title>"),
            "The alternative text of “f” is longer than 4,000 characters.",
        ),
    ],
)
def test_a_figure_that_is_incomplete_is_refused(inner: str, message: str) -> None:
    problem = problem_in(inner)
    assert (problem.code, problem.message) == ("DOC-19", message)
    assert problem.place
    assert problem.hint


@pytest.mark.parametrize(
    "shape",
    [
        "<rect x='269' y='0' width='200' height='40'/>",
        "<rect x='0' y='61' width='200' height='40'/>",
        "<polyline points='0,0 469,10'/>",
        "<circle cx='7' cy='50' r='8'/>",
        "<text x='400' y='70' data-room='69' font-size='80'>x</text>",
        "<text x='40' y='70' data-room='41' font-size='80' text-anchor='end'>x</text>",
        "<text x='40' y='70' data-room='82' font-size='80' text-anchor='middle'>x</text>",
        "<text x='0' y='63' data-room='9' font-size='80'>x</text>",
        "<text x='0' y='81' data-room='9' font-size='80'>x</text>",
    ],
)
def test_a_shape_outside_its_frame_is_refused(shape: str) -> None:
    problem = problem_in(figure(shape))
    assert problem.code == "DOC-20"
    assert "leaves the frame of 468 by 100" in problem.message


@pytest.mark.parametrize("frame", [f"0 0 {WIDEST + 1} 100", f"0 0 468 {TALLEST + 1}"])
def test_a_drawing_larger_than_a_page_is_refused(frame: str) -> None:
    assert problem_in(figure(frame=frame)).code == "DOC-20"


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        ("<path d='M0 0'/>", "DOC-03"),
        ("<image href='https://a.example/x.png'/>", "DOC-03"),
        ("<script>x</script>", "DOC-03"),
        ("<style>rect{fill:red}</style>", "DOC-03"),
        ("<p>x</p>", "DOC-04"),
        ("<rect x='0' y='0' width='9' height='9' fill='#FF0000'/>", "DOC-08"),
        ("<rect x='0.5' y='0' width='9' height='9'/>", "DOC-08"),
        ("<rect x='-5' y='0' width='9' height='9'/>", "DOC-08"),
        ("<rect x='0' y='0' width='9' height='9' onclick='x'/>", "DOC-06"),
        ("<rect x='0' y='0' width='9'/>", "DOC-07"),
        ("<polyline points='0,0'/>", "DOC-08"),
        ("words", "DOC-05"),
    ],
)
def test_anything_but_the_vocabulary_is_refused_once(shape: str, code: str) -> None:
    assert problem_in(figure(shape)).code == code


def test_a_figure_stands_in_a_section_and_nowhere_else() -> None:
    for around in ("<ul><li>{}</li></ul>", "<aside data-kind='note' data-title='N'>{}</aside>", "<p>{}</p>"):
        codes = [problem.code for problem in problems_of(article(section(around.format(figure()))))]
        assert codes == ["DOC-04"]


def test_the_extent_of_a_shape_holds_all_of_it() -> None:
    def sides(shape: Rectangle | Path | Circle | Label) -> tuple[int, int, int, int]:
        extent = shape.extent
        return extent.left, extent.top, extent.right, extent.bottom

    assert sides(Rectangle(10, 20, 30, 40)) == (10, 20, 40, 60)
    assert sides(Path(((5, 9), (1, 30), (7, 2)))) == (1, 2, 7, 30)
    assert sides(Circle(10, 20, 5)) == (5, 15, 15, 25)
    assert sides(Label(100, 50, "x", 40, 80)) == (100, -14, 140, 70)
    assert sides(Label(100, 50, "x", 40, 80, "middle")) == (80, -14, 120, 70)
    assert sides(Label(100, 50, "x", 40, 80, "end")) == (60, -14, 100, 70)


def test_extents_that_only_touch_do_not_overlap() -> None:
    left, right = Rectangle(0, 0, 10, 10).extent, Rectangle(10, 0, 10, 10).extent
    assert not left.overlaps(right)
    assert Rectangle(9, 0, 10, 10).extent.overlaps(left)
    assert not Rectangle(9, 10, 10, 10).extent.overlaps(left)
