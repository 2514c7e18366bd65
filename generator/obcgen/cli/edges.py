"""The edge of the program: what a terminal, a signal or the machine does to a run, in one place.

A fault of the user's is a Problem, and a fault of ours a traceback; what stands here is neither.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import ENOMEM
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import click

STOPPED_BY = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
NOBODY_READS = 128 + 13
"""What a shell says of a program that the end of a pipe has stopped."""
_NO_MEMORY = (
    "The computer has too little free memory for this. Close other programs, or ask for one format at a time "
    "with --format."
)
_NOT_WHOLE = (
    "A package that obcgen needs cannot be loaded on this machine. Install obcgen anew: "
    f"{sys.executable} -m pip install --force-reinstall obcgen"
)
_NO_FOLDER = "The folder in which obcgen was started is not there any more. Change into another one."
_seen: list[int] = []
"""The signal by which this run is asked to stop, once it has come."""


class Group(click.Group):
    """A group of commands whose every end has a sentence and an exit status."""

    def main(self, *args: Any, **named: Any) -> Any:
        """Run the command named in the arguments, and exit unless `standalone_mode` is False."""
        run = partial(super().main, *args, **{**named, "standalone_mode": False})
        if not named.get("standalone_mode", True):
            return run()
        _streams()
        atexit.unregister(gc.freeze)
        atexit.register(gc.freeze)  # the system takes all memory back: to look for cycles first costs a sixth
        with _signals(), _uncollected():
            status = _status(partial(_alone_or_watched, run, _words(args, named)))
        sys.exit(status)

    def make_context(self, *args: Any, **named: Any) -> click.Context:
        """Read the arguments; what ends that is ours to tell."""
        with _kept_from_click():
            return super().make_context(*args, **named)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was read; what ends it is ours to tell."""
        with _kept_from_click():
            return super().invoke(ctx)


class _EarlyError(Exception):
    """What ended a run, kept from click, which would tell it in its own way."""


def go_on() -> None:
    """Stop if a signal has asked for it that a library caught and dropped.

    Raises:
        KeyboardInterrupt: there was such a signal.
    """
    if _seen:
        raise KeyboardInterrupt


def is_terminal(stream: Any) -> bool:
    """Tell whether a stream is a terminal that knows colours and how to write over a line."""
    return bool(stream.isatty()) and os.environ.get("TERM") != "dumb"


@contextmanager
def _kept_from_click() -> Iterator[None]:
    try:
        yield
    except (BrokenPipeError, KeyboardInterrupt) as error:
        raise _EarlyError from error


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the garbage collector: a run that ends soon has no garbage worth a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # where nothing is set apart, all there is becomes old:
            gc.freeze()  # else the first thing that is made now has all of it searched
            gc.unfreeze()
        gc.enable()


def _status(run: Callable[[], int]) -> int:
    """Run, tell what ended it early, and return the exit status."""
    try:
        status = run()
        sys.stdout.flush()
        go_on()
    except KeyboardInterrupt:
        return _told("Stopped.", 128 + (_seen or [signal.SIGINT])[0])
    except BrokenPipeError:
        _drop(sys.stdout)
        return NOBODY_READS
    except MemoryError:
        return _told(_NO_MEMORY, 1)
    except ImportError as error:
        return _told(f"{_NOT_WHOLE} ({error})", 1)
    except OSError as error:
        if error.errno is None:
            raise
        _drop(sys.stdout)
        return _told(_sentence(error), 1)
    return status


def _ended(run: Callable[[], Any]) -> int:
    """Run a command and return its own exit status."""
    try:
        if not _has_folder():
            return _told(_NO_FOLDER, 1)
        status = run()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except _EarlyError as error:
        raise error.__cause__ or error from None
    except click.Abort:  # the answer to a question was Ctrl-C, or there is nobody to give one
        go_on()
        return _told("There is nobody to answer.", 1)
    except SystemExit as error:
        status = error.code
    return status if isinstance(status, int) else 0


def _words(args: Sequence[Any], named: Mapping[str, Any]) -> list[str]:
    """Return the words of the command line."""
    given = args[0] if args else named.get("args")
    return [str(word) for word in (sys.argv[1:] if given is None else given)]


def _alone_or_watched(run: Callable[[], Any], words: Sequence[str]) -> int:
    """Run a command; where a part of it can be held to limits only from outside, begin it anew as a child."""
    if hasattr(os, "fork"):  # as `confined` asks, which takes as long to load as half of what help needs
        return _ended(run)
    from obcgen.confined import NotWatched, beginning_anew

    try:
        with beginning_anew():
            return _ended(run)
    except NotWatched:
        return _watched(words)


def _watched(words: Sequence[str]) -> int:
    from obcgen.problems import ObcgenError
    from obcgen.show.problems import problems_text
    from obcgen.watched import run_watched

    try:
        return run_watched([sys.executable, "-m", "obcgen", *words])
    except ObcgenError as error:
        click.echo(problems_text(error.problems), err=True, nl=False)
        return 1


def _has_folder() -> bool:
    try:
        return bool(Path.cwd())
    except FileNotFoundError:
        return False


def _sentence(error: OSError) -> str:
    if error.errno == ENOMEM:
        return _NO_MEMORY
    what = f"{error.filename} cannot be read or written" if error.filename else "The output cannot be written"
    return f"{what}: {error.strerror}."


def _told(sentence: str, status: int) -> int:
    with suppress(OSError):
        click.echo(f"\nobcgen: {sentence}" if is_terminal(sys.stderr) else f"obcgen: {sentence}", err=True)
    return status


def _drop(stream: Any) -> None:
    """Let go what a stream still holds: there is nobody to read it, or no room for it."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _streams() -> None:
    """Give a run the streams that are closed; show by code what a console has no letter for."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - to the end
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


@contextmanager
def _signals() -> Iterator[None]:
    """Stop in order at the first signal, and at once at the second; one that is ignored stays so."""
    _seen.clear()
    if current_thread() is not main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in STOPPED_BY}
    ours = [number for number, handler in before.items() if handler not in (signal.SIG_IGN, None)]
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])


def _stop(number: int, _: Any) -> None:
    _seen.append(number)
    signal.signal(number, signal.SIG_DFL)
    raise KeyboardInterrupt
