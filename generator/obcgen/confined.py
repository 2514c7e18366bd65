"""Work on what a stranger wrote, in a process of its own that the system holds to limits.

A sandbox keeps templates from files and code, but not from time and memory, and the libraries that lay out
pages are written in C. The child is a copy of this process (`fork`), so nothing is loaded twice; its answer
comes back as bytes, never as objects. It ends when this process does. Where the system has no `fork`
(Windows) a command is begun anew as a child that `watched` holds to the same limits; a program that uses the
library there has the limits of the rooms themselves alone.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from dataclasses import asdict, astuple, dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import NoReturn

from obcgen.problems import Kind, ObcgenError, Problem, out_of
from obcgen.usage import Used, used

with suppress(ImportError):  # Windows has neither this nor `fork`
    import resource

TOO_LONG = Kind("RUN-01", "A pack that keeps the computer busy without end")
TOO_MUCH = Kind("RUN-02", "A pack that needs more memory than any document")
TOO_LARGE = Kind("RUN-03", "A pack that prints more than any document holds")
STOPPED = Kind("RUN-04", "A pack that breaks the program that prints it")
FROM_OUTSIDE = Kind("RUN-05", "Work on a pack that was stopped from outside")

IS_LIMITED = hasattr(os, "fork")
"""Whether this system can hold work to limits."""

NOTE = "OBCGEN_WATCHED"
"""The variable that names the file in which a watched process notes its work."""


class NotWatched(BaseException):
    """Work is to be confined, this system cannot, and nobody watches this process yet."""


_can_begin_anew: list[bool] = []

SYSTEM_HOLDS_MEMORY = sys.platform != "darwin"
"""Whether the limit of a process's memory is more than a number to the system."""
_LOOK = 0.1
"""Seconds between two looks at a child where it is not."""

_DONE, _TOLD, _OURS = b"D", b"P", b"E"
_HINT = "Use it only if you trust where it comes from, and ask its author. Nothing was written."
_CHUNK = 1 << 20
_LATE = tuple(getattr(signal, name) for name in ("SIGALRM", "SIGXCPU") if hasattr(signal, name))
"""What ends a process that is out of time, by the wall or by its own."""
_ASKED = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_SENT = (*_ASKED, *((signal.SIGKILL,) if hasattr(signal, "SIGKILL") else ()))
"""What a process does not send itself: it comes from a user, or from a system that has no memory left."""
_WITH_PARENT = 1
"""Linux's name for the signal that comes when the parent ends, PR_SET_PDEATHSIG."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What work may use: seconds of computing, bytes of memory above the present, bytes of its answer."""

    seconds: int
    memory: int
    answer: int


def confined(work: Callable[[], bytes], limits: Limits, whose: str) -> bytes:
    """Do the work in a process with limits and return its answer.

    Args:
        work: what to do; it may raise ObcgenError.
        limits: what it may use.
        whose: what messages say keeps the computer busy, such as `our-pack`.

    Raises:
        ObcgenError: the Problems of the work, that it met a limit, or that it was stopped from outside.
    """
    if not IS_LIMITED:
        return _in_place(work, limits, whose)
    parent = os.getpid()
    reading, writing = os.pipe()
    usual, child = signal.pthread_sigmask(signal.SIG_BLOCK, ()), 0
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ASKED)  # until it is known whom to end
        child = os.fork()
        if child == 0:
            os.close(reading)
            _answer(partial(_alone, work, parent, usual), limits, whose, writing)
        signal.pthread_sigmask(signal.SIG_SETMASK, usual)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe, _memory_held(child, limits) as beyond:
            answer = pipe.read(limits.answer + 2)  # a child that has more to say finds nobody reading
    except BaseException:
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, usual)
        raise
    _, status, took = os.wait4(child, 0)
    if beyond:
        raise ObcgenError(much_problem(whose, limits))
    ended = _ended(status, took.ru_utime + took.ru_stime, limits, whose)
    return _read(answer, limits, whose, ended)


@contextmanager
def _memory_held(child: int, limits: Limits) -> Iterator[list[Used]]:
    """End a child that has more memory than it may, where the system does not; yield what it had then."""
    beyond: list[Used] = []
    if SYSTEM_HOLDS_MEMORY:
        yield beyond
        return
    done, before = Event(), used(child)

    def look() -> None:
        while not done.wait(_LOOK):
            now = used(child)
            if now and now.memory > limits.memory + (before.memory if before else 0):
                beyond.append(now)
                os.kill(child, signal.SIGKILL)
                return

    watcher = Thread(target=look)
    watcher.start()
    try:
        yield beyond
    finally:
        done.set()
        watcher.join()


@contextmanager
def beginning_anew() -> Iterator[None]:
    """Let `confined` raise NotWatched in here, where it cannot hold work to limits."""
    _can_begin_anew.append(True)
    try:
        yield
    finally:
        _can_begin_anew.pop()


def _in_place(work: Callable[[], bytes], limits: Limits, whose: str) -> bytes:
    """Do the work in this process, and tell whoever watches it."""
    watcher = os.environ.get(NOTE)
    if not watcher:
        if _can_begin_anew:
            raise NotWatched
        return work()
    note, own = Path(watcher), f"{watcher}.new"
    before = used(os.getpid()) or Used(0, 0)
    begun = [id(work), *astuple(before), *astuple(limits), whose]
    Path(own).write_text(json.dumps(begun), encoding="utf-8")
    Path(own).replace(note)
    try:
        answer = work()
    except MemoryError:
        raise ObcgenError(much_problem(whose, limits)) from None
    finally:
        note.unlink(missing_ok=True)
    if len(answer) > limits.answer:
        raise ObcgenError(_large(whose, limits))
    return answer


