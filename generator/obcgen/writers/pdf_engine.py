"""The engine that lays out pages: whether this machine can load it, why not, and what to do about it.

WeasyPrint is Python; Pango and the libraries below it are the system's. Whatever the engine prints or warns
of while it is loaded is kept from the user, who is told in one sentence instead.
"""

from __future__ import annotations

import io
import platform
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType
from typing import Final

from obcgen.problems import Kind, Problem
from obcgen.writers.font_setting import only_fonts

NO_LIBRARY = Kind("ENG-01", "A library of the system that lays out a PDF is not there, or too old")
OTHER_VERSION = Kind("ENG-02", "A PDF engine of a version that obcgen does not work with")
NO_PAGES = Kind("ENG-03", "A Word file whose contents have no page numbers", "warning")
OTHER_ENGINE = Kind("ENG-04", "A PDF laid out by Typst, since WeasyPrint cannot be loaded", "warning")

SUPPORTED: Final = MappingProxyType(
    {"weasyprint": ((70, 0), (71,)), "pydyf": ((0, 11), (0, 14)), "typst": ((0, 15), (0, 16))}
)
"""By package, the lowest version and the first that is too new: parts of them that are private are used, and
Typst's code may change its meaning."""
_PACKAGES: Final = MappingProxyType({"weasyprint": ("weasyprint", "pydyf"), "typst": ("typst", "pydyf")})
NAMES: Final = MappingProxyType({"weasyprint": "WeasyPrint", "typst": "Typst"})
"""What people call the engines."""
AUTO: Final = "auto"

COMMANDS: Final = MappingProxyType(
    {
        "Debian, Ubuntu": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0",
        "Fedora": "sudo dnf install pango",
        "macOS": "brew install pango",
        "Windows with MSYS2": "pacman -S mingw-w64-x86_64-pango",
    }
)
"""By system, the command that installs Pango and all below it."""

_OLDEST_PANGO: Final = 1_44_00
_NUMBERED: Final = re.compile(r"\d+")
_FAMILIES: Final = MappingProxyType(
    {"debian": "Debian, Ubuntu", "ubuntu": "Debian, Ubuntu", "fedora": "Fedora"}
)


def weasyprint_fault() -> Problem | None:
    """Load WeasyPrint; return why it cannot be used here, or nothing."""
    return _fault()


@cache
def typst_fault() -> Problem | None:
    """Load Typst; return why it cannot be used here, or nothing."""
    if told := _of_other_version("typst"):
        return told
    try:
        import_module("typst")
    except (ImportError, OSError) as error:
        return _broken(str(error), "typst")
    return None


ENGINES: Final[Mapping[str, Callable[[], Problem | None]]] = MappingProxyType(
    {"weasyprint": weasyprint_fault, "typst": typst_fault}
)
"""By name, what tells why an engine cannot be loaded here; the first that can be is the usual one."""


def engine_fault(engine: str = AUTO) -> Problem | None:
    """Return why pages cannot be laid out by an engine here, or by any; or nothing."""
    if engine != AUTO:
        return ENGINES[engine]()
    if ENGINES[quickest()]() is None:  # asked first: the other one takes half a second to load
        return None
    return next(iter(ENGINES.values()))()


def chosen(engine: str = AUTO) -> str:
    """Return which engine lays out the pages of a PDF: the one that is asked for, or the first that loads."""
    if engine != AUTO:
        return engine
    return next((name for name, fault in ENGINES.items() if fault() is None), next(iter(ENGINES)))


def quickest() -> str:
    """Return which engine tells soonest on what page everything stands."""
    return next((name for name in reversed(tuple(ENGINES)) if ENGINES[name]() is None), next(iter(ENGINES)))


def named_in(stated: str) -> str:
    """Return which engine a file states that it was laid out by: the first in its property."""
    return next((name for name, called in NAMES.items() if stated.startswith(called)), next(iter(ENGINES)))


def other_engine(engine: str) -> Problem | None:
    """Return that the second engine stands in for the first, where it does."""
    if engine != AUTO or chosen() == next(iter(ENGINES)):
        return None
    return OTHER_ENGINE.problem(
        "The PDF is laid out by Typst, since WeasyPrint cannot be loaded on this machine.",
        hint=f"Nothing needs to be done. For WeasyPrint, install Pango: {install_command()}",
    )


