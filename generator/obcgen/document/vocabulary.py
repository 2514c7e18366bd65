"""The closed vocabulary: which elements a document may hold, with which attributes, and what fits where.

The tables below are the whole truth; `faults` holds an element tree against them.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from re import fullmatch
from typing import TYPE_CHECKING

from obcgen.document.drawing import INKS
from obcgen.document.elements import SPACE, Element, place_of
from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN_ELEMENT = Kind("DOC-03", "An element that documents do not have")
DOES_NOT_FIT = Kind("DOC-04", "An element where it does not fit")
STRAY_TEXT = Kind("DOC-05", "Text where only blocks belong")
UNKNOWN_ATTRIBUTE = Kind("DOC-06", "An attribute that the element does not have")
MISSING_ATTRIBUTE = Kind("DOC-07", "An attribute that is missing")
BAD_VALUE = Kind("DOC-08", "An attribute with a value that it cannot have")


@dataclass(frozen=True, slots=True)
class Value:
    """What an attribute may say: a pattern for the whole value, and the same in words."""

    pattern: str
    expected: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What an element is called, holds and carries.

    `holds` of None means what the element around it may hold: marks where `text` is true, else blocks.
    `more` it may hold wherever it stands.
    """

    name: str
    holds: frozenset[str] | None = frozenset()
    text: bool = False
    values: tuple[tuple[str, Value], ...] = ()
    more: frozenset[str] = frozenset()

    def value_of(self, attribute: str) -> Value | None:
        """Return what an attribute may say, or None where the element has no such attribute."""
        return dict(self.values).get(attribute)


def _value(pattern: str, expected: str) -> Value:
    return Value(pattern, expected)


def _required(pattern: str, expected: str) -> Value:
    return Value(pattern, expected, required=True)


def _one_of(words: str, *, required: bool = False) -> Value:
    return Value(words.replace(" ", "|"), "one of " + words.replace(" ", ", "), required)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ID_PATTERN = r"[A-Za-z][A-Za-z0-9_.:-]*"
_ID_WORDS = "a letter, then letters, digits and any of _ . : -"
_ID, _OWN_ID = _value(_ID_PATTERN, _ID_WORDS), _required(_ID_PATTERN, _ID_WORDS)
_ANY, _SOME = _required("(?s).*", "text"), _required(r"(?s).*\S.*", "text that is not blank")
_WORD, _AT = _value(r".*\S.*", "a word"), _value(".+:[0-9]+", "a file and a line, as in caps.md:12")
_FIELD = (("id", _OWN_ID), ("title", _SOME))
_PLACEHOLDER = ("placeholder", _value("(?s).*", "text"))

_INSTEAD = {"b": ("strong",), "i": ("em",), "button": ("input",)}
_NEAR = 0.75
"""How alike a name must be to be suggested."""

FIELDS = _set("input textarea select")
INLINE = _set("strong em br a") | FIELDS
PROSE = _set("p ol ul div.prose")
HEADINGS = _set("h1 h2 h3 h4 h5 h6")
WRITTEN = PROSE | HEADINGS | {"blockquote"}
"""What Markdown can make."""

BLOCKS = WRITTEN | _set("section aside table figure nav div.signatures")
SHAPES = _set("rect polyline polygon circle text")

