"""Values put aside while Markdown is read.

A value never meets the Markdown parser: an inert word stands in its place, and the value's own HTML takes
that word's place when all parsing is done. So no text that a district writes can change the structure of a
document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from obcgen.render.faults import TOO_MUCH, TemplateFault

MOST_PIECES = 200_000
MOST_CHARACTERS = 20_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A value as it prints.

    `text` is its plain text, for the target of a link. `inline` is its HTML inside a sentence, `block` its
    HTML where it stands on a line of its own; a table has no `inline`, a word has no `block`.
    """

    text: str
    inline: str | None
    block: str | None = None

    @property
    def html(self) -> str:
        """The HTML where nothing is known of the surroundings."""
        return self.block if self.block is not None else self.inline or ""

    @property
    def as_blocks(self) -> str:
        """The HTML as blocks: a sentence becomes a paragraph."""
        return self.block if self.block is not None else f"<p>{self.inline}</p>"


class Aside:
    """The values of one document, each behind a word that occurs nowhere else.

    The words are made from a digest of all that the document is made from: the same on every run, and nothing
    that a text could hold, since a text that held the digest of itself would have another.
    """

    def __init__(self, made_from: str) -> None:
        self._nonce = sha256(made_from.encode()).hexdigest()[:32]
        self._pieces: list[Piece] = []
        self._size = 0
        self.word = re.compile(f"v{self._nonce}x([0-9]+)z")

    def put(self, piece: Piece) -> str:
        """Put a value aside and return the word that stands for it.

        Raises:
            TemplateFault: more is printed than any document holds.
        """
        self._size += len(piece.html)
        if len(self._pieces) >= MOST_PIECES or self._size > MOST_CHARACTERS:
            raise TemplateFault(
                TOO_MUCH, "The templates print more than any document holds.", "Look for a loop."
            )
        self._pieces.append(piece)
        return f"v{self._nonce}x{len(self._pieces) - 1}z"

    def parted(self, text: str) -> tuple[tuple[str, ...], tuple[Piece, ...]]:
        """Return the parts of a text around the words for values, and those values."""
        parts = self.word.split(text)
        return tuple(parts[::2]), tuple(self._pieces[int(number)] for number in parts[1::2])

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return the values whose words a text holds."""
        return tuple(self._pieces[int(match[1])] for match in self.word.finditer(text))

    def alone(self, text: str) -> tuple[Piece, ...]:
        """Return the values where a text holds nothing but their words and space."""
        return () if self.word.sub("", text).strip() else self.pieces(text)

    def plain(self, text: str) -> str:
        """Return a text with the plain text of each value in place of its word."""
        return self.word.sub(lambda match: self._pieces[int(match[1])].text, text)

    def settle(self, html: str) -> str:
        """Return HTML with each value's HTML in place of its word."""
        return self.word.sub(lambda match: self._pieces[int(match[1])].html, html)

    def settle_inline(self, html: str) -> str:
        """Return HTML with each value's HTML for the inside of a sentence in place of its word."""
        return self.word.sub(lambda match: self._pieces[int(match[1])].inline or "", html)
