"""What a redline marks, on the print of a small tree: `+[` inserted, `-[` deleted, `>[` moved here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from obcgen.document.dump import dump
from obcgen.document.from_html import from_html
from obcgen.document.marks import Revision
from obcgen.document.redline.on_paper import on_paper
from obcgen.document.redline.redline import is_changed, redline
from obcgen.document.resolve import resolve
from obcgen.document.tree import Document
from obcgen.document.walk import fields_of

SAMPLE = (Path(__file__).parent / "sample.html").read_text("utf-8")
DAY = Revision("District", "2027-03-01T00:00:00Z")
ROW = (
    "<tr><td>February 15, 2028</td><td><p><strong>Midyear</strong></p><p>The midyear dosage report is "
    "accepted.</p></td><td>$135,000.00</td><td>$315,000.00</td></tr>"
)
FORMULA = "<li>The expected total of each offer is computed at the target attainment.</li>"
DISPUTE = SAMPLE[SAMPLE.index('<li id="clause-dispute">') : SAMPLE.index("</ol>\n    <blockquote")]
BASE = SAMPLE[SAMPLE.index('<section id="base-funding"') : SAMPLE.index('<section id="caps"')]
CAPS_END = "half up.</p>\n  </section>"


@cache
def made(*changes: tuple[str, str]) -> Document:
    text = SAMPLE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return resolve(from_html(text))


def compared(*changes: tuple[str, str]) -> Document:
    return redline(made(), made(*changes), DAY)


def marked(*changes: tuple[str, str]) -> list[str]:
    """Return the lines in which the print of a redline differs from that of the new document."""
    plain = dump(made(*changes)).splitlines()
    return [" ".join(line.split()) for line in dump(compared(*changes)).splitlines() if line not in plain]


def test_the_same_document_twice_has_no_mark() -> None:
    same = compared()
    assert not is_changed(same)
    assert same.blocks == made().blocks


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("is $900 for each", "is $950 for each", "is -[$900]+[$950] for each"),
        ("payment is rounded", "payment is then rounded", "payment is+[ then] rounded"),
        ("until November 15, 2027", "until December 1, 2027", "until -[November 15]+[December 1], 2027"),
        (
            "base funding included.",
            "whatever the results.",
            "-[base funding included]+[whatever the results].",
        ),
        ("Each payment is rounded to the cent, half up.", "None.", "paragraph: None."),
    ],
)
def test_words_are_marked_one_by_one(old: str, new: str, expected: str) -> None:
    assert any(expected in line for line in marked((old, new)))


def test_a_number_that_is_counted_anew_is_no_change() -> None:
    new = '<section id="new" data-kind="body" data-title="New"><p>New.</p></section><section id="payment"'
    lines = marked(('<section id="payment"', new))
    assert lines == ["+[", 'section 3 #new "New"', "paragraph: New.", "]"]


def test_what_only_looks_otherwise_is_no_change() -> None:
    assert not is_changed(compared(("<em>what does the service cost?</em>", "what does the service cost?")))


def test_a_title_is_marked_and_the_section_stays() -> None:
    assert 'section 3.2 #caps "Caps and -[limits]+[ceilings]"' in marked(
        ("Caps and limits", "Caps and ceilings")
    )


def test_a_row_is_inserted_and_deleted_as_a_whole() -> None:
    deleted = [line for line in marked((ROW, "")) if line.startswith("-")]
    assert deleted == ["- body"]
    added = ROW.replace("Midyear", "Extra").replace("February 15", "May 2").replace("midyear dosage", "final")
    assert "+ body" in marked((ROW, ROW + added))


def test_a_table_with_another_column_is_replaced() -> None:
    start = SAMPLE.index('<table id="history"')
    table = SAMPLE[start : SAMPLE.index("</table>", start)]
    narrow = (
        table.replace("28 24 24 24", "40 30 30").replace("left right right right", "left right right")
        .replace("<th>Share</th>", "").replace("<td>24.3%</td>", "").replace("<td>26.1%</td>", "")
    )  # fmt: skip
    lines = marked((table, narrow))
    assert "-[" in lines
    assert any("#history-before" in line for line in lines)


def test_a_clause_that_moved_is_told_from_one_that_changed() -> None:
    moved = ((BASE, ""), (CAPS_END, CAPS_END + BASE))
    assert brackets(marked(*moved)) == {">[", "<["}
    changed = (*moved[:1], (CAPS_END, CAPS_END.replace("up", "down") + BASE.replace("$900", "$950")))
    assert brackets(marked(*changed)) == {"+[", "-["}


def brackets(lines: list[str]) -> set[str]:
    return {line for line in lines if line in {">[", "<[", "+[", "-["}}


UP = (DISPUTE, ""), ("<ol>\n      <li>The data office", f"<ol>{DISPUTE}<li>The data office")


def test_an_item_that_moved_arrives_and_leaves() -> None:
    lines = [line for line in marked(*UP) if "A party that disagrees" in line]
    assert [line[: line.index(" A party")] for line in lines] == [
        "> 2.4.1 #clause-dispute",
        "< 2.4.2 #clause-dispute-before",
    ]


def test_a_reference_to_what_moved_follows_it_in_each_text() -> None:
    old, new = "[Section 2.4.2](#clause-dispute-before)", "[Section 2.4.1](#clause-dispute)"
    assert any(f"accept -[{old}]+[{new}], " in line for line in marked(*UP))


def test_a_blank_that_was_deleted_is_no_field_on_paper() -> None:
    start = SAMPLE.index("<tr><th>Debarment")
    blank = SAMPLE[start : SAMPLE.index("</tr>", start) + len("</tr>")]
    shown = on_paper(compared((blank, "")))
    assert "not-debarred" not in [field.id for field in fields_of(shown.blocks)]
    assert "Redline" in shown.mark
    assert "Inserted words are underlined" in dump(shown)
