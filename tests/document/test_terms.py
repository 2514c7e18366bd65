"""Defined terms: used, defined, defined once, and written alike in both documents."""

from __future__ import annotations

import pytest

from articles import article, section
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.terms import defined, forms, term_problems
from obcgen.document.tree import Document
from obcgen.problems import Problem

DISTRICT = "<p data-at='x.md:7'>Between A School (the <strong>District</strong>) and others.</p>"


def document(*inner: str) -> Document:
    return resolve(from_html(article(*(section(text, f"s{at}") for at, text in enumerate(inner)))))


def found(*inner: str, names: tuple[str, ...] = ("A School",)) -> list[tuple[str, str]]:
    return [(one.code, one.found) for one in term_problems(document(*inner), names=names)]


def glossary(*terms: str) -> str:
    rows = "".join(f"<tr><th>{term}</th><td>A thing.</td></tr>" for term in terms)
    return section(f'<table class="facts"><tbody>{rows}</tbody></table>', "defined-terms")


@pytest.mark.parametrize(
    "sentence",
    [
        "<strong>Site</strong> means a school.",
        "<strong>Site</strong> has the meaning given below.",
        "A school (a <strong>Site</strong>) is open.",
        "A school (the <strong>Site</strong>) is open.",
        "Each school is a <strong>Site</strong>.",
        "The place of a lesson is the <strong>Site</strong>.",
    ],
)
def test_a_definition_is_known_by_how_it_is_written(sentence: str) -> None:
    assert [one.term for one in defined(document(f"<p>{sentence}</p>"))] == ["Site"]


@pytest.mark.parametrize(
    "sentence",
    ["<strong>Shall</strong> states a duty.", "The <strong>Site</strong> is open.", "Site means x."],
)
def test_bold_words_alone_define_nothing(sentence: str) -> None:
    assert defined(document(f"<p>{sentence}</p>")) == ()


def test_a_sound_document_has_no_problem() -> None:
    assert found(DISTRICT, "<p>Then the District pays. District money is public.</p>") == []


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("It pays the Outcome Bonus.", ["Outcome Bonus"]),
        ("It pays the District Bonus.", ["Bonus"]),
        ("Outcome Bonus is paid.", ["Bonus"]),
        ("The Judge decides, and the Judge\u2019s word is final.", ["Judge"]),
        ("It pays. Then the Judge decides.", ["Judge"]),
        ("It pays each Judge, and a Clerk.", ["Judge", "Clerk"]),
    ],
)
def test_a_term_that_nothing_defines_is_told_once(sentence: str, terms: list[str]) -> None:
    assert found(DISTRICT, f"<p>{sentence} The District pays.</p>") == [("TRM-01", term) for term in terms]


@pytest.mark.parametrize(
    "sentence",
    [
        "Judges decide. Courts decide; Courts may wait: Courts are slow.",
        "On Monday the District meets in May, as Section 7, Part B, and 34 CFR 99.31 say.",
        "The Colorado Open Records Act and the Family Educational Rights and Privacy Act apply.",
        "The form says “Sealed Offers”, and [Counsel to confirm].",
        "The District\u2019s rules and the Districts' rules bind.",
    ],
)
def test_names_laws_quotations_and_beginnings_are_no_terms(sentence: str) -> None:
    assert found(DISTRICT, f"<p>{sentence} The District pays.</p>") == []


def test_a_name_that_is_given_is_no_term() -> None:
    text = "<p>The District asks Acme Tutors of Denver.</p>"
    assert found(DISTRICT, text) == [("TRM-01", "Acme Tutors Denver")]
    assert found(DISTRICT, text, names=("A School", "Acme Tutors of Denver")) == []


def test_titles_and_tables_need_no_definition() -> None:
    table = "<table class='facts'><tbody><tr><th>End Date</th><td>The Judge Decides</td></tr></tbody></table>"
    assert found(DISTRICT, f"<h2>The Great Hall</h2>{table}<p>The District pays.</p>") == []


def test_a_term_that_nothing_uses_is_told_at_its_definition() -> None:
    (problem,) = term_problems(document("<p data-at='x.md:9'><strong>Site</strong> means a school.</p>"))
    assert (problem.code, problem.found, problem.severity) == ("TRM-02", "Site", "warning")
    assert problem.place
    assert (problem.place.file, problem.place.line) == ("x.md", 9)


@pytest.mark.parametrize("used", ["<p>A Site.</p>", "<p>All Sites.</p>", "<ul><li>At Sites</li></ul>"])
def test_one_use_is_enough(used: str) -> None:
    assert found("<p><strong>Site</strong> means a school.</p>", used) == []


def test_a_term_of_several_words_may_be_written_small() -> None:
    assert found("<p><strong>Business Day</strong> means a day.</p><p>Within 3 business days.</p>") == []
    assert found("<p><strong>Term</strong> means a time.</p><p>In term time.</p>") == [("TRM-02", "Term")]


def test_a_use_in_a_longer_word_is_none() -> None:
    assert found("<p><strong>Site</strong> means a school.</p>", "<p>On a Siteworks day.</p>")[-1] == (
        "TRM-02",
        "Site",
    )


def test_a_second_definition_is_told_with_the_first() -> None:
    second = "<p data-at='y.md:3'><strong>District</strong> means a school.</p>"
    (problem,) = term_problems(document(DISTRICT, second, "<p>The District.</p>"), names=("A School",))
    assert problem.code == "TRM-03"
    assert problem.message == "“District” is defined twice, first at x.md:7."


def test_a_definition_that_points_to_another_is_no_second_one() -> None:
    pointer = "<p><strong>District</strong> has the meaning given above.</p>"
    assert found(DISTRICT, pointer, "<p>The District.</p>") == []


def test_a_table_of_terms_defines_them() -> None:
    tree = resolve(from_html(article(glossary("Site", "Offeror"), section("<p>Each Offeror sees it.</p>"))))
    assert [(one.code, one.found) for one in term_problems(tree)] == [("TRM-02", "Site")]


def test_two_documents_write_a_term_alike() -> None:
    one = document("<p><strong>Business Day</strong> means a day.</p><p>A Business Day.</p>")
    other = document("<p><strong>Business day</strong> means a day.</p><p>A Business day.</p>")
    problems: tuple[Problem, ...] = term_problems(one, other, names=())
    assert [(p.code, p.found, p.expected) for p in problems if p.code == "TRM-04"] == [
        ("TRM-04", "Business day", "Business Day")
    ]
    assert [p for p in term_problems(one, one) if p.code == "TRM-04"] == []


@pytest.mark.parametrize(
    ("term", "form"),
    [("Party", "Parties"), ("Business Day", "Business Days"), ("Services", "Service"), ("Site", "Site")],
)
def test_a_term_has_its_plural(term: str, form: str) -> None:
    assert form in forms(term)
