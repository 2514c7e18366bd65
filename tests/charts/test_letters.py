from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from obcgen.charts.letters import Letters

FONTS = Path(__file__).parents[2] / "templates" / "shared" / "fonts"


@pytest.mark.parametrize(("file", "bold"), [("Carlito-Regular.ttf", False), ("Carlito-Bold.ttf", True)])
def test_no_letter_of_the_shipped_font_is_wider_than_reckoned(file: str, bold: bool) -> None:
    font = TTFont(FONTS / file)
    names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    letters = Letters(1000, bold)
    for code in (*range(32, 127), *range(0xA1, 0x250), 0x2014, 0x201C, 0x201D, 0x2026):
        if code in names and chr(code).isprintable():
            assert letters.width(chr(code)) >= round(advances[names[code]][0] * 1000 / em) - 1, chr(code)


def test_a_width_is_rounded_upward_and_grows_with_size_and_typeface() -> None:
    assert Letters(80).width("Vocabulary") == 365
    assert Letters(160).width("Vocabulary") == 729
    assert Letters(80, spread=140).width("Vocabulary") == 511
    assert Letters(80).width("") == 0
    assert Letters(80).column("Vocabulary") == 456
    assert Letters(80, spread=140).column("Vocabulary") == 511


def test_words_break_into_lines_that_fit_and_the_rest_gives_way_to_an_ellipsis() -> None:
    letters = Letters(85)
    assert letters.lines("Text fluency", 500) == ("Text fluency",)
    assert letters.lines("Text fluency", 300, 2) == ("Text", "fluency")
    assert letters.lines("Text fluency in the spring window", 300, 2) == ("Text", "fluen…")
    assert letters.lines("Antidisestablishmentarianism", 300) == ("Antid…",)


@given(st.text(max_size=120), st.integers(60, 900), st.integers(1, 3), st.sampled_from([100, 140]))
def test_no_line_is_wider_than_its_room(text: str, room: int, most: int, spread: int) -> None:
    letters = Letters(85, spread=spread)
    lines = letters.lines(text, room, most)
    assert 1 <= len(lines) <= most
    assert all(letters.width(line) <= max(room, letters.width("…")) for line in lines)
