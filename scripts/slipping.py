"""Tests run over one slip after the other: collected once, then in a copy of this process for each slip.

A slip in a function replaces the code of that function in the copy, and caches are emptied there. What runs
when a module is imported cannot be replaced so: such a slip is judged by a new process.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from inspect import CO_OPTIMIZED
from itertools import zip_longest
from pathlib import Path
from time import process_time
from types import CodeType, FunctionType
from typing import Final

import pytest
from coverage import CoverageData

AT_FIRST: Final = 48
"""How many tests run before all others that run a line: most slips go no further."""
SPENT: Final = 20
"""Seconds of processor time for the tests of one slip; what would be found later counts as not found."""
LONGEST: Final = SPENT + 60
"""Seconds of processor time after which a slip that makes a test hang counts as found."""
NO_END: Final = "no end"
_PASSED: Final = {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}


@dataclass(frozen=True, slots=True)
class Slip:
    """A change in one place: from byte `start` to byte `end` of a file stands `text` in place of `sound`."""

    kind: str
    file: Path
    line: int
    start: int
    end: int
    sound: str
    text: str

    def applied(self, source: bytes) -> bytes:
        """Return the source with the slip in it."""
        return source[: self.start] + self.text.encode() + source[self.end :]

    @property
    def place(self) -> str:
        """The file below `generator`, the line and the kind."""
        return f"{self.file.as_posix().rpartition('/generator/')[2]}:{self.line} {self.kind}"


# --- which tests run which lines ------------------------------------------------------------------


def _file_of(test: str) -> str:
    return test.partition("::")[0]


class Lines:
    """Which tests run which lines, as coverage recorded it."""

    def __init__(self, data: Path) -> None:
        self._record = CoverageData(str(data))
        self._record.read()
        self._files = {name.partition("generator/")[2]: name for name in self._record.measured_files()}
        self._sizes = Counter(
            test for file in self._files for tests in self._tests(file).values() for test in tests
        )
        self._most: dict[str, int] = {}
        for test, size in self._sizes.items():
            self._most[_file_of(test)] = max(size, self._most.get(_file_of(test), 0))

    def of(self, file: str, line: int) -> list[str]:
        """Return the tests that run a line of a file below `generator`: of files that run little else first.

        What the first test of a file makes for all is made anew in each copy, so the file counts. Where no
        test is known to run the line, as when it runs only on import, it is those that run any of its file.
        """
        by_line = self._tests(file) if file in self._files else {}
        tests = by_line.get(line) or set[str]().union(*by_line.values())
        return sorted(tests, key=lambda test: (self._most[_file_of(test)], self._sizes[test], test))

    def _tests(self, file: str) -> dict[int, set[str]]:
        """Return the tests by line; what runs when a module is imported belongs to none."""
        lines = self._record.contexts_by_lineno(self._files[file])
        return {
            line: {each.rpartition("|")[0] for each in contexts if "|" in each}
            for line, contexts in lines.items()
        }


def enter(tree: Path) -> None:
    """Let this process and those that it starts run the code of a tree."""
    os.chdir(tree)
    paths = [str(tree / "generator"), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    sys.path.insert(0, paths[0])


def mapped(tree: Path, tests: Sequence[Path], kept: Path | None) -> Lines:
    """Return which tests run which lines: from the file in which that is kept, else by running them all.

    Raises:
        SystemExit: a test fails, so that it can find nothing.
    """
    data, settings = kept or tree / "lines.coverage", tree / "lines.ini"
    if not data.exists():
        settings.write_text(f"[run]\nsource = obcgen\ndata_file = {data}\n", encoding="utf-8")
        recording = ["--cov", f"--cov-config={settings}", "--cov-context=test", "--cov-report="]
        if _fail(tree, [*recording, *map(str, tests)]):
            data.unlink(missing_ok=True)
            raise SystemExit("The tests fail before anything is changed.")
    return Lines(data)


def _fail(tree: Path, given: Sequence[str]) -> bool:
    """Tell whether tests fail in a process of their own."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *given]
    return subprocess.run(command, cwd=tree, check=False, capture_output=True).returncode not in _PASSED


# --- one slip after the other ---------------------------------------------------------------------


def judged(
    slips: Sequence[Slip], tests: Sequence[Path], tree: Path, lines: Lines, tell: Callable[[Slip, str], None]
) -> list[str]:
    """Return the tests that found slips, and tell of each slip, found or not.

    Raises:
        SystemExit: the tests cannot be collected, or one that found a slip fails without it.
    """
    loop = Slipping(slips, lines, tree, tell)
    options = [
        "-p",
        "no:cacheprovider",
        "-p",
        "no:terminal",
        "-s",
        "-o",
        "addopts=",
        f"--basetemp={tree}.tests",
    ]
    if pytest.main([*options, *map(str, tests)], plugins=[loop]) not in _PASSED:
        raise SystemExit("The tests fail where nothing is changed.")
    return loop.found


