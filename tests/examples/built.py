"""The worked examples, built: each document once, in every format."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

from obcgen.build import build
from obcgen.pack import builtin
from obcgen.payment.schedule import Schedule, schedule
from obcgen.source import parse, read
from obcgen.spec import Spec

ROOT = Path(__file__).parent.parent.parent
SPECS = sorted((ROOT / "specs").glob("*.yaml"))
Kind = Literal["rfp", "contract"]
KINDS: tuple[Kind, ...] = ("rfp", "contract")
each_document = pytest.mark.parametrize(
    ("spec", "kind"),
    [
        pytest.param(spec, kind, id=name, marks=pytest.mark.xdist_group(name))
        for spec in SPECS
        for kind in KINDS
        for name in [f"{spec.stem}-{kind}"]
    ],
)
"""Runs a test over every document; with `--dist loadgroup` all tests of one document share a worker."""


@dataclass(frozen=True)
class Built:
    """One document of one example, as files."""

    name: str
    docx: bytes
    pdf: bytes
    html: str


@cache
def built(spec: Path, kind: Kind) -> Built:
    """Return a document in every format."""
    files = build(kind, spec, ("docx", "pdf", "html"), builtin()).files
    name = f"{spec.stem}-{kind}"
    return Built(name, files[f"{name}.docx"], files[f"{name}.pdf"], files[f"{name}.html"].decode())


@cache
def deal(spec: Path) -> tuple[Spec, Schedule]:
    """Return what the district wrote, and the payments that follow from it."""
    read_spec = parse(read(spec), Spec)
    return read_spec, schedule(read_spec)
