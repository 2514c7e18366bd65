"""A district's Word file as the base of its documents: what is carried over, told and refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from letterheads import SECTION, SPACES, drawing, letterhead_file, picture, words
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document
from obcgen.problems import ObcgenError
from obcgen.style import Style, from_data
from obcgen.writers.to_docx import to_docx
from obcgen.zip_file import MOST_PARTS

HTML = (
    '<article data-kind="rfp" data-name="RFP" data-title="T" data-number="R-1" data-owner="District" '
    'data-status="draft" data-section-word="Section" data-attachment-word="Attachment" lang="en-US">'
    '<section id="a" data-kind="body" data-title="A"><p>Words.</p></section></article>'
)


def document() -> Document:
    return resolve(from_html(HTML))


def style_of(folder: Path, content: bytes, **data: object) -> Style:
    (folder / "letterhead.docx").write_bytes(content)
    return from_data({"word": "letterhead.docx", **data}, folder)


def told(folder: Path, content: bytes) -> tuple[str, ...]:
    letterhead = style_of(folder, content).letterhead
    assert letterhead is not None
    return tuple(each for each in letterhead.told if not each.startswith("the typeface"))


def parts_of(folder: Path, content: bytes) -> dict[str, bytes]:
    made = to_docx(document(), style_of(folder, content))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_fonts_sizes_colors_and_the_page_become_the_style(tmp_path: Path) -> None:
    style = style_of(tmp_path, letterhead_file())
    assert (style.body.word, style.heading.word) == ("Georgia", "Arial")
    assert (style.sizes.body, style.sizes.heading_1, style.sizes.heading_2) == (11, 18, 11)
    assert (style.colours.primary, style.colours.accent) == ("5B2333", Style().colours.accent)
    assert (style.page.top, style.page.left, style.page.size) == (1.3, 1.2, "letter")


def test_what_the_style_yaml_says_goes_over_the_word_file(tmp_path: Path) -> None:
    style = style_of(tmp_path, letterhead_file(), colors={"primary": "17375E"}, page={"left": "1"})
    assert (style.colours.primary, style.page.left, style.page.top) == ("17375E", 1, 1.3)


def test_headers_and_footers_stand_in_the_word_file_beside_the_document_s_own_lines(tmp_path: Path) -> None:
    parts = parts_of(tmp_path, letterhead_file())
    assert b"<w:drawing>" in parts["word/header1.xml"]
    header = parts["word/header2.xml"].decode()
    assert header.index("Purchasing") < header.index("DRAFT"), "a draft stays marked"
    assert "R-1" in header
    footer = parts["word/footer2.xml"].decode()
    assert "NUMPAGES" in footer
    assert footer.endswith("100 Main Street</w:t></w:r></w:p></w:ftr>")
    assert parts["word/media/header1-picture1.png"] == picture()
    assert b"media/header1-picture1.png" in parts["word/_rels/header1.xml.rels"]


def test_a_footer_that_counts_pages_itself_stands_alone(tmp_path: Path) -> None:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    page = f"<w:p><w:r><w:t>Seite </w:t></w:r>{number}</w:p>"
    footer = parts_of(tmp_path, letterhead_file(footer=page))["word/footer2.xml"].decode()
    assert footer.count("PAGE") == 1
    assert "Seite" in footer


def test_without_a_first_page_of_its_own_the_cover_has_the_same_header(tmp_path: Path) -> None:
    parts = parts_of(tmp_path, letterhead_file(section=SECTION.replace("<w:titlePg/>", "")))
    assert b"Purchasing" in parts["word/header1.xml"]


def test_the_same_file_gives_the_same_bytes_and_every_part_is_sound_xml(tmp_path: Path) -> None:
    style = style_of(tmp_path, letterhead_file())
    assert to_docx(document(), style) == to_docx(document(), style)
    for name, content in parts_of(tmp_path, letterhead_file()).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)


FIELD_BEGINS = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
DROPPED = {
    "a picture from elsewhere": (
        f"<w:p><w:r>{drawing('rId2')}</w:r></w:p>",
        "a drawing in its header that is no PNG or JPEG picture in the file"),
    "an object": ("<w:p><w:r><w:object r:id='rId1'/></w:r></w:p>", "<w:object> in its header"),
    "an old drawing": ("<w:p><w:r><w:pict><v:shape/></w:pict></w:r></w:p>", "<w:pict> in its header"),
    "another document": ("<w:altChunk r:id='rId1'/>", "<w:altChunk> in its header"),
    "a field that fetches": (
        f"<w:p>{FIELD_BEGINS}<w:r><w:instrText>INCLUDETEXT c:/x</w:instrText></w:r></w:p>",
        "fields of its header other than page numbers and the title; their words stay"),
    "a field that runs": (
        "<w:p><w:fldSimple w:instr='DDEAUTO cmd'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>",
        "fields of its header other than page numbers and the title; their words stay"),
    "an element of another program": ("<v:shape/>", "<an element of another program> in its header"),
}  # fmt: skip


@pytest.mark.parametrize(("first", "what"), DROPPED.values(), ids=DROPPED)
def test_what_reaches_out_of_the_file_or_runs_is_left_out_and_told(
    tmp_path: Path, first: str, what: str
) -> None:
    content = letterhead_file(first + words("Kept"))
    assert told(tmp_path, content) == (what,)
    header = parts_of(tmp_path, content)["word/header1.xml"]
    assert b"Kept" in header
    for trace in (
        b"evil",
        b"object",
        b"pict>",
        b"altChunk",
        b"INCLUDETEXT",
        b"DDEAUTO",
        b"fldChar",
        b"shape",
    ):
        assert trace not in header


def test_a_link_beside_a_picture_is_not_carried_over(tmp_path: Path) -> None:
    linked = drawing(more=' r:link="rId2"')
    parts = parts_of(tmp_path, letterhead_file(f"<w:p><w:r>{linked}</w:r></w:p>"))
    assert b"link" not in parts["word/header1.xml"]
    assert all(b"evil" not in content for content in parts.values())


def test_the_words_of_a_link_and_of_a_content_control_stay(tmp_path: Path) -> None:
    first = (
        '<w:p><w:hyperlink r:id="rId2"><w:r><w:t>Our site</w:t></w:r></w:hyperlink></w:p>'
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Our motto</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    header = parts_of(tmp_path, letterhead_file(first))["word/header1.xml"]
    assert b"Our site" in header
    assert b"Our motto" in header
    assert b"hyperlink" not in header


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('w:w="12240" w:h="15840"', 'w:w="15840" w:h="12240"', "its page is neither letter nor A4 upright"),
        ('w:left="1728"', 'w:left="100"', "its left margin is not between 0.6 and 2.5 inches"),
        ('"first" r:id="h1"', '"even" r:id="h1"', "its header for even pages"),
    ],
)
def test_a_page_that_documents_do_not_have_is_told(tmp_path: Path, old: str, new: str, what: str) -> None:
    assert told(tmp_path, letterhead_file(section=SECTION.replace(old, new))) == (what,)


def test_a_color_that_is_too_pale_is_told_and_not_taken(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="H"><w:name w:val="heading 1"/><w:rPr><w:color w:val="FFEEAA"/></w:rPr></w:style>'
    )
    content = letterhead_file(styles=styles)
    assert told(tmp_path, content) == ("the color FFEEAA of its style heading 1, which is too pale to read",)
    assert style_of(tmp_path, content).colours.primary == Style().colours.primary


def with_part(name: str, content: bytes) -> bytes:
    return letterhead_file(parts={name: content})


BOMB = f'<!DOCTYPE x [<!ENTITY a "{"x" * 50}">]><w:hdr {SPACES}>&a;</w:hdr>'
REFUSED = {
    "no zip file": (b"not a zip file", "it is not a file that Word saved as .docx"),
    "a zip file of other things": (b"PK\x05\x06" + b"\0" * 18, "it is not a file that Word saved as .docx"),
    "entities": (with_part("word/header1.xml", BOMB.encode()), "its part word/header1.xml declares"),
    "a part that is not XML": (with_part("word/styles.xml", b"<x"), "its part word/styles.xml is not sound"),
    "a large part": (with_part("word/styles.xml", b" " * 5_000_001), "its part word/styles.xml is larger"),
    "many parts": (
        letterhead_file(parts={f"x{n}": b"" for n in range(MOST_PARTS)}), "it holds more than 2,000 files"),
    "depth": (
        letterhead_file("<w:sdt>" * 60 + "</w:sdt>" * 60), "its header is larger than any letterhead"),
    "length": (letterhead_file("<w:p/>" * 6_000), "its header is larger than any letterhead"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "why"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_used(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        style_of(tmp_path, content)
    (problem,) = caught.value.problems
    assert problem.code == "LOOK-14"
    assert problem.message.startswith(f"The Word file “letterhead.docx” cannot be used: {why}")


@pytest.mark.parametrize("name", ["lost.docx", "../letterhead.docx", "/etc/passwd"])
def test_a_file_that_is_not_in_the_pack(tmp_path: Path, name: str) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "letterhead.docx").write_bytes(letterhead_file())
    with pytest.raises(ObcgenError) as caught:
        from_data({"word": name}, tmp_path / "pack")
    assert [problem.code for problem in caught.value.problems] == ["LOOK-13"]
