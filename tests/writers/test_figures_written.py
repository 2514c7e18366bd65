"""One figure in Word, PDF and HTML: native shapes, its caption counted, its alternative text in each."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path as File

import page as validation
import pikepdf
import pytest
from lxml import etree, html
from pdf_sample import shipped_style, small
from word_counting import W, fields, read
from word_soundness import faults

from obcgen.document.drawing import Circle, Drawing, Label, Path, Rectangle
from obcgen.document.resolve import resolve
from obcgen.document.tree import Figure, Paragraph, Reference, Text
from obcgen.writers.stripes import STEP, stripes
from obcgen.writers.to_docx import to_docx
from obcgen.writers.to_html import to_html
from obcgen.writers.to_pdf import to_pdf

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
SVG = "{http://www.w3.org/2000/svg}"
SAYS = "Base Funding is $450,000 & performance “up to” $750,000."
DRAWING = Drawing(
    4680,
    1000,
    (
        Rectangle(0, 0, 2000, 300, "primary"),
        Rectangle(2000, 0, 2680, 300, "accent", "accent", 8, "stripes"),
        Path(((100, 900), (600, 500)), stroke="muted", thickness=15, dash="dashed"),
        Path(((2500, 500), (2600, 600), (2400, 600)), closed=True, fill="warning"),
        Circle(3000, 600, 60, "paper", "primary", 12),
        Label(1000, 180, "Base <1> & more", 1200, 90, "middle", bold=True, ink="on_primary"),
        Label(4600, 800, "Total", 300, 85, "end"),
    ),
)
FIGURE = Figure("split", (Text("Two parts"),), SAYS, DRAWING)
DOCUMENT = resolve(small(Paragraph((Reference("split"),)), FIGURE, Paragraph((Text("After"),))))


def word(figure: Figure = FIGURE) -> etree._Element:
    return read(to_docx(resolve(small(figure)), shipped_style()), "word/document.xml")


# --- Word ----------------------------------------------------------------------------------------


def test_word_has_a_group_of_native_shapes_with_alternative_text() -> None:
    root = word()
    (about,) = root.iter(f"{WP}docPr")
    assert about.get("descr") == SAYS
    assert about.get("title") == "Figure 1"
    assert len(list(root.iter(f"{WPS}wsp"))) == 9, "the striped rectangle is three shapes"
    assert not list(root.iter(f"{A}blip")), "no picture file"


def test_a_label_of_word_is_live_text_in_its_colour_and_size() -> None:
    box = next(word().iter(f"{W}txbxContent"))
    assert "".join(map(str, box.itertext())) == "Base <1> & more"
    marks = {one.tag.removeprefix(W): one.get(f"{W}val") for one in next(box.iter(f"{W}rPr"))}
    assert marks == {"b": None, "color": "FFFFFF", "sz": "18", "szCs": "18"}
    assert [one.get(f"{W}val") for one in box.iter(f"{W}jc")] == ["center"]


def label(*labels: Label) -> list[tuple[int, int, str]]:
    """Return from where to where, in tenths of a point, the box of each label reaches, and its side."""
    found = []
    for one in word(replace(FIGURE, drawing=Drawing(4680, 1000, labels))).iter(f"{WPS}wsp"):
        (off,), (ext,) = one.iter(f"{A}off"), one.iter(f"{A}ext")
        left, sides = int(str(off.get("x"))), [str(jc.get(f"{W}val")) for jc in one.iter(f"{W}jc")]
        found.append((left // 1270, (left + int(str(ext.get("cx")))) // 1270, "".join(sides) or "left"))
    return found


def test_a_label_has_half_as_much_room_again_for_a_wider_typeface_and_stays_where_it_was() -> None:
    assert label(
        Label(1000, 500, "Start", 400),
        Label(1000, 500, "Middle", 400, anchor="middle"),
        Label(1000, 500, "End", 400, anchor="end"),
    ) == [(1000, 1600, "left"), (700, 1300, "center"), (400, 1000, "right")]


def test_at_an_edge_a_label_takes_its_room_from_the_other_side() -> None:
    assert label(
        Label(4280, 500, "Start", 400),
        Label(200, 500, "Middle", 400, anchor="middle"),
        Label(400, 500, "End", 400, anchor="end"),
        Label(0, 500, "As wide as the drawing", 4680),
    ) == [(4080, 4680, "right"), (0, 600, "left"), (0, 600, "left"), (0, 4680, "left")]


def test_no_box_of_words_reaches_above_or_below_the_drawing() -> None:
    root = word(replace(FIGURE, drawing=Drawing(4680, 100, (Label(0, 70, "x", 100, 85),))))
    (box,) = root.iter(f"{WPS}wsp")
    (off,), (ext,) = box.iter(f"{A}off"), box.iter(f"{A}ext")
    assert int(str(off.get("y"))) >= 0
    assert int(str(off.get("y"))) + int(str(ext.get("cy"))) <= 100 * 1270


def test_words_lie_above_all_that_is_drawn() -> None:
    drawing = Drawing(4680, 1000, (Label(0, 200, "x", 100), Rectangle(0, 0, 500, 300, "primary")))
    last = list(word(replace(FIGURE, drawing=drawing)).iter(f"{WPS}wsp"))[-1]
    assert list(last.iter(f"{W}txbxContent"))


def test_word_counts_figures_and_its_reference_shows_the_number() -> None:
    docx = to_docx(DOCUMENT, shipped_style())
    assert ("SEQ Figure \\* ARABIC", "1") in list(fields(docx))
    assert ("REF split \\h", "Figure 1") in list(fields(docx))
    assert faults(docx) == []


def test_every_drawing_object_of_word_has_an_identity_of_its_own() -> None:
    root = read(
        to_docx(resolve(small(FIGURE, replace(FIGURE, id="other"))), shipped_style()), "word/document.xml"
    )
    identities = [one.get("id") for tag in (f"{WP}docPr", f"{WPS}cNvPr") for one in root.iter(tag)]
    assert len(identities) == 20
    assert len(set(identities)) == 20


def test_a_caption_stays_with_its_figure() -> None:
    caption = next(one for one in word().iter(f"{W}p") if "Two parts" in "".join(map(str, one.itertext())))
    assert caption.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Caption"  # type: ignore[union-attr]


def test_a_drawing_wider_than_the_text_is_made_smaller_with_its_letters() -> None:
    wide = replace(FIGURE, drawing=Drawing(7020, 300, (Label(0, 200, "x", 100, 120),)))
    root = word(wide)
    (extent,) = root.iter(f"{WP}extent")
    assert (extent.get("cx"), extent.get("cy")) == (str(4680 * 1270), str(200 * 1270))
    assert [one.get(f"{W}val") for one in root.iter(f"{W}sz")] == ["16"], "8 points of 12"


def test_a_drawing_taller_than_the_page_is_made_smaller_too() -> None:
    (extent,) = word(replace(FIGURE, drawing=Drawing(4680, 6120 * 2, (Circle(90, 90, 60, "text"),)))).iter(
        f"{WP}extent"
    )
    assert (extent.get("cx"), extent.get("cy")) == (
        str(round(Fraction(4680 * 6336 * 1270, 12240))),
        str(6336 * 1270),
    )


# --- PDF and HTML --------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_a_figure_passes_both_profiles(profile: str, tmp_path: File) -> None:
    file = tmp_path / "figure.pdf"
    file.write_bytes(to_pdf(DOCUMENT, shipped_style()))
    report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_a_figure_of_the_pdf_is_tagged_with_its_alternative_text() -> None:
    with pikepdf.open(io.BytesIO(to_pdf(DOCUMENT, shipped_style()))) as pdf:
        found = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert [str(one.Alt) for one in found] == [SAYS]


def test_a_figure_of_the_page_is_one_image_named_by_its_title() -> None:
    (drawn,) = html.fromstring(to_html(DOCUMENT, shipped_style()).decode()).iter("svg")
    assert drawn.get("role") == "img"
    assert drawn[0].tag == "title"
    assert drawn[0].text == SAYS
    assert [one.text for one in drawn.iter("text")] == ["Base <1> & more", "Total"]


def test_stripes_end_on_the_sides_of_their_rectangle() -> None:
    shape = Rectangle(10, 20, 200, 90, "accent", pattern="stripes")
    found = stripes(shape)
    assert len(found) == (200 + 90 - 1) // STEP
    for (x1, y1), (x2, y2) in found:
        assert (x1 == 0) or (y1 == 90)
        assert (x2 == 200) or (y2 == 0)
        assert x2 - x1 == y1 - y2 > 0
