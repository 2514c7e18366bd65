"""What was filled in and nobody has looked at: in groups, what weighs most first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.studio.asked import Answer, Reply, Request, refused
from obcgen.studio.fields import field_at
from obcgen.studio.followed import unseen
from obcgen.studio.following import said
from obcgen.studio.in_words_of_form import Wording
from obcgen.studio.interview import interview
from obcgen.studio.paths import leaves, lies_in

if TYPE_CHECKING:
    from obcgen.problems import Path
    from obcgen.studio.desk import Desk

_TITLES: Final = {
    "dates": "Days and times",
    "money": "Money",
    "law": "Law, contract and data",
    "rest": "All else",
}
"""By group its title; a value belongs to the first that fits."""
_ORDER: Final = ("money", "dates", "law", "rest")
_DAYS: Final = {"date", "date_time", "moment", "deadline", "duration"}
_MONEY: Final = ("funding", "payment", "estimate")
_LAW: Final = (
    "agreement",
    "data",
    "confirmed",
    "waive",
    "district.terms",
    "population.consent",
    "verification.dispute",
    "procurement.protest",
    "procurement.records_law",
    "procurement.method",
)
_LONGEST: Final = 160
"""So many characters of a value are shown."""


def group_of(path: Path) -> str:
    """Return to which group a value belongs."""
    field = field_at(path)
    if field is not None and _DAYS & set(field.kinds):
        return "dates"
    if any(lies_in(path, each) for each in _MONEY) or (field is not None and field.control == "money"):
        return "money"
    return "law" if any(lies_in(path, each) for each in _LAW) else "rest"


def in_group(desk: Desk, group: str) -> frozenset[Path]:
    """Return what nobody has looked at of one group.

    Raises:
        ObcgenError: there is no such group.
    """
    if group not in _TITLES:
        raise refused(f"There is no group “{group[:40]}”.")
    return frozenset(path for path in unseen(desk) if group_of(path) == group)


def _filled(desk: Desk, _: Request) -> tuple[Desk, Reply]:
    """Tell what was filled in and nobody has looked at, by group, in the order of the spec."""
    root, waiting = desk.reading().source.root, unseen(desk)
    wording = Wording(root, interview(desk.reading().pack))
    found = [path for path, _ in leaves(root) if path in waiting]
    groups = {name: [path for path in found if group_of(path) == name] for name in _ORDER}
    return desk, {
        "groups": [
            {"id": name, "title": _TITLES[name], "values": [_row(wording, path) for path in paths]}
            for name, paths in groups.items()
            if paths
        ]
    }


def _row(wording: Wording, path: Path) -> Reply:
    value = wording.value(said(wording.root, path), path)
    shown = f"{value[:_LONGEST].rstrip()} …" if len(value) > _LONGEST else value
    return {"path": list(path), "says": wording.place(path), "value": shown}


ANSWERS: dict[str, Answer] = {"filled": _filled}
