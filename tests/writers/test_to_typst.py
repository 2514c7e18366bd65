"""The second engine: what it prints, what its files carry, and that a text is never anything but a text."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import page as validation
import pikepdf
import pypdf
import pytest
from pdf_sample import grid, row, said, sample, shipped_style, small

from certificates import NOW, certificate
from obcgen.document.embedded import Embedded
from obcgen.document.marks import DELETED, INSERTED
from obcgen.document.tree import (
    Callout,
    Changed,
    Column,
    Emphasis,
    Field,
    Heading,
    Item,
    ItemList,
    Link,
    Marked,
    Paragraph,
    Section,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
)
from obcgen.document.walk import ids_of
from obcgen.files.kept import own_folder
from obcgen.problems import ObcgenError
from obcgen.signing.sign import sign
from obcgen.signing.verify import verify
from obcgen.writers import page_numbers, to_pdf, typst_engine, typst_pdf
from obcgen.writers.to_typst import to_typst
from obcgen.writers.typst_code import string
from obcgen.writers.typst_engine import laid_out
from obcgen.writers.typst_file import TypstFile, unmistaken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.tree import Block

ROOT = Path(__file__).parent.parent.parent
HOSTILE = (
    '#panic("no")',
    '" + read("/etc/passwd") + "',
    '\\" + panic() + \\"',
    "\\u{41} \\n \\",
    "*bold* _slanted_ `code` $x^2$ = head - item + item / term: x",
    "<label> @reference // comment /* comment */ ~ -- --- ...",
    "[#] {#} ]) }) #{ #[ $ %",
    "\N{ZERO WIDTH NO-BREAK SPACE}#sys.inputs",
)


@cache
def typst_sample() -> bytes:
    return typst_pdf.to_pdf(
        sample(), shipped_style(), Embedded("spec.yaml", "The spec", "obcgen 9", "a: 1", ())
    )


@cache
def weasyprint_sample() -> bytes:
    return to_pdf.to_pdf(sample(), shipped_style())


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(one.extract_text().split()) for one in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def made(*blocks: Block, **more: Any) -> str:
    return text_of(typst_pdf.to_pdf(small(*blocks, **more), shipped_style()))


def elements(content: bytes) -> list[tuple[str, str]]:
    """Return the kind of each structure element of a file, in reading order, and its scope or numbering."""

    def below(element: Any) -> Iterator[Any]:
        kids = element.get("/K", [])
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from below(kid)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [(str(one.S), _said_of(one.get("/A"))) for one in below(pdf.Root.StructTreeRoot)]


def _said_of(attributes: Any) -> str:
    listed = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes or {}]
    found = (str(one.get(key)) for one in listed for key in ("/Scope", "/ListNumbering") if key in one)
    return next(found, "")


# --- a text is data ------------------------------------------------------------------------------


def test_no_text_of_a_document_becomes_code() -> None:
    blocks: tuple[Block, ...] = (
        *map(said, HOSTILE),
        grid(row(HOSTILE[0], HOSTILE[1], head=True), row(HOSTILE[2], HOSTILE[3])),
        Callout("note", HOSTILE[1], (said("inside"),)),
        Paragraph((Link(f"https://a.example/{HOSTILE[1]}", (Text(HOSTILE[4]),)),)),
        Paragraph((Field("f", "text", HOSTILE[2], HOSTILE[1]),)),
        Section('x") #panic("', HOSTILE[0], "body", (said(HOSTILE[6]),), level=1),
    )
    shown = made(*blocks, title=HOSTILE[1], owner=HOSTILE[2], number=HOSTILE[0], name=HOSTILE[5])
    letters = re.sub(r"\W", "", shown)
    for text in HOSTILE:
        assert re.sub(r"\W", "", text) in letters
    assert "root:" not in shown


@pytest.mark.parametrize("text", [*HOSTILE, "a\nb\tc\x00d\x1be"])
def test_a_string_ends_where_it_ends(text: str) -> None:
    code = string(text)
    inside = code[1:-1].replace("\\\\", "").replace('\\"', "")
    assert code[0] == code[-1] == '"'
    assert '"' not in inside
    assert "\\" not in inside
    assert not re.search(r"[\x00-\x1f]", code)


def test_nothing_of_the_machine_can_be_read() -> None:
    source = to_typst(small(said("a")), shipped_style()).source
    for reach in ('#read("/etc/passwd")', '#import "@preview/cetz:0.3.0"', '#image("/etc/hostname")'):
        with pytest.raises(ObcgenError, match="ENG-06"):
            laid_out(f"{source}\n{reach}", shipped_style().font_files)


def test_where_all_stands_is_kept_between_runs_by_source_and_fonts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    caches = (own_folder, typst_engine._own_pages, laid_out)  # noqa: SLF001 - as another run has them
    fonts = shipped_style().font_files
    source = to_typst(small(said("a")), shipped_style()).source
    for each in caches:
        each.cache_clear()
    first = laid_out(source, fonts)
    laid_out.cache_clear()
    monkeypatch.delattr("typst.Compiler")
    again = laid_out(source, fonts)
    with pytest.raises(AttributeError):
        laid_out(f"{source} ", fonts)
    with pytest.raises(AttributeError):
        laid_out(source, fonts[:-1])
    for each in caches:
        each.cache_clear()
    assert again == first


# --- the same as from the first engine -----------------------------------------------------------


def test_both_engines_print_the_same_words() -> None:
    first, second = (re.sub(r"\W", "", text_of(one)) for one in (weasyprint_sample(), typst_sample()))
    assert len(first) > 3000
    assert sorted(first) == sorted(second)


def test_both_engines_tag_headings_lists_and_cells_alike() -> None:
    kinds = ("/H1", "/H2", "/H3", "/H4", "/Table", "/TR", "/TH", "/Figure", "/Form", "/Lbl")

    first, second = (
        Counter(kind for kind, _ in elements(one)) for one in (weasyprint_sample(), typst_sample())
    )
    assert {kind: first[kind] for kind in kinds} == {kind: second[kind] for kind in kinds}
    assert first["/LI"] - second["/LI"] == second["/TOCI"] > 0  # the first makes a list of the contents


def test_header_cells_say_what_they_head_and_lists_how_they_count() -> None:
    found = elements(typst_sample())
    assert {said for kind, said in found if kind == "/TH"} == {"/Row", "/Column"}
    numberings = {said for kind, said in found if kind == "/L"}
    assert numberings == {"/Decimal", "/LowerAlpha", "/LowerRoman", "/Disc"}


def test_both_engines_have_the_same_fields() -> None:
    def fields(content: bytes) -> list[tuple[str, ...]]:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return [
                (str(one.T), str(one.FT), str(one.TU), str(one.get("/Ff", 0)), str(len(one.get("/Kids", ()))))
                for one in pdf.Root.AcroForm.Fields
            ]

    assert len(fields(typst_sample())) > 5
    assert fields(typst_sample()) == fields(weasyprint_sample())


def test_both_engines_have_the_same_bookmarks_and_places() -> None:
    first, second = (pypdf.PdfReader(io.BytesIO(one)) for one in (weasyprint_sample(), typst_sample()))

    def titles(outline: Any) -> list[Any]:
        return [titles(one) if isinstance(one, list) else " ".join(one.title.split()) for one in outline]

    assert titles(first.outline) == titles(second.outline)
    ours = first.named_destinations.keys() & ids_of(sample().blocks)
    assert ours == second.named_destinations.keys() & ids_of(sample().blocks)
    for name in ours:
        pages = [
            one.get_destination_page_number(one.named_destinations[name]) or 0 for one in (first, second)
        ]
        assert abs(pages[0] - pages[1]) <= 1, name


# --- the file ------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_sample_passes(profile: str, tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(typst_sample())
    report = validation.validate_pdf(file, profile=validation.ValidationProfile[profile])
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_the_file_names_its_engine_its_maker_and_no_date_and_carries_its_source() -> None:
    with pikepdf.open(io.BytesIO(typst_sample())) as pdf:
        assert str(pdf.docinfo["/ObcgenEngine"]) == f"Typst {version('typst')}"
        assert str(pdf.docinfo["/Creator"]) == "obcgen 9"
        assert str(pdf.docinfo["/Title"]) == sample().title
        assert "/CreationDate" not in pdf.docinfo
        assert pdf.attachments["spec.yaml"].get_file().read_bytes() == b"a: 1"
        assert b"<xmp:CreatorTool>obcgen 9<" in pdf.Root.Metadata.read_raw_bytes()


def test_fonts_are_those_of_the_style_and_no_other() -> None:
    fonts = {name.split(b"+")[-1] for name in _fonts(typst_sample())}
    assert fonts
    assert all(name.startswith((b"/Carlito", b"/Caladea", b"Carlito", b"Caladea")) for name in fonts)


def test_nothing_is_left_of_the_fonts_and_each_face_can_still_be_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    typst_engine.fonts_of.cache_clear()
    upright = typst_pdf.to_pdf(small(said("upright")), shipped_style())
    assert list(tmp_path.iterdir()) == []
    slanted = typst_pdf.to_pdf(small(Paragraph((Emphasis((Strong((Text("slanted"),)),)),))), shipped_style())
    assert b"Carlito-BoldItalic" not in b"".join(_fonts(upright))
    assert any(b"Carlito-BoldItalic" in name for name in _fonts(slanted))


def _fonts(content: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
        return [str(one.BaseFont).encode() for one in fonts if one.get("/Type") == "/Font"]


def test_another_process_makes_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "from pdf_sample import sample, shipped_style\n"
        "from obcgen.document.embedded import Embedded\n"
        "from obcgen.writers.typst_pdf import to_pdf\n"
        "sys.stdout.buffer.write(to_pdf(sample(), shipped_style(),"
        " Embedded('spec.yaml', 'The spec', 'obcgen 9', 'a: 1', ())))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(ROOT / "generator"), str(ROOT / "tests" / "writers")],
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT / "tests")},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert ended.stdout == typst_sample()


def test_what_is_no_file_of_typst_is_refused() -> None:
    with pytest.raises(ValueError, match="no table"):
        TypstFile(b"%PDF-1.7\n")


# --- pages ---------------------------------------------------------------------------------------


def test_page_numbers_are_those_the_contents_print() -> None:
    pages = page_numbers(sample(), shipped_style())
    assert pages["cover"] == 1
    assert pages == typst_pdf.page_numbers(sample(), shipped_style())
    assert max(pages.values()) <= typst_pdf.page_count(sample(), shipped_style())


def test_a_row_that_is_higher_than_a_page_is_printed_whole() -> None:
    words = " ".join(f"w{number}" for number in range(4000))
    shown = made(grid(row("A", "B", head=True), row("x", words)))
    assert "w0 " in shown
    assert "w3999" in shown


@pytest.mark.parametrize("before", range(24, 30))
def test_no_head_of_a_long_table_stands_with_one_row_alone(before: int) -> None:
    head = row("A", "B", head=True)
    rows = [row(f"row{number}", "a few words") for number in range(60)]
    blocks: tuple[Block, ...] = (
        *(said("A line.") for _ in range(before)),
        Heading((Text("Above"),), 2),
        grid(head, *rows),
    )
    content = typst_pdf.to_pdf(small(*blocks), shipped_style())
    pages = [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(content)).pages]
    on = [[name in text for text in pages].index(True) for name in ("Above", "row0", "row1")]
    assert len(set(on)) == 1


@pytest.mark.parametrize("before", range(20, 36, 2))
def test_what_is_signed_stands_on_the_page_of_its_signature(before: int) -> None:
    blocks: tuple[Block, ...] = (
        *(said("A line.") for _ in range(before)),
        Heading((Text("Above"),), 2),
        said("Prices stand apart."),
        Table("form", (Column(40), Column(60)), (row("Offeror", "Name"),)),
        said("The Offeror offers."),
        Signatures((Signature("one", "the Offeror"),)),
    )
    content = typst_pdf.to_pdf(small(*blocks), shipped_style())
    pages = [one.extract_text() for one in pypdf.PdfReader(io.BytesIO(content)).pages]
    found = ("Above", "Prices stand", "Name", "The Offeror offers", "Signed for")
    assert len({[name in text for text in pages].index(True) for name in found}) == 1


def test_a_word_that_no_cell_could_hold_breaks_and_others_do_not() -> None:
    shown = made(grid(row("A", "B", head=True), row("x" * 300, "indivisible"), widths=(30, 70)))
    assert shown.replace("\N{ZERO WIDTH SPACE}", "").replace(" ", "").count("x" * 300) == 1
    assert "indivisible" in shown


def test_a_word_too_wide_may_break_a_few_times_in_a_line_and_not_after_each_letter() -> None:
    address = "https://www.example.org/" + "a-long-path/" * 20
    pieces = to_typst(small(said(address)), shipped_style()).source.split("\N{ZERO WIDTH SPACE}")
    assert 4 < len(pieces) < len(address) / 10
    shown = made(said(address)).replace("\N{ZERO WIDTH SPACE}", "")
    assert address in shown.replace(" ", "")


def test_what_typst_refuses_is_one_problem() -> None:
    for asked in (typst_engine.laid_out, typst_engine.printed):
        with pytest.raises(ObcgenError) as caught:
            asked('#image(bytes("no picture"))', shipped_style().font_files)
        assert [problem.code for problem in caught.value.problems] == ["ENG-06"]


def test_what_is_nested_too_deep_is_one_problem() -> None:
    block: Block = said("deep")
    for _ in range(40):
        block = Callout("note", "Note", (block,))
    with pytest.raises(ObcgenError) as caught:
        typst_pdf.to_pdf(small(block), shipped_style())
    assert [problem.code for problem in caught.value.problems] == ["ENG-05"]
    assert page_numbers(small(block), shipped_style()) == to_pdf.page_numbers(small(block), shipped_style())


def test_a_redline_says_what_was_inserted_and_deleted() -> None:
    words = Paragraph((Marked(DELETED, (Text("old"),)), Marked(INSERTED, (Strong((Text("new"),)),))))
    item = ItemList("bullets", (Item((said("kept"),), mark=INSERTED),))
    shown = made(words, item, Changed(DELETED, (said("gone"),)))
    for text in ("[deleted:", "[inserted:", "old", "new", "kept", "gone"):
        assert text in shown


def test_who_signs_has_a_field_for_a_certificate() -> None:
    content = typst_pdf.to_pdf(
        small(Signatures((Signature("district-signature", "District"),))), shipped_style()
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (first, *_) = pdf.Root.AcroForm.Fields
        assert str(first.FT) == "/Sig"
        assert str(first.T) == "district-signature_es_:signer1:signature"
        assert int(pdf.Root.AcroForm.SigFlags) == 1


def test_a_file_can_be_signed_as_one_of_the_first_engine() -> None:
    parties = (Signature("sign-district", "Elm District"), Signature("sign-provider", "Oak"))
    content = typst_pdf.to_pdf(small(Signatures(parties)), shipped_style())
    signed = sign(content, certificate("Ann Lee"), "", "district", NOW)
    assert signed.startswith(content)
    assert [(one.field, one.since) for one in verify(signed)] == [("district", "nothing")]
    both = sign(signed, certificate("Bob Ray"), "", "provider", NOW)
    assert [one.since for one in verify(both)] == ["filled in", "nothing"]


@pytest.mark.parametrize(
    ("data", "end"), [(b"ab", b"\n"), (b"ab\r", b"\r\n"), (b"ab\n", b"\n"), (b"\r", b"\r\n")]
)
def test_no_byte_of_a_stream_is_taken_for_the_end_of_its_line(data: bytes, end: bytes) -> None:
    assert (
        unmistaken(b"<<>>\nstream\n" + data + b"\nendstream") == b"<<>>\nstream\n" + data + end + b"endstream"
    )
