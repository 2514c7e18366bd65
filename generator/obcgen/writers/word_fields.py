r"""Word's fields, each with the text it shows before anybody updates it.

A cross-reference to a number is `REF bookmark \n \h`: after an update Word prints the paragraph's own
number, whatever it has become. The words around the number ("Section") stay text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.writers.word_xml import NOTHING, Xml, escaped, w

if TYPE_CHECKING:
    from obcgen.document.tree import Number
    from obcgen.writers.word_names import Trail

OUTLINE = ("sections", "attachments")


def run(text: str, properties: Xml = NOTHING) -> Xml:
    """Return a run of text."""
    if not text:
        return NOTHING
    return Xml(f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>')


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
