"""Tracked changes: whoever accepts all has the new document, whoever rejects all has the old one."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from word_counting import W, read
from word_soundness import faults
from word_tracked import resolved, said, tables

from changed_specs import versions
from obcgen.document.from_html import from_html
from obcgen.document.marks import Revision
from obcgen.document.redline.redline import redline
from obcgen.document.resolve import resolve
from obcgen.style import Style
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from obcgen.document.tree import Document

WALKS = int(os.environ.get("OBCGEN_REDLINES", "1"))
STEPS = 5 if WALKS > 1 else 2
"""How many examples are edited, and how often each: OBCGEN_REDLINES=100 makes 500 pairs in ten minutes."""
SAMPLE = Path(__file__).parent.parent / "document" / "sample.html"
DAY = Revision("Denver Public Schools", "2027-03-01T00:00:00Z")


def tracked(old: Document, new: Document) -> bytes:
    return to_docx(redline(old, new, DAY), Style())


@pytest.mark.parametrize("seed", range(WALKS))
def test_all_accepted_is_the_new_document_and_all_rejected_the_old(seed: int) -> None:
    old: Document | None = None
    for new in islice(versions(Random(seed)), STEPS + 1):
        if old:
            file = tracked(old, new)
            assert faults(file) == []
            assert told(resolved(file, "accepted")) == plain(new)
            assert told(resolved(file, "rejected")) == plain(old)
        old = new


SHOWN = SAMPLE.read_text("utf-8")


def edited_sample() -> tuple[Document, Document]:
    """Return the sample and one with a price changed, a clause moved, a blank and a row left out."""
    start = SHOWN.index("<tr><th>Debarment")
    row = SHOWN[start : SHOWN.index("      </tbody>", start)]
    base = SHOWN[SHOWN.index('<section id="base-funding"') : SHOWN.index('<section id="caps"')]
    behind = '<section id="exposure-by'
    new = SHOWN.replace(row, "").replace(base, "").replace(behind, f"{base}{behind}")
    new = new.replace("$180,000.00", "$190,000.00").replace("15 business days", "20 business days")
    return resolve(from_html(SHOWN)), resolve(from_html(new))


@cache
def sample() -> bytes:
    return tracked(*edited_sample())


def test_a_change_says_who_made_it_and_when() -> None:
    body = read(sample(), "word/document.xml")
    made = [one for name in ("ins", "del", "moveFrom", "moveTo") for one in body.iter(f"{W}{name}")]
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in made} == {(DAY.author, DAY.date)}
    found = [one.get(f"{W}id") for one in made]
    assert len(found) == len({*found}) > 10


def test_both_places_of_a_moved_clause_have_one_name() -> None:
    body = read(sample(), "word/document.xml")
    names = [
        [one.get(f"{W}name") for one in body.iter(f"{W}{kind}RangeStart")] for kind in ("moveFrom", "moveTo")
    ]
    assert names[0] == names[1] == ["move_caps"]


def test_a_control_that_was_deleted_comes_back_when_that_is_rejected() -> None:
    controls = [
        [one.get(f"{W}val") for one in read(file, "word/document.xml").iter(f"{W}tag")]
        for file in (resolved(sample(), "accepted"), resolved(sample(), "rejected"))
    ]
    assert "not-debarred" not in controls[0]
    assert controls[1].count("not-debarred") == 1


def test_a_plain_document_has_no_tracked_change() -> None:
    assert b"<w:ins " not in to_docx(edited_sample()[1], Style())


def test_the_same_redline_has_the_same_bytes() -> None:
    assert tracked(*edited_sample()) == sample()


@lru_cache(maxsize=2)
def plain(document: Document) -> tuple[object, object]:
    return told(to_docx(document, Style()))


def told(file: bytes) -> tuple[object, object]:
    return said(file), tables(file)
