"""Tables that are written with bars, as Markdown has them, in the terms of the closed vocabulary.

A heading of blank cells means that the first column names the rows: such a table has no head.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from markdown_it.token import Token


def with_tables(tokens: list[Token]) -> list[Token]:
    """Return tokens in which each table says how its columns align, and its cells do not."""
    opened = [place for place, token in enumerate(tokens) if token.type == "table_open"]
    if not opened:
        return tokens
    found = tokens[: opened[0]]
    for start, end in pairwise((*opened, len(tokens))):
        found += _table(tokens[start:end])
    return found


def _table(tokens: list[Token]) -> list[Token]:
    """Return a table and what follows it."""
    end = next(place for place, token in enumerate(tokens) if token.type == "thead_close")
    head = tokens[1 : end + 1]
    aligns = [_align(token) for token in head if token.type == "th_open"]
    for token in tokens:
        token.attrs.pop("style", None)
    is_headed = any(token.content.strip() for token in head if token.type == "inline")
    tokens[0].attrSet("class", "grid" if is_headed else "facts")
    tokens[0].attrSet("data-align", " ".join(aligns))
    if is_headed:
        return tokens
    for cell in _first_cells(tokens):
        cell.tag = "th"
    return [tokens[0], *tokens[end + 1 :]]


def _align(token: Token) -> str:
    return str(token.attrs.get("style", "")).rpartition(":")[2] or "left"


def _first_cells(tokens: list[Token]) -> Iterator[Token]:
    """Yield the marks that open and close the first cell of each row."""
    is_first = False
    for token in tokens:
        if token.type == "tr_open":
            is_first = True
        elif token.type in {"td_open", "td_close"} and is_first:
            yield token
            is_first = token.type == "td_open"
