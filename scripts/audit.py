"""Checks what the locks pin: hashes, licences, known vulnerabilities, and that nothing was changed unnoticed.

python scripts/audit.py [ADVISORIES]

ADVISORIES is a folder of OSV records (one JSON file each, as osv.dev exports its ecosystem PyPI in all.zip,
unpacked) or one such zip file; without it the folder locks/advisories is read. Nothing is fetched: who runs
this in CI puts the export there first. No advisories at all are told, and are no success.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from licences import forbidden
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parent.parent
LOCKS = ROOT / "locks"
SUMS = LOCKS / "SHA256SUMS"
ADVISORIES = LOCKS / "advisories"
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Pin:
    """A package at one version in a lock, with how many hashes."""

    name: str
    version: str
    hashes: int


def pins(lock: Path) -> Iterator[Pin]:
    """Yield what a lock pins."""
    for entry in re.split(r"\n(?=\S)", lock.read_text("utf-8").strip()):
        name, _, rest = entry.partition("==")
        yield Pin(canonicalize_name(name), rest.split(None, 1)[0] if rest else "", len(_HASH.findall(entry)))


def unpinned(lock: Path) -> Iterator[str]:
    """Yield what of a lock is not held to one version and its hashes."""
    for pin in pins(lock):
        if not pin.version or not pin.hashes:
            yield f"{lock.name}: {pin.name} is not pinned with hashes."


def sums() -> str:
    """Return the SHA-256 of each lock, as `sha256sum` writes them."""
    return "".join(
        f"{sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in sorted(LOCKS.glob("*.txt"))
    )


def changed() -> Iterator[str]:
    """Yield the locks that are not as they were summed up."""
    stated = SUMS.read_text("utf-8") if SUMS.exists() else ""
    if stated != sums():
        yield "The locks are not as locks/SHA256SUMS says: make lock renews both; read what changed."


# --- advisories ----------------------------------------------------------------------------------------


def records(source: Path) -> Iterator[dict[str, Any]]:
    """Yield the OSV records of a folder or of a zip file.

    Raises:
        ValueError: one of them is no JSON.
    """
    if source.is_file():
        with zipfile.ZipFile(source) as archive:
            for name in sorted(archive.namelist()):
                yield json.loads(archive.read(name))
    else:
        for path in sorted(source.glob("*.json")):
            yield json.loads(path.read_text("utf-8"))


def is_affected(version: str, affected: dict[str, Any]) -> bool:
    """Tell whether an OSV record's `affected` names a version, by itself or by a range."""
    if version in affected.get("versions", ()):
        return True
    ranges = (one for one in affected.get("ranges", ()) if one.get("type") == "ECOSYSTEM")
    return any(_is_in(Version(version), one.get("events", ())) for one in ranges)


def _is_in(version: Version, events: list[dict[str, str]]) -> bool:
    """Follow the events of a range in their order: introduced, fixed, last_affected."""
    inside = False
    for event in sorted(events, key=_at):
        if "introduced" in event and version >= _at(event):
            inside = True
        elif ("fixed" in event and version >= _at(event)) or (
            "last_affected" in event and version > _at(event)
        ):
            inside = False
    return inside


def _at(event: dict[str, str]) -> Version:
    (text,) = event.values()
    try:
        return Version(text)
    except InvalidVersion:  # what cannot be read is taken to come last: rather one finding too many
        return Version("999999")


def vulnerable(found: set[tuple[str, str]], advisories: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Yield each advisory that concerns a package at its version."""
    versions: dict[str, set[str]] = {}
    for name, version in found:
        versions.setdefault(name, set()).add(version)
    for record in advisories:
        if "withdrawn" in record:
            continue
        for affected in record.get("affected", ()):
            package = affected.get("package", {})
            name = canonicalize_name(package.get("name", ""))
            if package.get("ecosystem") == "PyPI":
                for version in sorted(versions.get(name, ())):
                    if is_affected(version, affected):
                        yield f"{name} {version}: {record['id']} {record.get('summary', '')}".rstrip()


def main(arguments: list[str]) -> int:
    """Check all, or sum up the locks (`--sum`); return 0 where there were advisories and no findings."""
    if arguments == ["--sum"]:
        SUMS.write_text(sums(), encoding="utf-8")
        return 0
    locks = sorted(LOCKS.glob("*.txt"))
    found = {(pin.name, pin.version) for lock in locks for pin in pins(lock)}
    problems = [*changed(), *(line for lock in locks for line in unpinned(lock))]
    problems += (f"{name} is under a licence that is not taken: see make licences." for name in forbidden())
    source = Path(arguments[0]) if arguments else ADVISORIES
    seen = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal seen
        for record in records(source) if source.exists() else ():
            seen += 1
            yield record

    problems += vulnerable(found, counted())
    if not seen:
        problems.append(
            f"No advisories in {source}: nothing is known of vulnerabilities. See docs/releasing.md."
        )
    for line in problems:
        print(line)
    print(f"{len(found)} packages pinned, {seen:,} advisories looked at, {len(problems)} findings")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
