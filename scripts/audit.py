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
from collections.abc import Iterable, Iterator
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
            for name in sorted(name for name in archive.namelist() if name.endswith(".json")):
                yield json.loads(archive.read(name))
    else:
        for path in sorted(source.glob("*.json")):
            yield json.loads(path.read_text("utf-8"))


def is_affected(version: str, affected: dict[str, Any]) -> bool:
    """Tell whether an OSV record's `affected` names a version, by itself or by a range.

    As the section "Evaluation" of the OSV schema has it (https://ossf.github.io/osv-schema/).
    """
    ours = Version(version)
    if any(_read(str(text)) == ours for text in affected.get("versions") or ()):
        return True
    ranges = (one for one in affected.get("ranges") or () if one.get("type") != "GIT")
    return any(_is_in(ours, one.get("events") or ()) for one in ranges)


def _is_in(version: Version, events: Iterable[dict[str, Any]]) -> bool:
    """Follow the events of a range in their order: introduced, fixed, last_affected, below any limit.

    Rather one finding too many: what begins at a version nobody can read is in, an end at one is none.
    """
    said = [(_read(str(text)), kind) for event in events for kind, text in event.items()]
    if any(place is None and kind == "introduced" for place, kind in said):
        return True
    told = sorted(((place or _LAST, kind) for place, kind in said), key=_place)
    limits = [place for place, kind in told if kind == "limit"]
    inside = False
    for place, kind in told:
        if kind == "introduced" and version >= place:
            inside = True
        elif (kind == "fixed" and version >= place) or (kind == "last_affected" and version > place):
            inside = False
    return inside and (not limits or version < max(limits))


def _place(told: tuple[Version, str]) -> Version:
    return told[0]


_FIRST, _LAST = Version("0.dev0"), Version("999999!0")


def _read(text: str) -> Version | None:
    """Return a version of a record: `0` comes before all, `*` after all; None where it cannot be read."""
    if text in {"0", "*"}:
        return _FIRST if text == "0" else _LAST
    try:
        return Version(text)
    except InvalidVersion:
        return None


@dataclass
class _Finding:
    """A vulnerability of a package at its version, under all the names that databases have for it."""

    package: str
    ids: list[str]
    about: str

    def __str__(self) -> str:
        first, *others = self.ids
        also = f" ({', '.join(others)})" if others else ""
        return f"{self.package}: {first}{also} {self.about}".rstrip()


def vulnerable(found: set[tuple[str, str]], advisories: Iterator[dict[str, Any]]) -> list[str]:
    """Return a line for each vulnerability of a package at its version, however many records tell of it."""
    told: list[_Finding] = []
    for finding in _findings(found, advisories):
        same = [each for each in told if each.package == finding.package and {*each.ids} & {*finding.ids}]
        told = [each for each in told if each not in same]
        ids = dict.fromkeys(name for each in (*same, finding) for name in each.ids)
        about = next((each.about for each in (*same, finding) if each.about), "")
        told.append(_Finding(finding.package, list(ids), about))
    return sorted(map(str, told))


def _findings(found: set[tuple[str, str]], advisories: Iterator[dict[str, Any]]) -> Iterator[_Finding]:
    versions: dict[str, set[str]] = {}
    for name, version in found:
        versions.setdefault(name, set()).add(version)
    for record in advisories:
        try:
            yield from _told(versions, record)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"no OSV record: {str(record)[:80]}") from error


def _told(versions: dict[str, set[str]], record: dict[str, Any]) -> Iterator[_Finding]:
    for affected in () if record.get("withdrawn") else record.get("affected") or ():
        package = affected.get("package") or {}
        name = canonicalize_name(package.get("name", ""))
        for version in versions.get(name, ()) if package.get("ecosystem") == "PyPI" else ():
            if is_affected(version, affected):
                ids = [str(each) for each in (record["id"], *(record.get("aliases") or ()))]
                about = record.get("summary") or (record.get("details") or "").strip().partition("\n")[0]
                yield _Finding(f"{name} {version}", ids, about)


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

    try:
        problems += vulnerable(found, counted())
    except (OSError, ValueError, RecursionError, zipfile.BadZipFile) as error:
        problems.append(f"{source} cannot be read to its end, so vulnerabilities may be missing: {error}")
    if not seen:
        problems.append(
            f"No advisories in {source}: nothing is known of vulnerabilities. See docs/releasing.md."
        )
    for line in problems:
        print("".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line))
    print(f"{len(found)} packages pinned, {seen:,} advisories looked at, {len(problems)} findings")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
