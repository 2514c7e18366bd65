from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_counting import fields, linked_lists, numbered_paragraphs, read, table_numbers, written
from word_making import attachment, bullets, clauses, letters, paragraph, section, steps
from word_sample import SAMPLE

from obcgen.document.numbering import numbered
from obcgen.document.numbering import written as tree_written
from obcgen.document.tree import Block, Blocks, Document, Item, ItemList, Number, Section, Table
from obcgen.document.walk import blocks_of
from obcgen.style import Style
from obcgen.writers import word_numbering
from obcgen.writers.to_docx import to_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def labels_of_tree(document: Document) -> list[str]:
    """Return every number that Word must count to, in printing order."""
    return [label for block in document.blocks for label in _labels(block)]


def _labels(block: Block) -> list[str]:
    match block:
        case Section():
            return [*_own(block.number), *(label for one in block.blocks for label in _labels(one))]
        case ItemList():
            return [label for item in block.items for label in _of_item(item)]
        case Table():
            cells = (cell for row in block.rows for cell in row.cells)
            return [label for cell in cells for one in cell.blocks for label in _labels(one)]
        case _:
            return [label for one in getattr(block, "blocks", ()) for label in _labels(one)]


def _own(number: Number | None) -> list[str]:
    return [number.label] if number else []


def _of_item(item: Item) -> list[str]:
    return [*_own(item.number), *(label for one in item.blocks for label in _labels(one))]


def labels_of_word(docx: bytes) -> list[str]:
    return [label for label, _, _ in numbered_paragraphs(docx) if label]


def document(*blocks: Block) -> Document:
    return replace(SAMPLE, blocks=blocks)


def test_word_counts_to_every_number_of_the_tree() -> None:
    assert labels_of_word(to_docx(SAMPLE, Style())) == labels_of_tree(SAMPLE)


def test_word_counts_the_tables_by_itself() -> None:
    numbers = [f"Table {one}" for one, _ in table_numbers(to_docx(SAMPLE, Style()))]
    assert numbers == [
        one.number.label for one in blocks_of(SAMPLE.blocks) if isinstance(one, Table) and one.number
    ]


def test_a_clause_and_a_section_after_it_share_a_counter() -> None:
    tree = document(section("1", "Duties", clauses(("1.1", (paragraph("One."),))), section("1.2", "Two")))
    assert labels_of_word(to_docx(tree, Style())) == ["1", "1.1", "1.2"]


def test_clauses_below_a_later_section_begin_at_one_again() -> None:
    one = section("1", "One", clauses(("1.1", (paragraph("a"),)), ("1.2", (paragraph("b"),))))
    two = section("2", "Two", clauses(("2.1", (paragraph("c"),))))
    assert labels_of_word(to_docx(document(one, two), Style())) == ["1", "1.1", "1.2", "2", "2.1"]


def test_every_lettered_list_begins_at_a() -> None:
    lists = (
        letters("list-1", "", (paragraph("x"),), (paragraph("y"),)),
        letters("list-2", "", (paragraph("z"),)),
    )
    docx = to_docx(document(section("1", "One", *lists)), Style())
    assert labels_of_word(docx) == ["1", "(a)", "(b)", "(a)"]


def test_a_list_that_begins_later_begins_at_its_own_value() -> None:
    made = ItemList("steps", (Item((paragraph("x"),), Number("list-1", 0, 4, "4.", "step 4")),))
    assert labels_of_word(to_docx(document(made), Style())) == ["4."]


def test_steps_inside_a_table_cell_are_counted() -> None:
    from word_making import cell

    from obcgen.document.tree import Column, Row

    content: Blocks = (paragraph("First:"), steps("list-1", (paragraph("one"),), (paragraph("two"),)))
    table = Table("t", (Column(100),), (Row((cell(content),)),))
    assert labels_of_word(to_docx(document(table), Style())) == ["1.", "2."]


def test_attachments_count_apart_from_sections_and_carry_their_word() -> None:
    exhibit = attachment("A", "Rates")
    named = replace(exhibit, number=Number("attachments", 0, 1, "Exhibit A", "Exhibit A", "upper-letter"))
    assert labels_of_word(to_docx(document(section("1", "One"), named), Style())) == ["1", "Exhibit A"]


def test_bullets_print_no_number() -> None:
    assert labels_of_word(to_docx(document(bullets((paragraph("x"),))), Style())) == []


def test_minor_and_front_headings_keep_their_outline_level_and_lose_their_number() -> None:
    sheet = read(to_docx(SAMPLE, Style()), "word/styles.xml")
    for name in ("FrontHeading", "MinorHeading2", "MinorHeading3", "MinorHeading4"):
        style = sheet.find(f"{W}style[@{W}styleId='{name}']")
        assert style is not None
        assert style.find(f"{W}basedOn") is not None
        assert [one.get(f"{W}val") for one in style.iter(f"{W}numId")] in (["0"], [])


