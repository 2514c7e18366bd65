"""Edits a Word file of obcgen's as a person in Word does: words, tracked or not, paragraphs, comments."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DATE: Final = "2027-06-01T09:00:00Z"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return held.getvalue()


@dataclass
class EditedWord:
    """A Word file that is being edited; `author` tracks the changes that follow, where there is one."""

    content: bytes
    author: str = ""
    comments: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parts = parts_of(self.content)
        self.root: Any = etree.fromstring(self.parts["word/document.xml"])
        self._number = 9000

    def paragraphs(self) -> Iterator[Any]:
        """Yield the paragraphs that are no contents."""
        for one in self.root.iter(w("p")):
            if not any(above.tag == w("txbxContent") for above in one.iterancestors()):
                yield one

    def holding(self, words: str) -> Any:
        """Return the first paragraph that holds words."""
        return next(one for one in self.paragraphs() if words in said(one))

    def replace(self, old: str, new: str, paragraph: Any = None) -> None:
        """Type over words that stand in one run."""
        held = paragraph if paragraph is not None else self.holding(old)
        text = next(one for one in held.iter(w("t")) if old in plain(one.text or ""))
        run, (before, after) = text.getparent(), plain(text.text or "").split(old, 1)
        if not self.author:
            text.text = f"{before}{new}{after}"
            text.set(_SPACE, "preserve")
            return
        parts = [
            _run(run, before), self._tracked("del", _run(run, old, "delText")),
            self._tracked("ins", _run(run, new)), _run(run, after),
        ]  # fmt: skip
        for part in parts:
            if any(one.text for one in part.iter(w("t"), w("delText"))):
                run.addprevious(part)
        run.getparent().remove(run)

    def add_after(self, paragraph: Any, words: str) -> None:
        """Add a paragraph of the same look."""
        new = deepcopy(paragraph)
        for one in list(new):
            if one.tag != w("pPr"):
                new.remove(one)
        run = etree.SubElement(new, w("r"))
        etree.SubElement(run, w("t")).text = words
        if self.author:
            new.append(self._tracked("ins", run))
        paragraph.addnext(new)

    def remove(self, paragraph: Any) -> None:
        """Take a paragraph out; where changes are tracked its words and its end are marked."""
        if not self.author:
            paragraph.getparent().remove(paragraph)
            return
        for run in list(paragraph.iter(w("r"))):
            for text in run.iter(w("t")):
                text.tag = w("delText")
            deleted = self._tracked("del")
            run.addprevious(deleted)
            deleted.append(run)
        marks = paragraph.find(w("pPr"))
        if marks is None:
            marks = etree.Element(w("pPr"))
            paragraph.insert(0, marks)
        of_end = etree.SubElement(marks, w("rPr"))
        of_end.append(self._tracked("del"))

    def move(self, paragraphs: list[Any], after: Any) -> None:
        """Put paragraphs behind another one."""
        for one in reversed(paragraphs):
            after.addnext(one)

    def comment(self, words: str, remark: str, author: str = "A. Reader") -> None:
        """Put a comment at the paragraph that holds words."""
        paragraph, name = self.holding(words), str(len(self.comments))
        start, end = etree.Element(w("commentRangeStart")), etree.Element(w("commentRangeEnd"))
        reference = etree.Element(w("r"))
        etree.SubElement(reference, w("commentReference")).set(w("id"), name)
        for one in (start, end):
            one.set(w("id"), name)
        marks = paragraph.find(w("pPr"))
        paragraph.insert(0 if marks is None else 1, start)
        paragraph.append(end)
        paragraph.append(reference)
        self.comments.append((author, remark))

    def saved(self) -> bytes:
        """Return the file as it is now."""
        parts = {
            **self.parts,
            "word/document.xml": etree.tostring(self.root, xml_declaration=True, encoding="UTF-8"),
        }
        if self.comments and "word/comments.xml" not in parts:
            parts |= _commented(parts, self.comments)
        return zipped(parts)

    def _tracked(self, kind: str, *content: Any) -> Any:
        self._number += 1
        change = etree.Element(w(kind))
        for name, value in (("id", str(self._number)), ("author", self.author), ("date", _DATE)):
            change.set(w(name), value)
        change.extend(content)
        return change


def said(paragraph: Any) -> str:
    """Return the words of a paragraph."""
    return plain("".join(one.text or "" for one in paragraph.iter(w("t"))))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def _run(like: Any, text: str, kind: str = "t") -> Any:
    run = etree.Element(w("r"))
    look = like.find(w("rPr"))
    if look is not None:
        run.append(deepcopy(look))
    written = etree.SubElement(run, w(kind))
    written.text = text
    written.set(_SPACE, "preserve")
    return run


def _commented(parts: dict[str, bytes], comments: list[tuple[str, str]]) -> dict[str, bytes]:
    root = etree.Element(w("comments"), nsmap={"w": W})
    for number, (author, remark) in enumerate(comments):
        one = etree.SubElement(root, w("comment"))
        for name, value in (("id", str(number)), ("author", author), ("date", _DATE)):
            one.set(w(name), value)
        run = etree.SubElement(etree.SubElement(one, w("p")), w("r"))
        etree.SubElement(run, w("t")).text = remark
    relations, types = parts["word/_rels/document.xml.rels"], parts["[Content_Types].xml"]
    relation = (
        f'<Relationship Id="rIdRemarks" Type="{_COMMENTS_RELATION}" Target="comments.xml"/></Relationships>'
    )
    override = f'<Override PartName="/word/comments.xml" ContentType="{_COMMENTS_TYPE}"/></Types>'
    return {
        "word/comments.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8"),
        "word/_rels/document.xml.rels": relations.replace(b"</Relationships>", relation.encode()),
        "[Content_Types].xml": types.replace(b"</Types>", override.encode()),
    }
