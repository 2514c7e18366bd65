"""Elements to the text inside a block: marks, links, references and blanks, white space as HTML reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal, cast

from obcgen.document.elements import SPACE, Element, target_of
from obcgen.document.tree import (
    Emphasis,
    Field,
    FieldKind,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
)
from obcgen.document.walk import text_of

Nodes = Sequence[Element | str]
Room = Literal["", "half", "page"]

# While white space is settled, one string stands for the whole block: each piece of text or single thing
# ends with _END; a line break is _BREAK, a blank or a bare reference _THING. XML can hold none of the three.
_END, _BREAK, _THING = "\x00", "\x01", "\x02"
_RUN = re.compile("[ \t\n\r\f][ \t\n\r\f\x00]*")
_AFTER_BREAK = re.compile("(^|\x01)(\x00*) ")
_BEFORE_BREAK = re.compile(" (\x00*)(?=\x01|\\Z)")
_TYPES: dict[str, FieldKind] = {
    "text": "text",
    "date": "date",
    "money": "money",
    "number": "number",
    "checkbox": "checkbox",
}


def inlines(nodes: Nodes) -> Inlines:
    """Return what these nodes say, with white space settled over the whole of them."""
    pieces = _settled("".join(_stand_ins(nodes))).split(_END)[:-1]
    pieces.reverse()
    return _built(nodes, pieces)


def lines(nodes: Nodes) -> Inlines:
    """Return lines to copy: as `inlines`, and each keeps the spaces that it begins with."""
    return tuple(
        LineBreak() if isinstance(node, Element) and node.tag == "br" else inline
        for node in nodes
        for inline in ((Text(node.rstrip(SPACE)),) if isinstance(node, str) else inlines((node,)))
    )


def plain(text: str) -> str:
    """Return a text of one line: runs of white space are one space, none at the ends."""
    return _settled(text)


def _settled(text: str) -> str:
    text = _RUN.sub(lambda run: " " + _END * run[0].count(_END), text)
    text = _AFTER_BREAK.sub(r"\1\2", text)
    return _BEFORE_BREAK.sub(r"\1", text)


def _stand_ins(nodes: Nodes) -> list[str]:
    found: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            found.append(node + _END)
        elif node.tag == "br":
            found.append(_BREAK + _END)
        elif _wraps(node):
            found += _stand_ins(node.children)
        else:
            found.append(_THING + _END)
    return found


def _built(nodes: Nodes, pieces: list[str]) -> Inlines:
    """Build the nodes in the order of `pieces`, taking one from its end for each text or single thing."""
    return _merged([inline for node in nodes for inline in _inline(node, pieces)])


def _inline(node: Element | str, pieces: list[str]) -> Inlines:
    """Return one inline, or none where the node says nothing."""
    if isinstance(node, str):
        text = pieces.pop()
        return (Text(text),) if text else ()
    if _wraps(node):
        content = _built(node.children, pieces)
        return (_marked(node, content),) if content else ()
    pieces.pop()
    return (_thing(node),)


def _wraps(node: Element) -> bool:
    """Tell whether a node has text in it: a reference without any is a single thing, like a blank."""
    bare = target_of(node) and not node.text().strip(SPACE)
    return node.tag in {"strong", "em", "a"} and not bare


def _marked(node: Element, content: Inlines) -> Inline:
    if node.tag == "a":
        target = target_of(node)
        return Reference(target, content) if target else Link(node.get("href"), content)
    return Strong(content) if node.tag == "strong" else Emphasis(content)


def _thing(node: Element) -> Inline:
    if node.tag == "br":
        return LineBreak()
    return Reference(target_of(node)) if node.tag == "a" else _field(node)


def _field(node: Element) -> Field:
    name, title, placeholder = node.get("id"), plain(node.get("title")), plain(node.get("placeholder"))
    if node.tag == "select":
        return Field(name, "choice", title, choices=tuple(plain(option.text()) for option in node.inside()))
    kind = "long" if node.tag == "textarea" else _TYPES[node.get("type")]
    room = cast("Room", node.get("data-room"))
    return Field(name, kind, title, placeholder, room=room, shared=node.get("data-shared"))


def _merged(found: Sequence[Inline]) -> Inlines:
    """Join neighbouring texts into one."""
    result: list[Inline] = []
    for is_text, group in groupby(found, lambda inline: isinstance(inline, Text)):
        together = tuple(group)
        result += (Text(text_of(together)),) if is_text else together
    return tuple(result)
