from __future__ import annotations

import pytest

from articles import article, blocks_in, problems_of, section, tree_of
from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.numbering import numbered, written
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document, Heading, Item, ItemList, NumberStyle, Paragraph, Section, Text

CLAUSE = "<ol><li>x</li></ol>"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def test_body_sections_are_numbered_and_attachments_lettered_whatever_their_order() -> None:
    found = lines(
        tree_of(
            section("<p>x</p>", "cover", "front"),
            section("<p>x</p>", "form", "attachment"),
            section("<p>x</p>", "need"),
            section("<p>x</p>", "plan"),
            section("<p>x</p>", "rates", "attachment"),
        )
    )
    assert [line for line in found if "#" in line] == [
        'front #cover "Cover"',
        'Attachment A #form "Form"',
        'section 1 #need "Need"',
        'section 2 #plan "Plan"',
        'Attachment B #rates "Rates"',
    ]


def test_clauses_and_sections_of_one_parent_share_a_counter() -> None:
    inner = CLAUSE + section(CLAUSE, "two") + "<p>y</p>" + CLAUSE
    assert [line.split()[0] for line in lines(blocks_in(inner)) if line[0].isdigit()] == [
        "1.1",
        "1.2.1",
        "1.3",
    ]
    assert 'section 1.2 #two "Two"' in blocks_in(inner)


def test_two_lists_of_clauses_go_on_counting_and_two_lettered_lists_begin_anew() -> None:
    inner = "<ol><li>a<ol><li>b</li></ol></li></ol><p>x</p><ol><li>c<ol><li>d</li></ol></li></ol>"
    marks = [line.split()[0] for line in lines(blocks_in(inner)) if line[0] in "1("]
    assert marks == ["1.1", "(a)", "1.2", "(a)"]


def test_each_list_is_a_sequence_of_its_own() -> None:
    inner = "<ol><li>a<ol><li>b</li></ol></li><li>c<ol><li>d</li></ol></li></ol>"
    document = resolve(from_html(article(section(inner))))
    clauses = document.blocks[0].blocks[0]  # type: ignore[union-attr]
    assert isinstance(clauses, ItemList)
    lists = [block for item in clauses.items for block in item.blocks if isinstance(block, ItemList)]
    assert [one.items[0].number.sequence for one in lists if one.items[0].number] == ["list-1", "list-2"]


def test_numbers_begin_anew_in_each_part_behind_its_letter() -> None:
    article_ = section(section(CLAUSE, "cap", "part"), "pay", "part")
    found = tree_of(
        section(article_, "deal", "part"), section(section(CLAUSE, "law", "part"), "rest", "part")
    )
    assert [line for line in lines(found) if line[0] in "PABp" and "paragraph" not in line] == [
        'Part A #deal "Deal"',
        'part A.1 #pay "Pay"',
        'part A.1.1 #cap "Cap"',
        "A.1.1.1 x",
        'Part B #rest "Rest"',
        'part B.1 #law "Law"',
        "B.1.1 x",
    ]


def test_a_reference_into_a_part_calls_its_articles_as_the_outline_does() -> None:
    inner = section(section("<p>x</p>", "cap", "part"), "pay", "part")
    links = "".join(f'<p><a href="#{id_}"/></p>' for id_ in ("deal", "pay", "cap"))
    text = article(
        section(inner, "deal", "part"), section(links, "rest", "part"), data_section_word="Article"
    )
    shown = dump(resolve(from_html(text)))
    assert [f"[{words}]" in shown for words in ("Part A", "Article A.1", "Section A.1.1")] == [True] * 3


def test_a_clause_in_a_part_may_stand_one_level_deeper_than_elsewhere() -> None:
    for kind, codes in (("part", []), ("attachment", ["DOC-13"])):
        deep = section(section(section(CLAUSE, "three", kind), "two", kind), "one", kind)
        assert [problem.code for problem in problems_of(article(deep))] == codes


def test_the_parts_of_an_attachment_are_numbered_below_its_letter() -> None:
    inner = CLAUSE + section(CLAUSE, "two", "attachment")
    assert lines(tree_of(section(inner, kind="attachment"))) == [
        'Attachment A #one "One"',
        "clauses",
        "A.1 x",
        'attachment A.2 #two "Two"',
        "clauses",
        "A.2.1 x",
    ]


