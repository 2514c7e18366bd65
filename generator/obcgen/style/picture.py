"""Pictures that a pack brings: their kind and size, told from their bytes and not from their names."""

from __future__ import annotations

import math
import re
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_JPEG_END: Final = b"\xff\xd9"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that state its size."""
_NUMBER: Final = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px|pt)?\s*")
_REFUSED: Final = frozenset(("script", "foreignObject", "image", "iframe", "animate", "set"))
"""What an SVG file could do besides drawing."""
_OWN: Final = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)", re.IGNORECASE)
_MOST_UNFOLDED: Final = 10_000
_MOST_NESTED: Final = 100
_MOST_PIXELS: Final = 25_000_000
"""Each takes memory in whatever lays out a page or shows it; a logo of 1200 by 1200 has 1,440,000."""
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Of a point of a PNG, by its type of color."""
_OUTWARD: Final = re.compile(r"@import|url\(\s*[\"']?(?!#)", re.IGNORECASE)

PictureKind = Literal["png", "jpeg", "svg"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, its kind, and width and height in its own units."""

    content: bytes
    kind: PictureKind
    width: float
    height: float


class NotAPictureError(ValueError):
    """The bytes are no picture that documents can carry; the message says why."""


def picture_of(content: bytes) -> Picture:
    """Return what the bytes are.

    Raises:
        NotAPictureError: they are no PNG, JPEG or SVG, or one that some format could not print.
    """
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(_JPEG):
        return _jpeg(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _svg(content)
    raise NotAPictureError("it is none of these")


def _sized(content: bytes, kind: PictureKind, width: float, height: float) -> Picture:
    if width <= 0 or height <= 0:
        raise NotAPictureError("it has no size")
    if kind != "svg" and width * height > _MOST_PIXELS:
        raise NotAPictureError(f"it has more than {_MOST_PIXELS:,} pixels")
    return Picture(content, kind, width, height)


def _at(content: bytes, start: int, length: int) -> bytes:
    part = content[start : start + length]
    if len(part) < length:
        raise NotAPictureError("it ends too early")
    return part


def _png(content: bytes) -> Picture:
    """Return a PNG whose parts are whole and hold every line of the picture."""
    width, height, depth, color = struct.unpack(">IIBB", _at(content, 16, 10))
    found = _sized(content, "png", width, height)
    bits = width * depth * _CHANNELS.get(color, 1)
    data = b"".join(part for name, part in _chunks(content) if name == b"IDAT")
    if _unpacked(data) < height * ((bits + 7) // 8):
        raise NotAPictureError("it ends too early")
    return found


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the data of each part of a PNG, up to the one that ends it."""
    start, name = len(_PNG), b""
    while name != b"IEND":
        length, name = struct.unpack(">I4s", _at(content, start, 8))
        data = _at(content, start + 8, length)
        (stated,) = struct.unpack(">I", _at(content, start + 8 + length, 4))
        if zlib.crc32(name + data) != stated:
            raise NotAPictureError("it is damaged")
        yield name, data
        start += 12 + length


def _unpacked(data: bytes) -> int:
    """Return how many bytes packed data hold, without holding them at once."""
    unpacker, size = zlib.decompressobj(), 0
    try:
        while part := unpacker.decompress(data, 1 << 20):
            size, data = size + len(part), unpacker.unconsumed_tail
    except zlib.error as error:
        raise NotAPictureError("it is damaged") from error
    return size


def _jpeg(content: bytes) -> Picture:
    if _JPEG_END not in content[-64:]:
        raise NotAPictureError("it ends too early")
    for marker, start in _segments(content):
        if marker in _FRAMES:
            height, width, components = struct.unpack(">HHB", _at(content, start + 3, 5))
            if components not in (1, 3):
                raise NotAPictureError("its colors are for a press (CMYK), not for a screen (RGB)")
            return _sized(content, "jpeg", width, height)
    raise NotAPictureError("it ends too early")


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield the marker of each segment of a JPEG and where its length stands."""
    start = 2
    while start + 4 <= len(content) and content[start] == 0xFF:
        (length,) = struct.unpack(">H", content[start + 2 : start + 4])
        yield content[start + 1], start + 2
        start += 2 + length


# --- SVG -----------------------------------------------------------------------------------------


def _svg(content: bytes) -> Picture:
    reader = _Drawing()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise NotAPictureError(f"it is not well-formed XML ({error})") from error
    if reader.unfolded() > _MOST_UNFOLDED:
        raise NotAPictureError("it repeats its own parts without end")
    return _sized(content, "svg", *reader.size)


class _Drawing:
    """Reads an SVG file for its size, and refuses one that does more than draw."""

    def __init__(self) -> None:
        self.size = (0.0, 0.0)
        self.open: list[str] = []
        self.references: dict[str, list[str]] = {"": []}
        """By the id of an element, what is referred to inside it and in no element with an id within it."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.declared

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if not self.open:
            if name != "svg":
                raise NotAPictureError(f"it begins with <{name}> and not with <svg>")
            self.size = _svg_size(attributes)
        self.refer(attributes)
        if len(self.open) > _MOST_NESTED:
            raise NotAPictureError(f"it holds more than {_MOST_NESTED} elements within one another")
        if name in _REFUSED:
            raise NotAPictureError(f"it holds <{name}>")
        for key, value in attributes.items():
            self.attribute(key.rpartition(" ")[2], value)

    def end(self, _: str) -> None:
        self.open.pop()

    def refer(self, attributes: dict[str, str]) -> None:
        """Keep what an element refers to; it is itself a part of the element with an id around it."""
        around, id_ = self.open[-1] if self.open else "", attributes.get("id", "")
        if id_:
            self.references.setdefault(around, []).append(id_)
        self.open.append(id_ or around)
        inside = self.references.setdefault(self.open[-1], [])
        for key, value in attributes.items():
            inside += [value[1:]] if key.rpartition(" ")[2] == "href" else _OWN.findall(value)

    def unfolded(self) -> float:
        """Return how many elements with an id are drawn once every reference is followed."""
        counted: dict[str, float] = {}

        def count(id_: str, around: tuple[str, ...]) -> float:
            if id_ in around or len(around) > _MOST_NESTED:
                return math.inf
            if id_ not in counted:
                counted[id_] = 1 + sum(count(one, (*around, id_)) for one in self.references.get(id_, ()))
            return counted[id_]

        return count("", ())

    def attribute(self, key: str, value: str) -> None:
        if key.lower().startswith("on") or (key == "href" and not value.startswith("#")):
            raise NotAPictureError(f"it reaches out of itself by {key}")
        self.text(value)

    def text(self, text: str) -> None:
        if _OUTWARD.search(text):
            raise NotAPictureError("it refers to another file")

    def declared(self, *_: object) -> None:
        raise NotAPictureError("it declares a document type; save it as plain SVG")


def _svg_size(attributes: dict[str, str]) -> tuple[float, float]:
    box = attributes.get("viewBox", "").replace(",", " ").split()
    texts = tuple(box[2:4]) if len(box) == 4 else (attributes.get("width", ""), attributes.get("height", ""))
    found = [_NUMBER.fullmatch(text) for text in texts]
    if not all(found):
        raise NotAPictureError("it states neither a viewBox nor a width and height")
    width, height = (float(match[1]) for match in found if match)
    return width, height
