"""What both engines set on a page alike: boxes to answer in, running heads, small numbers, a form alone."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pytest
from pdf_sample import said, shipped_style, small
from word_making import clauses, paragraph

from obcgen.document.tree import (
    Callout,
    Cell,
    Column,
    Document,
    Field,
    Item,
    ItemList,
    Number,
    Paragraph,
    Row,
    Section,
    Table,
)
from obcgen.writers import to_pdf, typst_pdf
from obcgen.writers.column_widths import fitted
from obcgen.writers.paper import head_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from obcgen.style import Style

    Make = Callable[[Document, Style], bytes]

STYLE = shipped_style()
CONTRACT = STYLE.of("contract")
FOOT = STYLE.page.bottom * 72
"""Points from the foot of the paper to the foot of the text."""
TOP = (STYLE.page.height - STYLE.page.top) * 72
each_engine = pytest.mark.parametrize("make", [to_pdf.to_pdf, typst_pdf.to_pdf])


def answer(name: str, room: Any, words: str = "Say how.") -> Table:
    head = Row((Cell((said(words),), header=True),), "head")
    blank = Row((Cell((Paragraph((Field(name, "long", words, room=room),)),)),))
    return Table(f"{name}-answer", (Column(100),), (head, blank), look="form")


def places(pdf: bytes) -> dict[str, tuple[int, float, float]]:
    """Return the page, foot and top of each field, in points from the foot of the paper."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages: list[Any] = [page.objgen for page in opened.pages]
        return {
            str(one.T): (pages.index(one.P.objgen), float(one.Rect[1]), float(one.Rect[3]))
            for one in opened.Root.AcroForm.Fields
        }


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


# --- boxes to answer in ----------------------------------------------------------------------------


@each_engine
def test_an_answer_of_a_page_fills_its_page_to_the_foot_below_a_heading_and_alone(make: Make) -> None:
    pdf = make(small(said("Answer:"), answer("first", "page"), answer("second", "page")), STYLE)
    found = places(pdf)
    assert [page for page, _, _ in found.values()] == [0, 1]
    assert len(texts(pdf)) == 2
    assert all(FOOT < foot < FOOT + 3 for _, foot, _ in found.values())
    assert TOP - 130 < found["first"][2] < TOP - 40
    assert TOP - 35 < found["second"][2] < TOP - 10


@each_engine
def test_what_follows_an_answer_of_a_page_is_on_the_next_page(make: Make) -> None:
    first, second = texts(make(small(answer("first", "page"), said("What follows.")), STYLE))
    assert "What follows." not in first
    assert "What follows." in second


@each_engine
def test_an_answer_of_a_page_begins_a_page_where_little_is_left_of_one(make: Make) -> None:
    above = tuple(said(f"Paragraph {number}.") for number in range(12))
    found = places(make(small(*above, answer("first", "page")), STYLE))
    assert found["first"][0] == 1


@each_engine
def test_answers_of_less_than_a_page_stand_together(make: Make) -> None:
    found = places(make(small(answer("first", "half"), answer("second", "half"), answer("third", "")), STYLE))
    assert [page for page, _, _ in found.values()] == [0, 0, 0]
    assert [220 < top - foot < 240 for _, foot, top in found.values()] == [True, True, False]


@each_engine
def test_a_short_answer_has_room_for_three_lines_and_no_more(make: Make) -> None:
    (_, foot, top), *_ = places(make(small(answer("first", "")), STYLE)).values()
    line = STYLE.sizes.table * STYLE.sizes.line
    assert 3 * line < top - foot < 4 * line


def test_what_is_written_into_blanks_does_not_widen_the_column_of_their_names() -> None:
    cells = (Cell((said("The payment at the beginning of the second year of service"),), header=True),)
    blanks = tuple(Cell((Paragraph((Field(name, "money", name),)),)) for name in ("paid", "due"))
    head = Row(tuple(Cell((said(name),), True) for name in ("Payment", "Paid", "Due")), "head")
    widths = (Column(30), Column(35), Column(35))
    table = Table("lines", widths, (head, Row(cells + blanks)))
    for written, kept in ((table, True), (replace(table, rows=(head, words(cells))), False)):
        (section,) = fitted(small(written), STYLE).blocks
        assert isinstance(section, Section)
        (made,) = section.blocks
        assert isinstance(made, Table)
        assert (made.columns == widths) is kept


