"""How easily the paragraphs of a Word file read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Final
from zipfile import ZipFile

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD: Final = re.compile(r"[^\W\d_](?:[\w'\N{RIGHT SINGLE QUOTATION MARK}]*[^\W_])?")
_SENTENCE_END: Final = re.compile(r"(?<=[.:;?!])\s+")
_SHORTEST: Final = 4
"""Words of a sentence; what has fewer is a label."""


def reading_ease(word_file: bytes) -> float:
    """Return Flesch's reading ease of a Word file: of paragraphs and cells that end as a sentence does."""
    return reading_ease_of(_paragraphs(word_file))


def reading_ease_of(paragraphs: Iterable[str]) -> float:
    """Return Flesch's reading ease: 206.835 - 1.015 words a sentence - 84.6 syllables a word.

    Headings and labels are left out: they end without a mark.
    """
    words, sentences = _counted(paragraphs)
    syllables = sum(map(_syllables, words))
    return float(206.835 - 1.015 * len(words) / sentences - 84.6 * syllables / len(words))


def _counted(paragraphs: Iterable[str]) -> tuple[list[str], int]:
    """Return the words of the sentences of paragraphs, and how many sentences they make."""
    told = (_SENTENCE_END.split(text) for text in paragraphs if text.endswith((".", ":", ";", "?")))
    sentences = [_WORD.findall(one) for several in told for one in several]
    counted = [words for words in sentences if len(words) >= _SHORTEST]
    return [word for one in counted for word in one], len(counted)


def _paragraphs(word_file: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(word_file)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    for paragraph in body.iter(f"{_W}p"):
        yield "".join(one.text or "" for one in paragraph.iter(f"{_W}t")).strip()


def _syllables(word: str) -> int:
    """Return the groups of vowels of a word, without a silent e."""
    lower = re.sub(r"(?:[^laeiouy]e|(?<=[^tdaeiouy])ed|(?<=[^scxzgaeiouy])es)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", lower)))


# In Spanish


def reading_ease_in_spanish(paragraphs: Iterable[str]) -> float:
    """Return Fernández Huerta's reading ease: 206.84 - 60 syllables a word - 1.02 words a sentence.

    It is Flesch's, fitted to Spanish by José Fernández Huerta (“Medidas sencillas de lecturabilidad”, 1959).
    """
    words, sentences = _counted(paragraphs)
    syllables = sum(map(_spanish_syllables, words))
    return float(206.84 - 60 * syllables / len(words) - 1.02 * len(words) / sentences)


def _spanish_syllables(word: str) -> int:
    """Return the vowels of a word; a weak one without an accent beside another counts with it."""
    heard = re.sub(r"(?<=q)u|(?<=g)u(?=[eiéí])", "", word.lower())
    runs = re.findall("[aeiouáéíóúü]+", heard)
    return max(1, sum(max(1, len(re.findall("[aeoáéíóú]", run))) for run in runs))
