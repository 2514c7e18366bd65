"""A district's Word boilerplate becomes clauses; what cannot be carried over is told with its words."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from obcgen import zip_file
from obcgen.intake.blocks import Block, Run
from obcgen.intake.from_word import outline
from obcgen.intake.markdown import markdown
from obcgen.problems import ObcgenError
from obcgen.render.environment import Templates
from packs import alone
from word_boilerplate import bold, field, heading, imported, table, text, with_parts, word, xml

pytestmark = pytest.mark.usefixtures("compiled")

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def clause_text(path: Path, id_: str) -> str:
    files = imported(path).files
    return files[f"contract/{id_}.md"].decode().split("---\n")[2]


def report(path: Path, built_in: tuple[str, ...] = ()) -> str:
    return next(v for k, v in imported(path, built_in).files.items() if k.startswith("notes/")).decode()


def test_each_heading_becomes_a_clause_inside_the_one_above_it(tmp_path: Path) -> None:
    path = word(tmp_path, heading("ARTICLE IV. INSURANCE"), heading("4.1 Certificates", 2), text("Words."))
    drafts = imported(path).clauses
    assert [(d.id, d.title, d.inside) for d in drafts] == [
        ("insurance", "Insurance", ""),
        ("certificates", "Certificates", "insurance"),
    ]


def test_words_before_the_first_heading_are_a_clause_named_for_the_file(tmp_path: Path) -> None:
    path = word(
        tmp_path, text("Read this first."), heading("Term"), text("One year."), name="house terms.docx"
    )
    assert [draft.id for draft in imported(path).clauses] == ["house-terms", "term"]


def test_bold_lines_are_headings_where_there_are_no_heading_styles(tmp_path: Path) -> None:
    path = word(
        tmp_path, bold("Governing law"), text("Colorado."), bold("Section 9. Notices"), text("By mail.")
    )
    assert [draft.id for draft in imported(path).clauses] == ["governing-law", "notices"]


def test_a_bold_sentence_is_no_heading(tmp_path: Path) -> None:
    path = word(tmp_path, bold("Term"), bold("The Provider shall not assign this Agreement."))
    assert [draft.id for draft in imported(path).clauses] == ["term"]


def test_emphasis_lists_and_typed_numbers_become_markdown(tmp_path: Path) -> None:
    path = word(
        tmp_path,
        heading("Duties"),
        text("7.1 The Provider shall report."),
        text("(a) monthly;"),
        text("(b) at the end."),
        text("Loose words."),
        text("apples", "List Bullet"),
    )
    expected = (
        "1. The Provider shall report.\n   1. monthly;\n   1. at the end.\n\nLoose words.\n\n- apples\n"
    )
    assert clause_text(path, "duties") == expected


def test_letters_inside_a_deep_clause_stay_inside_it() -> None:
    deep, letter = Block("ol", 2, (Run("Clause"),)), Block("ol", 0, (Run("letter"),))
    assert markdown([deep, letter, deep]) == "1. Clause\n   1. letter\n1. Clause\n"


def test_a_table_keeps_its_cells_and_prints(tmp_path: Path) -> None:
    path = word(tmp_path, heading("Insurance"), table(("Kind", "Amount"), ("General {{ 1 }}", '$1 "each"')))
    html = printed(tmp_path, imported(path).files["contract/insurance.md"].decode())
    assert re.sub(r"\s+", "", html).count("<th>Kind</th><th>Amount</th>") == 1
    assert "<td>General {{ 1 }}</td><td>$1 &#34;each&#34;</td>" in html


def test_a_title_that_a_clause_has_already_gets_an_id_of_its_own(tmp_path: Path) -> None:
    path = word(tmp_path, heading("Insurance"), text("Ours."), heading("Insurance"), text("More."))
    found = imported(path, ("insurance",))
    assert [draft.id for draft in found.clauses] == ["our-insurance", "our-insurance-2"]
    assert "{id: insurance, by: our-insurance}" in report(path, ("insurance",))


def test_references_of_word_and_typed_ones_are_marked_for_a_person(tmp_path: Path) -> None:
    path = word(
        tmp_path,
        heading("Payment"),
        xml(f"<w:r><w:t>As </w:t></w:r>{field('REF _Ref1 h', '9.9')}<w:r><w:t> says.</w:t></w:r>"),
        text("See Section 7.2(a) and Exhibit B."),
    )
    shown = clause_text(path, "payment")
    assert re.findall(r"cross-reference: ([^\\]+)", shown) == ["9.9", "Section 7.2(a)", "Exhibit B"]
    assert report(path).count("- contract/payment.md: ") == 3


def test_other_fields_are_plain_words(tmp_path: Path) -> None:
    path = word(tmp_path, heading("Date"), xml(field("DATE", "May 1")))
    assert clause_text(path, "date") == "May 1\n"


def test_the_contents_of_the_word_file_are_dropped_and_told(tmp_path: Path) -> None:
    path = word(tmp_path, heading("Term"), xml(field('TOC \\o "1-3"', "Term 1")), text("One year."))
    assert clause_text(path, "term") == "One year.\n"
    assert "The table of contents (1 lines) is dropped" in report(path)


@pytest.mark.parametrize(
    ("inner", "what", "words"),
    [
        ("<w:del><w:r><w:delText>old words</w:delText></w:r></w:del>", "Deleted text (tracked)", "old words"),
        ("<w:ins><w:r><w:t>new words</w:t></w:r></w:ins>", "Inserted text (tracked)", "new words"),
        ('<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>lined</w:t></w:r>', "Underlining", "lined"),
        ('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>st</w:t></w:r>', "Raised", "st"),
        ("<w:sdt><w:sdtContent><w:r><w:t>[name]</w:t></w:r></w:sdtContent></w:sdt>", "Blank or", "[name]"),
        ("<w:moveTo><w:r><w:t>moved words</w:t></w:r></w:moveTo>", "Moved text", "moved words"),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>no longer</w:t></w:r>", "Struck-through", "no longer"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>", "Hidden words", "unseen"),
        (field("MERGEFIELD Vendor", "«Vendor»"), "Blank or", "MERGEFIELD Vendor"),
        ('<w:fldSimple w:instr=" FILLIN Fee "><w:r><w:t>x</w:t></w:r></w:fldSimple>', "Blank", "FILLIN Fee"),
        ("<w:r><w:t>Signed on ______ 20__.</w:t></w:r>", "Blank or", "Signed on ______ 20__."),
        ("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
         "Text box", "boxed"),
    ],
)  # fmt: skip
def test_what_a_clause_cannot_hold_is_told_with_its_words(
    inner: str, what: str, words: str, tmp_path: Path
) -> None:
    told = report(word(tmp_path, heading("Term"), text("One year."), xml(inner)))
    section = told[told.index(f"### {what}") :]
    assert f"- Term: {words}\n" in section


@pytest.mark.parametrize(
    "off", ['<w:strike w:val="0"/>', '<w:u w:val="none"/>', '<w:vertAlign w:val="baseline"/>']
)
def test_a_property_that_is_switched_off_is_no_loss(off: str, tmp_path: Path) -> None:
    path = word(tmp_path, heading("Term"), xml(f"<w:r><w:rPr>{off}</w:rPr><w:t>words</w:t></w:r>"))
    assert imported(path).losses == ()


def test_a_loss_in_a_table_or_around_paragraphs_is_told_under_its_own_heading(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        made = document.add_table(2, 2)
        made.cell(0, 0).merge(made.cell(0, 1)).text = "both"
        made.cell(1, 0).text = "gone"
        row = parse_xml(f"<w:trPr {nsdecls('w')}><w:del/></w:trPr>")
        made.rows[1]._tr.insert(0, row)  # noqa: SLF001 - python-docx has no public way to delete a tracked row
        choice = "<w:sdtContent><w:p><w:r><w:t>Choose</w:t></w:r></w:p></w:sdtContent>"
        block = parse_xml(f"<w:sdt {nsdecls('w')}>{choice}</w:sdt>")
        document.element.body.insert_element_before(block, "w:sectPr")

    path = word(tmp_path, heading("Insurance"), build, heading("Term"), text("One year."))
    found = {(loss.what, loss.where, loss.text) for loss in imported(path).losses}
    assert found == {
        ("merged cells of a table", "Insurance", "both / gone"),
        ("deleted text (tracked)", "Insurance", "gone"),
        ("blank or choice to fill in", "Insurance", "Choose"),
    }


@pytest.mark.parametrize(
    ("wrapped", "words"),
    [
        ('<w:fldSimple w:instr=" DOCPROPERTY Title "><w:r><w:t>Terms</w:t></w:r></w:fldSimple>', "Terms"),
        ('<w:bdo w:val="ltr"><w:dir w:val="ltr"><w:r><w:t>Inside</w:t></w:r></w:dir></w:bdo>', "Inside"),
        ("<w:ruby><w:rt><w:r/></w:rt><w:rubyBase><w:r><w:t>Base</w:t></w:r></w:rubyBase></w:ruby>", "Base"),
    ],
)
def test_words_inside_an_element_that_the_converter_passes_over_are_kept(
    wrapped: str, words: str, tmp_path: Path
) -> None:
    path = word(tmp_path, heading("Term"), xml(f"<w:r><w:t>A </w:t></w:r>{wrapped}"))
    assert clause_text(path, "term") == f"A {words}\n"


def test_a_short_reference_field_is_marked_too(tmp_path: Path) -> None:
    inner = '<w:fldSimple w:instr=" REF _Ref7 "><w:r><w:t>Section 7</w:t></w:r></w:fldSimple>'
    path = word(tmp_path, heading("Term"), xml(inner))
    assert "cross-reference: Section 7" in clause_text(path, "term")


@pytest.mark.parametrize("part", ["header1", "footer2", "comments", "footnotes", "endnotes"])
def test_words_outside_the_body_are_told(part: str, tmp_path: Path) -> None:
    content = f"<w:x {W}><w:p><w:r><w:t>Aside of {part}</w:t></w:r></w:p></w:x>".encode()
    path = with_parts(word(tmp_path, heading("Term"), text("One.")), {f"word/{part}.xml": content})
    assert f"- word/{part}.xml: Aside of {part}\n" in report(path)


def test_the_outline_of_the_report_puts_every_clause_in_its_place(tmp_path: Path) -> None:
    path = word(tmp_path, heading("Term"), heading("Start", 2), text("Now."))
    lines = "insert:\n  - {id: term, last: body}\n  - {id: start, last: term}\n"
    assert outline(imported(path).clauses) == lines


# --- wrong input -----------------------------------------------------------------------------------


def refused(path: Path) -> str:
    with pytest.raises(ObcgenError) as caught:
        imported(path)
    return caught.value.problems[0].code


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere.docx") == "IMP-01"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.docx")
    assert refused(tmp_path / "x.docx") == "IMP-01"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 cut off", "Grüße".encode("utf-16")])
def test_a_file_that_is_no_word_document_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    assert refused(path) == "IMP-01"


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        b"<w:document",
        b'<?xml version="1.0" encoding="unknown-9"?><x/>',
    ],
)
def test_a_body_that_could_reach_out_or_is_broken_is_refused(document: bytes, tmp_path: Path) -> None:
    path = with_parts(word(tmp_path, heading("Term")), {"word/document.xml": document})
    assert refused(path) == "IMP-01"


def test_a_body_nested_too_deep_is_refused(tmp_path: Path) -> None:
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    assert refused(with_parts(word(tmp_path, heading("T")), {"word/document.xml": deep})) == "IMP-02"


@pytest.mark.parametrize(("limit", "most"), [("LARGEST_ZIP", 100), ("MOST_UNPACKED", 100), ("MOST_PARTS", 2)])
def test_a_file_beyond_the_limits_is_refused(
    limit: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = word(tmp_path, heading("Term"))
    monkeypatch.setattr(zip_file, limit, most)
    assert refused(path) == "IMP-02"


def test_a_document_without_words_is_told(tmp_path: Path) -> None:
    assert refused(word(tmp_path)) == "IMP-03"


# --- no word changes the structure ------------------------------------------------------------------

SIGNS = st.sampled_from(
    ["{{ 7 }}", "{% raw %}", "{# x", "**", "](#a)", "<p>", "1. ", "- ", "# ", "|", "\\", "&lt;", "`", "~~~"]
)
ODD = SIGNS | st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x2FFF), min_size=1)


def printed(folder: Path, file: str) -> str:
    """Return the HTML of an imported clause as the templates of the program print it."""
    macros = (Path(__file__).parents[2] / "templates/shared/macros.html").read_text(encoding="utf-8")
    pack = alone(folder / "pack", {"contract/x.md": file, "shared/macros.html": macros})
    return re.sub(r' data-at="[^"]*"', "", Templates(pack, {}).html("contract/x.md"))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(ODD, min_size=20, max_size=60))
def test_no_words_run_as_a_template_or_change_the_structure(words: list[str], tmp_path: Path) -> None:
    path = word(tmp_path, heading("Term"), *(text(f"x{odd}") for odd in words))
    html = printed(tmp_path, imported(path).files["contract/term.md"].decode())
    assert set(re.findall(r"<([a-z0-9]+)", html)) == {"p"}
    assert html.count("<p>") == len(words)
    assert html.count("{{ 7 }}") == words.count("{{ 7 }}")
