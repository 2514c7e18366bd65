"""What a clause cannot carry over from Word, each with its words, so that nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from obcgen.intake.marked import CLOSED, OPENED, W, style_of, text_of
from obcgen.intake.word_file import DOCUMENT, tree

_HEADING = re.compile(r"(?:heading|title)", re.IGNORECASE)
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_FILLED = re.compile(
    r"\s*(?:MERGEFIELD|FILLIN|ASK|FORM(?:TEXT|CHECKBOX|DROPDOWN)|MACROBUTTON)\b", re.IGNORECASE
)
_SIGNS = str.maketrans("", "", OPENED + CLOSED)
_RULE = re.compile(r"_{3,}")
_OFF = {"0", "false", "none", "off", "baseline"}
_BLANK, _FIELD = "blank or choice to fill in", "Use the field or choice macro in its place."
_DELETED, _LEFT_OUT = "deleted text (tracked)", "It is left out, as if the change were accepted."
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing left behind: what it is, the heading it stood under, its words, and what to do about it."""

    what: str
    where: str
    text: str
    advice: str


def losses(parts: dict[str, bytes]) -> tuple[Loss, ...]:
    """Return everything of a Word document that becomes no clause, in the order of the document."""
    found = (*_of_body(tree(parts[DOCUMENT])), *_of_parts(parts))
    return tuple(replace(one, text=one.text.translate(_SIGNS).strip()) for one in found)


def _of_body(root: ET.Element) -> Iterator[Loss]:
    under = "before the first heading"
    for node in root.iter():
        if node.tag == f"{W}p":
            if _HEADING.match(style_of(node)) and text_of(node).strip():
                under = text_of(node).strip()
            for what, advice, find in _KINDS:
                for text in find(node):
                    yield Loss(what, under, text, advice)
        elif node.tag == f"{W}tbl":
            yield from _of_table(node, under)
        elif node.tag == f"{W}sdt" and node.find(f".//{W}p") is not None and (words := _words(node)):
            yield Loss(_BLANK, under, words, _FIELD)


def _of_table(table: ET.Element, under: str) -> Iterator[Loss]:
    if any(True for tag in ("gridSpan", "vMerge") for _ in table.iter(f"{W}{tag}")):
        yield Loss("merged cells of a table", under, _words(table), "Check the rows of the table.")
    for row in table.iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            yield Loss(_DELETED, under, _words(row), _LEFT_OUT)


def _words(element: ET.Element) -> str:
    """Return the words of the paragraphs in an element, apart, and no more than a line or two of them."""
    return " / ".join(filter(None, (text_of(one).strip() for one in element.iter(f"{W}p"))))[:200]


def _found(tag: str) -> Callable[[ET.Element], Iterator[str]]:
    """Return what finds the words of every element of a tag; a picture has none."""
    return lambda paragraph: (text_of(node) for node in paragraph.iter(tag))


def _deleted(paragraph: ET.Element) -> Iterator[str]:
    for deletion in paragraph.iter(f"{W}del"):
        yield "".join(node.text or "" for node in deletion.iter(f"{W}delText"))


def _inserted(paragraph: ET.Element) -> Iterator[str]:
    for insertion in paragraph.iter(f"{W}ins"):
        if words := text_of(insertion):
            yield words


def _moved(paragraph: ET.Element) -> Iterator[str]:
    return (text_of(node) for node in paragraph.iter(f"{W}moveTo"))


def _set(*properties: str) -> Callable[[ET.Element], Iterator[str]]:
    """Return what finds the words of every run that has one of these properties switched on."""

    def find(paragraph: ET.Element) -> Iterator[str]:
        for run in paragraph.iter(f"{W}r"):
            found = (run.find(f"{W}rPr/{W}{name}") for name in properties)
            on = any(one is not None and one.get(f"{W}val") not in _OFF for one in found)
            if on and text_of(run).strip():
                yield text_of(run)

    return find


def _filled(paragraph: ET.Element) -> Iterator[str]:
    """Yield the instruction of each field that a person or a mailing fills in."""
    codes = [node.text or "" for node in paragraph.iter(f"{W}instrText")]
    codes += [node.get(f"{W}instr", "") for node in paragraph.iter(f"{W}fldSimple")]
    return (code.strip() for code in codes if _FILLED.match(code))


def _ruled(paragraph: ET.Element) -> Iterator[str]:
    """Yield the words around a blank that is typed as a line."""
    if _RULE.search(text_of(paragraph)):
        yield text_of(paragraph).strip()[:200]


_STRUCK = _set("strike", "dstrike")
_KINDS: tuple[tuple[str, str, Callable[[ET.Element], Iterator[str]]], ...] = (
    (_DELETED, _LEFT_OUT, _deleted),
    ("inserted text (tracked)", "It is taken over, as if the change were accepted.", _inserted),
    ("moved text (tracked)", "It stands in its new place, as if the change were accepted.", _moved),
    ("struck-through words", "They are plain words now. Take them out if they no longer count.", _STRUCK),
    ("hidden words", "They are plain words now. Take them out if nobody shall read them.", _set("vanish")),
    ("underlining", "Use bold or italics if it matters.", _set("u")),
    ("raised or lowered letters", "They stand on the line now.", _set("vertAlign")),
    ("picture", "A logo belongs in style.yaml; describe any other picture in words.", _found(_DRAWN)),
    ("picture", "A logo belongs in style.yaml; describe any other picture in words.", _found(_OLD_PICTURE)),
    ("text box", "Put its words into a clause by hand.", _found(f"{W}txbxContent")),
    ("formula", "Write it in words.", _found(_MATH)),
    (_BLANK, _FIELD, _found(f"{W}sdtContent")),
    (_BLANK, _FIELD, _filled),
    (_BLANK, _FIELD, _ruled),
    ("reading above a word", "Put it in brackets if it matters.", _found(f"{W}rt")),
    ("embedded object", "Put its contents into a clause by hand.", _found(f"{W}object")),
)

_PARTS = (
    (
        re.compile(r"word/header\d*\.xml$"),
        "page header",
        "Word headers come from the base document of a pack.",
    ),
    (
        re.compile(r"word/footer\d*\.xml$"),
        "page footer",
        "Word footers come from the base document of a pack.",
    ),
    (re.compile(r"word/comments\.xml$"), "comment", "Put what still matters into the note of a clause."),
    (re.compile(r"word/footnotes\.xml$"), "footnote", "Put its words into the clause."),
    (re.compile(r"word/endnotes\.xml$"), "endnote", "Put its words into the clause."),
)


def _of_parts(parts: dict[str, bytes]) -> Iterator[Loss]:
    for name in sorted(parts):
        for pattern, what, advice in _PARTS:
            if pattern.match(name):
                for text in _pieces(tree(parts[name])):
                    yield Loss(what, name, text, advice)


def _pieces(root: ET.Element) -> Iterator[str]:
    """Yield the words of each note or comment, or of the whole part."""
    notes = [node for tag in ("comment", "footnote", "endnote") for node in root.iter(f"{W}{tag}")]
    for node in notes or [root]:
        if words := " ".join(text_of(node).split()):
            yield words
