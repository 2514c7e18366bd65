"""What a terminal, a signal or the machine does to a run: one sentence, an exit status, no traceback."""

from __future__ import annotations

import gc
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from errno import EIO, ENOMEM
from io import StringIO, TextIOWrapper
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from obcgen.cli import edges, main
from obcgen.cli.command import colour, or_exit, shown_progress

ROOT = Path(__file__).parent.parent
DENVER = ROOT / "specs" / "denver-literacy.yaml"
OBCGEN = f"{sys.executable} -m obcgen"

pytestmark = pytest.mark.usefixtures("usual_signals")


def shell(command: str, folder: Path = ROOT, **variables: str) -> tuple[int, str, str]:
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_closed_output_loses_what_is_printed_and_nothing_else() -> None:
    assert shell(f"{OBCGEN} check {DENVER} >&-") == (0, "", "")
    assert shell(f"{OBCGEN} new nowhere/x <&- >&- 2>&- --state ZZ") == (1, "", "")


@pytest.mark.parametrize("command", ["schema", "rule --help", "--version"])
def test_a_full_device_is_told(command: str) -> None:
    status, _, error = shell(f"{OBCGEN} {command} >/dev/full")
    assert (status, error) == (
        1,
        "obcgen: The output cannot be written: No space left on device.\n",
    )


@pytest.mark.parametrize("command", ["schema", "--help", "rule --help"])
def test_a_reader_that_has_enough_ends_the_run_in_silence(command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*OBCGEN.split(), *command.split()], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_console_that_has_no_letter_for_it_shows_its_code(tmp_path: Path) -> None:
    folder = tmp_path / "o\N{MODIFIER LETTER TURNED COMMA}kina"
    status, out, error = shell(f"{OBCGEN} new {folder}", PYTHONIOENCODING="cp1252")
    assert (status, "o\\u02bbkina" in out, "Traceback" in error) == (0, True, False)
    assert (folder / "spec.yaml").exists()


def test_data_are_utf_8_whatever_letters_the_console_has(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text("obcgen: 1\ndistrict: {n\u00e4me: x}\n", encoding="utf-8")
    for option, is_utf_8 in (("--json", True), ("--format github", True), ("", False)):
        command = f"{OBCGEN} check deal.yaml {option} >out"
        status, _, error = shell(command, tmp_path, PYTHONIOENCODING="cp1252")
        assert (status, error) == (1, "")
        assert ("n\u00e4me".encode() in (tmp_path / "out").read_bytes()) is is_utf_8


def test_a_run_ends_without_a_search_for_what_nobody_needs() -> None:
    code = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0)); "
        "from obcgen.cli import main; main(['--version'])"
    )
    assert shell(f'{sys.executable} -c "{code}"')[1].splitlines()[1:] == ["True"]


