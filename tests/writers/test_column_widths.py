"""No word of a table breaks in the middle where the columns can hold it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged_pdf import read_tags

from articles import article, section
from obcgen.build import document
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document, Section, Table
from obcgen.document.walk import blocks_of, content_of, fields_of, text_of
from obcgen.pack import builtin, open_pack
from obcgen.policy.rule import DocumentKind
from obcgen.style import Font, Style
from obcgen.writers import WRITERS, fitted
from obcgen.writers.column_widths import shared

if TYPE_CHECKING:
    from collections.abc import Iterator

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
KINDS: tuple[DocumentKind, ...] = ("rfp", "contract")
STYLE = builtin().style
SERIF = replace(STYLE, body=Font("Cambria", "Caladea"))


# --- what columns get ------------------------------------------------------------------------------


def test_columns_that_hold_their_words_keep_the_widths_written() -> None:
    assert shared([50, 30, 20], [[10, 50], [30], []]) == (50, 30, 20)


def test_a_column_gets_what_its_word_needs_from_those_with_room_to_spare() -> None:
    assert shared([50, 42, 8], [[20], [40], [12]]) == (47, 41, 12)


def test_a_word_that_no_column_can_hold_beside_the_others_gives_way_and_shorter_ones_do_not() -> None:
    assert shared([50, 42, 8], [[20], [40], [12, 41]]) == (47, 41, 12)
    assert shared([60, 40], [[900], [40]]) == (60, 40)


@given(st.lists(st.tuples(st.integers(1, 60), st.lists(st.integers(0, 120))), min_size=1, max_size=8))
def test_whatever_the_words_the_widths_sum_to_what_was_written_and_fit_where_they_can(
    columns: list[tuple[int, list[int]]],
) -> None:
    written, words = [width for width, _ in columns], [sorted(needs) for _, needs in columns]
    found = shared(written, words)
    assert sum(found) == sum(written)
    assert all(width >= 0 for width in found)
    most = [max(each, default=0) for each in words]
    if sum(most) <= sum(written):
        assert all(width >= need for width, need in zip(found, most, strict=True))


# --- what words need -------------------------------------------------------------------------------


def document_of(*rows: tuple[str, ...], widths: str, head: bool = False, look: str = "grid") -> Document:
    """Return a document with one table; in a form only words decide how wide columns are."""
    tag, part = ("th", "thead") if head else ("td", "tbody")
    made = "".join(f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>" for row in rows)
    body = "<tbody><tr><td>a</td><td>b</td></tr></tbody>" if head else ""
    opening = f'<table id="t" class="{look}" data-widths="{widths}"><caption>T</caption>'
    table = f"{opening}<{part}>{made}</{part}>{body}</table>"
    return resolve(from_html(article(section(table))))


def widths_of(made: Document, style: Style) -> list[int]:
    (found,) = (block for block in blocks_of(fitted(made, style).blocks) if isinstance(block, Table))
    return [column.width for column in found.columns]


def test_a_word_needs_the_letters_of_the_style_and_the_sides_of_its_cell() -> None:
    made = document_of(("Attainment", "b"), widths="8 92", head=True)
    size, letters = STYLE.sizes.table, sum((606, 347, 347, 494, 246, 537, 813, 503, 537, 347)) / 1000
    need = 100 * (letters * size + 13) / (6.5 * 72)
    assert widths_of(made, STYLE)[0] == int(need) + 1


def test_bold_and_wider_type_need_more() -> None:
    plain, head = (document_of(("Attainments", "b"), widths="1 99", head=bold) for bold in (False, True))
    strong = document_of(("<strong>Attainments</strong>", "b"), widths="1 99")
    large = replace(STYLE, sizes=replace(STYLE.sizes, table=14))
    arial = replace(STYLE, body=Font("Arial", "Carlito"))
    need = {made: widths_of(made, STYLE)[0] for made in (plain, head, strong)}
    assert need[plain] <= need[head] == need[strong]
    assert need[head] < widths_of(head, SERIF)[0]
    assert need[head] < widths_of(head, arial)[0]
    assert need[head] < widths_of(head, large)[0]


def test_a_line_breaks_at_spaces_and_after_hyphens_but_not_at_a_space_that_does_not_break() -> None:
    short = widths_of(document_of(("measured", "b"), widths="1 99", look="form"), STYLE)
    assert (
        widths_of(document_of(("measured measured pre-measured", "b"), widths="1 99", look="form"), STYLE)
        == short
    )
    assert (
        widths_of(document_of(("measured\N{NO-BREAK SPACE}b", "b"), widths="1 99", look="form"), STYLE)
        > short
    )
    assert widths_of(document_of(("2027-282930", "b"), widths="1 99", look="form"), STYLE) > widths_of(
        document_of(("282930", "b"), widths="1 99", look="form"), STYLE
    )


def test_a_cell_over_several_columns_asks_nothing_of_one() -> None:
    inner = '<tr><td colspan="2">Antidisestablishmentarianism</td></tr><tr><td>a</td><td>b</td></tr>'
    table = f'<table id="t" data-widths="10 90"><caption>T</caption><tbody>{inner}</tbody></table>'
    assert widths_of(resolve(from_html(article(section(table)))), STYLE) == [10, 90]


def test_tables_with_one_head_get_one_set_of_widths_and_others_their_own() -> None:
    def table(id_: str, first: str, cell: str) -> str:
        head = f"<thead><tr><th>{first}</th><th>Word</th></tr></thead>"
        body = f"<tbody><tr><td>{cell}</td><td>b</td></tr></tbody>"
        opening = f'<table id="{id_}" class="grid" data-widths="10 90"><caption>T</caption>'
        return f"{opening}{head}{body}</table>"

    tables = (("t", "One", "a"), ("u", "One", "Antidisestablishmentarianism"), ("v", "Two", "a"))
    made = resolve(from_html(article(section("".join(table(*each) for each in tables)))))
    found = [block for block in blocks_of(fitted(made, STYLE).blocks) if isinstance(block, Table)]
    short, long, other = ([column.width for column in each.columns] for each in found)
    assert short == long != other
    assert long[0] > 20


def test_a_style_without_fonts_changes_nothing() -> None:
    made = document_of(("Attainment", "b"), widths="1 99")
    assert fitted(made, Style()) == made


# --- on the page -----------------------------------------------------------------------------------


def broken(made: Document, style: Style) -> list[str]:
    """Return each word in a table of the PDF that no table of the document has: a part of a broken one."""
    tables = [block for block in blocks_of(made.blocks) if isinstance(block, Table)]
    cells = [cell.blocks for table in tables for row in table.rows for cell in row.cells]
    texts = [text_of(content_of(block)) for cell in cells for block in blocks_of(cell)]
    known = {part for text in texts for word in text.split() for part in (word, *_parts(word))}
    root = read_tags(WRITERS["pdf"](made, style))
    printed = [word for cell in root.named("TH", "TD") for word in cell.text.split()]
    assert len(printed) >= len(tables)
    return [word for word in printed if word not in known and not re.fullmatch(r"\W|\d+\.|\(\w+\)", word)]


def _parts(word: str) -> Iterator[str]:
    """Yield what a word with hyphens and slashes may be broken into."""
    ends = [at.end() for at in re.finditer(r"[-\u2010\u2013\u2014/]", word)]
    yield from (word[left:right] for left in (0, *ends) for right in (*ends, len(word)) if left < right)


def test_a_broken_word_is_found_on_the_page_and_none_is_left() -> None:
    made = document_of(("Target", "b"), widths="6 94", head=True)
    assert broken(made, SERIF) == ["Tar", "get"]
    assert broken(fitted(made, SERIF), SERIF) == []


def _ruled(tree: Document) -> Iterator[Table]:
    """Yield the tables with a head, without those that are filled in."""
    for block in blocks_of(tree.blocks):
        if isinstance(block, Table) and block.look == "grid" and not list(fields_of((block,))):
            yield block


@pytest.mark.parametrize(("pack", "engine"), [("colorado", "typst"), ("front-range-example", "weasyprint")])
def test_no_word_breaks_in_a_table_of_an_example(pack: str, engine: str) -> None:
    layers = open_pack(pack)
    found: dict[str, Table] = {}
    for spec in SPECS:
        for kind in KINDS:
            tree, _ = document(kind, spec, layers)
            found |= {f"{spec.stem}-{table.id}": replace(table, id="") for table in _ruled(tree)}
    page = resolve(from_html(article(section("<p>Tables.</p>"))))
    (body,) = page.blocks
    assert isinstance(body, Section)
    made = replace(page, blocks=(replace(body, blocks=(*body.blocks, *found.values())),))
    style = replace(layers.style, engine=engine)
    assert broken(fitted(made, style), style) == []
