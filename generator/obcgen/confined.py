"""Work on what a stranger wrote, in a process of its own that the system holds to limits.

A sandbox keeps templates from files and code, but not from time and memory, and the libraries that lay out
pages are written in C. The child is a copy of this process (`fork`), so nothing is loaded twice; its answer
comes back as bytes, never as objects. Where the system has no `fork` (Windows) the work is done in place,
held only by the limits of the rooms themselves.
"""

from __future__ import annotations

import json
import os
import signal
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

from obcgen.problems import Kind, ObcgenError, Place, Problem

with suppress(ImportError):  # Windows has neither this nor `fork`
    import resource

TOO_LONG = Kind("RUN-01", "A pack that keeps the computer busy without end")
TOO_MUCH = Kind("RUN-02", "A pack that needs more memory than any document")
TOO_LARGE = Kind("RUN-03", "A pack that prints more than any document holds")
STOPPED = Kind("RUN-04", "A pack that breaks the program that prints it")

_DONE, _TOLD, _OURS = b"D", b"P", b"E"
_CHUNK = 1 << 20
_LATE = tuple(getattr(signal, name) for name in ("SIGALRM", "SIGXCPU") if hasattr(signal, name))
"""What ends a process that is out of time, by the wall or by its own."""


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
        ObcgenError: the Problems of the work, or that it met a limit.
    """
    if not hasattr(os, "fork"):
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(work, limits, whose, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read(limits.answer + 2)  # a child that has more to say finds nobody reading, and ends
    _, status, used = os.wait4(child, 0)
    late = used.ru_utime + used.ru_stime >= limits.seconds or os.WTERMSIG(status) in _LATE
    return _read(answer, limits, whose, ended_well=status == 0, late=late)


def _read(answer: bytes, limits: Limits, whose: str, *, ended_well: bool, late: bool) -> bytes:
    """Return the child's answer, or raise what it raised."""
    if len(answer) > limits.answer + 1:
        raise ObcgenError(_large(whose, limits))
    kind, content = answer[:1], answer[1:]
    if kind == _TOLD:
        raise ObcgenError(*map(_problem, json.loads(content)))
    if kind == _OURS:
        raise RuntimeError(content.decode())
    if kind != _DONE or not ended_well:
        raise ObcgenError(_long(whose, limits) if late else _stopped(whose))
    return content


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
        return _TOLD, _as_json(_much(whose, limits))
    except TimeoutError:
        return _TOLD, _as_json(_long(whose, limits))
    except BaseException:  # noqa: BLE001 - a fault of ours is raised again where it can be seen
        return _OURS, traceback.format_exc().encode("utf-8", "replace")


def _write(writing: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(writing, view[:_CHUNK]) :]


def _limit(limits: Limits) -> None:
    """Hold this process: its memory, its time and the wall's, and no memory image when it dies."""
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


def _problem(data: dict[str, Any]) -> Problem:
    place = Place(**data["place"]) if data["place"] else None
    return Problem(**{**data, "path": tuple(data["path"]), "place": place})


_HINT = "Use it only if you trust where it comes from, and ask its author. Nothing was written."


def _long(whose: str, limits: Limits) -> Problem:
    message = f"{whose} kept the computer busy for {limits.seconds} seconds and was stopped."
    return TOO_LONG.problem(message, found=whose, hint=_HINT)


def _much(whose: str, limits: Limits) -> Problem:
    message = f"{whose} asked for more than {limits.memory // 1_000_000:,} MB of memory and was stopped."
    return TOO_MUCH.problem(message, found=whose, hint=_HINT)


def _large(whose: str, limits: Limits) -> Problem:
    message = f"{whose} prints more than {limits.answer // 1_000_000:,} MB and was stopped."
    return TOO_LARGE.problem(message, found=whose, hint=_HINT)


def _stopped(whose: str) -> Problem:
    message = f"{whose} made the program that prints it break off."
    return STOPPED.problem(message, found=whose, hint=_HINT)
