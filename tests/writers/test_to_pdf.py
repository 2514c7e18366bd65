from __future__ import annotations

import io
import logging
import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import page as validation
import pikepdf
import pydyf  # type: ignore[import-untyped]  # the PDF objects of the engine
import pypdf
import pytest
from pdf_sample import TESTS, grid, row, said, sample, shipped_style, small

from obcgen.document.resolve import with_pages
from obcgen.document.tree import (
    Contents,
    Field,
    Heading,
    Item,
    ItemList,
    Link,
    Number,
    Paragraph,
    Section,
    Signature,
    Signatures,
    Strong,
    Text,
)
from obcgen.document.walk import blocks_of
from obcgen.writers import WRITERS, typst_pdf
from obcgen.writers.pdf_packing import pack
from obcgen.writers.to_pdf import page_numbers, to_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.tree import Block, Document

FILLER = "The district reads its own data together with the provider, and both act on what they see. " * 3


@pytest.fixture(scope="module")
def sample_pdf() -> bytes:
    return to_pdf(sample(), shipped_style())


def texts_of(pdf: bytes) -> list[str]:
    return [" ".join(one.extract_text().split()) for one in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def pages_of(*blocks: Block, **more: Any) -> list[str]:
    return texts_of(to_pdf(small(*blocks, **more), shipped_style()))


def elements(pdf: pikepdf.Pdf, kind: str = "") -> Iterator[pikepdf.Object]:
    """Yield the structure elements of a kind, in reading order."""

    def below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        if "/S" in element:
            yield element
            for kid in element.get("/K", []):
                if isinstance(kid, pikepdf.Dictionary):
                    yield from below(kid)

    yield from (one for one in below(pdf.Root.StructTreeRoot.K[0]) if kind in ("", str(one.S)[1:]))


def fonts_of(pdf: pikepdf.Pdf) -> list[str]:
    dictionaries = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
    return [str(one.BaseFont) for one in dictionaries if one.get("/Type") == "/Font"]


# --- conformance ---------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_sample_passes(profile: str, sample_pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(sample_pdf)
    report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
    assert report.is_compliant, [failure.message for failure in report.failures]


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_marks_inside_links_and_lists_of_paragraphs_pass(profile: str, tmp_path: Path) -> None:
    link = Paragraph((Link("https://a.example/", (Text("a "), Strong((Text("bold"),)), Text(" link"))),))
    bullets = ItemList("bullets", (Item((said("a"), said("b"), ItemList("bullets", (Item((said("c"),)),)))),))
    file = tmp_path / "small.pdf"
    file.write_bytes(to_pdf(small(link, bullets), shipped_style()))
    report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_the_file_names_its_title_its_author_and_its_language_and_no_date(sample_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == sample().title
        assert str(pdf.docinfo["/Author"]) == sample().owner
        assert str(pdf.Root.Lang) == "en-US"
        assert "/CreationDate" not in pdf.docinfo
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_file_states_what_laid_it_out(sample_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        stated = str(pdf.docinfo["/ObcgenEngine"])
    parts = [part.split(" ") for part in stated.split(", ")]
    assert [name for name, _ in parts] == ["WeasyPrint", "Pango", "HarfBuzz", "fontTools"]
    assert all(re.fullmatch(r"\d+(\.\d+)+", number) for _, number in parts)
    assert f"WeasyPrint {version('weasyprint')}" in stated


def test_header_cells_say_what_they_head(sample_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        scopes = [str(cell.A.get("/Scope")) for cell in elements(pdf, "TH")]
        assert set(scopes) == {"/Row", "/Column"}


def test_numbers_of_clauses_are_labels_and_lists_say_how_they_count(sample_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        kinds = {str(one.A.ListNumbering) for one in elements(pdf, "L")}
        assert kinds == {"/Decimal", "/LowerAlpha", "/LowerRoman", "/Disc"}
        items = [one for one in elements(pdf, "LI") if str(one.K[0].S) == "/Lbl"]
        assert len(items) > 15
        assert all([str(kid.S) for kid in item.K] == ["/Lbl", "/LBody"] for item in items)


def test_a_link_is_one_link_and_is_read_by_its_words() -> None:
    link = Paragraph((Link("https://a.example/", (Text("the "), Strong((Text("whole"),)), Text(" rule"))),))
    with pikepdf.open(io.BytesIO(to_pdf(small(link), shipped_style()))) as pdf:
        (annotation,) = pdf.pages[0].Annots
        assert str(annotation.Contents) == "the whole rule"
        assert str(annotation.A.URI) == "https://a.example/"


def test_running_headers_and_footers_are_not_read_aloud(sample_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        content = pdf.pages[2].Contents.read_bytes()
        assert content.count(b"/Pagination") == 6
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[2 * 2 + 1]
        assert sum(1 for owner in owners if owner is None) == 6


def test_bookmarks_are_the_numbered_sections(sample_pdf: bytes) -> None:
    outline = pypdf.PdfReader(io.BytesIO(sample_pdf)).outline
    titles = [one.title for one in outline if not isinstance(one, list)]
    assert titles[:3] == ["Contents", "1 Background and need", "2 Outcomes and verification"]
    assert titles[-1] == "Attachment B Certification and signatures"


def test_no_stream_ends_in_a_carriage_return_that_a_checker_could_take_for_the_end_of_the_line() -> None:
    pdf = pydyf.PDF()
    for i in range(600):
        pdf.add_object(pydyf.Stream([b"a" * i], {"Length1": i}, compress=True))
    streams = [one for one in pdf.objects if isinstance(one, pydyf.Stream)]
    before = [one for one in streams if one.data.endswith(b"\r\nendstream")]
    pack(pdf)
    assert before
    assert not any(one.data.endswith(b"\r\nendstream") for one in streams)
    assert all(one.extra["Length1"] == len(zlib.decompress(one.stream[0])) for one in streams)


# --- pages ---------------------------------------------------------------------------------------


def test_the_cover_has_no_header_and_no_footer(sample_pdf: bytes) -> None:
    cover, contents, *_ = texts_of(sample_pdf)
    assert "Page 1" not in cover
    assert "DRAFT" not in cover
    assert "DRAFT" in contents
    assert re.search(r"Page 2 of \d", contents)


def test_the_contents_print_the_pages_that_page_numbers_gives(sample_pdf: bytes) -> None:
    pages = page_numbers(sample(), shipped_style())
    contents = texts_of(sample_pdf)[1]
    (block,) = (block for block in blocks_of(sample().blocks) if isinstance(block, Contents))
    assert pages["cover"] == 1
    for entry in block.entries:
        assert f"{entry.label} {entry.title} {pages[entry.target]}" in contents


def test_page_numbers_do_not_depend_on_those_already_printed() -> None:
    pages = page_numbers(sample(), shipped_style())
    assert page_numbers(with_pages(sample(), pages), shipped_style()) == pages


def test_a_long_table_repeats_its_head_on_each_page_and_splits_no_row() -> None:
    rows = [
        row(f"Row {i} begins", f"one two three four five six {i} " * 3 + f"row {i} ends") for i in range(60)
    ]
    pages = pages_of(grid(row("First", "Second", head=True), *rows))
    assert len(pages) > 2
    assert all("First Second" in text for text in pages)
    for i in range(60):
        assert sum(f"Row {i} begins" in text and f"row {i} ends" in text for text in pages) == 1


@pytest.mark.parametrize("count", range(20, 32, 2))
@pytest.mark.parametrize("rows", [6, 11])
def test_a_short_table_stays_whole_with_its_caption(count: int, rows: int) -> None:
    table = grid(row("A", "B", head=True), *(row(f"row {i}", "x") for i in range(rows)))
    pages = pages_of(*(said("A line.") for _ in range(count)), table, said("After it."))
    (text,) = (text for text in pages if "Table 1. Figures" in text)
    assert all(f"row {i} x" in text for i in range(rows))


@pytest.mark.parametrize("count", range(14, 32))
def test_no_row_of_a_long_table_stands_alone(count: int) -> None:
    rows = [row(f"row {i} x", "y") for i in range(12)]
    pages = pages_of(*(said("A line.") for _ in range(count)), grid(row("A", "B", head=True), *rows))
    assert all(text.count(" x y") != 1 for text in pages)
    (text,) = (text for text in pages if "Table 1. Figures" in text)
    assert "row 0 x" in text


def test_a_list_after_a_table_may_begin_a_page_without_the_table() -> None:
    table = grid(row("A", "B", head=True), *(row(f"row {i}", "x") for i in range(8)))
    first, second = Paragraph((Text("First."),)), Paragraph((Text("Second."),))
    items = ItemList("bullets", (Item((first,)), Item((second,))))
    seen = {
        ("First." in text)
        for count in range(16, 26)
        for text in pages_of(*(said("A line.") for _ in range(count)), table, items)
        if "row 7" in text
    }
    assert seen == {True, False}


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(8, 14):
        filler = [said(FILLER) for _ in range(count)]
        heading = Heading((Text("Lonely heading"),), 2)
        pages = pages_of(*filler, heading, said("Followed by this."), said(FILLER))
        assert any("Lonely heading Followed by this." in text for text in pages)


def test_signatures_stay_whole_and_with_the_text_before_them() -> None:
    parties = Signatures((Signature("a", "First party"), Signature("b", "Second party", "A. Name", "Chair")))
    for count in range(8, 14):
        pages = pages_of(*(said(FILLER) for _ in range(count)), said("In witness whereof."), parties)
        (signed,) = (text for text in pages if "First party" in text)
        assert "In witness whereof." in signed
        assert "Second party" in signed
        assert signed.count("Date") == 2


def test_a_long_word_in_a_narrow_cell_stays_in_its_cell() -> None:
    table = grid(row("Narrow", "Wide", head=True), row("w" * 40, "x"), widths=(12, 88))
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(small(table), shipped_style())))
    pieces: list[tuple[float, str]] = []
    reader.pages[0].extract_text(visitor_text=lambda text, _, matrix, *__: pieces.append((matrix[4], text)))
    lines = [text for _, text in pieces if "www" in text]
    assert len(lines) > 1
    assert sum(text.count("w") for text in lines) == 40


def test_a_long_title_is_shortened_in_the_footer_after_a_whole_word() -> None:
    (text,) = pages_of(said("x"), name="Contract", title="Outcomes-based contracting " * 10)
    assert "Contract Outcomes-based contracting" in text
    assert "…" in text


def test_a_title_of_a_line_is_whole_in_the_footer() -> None:
    title = "Workforce development for adults without a secondary credential in four central Ohio counties"
    (text,) = pages_of(said("x"), name="Outcomes-Based Services Agreement", title=title)
    assert "…" not in text
    assert title in text.replace("\n", " ")


def rules_of(placeholder: str) -> list[bytes]:
    """Return how high each line stands on a page with a blank in a sentence."""
    blank = Field("discount", "number", "Discount", placeholder)
    sentence = Paragraph((Text("A discount of "), blank, Text(" percent.")))
    with pikepdf.open(io.BytesIO(to_pdf(small(sentence), shipped_style()))) as pdf:
        return re.findall(rb"[\d.]+ ([\d.]+) m\n", pdf.pages[0].Contents.read_bytes())


def test_an_empty_blank_in_a_sentence_has_its_line_where_one_with_words_has_it() -> None:
    assert rules_of("")
    assert rules_of("") == rules_of("Number")


def test_an_a4_page_has_its_own_size() -> None:
    style = replace(shipped_style(), page=replace(shipped_style().page, size="a4"))
    (box,) = (one.mediabox for one in pypdf.PdfReader(io.BytesIO(to_pdf(small(said("x")), style))).pages)
    assert (round(box.width), round(box.height)) == (595, 842)


# --- the same everywhere, from nowhere else -------------------------------------------------------

ELSEWHERE = """
import sys
sys.path[:0] = [{tests!r}, {writers!r}]
from pdf_sample import sample, shipped_style
from obcgen.writers.to_pdf import to_pdf
sys.stdout.buffer.write(to_pdf(sample(), shipped_style()))
"""


def test_another_process_with_its_own_seed_zone_locale_and_folder_gives_the_same_bytes(
    sample_pdf: bytes, tmp_path: Path
) -> None:
    script = ELSEWHERE.format(tests=str(TESTS), writers=str(TESTS / "writers"))
    other = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANGUAGE": "de"}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **other}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert done.stdout == sample_pdf


def test_making_it_twice_in_one_process_gives_the_same_bytes(sample_pdf: bytes) -> None:
    to_pdf(small(said("Another document in between")), shipped_style())
    assert to_pdf(sample(), shipped_style()) == sample_pdf
    assert WRITERS["pdf"](sample(), shipped_style()) == sample_pdf


def test_only_the_fonts_of_the_style_are_in_the_file(sample_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        names = {name.split("+")[1].split("-")[0] for name in fonts_of(pdf)}
    assert names == {"Carlito", "Caladea"}


def test_no_font_of_the_machine_serves_where_a_style_names_none() -> None:
    family = shipped_style().body
    style = replace(shipped_style(), heading=family, font_files=shipped_style().font_files[:1])
    with pikepdf.open(io.BytesIO(to_pdf(small(said("Only one face")), style))) as pdf:
        assert all("Carlito" in name for name in fonts_of(pdf))


def test_the_environment_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/somewhere/fonts.conf")
    to_pdf(small(said("The environment")), shipped_style())
    assert os.environ["FONTCONFIG_FILE"] == "/somewhere/fonts.conf"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.css", "https://a.example/x.png", "file:///etc/passwd"]
)
def test_nothing_is_fetched_even_if_markup_asks_for_it(address: str) -> None:
    from weasyprint import HTML

    from obcgen.writers.to_pdf import _Refusal

    refused = _Refusal()
    with pytest.raises(ValueError, match="nothing is fetched"):
        refused.fetch(address)
    markup = f'<html lang="en"><link rel=attachment href="{address}"><img src="{address}" alt="x">'
    written = HTML(string=markup, url_fetcher=refused).write_pdf()
    assert b"root:" not in written
    assert b"/EmbeddedFile" not in written


def test_hostile_text_is_printed_as_text() -> None:
    hostile = '<link rel=attachment href="file:///etc/passwd"> <img src=x> "; } @page { size: 1in }'
    document = small(said(hostile), title=hostile, owner=hostile, number=hostile, name=hostile)
    pdf = to_pdf(document, shipped_style())
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/Names" not in opened.Root or "/EmbeddedFiles" not in opened.Root.Names
        assert float(opened.pages[0].MediaBox[2]) == 612
    assert hostile in texts_of(pdf)[0]


def test_the_engine_finds_nothing_to_warn_of(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("weasyprint")
    logger.propagate = True
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        to_pdf(replace(sample(), number="RFP-0"), shipped_style())
    assert [record.getMessage() for record in caplog.records] == []


def test_a_document_of_attachments_only_begins_with_its_title() -> None:
    number = Number("attachments", 0, 1, "Attachment A", "Attachment A")
    section = Section("a", "Form", "attachment", (said("x"),), starts_page=True, number=number)
    title, form = texts_of(to_pdf(replace(small(), blocks=(section,)), shipped_style()))
    assert title.startswith("Tutoring")
    assert "Attachment A Form" in form


def test_every_page_says_how_many_there_are(sample_pdf: bytes) -> None:
    pages = texts_of(sample_pdf)
    assert [f"Page {i} of {len(pages)}" in text for i, text in enumerate(pages, start=1)] == [
        False,
        *([True] * (len(pages) - 1)),
    ]


def pair(document: Document) -> tuple[bytes, bytes]:
    return to_pdf(document, shipped_style()), to_pdf(replace(document, draft=True), shipped_style())


def test_the_draft_mark_stands_in_the_header_of_drafts_only() -> None:
    final, draft = pair(small(said("x")))
    assert "DRAFT" in texts_of(draft)[0]
    assert "DRAFT" not in texts_of(final)[0]


def test_a_mark_stands_whole_on_one_line_of_the_header_of_every_page() -> None:
    marked = replace(small(*(said(f"{number} x") for number in range(90))), mark="Not for publication")
    pages = texts_of(to_pdf(marked, shipped_style()))
    assert len(pages) > 1
    assert all("NOT FOR PUBLICATION" in page for page in pages)


def test_the_header_of_a_page_names_the_section_that_is_read_where_the_page_begins(sample_pdf: bytes) -> None:
    shown = [re.search(r"RFP-2027-014 DRAFT (.+?) Request", text) for text in texts_of(sample_pdf)[1:]]
    sections = [found[1] if found else "" for found in shown]
    assert sections[2:5] == ["3 Funding and payment"] * 3  # Attachment A begins below, on the last of them
    assert sections[-1] == "Attachment B Certification and signatures"


def test_both_engines_name_the_same_section_in_the_header(sample_pdf: bytes) -> None:
    named = re.compile(r"RFP-2027-014 DRAFT (\S+ \S+)")
    by_typst = texts_of(typst_pdf.to_pdf(sample(), shipped_style()))[2:]
    heads = [
        [found[1] for text in texts if (found := named.search(text))]
        for texts in (texts_of(sample_pdf)[2:], by_typst)
    ]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("count", [22, 26, 30])
def test_a_heading_and_its_one_sentence_stand_on_the_page_of_what_they_introduce(count: int) -> None:
    table = grid(row("A", "B", head=True), *(row(f"row {i}", "x") for i in range(6)))
    inner = Section("inner", "Inner", "body", (table,), level=1)
    outer = Section("outer", "Outer", "body", (said("What it says."), inner))
    pages = pages_of(*(said("A line.") for _ in range(count)), outer)
    (text,) = (text for text in pages if "What it says." in text)
    assert "Table 1. Figures" in text
