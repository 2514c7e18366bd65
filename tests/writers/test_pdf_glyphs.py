from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import page as validation
import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_sample import SHARED, grid, row, said, sample, shipped_style, small

from obcgen.document.tree import Callout, Field, Paragraph, Signature, Signatures, Text
from obcgen.problems import ObcgenError
from obcgen.style import Font
from obcgen.writers.pdf_glyphs import missing_characters, missing_families
from obcgen.writers.to_pdf import to_pdf

if TYPE_CHECKING:
    from obcgen.document.tree import Block
    from obcgen.problems import Problem


def missing(*blocks: Block) -> tuple[Problem, ...]:
    return missing_characters(small(*blocks), shipped_style())


def test_the_sample_can_be_printed_in_full() -> None:
    assert missing_characters(sample(), shipped_style()) == ()


def test_a_character_without_a_glyph_is_named_with_its_text_its_section_and_its_template_line() -> None:
    (problem,) = missing(Paragraph((Text("The school 漢字 in Denver"),), at="templates/rfp/need.md:7"))
    assert problem.code == "WRT-01"
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ("templates/rfp/need.md", 7)
    assert "“漢” (U+6F22, cjk unified ideograph-6f22)" in problem.message
    assert "“The school 漢字 in Denver” in “One”" in problem.message
    assert "add a font" in problem.hint


@pytest.mark.parametrize(
    "block",
    [
        said("עברית"),
        grid(row("a", "✓", head=True), row("b", "c")),
        grid(row("a", "b", head=True), row("b", "😀")),
        Callout("note", "注", (said("x"),)),
        Callout("note", "x", (said("注"),)),
        Signatures((Signature("s", "學區"),)),
        Paragraph((Field("f", "choice", "x", "", ("Yes", "是")),)),
        Paragraph((Field("f", "text", "x", "✓"),)),
    ],
)
def test_it_is_found_wherever_it_stands(block: Block) -> None:
    assert [problem.code for problem in missing(block)] == ["WRT-01"]


def test_many_in_one_text_are_one_problem_that_shows_five() -> None:
    (problem,) = missing(said("一二三四五六七八九"))
    assert problem.found == "一 二 三 四 五"
    assert "and 4 more" in problem.message


def test_the_title_and_the_owner_are_looked_at_too() -> None:
    document = small(said("x"), title="標題", owner="學區")
    assert len(missing_characters(document, shipped_style())) == 2


def test_a_control_character_cannot_be_printed() -> None:
    (problem,) = missing(said("bell\x07"))
    assert "a control character" in problem.message


def test_no_page_is_made_with_a_character_missing() -> None:
    with pytest.raises(ObcgenError, match="WRT-01"):
        to_pdf(small(said("漢")), shipped_style())


def test_a_style_without_the_files_of_its_typeface_is_a_problem() -> None:
    style = replace(shipped_style(), heading=Font("Georgia", "Gelasio"))
    (problem,) = missing_families(style)
    assert (problem.code, problem.found, problem.expected) == ("WRT-03", "Gelasio", "Caladea or Carlito")
    with pytest.raises(ObcgenError, match="WRT-03"):
        to_pdf(small(said("x")), style)


def test_a_style_without_any_font_file_is_a_problem() -> None:
    assert len(missing_families(replace(shipped_style(), font_files=()))) == 2


def test_a_file_that_is_no_font_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "text.ttf").write_text("not a font")
    with pytest.raises(ObcgenError, match="WRT-02"):
        missing_families(replace(shipped_style(), font_files=(tmp_path / "text.ttf",)))


def test_characters_that_leave_no_mark_need_no_glyph_and_leave_a_valid_file(tmp_path: Path) -> None:
    text = "no\N{NO-BREAK SPACE}break, soft\N{SOFT HYPHEN}hyphen, zero\N{ZERO WIDTH SPACE}width, "
    text += "thin\N{THIN SPACE}space, non\N{NON-BREAKING HYPHEN}breaking, joined\N{WORD JOINER}up"
    assert missing(said(text)) == ()
    file = tmp_path / "small.pdf"
    file.write_bytes(to_pdf(small(said(text), title=text), shipped_style()))
    assert validation.validate_pdf(file, profile=validation.ValidationProfile.PDF_A_3A).is_compliant
    shown = pypdf.PdfReader(file).pages[0].extract_text()
    assert "breaking" in shown
    assert "non-breaking" in shown.replace("\N{WORD JOINER}", "")


@pytest.mark.parametrize("separator", ["\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}"])
def test_separators_that_fonts_do_not_know_are_problems(separator: str) -> None:
    assert len(missing(said(f"one{separator}two"))) == 1


latin = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["Cc"]), max_size=40)


@settings(max_examples=25, deadline=None)
@given(latin)
def test_what_can_be_printed_is_printed_with_the_shipped_fonts_alone(text: str) -> None:
    document = small(said(text))
    if missing_characters(document, shipped_style()):
        return
    with pikepdf.open(io.BytesIO(to_pdf(document, shipped_style()))) as pdf:
        dictionaries = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
        fonts = {str(one.BaseFont).split("+")[1] for one in dictionaries if one.get("/Type") == "/Font"}
    assert fonts <= {"Carlito", "Carlito-Bold", "Caladea-Bold", "Caladea"}


def test_every_shipped_font_has_its_licence_beside_it() -> None:
    families = {file.name.split("-")[0] for file in (SHARED / "fonts").glob("*.ttf")}
    assert families == {file.name.split("-")[0] for file in (SHARED / "fonts").glob("*-OFL.txt")}
