"""Tracked changes: whoever accepts all has the new document, whoever rejects all has the old one."""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pytest
from word_soundness import faults
from word_tracked import resolved, said, tables

from changed_specs import versions
from obcgen.document.marks import Revision
from obcgen.document.redline.redline import redline
from obcgen.style import Style
from obcgen.writers.to_docx import to_docx

if TYPE_CHECKING:
    from obcgen.document.tree import Document

WALKS = int(os.environ.get("OBCGEN_REDLINES", "1"))
"""How many examples are edited, five times each; 100 of them, 500 pairs, take some ten minutes."""
DAY = Revision("Denver Public Schools", "2027-03-01T00:00:00Z")


def tracked(old: Document, new: Document) -> bytes:
    return to_docx(redline(old, new, DAY), Style())


@pytest.mark.parametrize("seed", range(WALKS))
def test_all_accepted_is_the_new_document_and_all_rejected_the_old(seed: int) -> None:
    old: Document | None = None
    for new in islice(versions(Random(seed)), 6):
        if old:
            file = tracked(old, new)
            assert faults(file) == []
            assert told(resolved(file, "accepted")) == plain(new)
            assert told(resolved(file, "rejected")) == plain(old)
        old = new


@lru_cache(maxsize=2)
def plain(document: Document) -> tuple[object, object]:
    return told(to_docx(document, Style()))


def told(file: bytes) -> tuple[object, object]:
    return said(file), tables(file)
