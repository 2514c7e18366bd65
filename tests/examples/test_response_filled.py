"""The response file is filled in by a script, in Word and in the PDF, and read back; its limits add up."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from built import ROOT, Built, built
from built import SPECS as ALL
from lxml import etree
from pypdf import PdfReader, PdfWriter

from faults import source_of
from obcgen.account.schedule import schedule
from obcgen.document.dump import dump
from obcgen.document.walk import fields_of
from obcgen.inspection.inspection import inspect
from obcgen.pack import builtin
from obcgen.render.answers import WORDS_A_PAGE, answers, words_each, written_answers
from obcgen.render.context import context
from obcgen.source import parse
from obcgen.spec import Spec
from obcgen.trees import resolved

SPECS = ROOT / "specs"
DENVER = SPECS / "denver-literacy.yaml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHORT, LONG = "Yes.", "Tutors meet each group of four three times a week. " * 95
NAME = "Bright & Early Tutors, LLC"


def made() -> Built:
    return built(DENVER, "response")


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(inside: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in inside.items():
            file.writestr(name, content)
    return stream.getvalue()


def controls(body: etree._Element) -> dict[str, etree._Element]:
    """Return the content controls of a body by their tags."""
    found = ((one.find(f"{W}sdtPr/{W}tag"), one) for one in body.iter(f"{W}sdt"))
    return {str(tag.get(f"{W}val")): one for tag, one in found if tag is not None}


def filled_word(given: dict[str, str]) -> bytes:
    """Return the Word file with answers, as Word writes them: the control no longer shows its placeholder."""
    inside = parts(made().docx)
    body = etree.fromstring(inside["word/document.xml"])
    for tag, answer in given.items():
        control = controls(body)[tag]
        etree.strip_elements(control, f"{W}showingPlcHdr", with_tail=False)
        next(control.iter(f"{W}t")).text = answer
    return packed(inside | {"word/document.xml": etree.tostring(body)})


def spec_of(name: str, old: str = "", new: str = "") -> Spec:
    text = (SPECS / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    return parse(source_of(text.replace(old, new, 1)), Spec)


# --- filled in and read back ---------------------------------------------------------------------


def test_word_holds_short_and_long_answers_and_stays_the_file_that_was_published(tmp_path: Path) -> None:
    given = {"plan-service": LONG, "plan-risks": SHORT, "references-1-2": LONG, "offeror-contact": SHORT}
    (tmp_path / "filled.docx").write_bytes(filled_word(given))
    body = etree.fromstring(parts((tmp_path / "filled.docx").read_bytes())["word/document.xml"])
    read_back = {tag: str(controls(body)[tag].xpath("string()")) for tag in given}
    assert read_back == given
    assert inspect(tmp_path / "filled.docx", builtin()).state == "same words"


def test_an_answer_in_word_may_go_on_over_the_next_page_and_its_question_with_it() -> None:
    body = etree.fromstring(parts(made().docx)["word/document.xml"])
    row = next(controls(body)["plan-service"].iterancestors(f"{W}tr"))
    assert row.find(f"{W}trPr/{W}cantSplit") is None
    assert row.xpath("boolean(preceding-sibling::*[local-name() = 'tr']//*[local-name() = 'tblHeader'])")
    short = next(controls(body)["offeror-tax-id"].iterancestors(f"{W}tr"))
    assert short.find(f"{W}trPr/{W}cantSplit") is not None


def test_the_name_is_bound_to_one_element_in_every_place_where_it_is_asked_for() -> None:
    inside = parts(made().docx)
    found = controls(etree.fromstring(inside["word/document.xml"]))
    names = ("cover-offeror", "offeror-name", "price-offeror", "certify-offeror")
    bound = [next(found[name].iter(f"{W}dataBinding")) for name in names]
    ((path, store),) = {(str(one.get(f"{W}xpath")), str(one.get(f"{W}storeItemID"))) for one in bound}
    assert path == "/a:answers[1]/a:offeror[1]"
    (held,) = (name for name, content in inside.items() if b"<offeror/>" in content)
    assert store.encode() in inside[held.replace("item", "itemProps")]
    assert held.encode() in inside["word/_rels/document.xml.rels"]


def test_the_pdf_holds_short_and_long_answers_and_one_name(tmp_path: Path) -> None:
    given = {"plan-service": LONG, "plan-risks": SHORT, "references-1-2": LONG, "cover-offeror": NAME}
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made().pdf)))
    writer.update_page_form_field_values(list(writer.pages), given, auto_regenerate=False)
    writer.write(tmp_path / "filled.pdf")
    fields = PdfReader(tmp_path / "filled.pdf").get_fields() or {}
    assert {name: fields[name].value for name in given} == given
    assert not {"offeror-name", "price-offeror", "certify-offeror"} & set(fields)
    shared = fields["cover-offeror"].indirect_reference.get_object()
    assert len(shared["/Kids"]) == 4
    assert inspect(tmp_path / "filled.pdf", builtin()).state == "same words"


def test_a_page_of_paper_is_given_where_the_limit_is_a_page() -> None:
    reader = PdfReader(io.BytesIO(made().pdf))
    boxes = {}
    for page in reader.pages:
        for widget in (one.get_object() for one in page.get("/Annots", ())):
            left, bottom, right, top = map(float, widget.get("/Rect", (0, 0, 0, 0)))
            boxes[str(widget.get("/T"))] = (right - left, top - bottom, int(widget.get("/Ff", 0)))
    multiline = 1 << 12
    width, height, flags = boxes["plan-service"]
    assert (width > 455, height > 475, flags & multiline) == (True, True, multiline)
    for name in ("references-1-2", "exceptions-1-2", "qualification-1", "offeror-subcontractors"):
        width, height, flags = boxes[name]
        assert (width > 225, height > 34, flags & multiline) == (True, True, multiline)


@pytest.mark.parametrize("spec", ALL, ids=lambda path: path.stem)
def test_references_stand_on_one_page_and_a_signature_with_what_it_certifies(spec: Path) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(built(spec, "response").pdf)).pages]
    (references,) = (text for text in pages if "Reference 1" in text)
    assert "1.1" in references
    assert "Reference 3" in references
    (signed,) = (text for text in pages if "certifies everything above" in text)
    assert re.search(r"7\.[1-3]\.\d|This certification", signed)  # some of what is certified
    assert "Signed for the Offeror" in signed


def test_studies_and_contracts_are_asked_for_before_what_is_said_of_them() -> None:
    names = context(spec_of("denver-literacy"), schedule(spec_of("denver-literacy")), builtin())
    text = dump(resolved("response", names, builtin()))
    order = [text.index(one) for one in ("Study 1", "Earlier contract 1", "Why the tier is met")]
    assert order == sorted(order)
    assert "Enter up to three studies" in text[: order[0]]


# --- limits and points ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", [path.stem for path in ALL])
def test_the_limits_beside_all_written_answers_come_to_no_more_than_the_pages(name: str) -> None:
    spec = spec_of(name)
    found = answers(spec)
    tree = resolved("response", context(spec, schedule(spec), builtin()), builtin())
    limited = re.findall(r"[Aa]t most ([\d,]+) words$", dump(tree), re.MULTILINE)
    roomy = [one for one in fields_of(tree.blocks) if one.room]
    assert len(limited) == len(roomy) == written_answers(spec, len(found.others))
    assert spec.procurement
    pages = spec.procurement.submission.pages
    if pages is None:
        assert limited == []
    else:
        assert set(limited) == {found.words}
        words = len(limited) * int(found.words.replace(",", ""))
        assert pages * WORDS_A_PAGE * 4 // 5 <= words <= pages * WORDS_A_PAGE


@pytest.mark.parametrize(
    ("pages", "count", "words"), [(25, 13, 950), (10, 20, 250), (1, 20, 25), (1, 600, 1), (20, 10, 1000)]
)
def test_a_limit_is_an_even_share_in_round_numbers(pages: int, count: int, words: int) -> None:
    assert words_each(pages, count) == words


def test_points_stand_beside_the_parts_that_criteria_name() -> None:
    found = answers(spec_of("denver-literacy"))
    expected = {"program": "25 points", "evidence": "30 points", "data": "15 points", "price": "30 points"}
    assert (found.points, found.others) == (expected, {})


def test_a_criterion_that_no_part_answers_gets_a_question_of_its_own() -> None:
    spec = spec_of(
        "denver-literacy", "    data:\n      name: Data and", "    local_presence:\n      name: Data and"
    )
    found = answers(spec)
    assert (list(found.others), found.points["data"]) == (["local_presence"], "")
    names = context(spec, schedule(spec), builtin())
    text = dump(resolved("response", names, builtin()))
    assert "!Data and verification capacity | !15 points; at most" in text
    assert "Part of " not in text  # the points of a Part are said once, not beside each of its questions
    assert "{long criterion-local-presence " in text


def test_a_criterion_may_say_which_part_it_scores() -> None:
    old = "    data:\n      name: Data and"
    spec = spec_of("denver-literacy", old, "    capacity:\n      part: data\n      name: Data and")
    found = answers(spec)
    assert (found.others, found.points["data"]) == ({}, "15 points")


def test_without_a_limit_of_pages_no_answer_has_one() -> None:
    spec = spec_of("denver-literacy", ", pages: 25}", "}")
    assert (answers(spec).words, answers(spec).room) == ("", "half")
