"""The streams of a PDF, compressed so that no checker takes their last byte for the end of a line."""

from __future__ import annotations

import zlib
from typing import Any, Final

import pydyf  # type: ignore[import-untyped]  # PDF objects

_PACKING: Final = 6
"""zlib's usual level: its highest takes twice as long for two hundredths less."""


def pack(pdf: Any) -> None:
    """Compress each stream once; the engine would do it here for a look at the end, and again as it writes.

    No stream ends in CR: with the LF after it, a checker would take both for the end of the line.
    """
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream):
            content, data = packed(b"\n".join(map(_bytes, one.stream)), compress=one.compress)
            if "Length1" in one.extra:
                one.extra["Length1"] = len(content)
            if one.compress:
                one.extra["Filter"] = "/FlateDecode"
            one.stream, one.compress = [data], False


def packed(content: bytes, *, compress: bool) -> tuple[bytes, bytes]:
    """Return the content and how it stands in the file; a line feed more is ignored in all we write."""
    data = zlib.compress(content, _PACKING) if compress else content
    return packed(content + b"\n", compress=compress) if data.endswith(b"\r") else (content, data)


def _bytes(operand: Any) -> bytes:
    if isinstance(operand, bytes):
        return operand
    listed: bytes = pydyf.Array([operand]).data
    return listed[1:-1]
