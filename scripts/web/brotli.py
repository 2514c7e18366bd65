"""Stands in for brotli inside a page, where its library cannot be had: a sound stream that is not compressed.

Fonts inside a page of HTML are larger for it. The format: RFC 7932, section 9.2, uncompressed meta-blocks.
"""

from __future__ import annotations

MODE_GENERIC, MODE_TEXT, MODE_FONT = range(3)
_LARGEST = 1 << 16
_LAST = 3


def compress(data: bytes, mode: int = MODE_GENERIC) -> bytes:
    """Return data as a stream that holds it as it is; every mode gives the same."""
    del mode
    window = 1  # one bit before the first block: a window of 16 bits
    parts: list[bytes] = []
    for start in range(0, len(data), _LARGEST):
        block = data[start : start + _LARGEST]
        head = (len(block) - 1) << 3 | 1 << 19
        parts += [(head << window).to_bytes(3, "little"), block]
        window = 0
    return b"".join((*parts, bytes([_LAST << window])))
