"""Text inside a paragraph: runs, links, cross-references, blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from obcgen.document.tree import (
    Emphasis,
    Field,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Marked,
    Reference,
    Strong,
    Text,
)
from obcgen.document.walk import text_of
from obcgen.writers.unbroken import NO_BREAK
from obcgen.writers.word_controls import control
from obcgen.writers.word_fields import field, run, split_reference
from obcgen.writers.word_theme import letters
from obcgen.writers.word_xml import NOTHING, Xml, join, tag, w, when

if TYPE_CHECKING:
    from obcgen.document.tree import Number
    from obcgen.style import Colours
    from obcgen.writers.word_flow import Flow


@dataclass(frozen=True, slots=True)
class Mark:
    """How a run looks beyond its paragraph's style."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    highlight: bool = False
    on_fill: bool = False
    """Whether the ground is dark, where text and links alike have the colour that the table gives them."""
    link: Xml = NOTHING
    """The colour of links in a cell, where LibreOffice forgets that of their style."""

    def as_link(self, style: str) -> Mark:
        """Return how a link looks here."""
        return self if self.on_fill else replace(self, style=style)

    def properties(self) -> Xml:
        """Return the run properties, or nothing for plain text."""
        if not (self.style or self.bold or self.italic or self.highlight):
            return NOTHING
        style = when(self.style, w("rStyle", val=self.style))
        open_ = when(self.highlight, join((w("color", val="000000"), w("highlight", val="yellow"))))
        link = when(self.style and not self.highlight, self.link)
        return w("rPr", style, when(self.bold, w("b")), when(self.italic, w("i")), link, open_)


PLAIN = Mark()
ON_FILL = Mark(on_fill=True)


def in_cell(colours: Colours) -> Mark:
    """Return how text looks in a cell of a table."""
    return Mark(link=letters(colours, "link"))


LINKED = "Hyperlink"
REFERENCE = "CrossReference"


def inlines(flow: Flow, content: Inlines, mark: Mark = PLAIN) -> Xml:
    """Return the runs of a paragraph."""
    match content:
        case (Field() as blank,):
            return control(flow, blank, alone=True)
        case (Marked(), *_) if all(map(_is_blank, content)):
            return join(_whole(flow, one, mark) for one in content)
        case _:
            return join(_inline(flow, one, mark) for one in content)


def _is_blank(one: Inline) -> bool:
    return isinstance(one, Marked) and len(one.content) == 1 and isinstance(one.content[0], Field)


def _whole(flow: Flow, one: Inline, mark: Mark) -> Xml:
    """Return a marked blank that is all its paragraph says, in the old document or in the new one."""
    return (
        flow.tracking.runs(one.mark, inlines(flow, one.content, mark)) if isinstance(one, Marked) else NOTHING
    )


def _inline(flow: Flow, one: Inline, mark: Mark) -> Xml:  # noqa: PLR0911  # one line for each kind
    match one:
        case Text():
            shown = run if mark.style else flow.values.run
            return shown(one.text, mark.properties())
        case Strong():
            return inlines(flow, one.content, replace(mark, bold=True))
        case Emphasis():
            return inlines(flow, one.content, replace(mark, italic=True))
        case LineBreak():
            return w("r", w("br"))
        case Link():
            return _link(flow, one, mark)
        case Reference():
            return _reference(flow, one, mark)
        case Field():
            return control(flow, one)
        case Marked() if not one.mark.is_change:
            return inlines(flow, one.content, replace(mark, highlight=one.mark.is_open))
        case Marked():
            return flow.tracking.runs(one.mark, join(_inline(flow, each, mark) for each in one.content))


def _link(flow: Flow, link: Link, mark: Mark) -> Xml:
    shown = inlines(flow, link.content, mark.as_link(LINKED))
    attributes: dict[str, str | int] = {"r:id": flow.link(link.target), "w:history": 1}
    return tag("w:hyperlink", shown, **attributes)


def _reference(flow: Flow, reference: Reference, mark: Mark) -> Xml:
    trail = flow.names.trails.get(reference.target, ())
    text = text_of(reference.content)
    properties = mark.as_link(REFERENCE).properties()
    if trail and reference.former:
        return _former(flow, reference, text, trail[-1], properties)
    if not trail or text.replace(NO_BREAK, " ") != trail[-1].reference:
        return _jump(flow, reference, mark)
    if trail[-1].sequence in {"tables", "figures"}:
        return field(f"REF {flow.names.bookmarks[reference.target]} \\h", text, properties)
    words, numbers = split_reference(text, trail)
    fields = (
        field(f"REF {flow.names.numbered[number]} \\n \\h", shown, properties) for number, shown in numbers
    )
    return join((run(words, properties), *fields))


def _former(flow: Flow, reference: Reference, text: str, number: Number, properties: Xml) -> Xml:
    """Return a reference of the old document, with the number that it had there."""
    bookmark = flow.names.of(reference.target, number)
    if number.sequence in {"tables", "figures"}:
        return field(f"REF {bookmark} \\h", text, properties)
    word, space, shown = re.split("([ \xa0])", text, maxsplit=1)
    return join((run(f"{word}{space}", properties), field(f"REF {bookmark} \\w \\h", shown, properties)))


def _jump(flow: Flow, reference: Reference, mark: Mark) -> Xml:
    """Return a link whose words the author chose; nothing in them changes when numbers do."""
    anchor = flow.names.bookmarks.get(reference.target, "")
    if not anchor:
        return inlines(flow, reference.content, mark)
    shown = inlines(flow, reference.content, mark.as_link(REFERENCE))
    return w("hyperlink", shown, anchor=anchor, history=1)
