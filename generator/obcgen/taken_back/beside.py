"""What somebody wrote beside the text of a document: into blanks, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from obcgen.document.tree import Document, Signatures
from obcgen.document.walk import blocks_of, fields_of
from obcgen.pack import Pack
from obcgen.readers.edited import Edited
from obcgen.readers.edited_docx import plain_words
from obcgen.taken_back.printed import plain
from obcgen.writers.paper import CHOICE_PROMPT, signature_lines
from obcgen.writers.word_controls import PROMPTS
from obcgen.writers.word_parts import cover_line, footer, header
from obcgen.writers.word_values import Values
from obcgen.zip_file import xml

_EMPTY: Final = ("\u2610", CHOICE_PROMPT)


def filled_in(edited: Edited, tree: Document) -> Iterator[str]:
    """Yield what somebody wrote into the blanks of a document."""
    lines = (line for one in blocks_of(tree.blocks) if isinstance(one, Signatures) for line in _signed(one))
    prompts = {plain(blank.placeholder) for blank in fields_of(tree.blocks)} | set(lines)
    prompts |= {plain(prompt) for prompt in PROMPTS.values()}
    for answer in map(plain, edited.answers):
        if answer not in prompts and not answer.startswith(_EMPTY):
            yield f"in a blank: {answer}"


def _signed(block: Signatures) -> Iterator[str]:
    for party in block.parties:
        yield from (
            plain(value.placeholder) for _, value in signature_lines(party) if not isinstance(value, str)
        )


def in_margins(edited: Edited, tree: Document, pack: Pack) -> Iterator[str]:
    """Yield what headers and footers say and did not say when the document was made."""
    style = pack.style.of(tree.kind)
    made = (header(tree, style, Values()), footer(tree, style, Values()))
    covers = (cover_line("header", style.letterhead), cover_line("footer", style.letterhead))
    known = {_letters(plain_words(xml(part, "header"))) for part in (*made, *covers)}
    for words in edited.running:
        if _letters(words) and _letters(words) not in known:
            yield f"in a header or footer: {plain(words)}"


def _letters(text: str) -> str:
    """Return a text without numbers, which pages count, and without spaces."""
    return "".join(sign for sign in plain(text) if not sign.isdigit() and not sign.isspace())
