from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_counting import W, read, texts, zipped
from word_making import line, made, pairs, paragraph
from word_sample import SAMPLE
from word_soundness import faults

from obcgen.document.tree import (
    Callout,
    Field,
    LineBreak,
    Link,
    Section,
    Signature,
    Signatures,
    Text,
)
from obcgen.style import Style
from obcgen.writers.to_docx import to_docx

HERE = Path(__file__).parent


def test_the_sample_has_no_fault_that_a_validator_misses() -> None:
    assert faults(to_docx(SAMPLE, Style())) == []


def test_an_empty_document_is_a_sound_file() -> None:
    assert faults(made()) == []


def test_another_library_opens_it_and_finds_the_headings() -> None:
    opened = docx.Document(io.BytesIO(to_docx(SAMPLE, Style())))
    headings = [one.text for one in opened.paragraphs if one.style and one.style.name.startswith("Heading")]
    body = ["Background", "Goals", "Roster", "Outcomes", "Verification"]
    assert headings == [*body, "Price form", "The proposer", "Signatures"]


def test_the_properties_say_what_the_document_is_and_nothing_of_the_machine() -> None:
    properties = docx.Document(io.BytesIO(to_docx(SAMPLE, Style()))).core_properties
    assert properties.title == SAMPLE.title
    assert (properties.subject, properties.author) == ("RFP-2027-014", "Denver Public Schools")
    assert properties.language == "en-US"
    assert properties.created is not None
    assert properties.created.year == 1980


def test_a_title_longer_than_word_allows_is_cut_in_the_properties_only() -> None:
    title = "Literacy " * 60
    opened = docx.Document(io.BytesIO(to_docx(replace(SAMPLE, title=title), Style())))
    assert len(opened.core_properties.title) == 255


def test_nothing_is_asked_when_the_file_opens() -> None:
    assert b"updateFields" not in zipped(to_docx(SAMPLE, Style()))["word/settings.xml"]


def test_word_is_told_to_use_its_present_layout() -> None:
    root = read(to_docx(SAMPLE, Style()), "word/settings.xml")
    modes = {one.get(f"{W}name"): one.get(f"{W}val") for one in root.iter(f"{W}compatSetting")}
    assert modes == {"compatibilityMode": "15"}


def test_the_file_holds_no_part_that_no_one_asked_for() -> None:
    names = set(zipped(to_docx(SAMPLE, Style())))
    assert not [
        name for name in names if "thumbnail" in name or "stylesWithEffects" in name or "custom" in name
    ]


def test_the_zip_holds_no_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(SAMPLE, Style()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_process_makes_the_same_bytes() -> None:
    code = (
        "import sys, hashlib\n"
        "from word_sample import SAMPLE\n"
        "from obcgen.style import Style\n"
        "from obcgen.writers.to_docx import to_docx\n"
        "sys.stdout.buffer.write(to_docx(SAMPLE, Style()))\n"
    )
    path = os.pathsep.join([str(HERE), *sys.path])
    environment = {**os.environ, "PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "PYTHONPATH": path}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert run.stdout == to_docx(SAMPLE, Style())


def test_a_clock_before_zip_files_makes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    today = to_docx(SAMPLE, Style())
    monkeypatch.setattr(time, "time", lambda: 157_766_400.0)  # the first day of 1975
    assert to_docx(SAMPLE, Style()) == today


def test_text_that_looks_like_markup_prints_as_it_is() -> None:
    text = "</w:t><w:p/> & \"quoted\" 'text' ]]> &amp;"
    assert texts(made(paragraph(text))) == [text]


def everywhere(text: str) -> bytes:
    """Return a file with the text in every place a spec can reach."""
    tree = (
        Section(
            f"s{text}",
            text,
            "body",
            (paragraph(text), line(Link(f"https://a.example/?{text}", (Text(text),)))),
        ),
        pairs(f"t{text}", "form", (text, (Field(f"f{text}", "text", text, text),))),
        Callout("note", text, (paragraph(text),)),
        Signatures((Signature("s", text, text, text),)),
    )
    return to_docx(replace(SAMPLE, title=text, number=text, owner=text, name=text, blocks=tree), Style())


@given(st.text(min_size=1, max_size=60).filter(lambda text: not text.rstrip().endswith(":")))
@settings(max_examples=80, deadline=None)
def test_no_text_can_change_the_structure(text: str) -> None:
    data = everywhere(text)
    assert faults(data) == []
    assert _shape(data) == _shape(everywhere("plain"))


def _shape(data: bytes) -> list[str]:
    """Return the elements of the body; words from right to left are runs of their own, marked so."""
    found = [str(one.tag) for one in read(data, "word/document.xml").iter()]
    inside = {
        f"{W}{name}" for name in ("r", "t", "rPr", "rtl", "b", "bCs", "color", "u", "rStyle", "sz", "szCs")
    }
    return [one for one in found if one not in inside]


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ud800", "\uffff"])
def test_a_character_that_xml_forbids_never_breaks_the_file(sign: str) -> None:
    data = made(paragraph(f"before{sign}after"))
    assert faults(data) == []
    assert texts(data) == ["before\ufffdafter"]


def test_spaces_at_the_edges_of_a_run_stay() -> None:
    data = made(line(Text("a "), Text(" b")))
    assert texts(data) == ["a  b"]


def test_a_line_break_stays_in_its_paragraph() -> None:
    assert texts(made(line(Text("a"), LineBreak(), Text("b")))) == ["a\nb"]


def test_a_link_out_leads_where_the_tree_says() -> None:
    data = made(line(Link("https://district.example/?a=1&b=2", (Text("here"),))))
    targets = [one.get("Target") for one in read(data, "word/_rels/document.xml.rels")]
    assert "https://district.example/?a=1&b=2" in targets
