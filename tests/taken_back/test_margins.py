"""What heads and feet of an edited file say and did not say before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from obcgen.document.tree import Document, Number, Paragraph, Section, Text
from obcgen.pack import Pack
from obcgen.readers.edited import Edited
from obcgen.taken_back.beside import in_margins

PART = Section(
    "a",
    "The deal",
    "part",
    (Paragraph((Text("Text."),)),),
    number=Number("parts", 0, 1, "Part A", "Part A", "upper-letter"),
)
TREE = Document(
    "contract", "Tutoring", "C-1", "Denver", (Section("cover", "", "front", ()), PART), draft=True
)
HEAD = "Denver · C-1 DRAFT"


def told(*running: str, tree: Document = TREE) -> list[str]:
    edited = Edited((), (), (), (), (), running)
    return list(in_margins(edited, tree, Pack(())))


def test_a_head_whose_fields_another_program_made_words_is_no_edit() -> None:
    assert told(HEAD, f"{HEAD} Part A The deal") == []


@pytest.mark.parametrize(
    "words", [f"{HEAD} Part A The price", "Part A The deal", f"{HEAD} Part A The deal, as sent"]
)
def test_what_no_head_said_is_told(words: str) -> None:
    assert told(words) == [f"in a header or footer: {words}"]


def test_a_name_that_no_head_bears_is_told() -> None:
    bare = replace(TREE, blocks=(TREE.blocks[0], replace(PART, kind="body")))
    assert len(told(f"{HEAD} Part A The deal", tree=bare)) == 1
