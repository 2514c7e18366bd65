"""What can be wrong with a checklist, told at its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, get_args

from obcgen.pack import Pack
from obcgen.problems import Path, Problem
from obcgen.review.judging_faults import judging_faults
from obcgen.review.kinds import BAD_ROW, NO_PATH, NO_ROW, NO_SECTION, NOT_CERTAIN
from obcgen.review.paths import wrong_step
from obcgen.spec.nouns import FieldOfWork
from obcgen.words import nearest

CERTAIN = ("1.1", "1.2", "1.3", "1.4")
"""The only numbers of the Center's indicators that are known for certain."""
PARTS = ("groups", "rows", "remove")
KEYS = (
    "group", "asks", "needs", "rfp", "contract", "center", "source", "weakened_by", "judged_by", "weight",
    "not_in",
)  # fmt: skip
NEED_KEYS = ("path", "at_least", "is", "says")
DOCUMENTS = ("rfp", "contract")
_ID = re.compile("[a-z][a-z0-9-]{0,39}")


def faults(
    pack: Pack, values: Mapping[str, Any], groups: Collection[str], rows: Collection[str]
) -> Iterator[Problem]:
    """Yield what is wrong with one folder's checklist, laid over the groups and rows below it."""
    yield from _unknown_keys(values, PARTS, (), "Checklists have")
    named, added = values.get("groups", {}), values.get("rows", {})
    if not isinstance(named, dict) or not all(isinstance(title, str) and title for title in named.values()):
        hint = "Write one id a line, a colon and the title."
        yield BAD_ROW.problem("“groups” gives ids and titles.", path=("groups",), hint=hint)
        named = {}
    if not isinstance(added, dict):
        yield BAD_ROW.problem("“rows” gives ids and rows.", path=("rows",), hint="Write the id of each row.")
        added = {}
    for id_, row in added.items():
        yield from _row_faults(pack, row, ("rows", id_), {*groups, *named})
    yield from _removal_faults(values.get("remove", []), {*rows, *added})


def _removal_faults(removed: Any, rows: set[str]) -> Iterator[Problem]:
    if not isinstance(removed, list):
        yield BAD_ROW.problem("“remove” is a list of ids.", path=("remove",), hint="Write remove: [schools].")
        return
    for at, id_ in enumerate(removed):
        if not isinstance(id_, str) or id_ not in rows:
            message = f"There is no row “{id_}” to remove."
            yield NO_ROW.problem(message, path=("remove", at), found=str(id_), hint=nearest(str(id_), rows))


def _row_faults(pack: Pack, row: Any, path: Path, groups: set[str]) -> Iterator[Problem]:
    if not isinstance(row, dict):
        hint = "Write group, asks, needs and source under its id."
        yield BAD_ROW.problem("A row is a group of keys.", path=path, hint=hint)
        return
    yield from _unknown_keys(row, KEYS, path, "Rows have")
    for key in ("group", "asks", "source"):
        if not isinstance(row.get(key), str) or not row[key]:
            message = f"This row needs “{key}”, in words."
            yield BAD_ROW.problem(message, path=(*path, key), expected=key, hint=f"Write {key}: …")
    if isinstance(group := row.get("group"), str) and group and group not in groups:
        message = f"There is no group “{group}”."
        yield NO_ROW.problem(message, path=(*path, "group"), found=group, hint=nearest(group, groups))
    if row.get("center", CERTAIN[0]) not in CERTAIN:
        yield NOT_CERTAIN.problem(
            f"“{row['center']}” is not an indicator number that is known for certain.",
            path=(*path, "center"),
            found=str(row["center"]),
            expected=", ".join(CERTAIN),
            hint="Leave center out; say in source where the row comes from.",
        )
    for kind in DOCUMENTS:
        yield from _section_faults(pack, kind, row.get(kind, []), (*path, kind))
    yield from _field_faults(row.get("not_in", []), (*path, "not_in"))
    yield from judging_faults(row, path)
    if "needs" in row or not ("judged_by" in row or "weakened_by" in row):
        yield from _need_faults(row.get("needs"), (*path, "needs"))


def _section_faults(pack: Pack, kind: str, sections: Any, path: Path) -> Iterator[Problem]:
    """Yield each id without a clause; one that a pack took out of its outline is merely not printed."""
    if not isinstance(sections, list) or not all(isinstance(id_, str) for id_ in sections):
        hint = f"Write {path[-1]}: [eligibility]."
        yield BAD_ROW.problem("Sections are given as a list of ids.", path=path, hint=hint)
        return
    for at, id_ in enumerate(sections):
        if not _ID.fullmatch(id_) or not pack.find(f"{kind}/{id_}.md", f"shared/{id_}.md"):
            message = f"There is no section “{id_}”: neither {kind}/{id_}.md nor shared/{id_}.md."
            hint = f"Use an id of {kind}/outline.yaml."
            yield NO_SECTION.problem(message, path=(*path, at), found=id_, hint=hint)


def _field_faults(fields: Any, path: Path) -> Iterator[Problem]:
    known = get_args(FieldOfWork)
    if not isinstance(fields, list) or any(each not in known for each in fields):
        hint = "Write not_in: [workforce]."
        yield BAD_ROW.problem(
            "“not_in” is a list of fields of work.",
            path=path,
            found=str(fields),
            expected=", ".join(known),
            hint=hint,
        )


def _need_faults(needs: Any, path: Path) -> Iterator[Problem]:
    if not isinstance(needs, dict) or not needs:
        hint = "Write words, a colon and a path, such as: the grades: population.grades."
        yield BAD_ROW.problem(
            "This row does not say what answers it.", path=path, expected="needs", hint=hint
        )
        return
    for words, need in needs.items():
        at: Path = (*path, words)
        if isinstance(need, dict):
            yield from _unknown_keys(need, NEED_KEYS, at, "A need has")
            yield from _limit_faults(need, at)
            need, at = need.get("path"), (*at, "path")  # noqa: PLW2901 - the path is what is left to check
        yield from _path_faults(need, at)


def _limit_faults(need: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    word = need.get("is", "x")
    for key in ("at_least", "says"):
        least = need.get(key, "1")
        if not isinstance(least, str) or not least.isdecimal() or not 0 < int(least[:4]) < 1000:
            hint = f"Write {key}: 2."
            yield BAD_ROW.problem(f"“{key}” is a number from 1.", path=(*path, key), hint=hint)
    if not isinstance(word, str) or not word:
        hint = "Write is: near."
        yield BAD_ROW.problem("“is” is one word of the spec.", path=(*path, "is"), hint=hint)


def _path_faults(paths: Any, path: Path) -> Iterator[Problem]:
    listed = paths if isinstance(paths, list) else [paths]
    for at, text in enumerate(listed):
        here = (*path, at) if isinstance(paths, list) else path
        if not isinstance(text, str) or not text:
            hint = "Write a path such as population.grades."
            yield BAD_ROW.problem("There is no path here.", path=here, expected="a path", hint=hint)
        elif wrong := wrong_step(text):
            message = f"No spec has “{wrong.step}” in “{text}”."
            yield NO_PATH.problem(message, path=here, found=text, hint=nearest(wrong.step, wrong.known))


def _unknown_keys(
    values: Mapping[str, Any], known: tuple[str, ...], path: Path, who: str
) -> Iterator[Problem]:
    for key in values:
        if key not in known:
            message = f"{who} no key “{key}”."
            yield BAD_ROW.problem(message, path=(*path, key), found=key, hint=nearest(key, known))
