"""What somebody wrote beside the text of a document: into blanks, headers and footers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Final

from obcgen.document.tree import Document, Signatures
from obcgen.document.walk import blocks_of, fields_of
from obcgen.pack import Pack
from obcgen.readers.edited import Edited
from obcgen.readers.edited_docx import plain_words
from obcgen.taken_back.printed import plain
from obcgen.writers.new_pages import on_pages
from obcgen.writers.paper import CHOICE_PROMPT, signature_lines
from obcgen.writers.word_controls import PROMPTS
from obcgen.writers.word_parts import cover_line, footer, header
from obcgen.writers.word_sections import stretches
from obcgen.writers.word_values import Values
from obcgen.zip_file import xml

_EMPTY: Final = ("\u2610", CHOICE_PROMPT)


def filled_in(edited: Edited, tree: Document) -> Iterator[str]:
    """Yield what somebody wrote into the blanks of a document."""
    prompts = _prompts(tree)
    for answer in map(plain, edited.answers):
        if answer not in prompts and not answer.startswith(_EMPTY):
            yield f"in a blank: {answer}"


def _prompts(tree: Document) -> frozenset[str]:
    """Return what shows in the blanks of a document that nobody has filled in."""
    lines = (line for one in blocks_of(tree.blocks) if isinstance(one, Signatures) for line in _signed(one))
    own = (plain(blank.placeholder) for blank in fields_of(tree.blocks))
    return frozenset(filter(None, (*own, *lines, *map(plain, PROMPTS.values()))))


def without_prompts(edited: Edited, tree: Document, said: Collection[str]) -> Edited:
    """Return an edited file without the prompts of its blanks, where they became plain words.

    A program that knows no blanks, such as Google Docs, keeps what showed in them. `said` are the paragraphs
    of the document, without its blanks.
    """
    if edited.answers:
        return edited
    prompts = _prompts(tree)
    texts = [_without_prompt(plain(one.text), prompts, said) for one in edited.paragraphs]
    places = list(accumulate((text != "" for text in texts), initial=0))
    kept = (
        replace(one, text=text or one.text)
        for one, text in zip(edited.paragraphs, texts, strict=True)
        if text != ""
    )
    moved = (replace(one, paragraph=places[max(0, one.paragraph)]) for one in edited.comments)
    return replace(edited, paragraphs=tuple(kept), comments=tuple(moved))


def _without_prompt(text: str, prompts: Collection[str], said: Collection[str]) -> str | None:
    """Return what is left of a paragraph without the prompt of a blank; None where it has none."""
    if text in said:
        return None
    if text in prompts or text.startswith(_EMPTY):
        return ""
    ends = (text.removesuffix(prompt).rstrip() for prompt in prompts if text.endswith(f" {prompt}"))
    return next((left for left in ends if left in said), None)


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
    names = ("".join(one.name) for one in stretches(on_pages(tree).blocks))
    head = _letters(plain_words(xml(made[0], "header")))
    known |= {f"{head}{_letters(name)}" for name in names}
    for words in edited.running:
        if _letters(words) and _letters(words) not in known:
            yield f"in a header or footer: {plain(words)}"


def _letters(text: str) -> str:
    """Return a text without numbers, which pages count, and without spaces."""
    return "".join(sign for sign in plain(text) if not sign.isdigit() and not sign.isspace())
