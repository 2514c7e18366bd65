"""What stands in one column of a table of participants: each different text once, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from obcgen.problems import Place
    from obcgen.source.table import Table


@dataclass(frozen=True, slots=True)
class Written:
    """One column by the name that obcgen knows it by."""

    name: str
    table: Table
    at: int
    texts: frozenset[str]

    def place(self, text: str | None = None) -> Place:
        """Return the place of the heading, or of the first cell that holds a text."""
        if text is not None:
            for line, cells in self.table.rows():
                if len(cells) > self.at and cells[self.at].strip() == text:
                    return self.table.place(line, self.at)
        return self.table.place(self.table.first, self.at)
