"""What `make pages` finds on a page, and what it leaves alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "scripts"))
from page_figures import Measured
from page_lines import Line, Page
from reading_ease import reading_ease_of

PRIMARY = "#17375e"


def line(text: str, top: float, left: float = 72, *, bold: bool = False, colour: str = "#1f2933") -> Line:
    return Line(text, left, left + 5 * len(text), top, 11, bold, colour)


def heading(text: str, top: float) -> Line:
    return line(text, top, bold=True, colour=PRIMARY)


def faults(*pages: Page) -> dict[str, tuple[str, ...]]:
    found = Measured("rfp.pdf", 60, pages, PRIMARY, frozenset({"5program"})).faults
    return {name: places for name, places in found.items() if places}


LAST = Page((line("The end.", 72),), 0.1)


@pytest.mark.parametrize(
    ("lines", "fault", "place"),
    [
        ((line("as Section", 72), line("9.2 says.", 85)), "broken reference or date", "1 'Section|9'"),
        ((line("by July 31,", 72), line("2028 at", 85)), "broken reference or date", "1 'July 31,|2028'"),
        ((line("in section", 72), line("176.006", 85)), "broken reference or date", "1 'section|1'"),
        ((line("Tex. Gov't", 72), line("Code 552.371", 85)), "broken reference or date", '1 "Gov\'t|Code"'),
        ((line("R.C.", 72), line("5705.44", 85)), "broken reference or date", "1 'R.C.|5'"),
        ((line("see Fla.", 72), line("Stat. 119", 85)), "broken reference or date", "1 'Fla.|Stat.'"),
        ((line("CFR 99.31(a)", 72), line("(1) and", 85)), "broken reference or date", "1 '99.31(a)|(1)'"),
        ((line("614-", 72), line("555-0120", 85)), "broken reference or date", "1 '614-|555-0120'"),
        ((line("of 2", 72), line("CFR 200", 85)), "broken reference or date", "1 '2|CFR'"),
        ((line("Monday", 50), line("a Mon", 72), line("day", 85)), "broken word", "1 Mon|day"),
        ((line("$500", 72), line("Paid", 72, 94)), "columns that touch", "1 '$500' 'Paid' (2.0 pt)"),
        ((line("Text.", 72), heading("5.1 Dosage", 90)), "stranded", "1 '5.1 Dosage'"),
        ((line("Text.", 72), line("These are:", 90)), "stranded", "1 'These are:'"),
    ],
)
def test_a_fault_is_found_where_it_stands(lines: tuple[Line, ...], fault: str, place: str) -> None:
    assert faults(Page(lines, 1.0), LAST) == {fault: (place,)}


@pytest.mark.parametrize(
    "lines",
    [
        (line("as this Section", 72), line("says in 9.2.", 85)),
        (line("a part of the section", 72), line("that is 5 pages, by Code", 85)),
        (line("for 450 (the plan)", 72), line("(see below)", 85)),
        (line("the sum of July", 72), line("is paid.", 85)),
        (line("in", 50), line("in", 72), line("to", 85), line("into", 98)),
        (line("$500", 72), line("Paid", 72, 110)),
        (line("5.1", 72), line("The service.", 72, 89)),
        (line("Text.", 72), line("Total", 90, bold=True)),
    ],
)
def test_sound_lines_are_left_alone(lines: tuple[Line, ...]) -> None:
    assert faults(Page(lines, 1.0), LAST) == {}


def test_a_page_that_ends_a_part_may_be_half_empty() -> None:
    empty, full = Page((line("Text.", 72),), 0.3), Page((heading("5 Program", 72), line("Text.", 90)), 1.0)
    assert faults(full, empty, full) == {}
    assert faults(empty, Page((line("Text.", 72),), 1.0)) == {"under 40 % full": ("1 (30%)",)}


def test_short_words_read_more_easily_than_long_ones() -> None:
    plain, hard = "The cat sat on the mat.", "Municipal organizations administer remuneration periodically."
    assert reading_ease_of([plain]) == pytest.approx(206.835 - 1.015 * 6 - 84.6)
    assert reading_ease_of([hard]) < 0 < reading_ease_of([plain, "A heading of no sentence"])
