from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import ARTICLE
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.tree import (
    Block,
    Blocks,
    Contents,
    Document,
    Heading,
    Item,
    ItemList,
    Number,
    Paragraph,
    Reference,
    Section,
    Text,
)
from obcgen.document.walk import blocks_of, sections_of
from obcgen.problems import ObcgenError

SAMPLE = (Path(__file__).parent / "sample.html").read_text(encoding="utf-8")
WORDS = Paragraph((Text("x"),))


@st.composite
def items(draw: st.DrawFn, depth: int) -> Item:
    nested = (
        draw(st.lists(lists(("letters", "bullets", "steps"), depth + 1), max_size=1)) if depth < 2 else []
    )
    return Item((WORDS, *nested))


@st.composite
def lists(draw: st.DrawFn, kinds: tuple[str, ...], depth: int = 0) -> ItemList:
    kind = draw(st.sampled_from(kinds))
    return ItemList(kind, tuple(draw(st.lists(items(depth), min_size=1, max_size=3))))  # type: ignore[arg-type]


@st.composite
def sections(draw: st.DrawFn, kind: str, level: int = 0) -> Section:
    inner: list[Block] = [WORDS, Heading((Text("h"),)), Contents(draw(st.integers(1, 3)))]
    if level < 2:
        inner += draw(
            st.lists(st.one_of(sections(kind, level + 1), lists(("clauses", "bullets"))), max_size=4)
        )
    name = f"s{draw(st.integers(0, 10**9))}"
    return Section(name, "Title", kind, (*inner, Paragraph((Reference(name),))))  # type: ignore[arg-type]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    tops = draw(st.lists(st.one_of(sections("body"), sections("attachment")), min_size=1, max_size=5))
    tops = draw(st.one_of(st.just(tops), st.lists(sections("part"), min_size=1, max_size=5)))
    return Document("rfp", ARTICLE["data-title"], "1", "Owner", tuple(tops))


def numbers(blocks: Blocks) -> list[Number]:
    """Return the numbers of these blocks in order, those of the sections and clauses inside them left out."""
    found: list[Number | None] = []
    for block in blocks:
        if isinstance(block, Section):
            found.append(block.number)
        elif isinstance(block, ItemList) and block.kind == "clauses":
            found += [item.number for item in block.items]
    return [number for number in found if number]


@given(documents())
def test_resolving_again_changes_nothing(document: Document) -> None:
    once = resolve(document)
    assert resolve(once) == once


@given(documents())
def test_the_numbers_of_each_parent_begin_at_one_and_leave_no_gap(document: Document) -> None:
    blocks = resolve(document).blocks
    for sequence in ("sections", "attachments", "parts"):
        tops = [number.value for number in numbers(blocks) if number.sequence == sequence]
        assert tops == list(range(1, len(tops) + 1))
    for section in sections_of(blocks):
        inside = numbers(section.blocks)
        assert [number.value for number in inside] == list(range(1, len(inside) + 1))
        assert all(section.number and number.level == section.number.level + 1 for number in inside)


@given(documents())
def test_the_items_of_every_list_but_bullets_begin_at_one_and_leave_no_gap(document: Document) -> None:
    for block in blocks_of(resolve(document).blocks):
        if isinstance(block, ItemList) and block.kind in {"letters", "steps"}:
            values = [item.number.value for item in block.items if item.number]
            assert values == list(range(1, len(block.items) + 1))


@given(documents())
def test_no_two_sections_or_clauses_print_the_same_number(document: Document) -> None:
    labels = [number.label for _, found in _all_numbers(resolve(document)) for number in found]
    assert len(labels) == len(set(labels))


def _all_numbers(document: Document) -> list[tuple[str, list[Number]]]:
    inside = [(section.id, numbers(section.blocks)) for section in sections_of(document.blocks)]
    return [("", numbers(document.blocks)), *inside]


def test_the_sample_resolves_and_resolving_again_changes_nothing() -> None:
    once = resolve(from_html(SAMPLE))
    assert resolve(once) == once


def test_a_document_that_cannot_be_resolved_is_refused_as_a_whole() -> None:
    broken = SAMPLE.replace('href="#outcomes"', 'href="#outcome"')
    with pytest.raises(ObcgenError) as caught:
        resolve(from_html(broken))
    (problem,) = caught.value.problems
    assert problem.hint == "Did you mean #outcomes?"
    assert problem.place
    assert (problem.place.file, problem.place.line) == ("templates/rfp/background.md", 8)
