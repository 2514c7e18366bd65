"""The audit of the locks sees what is not pinned, what was changed, and what is known to be vulnerable."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "scripts"))

import audit  # noqa: E402 - a script

HASH = "--hash=sha256:" + "0" * 64
LOCK = f"jinja2==3.1.5 \\\n    {HASH}\npy-yaml==6.0.1 ; sys_platform == 'x' \\\n    {HASH}\n"


def record(name: Any = "Jinja2", **affected: Any) -> dict[str, Any]:
    named = {"package": {"ecosystem": "PyPI", "name": name}}
    return {"id": "X-1", "summary": "Bad.", "affected": [{**named, **affected}]}


def ranged(*events: Any) -> dict[str, Any]:
    return record(ranges=[{"type": "ECOSYSTEM", "events": list(events)}])


@pytest.fixture
def locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "test.txt").write_text(LOCK)
    monkeypatch.setattr(audit, "LOCKS", tmp_path)
    monkeypatch.setattr(audit, "SUMS", tmp_path / "SHA256SUMS")
    monkeypatch.setattr(audit, "ADVISORIES", tmp_path / "advisories")
    monkeypatch.setattr(audit, "forbidden", list)
    audit.main(["--sum"])
    return tmp_path


def told(locks: Path, advisory: dict[str, Any] | None, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    (locks / "advisories").mkdir()
    if advisory:
        (locks / "advisories" / "x.json").write_text(json.dumps(advisory))
    return audit.main([]), capsys.readouterr().out


AFFECTING = {
    "by a range": ranged({"introduced": "0"}, {"fixed": "3.1.6"}),
    "by a range in any order": ranged({"fixed": "3.1.6"}, {"introduced": "3.0"}),
    "without an end": ranged({"introduced": "2"}),
    "to a last one": ranged({"introduced": "0"}, {"last_affected": "3.1.5"}),
    "again after a fix": ranged({"introduced": "0"}, {"fixed": "2"}, {"introduced": "3.1"}, {"fixed": "4"}),
    "by name": record("jinja2", versions=["3.1.5"]),
    "by a version spelled otherwise": record("jinja2", versions=["v3.1.5.0"]),
    "below a limit": ranged({"introduced": "0"}, {"limit": "3.1.6"}),
    "below one of two limits": ranged({"introduced": "0"}, {"limit": "3.0"}, {"limit": "4"}),
    "without a limit": ranged({"introduced": "0"}, {"limit": "*"}),
    "fixed in a version nobody can read": ranged({"introduced": "0"}, {"fixed": "next release"}),
    "begun in a version nobody can read": ranged({"introduced": "2.0-foo_bar"}, {"fixed": "3.1"}),
    "by a number": ranged({"introduced": 0}, {"fixed": 4}),
    "in the second of two ranges": record(ranges=[
        {"type": "GIT", "repo": "https://x.example", "events": [{"introduced": "0"}]},
        {"type": "ECOSYSTEM", "events": [{"introduced": "3.1"}, {"fixed": "3.1.6"}]},
    ]),
    "under another spelling": record("PY_YAML", versions=["6.0.1"]),
    "not withdrawn": {**record(versions=["3.1.5"]), "withdrawn": None},
}  # fmt: skip


@pytest.mark.parametrize("advisory", AFFECTING.values(), ids=AFFECTING)
def test_a_package_with_a_known_vulnerability(
    locks: Path, advisory: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    status, out = told(locks, advisory, capsys)
    assert status == 1
    assert ": X-1 Bad.\n" in out
    assert out.endswith("2 packages pinned, 1 advisories looked at, 1 findings\n")


NOT_AFFECTING = {
    "fixed before": ranged({"introduced": "0"}, {"fixed": "3.1.5"}),
    "introduced after": ranged({"introduced": "3.1.6"}),
    "at a limit": ranged({"introduced": "0"}, {"limit": "3.1.5"}),
    "fixed, and its candidate too": ranged({"introduced": "3.1.6rc1"}, {"fixed": "3.1.6"}),
    "between two ranges": ranged({"introduced": "1"}, {"fixed": "2"}, {"introduced": "3.2"}, {"fixed": "4"}),
    "nothing named": record(ranges=None, versions=None),
    "last before": ranged({"introduced": "0"}, {"last_affected": "3.1.4"}),
    "another package": record("jinja", versions=["3.1.5"]),
    "withdrawn": {**record(versions=["3.1.5"]), "withdrawn": "2026-01-01T00:00:00Z"},
    "another ecosystem": record(versions=["3.1.5"], package={"ecosystem": "npm", "name": "jinja2"}),
    "commits alone": record(ranges=[{"type": "GIT", "events": [{"introduced": "0"}]}]),
}  # fmt: skip


@pytest.mark.parametrize("advisory", NOT_AFFECTING.values(), ids=NOT_AFFECTING)
def test_a_package_that_an_advisory_does_not_concern(
    locks: Path, advisory: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(locks, advisory, capsys) == (0, "2 packages pinned, 1 advisories looked at, 0 findings\n")


EXPORT = Path(__file__).parent / "advisories"
"""Records by hand in the form of an export: a vulnerability under two ids, and a third that is withdrawn."""


def test_records_as_they_are_exported(locks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (locks / "test.txt").write_text(LOCK.replace("3.1.5", "2.11.2"))
    audit.main(["--sum"])
    assert audit.main([str(EXPORT)]) == 1
    also = "CVE-2020-28493, PYSEC-2021-66, SNYK-PYTHON-JINJA2-1012994"
    assert capsys.readouterr().out.splitlines() == [
        f"jinja2 2.11.2: GHSA-g3rq-g295-4j3m ({also}) Regular expression denial of service in Jinja2",
        "2 packages pinned, 3 advisories looked at, 1 findings",
    ]


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        ({"A": ["C"], "B": ["C"]}, ["jinja2 3.1.5: A (C, B) Bad."]),
        ({"A": [], "B": ["C"]}, ["jinja2 3.1.5: A Bad.", "jinja2 3.1.5: B (C) Bad."]),
        ({"A": ["X"], "B": ["Y"], "C": ["X", "Y"]}, ["jinja2 3.1.5: A (X, B, Y, C) Bad."]),
    ],
)
def test_a_vulnerability_is_told_once_under_all_its_names(ids: dict[str, list[str]], told: list[str]) -> None:
    records = [{**record(versions=["3.1.5"]), "id": own, "aliases": others} for own, others in ids.items()]
    assert audit.vulnerable({("jinja2", "3.1.5")}, iter(records)) == told


NO_RECORDS: tuple[Any, ...] = (
    *([], None, 5, record(None), ranged(None), record(ranges=[None]), record(versions=5), {"affected": [5]}),
    {"affected": record(versions=["3.1.5"])["affected"]},
)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1", b"[" * 100_000, b"\xff", *(json.dumps(each).encode() for each in NO_RECORDS)],
    ids=lambda content: str(content[:80]),
)
def test_an_export_that_is_damaged_is_no_success(
    locks: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (locks / "x").mkdir()
    (locks / "x" / "1.json").write_bytes(json.dumps(NOT_AFFECTING["withdrawn"]).encode())
    (locks / "x" / "2.json").write_bytes(content)
    assert audit.main([str(locks / "x")]) == 1
    assert "cannot be read to its end" in capsys.readouterr().out


def test_what_an_advisory_says_does_not_steer_the_terminal(
    locks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = told(locks, {**record(versions=["3.1.5"]), "summary": "\x1b[2JBad."}, capsys)[1]
    assert "X-1 \N{REPLACEMENT CHARACTER}[2JBad.\n" in out


def test_an_audit_without_advisories_is_none(locks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = told(locks, None, capsys)
    assert (status, "No advisories in" in out) == (1, True)


def test_advisories_come_in_a_zip_file_too(locks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(locks / "all.zip", "w") as archive:
        archive.writestr("X-1.json", json.dumps(AFFECTING["by name"]))
    assert audit.main([str(locks / "all.zip")]) == 1
    assert "jinja2 3.1.5: X-1 Bad." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lock", "finding"),
    [
        (LOCK.replace(HASH, "", 1), "test.txt: jinja2 is not pinned with hashes."),
        ("jinja2>=3\n" + LOCK, "test.txt: jinja2>=3 is not pinned with hashes."),
        (
            LOCK + "\n",
            "The locks are not as locks/SHA256SUMS says: make lock renews both; read what changed.",
        ),
    ],
)
def test_a_lock_that_pins_less_or_was_changed(
    locks: Path, lock: str, finding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (locks / "test.txt").write_text(lock)
    status, out = told(locks, NOT_AFFECTING["withdrawn"], capsys)
    assert status == 1
    assert finding in out.splitlines()


def test_a_licence_that_is_not_taken(
    locks: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "forbidden", lambda: ["mupdf"])
    status, out = told(locks, NOT_AFFECTING["withdrawn"], capsys)
    assert status == 1
    assert out.startswith("mupdf is under a licence that is not taken")


def test_the_locks_of_the_project_pin_everything() -> None:
    assert [line for lock in sorted((ROOT / "locks").glob("*.txt")) for line in audit.unpinned(lock)] == []
