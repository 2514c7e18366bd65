"""YAML text to nodes, from parser events: every scalar stays text, and nothing is repeated or hidden.

PyYAML's own loading reads `NO` as false and `010` as 8, keeps the last of two equal keys, and can be made to
use all memory by aliases; composing with its C parser crashes on deep nesting. Events have none of that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from obcgen.problems import Kind, ObcgenError, Path, Place, Problem
from obcgen.source.colons import with_others
from obcgen.source.cuts import CUT_AMOUNT, CUT_TEXT, cut_amount, cut_by_sign, cut_text, mended
from obcgen.source.nodes import Node
from obcgen.source.slips import odd_indent
from obcgen.source.yaml_faults import DEEPEST, TOO_MUCH, explain, too_deep

if TYPE_CHECKING:
    from collections.abc import Iterator

EMPTY = Kind("SRC-04", "The file is empty")
CHARACTER = Kind("SRC-05", "A character that does not belong in a text file")
SEVERAL = Kind("SRC-07", "Several documents in one file")
DUPLICATE = Kind("SRC-08", "A key is written twice")
ALIAS = Kind("SRC-09", "A YAML alias, anchor or tag")
COMPLEX_KEY = Kind("SRC-10", "A key that is more than a word")
OPEN_QUOTE = Kind("SRC-22", "A quotation mark that runs on into another value")

LARGEST = 2_000_000
MOST_NODES = 100_000
SEVERAL_KEYS = 3
"""From this many repeated keys in one place on, they are told together."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CUTS = {CUT_AMOUNT.code, CUT_TEXT.code}
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@lru_cache(maxsize=16)  # a spec is read for its pack and then for itself, and once for each document
def from_yaml(text: str, file: str) -> tuple[Node, tuple[Problem, ...]]:
    """Read YAML; return its tree, and the Problems that leave it readable.

    Raises:
        ObcgenError: the text cannot be read as YAML at all.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reader = _Reader(file, text.split("\n"))
    reader.refuse_unreadable(text)
    try:
        reader.events = yaml.parse(text, Loader=LOADER)
        return reader.document(), tuple(reader.problems)
    except yaml.MarkedYAMLError as error:
        fault = reader.open_quote(error) or explain(error, file, reader.lines)
        raise ObcgenError(*with_others(fault, file, reader.lines, LOADER)) from None


@dataclass(slots=True)
class _Reader:
    file: str
    lines: list[str]
    events: Iterator[Any] = field(default_factory=lambda: iter(()))
    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    long_quote: Any = None
    """The last quoted value that went on over several lines: often a quote that was never closed."""

    def refuse_unreadable(self, text: str) -> None:
        if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
            message = f"The file has more than {LARGEST:,} bytes; a spec has a few thousand."
            raise ObcgenError(
                TOO_MUCH.problem(message, place=self.line(1), hint="Check that it is the right file.")
            )
        if match := UNPRINTABLE.search(text):
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            message = f"The file holds a character that is not text (U+{ord(match[0]):04X})."
            hint = "Delete the character; it often comes along when text is copied from another program."
            place = Place(self.file, line, column, 1, self.lines[line - 1])
            raise ObcgenError(CHARACTER.problem(message, place=place, hint=hint))
        if problem := odd_indent(text, self.file):
            raise ObcgenError(problem)

    def line(self, number: int) -> Place:
        excerpt = self.lines[number - 1]
        return Place(self.file, number, 1, max(1, len(excerpt)), excerpt)

    def place(self, event: Any) -> Place:
        """The place of an event, within one line; a value that is not there stands at the end of it."""
        start, end = event.start_mark, event.end_mark
        line = min(start.line, len(self.lines) - 1)
        excerpt = self.lines[line]
        column = max(0, min(start.column, len(excerpt) - 1))
        stop = end.column if end.line == start.line else len(excerpt)
        return Place(self.file, line + 1, column + 1, max(1, stop - column), excerpt)

    def open_quote(self, error: yaml.MarkedYAMLError) -> Problem | None:
        """Return the Problem of a quote that ran on into the line where the parser gave up, if one did."""
        quote, mark = self.long_quote, error.problem_mark
        if quote is None or mark is None or quote.end_mark.line != mark.line:
            return None
        message = f"The quotation mark opened here is closed only on line {mark.line + 1}."
        hint = "Add the closing quote; write '' for an apostrophe inside single quotes."
        return OPEN_QUOTE.problem(message, place=self.place(quote), hint=hint)

    def document(self) -> Node:
        """Read the only document of the file."""
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                message = "A line of three dashes starts a second document; a file holds one."
                hint = "Remove the dashes, or put the second part into a file of its own."
                raise ObcgenError(SEVERAL.problem(message, place=self.place(event), hint=hint))
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, ())
        if root is None or (root.value == "" and not self.problems):
            message = f"Nothing is written in {self.file}."
            hint = "Start with obcgen new DIR, or with a worked example: obcgen example lists them."
            raise ObcgenError(EMPTY.problem(message, place=self.line(1), hint=hint))
        return root

    def node(self, event: Any, path: Path) -> Node:
        place = self.place(event)
        self.limit(len(path), place)
        self.refuse_anchors(event, path, place)
        match event:
            case yaml.ScalarEvent():
                start: Any = event.start_mark
                end: Any = event.end_mark
                if event.style in {"'", '"'} and end.line > start.line:
                    self.long_quote = event
                elif not event.style:
                    self.warn_of_sign(event, path)
                blank = not event.style and event.value in {"~", "null"}
                return Node("" if blank else event.value, place)
            case yaml.MappingStartEvent():
                return Node(self.entries(path, flow=bool(event.flow_style)), place)
            case yaml.SequenceStartEvent():
                return Node(self.items(path, flow=bool(event.flow_style)), place)
        return Node("", place)

    def warn_of_sign(self, event: Any, path: Path) -> None:
        """Report a plain value that a number sign cut."""
        at = event.end_mark
        if at.line < len(self.lines):
            line, number = self.lines[at.line], at.line + 1
            cut = cut_by_sign(event.value, line, at.column, path, self.file, number)
            self.problems += [cut] if cut else []

    def limit(self, depth: int, place: Place) -> None:
        self.count += 1
        if depth > DEEPEST:
            raise ObcgenError(too_deep(place))
        if self.count > MOST_NODES:
            message = f"The file holds more than {MOST_NODES:,} values; a spec has a few hundred."
            raise ObcgenError(TOO_MUCH.problem(message, place=place, hint="Check that it is the right file."))

    def refuse_anchors(self, event: Any, path: Path, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent):
            what, hint = (
                f"*{event.anchor}",
                f"Write the value out, or put quotes around it: '*{event.anchor}'.",
            )
        elif event.anchor is not None:
            what, hint = f"&{event.anchor}", "Remove it, or put quotes around the value."
        elif event.tag is not None:
            what, hint = (
                event.tag,
                "Put quotes around the value: a ! or a tag has a meaning of its own in YAML.",
            )
        else:
            return
        message = f"“{what}” is YAML shorthand (an alias, an anchor or a tag); a spec holds none."
        hint = hint if "Write" not in hint else f"{hint} To copy from a sibling, use like: and its id."
        self.problems.append(ALIAS.problem(message, path=path, place=place, found=what, hint=hint))

    def items(self, path: Path, *, flow: bool) -> tuple[Node, ...]:
        found: list[Node] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            node = self.node(event, (*path, len(found)))
            if flow and found and cut_amount(found[-1], node):
                found[-1] = self.mend(found[-1], node, (*path, len(found) - 1))
            else:
                found.append(node)
        return tuple(found)

    def entries(self, path: Path, *, flow: bool) -> dict[str, Node]:
        found: dict[str, Node] = {}
        again: list[Node] = []
        last = ""
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.key(event, path)
            name = str(key.value)
            value = replace(self.node(next(self.events), (*path, name)), key=key.place)
            if flow and last in found and self.is_cut(found[last], key, value):
                found[last] = self.mend(found[last], key, (*path, last))
            elif name in found:
                again.append(key)
            else:
                found[name] = value
                last = name
        self.report_duplicates(found, again, path)
        return found

    def is_cut(self, before: Node, key: Node, value: Node) -> bool:
        """Tell whether a comma in braces has cut the value before it."""
        line = self.lines[key.place.line - 1]
        return value.value == "" and (cut_amount(before, key) or cut_text(before, key, value, line))

    def key(self, event: Any, path: Path) -> Node:
        if isinstance(event, yaml.CollectionStartEvent):
            message = "A key must be one word; a list or a group of keys stands here in its place."
            hint = "Put quotes around text that starts with { or [."
            raise ObcgenError(COMPLEX_KEY.problem(message, path=path, place=self.place(event), hint=hint))
        key = self.node(event, path)
        if isinstance(event, yaml.ScalarEvent) and not str(key.value).strip():
            message = "A key is blank: a value stands here without the word it belongs to."
            hint = "Write the key before the colon, or remove the mark that stands alone here."
            raise ObcgenError(COMPLEX_KEY.problem(message, path=path, place=key.place, hint=hint))
        return key

    def report_duplicates(self, found: dict[str, Node], again: list[Node], path: Path) -> None:
        """Report each key written twice; many at once are one fault: a line above them is missing."""
        names = [str(key.value) for key in again]
        hint = "Remove one of them, or rename it."
        if len(again) >= SEVERAL_KEYS:
            hint = "Check whether a line is missing above them, or indented wrongly."
        for key in again[:1] if len(again) >= SEVERAL_KEYS else again:
            place = found[str(key.value)].key or key.place
            message = f"“{key.value}” is written twice here; the first is on line {place.line}."
            if len(again) >= SEVERAL_KEYS:
                message = f"{len(again)} keys are written twice here: {', '.join(names)}."
            where = (*path, str(key.value))
            problem = DUPLICATE.problem(message, path=where, place=key.place, found=str(key.value), hint=hint)
            self.problems.append(problem)

    def mend(self, before: Node, after: Node, path: Path) -> Node:
        """Report a cut once, and go on with the value that was meant."""
        whole, problem = mended(before, after, path)
        self.problems = [each for each in self.problems if each.path != path or each.code not in _CUTS]
        self.problems.append(problem)
        return whole
