"""What stands in the blanks of an edited file."""

from __future__ import annotations

from pathlib import Path

from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.readers.edited import Comment, Edited, EditedParagraph
from obcgen.taken_back.beside import without_prompts

SAMPLE = (Path(__file__).parents[1] / "document" / "sample.html").read_text("utf-8")
TREE = resolve(from_html(SAMPLE))
SAID = {"Date", "Total", "Number"}
TEXTS = (
    "Total",
    "$300 to $500",
    "Date Month day, year",
    "Number",
    "Jane Roe",
    "Fee percent",
    "Month day, year.",
)


def edited(*answers: str) -> Edited:
    comment = Comment("Bob", "", "Who?", "Jane Roe", TEXTS.index("Jane Roe"))
    return Edited(tuple(EditedParagraph("", one) for one in TEXTS), (comment,), (), (), answers, ())


def test_prompts_that_became_words_are_no_edits_and_what_was_filled_in_is() -> None:
    found = without_prompts(edited(), TREE, SAID)
    assert [one.text for one in found.paragraphs] == [
        "Total", "Date", "Number", "Jane Roe", "Fee percent", "Month day, year.",
    ]  # fmt: skip
    assert found.paragraphs[found.comments[0].paragraph].text == "Jane Roe"


def test_where_blanks_are_left_nothing_is_taken_for_a_prompt() -> None:
    assert without_prompts(edited("$300 to $500"), TREE, SAID) == edited("$300 to $500")