def words(cells: tuple[Cell, ...]) -> Row:
    return Row((*cells, *(Cell((said(word),)) for word in ("One", "Two"))))


# --- lists -----------------------------------------------------------------------------------------


def lettered(count: int, kind: Any) -> ItemList:
    numbers = (
        Number("list-1", 0, place, f"({letter})", "", "lower-letter")
        for place, letter in enumerate("abcdef", 1)
    )
    labelled = (number if kind == "letters" else None for number in numbers)
    items = (
        Item((said(f"Item {place}."),), number) for place, number in zip(range(count), labelled, strict=False)
    )
    return ItemList(kind, tuple(items))


def parted(make: Make, count: int, kind: Any, above: int) -> list[int]:
    """Return how many items of a list below so many paragraphs stand on each page."""
    lines = tuple(said("Above.") for _ in range(above))
    return [page.count("Item") for page in texts(make(small(*lines, lettered(count, kind)), STYLE))]


@each_engine
@pytest.mark.parametrize("kind", ["letters", "bullets"])
def test_no_item_of_a_list_stands_alone_before_or_after_a_break(make: Make, kind: str) -> None:
    found = [parted(make, 5, kind, above) for above in (28, 30, 31, 32)]
    assert found == [[5], [3, 2], [2, 3], [0, 5]]


@each_engine
def test_three_items_stay_together_and_one_is_no_list_to_part(make: Make) -> None:
    assert [parted(make, 3, "letters", above) for above in (30, 31, 32)] == [[3], [0, 3], [0, 3]]
    assert [parted(make, 1, "letters", above) for above in (32, 33)] == [[1], [0, 1]]


@each_engine
def test_a_letter_stands_on_the_page_of_its_item(make: Make) -> None:
    lines = tuple(said("Above.") for _ in range(31))
    pages = texts(make(small(*lines, lettered(5, "letters")), STYLE))
    assert len(pages) == 2
    for page in pages:
        assert page.count("(") == page.count("Item")


# --- boxes with a bar --------------------------------------------------------------------------------


def boxed(words: str, lines: int, count: int = 9) -> Document:
    items = (Item((said(f"begins{number} {words} ends{number}"),)) for number in range(count))
    box = Callout("warning", "Box", (said("Compare:"), ItemList("bullets", tuple(items))))
    return small(*(said("A line.") for _ in range(lines)), box)


@each_engine
@pytest.mark.parametrize("lines", range(14, 24, 3))
def test_a_large_box_goes_on_over_the_page_and_each_item_of_it_is_whole(make: Make, lines: int) -> None:
    pages = texts(make(boxed("a word and another of a long item in a box " * 6, lines), STYLE))
    on = [{page for page, text in enumerate(pages) if f"ends{number}" in text} for number in range(9)]
    begun = [{page for page, text in enumerate(pages) if f"begins{number}" in text} for number in range(9)]
    assert on == begun
    assert len(set.union(*on)) > 1


@each_engine
@pytest.mark.parametrize("lines", range(2, 30, 4))
def test_a_small_box_is_whole(make: Make, lines: int) -> None:
    pages = texts(make(boxed("", lines, 8), STYLE))
    assert [("Compare:" in text) for text in pages] == [("ends7" in text) for text in pages]


# --- running heads ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("owner", "number", "mark", "expected"),
    [
        ("Denver Public Schools", "RFP-2027-014", "", "Denver Public Schools \N{MIDDLE DOT} RFP-2027-014"),
        ("Workforce Development Board of Central Ohio", "RFP-2027-006", "", "RFP-2027-006"),
        ("Denver Public Schools of Colorado", "RFP-2027-014", "Not for publication", "RFP-2027-014"),
        ("Denver Public Schools", "", "", "Denver Public Schools"),
        ("A " * 40, "", "", "A " * 26 + "A…"),
    ],
)
def test_the_running_head_is_one_line(owner: str, number: str, mark: str, expected: str) -> None:
    document = small(said("Text"), owner=owner.strip(), number=number, mark=mark)
    assert head_words(document) == expected


