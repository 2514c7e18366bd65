"""The fonts inside a web page: parts of the PDF's own as WOFF2, so that none is fetched and none stands in.

They have names of the page's own: makers may reserve theirs for the whole font.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from obcgen.writers.css import HEADINGS, TEXT
from obcgen.writers.font_faces import faces
from obcgen.writers.font_files import Held
from obcgen.writers.font_subset import subset

if TYPE_CHECKING:
    from obcgen.document.tree import Document
    from obcgen.style import Style
    from obcgen.writers.font_faces import Face


def font_rules(document: Document, style: Style) -> str:
    """Return the CSS rules that hold the fonts of a document.

    Raises:
        ObcgenError: a font file of the style cannot be read as a font.
    """
    return "".join(_rule(face, style) for face in faces(document, style, _fits))


def _fits(font: Held) -> bool:
    return font.fits_web


def _rule(face: Face, style: Style) -> str:
    heads = face.font.shipped == style.heading.shipped != style.body.shipped
    family = HEADINGS if heads else TEXT
    data = b64encode(subset(face.file, face.characters, family)).decode()
    own = face.font.shipped in {style.body.shipped, style.heading.shipped}
    looks = (
        f'font-family:"{family}"',
        f"font-weight:{'bold' if face.bold else 'normal'}",
        f"font-style:{'italic' if face.italic else 'normal'}",
        *(() if own else (f"unicode-range:{_range(face.characters)}",)),
        f'src:url(data:font/woff2;base64,{data}) format("woff2")',
    )
    return f"@font-face{{{';'.join(looks)}}}"


def _range(characters: frozenset[str]) -> str:
    return ",".join(f"U+{ord(one):X}" for one in sorted(characters))
