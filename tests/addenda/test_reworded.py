"""Old and new words, passage by passage, of two small documents."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addendum_chain import document, section
from obcgen.addenda.reworded import Reworded, marked, reworded
from obcgen.document.tree import Document

GRID = (
    '<table class="grid"><thead><tr><th>Step</th><th>Day</th></tr></thead>'
    "<tbody><tr><th>Proposals due</th><td>{day}</td></tr></tbody></table>"
)
CARDS = (
    '<table class="cards"><thead><tr><th>{most}</th><th>500</th></tr></thead>'
    "<tbody><tr><td>at most</td><td>planned</td></tr></tbody></table>"
)


def told(passages: tuple[Reworded, ...]) -> list[tuple[str, str]]:
    """Return the words before and after, with those in which they differ in braces."""

    def text(pieces: object) -> str:
        return "".join(f"{{{p.text}}}" if p.differs else p.text for p in pieces)  # type: ignore[attr-defined]

    return [(text(each.before), text(each.after)) for each in passages]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "<p>At most $10 a day.</p>",
            "<p>At most $12 a day.</p>",
            [("At most {$10 }a day.", "At most {$12 }a day.")],
        ),
        ("<p>One.</p>", "<p>One.</p><p>Two.</p>", [("", "Two.")]),
        ("<p>One.</p><p>Two.</p>", "<p>Two.</p>", [("One.", "")]),
        (
            "<p>One thing.</p>",
            "<p>Quite another matter.</p>",
            [("One thing.", "Quite another matter.")],
        ),
        (
            "<p>A b c d.</p><p>Gone.</p><p>E f g h.</p>",
            "<p>A b c x.</p><p>E f g y.</p>",
            [("A b c {d.}", "A b c {x.}"), ("Gone.", ""), ("E f g {h.}", "E f g {y.}")],
        ),
        (
            GRID.format(day="May 14"),
            GRID.format(day="May 21"),
            [("Proposals due: Day: May {14}", "Proposals due: Day: May {21}")],
        ),
        (CARDS.format(most="$1"), CARDS.format(most="$2"), [("{$1: }at most", "{$2: }at most")]),
        ("<p>One <strong>two</strong>.</p>", "<p>One two.</p>", []),
    ],
)
def test_each_passage_that_differs_stands_beside_its_new_words(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    found = reworded(document(section("caps", old)), document(section("caps", new)))
    assert [pair for each in found for pair in told(each.passages)] == expected


def test_a_part_before_it_does_not_make_a_section_differ() -> None:
    caps, terms = (
        section("caps", "<p>See <a href='#terms'></a>.</p>"),
        section("terms", "<ol><li>One.</li></ol>", "Terms"),
    )
    found = reworded(document(caps, terms), document(section("new", "<p>Hello.</p>", "New"), caps, terms))
    assert [(each.id, each.name, told(each.passages)) for each in found] == [
        ("new", "Section 1, New", [("", "Hello.")])
    ]


def test_a_section_that_is_gone_is_named_and_one_with_a_new_title_differs() -> None:
    old = document(section("caps", "<p>One.</p>"), section("terms", "<p>Two.</p>", "Terms"))
    found = reworded(old, document(section("caps", "<p>One.</p>", "Caps of payment")))
    assert [(each.name, told(each.passages)) for each in found] == [
        ("Section 1, Caps of payment", [("Caps", "Caps {of payment}")]),
        ("Section 2, Terms (left out)", [("Two.", "")]),
    ]


def test_the_cover_is_page_one() -> None:
    old, new = (document(section("cover", f"<p>{word}</p>", "", "front")) for word in ("Old", "New"))
    assert [each.name for each in reworded(old, new)] == ["Page one"]


def test_nothing_is_marked_where_all_differs() -> None:
    assert [[piece.differs for piece in side] for side in marked("a b c d", "w x y z")] == [[False], [False]]
    assert marked("", "") == ((), ())


WORDS = st.sampled_from(["one", "two", "three", "four", "five", "six"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


@given(st.lists(SENTENCES, max_size=6), st.lists(SENTENCES, max_size=6))
def test_what_is_not_told_is_the_same_in_both(old: list[str], new: list[str]) -> None:
    def made(sentences: list[str]) -> Document:
        return document(section("caps", "".join(f"<p>{each}</p>" for each in ("always", *sentences))))

    pairs = [pair for each in reworded(made(old), made(new)) for pair in each.passages]
    before = Counter(filter(None, ("".join(piece.text for piece in pair.before) for pair in pairs)))
    after = Counter(filter(None, ("".join(piece.text for piece in pair.after) for pair in pairs)))
    assert before <= Counter(old)
    assert Counter(old) - before == Counter(new) - after
