"""Which parts of a text of the spec fit into which: documents hold lists in lists and lists in quotations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from markdown_it.token import Token

from obcgen.problems import Kind
from obcgen.render.faults import TemplateFault

BAD_NESTING = Kind("TPL-53", "A text whose parts do not fit into one another")

_WITHIN = {"list_item_open": "an item of a list", "blockquote_open": "a quotation"}
_NOT_WITHIN = {"heading_open": "A heading", "table_open": "A table", "blockquote_open": "A quotation"}
_LISTS = ("bullet_list_open", "ordered_list_open")


def check_nesting(tokens: Sequence[Token], lines: Sequence[str]) -> None:
    """Refuse what no document can print inside a list or a quotation, and items without words.

    Raises:
        TemplateFault: there is such a part.
    """
    around: list[str] = []
    for token, following in zip_longest(tokens, tokens[1:]):
        if around and token.type in _NOT_WITHIN:
            raise _fault(token, lines, f"{_NOT_WITHIN[token.type]} stands in {around[-1]}", _APART)
        if token.type == "list_item_open" and following:
            _check_item(token, following, lines)
        if token.type in _WITHIN:
            around.append(_WITHIN[token.type])
        elif token.type in {"list_item_close", "blockquote_close"}:
            around.pop()


_APART = "Put an empty line before it, and begin it at the left like the text around it."


def _check_item(item: Token, following: Token, lines: Sequence[str]) -> None:
    if following.type == "list_item_close":
        raise _fault(item, lines, "An item of a list has no words", "Write its words, or remove the line.")
    if following.type in _LISTS:
        hint = "Begin the item with words, or put a backslash before the second sign if no list is meant."
        raise _fault(item, lines, "An item of a list begins with another list", hint)


def _fault(token: Token, lines: Sequence[str], what: str, hint: str) -> TemplateFault:
    line = lines[token.map[0]].strip() if token.map else ""
    return TemplateFault(BAD_NESTING, f"{what}: “{line[:60]}”.", hint, line[:60])
