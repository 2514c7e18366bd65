"""A source as YAML again: one way to write each tree, so that the same values are always the same text.

What comes out has no comments, no `extends`, no `like`; each value stands as it was written, `$1,200,000` and
`07-01` included. Reading it gives the same values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from obcgen.source.from_yaml import UNPRINTABLE

if TYPE_CHECKING:
    from obcgen.source.nodes import Node
    from obcgen.source.source import Source

_PLAIN = re.compile(r"[$(/0-9A-Za-z\u00c0-\u024f](?:.*[^\s:])?")
"""Texts that need no quotes, if nothing in them means something else. Deliberately few."""
_MEANS_MORE = re.compile(r".*(?:: | #|\t).*|null", re.IGNORECASE | re.DOTALL)
_UNREADABLE = re.compile(f"{UNPRINTABLE.pattern}|\r")
"""What the reader refuses, or takes for the end of a line."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def to_yaml(source: Source) -> str:
    """Return the text of a source that is a tree of keys and values; keys keep their order.

    Keys are names: one longer than 1,000 characters would not be read again.
    """
    return "\n".join((*(_block(source.root) if source.root.value else _leaf(source.root)), ""))


def _block(node: Node) -> list[str]:
    """Return the lines of a list or of keys and values, as far left as they go."""
    match node.value:
        case str():
            return scalar_lines(node.value)
        case Mapping() as found:
            return [line for key, below in found.items() for line in _under(f"{inline(key)}:", below)]
        case items:
            return [line for item in items for line in _item(item)]


def _under(key: str, node: Node) -> list[str]:
    """Return what stands under a key: on its line what fits there, below it the rest."""
    if isinstance(node.value, str) or not node.value:
        first, *rest = _leaf(node)
        return [f"{key} {first}", *_indented(rest)]
    return [key, *_indented(_block(node))]


def _item(node: Node) -> list[str]:
    first, *rest = _leaf(node) if isinstance(node.value, str) or not node.value else _block(node)
    return [f"- {first}", *_indented(rest)]


def _leaf(node: Node) -> list[str]:
    """Return the lines of a text, or of a list or keys without anything in them."""
    if isinstance(node.value, str):
        return scalar_lines(node.value)
    return ["{}"] if isinstance(node.value, Mapping) else ["[]"]


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]


def scalar_lines(text: str) -> list[str]:
    """Return a text on one line, or as a block of lines where it has several."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) == 1 and "\n" not in text:
        return [inline(text)]
    if not _fits_a_block(text, lines):
        return [quoted(text)]
    return ["|" if text.endswith("\n") else "|-", *lines]


def _fits_a_block(text: str, lines: list[str]) -> bool:
    """Tell whether lines below a `|` read as this text: none begins or ends the block by its look."""
    begins, ends = lines[0], lines[-1]
    blank = any(line and not line.strip() for line in lines)
    return bool(begins and ends and not blank and begins == begins.lstrip() and not _UNREADABLE.search(text))


def inline(text: str) -> str:
    """Return a text on one line, in quotes where it would mean something else without."""
    is_plain = _PLAIN.fullmatch(text) and not _MEANS_MORE.fullmatch(text) and not _UNREADABLE.search(text)
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """Return a text in double quotes, or in single ones where those need no escapes."""
    if '"' in text and not re.search(r"[\n\t']", text) and not _UNREADABLE.search(text):
        return f"'{text}'"
    return '"' + _UNREADABLE.sub(_escaped, "".join(_ESCAPES.get(c, c) for c in text)) + '"'


def _escaped(character: re.Match[str]) -> str:
    code = ord(character[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
