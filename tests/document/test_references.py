from __future__ import annotations

import pytest

from articles import article, blocks_in, problems_of, section
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.references import elsewhere
from obcgen.document.resolve import resolve
from obcgen.problems import ObcgenError, Place

PARTS = (
    "<ol><li id='clause'>a<ol><li id='letter'>b<ol><li id='roman'>c</li></ol></li></ol></li></ol>"
    "<div class='prose'><ol><li id='step'>d<ol><li id='of-step'>e</li></ol></li></ol></div>"
    "<table id='money'><caption>Money</caption><tbody><tr><td>x</td></tr></tbody></table>"
    "<table id='facts' class='facts'><tbody><tr><th>x</th></tr></tbody></table>"
    "<ul><li id='bullet'>f</li></ul>"
    "<p><input id='blank' type='date' title='A'/></p>"
)
DOCUMENT = (
    section("<p>x</p>", "front", "front"),
    section(PARTS + section("<ol><li id='below'>x</li></ol>", "inner")),
    section(section("<p>x</p>", "form-part", "attachment"), "form", "attachment"),
)


def referring(inner: str, **words: str) -> str:
    return article(*DOCUMENT, section(inner, "last", at="last.md:1"), **words)


@pytest.mark.parametrize(
    ("target", "label"),
    [
        ("one", "Section 1"),
        ("clause", "Section 1.1"),
        ("letter", "Section 1.1(a)"),
        ("roman", "Section 1.1(a)(i)"),
        ("inner", "Section 1.2"),
        ("below", "Section 1.2.1"),
        ("step", "step 1"),
        ("of-step", "step 1(a)"),
        ("money", "Table 1"),
        ("form", "Attachment A"),
        ("form-part", "Section A.1"),
        ("front", "Front"),
    ],
)
def test_a_reference_without_words_prints_what_it_leads_to(target: str, label: str) -> None:
    document = dump(resolve(from_html(referring(f"<p><a href='#{target}'/></p>"))))
    assert document.splitlines()[-1] == f"  paragraph: [{label}](#{target})"


@pytest.mark.parametrize(
    ("target", "label"),
    [("one", "Article 1"), ("clause", "Section 1.1"), ("form", "Exhibit A"), ("form-part", "Section A.1")],
)
def test_a_contract_calls_its_parts_articles_and_exhibits(target: str, label: str) -> None:
    text = referring(
        f"<p><a href='#{target}'/></p>", data_section_word="Article", data_attachment_word="Exhibit"
    )
    assert f"[{label}](#{target})" in dump(resolve(from_html(text)))


def test_a_reference_with_words_keeps_them() -> None:
    inner = "<p><a href='#two'>the <em>second</em> part</a></p>" + section("<p>x</p>", "two")
    assert "[the *second* part](#two)" in blocks_in(inner)


@pytest.mark.parametrize(
    "inner",
    [
        "<ul><li>see <a href='#one'/></li></ul>",
        "<table><tbody><tr><td>see <a href='#one'/></td></tr></tbody></table>",
        "<table><caption>see <a href='#one'/></caption><tbody><tr><td>x</td></tr></tbody></table>",
        "<h3>see <a href='#one'/></h3>",
        "<p><strong>see <em><a href='#one'/></em></strong></p>",
        "<aside data-kind='note' data-title='A'>see <a href='#one'/></aside>",
    ],
)
def test_references_are_settled_wherever_they_stand(inner: str) -> None:
    assert "see" in blocks_in(inner)
    assert "[Section 1](#one)" in blocks_in(inner)


# --- wrong ---------------------------------------------------------------------------------------


def test_a_reference_to_nothing_is_reported_at_its_template_line_with_the_nearest_id() -> None:
    (problem,) = problems_of(referring("<p data-at='last.md:7'>see <a href='#clauses'/></p>"))
    assert problem.code == "DOC-17"
    assert problem.message == "The reference #clauses leads nowhere: nothing in this document has that id."
    assert problem.place == Place("last.md", 7, 1)
    assert problem.hint == "Did you mean #clause?"


def test_a_reference_to_nothing_that_resembles_nothing_says_what_to_do() -> None:
    (problem,) = problems_of(referring("<p><a href='#zzzzzz'>there</a></p>"))
    assert problem.hint == "Give the part an id, or take the reference out."


@pytest.mark.parametrize("target", ["One", "blank"])
def test_only_parts_of_this_very_name_are_led_to(target: str) -> None:
    (problem,) = problems_of(referring(f"<p><a href='#{target}'/></p>"))
    assert problem.code == "DOC-17"


@pytest.mark.parametrize("target", ["facts", "bullet"])
def test_a_reference_to_something_without_a_number_needs_words(target: str) -> None:
    (problem,) = problems_of(referring(f"<p><a href='#{target}'/></p>"))
    assert problem.code == "DOC-18"
    assert not problems_of(referring(f"<p><a href='#{target}'>there</a></p>"))


def test_every_dangling_reference_is_reported_beside_what_cannot_be_numbered() -> None:
    inner = "<p><a href='#x1'/><a href='#x2'/></p>" + section("<p>x</p>", "two", "front")
    assert [problem.code for problem in problems_of(article(section(inner)))] == [
        "DOC-14",
        "DOC-17",
        "DOC-17",
    ]


# --- into another document -----------------------------------------------------------------------

OTHER = article(
    section(section("<p>x</p>", "inner"), "form"), data_name="Response File", data_section_word="Part"
)


@pytest.mark.parametrize(
    ("target", "words"),
    [("form", "Part 1 of the Response File"), ("inner", "Section 1.1 of the Response File")],
)
def test_a_reference_into_another_document_is_text_that_names_the_part(target: str, words: str) -> None:
    document = from_html(referring(f"<p>See <a href='response#{target}'/>.</p>"))
    assert elsewhere(document) == {"response"}
    shown = dump(resolve(document, {"response": from_html(OTHER)}))
    assert shown.splitlines()[-1] == f"  paragraph: See {words}."


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("response#forms", "Did you mean response#form?"),
        ("response#zebra", "Keep zebra in response/outline.yaml, or take the reference out of this clause."),
        ("novel#form", "Refer to response."),
    ],
)
def test_a_reference_into_another_document_that_leads_nowhere_is_told(target: str, hint: str) -> None:
    document = from_html(referring(f"<p><a href='{target}'/></p>"))
    with pytest.raises(ObcgenError) as refused:
        resolve(document, {"response": from_html(OTHER)})
    (found,) = refused.value.problems
    assert (found.code, found.found, found.hint) == ("DOC-17", target, hint)


def test_a_document_that_stays_with_itself_names_no_other() -> None:
    assert (
        elsewhere(from_html(referring("<p><a href='#one'/> <a href='https://a.example/#b'>x</a></p>")))
        == set()
    )
