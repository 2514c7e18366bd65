"""An edited Word file, paragraph by paragraph: its words with tracked changes accepted, and the comments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from obcgen.readers.edited import (
    COUNTED,
    END,
    Comment,
    Edited,
    EditedParagraph,
    Revision,
    one_line,
    shown,
    visible,
)
from obcgen.readers.from_docx import (
    BODY,
    attribute,
    begun,
    heading_styles,
    is_left_out,
    local,
    opened,
    xml_part,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree import ElementTree as ET

_COMMENTS: Final = "word/comments.xml"
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_RUNNING: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_IN: Final = {"ins": "inserted", "moveTo": "moved here"}
_OUT: Final = {"del": "deleted", "moveFrom": "moved away"}
_NOT_WORDS: Final = {"Fallback", "sdtPr", "pPr", "rPr", "tblPr", "tcPr"}
_WHOLE: Final = {"fldSimple", "txbxContent"}
_NUMBERS: Final = ("REF ", "SEQ ", "PAGEREF ", "NOTEREF ")
_MOST_DEEP: Final = 400
_LONGEST: Final = 400


def read_edited(content: bytes, marks: Mapping[str, str]) -> Edited:
    """Return what an edited Word file says; `marks` are its bookmarks with the clause that begins there.

    Raises:
        ObcgenError: it is no Word file, damaged, locked, or beyond the limits.
    """
    package = opened(content)
    reading = _Reading(marks, heading_styles(xml_part(package, "word/styles.xml")))
    reading.walk(xml_part(package, BODY))
    notes = (xml_part(package, name) for name in _NOTES if name in package.entries)
    comments = xml_part(package, _COMMENTS)
    return Edited(
        tuple(reading.paragraphs),
        tuple(reading.commented(one) for one in comments if local(one) == "comment"),
        tuple(reading.lost),
        (*(words for one in notes for note in one if (words := plain_words(note))), *reading.boxes),
        tuple(reading.answers),
        tuple(plain_words(xml_part(package, name)) for name in package.entries if _RUNNING.fullmatch(name)),
    )


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read."""

    clause: str
    parts: list[str] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    goes_on: bool = False
    """Whether its end was deleted, so that the next one continues it."""
    ends: list[Revision] = field(default_factory=list)
    """Changes of its end alone: it was made two, or one with the next."""


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction, and whether its result has begun."""

    code: str = ""
    shows: bool = False


@dataclass(slots=True)
class _Reading:
    marks: Mapping[str, str]
    headings: frozenset[str]
    paragraphs: list[EditedParagraph] = field(default_factory=list)
    lost: list[EditedParagraph] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    _clause: str = ""
    _waiting_mark: str = ""
    _open: _Open | None = None
    _fields: list[_Field] = field(default_factory=list)
    _anchors: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)
    _anchored: dict[str, int] = field(default_factory=dict)
    _inside: set[str] = field(default_factory=set)

    def walk(self, body: ET.Element) -> None:
        """Read the body without recursion, for files may nest deeply."""
        waiting: list[tuple[ET.Element, Revision | None, bool]] = [(body, None, False)]
        while waiting:
            one, change, ends = waiting.pop()
            if ends:
                self._close(one)
                continue
            change = change if change and change.done in _OUT.values() else _change(one) or change
            self._meet(one, change)
            if local(one) == "p":
                waiting.append((one, change, True))
            below = () if _is_whole(one) else (each for each in one if not _is_hidden(each))
            waiting += [(each, change, False) for each in below][::-1]
        self._finish()

    def commented(self, comment: ET.Element) -> Comment:
        """Return a comment with the words it stands at: those that stay, else those that went."""
        name = attribute(comment, "id")
        told = self._anchors.get(name, [])
        stay = "".join(text for text, stays in told if stays)
        anchor = " ".join((stay if stay.strip() else "".join(text for text, _ in told)).split())
        return Comment(
            one_line(attribute(comment, "author")),
            one_line(attribute(comment, "date")),
            plain_words(comment),
            shown(anchor)[:_LONGEST],
            self._anchored.get(name, -1),
        )

    def _meet(self, one: ET.Element, change: Revision | None) -> None:
        kind = local(one)
        match kind:
            case "p":
                self._begin(one)
            case "bookmarkStart" if self._open is None:
                self._waiting_mark = self.marks.get(attribute(one, "name"), "") or self._waiting_mark
            case "t" | "delText":
                self._words(visible(one.text or ""), change)
            case "tab" | "br" | "cr":
                self._words(" ", change)
            case "noBreakHyphen":
                self._words("-", change)
            case "fldChar" | "instrText":
                self._in_field(one, kind)
            case "fldSimple":
                self._words(_result(one), change)
            case "txbxContent":
                self.boxes += filter(None, [plain_words(one)])
            case "sdt" if is_left_out(one):
                self.answers += filter(None, [plain_words(one)])
            case _:
                self._comment(attribute(one, "id"), kind)

    def _comment(self, name: str, kind: str) -> None:
        match kind:
            case "commentRangeStart":
                self._inside.add(name)
            case "commentRangeEnd":
                self._inside.discard(name)
            case "commentReference":
                self._anchored.setdefault(name, len(self.paragraphs))

    def _begin(self, paragraph: ET.Element) -> None:
        self._clause = begun(paragraph, self.headings, self.marks) or self._waiting_mark or self._clause
        self._waiting_mark = ""
        if self._open is None or not self._open.goes_on or not "".join(self._open.parts).strip():
            self._finish()
            self._open = _Open(self._clause)
        ends = _of_end(paragraph)
        self._open.goes_on = any(one.done in _OUT.values() for one in ends)
        self._open.ends += ends

    def _close(self, _: ET.Element) -> None:
        if self._open and not self._open.goes_on:
            self._finish()

    def _finish(self) -> None:
        """Put away the paragraph that is open."""
        if self._open is None:
            return
        text = " ".join("".join(self._open.parts).split())
        found = EditedParagraph(self._open.clause, text, _together(self._open.revisions))
        says = bool(shown(text).strip())
        if says:
            found = replace(found, revisions=(*found.revisions, *_beside(self._open.ends, found.revisions)))
        if says:
            self.paragraphs.append(found)
        elif found.revisions:
            self.lost.append(found)
        self._open = None

    def _words(self, text: str, change: Revision | None) -> None:
        if self._open is None or any(one.code.startswith("TOC") or not one.shows for one in self._fields):
            return
        stays = not change or change.done in _IN.values()
        for name in self._inside:
            self._anchors.setdefault(name, []).append((text, stays))
        if change:
            self._open.revisions.append(replace(change, words=text))
        if stays:
            self._open.parts.append(text)

    def _in_field(self, one: ET.Element, kind: str) -> None:
        if kind == "instrText":
            if self._fields and not self._fields[-1].shows:
                self._fields[-1].code += one.text or ""
            return
        match attribute(one, "fldCharType"):
            case "begin" if len(self._fields) < _MOST_DEEP:
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].shows = True
                self._fields[-1].code = self._fields[-1].code.strip()
                self._counted(COUNTED)
            case "end" if self._fields:
                self._counted(END)
                self._fields.pop()

    def _counted(self, sign: str) -> None:
        code = self._fields[-1].code
        if self._open and self._fields[-1].shows and code.startswith(_NUMBERS):
            self._open.parts.append(sign)


def _is_whole(one: ET.Element) -> bool:
    """Tell whether an element is read at once, and not what stands in it."""
    return local(one) in _WHOLE or (local(one) == "sdt" and is_left_out(one))


def _is_hidden(one: ET.Element) -> bool:
    return local(one) in _NOT_WORDS


def _change(one: ET.Element) -> Revision | None:
    """Return the tracked change that an element stands for, or that a row of a table carries."""
    kind = local(one)
    if kind == "tr":
        marks = (mark for part in one if local(part) == "trPr" for mark in part)
        return next((found for mark in marks if (found := _change(mark))), None)
    done = _IN.get(kind) or _OUT.get(kind)
    if done is None:
        return None
    return Revision(done, one_line(attribute(one, "author")), one_line(attribute(one, "date")), "")


def _of_end(paragraph: ET.Element) -> list[Revision]:
    """Return the tracked changes of the end of a paragraph, told by the sign that Word shows for it."""
    marks = (mark for part in paragraph if local(part) == "pPr" for mark in part if local(mark) == "rPr")
    found = (_change(one) for mark in marks for one in mark)
    return [replace(one, words="\u00b6") for one in found if one]


def _beside(ends: list[Revision], known: tuple[Revision, ...]) -> Iterator[Revision]:
    """Yield the changes of ends that came without a change of words by the same person then."""
    told = {(one.done, one.author, one.date) for one in known}
    yield from (one for one in ends if (one.done, one.author, one.date) not in told)


def _result(simple: ET.Element) -> str:
    """Return what a field in one element shows."""
    text = visible("".join(one.text or "" for one in simple.iter() if local(one) == "t"))
    code = attribute(simple, "instr").strip()
    return f"{COUNTED}{text}{END}" if code.startswith(_NUMBERS) else text


def _together(revisions: list[Revision]) -> tuple[Revision, ...]:
    """Return the changes of a paragraph, what one person did at one time in one."""
    found: list[Revision] = []
    for one in revisions:
        last = found[-1] if found else None
        if last and (last.done, last.author, last.date) == (one.done, one.author, one.date):
            found[-1] = replace(last, words=last.words + one.words)
        else:
            found.append(one)
    spaced = (replace(one, words=" ".join(one.words.split())) for one in found)
    return tuple(one for one in spaced if one.words)


def plain_words(part: ET.Element) -> str:
    """Return the words of a comment, note or header; the results of fields are none."""

    def pieces() -> Iterator[str]:
        depth = 0
        for one in part.iter():
            kind, mark = local(one), attribute(one, "fldCharType")
            depth += {"begin": 1, "end": -1}.get(mark, 0)
            if kind == "p":
                yield " "
            elif kind == "t" and depth <= 0:
                yield one.text or ""

    return one_line("".join(pieces()))
