from __future__ import annotations

import pytest

from articles import article, problem_in, problems_of, section
from obcgen.document.vocabulary import BLOCKS, FIELDS, INLINE, RULES
from obcgen.problems import Place

LINK = "# and an id, also after the name of another document, or a link by https, http or mailto"
ROW = "<tbody><tr><td>x</td></tr></tbody>"


def test_every_element_that_may_stand_inside_another_has_a_rule() -> None:
    held = {tag for rule in RULES.values() for tag in rule.holds or ()}
    assert held | BLOCKS | INLINE | FIELDS <= RULES.keys()


@pytest.mark.parametrize(
    ("inner", "hint"),
    [
        ("<video/>", "Use the macros of the templates to make structure."),
        ("<p><span>x</span></p>", "Use the macros of the templates to make structure."),
        ("<p><b>x</b></p>", "Did you mean strong?"),
        ("<pre>x</pre>", ""),
        ("<hr/>", ""),
        ("<script>x</script>", ""),
        ('<div class="pros"><p>x</p></div>', "Did you mean div.prose?"),
        ("<div><p>x</p></div>", ""),
        ("<P>x</P>", ""),
    ],
)
def test_an_element_outside_the_vocabulary_is_refused(inner: str, hint: str) -> None:
    problem = problem_in(inner)
    assert problem.code == "DOC-03"
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ("<p><p>x</p></p>", "A paragraph does not fit in a paragraph."),
        ("<p><strong><ul><li>x</li></ul></strong></p>", "A list does not fit in bold text."),
        (
            f"<table><tbody><tr><td><table>{ROW}</table></td></tr></tbody></table>",
            "A table does not fit in a table cell.",
        ),
        (f"<ul><li>x<table>{ROW}</table></li></ul>", "A table does not fit in a list item."),
        ("<table><tr><td>x</td></tr></table>", "A table row does not fit in a table."),
        ("<tbody/>", "A part of a table does not fit in a section."),
        ("<li>x</li>", "A list item does not fit in a section."),
        ("<ul><p>x</p></ul>", "A paragraph does not fit in a list."),
        ("<strong>x</strong>", "Bold text does not fit in a section."),
        (
            '<p><input id="a" type="text" title="A"><br/></input></p>',
            "A line break does not fit in a blank to fill in.",
        ),
        ('<p><a href="#one"><em><a href="#one">x</a></em></a></p>', "A link does not fit in italic text."),
        (
            '<h2>x <input id="a" type="text" title="A"/></h2>',
            "A blank to fill in does not fit in a minor heading.",
        ),
        (article(section("<p>x</p>", "two")), "The document does not fit in a section."),
        ("<blockquote><h2>x</h2></blockquote>", "A minor heading does not fit in a quotation."),
        (
            '<div class="prose"><nav data-depth="1"/></div>',
            "The contents list does not fit in a text from the spec.",
        ),
        ('<aside data-kind="note" data-title="A"><section/></aside>', "A section does not fit in a box."),
        (
            '<div class="signature" id="s" data-party="P" data-name="" data-role=""/>',
            "A signature block does not fit in a section.",
        ),
    ],
)
def test_an_element_where_it_does_not_fit_is_refused(inner: str, message: str) -> None:
    problem = problem_in(inner)
    assert (problem.code, problem.message) == ("DOC-04", message)


def test_a_text_that_starts_with_another_element_than_a_document_is_refused() -> None:
    assert problems_of("<p>x</p>")[0].message == "A paragraph does not fit in the outermost place."


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ("words", "Text stands directly in a section: “words”."),
        ("<p>x</p> words <p>x</p> more", "Text stands directly in a section: “words more”."),
        ("\u00a0", "Text stands directly in a section: “\u00a0”."),
        ("<ul>words<li>x</li></ul>", "Text stands directly in a list: “words”."),
        ("<blockquote>words</blockquote>", "Text stands directly in a quotation: “words”."),
        ('<div class="prose">words</div>', "Text stands directly in a text from the spec: “words”."),
        (
            "<table><tbody><tr>words<td>x</td></tr></tbody></table>",
            "Text stands directly in a table row: “words”.",
        ),
        ('<nav data-depth="2">words</nav>', "Text stands directly in the contents list: “words”."),
        (
            '<p><textarea id="a" title="A">words</textarea></p>',
            "Text stands directly in a blank to fill in: “words”.",
        ),
    ],
)
def test_text_where_only_blocks_belong_is_refused(inner: str, message: str) -> None:
    problem = problem_in(inner)
    assert (problem.code, problem.message) == ("DOC-05", message)


