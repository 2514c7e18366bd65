"""Signs around what a value prints, for who wants to know afterwards where it was printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from obcgen.render.aside import Piece

BEGINS, NUMBER_ENDS, ENDS = "\ue010", "\ue011", "\ue012"
"""Letters for private use: before the number of a value, after it, and after what the value prints."""
Places = Mapping[int, int]
"""The number of each value by its identity (`id`)."""
NOWHERE: Final[Places] = MappingProxyType({})
_FIRST_WORDS: Final = re.compile(r"(?<=>)[^<>\s][^<>]*")


_TAGS: Final = re.compile("<[^>]*>")
_SIGNS: Final = re.compile(f"{BEGINS}[0-9]+{NUMBER_ENDS}|{ENDS}")


def outside_tags(html: str) -> str:
    """Return HTML without the signs that stand in the attributes of elements."""
    return _TAGS.sub(lambda tag: _SIGNS.sub("", tag[0]), html)


def placed(piece: Piece, number: int) -> Piece:
    """Return what a value prints between signs; of several paragraphs only the first words are."""

    def signed(words: str) -> str:
        return f"{BEGINS}{number}{NUMBER_ENDS}{words}{ENDS}"

    inline = signed(piece.inline) if piece.inline else piece.inline
    block = piece.block
    if block is not None and not block.startswith("<svg"):
        block = _FIRST_WORDS.sub(lambda found: signed(found[0]), block, count=1)
    return replace(piece, inline=inline, block=block)
