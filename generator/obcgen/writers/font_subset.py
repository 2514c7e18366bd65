"""A font cut down to the characters that a file needs: the same bytes on every run and every machine."""

from __future__ import annotations

import io
import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from obcgen.writers.font_files import opened, read_font, told_of_font
from obcgen.writers.font_kept import brought, kept_of

if TYPE_CHECKING:
    from pathlib import Path

    from fontTools.subset import Options
    from fontTools.ttLib import TTFont

_FEATURES: Final = (
    "calt",
    "ccmp",
    "liga",
    "locl",
    "kern",
    "mark",
    "mkmk",
    "init",
    "medi",
    "fina",
    "isol",
    "rlig",
)
"""What shapes text without being asked: Word, the PDF and the page then break lines alike."""
_FAMILY, _STYLE, _FULL, _PRINTER = 1, 2, 4, 6
_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS = 0, 13, 14
_KEPT: Final = (_COPYRIGHT, _FAMILY, _STYLE, _FULL, _PRINTER, _LICENCE, _LICENCE_ADDRESS)

logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)
"""It warns of the dates of fonts, which are kept as they are."""


@lru_cache(maxsize=64)
def subset(file: Path, characters: frozenset[str], web_family: str = "") -> bytes:
    """Return a font with those of the characters that it has, its makers and licence still named in it.

    With `web_family` it is a WOFF2 file of that name: a font that is passed on changed may not bear a name
    that its makers reserve.

    Raises:
        ObcgenError: the file cannot be read as a font.
    """
    with told_of_font(file.name):
        content = file.read_bytes()
        asked = repr((web_family, "".join(sorted(characters))))
        return kept_of(content, asked, lambda: _named(file, characters, web_family))


def asked_nameless(characters: frozenset[str]) -> str:
    """Return how a font cut down to these characters is asked for while it bears no name."""
    return f"nameless: {''.join(sorted(characters))}"


def nameless(font: TTFont, characters: frozenset[str]) -> bytes:
    """Return a font with those of the characters that it has, and no name."""
    from fontTools.subset import Subsetter  # noqa: PLC0415 - a run that finds all it needs kept does not load it

    del font["name"]  # the subsetter would read every table through for names in use
    subsetter = Subsetter(_options())
    subsetter.populate(unicodes=map(ord, characters))
    subsetter.subset(font)
    return _saved(font)


def _named(file: Path, characters: frozenset[str], web_family: str) -> bytes:
    whole = opened(file)
    asked = asked_nameless(characters)
    font = read_font(brought(file.read_bytes(), asked) or nameless(opened(file), characters))
    font["name"] = whole["name"]
    _name(font, web_family)
    font.flavor = "woff2" if web_family else None
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    content = io.BytesIO()
    font.save(content)
    return content.getvalue()


def _options() -> Options:
    from fontTools.subset import Options  # noqa: PLC0415

    options = Options()
    options.layout_features = list(_FEATURES)
    options.hinting = False
    options.notdef_outline = True
    return options


def _name(font: TTFont, family: str) -> None:
    """Keep the names that programs and lawyers look for; with `family`, name the font after it."""
    names = font["name"]
    names.names = [one for one in names.names if one.nameID in _KEPT]
    if not family:
        return
    style = names.getDebugName(_STYLE) or "Regular"
    new = {_FAMILY: family, _FULL: f"{family} {style}", _PRINTER: f"{family}-{style}".replace(" ", "")}
    for one in names.names:
        one.string = new.get(one.nameID, one.string)
