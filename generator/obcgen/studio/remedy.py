"""A remedy that one click applies: what it does, where, and how a button says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.source.nodes import Plain
    from obcgen.studio.in_words_of_form import Wording


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is to be done at a path: a value written, a part removed, or a key written otherwise."""

    does: Literal["write", "remove", "remove here", "rename"]
    path: Path
    value: Plain = ""

    def says(self, wording: Wording) -> str:
        """Return the remedy on a button: `Set “Due date” of “Text fluency” to August 14, 2028`."""
        place = wording.place(self.path)
        if self.does.startswith("remove"):
            return f"Remove {place}"
        if self.does == "rename":
            return f"Write {self.value} in place of {self.path[-1]}"
        if isinstance(self.value, Mapping) and "<" in str(self.value):
            return f"Begin {place}, with a blank for each answer"
        value = wording.value(self.value, self.path)
        return f"Fill in {place}: {value}" if isinstance(self.value, Mapping) else f"Set {place} to {value}"