@pytest.mark.parametrize(
    ("command", "asks", "is_searched"),
    [("check", "obcgen.api.check", False), ("watch", "obcgen.cli.watching._state", True)],
)
def test_only_a_run_that_lasts_is_searched_for_garbage(
    command: str, asks: str, is_searched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def stop(*_: object) -> None:
        seen.append(gc.isenabled())
        raise KeyboardInterrupt

    monkeypatch.setattr(asks, stop)
    assert CliRunner().invoke(main, [command, str(DENVER)]).exit_code == 130
    assert (seen, gc.isenabled()) == ([is_searched], True)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    status, out, error = shell(f"mkdir gone; cd gone; rmdir ../gone; {OBCGEN} check spec.yaml", tmp_path)
    assert (status, out) == (1, "")
    assert error == f"obcgen: {edges._NO_FOLDER}\n"  # noqa: SLF001


@pytest.fixture
def terminal() -> Iterator[TextIOWrapper]:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as stream:
        yield stream
    os.close(ours)


@pytest.mark.parametrize(
    ("term", "no_color", "writes_over", "is_coloured"),
    [
        ("xterm", "", True, True),
        ("dumb", "", False, False),
        ("xterm", "1", True, False),
        ("dumb", "1", False, False),
    ],
)
def test_a_dumb_terminal_gets_plain_lines(
    terminal: TextIOWrapper,
    monkeypatch: pytest.MonkeyPatch,
    term: str,
    no_color: str,
    writes_over: bool,
    is_coloured: bool,
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys, "stderr", terminal)
    from obcgen.progress import silent

    assert (shown_progress(quiet=False) is not silent, colour(terminal)) == (writes_over, is_coloured)


def ended(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> tuple[int, str]:
    """Run a command whose work is given; return the exit status and what is told."""

    @click.command()
    def tried() -> None:
        work()

    monkeypatch.setitem(main.commands, "tried", tried)
    result = CliRunner().invoke(main, ["tried"])
    assert result.stdout == ""
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result.exit_code, result.stderr


def raising(error: BaseException) -> Callable[[], object]:
    def work() -> None:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (MemoryError(), 1, edges._NO_MEMORY),  # noqa: SLF001
        (OSError(ENOMEM, "Cannot allocate memory"), 1, edges._NO_MEMORY),  # noqa: SLF001
        (
            OSError(EIO, "Input/output error", "a.yaml"),
            1,
            "a.yaml cannot be read or written: Input/output error.",
        ),
        (KeyboardInterrupt(), 130, "Stopped."),
        (click.Abort(), 1, "There is nobody to answer."),
    ],
)
def test_each_end_has_a_sentence_and_a_status(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, told: str
) -> None:
    assert ended(monkeypatch, raising(error)) == (status, f"obcgen: {told}\n")


@pytest.mark.parametrize("error", [OSError("cannot load a library"), KeyError("ours"), RecursionError()])
def test_a_fault_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setitem(main.commands, "tried", click.Command("tried", callback=raising(error)))
    assert CliRunner().invoke(main, ["tried"]).exception is error


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_a_library_drops_still_stops_before_anything_is_saved(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    saved = []

    def work() -> None:
        with suppress(KeyboardInterrupt):  # as a callback from C does
            os.kill(os.getpid(), number)
        or_exit(lambda: saved.append("a.docx"))

    assert ended(monkeypatch, work) == (128 + number, "obcgen: Stopped.\n")
    assert saved == []


def test_a_signal_that_is_dropped_at_the_very_end_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> None:
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)

    assert ended(monkeypatch, work)[0] == 130


def test_signals_are_as_they_were_once_a_command_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        status, _ = ended(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGTERM))
        assert status == 0, "what the user ignores, as nohup does, is ignored"
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        ended(monkeypatch, lambda: None)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize("arguments", [["--version"], ["tried"]])
def test_a_command_can_be_run_from_a_program_too(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setitem(main.commands, "tried", click.Command("tried", callback=lambda: None))
    monkeypatch.setattr(sys, "stdout", StringIO())
    assert main.main(arguments, standalone_mode=False) in (None, 0)


def test_a_file_that_may_not_be_read_is_told_as_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert CliRunner().invoke(main, ["check", str(DENVER)]).exit_code == 0


def test_an_estimate_and_a_full_statement_are_for_their_owner_alone(tmp_path: Path) -> None:
    results = ROOT / "specs" / "results" / "denver-literacy-final.yaml"
    estimate = ["estimate", DENVER, "--format", "html", "--date", "2027-02-12"]
    full = ["settle", DENVER, results, "--format", "csv"]
    before = os.umask(0o022)
    try:
        for number, command in enumerate((estimate, full, [*full, "--edition", "finance"])):
            out = tmp_path / str(number)
            CliRunner().invoke(main, [*map(str, command), "-o", str(out), "--quiet"])
            made = [path for path in out.iterdir() if not path.name.startswith(".")]
            rights = {path.stat().st_mode & 0o777 for path in made}
            assert rights == {0o644 if "finance" in command else 0o600}
    finally:
        os.umask(before)
