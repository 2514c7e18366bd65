"""The words of a summary, before pages are laid out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from obcgen.checking import sound
from obcgen.document.tree import Document
from obcgen.pack import builtin
from obcgen.published import public
from obcgen.reading import Reading, reading, reading_of_text
from obcgen.spec import Spec
from obcgen.summaries.translated import spoken
from obcgen.summary import Audience, language_of, tree_of
from obcgen.writers.printed_texts import printed_texts

TESTS = Path(__file__).parent
SPECS = sorted((TESTS.parent / "specs").glob("*.yaml"))
DEALS = [*SPECS, *sorted((TESTS / "specs").glob("*-rfp.yaml"))]
WRONG = ("None", "{", "}", "  .", "..", " ,", "()", "**", "[]")
"""What no page prints: a blank, a word of the program, a sign of a template."""


def tree_of_spec(audience: Audience, spec: Spec, language: str = "en") -> Document:
    return tree_of(audience, spec, language_of(language, builtin()), builtin())


def lines_of(tree: Document) -> list[str]:
    return [text for text, _, _ in printed_texts(tree) if text]


def page(audience: Audience, spec: Spec, language: str = "en") -> str:
    return "\n".join(lines_of(tree_of_spec(audience, spec, language)))


def shown(read: Reading, language: str = "en") -> Spec:
    source, spec, _ = sound(read, None)
    found = public(source, spec)
    return spoken(found.source, found.spec, language)


@cache
def spec_of(path: Path, language: str = "en") -> Spec:
    return shown(reading(path, builtin()), language)


def spec_of_text(text: str, language: str = "en") -> Spec:
    return shown(reading_of_text(text, "deal.yaml", builtin()), language)
