"""What a clause cannot carry over from Word, each with its words, so that nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from obcgen.intake.marked import W, style_of, text_of
from obcgen.intake.word_file import DOCUMENT, tree

_HEADING = re.compile(r"(?:heading|title)", re.IGNORECASE)
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
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
    return (*_of_body(tree(parts[DOCUMENT])), *_of_parts(parts))


def _of_body(root: ET.Element) -> Iterator[Loss]:
    under = "before the first heading"
    for paragraph in root.iter(f"{W}p"):
        if _HEADING.match(style_of(paragraph)) and text_of(paragraph).strip():
            under = text_of(paragraph).strip()
        for what, advice, find in _KINDS:
            for text in find(paragraph):
                yield Loss(what, under, text, advice)
    for table in root.iter(f"{W}tbl"):
        if any(True for _ in table.iter(f"{W}gridSpan")) or any(True for _ in table.iter(f"{W}vMerge")):
            yield Loss("merged cells of a table", under, text_of(table)[:200], "Check the rows of the table.")


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


def _underlined(paragraph: ET.Element) -> Iterator[str]:
    for run in paragraph.iter(f"{W}r"):
        line = run.find(f"{W}rPr/{W}u")
        if line is not None and line.get(f"{W}val") != "none" and text_of(run).strip():
            yield text_of(run)


def _raised(paragraph: ET.Element) -> Iterator[str]:
    for run in paragraph.iter(f"{W}r"):
        level = run.find(f"{W}rPr/{W}vertAlign")
        if level is not None and text_of(run).strip():
            yield text_of(run)


_KINDS: tuple[tuple[str, str, Callable[[ET.Element], Iterator[str]]], ...] = (
    ("deleted text (tracked)", "It is left out, as if the change were accepted.", _deleted),
    ("inserted text (tracked)", "It is taken over, as if the change were accepted.", _inserted),
    ("underlining", "Use bold or italics if it matters.", _underlined),
    ("raised or lowered letters", "They stand on the line now.", _raised),
    ("picture", "A logo belongs in style.yaml; describe any other picture in words.", _found(_DRAWN)),
    ("picture", "A logo belongs in style.yaml; describe any other picture in words.", _found(_OLD_PICTURE)),
    ("text box", "Put its words into a clause by hand.", _found(f"{W}txbxContent")),
    ("formula", "Write it in words.", _found(_MATH)),
    ("blank or choice to fill in", "Use the field or choice macro in its place.", _found(f"{W}sdtContent")),
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
