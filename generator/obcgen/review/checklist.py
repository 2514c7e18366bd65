"""The checklist: data of the pack, read row by row, with every fault told at its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from obcgen.pack import Pack
from obcgen.problems import ObcgenError
from obcgen.review.checklist_faults import faults

FILE = "review/checklist.yaml"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that belongs to an answer. One of `paths` is enough; `word`, if any, must stand there.

    A text says something only with `says` words or more that neither the question nor filler holds.
    """

    words: str
    paths: tuple[str, ...]
    at_least: int = 1
    word: str = ""
    says: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the checklist. `rfp` and `contract` are ids of the sections that print the answer.

    `not_in` are fields of work that the row does not concern unless the spec answers it.
    `weakened_by` are codes of the rules whose finding makes an answer weak, `judged_by` names what is
    computed for it, and `weight` says how much depends on the answer: 1, 2 or 3.
    """

    id: str
    group: str
    asks: str
    needs: tuple[Need, ...]
    rfp: tuple[str, ...]
    contract: tuple[str, ...]
    source: str
    center: str = ""
    weakened_by: tuple[str, ...] = ()
    judged_by: tuple[str, ...] = ()
    weight: int = 1
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """Titles of the groups by id, in order, the rows in that order, and the variants that packs choose."""

    groups: Mapping[str, str]
    rows: tuple[Row, ...]
    variants: Mapping[str, str]


def read_checklist(pack: Pack) -> Checklist:
    """Return the checklist: the built-in one with what each folder above it adds, replaces and removes.

    Raises:
        ObcgenError: all that is wrong in a folder's checklist.
    """
    groups: dict[str, str] = {}
    rows: dict[str, Row] = {}
    for path in pack.versions(FILE):
        data = pack.data(path)
        values = data.mapping()
        if problems := tuple(faults(pack, values, groups, rows)):
            raise ObcgenError(*data.locate(problems))
        groups |= values.get("groups", {})
        rows |= {id_: _row(id_, row) for id_, row in values.get("rows", {}).items()}
        rows = {id_: row for id_, row in rows.items() if id_ not in values.get("remove", [])}
    in_order = tuple(row for group in groups for row in rows.values() if row.group == group)
    return Checklist(groups, in_order, {id_: chosen.name for id_, chosen in pack.variants.items()})


def _row(id_: str, values: Mapping[str, Any]) -> Row:
    return Row(
        id=id_,
        group=values["group"],
        asks=values["asks"],
        needs=tuple(_need(words, value) for words, value in values.get("needs", {}).items()),
        rfp=tuple(values.get("rfp", ())),
        contract=tuple(values.get("contract", ())),
        source=values["source"],
        center=values.get("center", ""),
        weakened_by=tuple(values.get("weakened_by", ())),
        judged_by=tuple(values.get("judged_by", ())),
        weight=int(values.get("weight", 1)),
        not_in=tuple(values.get("not_in", ())),
    )


def _need(words: str, value: Any) -> Need:
    if not isinstance(value, dict):
        return Need(words, _paths(value))
    return Need(
        words,
        _paths(value["path"]),
        int(value.get("at_least", 1)),
        value.get("is", ""),
        int(value.get("says", 0)),
    )


def _paths(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
