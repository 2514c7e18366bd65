"""What differs between trees with other stand-ins is open; what is alike is settled."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from obcgen.document.dump import dump
from obcgen.document.tree import Block, Cell, Column, Document, Paragraph, Row, Section, Strong, Table, Text
from obcgen.preview.kinds import Value
from obcgen.preview.open_marks import with_open_marks, without_signs
from obcgen.preview.stand_ins import FILLINGS, mark, stand_ins
from obcgen.spec.scalars import DateField

LABELS = {"$131.13": "[price: open]", "13": "[participants: open]"}


def shown(*texts: str, fixed: frozenset[str] = frozenset()) -> str:
    """Return what a paragraph shows that has these texts with the fillings of a blank."""
    return _said(*(document(Paragraph((Text(text),))) for text in texts), fixed=fixed)


def _said(*trees: Document, fixed: frozenset[str] = frozenset()) -> str:
    return dump(without_signs(with_open_marks(trees, LABELS, fixed)))


def document(*blocks: Block) -> Document:
    return Document("rfp", "Title", "1", "Owner", (Section("a", "A", "body", blocks),))


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("Pays $131.13 of $500.", "Pays $901.14 of $500."), "Pays ?[[price: open]] of $500."),
        (
            ("In all $1,703.69 by June 5, 2027.", "In all $9.00 by May 6, 2028."),
            "In all ?[[amount: open]] by ?[[date: open]].",
        ),
        (
            ("At least 40% of 13 children.", "At least 40% of 401 children."),
            "At least 40% of ?[[participants: open]] children.",
        ),
        (("It holds 2.17% back.", "It holds 51.18% back."), "It holds ?[[share: open]] back."),
        (("For 1 child it pays.", "For 2 children it pays."), "For ?[[number: open]] it pays."),
        (("Paid by \ue000[office: open]\ue001 in 2027.",) * 2, "Paid by ?[[office: open]] in 2027."),
    ],
)
def test_a_figure_that_differs_is_open_and_others_are_not(texts: tuple[str, ...], said: str) -> None:
    assert said in shown(*texts)


def test_a_stand_in_that_is_the_same_in_every_filling_is_open_where_it_prints() -> None:
    assert "?[[participants: open]] of 500" in shown("13 of 500", "13 of 500", fixed=frozenset({"13"}))


def test_without_another_tree_no_figure_is_settled() -> None:
    said = shown("Pays $500 for 20 of 100 by June 5, 2027, which is 40%.")
    assert said.count("open]") == 5
    assert not any(figure in said for figure in ("$500", "20 ", "100", "2027", "40%"))


def test_a_paragraph_built_otherwise_says_no_figure() -> None:
    one, other = Paragraph((Text("Pays $500."),)), Paragraph((Strong((Text("Pays"),)), Text(" $500.")))
    said = _said(document(one), document(other))
    assert "$500" not in said
    assert "open]" in said


def test_a_row_that_is_not_always_there_has_no_settled_figure() -> None:
    def table(*cells: str) -> Table:
        rows = tuple(Row((Cell((Paragraph((Text(cell),)),)),)) for cell in cells)
        return Table("t", (Column(100),), rows)

    said = _said(document(table("$1", "$2")), document(table("$1")))
    assert "$1" in said
    assert "$2" not in said


def test_a_section_that_depends_on_a_blank_says_so() -> None:
    inner = Section("b", "B", "body", (Paragraph((Text("Pays $500."),)),))
    said = _said(document(inner), document())
    assert "printed or not" in said
    assert "$500" not in said


@pytest.mark.parametrize("label", ["", "a <b> *c* [d](e)", "x" * 500, "\ue000\ue001"])
def test_a_mark_is_plain_words_of_bounded_length(label: str) -> None:
    words = mark(label)
    assert words.startswith("[")
    assert words.endswith(": open]")
    assert len(words) < 100
    assert not set("<>*\ue000\ue001") & set(words)


@pytest.mark.parametrize("serial", range(1, 15))
def test_no_weekday_of_an_open_day_is_the_same_in_every_filling(serial: int) -> None:
    day = Value(get_args(DateField)[1])
    stand_in, *_ = stand_ins(day, ("procurement", "schedule", "award"), "award", serial, date(2027, 1, 1))
    days = [date.fromisoformat(stand_in.text(filling)) for filling in range(FILLINGS)]
    assert len({each.weekday() for each in days}) == FILLINGS
