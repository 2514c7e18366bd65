"""The body of a Word document, made ready for the converter: cross-references marked, the contents left out.

Word keeps a cross-reference as a field whose cached text ("Section 7.2") would read like any other words once
converted, and would stay 7.2 for ever. So its text is put between two signs that no document uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from obcgen.intake.word_file import DOCUMENT, tree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPENED, CLOSED = "\ue010", "\ue011"
"""Private-use characters around the text of a cross-reference."""

_WRAPPERS = {f"{W}{name}" for name in ("fldSimple", "bdo", "dir", "ruby", "rubyBase")}
"""A field in its short form, a change of direction, and a word with its reading above it."""
_REFERENCE = re.compile(r"^\s*(REF|PAGEREF|NOTEREF|STYLEREF)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"^\s*(TOC|INDEX|TOA)\b", re.IGNORECASE)
_TYPED = re.compile(
    r"\b(?:Section|Article|Exhibit|Attachment|Appendix|Schedule|Paragraph|Clause|Part)s?\s+"
    r"(?:\d+(?:\.\d+)*|[IVXL]+|[A-Z])(?:\([a-z0-9]{1,4}\))*(?![\w])"
)


def marked(parts: dict[str, bytes]) -> tuple[dict[str, bytes], int]:
    """Return the parts with every cross-reference of the body marked, and how many lines of contents went."""
    root = tree(parts[DOCUMENT])
    dropped = _without_contents(root)
    for paragraph in root.iter(f"{W}p"):
        _mark_fields(paragraph)
    return _with_body(parts, root), dropped


def unwrapped(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts without elements that the converter would pass over with all the words inside them."""
    root = tree(parts[DOCUMENT])
    for parent in list(root.iter()):
        parent[:] = [one for child in parent for one in _opened(child)]
    return _with_body(parts, root)


def _opened(element: ET.Element) -> list[ET.Element]:
    if element.tag not in _WRAPPERS:
        return [element]
    inside = element.iter(f"{W}rubyBase") if element.tag == f"{W}ruby" else iter(element)
    return [one for child in inside for one in _opened(child)]


def _with_body(parts: dict[str, bytes], root: ET.Element) -> dict[str, bytes]:
    return {**parts, DOCUMENT: ET.tostring(root, encoding="utf-8", xml_declaration=True)}


def typed_references(text: str) -> str:
    """Return a text with references that were typed by hand between the same signs."""
    if OPENED in text:
        return text
    return _TYPED.sub(lambda found: f"{OPENED}{found[0]}{CLOSED}", text)


def style_of(paragraph: ET.Element) -> str:
    """Return the id of a paragraph's style, or nothing."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def text_of(element: ET.Element) -> str:
    """Return the words in an element, as they read."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def _without_contents(root: ET.Element) -> int:
    """Take the lines of a table of contents away: its entries have styles of their own."""
    dropped = 0
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{W}p" and (
                style_of(child).upper().startswith("TOC") or _begins_contents(child)
            ):
                parent.remove(child)
                dropped += 1
    return dropped


def _begins_contents(paragraph: ET.Element) -> bool:
    return any(_CONTENTS.match(node.text or "") for node in paragraph.iter(f"{W}instrText"))


def _mark_fields(paragraph: ET.Element) -> None:
    for field in paragraph.iter(f"{W}fldSimple"):
        if _REFERENCE.match(field.get(f"{W}instr", "")):
            _enclose(list(field.iter(f"{W}t")))
    for link in paragraph.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor"):
            _enclose(list(link.iter(f"{W}t")))
    for words in _results(paragraph):
        _enclose(words)


def _results(paragraph: ET.Element) -> Iterator[list[ET.Element]]:
    """Yield, for each reference field of a paragraph, the pieces of text that show its result."""
    instruction, showing, depth = "", False, 0
    words: list[ET.Element] = []
    for node in paragraph.iter():
        kind = node.get(f"{W}fldCharType") if node.tag == f"{W}fldChar" else None
        if kind == "begin":
            depth += 1
            if depth == 1:
                instruction, words, showing = "", [], False
        elif kind == "separate" and depth == 1:
            showing = True
        elif kind == "end":
            depth -= 1
            if depth == 0 and _REFERENCE.match(instruction):
                yield words
        elif node.tag == f"{W}instrText" and depth == 1:
            instruction += node.text or ""
        elif node.tag == f"{W}t" and showing and depth == 1:
            words.append(node)


def _enclose(words: list[ET.Element]) -> None:
    if words and OPENED not in (words[0].text or ""):
        words[0].text = OPENED + (words[0].text or "")
        words[-1].text = (words[-1].text or "") + CLOSED