def _ended(status: int, seconds: float, limits: Limits, whose: str) -> Problem | None:
    """Return the Problem of a child that did not end well."""
    if status == 0:
        return None
    by = os.WTERMSIG(status)
    if seconds >= limits.seconds or by in _LATE:
        return long_problem(whose, limits)
    return _outside(whose) if by in _SENT else _stopped(whose)


def _read(answer: bytes, limits: Limits, whose: str, ended: Problem | None) -> bytes:
    """Return the child's answer, or raise what it raised."""
    if len(answer) > limits.answer + 1:
        raise ObcgenError(_large(whose, limits))
    kind, content = answer[:1], answer[1:]
    if kind == _TOLD:
        raise ObcgenError(*map(out_of, json.loads(content)))
    if kind == _OURS:
        raise RuntimeError(content.decode())
    if kind != _DONE or ended:
        raise ObcgenError(ended or _stopped(whose))
    return content


def room() -> int | None:
    """Return how many more bytes this process may have; None where the system sets no limit."""
    if not hasattr(os, "fork"):
        return None
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return None if limit == resource.RLIM_INFINITY else max(0, limit - _present())


def joined(parts: Mapping[str, bytes]) -> bytes:
    """Return contents by name as one answer: a line that says what follows, and the contents."""
    sizes = json.dumps({name: len(content) for name, content in parts.items()})
    return b"".join((sizes.encode(), b"\n", *parts.values()))


def parted(answer: bytes) -> dict[str, bytes]:
    """Return the contents by name of an answer that `joined` made."""
    head, _, rest = answer.partition(b"\n")
    parts, at = {}, 0
    for name, size in json.loads(head).items():
        parts[name], at = rest[at : at + size], at + size
    return parts


# --- in the child --------------------------------------------------------------------------------


def _alone(work: Callable[[], bytes], parent: int, usual: AbstractSet[signal.Signals | int]) -> bytes:
    """Do the work in a process that ends when its parent does, and that a signal ends at once."""
    for number in _ASKED:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, usual)
    if sys.platform == "linux":  # elsewhere the alarm ends it
        ctypes.CDLL(None).prctl(_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    return work()


def _answer(work: Callable[[], bytes], limits: Limits, whose: str, writing: int) -> NoReturn:
    """Do the work under limits, write the answer and end: nothing after this point runs twice."""
    kind, content = b"", b""
    try:
        _limit(limits)
        kind, content = _done(work, limits, whose)
    finally:
        with suppress(OSError):  # nobody reads any more
            _write(writing, kind + content)
        os._exit(0)


def _done(work: Callable[[], bytes], limits: Limits, whose: str) -> tuple[bytes, bytes]:
    try:
        return _DONE, work()
    except ObcgenError as error:
        return _TOLD, _as_json(*error.problems)
    except MemoryError:
        return _TOLD, _as_json(much_problem(whose, limits))
    except TimeoutError:
        return _TOLD, _as_json(long_problem(whose, limits))
    except BaseException:  # noqa: BLE001 - a fault of ours is raised again where it can be seen
        return _OURS, traceback.format_exc().encode("utf-8", "replace")


def _write(writing: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(writing, view[:_CHUNK]) :]


def _limit(limits: Limits) -> None:
    """Hold this process: its memory, its time and the wall's, and no memory image when it dies."""
    gc.enable()  # what is held to an amount of memory lets no garbage lie
    signal.signal(signal.SIGXCPU, _out_of_time)
    _set(resource.RLIMIT_CPU, limits.seconds, limits.seconds + 1)
    _set(resource.RLIMIT_AS, _present() + limits.memory)
    _set(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(4 * limits.seconds)


def _set(what: int, soft: int, hard: int | None = None) -> None:
    with suppress(ValueError, OSError):  # the system allows less already, or has no such limit
        resource.setrlimit(what, (soft, hard or soft))


def _present() -> int:
    """Return how many bytes of address space this process has; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 1 << 30
    return pages * resource.getpagesize()


def _out_of_time(*_: object) -> NoReturn:
    raise TimeoutError


# --- Problems ------------------------------------------------------------------------------------


def _as_json(*problems: Problem) -> bytes:
    return json.dumps([asdict(problem) for problem in problems]).encode()


def long_problem(whose: str, limits: Limits) -> Problem:
    """Return the Problem of work that took too long."""
    message = f"{whose} kept the computer busy for {limits.seconds} seconds and was stopped."
    return TOO_LONG.problem(message, found=whose, hint=_HINT)


def much_problem(whose: str, limits: Limits) -> Problem:
    """Return the Problem of work that asked for too much memory."""
    message = f"{whose} asked for more than {limits.memory // 1_000_000:,} MB of memory and was stopped."
    return TOO_MUCH.problem(message, found=whose, hint=_HINT)


def _large(whose: str, limits: Limits) -> Problem:
    message = f"{whose} prints more than {limits.answer // 1_000_000:,} MB and was stopped."
    return TOO_LARGE.problem(message, found=whose, hint=_HINT)


def _outside(whose: str) -> Problem:
    message = f"The work on {whose} was stopped by a user, or by a computer without memory left."
    hint = "Close other programs and run it again. Nothing was written."
    return FROM_OUTSIDE.problem(message, found=whose, hint=hint)


def _stopped(whose: str) -> Problem:
    return STOPPED.problem(f"{whose} made the program that prints it break off.", found=whose, hint=_HINT)