def test_a_table_is_numbered_where_it_has_a_caption() -> None:
    table = "<table id='{}'>{}<tbody><tr><td>x</td></tr></tbody></table>"
    inner = "".join(
        (
            table.format("a", ""),
            table.format("b", "<caption>B</caption>"),
            table.format("c", "<caption>C</caption>"),
        )
    )
    heads = [line for line in blocks_in(inner).splitlines() if "table" in line]
    assert heads == [
        "grid table #a [100]",
        "grid table #b (Table 1) [100]: B",
        "grid table #c (Table 2) [100]: C",
    ]


def test_headings_never_skip_a_level() -> None:
    inner = "<h3>a</h3>" + section("<h3>b</h3>" + section("<h3>c</h3>", "three"), "two")
    assert [line for line in lines(blocks_in(inner)) if line.startswith("heading")] == [
        "heading 2: a",
        "heading 3: b",
        "heading 4: c",
    ]


def test_a_part_without_a_title_does_not_count_as_a_level_of_headings() -> None:
    text = article(
        "<section id='a' data-kind='front' data-title=''>" + section("<p>x</p>", "b", "front") + "</section>"
    )
    outer = resolve(from_html(text)).blocks[0]
    assert isinstance(outer, Section)
    assert [outer.level, *(block.level for block in outer.blocks if isinstance(block, Section))] == [0, 0]


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (3, "decimal", "3"),
        (1, "lower-letter", "a"),
        (26, "lower-letter", "z"),
        (27, "lower-letter", "aa"),
        (28, "upper-letter", "BB"),
        (53, "upper-letter", "AAA"),
        (4, "lower-roman", "iv"),
        (19, "lower-roman", "xix"),
        (49, "lower-roman", "xlix"),
        (194, "lower-roman", "cxciv"),
    ],
)
def test_a_number_is_written_as_word_writes_it(value: int, style: NumberStyle, shown: str) -> None:
    assert written(value, style) == shown


# --- what cannot be numbered ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        (
            section(section(section("<p>x</p>", "four"), "three"), "two"),
            "The section “Four” is more than 3 levels deep.",
        ),
        (section(section(CLAUSE, "three"), "two"), "A numbered clause is more than 3 levels deep."),
        (
            "<ol><li>a<ol><li>b<ol><li>c<ol><li>d</li></ol></li></ol></li></ol></li></ol>",
            "A lettered list goes deeper than (a) and (i).",
        ),
    ],
)
def test_more_levels_than_three_are_refused(inner: str, message: str) -> None:
    (problem,) = problems_of(article(section(inner)))
    assert (problem.code, problem.message) == ("DOC-13", message)


@pytest.mark.parametrize(
    ("outer", "inner", "message"),
    [
        ("body", "attachment", "The section “Two” belongs to an attachment and stands in the body."),
        ("attachment", "body", "The section “Two” belongs to the body and stands in an attachment."),
        ("front", "body", "The section “Two” belongs to the body and stands in front matter."),
        ("body", "front", "The section “Two” belongs to front matter and stands in the body."),
    ],
)
def test_a_section_of_another_kind_than_the_one_around_it_is_refused(
    outer: str, inner: str, message: str
) -> None:
    (problem,) = problems_of(article(section(section("<p>x</p>", "two", inner), "one", outer)))
    assert (problem.code, problem.message) == ("DOC-14", message)


def test_a_minor_heading_needs_a_title_above_it() -> None:
    text = article(
        "<section id='a' data-kind='front' data-title=''><h3 data-at='cover.md:4'>x</h3></section>"
    )
    (problem,) = problems_of(text)
    assert problem.code == "DOC-15"
    assert problem.place
    assert (problem.place.file, problem.place.line) == ("cover.md", 4)


def test_clauses_need_a_number_above_them() -> None:
    clauses = ItemList("clauses", (Item((Paragraph((Text("x"),)),)),), "cover.md:3")
    document = Document("rfp", "T", "1", "O", (Section("a", "A", "front", (clauses,)),))
    assert [problem.code for problem in numbered(document)[1]] == ["DOC-16"]


def test_all_that_cannot_be_numbered_is_reported_at_once() -> None:
    deep = section(section(CLAUSE + section("<p>x</p>", "four"), "three"), "two")
    assert [problem.code for problem in problems_of(article(section(deep)))] == ["DOC-13", "DOC-13"]


def test_numbering_leaves_the_document_it_was_given_as_it_was() -> None:
    document = from_html(article(section("<h3>x</h3>" + CLAUSE)))
    before = dump(document)
    numbered(document)
    assert dump(document) == before
    assert Heading((Text("x"),), 0, "part.md:1") in document.blocks[0].blocks  # type: ignore[union-attr]
