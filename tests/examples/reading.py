"""What a reader finds in a document, whatever its format."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """A document as it reads, in order.

    Blanks are left out: each format shows an empty field in its own way (a prompt, a line, a square), and
    whoever fills it in replaces that. The answers of a choice are read in all of them. Running headers and
    footers are left out too. `text` is everything else but the contents and the words in drawings; cells are
    in `rows` and in `text`. A figure is its alternative text and the letters of the words drawn in it.
    """

    headings: tuple[str, ...]
    captions: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    contents: tuple[tuple[str, str], ...]
    text: str
    figures: tuple[tuple[str, str], ...]


def letters(text: str) -> str:
    """Return a text without its spaces: a drawing places each word by itself."""
    return "".join(text.split())


def plain(text: str) -> str:
    """Return a text single-spaced; a line that broke after a hyphen or a slash is whole again."""
    return re.sub(r"(?<=\S[-/]) (?=\S)", "", " ".join(text.split()))
