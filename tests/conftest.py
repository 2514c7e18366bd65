from __future__ import annotations

import gc
import os
import re
import signal
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings

from turns import ByModule, turn

SPEC: Final = Path(__file__).parent.parent / "specs" / "denver-literacy.yaml"
LONG = 60_000
"""Milliseconds of a run from which on it is worth telling what they went into."""

NEVER_LATE: Final[dict[str, Any]] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
"""A busy machine makes no test fail."""

_folders = Counter[str]()

gc.set_threshold(1_000_000, 20, 20)  # pages and trees are large and live on: to look oftener finds nothing

settings.register_profile("everyday", max_examples=50, derandomize=True, **NEVER_LATE)
settings.register_profile("nightly", max_examples=1_000, derandomize=False, **NEVER_LATE)
settings.load_profile(os.environ.get("OBCGEN_TESTS_PROFILE", "everyday"))
if settings().derandomize:
    # What is drawn is the same in each run only without the constants of modules that happen to be loaded.
    with suppress(ImportError):
        from hypothesis.internal.conjecture import providers
        from hypothesis.internal.constants_ast import Constants

        providers._get_local_constants = Constants  # noqa: SLF001


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="renew the expected output of every case that runs"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByModule:
    config.option.loadscopereorder = False  # the tests are in order already
    return ByModule(config, log)


def pytest_collection_finish() -> None:
    gc.freeze()  # the tests themselves stay to the end


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let every other worker collect from the end: in a new clone each then compiles half of the modules."""
    report = yield
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    if isinstance(collector, pytest.Directory) and int(worker) % 2:
        report.result.reverse()
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the modules, those that take longest first, whichever way they were collected."""
    items.sort(key=lambda item: (turn(item.nodeid), item.nodeid.split("::")[0]))


@pytest.fixture(scope="session", autouse=True)
def _shared_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Name a folder that all workers of this run share, for what is slow to make (see examples/built.py)."""
    own = tmp_path_factory.getbasetemp()
    os.environ["OBCGEN_TESTS_SHARE"] = str(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Make a folder for one test, numbered here: pytest looks through all that there are by then.

    Tests of one name are counted, not all: the folder stands in messages, and whichever tests ran before must
    not change what a message holds.
    """
    name = re.sub(r"\W", "_", request.node.name)[:30]
    folder = tmp_path_factory.getbasetemp() / f"{name}_{_folders[name]}"
    _folders[name] += 1
    folder.mkdir(0o700)
    return folder


@pytest.fixture
def usual_signals() -> Iterator[None]:
    """Let signals do what they usually do: a run in the background inherits that some are ignored."""
    interrupt = signal.signal(signal.SIGINT, signal.default_int_handler)
    hangup = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGHUP, hangup)


@pytest.fixture(scope="session")
def compiled() -> None:
    """Compile the built-in templates, as copies of this process that print foreign packs need them."""
    from obcgen.build import document
    from obcgen.pack import builtin

    document("rfp", SPEC, builtin())
    document("contract", SPEC, builtin())


@pytest.fixture
def quick_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay out PDFs by Typst, in a seventh of the time, where a test asks nothing of WeasyPrint."""
    from obcgen.writers import pdf_engine

    monkeypatch.setattr(pdf_engine, "ENGINES", {"typst": pdf_engine.typst_fault})


@pytest.fixture(scope="session", autouse=True)
def _no_wait_for_the_disk() -> Iterator[None]:
    """Leave what is written in the system's memory: nobody pulls the plug of a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_wall_clock() -> Iterator[None]:
    """Hold confined work to its processor time alone: a busy machine fails no test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signal, "alarm", lambda _: 0)
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print which folders took longest, summed over the workers."""
    took = Counter[str]()
    for report in (each for state in terminalreporter.stats.values() for each in state):
        if isinstance(report, pytest.TestReport):
            folder = report.location[0].removeprefix("tests/").split("/")[0]
            took[folder] += round(report.duration * 1000)
    if took.total() > LONG:
        slowest = ", ".join(f"{name} {each / 1000:.0f}" for name, each in took.most_common(12))
        terminalreporter.write_line(f"Seconds by folder, of {took.total() / 1000:.0f} in all: {slowest}")
