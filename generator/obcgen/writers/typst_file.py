"""A PDF that Typst has written, taken apart into its objects, and written anew with what we change and add.

Typst writes one object after the other with a plain table of where each begins. Written anew, all but the
streams are packed together, which halves the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from obcgen.writers.pdf_packing import pack, packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TRAILER: Final = re.compile(rb"/(Root|Info) (\d+) 0 R")
_IDENTITY: Final = re.compile(rb"/ID\[.*?\]>>", re.DOTALL)
_ENTRY: Final = 20
"""Bytes of a line of the table."""
_PACKED_TOGETHER: Final = 200
_HEADER: Final = b"%PDF-1.7\n%\x80\x80\x80\x80\n"


class TypstFile:
    """The objects of a file by number: those Typst wrote as bytes, those added as objects of pydyf."""

    def __init__(self, content: bytes) -> None:
        start = _START.search(content)
        if start is None:
            raise ValueError("Typst wrote no table of its objects")
        table = int(start[1])
        self.written = dict(_objects(content, table))
        trailer = content[table:]
        named = {name.decode(): int(number) for name, number in _TRAILER.findall(trailer)}
        self.root, self.info = named["Root"], named["Info"]
        identity = _IDENTITY.search(trailer)
        self._identity = identity[0][:-2] if identity else b""
        self.objects: list[Any] = []
        """What is added; the name is pydyf's."""

    def add_object(self, added: Any) -> None:
        """Give an object the next number; the name is pydyf's."""
        added.number = max(self.written) + len(self.objects) + 1
        self.objects.append(added)

    def replace(self, number: int, new: Any) -> None:
        """Put an object of pydyf's in the place of one that Typst wrote."""
        new.number = number
        self.written[number] = new

    def numbered(self, kind: bytes) -> int:
        """Return the number of the one object that says it is of a kind."""
        return next(n for n, one in self.written.items() if isinstance(one, bytes) and kind in one[:200])

    def elements(self, *kinds: bytes) -> Iterator[int]:
        """Yield the numbers of the structure elements of these kinds, in the order of the document."""
        openings = tuple(b"<</Type/StructElem/S/" + kind + b"/" for kind in kinds)
        for number, body in self.written.items():
            if isinstance(body, bytes) and body.startswith(openings):
                yield number

    def saved(self) -> bytes:
        """Return the file."""
        pack(self)
        bodies = {number: _bytes(one) for number, one in self.written.items()}
        bodies |= {one.number: _bytes(one) for one in self.objects}
        return _file(bodies, self.root, self.info, self._identity)


def _objects(content: bytes, table: int) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the bytes of each object that the table names."""
    head, _, _ = content[table : table + 64].partition(b" n")
    lines = head.split(b"\n")
    count = int(lines[1].split()[1])
    first = table + len(lines[0]) + len(lines[1]) + 2
    entries = (content[first + _ENTRY * place : first + _ENTRY * (place + 1)] for place in range(count))
    starts = {number: int(entry[:10]) for number, entry in enumerate(entries) if entry[17:18] == b"n"}
    ends = dict(zip(sorted(starts.values()), [*sorted(starts.values())[1:], table], strict=True))
    for number in sorted(starts):
        body = content[starts[number] : ends[starts[number]]]
        yield number, body[body.index(b"obj") + 3 : body.rindex(b"endobj")].strip(b"\n")


def _bytes(one: Any) -> bytes:
    return one if isinstance(one, bytes) else bytes(one.data)


def _file(bodies: dict[int, bytes], root: int, info: int, identity: bytes) -> bytes:
    streams = {number: body for number, body in bodies.items() if body.endswith(b"endstream")}
    others = [number for number in sorted(bodies) if number not in streams]
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65_535)}
    last = max(bodies)
    for start in range(0, len(others), _PACKED_TOGETHER):
        last += 1
        group = others[start : start + _PACKED_TOGETHER]
        streams[last] = _together(group, bodies)
        places |= {number: (2, last, place) for place, number in enumerate(group)}
    written = bytearray(_HEADER)
    for number, body in sorted(streams.items()):
        places[number] = (1, len(written), 0)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, unmistaken(body))
    places[last + 1] = (1, len(written), 0)
    rest = b"/Root %d 0 R/Info %d 0 R%b" % (root, info, identity)
    written += b"%d 0 obj\n%b\nendobj\n" % (last + 1, _table(places, rest))
    written += b"startxref\n%d\n%%%%EOF\n" % places[last + 1][1]
    return bytes(written)


def unmistaken(stream: bytes) -> bytes:
    """Return a stream whose last byte no reader takes for half of the end of its line: PDF/A counts them."""
    end = b"\nendstream"
    return stream.removesuffix(end) + b"\r" + end if stream.endswith(b"\r" + end) else stream


def _together(numbers: Sequence[int], bodies: dict[int, bytes]) -> bytes:
    """Return one stream that holds several objects."""
    offsets, size = [], 0
    for number in numbers:
        offsets.append(b"%d %d" % (number, size))
        size += len(bodies[number]) + 1
    index = b" ".join(offsets) + b"\n"
    content = index + b"\n".join(bodies[number] for number in numbers)
    keys = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(index))
    return _stream(keys, content)


def _table(places: dict[int, tuple[int, int, int]], rest: bytes) -> bytes:
    """Return the stream that says where each object stands."""
    free = (0, 0, 65_535)
    rows = (places.get(number, free) for number in range(max(places) + 1))
    content = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + more.to_bytes(2, "big")
        for kind, where, more in rows
    )
    return _stream(b"/Type/XRef/Size %d/W[1 4 2]%b" % (max(places) + 1, rest), content)


def _stream(keys: bytes, content: bytes) -> bytes:
    _, data = packed(content, compress=True)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (keys, len(data), data)