_SECTION = (
    ("id", _OWN_ID),
    ("data-kind", _one_of("front body attachment part", required=True)),
    ("data-title", _ANY),
    ("data-page", _one_of("new")),
)
_ARTICLE = (
    ("data-kind", _SOME),
    ("data-name", _SOME),
    ("data-title", _SOME),
    ("data-number", _ANY),
    ("data-owner", _ANY),
    ("data-status", _one_of("draft final", required=True)),
    ("data-mark", _value(r".*\S.*", "a few words, as in Not for publication")),
    ("data-section-word", _WORD),
    ("data-attachment-word", _WORD),
    ("data-page-word", _WORD),
    ("data-of-word", _WORD),
    ("data-draft-word", _WORD),
    ("data-skip-word", _WORD),
    ("lang", _value("[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", "a language, as in en-US")),
)
_TABLE = (
    ("id", _ID),
    ("class", _one_of("grid facts form cards strip")),
    (
        "data-widths",
        _value("[1-9][0-9]{0,2}( [1-9][0-9]{0,2})*", "whole per cents of the width, as in 30 40 30"),
    ),
    (
        "data-align",
        _value("(left|right|center)( (left|right|center))*", "left, right or center for each column"),
    ),
)
_ASIDE = (("data-kind", _one_of("note warning example", required=True)), ("data-title", _SOME))
_SIGNATURE = (("id", _OWN_ID), ("data-party", _SOME), ("data-name", _ANY), ("data-role", _ANY))
_SPAN = (("colspan", _value("[1-9]|[1-4][0-9]|50", "a number from 1 to 50")),)
_TARGET = _required(
    rf"([a-z][a-z-]*)?#{_ID_PATTERN}|(https?://|mailto:)\S+",
    "# and an id, also after the name of another document, or a link by https, http or mailto",
)
_TYPE = _one_of("text date money number checkbox", required=True)
_NUMBER = _required("0|[1-9][0-9]{0,4}", "a whole number of tenths of a point")
_THICKNESS = ("stroke-width", _value("[1-9][0-9]?", "a whole number of tenths of a point, below 100"))
_COLOURS = tuple((name, _one_of(" ".join(INKS))) for name in ("fill", "stroke"))
_FRAME = _required(
    "0 0 [1-9][0-9]{0,4} [1-9][0-9]{0,4}", "0 0, the width and the height in tenths of a point"
)
_PLACE = (("x", _NUMBER), ("y", _NUMBER))
_POINTS = _required("([0-9]{1,5},[0-9]{1,5} ){1,200}[0-9]{1,5},[0-9]{1,5}", "points, as in 0,0 120,40")
_RECT = (*_PLACE, ("width", _NUMBER), ("height", _NUMBER), ("class", _one_of("solid stripes")))
_ROUND = (("cx", _NUMBER), ("cy", _NUMBER), ("r", _NUMBER))
_LINE = (("points", _POINTS), ("class", _one_of("solid dashed dotted")))
_WORDS = (
    *_PLACE,
    ("data-room", _NUMBER),
    ("font-size", _NUMBER),
    ("font-weight", _one_of("normal bold")),
    ("text-anchor", _one_of("start middle end")),
    ("fill", _one_of(" ".join(INKS))),
)
_LOOK = (("class", _one_of("kicker title subtitle small notice lines")),)

RULES: dict[str, Rule] = {
    "article": Rule("the document", _set("section"), values=_ARTICLE),
    "section": Rule("a section", BLOCKS, values=_SECTION),
    "p": Rule("a paragraph", INLINE, text=True, values=_LOOK),
    **{tag: Rule("a minor heading", INLINE - FIELDS, text=True) for tag in HEADINGS},
    "ol": Rule("a numbered list", _set("li")),
    "ul": Rule("a list", _set("li")),
    "li": Rule("a list item", PROSE | INLINE, text=True, values=(("id", _ID),)),
    "blockquote": Rule("a quotation", PROSE),
    "aside": Rule("a box", PROSE | INLINE, text=True, values=_ASIDE),
    "table": Rule("a table", _set("caption thead tbody tfoot"), values=_TABLE),
    "caption": Rule("a table's caption", INLINE - FIELDS, text=True),
    **{tag: Rule("a part of a table", _set("tr")) for tag in ("thead", "tbody", "tfoot")},
    "tr": Rule("a table row", _set("th td"), values=(("class", _one_of("total")),)),
    "th": Rule("a table cell", PROSE | INLINE, text=True, values=_SPAN),
    "td": Rule("a table cell", PROSE | INLINE, text=True, values=_SPAN),
    "figure": Rule("a figure", _set("figcaption svg"), values=(("id", _OWN_ID),)),
    "figcaption": Rule("a figure's caption", INLINE - FIELDS, text=True),
    "svg": Rule("a drawing", SHAPES | {"title"}, values=(("viewBox", _FRAME),)),
    "title": Rule("a drawing's alternative text", text=True),
    "rect": Rule("a rectangle", values=(*_RECT, *_COLOURS, _THICKNESS)),
    "polyline": Rule("a line", values=(*_LINE, *_COLOURS, _THICKNESS)),
    "polygon": Rule("a polygon", values=(*_LINE, *_COLOURS, _THICKNESS)),
    "circle": Rule("a circle", values=(*_ROUND, *_COLOURS, _THICKNESS)),
    "text": Rule("a text of a drawing", text=True, values=_WORDS),
    "nav": Rule("the contents list", values=(("data-depth", _required("[1-3]", "1, 2 or 3")),)),
    "div.prose": Rule(
        "a text from the spec", None, values=(("class", _required("prose", "prose")),), more=_set("table")
    ),
    "div.signatures": Rule("signature blocks", _set("div.signature"), values=(("class", _ANY),)),
    "div.signature": Rule("a signature block", values=(("class", _ANY), *_SIGNATURE)),
    "strong": Rule("bold text", None, text=True),
    "em": Rule("italic text", None, text=True),
    "br": Rule("a line break"),
    "a": Rule("a link", _set("strong em br"), text=True, values=(("href", _TARGET),)),
    "input": Rule(
        "a blank to fill in", values=(*_FIELD, ("type", _TYPE), _PLACEHOLDER, ("data-shared", _ID))
    ),
    "textarea": Rule(
        "a blank to fill in", values=(*_FIELD, _PLACEHOLDER, ("data-room", _one_of("half page")))
    ),
    "select": Rule("a choice", _set("option"), values=_FIELD),
    "option": Rule("an answer", text=True),
}


