"""WordprocessingML as text, built so that no text of a document can become markup.

`Xml` is its own type: `w` and `tag` take only `Xml` as children, and `escaped` is the one door by which plain
text becomes `Xml`. Building text is several times quicker than building elements.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Iterable

Xml = NewType("Xml", str)
"""Well-formed markup, or nothing."""

NOTHING = Xml("")

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": " ", "\n": " ", "\t": " "}
)
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """Return text in which a replacement sign stands for every character that XML forbids."""
    return _FORBIDDEN.sub(_REPLACEMENT, text)


def escaped(text: str) -> Xml:
    """Return text as character data or attribute value; what XML forbids becomes a replacement sign."""
    return Xml(printable(text).translate(_SPECIAL))


def data(text: str) -> Xml:
    """Return text as character data in which lines and tabs stay; XML can hold every character of it."""
    if _FORBIDDEN.search(text) or "\r" in text:
        raise ValueError("a text that XML cannot hold unchanged")
    return Xml(text.translate(_MARKUP))


def tag(name: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """Return an element with plain attributes."""
    return _element(name, children, "".join(f' {key}="{_value(value)}"' for key, value in attributes.items()))


def w(name: str, /, *children: Xml, **attributes: str | int) -> Xml:
    """Return an element whose name and attributes are in the `w` namespace."""
    marks = "".join(f' w:{key}="{_value(value)}"' for key, value in attributes.items())
    return _element(f"w:{name}", children, marks)


def join(parts: Iterable[Xml]) -> Xml:
    """Return the parts one after the other."""
    return Xml("".join(parts))


def when(condition: object, part: Xml) -> Xml:
    """Return the part if the condition holds, else nothing."""
    return part if condition else NOTHING


def part(root: str, *children: Xml) -> bytes:
    """Return a whole part of the package: declaration, root element with every namespace, children."""
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    text = f'{DECLARATION}<{root}{names} mc:Ignorable="w14">{join(children)}</{root}>'
    return text.encode()


def _element(name: str, children: tuple[Xml, ...], attributes: str) -> Xml:
    if not children:
        return Xml(f"<{name}{attributes}/>")
    return Xml(f"<{name}{attributes}>{''.join(children)}</{name}>")


def _value(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return value if value.isalnum() else escaped(value)
