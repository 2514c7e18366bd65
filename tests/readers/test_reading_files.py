"""Files from anywhere: read where they are sound, refused in plain words where they are not, never run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_sample import sample, shipped_style
from word_sample import SAMPLE

from obcgen.confined import Limits
from obcgen.document.embedded import Embedded
from obcgen.document.walk import sections_of
from obcgen.problems import ObcgenError
from obcgen.readers import Form, form_of, from_docx, from_page, from_pdf, reader
from obcgen.style import Style
from obcgen.writers.to_docx import to_docx
from obcgen.writers.to_html import to_html
from obcgen.writers.to_pdf import to_pdf
from obcgen.zip_file import LARGEST_PART, MOST_PARTS

TEXT = "a: </script> &lt; &amp;\nb: |\n  “é” 東京\n"
INSIDE = Embedded("spec.yaml", "The spec", "obcgen 9", TEXT, (("ObcgenOne", "1 & 2"),))
FORMS: tuple[Form, ...] = ("docx", "pdf", "html")
MAIN = "word/document.xml"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@cache
def file(form: Form) -> bytes:
    """Return a file of this form; no test that is only collected waits for pages."""
    if form == "docx":
        return to_docx(SAMPLE, Style(), INSIDE)
    return (to_pdf if form == "pdf" else to_html)(sample(), shipped_style(), INSIDE)


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(docx: bytes, change: Callable[[str], str]) -> bytes:
    parts = parts_of(docx)
    return packed(parts | {MAIN: change(parts[MAIN].decode()).encode()})


def word(body: str) -> bytes:
    """Return a Word file with this body; `w:` is Word's namespace."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    whole = f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>'
    return packed({MAIN: whole.encode()})


def code(form: Form, content: bytes) -> str:
    with pytest.raises(ObcgenError) as caught:
        read_all(form, content)
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.code


def read_all(form: Form, content: bytes) -> None:
    reader(form).about(content)
    reader(form).clauses(content, {})


# --- what is sound -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_known_by_its_first_bytes_and_gives_back_what_it_carries(form: Form) -> None:
    assert form_of(file(form)) == form
    found = reader(form).about(file(form))
    assert found.text == TEXT
    assert found.properties["ObcgenOne"] == "1 & 2"
    assert found.title == (SAMPLE if form == "docx" else sample()).title


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_carries_nothing_is_read_as_one(form: Form) -> None:
    bare = {"docx": to_docx(SAMPLE, Style()), "html": to_html(sample(), shipped_style())}
    found = reader(form).about(bare.get(form) or to_pdf(sample(), shipped_style()))
    assert found.text is None
    assert "ObcgenOne" not in found.properties


def test_clauses_of_a_word_file_begin_at_their_bookmarks_and_at_unknown_headings() -> None:
    mark = '<w:bookmarkStart w:id="0" w:name="a_b"/>'
    text = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{text.format('Before')}</w:p><w:p>{mark}{text.format('One')}</w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{text.format('cell')}</w:p></w:tc></w:tr></w:tbl>"
        f'<w:p><w:bookmarkStart w:name="_GoBack"/>{text.format("more")}</w:p>'
    )
    found = from_docx.WordReader().clauses(word(body), {"a_b": "a-b"})
    assert [(one.id, one.text) for one in found] == [("", "Before"), ("a-b", "One cell more")]


def test_struck_text_blanks_and_contents_do_not_count_but_insertions_do() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent><w:p>{run.format('Contents')}</w:p>"
        "</w:sdtContent></w:sdt>"
        f"<w:p>{run.format('kept')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        f"<w:ins>{run.format(' new')}</w:ins><w:r><w:instrText>REF x</w:instrText></w:r>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run.format('answer')}</w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run.format('boxed')}</w:p></w:sdtContent></w:sdt>"
    )
    (found,) = from_docx.WordReader().clauses(word(body), {})
    assert found.text == "kept new boxed"


def test_the_strict_names_of_word_are_read_too() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>'
    (found,) = from_docx.WordReader().clauses(packed({MAIN: body.encode()}), {})
    assert found.text == "x"


