from __future__ import annotations

import pytest

from obcgen.document.elements import DEEPEST, place_of, read_elements
from obcgen.problems import ObcgenError, Place, Problem


def problem_of(text: str) -> Problem:
    with pytest.raises(ObcgenError) as caught:
        read_elements(text)
    return caught.value.problems[0]


def test_an_element_keeps_its_attributes_and_its_children_in_order() -> None:
    root = read_elements('<p class="x">one <b>two</b> three</p>')
    assert root.attributes == {"class": "x"}
    assert [child if isinstance(child, str) else child.tag for child in root.children] == [
        "one ",
        "b",
        " three",
    ]


def test_an_element_without_a_template_line_has_that_of_the_element_around_it() -> None:
    root = read_elements('<a data-at="x.md:1"><b><c data-at="x.md:7"/></b></a>')
    assert [element.at for element in root.walk()] == ["x.md:1", "x.md:1", "x.md:7"]


def test_the_class_of_a_div_says_what_kind_of_element_it_is() -> None:
    assert read_elements('<div class="prose"/>').kind == "div.prose"
    assert read_elements("<div/>").kind == "div."


def test_the_five_named_characters_and_numbered_ones_are_read() -> None:
    assert read_elements("<p>&lt;&gt;&amp;&quot;&apos;&#160;&#x20AC;</p>").text() == "<>&\"'\u00a0€"


def test_comments_are_left_out() -> None:
    assert read_elements("<p>one<!-- secret -->two</p>").text() == "onetwo"


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("templates/rfp/caps.md:12", Place("templates/rfp/caps.md", 12, 1)),
        ("C:/pack/caps.md:3", Place("C:/pack/caps.md", 3, 1)),
        ("", None),
        ("caps.md", None),
        ("caps.md:", None),
        (":3", None),
        ("caps.md:three", None),
    ],
)
def test_a_template_line_is_a_place_where_it_names_a_file_and_a_line(at: str, place: Place | None) -> None:
    assert place_of(at) == place


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a><p>x</a>", "<p> is opened here and not closed before </a>."),
        ("<a><td>x</tr></a>", "<td> is opened here and not closed before </tr>."),
        ("<a><b>", "<b> is opened here and not closed before the end."),
        ("<a>x&nbsp;y</a>", "The name &nbsp; stands for no character here."),
        ("<!DOCTYPE html><a/>", "The HTML declares a document type."),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "The HTML declares a document type."),
        ("<a><?php x ?></a>", "The HTML holds a processing instruction."),
        ("", "The HTML cannot be read (no element found)."),
        ("only words", "The HTML cannot be read (syntax error)."),
        ("<a/><b/>", "The HTML cannot be read (junk after document element)."),
        ("<a b=c/>", "The HTML cannot be read (not well-formed (invalid token))."),
        ("<a b='1' b='2'/>", "The HTML cannot be read (duplicate attribute)."),
        ("<a>1 < 2</a>", "The HTML cannot be read (not well-formed (invalid token))."),
        ("<a>Smith & Sons</a>", "The HTML cannot be read (not well-formed (invalid token))."),
        ("<a>\x01</a>", "The HTML cannot be read (not well-formed (invalid token))."),
        ("<a>\ud800</a>", "The HTML cannot be read (not well-formed (invalid token))."),
    ],
)
def test_text_that_is_not_well_formed_is_refused_with_a_remedy(text: str, message: str) -> None:
    problem = problem_of(text)
    assert (problem.code, problem.message) == ("DOC-01", message)
    assert problem.hint


def test_a_broken_text_is_reported_at_the_template_line_of_what_is_open() -> None:
    assert problem_of('<a><p data-at="caps.md:7">x</a>').place == Place("caps.md", 7, 1)


def test_the_last_nesting_that_is_allowed_is_read_and_the_next_is_refused() -> None:
    assert read_elements("<a>" * DEEPEST + "</a>" * DEEPEST).tag == "a"
    assert problem_of("<a>" * (DEEPEST + 1) + "</a>" * (DEEPEST + 1)).code == "DOC-02"


def test_two_hundred_thousand_open_elements_are_refused_at_once() -> None:
    assert problem_of("<a>" * 200_000).code == "DOC-02"
