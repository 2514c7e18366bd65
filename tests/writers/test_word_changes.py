"""Tracked changes: whoever accepts all has the new document, whoever rejects all has the old one."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest
from word_soundness import faults
from word_tracked import resolved, said, tables

from changed_specs import Pair, pair
from obcgen.document.marks import Revision
from obcgen.document.redline.redline import redline
from obcgen.style import Style
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from obcgen.document.tree import Document

PAIRS = int(os.environ.get("OBCGEN_REDLINES", "3"))
"""How many pairs of specs are drawn; 500 take a quarter of an hour."""
DAY = Revision("Denver Public Schools", "2027-03-01T00:00:00Z")


def tracked(old: Document, new: Document) -> bytes:
    return to_docx(redline(old, new, DAY), Style())


@pytest.mark.parametrize("seed", range(PAIRS))
def test_all_accepted_is_the_new_document_and_all_rejected_the_old(seed: int) -> None:
    drawn: Pair = pair(Random(seed))
    file = tracked(drawn.old, drawn.new)
    assert faults(file) == []
    for found, document in (
        (resolved(file, "accepted"), drawn.new),
        (resolved(file, "rejected"), drawn.old),
    ):
        plain = to_docx(document, Style())
        assert said(found) == said(plain)
        assert tables(found) == tables(plain)
