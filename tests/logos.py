"""Pictures for the tests of a pack's logo."""

from __future__ import annotations

import io

from PIL import Image

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    b'<path d="M0 0h300v100H0z" fill="#17375E"/></svg>'
)


def png(width: int = 300, height: int = 100, mode: str = "RGBA") -> bytes:
    """Return a blue picture; RGBA has half of it see-through."""
    return _saved(Image.new(mode, (width, height), (23, 55, 94, 128)[: len(mode)]), "PNG")


def jpeg(mode: str = "RGB") -> bytes:
    """Return a JPEG of 300 by 100; CMYK is for a press."""
    return _saved(Image.new(mode, (300, 100)), "JPEG")


def _saved(image: Image.Image, kind: str) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()
