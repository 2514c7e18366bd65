"""What is said of a part of a document and is no part of it: a redline's marks, a drafting note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Change = Literal["inserted", "deleted", "moved-from", "moved-to", "open", "printed"]
"""What a redline says of a part; `open`: a preview's, in place of what the spec does not say yet;
`printed`: the preview's around what a value of the spec prints."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened to a part; `moved` is the id that both places of a moved part share.

    `path` says which value was printed: keys and positions with a dot between them.
    """

    change: Change
    moved: str = ""
    path: str = ""

    @property
    def is_former(self) -> bool:
        """Whether the part belongs to the old document alone."""
        return self.change in {"deleted", "moved-from"}

    @property
    def is_change(self) -> bool:
        """Whether it is a redline's."""
        return self.change not in {"open", "printed"}

    @property
    def is_open(self) -> bool:
        """Whether the part stands in for what is not known yet."""
        return self.change == "open"


INSERTED: Final = Mark("inserted")
DELETED: Final = Mark("deleted")
OPEN: Final = Mark("open")


@dataclass(frozen=True, slots=True)
class Revision:
    """Whose changes a redline shows, and since when: `2027-03-01T00:00:00Z`."""

    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What an edition with drafting notes says beside a clause; no part of the document itself.

    `clause` is its id, `note` why it is here, `source` where it comes from, `condition` when it is printed.
    """

    clause: str
    note: str = ""
    source: str = ""
    condition: str = ""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Label and text of each line that says something."""
        clause = f"{self.clause}; printed {self.condition}" if self.condition else self.clause
        lines = (("Clause", clause), ("Note", self.note), ("Source", self.source))
        return tuple((label, text) for label, text in lines if text)