@each_engine
def test_a_page_on_which_a_part_begins_is_named_for_the_part_in_its_head(make: Make) -> None:
    article = Section(
        "parties",
        "Parties",
        "part",
        (said("Us."),),
        level=1,
        number=Number("parts", 1, 1, "A.1", "Article A.1"),
    )
    part = Section(
        "deal",
        "The deal",
        "part",
        (article,),
        starts_page=True,
        number=Number("parts", 0, 1, "Part A", "Part A"),
    )
    opening = Section("opening", "", "front", (said("Before."),))
    pages = texts(make(replace(small(), kind="contract", blocks=(opening, part)), CONTRACT))
    assert pages[1].count("Part A") == 2
    assert pages[1].count("A.1") == 1


@each_engine
def test_a_form_as_a_file_of_its_own_has_running_head_and_foot(make: Make) -> None:
    form = Section("invoice", "Invoice", "front", (said("To pay."),))
    alone = replace(small(), name="Agreement, Invoice", blocks=(form,))
    (page,) = texts(make(alone, CONTRACT))
    assert "District \N{MIDDLE DOT} R-1" in page
    assert "Page 1 of 1" in page


@each_engine
def test_a_cover_has_neither(make: Make) -> None:
    cover = Section("cover", "", "front", (Paragraph(said("Tutoring").content, "title"), said("To pay.")))
    (page,) = texts(make(replace(small(), blocks=(cover,)), CONTRACT))
    assert "R-1" not in page
    assert "Page 1" not in page


@each_engine
def test_what_runs_over_from_a_cover_stands_on_a_page_with_both(make: Make) -> None:
    lines = tuple(said(f"To pay {number}.") for number in range(60))
    cover = Section("cover", "", "front", (Paragraph(said("Tutoring").content, "title"), *lines))
    first, second, *_ = texts(make(replace(small(), blocks=(cover,)), CONTRACT))
    assert "R-1" not in first
    assert "R-1" in second
    assert "Page 2 of" in second


# --- numbers ---------------------------------------------------------------------------------------


@each_engine
def test_a_small_number_stands_on_the_line_of_its_text(make: Make) -> None:
    feet: dict[str, float] = {}

    def visit(text: str, page: list[float], line: list[float], *_: object) -> None:
        feet.setdefault(text.strip(), line[4] * page[1] + line[5] * page[3] + page[5])

    pdf = io.BytesIO(make(small(clauses(("B.20.10.1", (paragraph("Text"),)))), CONTRACT))
    pypdf.PdfReader(pdf).pages[0].extract_text(visitor_text=visit)
    assert feet["B.20.10.1"] == pytest.approx(feet["Text"], abs=0.05)


# --- tables ----------------------------------------------------------------------------------------


def rows_of(count: int, kind: Any = "body") -> tuple[Row, ...]:
    cells = ((f"Name {place}", f"Value {place}") for place in range(count))
    return tuple(Row((Cell((said(name),), True), Cell((said(value),))), kind) for name, value in cells)


def height_of(pdf: bytes, words: str) -> float:
    """Return how high above the foot of the first page words stand."""
    found: list[float] = []

    def seen(text: str, around: Any, own: Any, *_: object) -> None:
        if words in text:
            found.append(around[1] * own[4] + around[3] * own[5] + around[5])

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=seen)
    (height,) = found
    return height


@pytest.mark.parametrize(
    ("look", "rows"),
    [("facts", rows_of(9)), ("grid", rows_of(2) + rows_of(3, "total"))],
    ids=["rows kept together", "totals"],
)
def test_rows_kept_together_and_totals_take_the_same_room_in_both_engines(
    look: Any, rows: tuple[Row, ...]
) -> None:
    table = Table("", (Column(40), Column(60)), rows, look=look)
    document = small(table, said("What follows."))
    first, second = (
        height_of(make(document, STYLE), "What follows.") for make in (to_pdf.to_pdf, typst_pdf.to_pdf)
    )
    assert abs(first - second) < 0.1
