"""What documents depend on besides their spec and pack: the program itself, as one imprint."""

from __future__ import annotations

import zlib
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from obcgen.pack import builtin
from obcgen.writers import engine_fault
from obcgen.writers.pdf_engine import engine_versions

_LIBRARIES = (
    "fonttools",
    "holidays",
    "jinja2",
    "markdown-it-py",
    "pydantic",
    "pyyaml",
    "typst",
    "xlsxwriter",
)


@cache
def program() -> str:
    """Return the SHA-256 of code, templates, fonts and libraries of this program on this machine."""
    found = sha256()
    for folder, pattern in ((Path(__file__).parents[1], "*.py"), (builtin().layers[0].folder, "*")):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file() and not path.name.startswith("."):
                found.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    engine = "none" if engine_fault("weasyprint") else engine_versions()
    libraries = (f"{name} {_version(name)}" for name in _LIBRARIES)
    found.update("\n".join((engine, zlib.ZLIB_RUNTIME_VERSION, *libraries)).encode())
    return found.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
