r"""Word's fields, each with the text it shows before anybody updates it.

A cross-reference to a number is `REF bookmark \n \h`: after an update Word prints the paragraph's own
number, whatever it has become. The words around the number ("Section") stay text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from obcgen.writers.word_scripts import RIGHT_TO_LEFT
from obcgen.writers.word_xml import NOTHING, Xml, escaped, join, w

if TYPE_CHECKING:
    from obcgen.document.tree import Number
    from obcgen.writers.word_names import Trail

_YEAR: Final = r"(?:19|20)\d\d-\d\d(?!\d)"
_HYPHENED: Final = re.compile(rf"(?<![\w-])(?!{_YEAR})\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)+(?![\w-])")
"""A section of a code or a telephone, as `24-85-103`, `1501-11`, `303-555-0100`, which hyphens would part.

Not a school year, a date or the number of a document: who searches types their hyphens.
"""
OUTLINE = ("sections", "attachments", "parts")


def run(text: str, properties: Xml = NOTHING) -> Xml:
    """Return a run of text."""
    if not text:
        return NOTHING
    if text.isascii() or not RIGHT_TO_LEFT.search(text):
        return _run(text, properties)
    parts = enumerate(RIGHT_TO_LEFT.split(text))
    return join(_run(one, _turned(properties) if place % 2 else properties) for place, one in parts if one)


def _run(text: str, properties: Xml) -> Xml:
    pieces = (f'<w:t xml:space="preserve">{escaped(one)}</w:t>' for one in _between_hyphens(text))
    return Xml(f"<w:r>{properties}{'<w:noBreakHyphen/>'.join(pieces)}</w:r>")


def _between_hyphens(text: str) -> list[str]:
    """Return what stands between the hyphens that end no line; all of it where none is."""
    cited = (range(*found.span()) for found in _HYPHENED.finditer(text))
    hyphens = [at for each in cited for at in each if text[at] == "-"]
    starts = (0, *(at + 1 for at in hyphens))
    return [text[start:end] for start, end in zip(starts, (*hyphens, len(text)), strict=True)]


def _turned(properties: Xml) -> Xml:
    """Return the properties of a run from right to left, for which Word has a bold mark of its own."""
    marks = properties.removeprefix("<w:rPr>").removesuffix("</w:rPr>")
    bold = "" if "<w:bCs/>" in marks else "<w:bCs/>"
    return Xml(f"<w:rPr>{marks.replace('<w:b/>', f'<w:b/>{bold}')}<w:rtl/></w:rPr>")


def tab(properties: Xml = NOTHING) -> Xml:
    """Return a run that is one tab."""
    return Xml(f"<w:r>{properties}<w:tab/></w:r>")


def begin(instruction: str, properties: Xml = NOTHING) -> Xml:
    """Return the start of a field: what it computes; what follows is its present result."""
    code = f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>'
    return Xml(
        f"<w:r>{properties}{w('fldChar', fldCharType='begin')}</w:r><w:r>{properties}{code}</w:r>"
        f"<w:r>{properties}{w('fldChar', fldCharType='separate')}</w:r>"
    )


def end(properties: Xml = NOTHING) -> Xml:
    """Return the end of a field."""
    return Xml(f"<w:r>{properties}{w('fldChar', fldCharType='end')}</w:r>")


def field(instruction: str, shown: str, properties: Xml = NOTHING) -> Xml:
    """Return a whole field with the text it shows."""
    return Xml(f"{begin(instruction, properties)}{run(shown, properties)}{end(properties)}")


def split_reference(text: str, trail: Trail) -> tuple[str, list[tuple[Number, str]]]:
    """Split `Section 7.1(a)` into its words and the numbers in it, each with the thing it counts."""
    found: list[tuple[Number, str]] = []
    for number in reversed(trail):
        shown = number.label.rstrip(".")
        if not text.endswith(shown):
            break
        found.insert(0, (number, shown))
        text = text.removesuffix(shown)
        if number.sequence in OUTLINE:
            break
    return text, found