@cache
def engine_versions() -> str:
    """Return what pages are laid out and fonts cut down with: the same gives the same bytes."""
    libraries = import_module("weasyprint.text.ffi")
    # Whoever else in this process declared it, or was interrupted after it, is no reason to fail.
    libraries.ffi.cdef("const char * hb_version_string (void);", override=True)
    pango = int(libraries.pango.pango_version())
    return ", ".join(
        (
            f"WeasyPrint {_version('weasyprint')}",
            f"Pango {pango // 10_000}.{pango // 100 % 100}.{pango % 100}",
            f"HarfBuzz {libraries.ffi.string(libraries.harfbuzz.hb_version_string()).decode()}",
            f"fontTools {_version('fonttools')}",
        )
    )


def no_pages(fault: Problem) -> Problem:
    """Return that a Word file has no page numbers in its contents, for this fault of the engine."""
    return NO_PAGES.problem(
        "The contents of the Word file have no page numbers: pages cannot be laid out on this machine.",
        hint=f"In Word, click on the contents and press F9 to add them. {fault.hint}",
    )


def install_command() -> str:
    """Return the command that installs Pango on this system, or those of all systems."""
    every = "; ".join(f"{command} ({system})" for system, command in COMMANDS.items())
    return COMMANDS.get(_system(), every)


@cache
def _fault() -> Problem | None:
    if told := _of_other_version("weasyprint"):
        return told
    try:
        with redirect_stdout(io.StringIO()), warnings.catch_warnings(), only_fonts(()), _unsearched():
            warnings.simplefilter("ignore")
            import_module("weasyprint")
            pango = import_module("weasyprint.text.ffi").pango
        number = int(pango.pango_version())
    except (OSError, AttributeError) as error:  # a library is not there, or lacks a function: it is too old
        return _no_library(str(error))
    except ImportError as error:
        return _broken(str(error), "weasyprint")
    return None if number >= _OLDEST_PANGO else _no_library(f"Pango {number // 10_000}.{number // 100 % 100}")


@contextmanager
def _unsearched() -> Iterator[None]:
    """Let Linux load each library by the name of its file: to search for others starts fifty programs."""
    import ctypes.util  # noqa: PLC0415  the engine loads it, and nothing else does

    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005  the file's own name is tried later
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _of_other_version(engine: str) -> Problem | None:
    for package in _PACKAGES[engine]:
        lowest, above = SUPPORTED[package]
        found = _version(package)
        if not lowest <= _parts(found) < above:
            return _other_version(package, found)
    return None


def _version(package: str) -> str:
    with suppress(PackageNotFoundError):
        return version(package)
    return ""


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in _NUMBERED.findall(number)[:3])


def _system() -> str:
    """Return the key of this system in `COMMANDS`, or nothing."""
    if sys.platform in ("darwin", "win32"):
        return "macOS" if sys.platform == "darwin" else "Windows with MSYS2"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    kinds = (release.get("ID", ""), *release.get("ID_LIKE", "").split())
    return next((_FAMILIES[kind] for kind in kinds if kind in _FAMILIES), "")


def _no_library(found: str) -> Problem:
    return NO_LIBRARY.problem(
        "Pages cannot be laid out on this machine: the library Pango or one below it cannot be loaded.",
        found=found.partition(": ")[2].partition(".  ")[0] or found,
        expected="Pango 1.44 or newer, with HarfBuzz and Fontconfig",
        hint=f"To install Pango, run: {install_command()}",
    )


def _other_version(package: str, found: str) -> Problem:
    lowest, above = (".".join(map(str, bound)) for bound in SUPPORTED[package])
    return OTHER_VERSION.problem(
        f"Pages cannot be laid out on this machine: obcgen works with another version of {package}.",
        found=f"{package} {found}" if found else f"no {package}",
        expected=f"{package} {lowest} or newer, older than {above}",
        hint=f'To install one, run: {sys.executable} -m pip install "{package}>={lowest},<{above}"',
    )


def _broken(found: str, package: str) -> Problem:
    return OTHER_VERSION.problem(
        "Pages cannot be laid out on this machine: a package of the PDF engine cannot be loaded.",
        found=found,
        expected=f"{NAMES[package]} with all that it needs",
        hint=f"To install it anew, run: {sys.executable} -m pip install --force-reinstall {package}",
    )
