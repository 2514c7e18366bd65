from __future__ import annotations

import pytest

from articles import article, problem_in, problems_of, section
from obcgen.document.soundness import LONGEST_PARAGRAPH, LONGEST_WORD, MOST_COLUMNS

SIGNATURE = "<div class='signature' id='one' data-party='P' data-name='' data-role=''/>"


def table(*rows: int, **attributes: str) -> str:
    """Return a table whose rows have so many cells."""
    written = "".join(f' data-{name}="{value}"' for name, value in attributes.items())
    body = "".join(f"<tr>{'<td>x</td>' * cells}</tr>" for cells in rows)
    return f"<table{written}><tbody>{body}</tbody></table>"


@pytest.mark.parametrize(
    "inner",
    [
        section("<p>x</p>", "one", at="caps.md:2"),
        "<ul><li id='one'>x</li></ul>",
        "<table id='one'><tbody><tr><td>x</td></tr></tbody></table>",
        "<p><input id='one' type='text' title='A'/></p>",
        f"<div class='signatures'>{SIGNATURE}</div>",
    ],
)
def test_an_id_is_used_once_in_the_whole_document(inner: str) -> None:
    problem = problem_in(inner)
    assert problem.code == "DOC-09"
    assert problem.message == "The id “one” is used twice, first at part.md:1."


def test_an_id_used_three_times_is_reported_twice() -> None:
    problems = problems_of(article(*[section("<p>x</p>") for _ in range(3)]))
    assert [problem.code for problem in problems] == ["DOC-09", "DOC-09"]


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        (table(2, 3), "Row 2 of the table fills 3 of 2 columns."),
        (table(2, 1), "Row 2 of the table fills 1 of 2 columns."),
        (table(1, widths="50 50"), "Row 1 of the table fills 1 of 2 columns."),
        (table(2, widths="50 40"), "The table's widths 50 + 40 make 90, not 100."),
        (table(2, align="left"), "The table has 2 columns and 1 alignment."),
        (table(1, align="left right"), "The table has 1 column and 2 alignments."),
        (table(MOST_COLUMNS + 1), "The table has 21 columns; a page has room for 20 at most."),
        (
            "<table><tbody><tr><td colspan='2'>x</td></tr><tr><td>x</td></tr></tbody></table>",
            "Row 2 of the table fills 1 of 2 columns.",
        ),
    ],
)
def test_a_table_that_does_not_add_up_is_refused_with_its_figures(inner: str, message: str) -> None:
    problem = problem_in(inner)
    assert (problem.code, problem.message) == ("DOC-10", message)


def test_spans_count_toward_the_columns() -> None:
    rows = "<tr><td>x</td><td colspan='2'>x</td></tr><tr><td>x</td><td>x</td><td>x</td></tr>"
    assert not problems_of(article(section(f"<table><tbody>{rows}</tbody></table>")))


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ("<table><tbody></tbody></table>", "The table has no rows."),
        (
            "<table><caption> </caption><tbody><tr><td>x</td></tr></tbody></table>",
            "The table's caption is blank.",
        ),
        ("<ul></ul>", "The list has no items."),
        ("<ol> </ol>", "The list has no items."),
        ("<ul><li> <strong/> </li></ul>", "A list item is blank."),
        ("<ul><li><p> </p></li></ul>", "A list item is blank."),
        (
            "<ol><li><ul><li>x</li></ul></li></ol>",
            "A list item begins with another list, so its number would stand alone.",
        ),
        (
            "<ol><li><div class='prose'><ul><li>x</li></ul></div></li></ol>",
            "A list item begins with another list, so its number would stand alone.",
        ),
        ("<p><a href='https://x.example'> </a></p>", "The link to https://x.example has no text."),
        ("<p><select id='a' title='Kind'></select></p>", "The choice “Kind” has no answers, or a blank one."),
        (
            "<p><select id='a' title='Kind'><option> </option></select></p>",
            "The choice “Kind” has no answers, or a blank one.",
        ),
        ("<div class='signatures'></div>", "Nobody is named to sign here."),
        (
            "<section id='a' data-kind='body' data-title=''><p>x</p></section>",
            "The section “a” has no title.",
        ),
    ],
)
def test_a_part_with_nothing_in_it_is_refused(inner: str, message: str) -> None:
    problem = problem_in(inner)
    assert (problem.code, problem.message) == ("DOC-11", message)
    assert problem.hint


def test_a_document_without_sections_is_refused() -> None:
    assert [problem.message for problem in problems_of(article())] == ["The document has no sections."]


def test_front_matter_may_go_without_a_title() -> None:
    cover = "<section id='cover' data-kind='front' data-title=''><p>x</p></section>"
    assert not problems_of(article(cover))


def test_a_list_item_may_begin_with_a_reference_a_blank_or_prose() -> None:
    starts = (
        "<a href='#one'/>",
        "<input id='a' type='date' title='A'/>",
        "<div class='prose'><p>x</p></div>",
    )
    items = "".join(f"<li>{start}</li>" for start in starts)
    assert not problems_of(article(section(f"<ul>{items}</ul>")))


def test_the_longest_word_is_read_and_a_longer_one_refused() -> None:
    assert not problems_of(article(section(f"<p>{'x' * LONGEST_WORD}</p>")))
    problem = problem_in(f"<p>short <em>{'x' * (LONGEST_WORD + 1)}</em></p>")
    assert (problem.code, problem.message) == (
        "DOC-12",
        "A word of 1,001 characters is longer than 1,000 and fits on no line.",
    )


def test_the_longest_paragraph_is_read_and_a_longer_one_refused() -> None:
    words = "word " * (LONGEST_PARAGRAPH // 5)
    assert not problems_of(article(section(f"<p>{words}</p>")))
    assert problem_in(f"<p>{words}!</p>").message == "A paragraph of 50,001 characters is longer than 50,000."


def test_the_paragraphs_of_one_cell_are_measured_apart() -> None:
    words = "<p>" + "word " * (LONGEST_PARAGRAPH // 5) + "</p>"
    assert not problems_of(article(section(f"<ul><li>{words}{words}</li></ul>")))
