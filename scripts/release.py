"""Checks that a release is ready, builds it into dist/ and tags it. Uploads nothing; see docs/releasing.md.

python scripts/release.py [--check]
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
ADDRESSES = ("pyproject.toml", "SECURITY.md")


def version_of(root: Path) -> str:
    """Return the version that pyproject.toml states."""
    version: str = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return version


def lacking(root: Path) -> Iterator[str]:
    """Yield what a release still lacks, in sentences."""
    version = version_of(root)
    if git(root, "status", "--porcelain"):
        yield "Something is not committed."
    if git(root, "tag", "--list", f"v{version}"):
        yield f"The tag v{version} is taken: raise the version in pyproject.toml."
    changes = (root / "CHANGELOG.md").read_text("utf-8")
    heading = rf"^## {re.escape(version)} - \d{{4}}-\d\d-\d\d\n(.*?)(?=^## |\Z)"
    section = re.search(heading, changes, re.MULTILINE | re.DOTALL)
    if section is None or not section[1].strip():
        yield f"CHANGELOG.md has no section “## {version} - YYYY-MM-DD” with something in it."
    for path in sorted((root / "generator").rglob("*.py")):
        if re.search(r"^__version__\s*=", path.read_text("utf-8"), re.MULTILINE):
            yield f"{path.relative_to(root)} states a version too; it belongs in pyproject.toml alone."
    for name in ADDRESSES:
        if ".example" in (root / name).read_text("utf-8"):
            yield f"{name} holds an address that ends in .example: put the real one there."


def git(root: Path, *words: str) -> str:
    """Return what a git command prints."""
    return subprocess.run(
        ["git", *words], cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()


def built(root: Path, folder: Path, *targets: str) -> list[Path]:
    """Build archives of a tree into a folder with the backend that is installed; return them."""
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    command += [part for target in targets for part in ("--target", target)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return sorted(folder.glob("obcgen-*"))


def from_archive(archive: Path, folder: Path) -> Path:
    """Return the wheel built from a source archive."""
    with tarfile.open(archive) as tar:
        # as the documentation advises: before Python 3.11.4 there is no filter, and nothing looks at this
        tar.extraction_filter = getattr(tarfile, "data_filter", None)
        tar.extractall(folder)  # noqa: S202 - our own archive
    (wheel,) = built(next(folder.glob("obcgen-*")), folder / "wheel", "wheel")
    return wheel


def main() -> int:
    """Check; then build, compare, sum up and tag, unless asked to check alone."""
    missing = list(lacking(ROOT))
    for sentence in missing:
        print(sentence)
    if missing or "--check" in sys.argv:
        return int(bool(missing))
    wheel, archive = sorted(
        built(ROOT, ROOT / "dist", "sdist", "wheel"), key=lambda path: path.suffix != ".whl"
    )
    with tempfile.TemporaryDirectory() as name:
        if from_archive(archive, Path(name)).read_bytes() != wheel.read_bytes():
            print("The wheel built from the source archive is another than the one built from the tree.")
            return 1
    sums = "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in (wheel, archive))
    (ROOT / "dist" / "SHA256SUMS").write_text(sums, encoding="utf-8")
    git(ROOT, "tag", "--annotate", f"v{version_of(ROOT)}", "--message", f"obcgen {version_of(ROOT)}")
    print(sums, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
