"""How long an answer may take: what a pack or a huge spec keeps busy is told, and holds up nobody else."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from time import monotonic
from typing import Any

from obcgen.problems import Kind, ObcgenError

SLOW = Kind("SRV-09", "An answer of the studio that takes too long")

PATIENCE = 60.0
"""Seconds."""

Reply = dict[str, Any]


def in_time(work: Callable[[], Reply], turn: Lock, seconds: float = PATIENCE) -> Reply:
    """Do a work in its turn; what takes too long goes on by itself and keeps the turn until it ends.

    Raises:
        ObcgenError: it is not done in time, or an earlier one is not (SRV-09).
    """
    end = monotonic() + seconds
    if not turn.acquire(timeout=seconds):
        raise _slow()

    def worked() -> Reply:
        try:
            return work()
        finally:
            turn.release()

    try:
        return begun(worked).result(max(0.0, end - monotonic()))
    except TimeoutError:
        raise _slow() from None


def begun(work: Callable[[], Reply]) -> Future[Reply]:
    """Begin a work in a thread of its own, for which the end of the program does not wait."""
    done: Future[Reply] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised again where the answer is awaited
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    return done


def _slow() -> ObcgenError:
    return ObcgenError(
        SLOW.problem(
            "This takes too long to work out.",
            found=f"no answer after {PATIENCE:.0f} seconds",
            expected="a spec and a pack that are worked out within a minute",
            hint="Undo the last change, or look whether the pack or a table is far too large.",
        )
    )
