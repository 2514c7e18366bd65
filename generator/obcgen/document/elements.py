"""HTML text to a tree of elements: strict XML, nothing repaired, no entity or document type declared.

Each element knows the template line nearest to it (`data-at="file:line"`), so that a fault has a place
the author of the template can open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from obcgen.problems import Kind, ObcgenError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_WELL_FORMED = Kind("DOC-01", "The HTML of a template is not well formed")
TOO_DEEP = Kind("DOC-02", "Elements are nested too deeply")

DEEPEST = 50
_REFERENCE = re.compile(r"([a-z][a-z-]*)?#(.+)")
SPACE = " \t\n\r\f"
"""What HTML calls white space; a no-break space is text."""

_ENDED, _MISMATCHED, _UNDEFINED_ENTITY = 3, 7, 11


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its tag, its attributes, what stands in it, and the nearest template line."""

    tag: str
    attributes: dict[str, str]
    children: tuple[Element | str, ...]
    at: str = ""

    @property
    def kind(self) -> str:
        """The tag, and for a `div` its class: `div.prose`."""
        return f"div.{self.attributes.get('class', '')}" if self.tag == "div" else self.tag

    def get(self, name: str, otherwise: str = "") -> str:
        """Return an attribute, or `otherwise` where the element does not have it."""
        return self.attributes.get(name, otherwise)

    def inside(self) -> Iterator[Element]:
        """Yield the elements directly inside this one."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """Yield this element and all inside it, outermost first."""
        yield self
        for child in self.inside():
            yield from child.walk()

    def text(self) -> str:
        """Return all characters inside this element."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    tag: str
    attributes: dict[str, str]
    at: str
    children: list[Element | str] = field(default_factory=list)

    def closed(self) -> Element:
        return Element(self.tag, self.attributes, tuple(self.children), self.at)


def read_elements(text: str) -> Element:
    """Return the one root element of `text`.

    Raises:
        ObcgenError: the text is not well formed XML, or its nesting is beyond all reason.
    """
    return _Reader(text).read()


def target_of(element: Element) -> str:
    """Return what an element refers to, such as `caps` or `response#form-price`; nothing for other links."""
    found = _REFERENCE.fullmatch(element.get("href"))
    return "#".join(filter(None, found.groups())) if found else ""


def place_of(at: str) -> Place | None:
    """Return the place that a `data-at` names: `templates/rfp/caps.md:12`."""
    file, _, line = at.rpartition(":")
    return Place(file, int(line), 1) if file and line.isdecimal() else None


class _Reader:
    """Builds elements from the parser's events. What is open is a stack; its bottom holds the root."""

    def __init__(self, text: str) -> None:
        self.open = [_Open("", {}, "")]
        self.raw = text.encode("utf-8", "surrogatepass")
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction

    def read(self) -> Element:
        try:
            self.parser.Parse(self.raw, True)
        except expat.ExpatError as error:
            self.refuse(*self.explain(error))
        root = self.open[0].children[0]
        assert isinstance(root, Element)  # noqa: S101 - XML has exactly one root
        return root

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        at = attributes.get("data-at", self.open[-1].at)
        if len(self.open) > DEEPEST:
            message = f"Elements are nested more than {DEEPEST} deep at <{tag}>."
            raise ObcgenError(TOO_DEEP.problem(message, place=place_of(at), hint="Flatten the template."))
        self.open.append(_Open(tag, attributes, at))

    def end(self, _tag: str) -> None:
        closed = self.open.pop().closed()
        self.open[-1].children.append(closed)

    def characters(self, text: str) -> None:
        self.open[-1].children.append(text)

    def doctype(self, *_: object) -> None:
        hint = "Take it out: a template holds only the elements of the document."
        self.refuse("The HTML declares a document type.", "<!DOCTYPE", hint)

    def instruction(self, target: str, _: str) -> None:
        hint = "Take it out: a template holds only the elements of the document."
        self.refuse("The HTML holds a processing instruction.", f"<?{target}", hint)

    def refuse(self, message: str, found: str, hint: str) -> NoReturn:
        place = place_of(self.open[-1].at)
        raise ObcgenError(NOT_WELL_FORMED.problem(message, place=place, found=found, hint=hint))

    def explain(self, error: expat.ExpatError) -> tuple[str, str, str]:
        """Return message, what was found there, and what to do."""
        found, tag = self.around(self.parser.ErrorByteIndex), self.open[-1].tag
        if error.code in {_MISMATCHED, _ENDED} and tag:
            message = f"<{tag}> is opened here and not closed before {found or 'the end'}."
            return message, found, f"Write </{tag}> where the element ends."
        if error.code == _UNDEFINED_ENTITY:
            hint = "Write the character itself, or its number: &#160; for a no-break space."
            return f"The name {found} stands for no character here.", found, hint
        message = f"The HTML cannot be read ({expat.ErrorString(error.code)})."
        return (
            message,
            found,
            "Close every element, quote every attribute, and write &lt; and &amp; for < and &.",
        )

    def around(self, index: int) -> str:
        """Return the tag, the named character or the first few characters at a byte of the text."""
        start = max(self.raw.rfind(b"<", 0, index + 1), self.raw.rfind(b"&", 0, index + 1), 0)
        near = start if index - start <= 2 else index
        text = self.raw[near : near + 60].decode("utf-8", "replace").split("\n")[0]
        match = re.match(r"</?[^\s<>]*\s*>?|&[^\s;<]*;?", text)
        return match[0] if match and match[0] else text
