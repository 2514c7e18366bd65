"""A spec is laid on the desk: one that exists, or a new one from a blank, a worked deal or a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.example import example
from obcgen.new import SCHEMA, SPEC, starter
from obcgen.pack import builtin
from obcgen.studio.asked import Answer, Reply, Request, files_of, refused, text_of
from obcgen.studio.change import shown
from obcgen.studio.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Mapping


def _open(_: Desk, request: Request) -> tuple[Desk, Reply]:
    return _laid(Desk(text_of(request, "name"), text_of(request, "text"), files_of(request)))


def _begin(_: Desk, request: Request) -> tuple[Desk, Reply]:
    way = text_of(request, "from")
    if way == "blank":
        files: Mapping[str, bytes] = starter(_answers(request), builtin())
        return _laid(Desk(SPEC, files[SPEC].decode()))
    if way == "deal":
        name = text_of(request, "deal")
        files = example(name)
        beside = {path: each for path, each in files.items() if path not in {f"{name}.yaml", SCHEMA}}
        return _laid(Desk(SPEC, files[f"{name}.yaml"].decode(), beside))
    raise refused(f"A spec begins from a question, a deal or a blank, not from “{way[:40]}”.")


def _answers(request: Request) -> dict[str, str]:
    found = request.get("answers", {})
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise refused("The answers of the request are not texts by name.")
    return dict(found)


def _laid(desk: Desk) -> tuple[Desk, Reply]:
    return desk, {"name": desk.name, "text": shown(desk.text), "files": sorted(desk.files)}


ANSWERS: dict[str, Answer] = {"open": _open, "begin": _begin}