def faults(root: Element) -> Iterator[Problem]:
    """Yield every Problem of elements that do not exist, do not fit or are wrongly described."""
    yield from _faults(root, frozenset({"article"}), "the outermost place")


def is_well_described(element: Element) -> bool:
    """Tell whether an element and all in it are of the vocabulary, wherever it stands."""
    return not any(_faults(element, frozenset({element.kind}), ""))


def _faults(element: Element, fitting: frozenset[str], around: str) -> Iterator[Problem]:
    rule = RULES.get(element.kind)
    if rule is None:
        yield _unknown(element)
        return
    if element.kind not in fitting:
        yield _misplaced(element, rule, around)
        return
    yield from _faults_of_attributes(element, rule)
    around_it = fitting & (INLINE if rule.text else WRITTEN)
    inside = rule.more | (around_it if rule.holds is None else rule.holds)
    yield from () if rule.text else _stray_text(element, rule)
    for child in element.inside():
        yield from _faults(child, inside, rule.name)


def _unknown(element: Element) -> Problem:
    shown = f'<div class="{element.get("class")}">' if element.tag == "div" else f"<{element.tag}>"
    near = _INSTEAD.get(element.tag) or get_close_matches(element.kind, RULES, 1, _NEAR)
    hint = f"Did you mean {near[0]}?" if near else "Use the macros of the templates to make structure."
    message = f"A document has no element {shown}."
    return UNKNOWN_ELEMENT.problem(message, place=place_of(element.at), found=shown, hint=hint)


def _misplaced(element: Element, rule: Rule, around: str) -> Problem:
    message = f"{_sentence(rule.name)} does not fit in {around}."
    hint = "Move it out, or end what is around it first."
    return DOES_NOT_FIT.problem(message, place=place_of(element.at), found=f"<{element.tag}>", hint=hint)


def _stray_text(element: Element, rule: Rule) -> Iterator[Problem]:
    texts = (child.strip(SPACE) for child in element.children if isinstance(child, str))
    text = " ".join(filter(None, texts))
    if text:
        message = f"Text stands directly in {rule.name}: “{text[:60]}”."
        hint = "Put it in a paragraph: <p>...</p>." if _holds_paragraphs(rule) else "Take it out."
        yield STRAY_TEXT.problem(message, place=place_of(element.at), found=text[:60], hint=hint)


def _holds_paragraphs(rule: Rule) -> bool:
    return rule.holds is None or "p" in rule.holds


def _faults_of_attributes(element: Element, rule: Rule) -> Iterator[Problem]:
    place = place_of(element.at)
    for name, value in element.attributes.items():
        allowed = _AT if name == "data-at" else rule.value_of(name)
        if allowed is None:
            yield _unknown_attribute(element, rule, name)
        elif not fullmatch(allowed.pattern, value):
            message = f"{_sentence(rule.name)} has {name}=“{value[:60]}”, which is not {allowed.expected}."
            yield BAD_VALUE.problem(message, place=place, found=value[:60], expected=allowed.expected)
    for name, allowed in rule.values:
        if allowed.required and name not in element.attributes:
            message = f"{_sentence(rule.name)} has no {name}."
            hint = f"Add {name}=“...” to <{element.tag}>."
            yield MISSING_ATTRIBUTE.problem(message, place=place, expected=allowed.expected, hint=hint)


def _unknown_attribute(element: Element, rule: Rule, name: str) -> Problem:
    known = [name for name, _ in rule.values]
    near = get_close_matches(name, known, 1)
    hint = f"Did you mean {near[0]}?" if near else f"It may have: {', '.join(known) or 'none'}."
    message = f"{_sentence(rule.name)} has no attribute {name}."
    return UNKNOWN_ATTRIBUTE.problem(message, place=place_of(element.at), found=name, hint=hint)


def _sentence(name: str) -> str:
    return name[0].upper() + name[1:]