@pytest.mark.parametrize(
    ("inner", "message", "hint"),
    [
        ('<p clas="small">x</p>', "A paragraph has no attribute clas.", "Did you mean class?"),
        ('<p style="color: red">x</p>', "A paragraph has no attribute style.", "It may have: class."),
        ('<p onclick="x">x</p>', "A paragraph has no attribute onclick.", "It may have: class."),
        ('<ul id="x"><li>x</li></ul>', "A list has no attribute id.", "It may have: none."),
        (
            '<p><a href="#one" target="_blank">x</a></p>',
            "A link has no attribute target.",
            "It may have: href.",
        ),
        (
            f'<table data-width="100">{ROW}</table>',
            "A table has no attribute data-width.",
            "Did you mean data-widths?",
        ),
    ],
)
def test_an_attribute_that_the_element_does_not_have_is_refused(inner: str, message: str, hint: str) -> None:
    problem = problem_in(inner)
    assert (problem.code, problem.message, problem.hint) == ("DOC-06", message, hint)


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ("<nav/>", "The contents list has no data-depth."),
        ('<aside data-kind="note">x</aside>', "A box has no data-title."),
        ('<aside data-title="x">x</aside>', "A box has no data-kind."),
        ("<p><a>x</a></p>", "A link has no href."),
        ('<p><input id="a" type="text"/></p>', "A blank to fill in has no title."),
        ('<p><input type="text" title="A"/></p>', "A blank to fill in has no id."),
        ('<p><select id="a"><option>x</option></select></p>', "A choice has no title."),
        ('<section data-kind="body" data-title="A"/>', "A section has no id."),
    ],
)
def test_a_missing_attribute_is_named(inner: str, message: str) -> None:
    problem = problem_in(inner)
    assert (problem.code, problem.message) == ("DOC-07", message)
    assert problem.expected


@pytest.mark.parametrize(
    "name", ["data-kind", "data-name", "data-title", "data-number", "data-owner", "data-status"]
)
def test_a_document_says_what_it_is(name: str) -> None:
    (problem,) = problems_of(article(section("<p>x</p>"), **{name.replace("-", "_"): None}))
    assert problem.message == f"The document has no {name}."


@pytest.mark.parametrize(
    ("inner", "found", "expected"),
    [
        ('<p class="huge">x</p>', "huge", "one of kicker, title, subtitle, small, notice, lines"),
        (f'<table class="pretty">{ROW}</table>', "pretty", "one of grid, facts, form, cards, strip"),
        (f'<table data-widths="50%">{ROW}</table>', "50%", "whole per cents of the width, as in 30 40 30"),
        (f'<table data-align="justify">{ROW}</table>', "justify", "left, right or center for each column"),
        ('<nav data-depth="4"/>', "4", "1, 2 or 3"),
        ('<aside data-kind="tip" data-title="A">x</aside>', "tip", "one of note, warning, example"),
        ('<aside data-kind="note" data-title=" ">x</aside>', " ", "text that is not blank"),
        (
            '<p><input id="a" type="color" title="A"/></p>',
            "color",
            "one of text, date, money, number, checkbox",
        ),
        (
            '<p><input id="1a" type="text" title="A"/></p>',
            "1a",
            "a letter, then letters, digits and any of _ . : -",
        ),
        (
            '<section id="a b" data-kind="body" data-title="A"/>',
            "a b",
            "a letter, then letters, digits and any of _ . : -",
        ),
        (
            '<p><a href="javascript:x">x</a></p>',
            "javascript:x",
            LINK,
        ),
        (
            '<p><a href="file:///etc/passwd">x</a></p>',
            "file:///etc/passwd",
            LINK,
        ),
        (
            '<p><a href="">x</a></p>',
            "",
            LINK,
        ),
        ('<p data-at="somewhere">x</p>', "somewhere", "a file and a line, as in caps.md:12"),
    ],
)
def test_an_attribute_with_a_value_that_it_cannot_have_is_refused(
    inner: str, found: str, expected: str
) -> None:
    problem = problem_in(inner)
    assert (problem.code, problem.found, problem.expected) == ("DOC-08", found, expected)


@pytest.mark.parametrize("span", ["0", "51", "100000", "two", "-1", "1.5"])
def test_a_cell_spans_one_to_fifty_columns(span: str) -> None:
    table = f'<table><tbody><tr><td colspan="{span}">x</td></tr></tbody></table>'
    found = {problem.code for problem in problems_of(article(section(table)))}
    assert "DOC-08" in found


def test_a_problem_is_reported_at_the_nearest_template_line() -> None:
    assert problem_in('<ul data-at="goals.md:8"><li><video/></li></ul>').place == Place("goals.md", 8, 1)
    assert problem_in("<ul><li><video/></li></ul>").place == Place("part.md", 1, 1)


def test_all_problems_come_at_once() -> None:
    text = article(section('<p clas="x">x</p><video/>words', "one"), section("<nav/>", "one"))
    assert [problem.code for problem in problems_of(text)] == [
        "DOC-05",
        "DOC-06",
        "DOC-03",
        "DOC-07",
        "DOC-09",
    ]