def test_clauses_of_a_page_end_where_their_elements_do() -> None:
    page = (
        "<!DOCTYPE html><html><body><p>outside</p><main><nav><a>Contents</a></nav>"
        '<section id="a"><h2><span class="number">1 </span>One</h2>'
        '<ol><li id="b"><p>in<b>ner</b></p></li></ol><p>after &amp; on<br>two</p></section>'
        '<section id="new">New <input value="x"></section></main></body>'
    )
    found = from_page.PageReader().clauses(page.encode(), {"a": "a", "b": ""})
    assert [(one.id, one.text) for one in found] == [("a", "One inner after & on two"), ("new", "New")]


def test_clauses_of_a_pdf_begin_where_their_destinations_point() -> None:
    ids = [one.id for one in sections_of(sample().blocks) if one.title]
    found = from_pdf.PdfReader().clauses(file("pdf"), {identity: identity for identity in ids})
    assert [one.id for one in found if one.id in ids] == ids
    assert all("Page " not in one.text for one in found)


def test_a_pdf_that_was_saved_again_reads_the_same() -> None:
    marks = {one.id: one.id for one in sections_of(sample().blocks)}
    with pikepdf.open(io.BytesIO(file("pdf"))) as pdf:
        stream = io.BytesIO()
        pdf.save(stream, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    read = from_pdf.PdfReader()
    assert stream.getvalue() != file("pdf")
    assert read.clauses(stream.getvalue(), marks) == read.clauses(file("pdf"), marks)
    assert read.about(stream.getvalue()) == read.about(file("pdf"))


# --- what is not ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"", "RDR-01"), (b"obcgen: 1\n", "RDR-01"), (b"\x89PNG\r\n", "RDR-01"), (OLD_OFFICE, "RDR-03")],
)
def test_what_is_no_document_is_refused(content: bytes, expected: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        form_of(content)
    assert caught.value.problems[0].code == expected


def nested(depth: int) -> bytes:
    return word("<w:p>" * depth + "</w:p>" * depth)


def locked_zip() -> bytes:
    content = bytearray(word("<w:p/>"))
    for at in (6, content.index(b"PK\x01\x02") + 8):
        content[at] |= 1
    return bytes(content)


AT = file("docx").index(b"word/document.xml") + 300
HURT = file("docx")[:AT] + bytes(200) + file("docx")[AT + 200 :]
BAD_WORD = {
    "cut short": (file("docx")[:-200], "RDR-02"),
    "damaged inside": (HURT, "RDR-02"),
    "no Word file": (packed({"mimetype": b"application/epub+zip"}), "RDR-01"),
    "locked": (locked_zip(), "RDR-03"),
    "a bomb": (packed({MAIN: b" " * (LARGEST_PART + 1)}), "RDR-04"),
    "too many parts": (packed({f"{n}": b"" for n in range(MOST_PARTS + 1)}), "RDR-04"),
    "entities": (packed({MAIN: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "RDR-02"),
    "no XML": (packed({MAIN: b"<a><b></a>"}), "RDR-02"),
    "another encoding": (packed({MAIN: "<a/>".encode("utf-16")}), "RDR-02"),
}
NOT_TEXT = file("html")[:400] + b"\xff" + file("html")[400:]
BAD_PAGES = {
    "not UTF-8": (NOT_TEXT, "RDR-02"),
    "too deep": (b"<!DOCTYPE html>" + b"<div>" * (from_page.DEEPEST + 1), "RDR-02"),
    "too large": (b"<!DOCTYPE html>" + b" " * from_page.LARGEST_PAGE, "RDR-04"),
}


@pytest.mark.parametrize("name", BAD_WORD)
def test_a_word_file_that_cannot_be_read_is_refused(name: str) -> None:
    content, expected = BAD_WORD[name]
    assert code("docx", content) == expected


@pytest.mark.parametrize("name", BAD_PAGES)
def test_a_page_that_cannot_be_read_is_refused(name: str) -> None:
    content, expected = BAD_PAGES[name]
    assert code("html", content) == expected


def test_elements_that_nest_without_end_are_read_without_recursion() -> None:
    assert from_docx.WordReader().clauses(nested(5_000), {}) == ()


def saved(pdf: pikepdf.Pdf, *, lock: bool = False) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, encryption=pikepdf.Encryption(owner="a", user="b") if lock else None)
    return stream.getvalue()


def test_a_locked_pdf_is_refused() -> None:
    with pikepdf.open(io.BytesIO(file("pdf"))) as pdf:
        locked = saved(pdf, lock=True)
    assert code("pdf", locked) == "RDR-03"


def test_a_pdf_cut_short_is_refused_or_read_as_far_as_it_goes() -> None:
    assert code("pdf", file("pdf")[:1_000]) == "RDR-02"
    assert code("pdf", b"%PDF-1.7\n" + bytes(2_000)) == "RDR-02"


def drawing(*streams: bytes) -> bytes:
    """Return a PDF whose page draws the first form, which draws the second twice, and so on."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    form = None
    for content in reversed(streams):
        below = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form)) if form else pikepdf.Dictionary()
        form = pdf.make_stream(content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, Resources=below)
        form.BBox = pikepdf.Array([0, 0, 10, 10])
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page.Contents = pdf.make_stream(b"/F Do")
    return saved(pdf)


def test_a_pdf_that_draws_itself_without_end_is_read_to_an_end() -> None:
    read_all("pdf", drawing(*([b"/F Do /F Do"] * 40), b"q Q"))


def test_a_pdf_of_too_many_steps_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_pdf, "MOST_STEPS", 500)
    assert code("pdf", file("pdf")) == "RDR-04"


def test_a_pdf_of_one_page_with_more_steps_than_a_page_takes_is_refused() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(b"BT ET " * from_pdf.MOST_STEPS_OF_A_PAGE)
    with pytest.raises(ObcgenError, match="A page of the PDF is drawn in too many steps"):
        reader("pdf").clauses(saved(pdf), {})


PAGES = {
    "elements": "<p>x</p>",
    "ends that nothing began": "</i>",
    "signs": "<",
}


@pytest.mark.parametrize("piece", PAGES.values(), ids=PAGES)
def test_a_page_of_more_pieces_than_any_document_is_refused(
    monkeypatch: pytest.MonkeyPatch, piece: str
) -> None:
    monkeypatch.setattr(from_page, "MOST_PIECES", 2_000)
    page = "<!DOCTYPE html><main>" + "<b>" * 90
    read_all("html", (page + piece * 100).encode())
    assert code("html", (page + piece * 2_000).encode()) == "RDR-04"


@pytest.mark.parametrize("work", [lambda: next(i for i in count() if i < 0), lambda: bytes(3_000_000_000)])
def test_a_pdf_in_which_nothing_can_be_found_is_given_up(
    monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]
) -> None:
    monkeypatch.setattr(from_pdf, "LIMITS", Limits(1, 300_000_000, 1_000_000))
    monkeypatch.setattr(from_pdf, "_opened", lambda _: work())
    with pytest.raises(ObcgenError) as caught:
        reader("pdf").about(file("pdf"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.found) == ("RDR-02", "its parts cannot be found within reason")


def test_a_pdf_with_a_page_that_unpacks_without_end_is_refused() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page().Contents = pdf.make_stream(b"q Q " * (from_pdf.LARGEST_CONTENT // 3))
    assert code("pdf", saved(pdf)) == "RDR-04"


@given(st.sampled_from(FORMS), st.data())
@settings(max_examples=60, deadline=None)
def test_no_damage_is_more_than_a_problem(form: Form, data: st.DataObject) -> None:
    content = bytearray(file(form))
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_all(form, bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))]))
    except ObcgenError as error:
        assert all(re.fullmatch(r"RDR-0\d", one.code) for one in error.problems)  # noqa: PT017


def test_nothing_of_a_file_is_fetched_or_run(tmp_path: Path) -> None:
    page = f'<!DOCTYPE html><link href="{(tmp_path / "x").as_uri()}"><script>x</script><main>a</main>'
    assert [one.text for one in from_page.PageReader().clauses(page.encode(), {})] == ["a"]
