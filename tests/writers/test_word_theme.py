from __future__ import annotations

from dataclasses import replace

import pytest
from word_counting import W, read, text_of, values, zipped
from word_making import body, cell, grid, line, made, pairs, section, to
from word_sample import SAMPLE

from obcgen.document.tree import Cell, Column, Link, Paragraph, Row, Section, Table, Text
from obcgen.style import Colours, Style
from obcgen.writers.to_docx import to_docx

_COLOURED = (("val", "color", "themeColor"), ("fill", "shd", "themeFill"))
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/header2.xml"])
def test_every_colour_is_one_of_the_theme(part: str) -> None:
    root = read(to_docx(SAMPLE, Style()), part)
    names = (*_COLOURED, ("color", "u", "themeColor"), *(("color", side, "themeColor") for side in _SIDES))
    places = [
        one.get(f"{W}{place}")
        for value, name, place in names
        for one in root.iter(f"{W}{name}")
        if one.get(f"{W}{value}") not in {None, "auto"} and one.get(f"{W}{value}", "").isalnum()
        if len(one.get(f"{W}{value}", "")) == 6
    ]
    assert places
    assert None not in places


def test_no_font_is_named_outside_the_theme_but_that_of_check_boxes() -> None:
    parts = zipped(to_docx(SAMPLE, Style()))
    named = {
        name
        for part in ("word/document.xml", "word/styles.xml")
        for name in values(read(to_docx(SAMPLE, Style()), part), "rFonts", "ascii")
    }
    assert named == {"None", "MS Gothic"}
    assert b'typeface="Calibri"' in parts["word/theme1.xml"]


def test_text_on_a_fill_keeps_its_own_colour_where_it_is_not_the_white_of_a_theme() -> None:
    style = Style(colours=replace(Colours(), on_primary="FFF8E1"))
    table = read(to_docx(SAMPLE, style), "word/styles.xml").find(f"{W}style[@{W}styleId='GridTable']")
    assert table is not None
    head = table.find(f"{W}tblStylePr[@{W}type='firstRow']/{W}rPr/{W}color")
    assert head is not None
    assert head.items() == [(f"{W}val", "FFF8E1")]


def test_rows_stand_closer_on_the_cover() -> None:
    table = grid("t", 1, "T", ("Date", "Amount"), ("now", "$1"))
    cover = Section("cover", "", "front", (table,))
    assert values(body(cover, table), "tblStyle", "val") == ["FrontGridTable", "GridTable"]
    styles = read(to_docx(SAMPLE, Style()), "word/styles.xml")
    found = [
        styles.find(f"{W}style[@{W}styleId='{name}']/{W}tblPr/{W}tblCellMar/{W}top")
        for name in ("FrontGridTable", "GridTable")
    ]
    close, usual = (int(one.get(f"{W}w", "0")) for one in found if one is not None)
    assert 0 < close < usual


def test_a_table_has_its_fills_and_lines_from_its_style_alone() -> None:
    rows = (("Date", "Amount"), ("now", "$1"), ("In all", "$1"))
    root = body(grid("t", 1, "T", *rows), pairs("f", "form", ("Name", (Text("x"),))))
    assert not [*root.iter(f"{W}shd"), *root.iter(f"{W}tcBorders")]
    looks = [(one.get(f"{W}firstRow"), one.get(f"{W}lastRow")) for one in root.iter(f"{W}tblLook")]
    assert looks == [("1", "1"), ("0", "0")]


def test_a_total_that_is_not_the_last_row_is_set_off_by_itself() -> None:
    rows = (Row((cell("In all"),), "total"), Row((cell("after it"),)))
    root = body(Table("t", (Column(100),), rows))
    assert values(root, "shd", "themeFill") == ["background2"]


def test_a_label_that_not_every_row_has_is_filled_by_itself() -> None:
    labels = (cell("a", header=True), cell("b"))
    rows = tuple(Row((one, cell("x"))) for one in labels)
    root = body(Table("t", (Column(50), Column(50)), rows, look="form"))
    assert values(root, "tblLook", "firstColumn") == ["0"]
    assert len(values(root, "shd")) == 1


def test_a_reference_looks_like_one_and_follows_its_number() -> None:
    root = body(line(to("two", "Section 1")), section("1", "Two", identity="two"))
    assert set(values(root, "rStyle")) == {"CrossReference"}
    assert [one.text for one in root.iter(f"{W}instrText")] == [" REF two \\n \\h "]


def test_links_and_references_in_a_cell_have_their_colour_by_themselves() -> None:
    words = (Link("https://a.example", (Text("A"),)), *line(to("two", "Section 1"), Text(" says")).content)
    table = Table("t", (Column(100),), (Row((Cell((Paragraph(words),)),)),))
    runs = [
        run
        for run in body(table, section("1", "Two", identity="two")).iter(f"{W}r")
        if run.find(f"{W}t") is not None
    ]
    found = {text_of(run): values(run, "color", "themeColor") for run in runs}
    assert {found["A"][0], found["Section "][0], found["1"][0]} == {"hyperlink"}
    assert found[" says"] == []


def test_links_in_the_head_of_a_table_have_the_colour_of_its_text() -> None:
    words = Cell(
        (Paragraph((Link("https://a.example", (Text("A"),)), *line(to("t", "this table")).content)),), True
    )
    root = read(
        made(Table("t", (Column(100),), (Row((words,), "head"), Row((cell("x"),))))), "word/document.xml"
    )
    assert values(root, "rStyle") == []
