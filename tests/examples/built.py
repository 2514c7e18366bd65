"""The worked examples, built: each document once, in every format."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from obcgen.account.schedule import Schedule, schedule
from obcgen.build import build
from obcgen.pack import builtin
from obcgen.source import parse, read
from obcgen.spec import Spec

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
SPECS = sorted((ROOT / "specs").glob("*.yaml"))
Kind = Literal["rfp", "response", "contract"]
FORMATS = ("docx", "pdf", "html")
KINDS: tuple[Kind, ...] = ("rfp", "response", "contract")
LONG_KINDS: tuple[Kind, ...] = ("rfp", "contract")


def over(kinds: tuple[Kind, ...]) -> pytest.MarkDecorator:
    """Return what runs a test over these documents; one worker reads a document for all of them."""
    return pytest.mark.parametrize(
        ("spec", "kind"),
        [
            pytest.param(spec, kind, id=f"@{spec.stem}-{kind}")  # see turns.DOCUMENT
            for spec in SPECS
            for kind in kinds
        ],
    )


each_document = over(KINDS)
each_with_figures = over(LONG_KINDS)


def least(kind: Kind, number: int) -> int:
    """Return how many of a thing a document holds at least: a response file has a twelfth of the others'."""
    return number // 12 if kind == "response" else number


@dataclass(frozen=True)
class Built:
    """One document of one example, as files."""

    name: str
    docx: bytes
    pdf: bytes
    html: str


def engine_of(spec: Path, kind: Kind) -> str:
    """Return what lays out a document's PDF: each deal and each kind of document by either engine in turn."""
    return ("typst", "weasyprint")[(SPECS.index(spec) + KINDS.index(kind)) % 2]


@cache
def built(spec: Path, kind: Kind) -> Built:
    """Return a document in every format."""
    name = f"{spec.stem}-{kind}"
    pack = replace(builtin(), engine=engine_of(spec, kind))
    files = once(name, lambda: build(kind, spec, FORMATS, pack).files)
    docx, pdf, html = (next(files[file] for file in files if file.endswith(form)) for form in FORMATS)
    return Built(name, docx, pdf, html.decode())


def once(name: str, make: Callable[[], dict[str, bytes]]) -> dict[str, bytes]:
    """Return files that the first worker to ask for them makes; the others wait for it."""
    folder = Path(os.environ["OBCGEN_TESTS_SHARE"]) / name
    turn, part = folder.with_suffix(".turn"), folder.with_suffix(".part")
    while not folder.exists():
        try:
            turn.mkdir()
        except FileExistsError:
            time.sleep(0.1)
            continue
        try:
            if not folder.exists():
                _write(part, make())
                part.rename(folder)
        finally:
            turn.rmdir()
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


@cache
def deal(spec: Path) -> tuple[Spec, Schedule]:
    """Return what the district wrote, and the payments that follow from it."""
    read_spec = parse(read(spec), Spec)
    return read_spec, schedule(read_spec)
