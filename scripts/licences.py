"""Writes docs/licences.md: what is installed with obcgen, and under which licence it says it is.

python scripts/licences.py
"""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = Path(__file__).parent.parent / "docs" / "licences.md"
HEAD = """# Licences

Made from the metadata of the packages by `make licences`: all that a plain `pip install obcgen` brings,
directly or through another. None of it is under the AGPL, and a test holds that. obcgen itself is under
Apache-2.0; the fonts it ships, Carlito and Caladea, are under the SIL Open Font License. Where several
licences stand, one may be chosen. `make sbom` writes a bill of materials (CycloneDX) to
`build/obcgen.cdx.json`.

| package | licence |
|---|---|
"""
SIGNING = """
`pip install "obcgen[signing]"` adds:

| package | licence |
|---|---|
"""
CLUSTER = """
`pip install "obcgen[cluster]"` adds what speaks to a scheduler (stated as of distributed 2026.8.0;
`make conformance`, which installs it, holds this list to it):

| package | licence |
|---|---|
| cloudpickle | BSD-3-Clause |
| dask | BSD-3-Clause |
| distributed | BSD-3-Clause |
| fsspec | BSD-3-Clause |
| importlib-metadata | Apache-2.0 |
| lazy-importer | Apache-2.0 |
| locket | BSD License |
| msgpack | Apache-2.0 |
| packaging | Apache-2.0 OR BSD-2-Clause |
| partd | BSD |
| psutil | BSD-3-Clause |
| sortedcontainers | Apache Software License |
| tblib | BSD-2-Clause |
| toolz | BSD-3-Clause |
| tornado | Apache Software License |
| zict | BSD License |
| zipp | MIT |
"""
FORBIDDEN = ("AGPL", "AFFERO")


def runtime(*extras: str, of: str = "obcgen") -> dict[str, Distribution]:
    """Return what a package and these extras need at run time, directly or through another, by name."""
    found: dict[str, Distribution] = {}
    waiting, seen = [(of, extra) for extra in ("", *extras)], set[tuple[str, str]]()
    while waiting:
        each, extra = waiting.pop()
        if (each, extra) in seen:
            continue
        seen.add((each, extra))
        for need in map(Requirement, distribution(each).requires or ()):
            key = canonicalize_name(need.name)
            if need.marker is None or need.marker.evaluate({"extra": extra}):
                found[key] = distribution(key)
                waiting += [(key, one) for one in ("", *need.extras)]
    return dict(sorted(found.items()))


def licence(package: Distribution) -> str:
    """Return the licence that a package states: its expression, else its classifiers, else its first line."""
    data: Any = package.metadata
    if expression := data.get("License-Expression"):
        return str(expression)
    named = [
        line.split(" :: ")[-1] for line in data.get_all("Classifier") or () if line.startswith("License ::")
    ]
    if named:
        return ", ".join(named)
    return str(data.get("License") or "not stated").split("\n")[0]


def page() -> str:
    """Return the page of licences."""
    plain = runtime()
    signing = {name: package for name, package in runtime("signing").items() if name not in plain}
    return HEAD + _rows(plain) + SIGNING + _rows(signing) + CLUSTER


def _rows(packages: dict[str, Distribution]) -> str:
    return "".join(f"| {name} | {licence(package)} |\n" for name, package in packages.items())


def forbidden() -> list[str]:
    """Return the packages under a licence that the project does not take."""
    return [
        name
        for name, package in runtime("signing").items()
        if any(word in licence(package).upper() for word in FORBIDDEN)
    ]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(f"Not taken: {', '.join(forbidden())}" if forbidden() else 0)
