"""The fonts inside a PDF: cut down here, by one subsetter with one setting, whatever the machine has.

The engine leaves it to HarfBuzz's subsetter where there is one, else to fontTools with the time of day in
it, and the two keep other data. So each font that it embeds is handed over already cut down.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from obcgen.writers.font_files import told_of_font

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Sequence
    from pathlib import Path

_KEPT: Final = (
    *("head", "hhea", "hmtx", "maxp", "OS/2", "cmap", "name", "post"),
    *("loca", "glyf", "CFF ", "CFF2", "VORG"),
    *("fvar", "avar", "gvar", "HVAR", "MVAR", "STAT"),  # until a variable font is made a static one
)
"""What a PDF needs of a font. What only shaping needs is done with, and costs most of the time to cut."""


class EmbeddedFonts(dict["Hashable", Any]):
    """The fonts of a rendering, as the engine collects them: each will be cut down by us when it is written.

    The engine calls `clean(glyphs, hinting)` of a font, which cuts it down with `subset(glyphs, hinting)`,
    makes a variable font static and drops pictures, and then writes its `file_content`.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__()
        self._files = files

    def __setitem__(self, key: Hashable, font: Any) -> None:
        clean = font.clean

        def cleaned(glyphs: Collection[int], hinting: bool) -> None:
            with told_of_font(_named(font, self._files)):
                font.file_content = cut_down(font.file_content, glyphs, notdef=bool(font.missing))
                mine = font.file_content
                clean(glyphs, hinting)
                if font.file_content != mine:
                    font.file_content = _dated_as(mine, font.file_content)

        font.clean, font.subset = cleaned, _nothing
        super().__setitem__(key, font)


def cut_down(content: bytes, glyphs: Collection[int], *, notdef: bool = False) -> bytes:
    """Return a font without the outlines of other glyphs; those that stay keep their numbers.

    Args:
        content: the font file.
        glyphs: numbers of the glyphs that are used; numbers that the font lacks are passed over.
        notdef: keep the outline of the glyph that stands for one that is missing.
    """
    font = TTFont(io.BytesIO(content), lazy=True, recalcTimestamp=False)
    for tag in set(font.keys()) - {"GlyphOrder", *_KEPT}:
        del font[tag]
    options = Options(
        retain_gids=True,
        hinting=False,
        desubroutinize=True,
        ignore_missing_glyphs=True,
        notdef_outline=notdef,
    )
    subsetter = Subsetter(options)
    subsetter.populate(gids=glyphs)
    subsetter.subset(font)
    return _saved(font)


def _named(font: Any, files: Sequence[Path]) -> str:
    """Return the name of the file that a font came from."""
    content = font.file_content
    return next((file.name for file in files if file.read_bytes() == content), font.family)


def _dated_as(before: bytes, content: bytes) -> bytes:
    """Return a font that the engine worked on with the date that it had before."""
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    font["head"].modified = TTFont(io.BytesIO(before), lazy=True)["head"].modified
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _nothing(*_: object) -> None:
    """Cut nothing down: that is done."""
