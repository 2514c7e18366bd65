"""What LibreOffice makes of a Word file: run by `make conformance`, which installs it, not by `make test`."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pypdf
import pytest
from office import SAVED, Office
from word_counting import W, fields, numbered_paragraphs, read, zipped
from word_sample import SAMPLE

from edited_files import with_parts
from obcgen.build import build
from obcgen.pack import builtin
from obcgen.style import Style
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.policy.rule import DocumentKind

DENVER: Final = Path(__file__).parent.parent.parent / "specs" / "denver-literacy.yaml"
_LARGE: Final = 21
"""Points to which a test sets a style: no style of ours has them."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def sample() -> bytes:
    return to_docx(SAMPLE, Style())


def test_clauses_are_found_again_by_their_ids_after_a_save(office: Office, sample: bytes) -> None:
    before = _bookmarks(sample)
    assert before
    assert before <= _bookmarks(office.converted(sample, SAVED))


def test_numbers_and_references_count_to_the_same_text(office: Office, sample: bytes) -> None:
    text = office.converted(sample, "txt:Text (encoded):UTF8").decode("utf-8-sig")
    for label, words, style in numbered_paragraphs(sample):
        if label and not style.startswith("Table"):
            assert f"{label} {words}" in text.replace("\t", " ")
    assert "Nothing limits Section 2.2(a)(i)." in text


def test_fields_are_still_fields_after_a_save(office: Office, sample: bytes) -> None:
    codes = " ".join(code for code, _ in fields(office.converted(sample, SAVED)))
    for expected in ("TOC", "REF schedule", "SEQ Table"):
        assert expected in codes


# --- the contents --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["rfp", "contract"])
def test_an_update_leaves_every_entry_of_the_contents_near_its_page(
    kind: DocumentKind, office: Office
) -> None:
    docx = next(iter(build(kind, DENVER, ["docx"], builtin()).files.values()))
    before, after = _paged(docx), _paged(office.updated(docx))
    assert len(before) > 3
    assert [title for title, _ in after] == [title for title, _ in before]
    assert max(abs(now - then) for (_, now), (_, then) in zip(after, before, strict=True)) <= 1


def test_an_update_gathers_two_levels_where_two_were_asked_for(office: Office, sample: bytes) -> None:
    headings = ("heading 1", "heading 2", "Heading 2 Attachment")
    paragraphs = numbered_paragraphs(sample)
    expected = [f"{label} {text}" for label, text, style in paragraphs if style in headings]
    assert [entry.rpartition(" ")[0] for entry in _entries(office.updated(sample))] == expected


def test_an_update_by_outline_levels_would_gather_clauses(office: Office, sample: bytes) -> None:
    codes = re.escape(" TOC \\h \\z ") + "[^<]*"
    main = zipped(sample)["word/document.xml"].decode()
    code = re.search(codes, main)
    assert code
    old = with_parts(sample, {"word/document.xml": (code[0], ' TOC \\h \\z \\o "1-2" ')})
    assert len(_entries(office.updated(old))) > len(_entries(sample))


def _paged(docx: bytes) -> list[tuple[str, int]]:
    """Return title and page of each line; scripts/word_pages.py holds the pages to those of the PDF."""
    lines = (entry.rpartition(" ") for entry in _entries(docx))
    return [(title, int(page)) for title, _, page in lines]


def _entries(docx: bytes) -> list[str]:
    """Return the lines of the contents, with single spaces in place of tabs and leaders."""
    lines = (
        text
        for _, text, style in numbered_paragraphs(docx)
        if style.lower().startswith(("toc ", "contents "))
    )
    return [" ".join(text.split()) for text in lines]


# --- restyled ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("restyled", "follow"),
    [
        ("Heading1", ("heading 1",)),
        ("Heading2", ("heading 2", "Heading 2 Attachment")),
        ("Clause", ("Clause", "Item", "Subitem")),
    ],
)
def test_every_paragraph_follows_the_style_that_was_changed(
    restyled: str, follow: tuple[str, ...], office: Office, sample: bytes
) -> None:
    paragraphs = [(text, style) for _, text, style in numbered_paragraphs(sample) if text]
    large = _sizes(office.converted(_resized(sample, restyled), "pdf"))[_LARGE]
    changed = [text for text, style in paragraphs if style.startswith(follow)]
    assert len(changed) > 1
    assert [text for text in changed if _squeezed(text) not in large] == []
    others = {text for text, style in paragraphs if style.startswith(("heading", "Clause"))} - {*changed}
    assert [text for text in others if _squeezed(text) in large] == []


def test_a_value_that_was_changed_once_changes_in_every_place(office: Office) -> None:
    docx = next(iter(build("contract", DENVER, ["docx"], builtin()).files.values()))
    provider = "University Instructors, LLC"
    names = numbered_paragraphs(docx)
    bound = sum(text.count(provider) for _, text, _ in names)
    assert bound > 2
    renamed = with_parts(docx, {"customXml/item2.xml": (provider, "Zebra Tutors, Inc.")})
    text = office.converted(renamed, "txt:Text (encoded):UTF8").decode("utf-8-sig")
    assert (text.count("Zebra Tutors, Inc."), text.count(provider)) == (bound, 0)


def _resized(docx: bytes, style: str) -> bytes:
    """Return a file in which somebody set the size of one style."""
    sheet = zipped(docx)["word/styles.xml"].decode()
    found = re.search(rf'<w:style [^>]*w:styleId="{style}".*?</w:style>', sheet)
    assert found
    size = f'<w:sz w:val="{2 * _LARGE}"/><w:szCs w:val="{2 * _LARGE}"/>'
    plain = re.sub(r"<w:szC?s? [^>]*>", "", found[0])
    marked = plain if "<w:rPr>" in plain else plain.replace("</w:style>", "<w:rPr></w:rPr></w:style>")
    return with_parts(docx, {"word/styles.xml": (found[0], marked.replace("</w:rPr>", f"{size}</w:rPr>"))})


def _sizes(pdf: bytes) -> Mapping[int, str]:
    """Return the text of a PDF in each size, without spaces."""
    found: dict[int, str] = defaultdict(str)

    def visit(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        found[round(size * matrix[3])] += _squeezed(text)

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=visit)
    return found


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _bookmarks(docx: bytes) -> set[str]:
    return {str(one.get(f"{W}name")) for one in read(docx, "word/document.xml").iter(f"{W}bookmarkStart")}
