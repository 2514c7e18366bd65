"""Names that print in several places: controls bound to one value each, so that one change changes them all.

The values lie in a small part of their own, as the embedded spec is text that no path leads into. Word shows
what stands in that part and writes into it what somebody types into any of the controls.
"""

from __future__ import annotations

import re
from dataclasses import InitVar, dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final

from obcgen.document.embedded import hash_of
from obcgen.writers.unbroken import held_together
from obcgen.writers.word_fields import run
from obcgen.writers.word_names import control_number
from obcgen.writers.word_xml import NOTHING, Xml, escaped, join, tag, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.document.embedded import Printed

NAMESPACE: Final = "urn:obcgen:values:1"
_PREFIX: Final = f"xmlns:v='{NAMESPACE}'"


@dataclass(slots=True)
class Values:
    """The values of a file and the controls that show them; `taken` are the numbers of its controls."""

    printed: InitVar[tuple[Printed, ...]] = ()
    taken: set[int] = field(default_factory=set)
    _named: dict[str, Printed] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None
    _store: str = ""
    _places: Iterator[int] = field(default_factory=count)

    def __post_init__(self, printed: tuple[Printed, ...]) -> None:
        for one in printed:
            self._named |= {text: one for text in (one.text, held_together(one.text)) if text}
        if self._named:
            longest_first = sorted(self._named, key=lambda text: (-len(text), text))
            words = "|".join(map(_whole, longest_first))
            self._pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
            self._store = store_id(printed)

    def run(self, text: str, properties: Xml = NOTHING) -> Xml:
        """Return a run of text in which each value is a control bound to it."""
        if self._pattern is None or not any(name in text for name in self._named):
            return run(text, properties)
        parts, end = [], 0
        for found in self._pattern.finditer(text):
            parts += [run(text[end : found.start()], properties), self._control(found[0], properties)]
            end = found.end()
        return join((*parts, run(text[end:], properties)))

    def _control(self, text: str, properties: Xml) -> Xml:
        value = self._named[text]
        path = f"/v:values[1]/v:{value.name}[1]"
        about = w(
            "sdtPr",
            properties,
            w("alias", val=value.title),
            w("tag", val=value.name),
            w("id", val=control_number(f"{value.name} {next(self._places)}", self.taken)),
            w("dataBinding", prefixMappings=_PREFIX, xpath=path, storeItemID=self._store),
            w("text"),
        )
        return w("sdt", about, w("sdtContent", run(text, properties)))


def _whole(name: str) -> str:
    """Return a pattern of a name that is not the beginning of a longer one: `Denver Schools Foundation`."""
    return re.escape(name) + ("" if name[-1].isdigit() else "(?![ \u00a0][A-Z][a-z])")


def values_xml(printed: tuple[Printed, ...]) -> Xml:
    """Return the part that holds the values, each in an element of its name."""
    elements = (tag(one.name, escaped(held_together(one.text))) for one in printed)
    return tag("values", *elements, xmlns=NAMESPACE)


def store_id(printed: tuple[Printed, ...]) -> str:
    """Return the id of that part."""
    return id_of(values_xml(printed))


def id_of(text: str) -> str:
    """Return the id of a part of custom XML, made from what it holds."""
    digits = hash_of(text).upper()
    parts = (digits[0:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32])
    return f"{{{'-'.join(parts)}}}"
