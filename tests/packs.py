"""Small packs of templates for tests: files in a folder, one clause rendered, the Problems of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from obcgen.pack import Layer, Pack, builtin
from obcgen.problems import ObcgenError, Problem
from obcgen.render.environment import Templates

AGREEMENT: dict[str, Any] = {
    "number": "C-1", "effective": "2027-07-01", "ends": "2028-12-31", "governing_law": "Colorado",
    "termination": {"cause": {"cure": "15 days"}, "settlement": {"base": "pro_rata", "outcomes": "reached"}},
}  # fmt: skip
PROCUREMENT: dict[str, Any] = {
    "method": "competitive proposals",
    "time_zone": "America/Denver",
    "schedule": {"issue": "2027-03-01", "proposals_due": "2027-05-14T14:00"},
    "submission": {"how": "electronic", "to": "a@b.example"},
}
FRONT = "---\nid: {id}\ntitle: {title}\ndocuments: [rfp, contract]\n---\n"


def clause(id_: str, body: str, title: str = "A clause") -> str:
    """Return the text of a clause; its body begins on line 6."""
    return FRONT.format(id=id_, title=title) + body


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files into a folder and return it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def alone(folder: Path, files: Mapping[str, str]) -> Pack:
    """Return a pack that is nothing but these files; messages call it `pack`."""
    return Pack((Layer(written(folder, files), "pack"),))


def over_builtin(folder: Path, files: Mapping[str, str]) -> Pack:
    """Return these files over the built-in templates."""
    return Pack((*alone(folder, files).layers, *builtin().layers))


def html_of(folder: Path, body: str, files: Mapping[str, str] | None = None, **names: object) -> str:
    """Return the HTML of one clause whose body begins on line 6 of `pack/rfp/x.md`."""
    return Templates(alone(folder, {"rfp/x.md": clause("x", body), **(files or {})}), names).html("rfp/x.md")


def problems_of(
    folder: Path, body: str, files: Mapping[str, str] | None = None, **names: object
) -> tuple[Problem, ...]:
    """Return what is wrong with one clause."""
    with pytest.raises(ObcgenError) as caught:
        html_of(folder, body, files, **names)
    return caught.value.problems


def spot(problem: Problem) -> str:
    """Return file and line of a Problem."""
    return f"{problem.place.file}:{problem.place.line}" if problem.place else ""