class Slipping:
    """A plug-in of pytest that runs the tests collected over each slip in place of once."""

    def __init__(
        self, slips: Sequence[Slip], lines: Lines, tree: Path, tell: Callable[[Slip, str], None]
    ) -> None:
        self.found: list[str] = []
        self._slips, self._lines, self._tree, self._tell = slips, lines, tree, tell
        self._pipe = -1

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge every slip; then run what found some where there is none, which must pass."""
        items = {item.nodeid: item for item in session.items}
        for slip in self._slips:
            by = self._judged(slip, items)
            self._tell(slip, by)
            self.found += [by] if by else []
        if by := self._copy([items[name] for name in dict.fromkeys(self.found) if name in items]):
            raise pytest.UsageError(f"A test fails where nothing is changed: {by}")
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """End a copy at the first test that fails, and say which it is."""
        if report.failed:
            os.write(self._pipe, report.nodeid.encode())
            os._exit(1)

    def _judged(self, slip: Slip, items: Mapping[str, pytest.Item]) -> str:
        """Return the first test that fails with a slip in the tree; nothing if all pass."""
        sound = slip.file.read_bytes()
        order = [items[name] for name in self._order(slip, items) if name in items]
        try:
            slip.file.write_bytes(slip.applied(sound))
            changed = Changed(slip.file, sound, slip.applied(sound))
            if changed.by_import:
                files = dict.fromkeys(_file_of(item.nodeid) for item in order)
                return next((file for file in files if _fail(self._tree, [file])), "")
            return self._copy(order, changed)
        finally:
            slip.file.write_bytes(sound)

    def _order(self, slip: Slip, items: Iterable[str]) -> list[str]:
        """Return the tests that run the line of a slip, then what else imports its module."""
        place = slip.file.relative_to(self._tree / "generator")
        running = self._lines.of(place.as_posix(), slip.line)
        first = sorted(_in_turn(running)[:AT_FIRST], key=running.index)
        imported = f"{'.'.join(place.with_suffix('').parts)} import"
        texts = {file: (self._tree / file).read_text("utf-8") for file in {_file_of(name) for name in items}}
        naming = [name for name in items if imported in texts[_file_of(name)]]
        return list(dict.fromkeys([*first, *running, *naming]))

    def _copy(self, items: Sequence[pytest.Item], changed: Changed | None = None) -> str:
        """Return the first test that fails in a copy of this process in which code is changed."""
        reads, self._pipe = os.pipe()
        copy = os.fork()
        if copy == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            if changed is not None:
                resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
                changed.replace()
            for item, after in zip_longest(items, items[1:]):
                if changed is None or process_time() < SPENT:
                    item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
            os._exit(0)
        os.close(self._pipe)
        with os.fdopen(reads) as told:
            said = told.read()
        status = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
        return said or (NO_END if status else "")


def _in_turn(tests: Iterable[str]) -> list[str]:
    """Return one test of each file, then the next of each: what one file does not see another may."""
    by_file = defaultdict[str, list[str]](list)
    for test in tests:
        by_file[_file_of(test)].append(test)
    return [test for each in zip_longest(*by_file.values()) for test in each if test is not None]


class Changed:
    """The code of a file's functions as a slip leaves it."""

    def __init__(self, file: Path, sound: bytes, slipped: bytes) -> None:
        self._file = str(file)
        old, new = (list(_codes(compile(source, self._file, "exec"))) for source in (sound, slipped))
        self._codes = dict(zip(map(_known, old), new, strict=False))
        self.by_import = len(old) != len(new) or any(map(_stays, old, new))

    def replace(self) -> None:
        """Put this code in the place of what runs, and empty the caches."""
        gc.unfreeze()  # else what the tests froze is not among the objects
        for (
            each
        ) in gc.get_objects():  # by type: isinstance asks an object for its class, and some answer nothing
            if type(each) is FunctionType and each.__code__.co_filename == self._file:
                each.__code__ = self._codes.get(_known(each.__code__), each.__code__)
            elif type(each) is _lru_cache_wrapper and each.__module__.startswith("obcgen"):
                each.cache_clear()


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield a piece of code and every one inside it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)


def _stays(old: CodeType, new: CodeType) -> bool:
    """Tell whether code has run already, or holds other variables, so that it cannot be replaced."""
    if old.co_flags & CO_OPTIMIZED:
        return old.co_freevars != new.co_freevars
    return (old.co_code, _own(old)) != (new.co_code, _own(new))


def _own(code: CodeType) -> list[object]:
    return [each for each in code.co_consts if not isinstance(each, CodeType)]


def _known(code: CodeType) -> object:
    """Return by what code is known again: code that has run is not equal to the same before it ran."""
    return code.co_qualname, code.co_firstlineno, code.co_code, code.co_names, repr(_own(code))