def test_heading_styles_are_linked_to_the_levels_of_the_sections() -> None:
    root = read(to_docx(SAMPLE, Style()), "word/numbering.xml")
    linked = [one.get(f"{W}val") for one in root.iter(f"{W}pStyle")]
    items = ["Clause3", "Clause4", "Item", "Subitem"]
    outlines = [
        "Heading1",
        "Clause2",
        *items,
        *(f"{one}Attachment" for one in ("Heading2", *items)),
    ]
    assert linked == ["ListBullet", "ListBullet2", "ListBullet3", *outlines, "ListNumber"]


def test_a_style_that_names_a_list_numbers_by_itself_when_a_person_applies_it() -> None:
    sheet = read(to_docx(SAMPLE, Style()), "word/styles.xml")
    lists = linked_lists(sheet)
    expected = {
        "Heading1": 0,
        "Heading2": 1,
        "Heading3": 2,
        "Clause2": 1,
        "Clause3": 2,
        "Clause4": 3,
        "Item": 4,
        "Subitem": 5,
    }
    assert {name: lists[name][1] for name in expected} == expected
    assert {lists[name][0] for name in expected} == {"2"}


def test_no_heading_clause_or_item_of_the_sections_is_numbered_directly() -> None:
    root = read(to_docx(SAMPLE, Style()), "word/document.xml")
    direct = [one for one in root.iter(f"{W}p") if one.find(f"{W}pPr/{W}numPr") is not None]
    styles = {one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for one in direct}  # type: ignore[union-attr]
    assert styles == {"Heading1", "ListNumber", "CalloutWarning"}


def test_no_two_lists_share_an_abstract_numbering() -> None:
    root = read(to_docx(SAMPLE, Style()), "word/numbering.xml")
    used = [one.get(f"{W}val") for one in root.iter(f"{W}abstractNumId")]
    assert len(used) == len(set(used)) > 4
    marks = [one.get(f"{W}val") for one in root.iter(f"{W}nsid")]
    assert len(set(marks)) == len(used)


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (1, "lower-letter", "a"),
        (28, "lower-letter", "bb"),
        (4, "lower-roman", "iv"),
        (27, "upper-letter", "AA"),
    ],
)
def test_values_are_written_as_word_writes_them(value: int, style: str, shown: str) -> None:
    assert written(value, word_numbering.FORMATS[style]) == shown


@given(st.integers(1, 99), st.sampled_from(sorted(word_numbering.FORMATS)))
def test_tree_and_word_agree_on_every_value(value: int, style: str) -> None:
    assert tree_written(value, style) == written(value, word_numbering.FORMATS[style])  # type: ignore[arg-type]


# --- any tree ------------------------------------------------------------------------------------

_TEXT = st.text("ab <&", min_size=1, max_size=5)
_PARAGRAPH = _TEXT.map(paragraph)
_ITEM = _PARAGRAPH.map(lambda one: Item((one,)))
_INNER = st.lists(_ITEM, min_size=1, max_size=3).map(lambda items: ItemList("letters", tuple(items)))
_CLAUSE = st.tuples(_PARAGRAPH, st.lists(_INNER, max_size=1)).map(lambda one: Item((one[0], *one[1])))
_CLAUSES = st.lists(_CLAUSE, min_size=1, max_size=3).map(lambda items: ItemList("clauses", tuple(items)))
_KINDS = st.sampled_from(["body", "attachment"])


def _sections(kind: str, depth: int) -> st.SearchStrategy[Section]:
    block = st.one_of(_PARAGRAPH, _CLAUSES if depth < 2 or kind == "part" else _INNER)
    inner = st.one_of(block, _sections(kind, depth + 1)) if depth < 2 else block
    return st.builds(
        lambda blocks: Section("", "Title", kind, tuple(blocks)),  # type: ignore[arg-type]
        st.lists(inner, max_size=4),
    )


_TOPS = st.lists(_KINDS.flatmap(lambda kind: _sections(kind, 0)), max_size=4)


@given(st.one_of(_TOPS, st.lists(_sections("part", 0), max_size=4)))
@settings(max_examples=60, deadline=None)
def test_word_agrees_with_the_tree_whatever_the_outline(parts: list[Section]) -> None:
    tree, problems = numbered(document(*parts))
    assert problems == ()
    assert labels_of_word(to_docx(tree, Style())) == labels_of_tree(tree)


def test_fields_hold_the_text_that_the_tree_settled() -> None:
    shown = dict(fields(to_docx(SAMPLE, Style())))
    assert shown["REF outcomes \\n \\h"] == "2"
    assert shown["REF schedule \\h"] == "Table 1"
    assert shown["REF price_form \\n \\h"] == "Attachment A"
