"""A text travels in a file of every format and comes out of it, by tools of others, as it went in."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from pdf_sample import said, sample, shipped_style, small
from word_sample import SAMPLE
from word_soundness import faults

from obcgen.document.embedded import Embedded, hash_of
from obcgen.style import Style
from obcgen.writers.to_docx import to_docx
from obcgen.writers.to_html import to_html
from obcgen.writers.to_pdf import page_numbers, to_pdf

AWKWARD = "a: </script><!-- <script> --> & &lt; &amp;lt; ]]>\n\n  - “é” 東京 \U0001f600\ttab\nlast line\n"


def carrying(text: str) -> Embedded:
    return Embedded(
        "spec.yaml", "The spec", "obcgen 9", text, (("ObcgenOne", "1 & 2 <3>"), ("ObcgenTwo", "é"))
    )


def custom_xml(docx: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read("customXml/item1.xml"))


def data_block(content: bytes) -> str:
    opened: Any = lxml_html.document_fromstring(content.decode())
    (block,) = opened.xpath("//script[@type='application/yaml']")
    return html.unescape(str(block.text)).removeprefix("\n")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return to_pdf(sample(), shipped_style(), carrying(AWKWARD))


@pytest.fixture(scope="module")
def docx() -> bytes:
    return to_docx(SAMPLE, Style(), carrying(AWKWARD))


def test_word_holds_the_text_as_a_custom_xml_part(docx: bytes) -> None:
    assert custom_xml(docx).text == AWKWARD
    assert faults(docx) == []


def test_word_finds_the_custom_xml_part_from_the_document_and_by_an_id_of_its_own(docx: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
        about = etree.fromstring(package.read("customXml/itemProps1.xml"))
    assert 'Target="../customXml/item1.xml"' in relations
    (identity,) = (value for name, value in about.attrib.items() if str(name).endswith("itemID"))
    assert re.fullmatch(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", str(identity))
    assert str(identity).replace("-", "")[1:-1].lower() == hash_of(AWKWARD)[:32]


def test_word_lists_the_properties_where_its_users_look(docx: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read("docProps/custom.xml"))
        assert "custom-properties" in package.read("[Content_Types].xml").decode()
    assert [(one.get("name"), one[0].text) for one in root] == [
        ("ObcgenOne", "1 & 2 <3>"),
        ("ObcgenTwo", "é"),
    ]
    assert [one.get("pid") for one in root] == ["2", "3"]


def test_the_pdf_has_the_text_attached_as_its_source(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (attached,) = opened.attachments.values()
        file = attached.get_file()
        assert file.read_bytes().decode() == AWKWARD
        assert file.mime_type == "application/yaml"
        assert str(attached.obj.AFRelationship) == "/Source"
        assert opened.Root.AF[0].objgen == attached.obj.objgen
        assert (attached.filename, attached.description) == ("spec.yaml", "The spec")
        assert str(attached.obj.EF.F.Params.CreationDate) == "D:19800101000000Z"


def test_the_pdf_states_the_properties_and_what_made_it(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/ObcgenOne"]) == "1 & 2 <3>"
        assert str(opened.docinfo["/ObcgenTwo"]) == "é"
        assert str(opened.docinfo["/Creator"]) == "obcgen 9"


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A])
def test_the_pdf_passes_with_an_attachment(
    pdf: bytes, profile: page.ValidationProfile, tmp_path: Path
) -> None:
    (tmp_path / "sample.pdf").write_bytes(pdf)
    report = page.validate_pdf(tmp_path / "sample.pdf", profile=profile)
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_the_same_layout_serves_page_numbers_and_file(monkeypatch: pytest.MonkeyPatch) -> None:
    document = small(said("Laid out once, whatever is asked for."))
    page_numbers(document, shipped_style())
    monkeypatch.setattr("obcgen.writers.to_pdf.HTML", None)
    assert to_pdf(document, shipped_style(), carrying(AWKWARD)).startswith(b"%PDF")


def test_whoever_asks_for_page_numbers_alone_does_not_wait_for_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("obcgen.writers.to_pdf._write", None)
    assert page_numbers(small(said("No file of this is made.")), shipped_style())["one"] == 1


def test_the_page_holds_the_text_where_no_browser_shows_or_runs_it() -> None:
    content = to_html(sample(), shipped_style(), carrying(AWKWARD))
    assert data_block(content) == AWKWARD
    assert content.count(b"</script>") == 1
    tree = lxml_html.document_fromstring(content.decode())
    assert tree.xpath("//meta[@name='ObcgenOne']/@content") == ["1 & 2 <3>"]
    assert tree.xpath("//meta[@name='generator']/@content") == ["obcgen 9"]


def test_without_a_text_a_file_carries_and_states_nothing() -> None:
    with pikepdf.open(io.BytesIO(to_pdf(sample(), shipped_style()))) as opened:
        assert not opened.attachments
        assert "/Creator" not in opened.docinfo
    with zipfile.ZipFile(io.BytesIO(to_docx(SAMPLE, Style()))) as package:
        assert not [name for name in package.namelist() if "custom" in name]
    assert b"<script" not in to_html(sample(), shipped_style())


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"))
texts = st.lists(lines | st.sampled_from(["</script>", "<!--", "]]>", "&amp;", "\t", ""])).map("\n".join)


@given(texts)
def test_any_text_comes_out_of_word_and_the_page_as_it_went_in(text: str) -> None:
    embedded = carrying(text + "\n")
    assert custom_xml(to_docx(SAMPLE, Style(), embedded)).text == text + "\n"
    assert data_block(to_html(SAMPLE, shipped_style(), embedded)) == text + "\n"


def test_a_text_that_xml_cannot_hold_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="XML cannot hold"):
        to_docx(SAMPLE, Style(), carrying("a\x07b"))
