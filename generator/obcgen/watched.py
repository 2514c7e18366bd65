"""A whole command in a child process that is watched, where the system has no `fork` to confine a part of it.

The child notes in a file when it begins work on what a stranger wrote, and under which limits; its parent
looks at the file, at the child's processor time and at its memory ten times a second, and ends it when it is
beyond them. What a command writes it writes after that work, so a child that is ended has written nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from obcgen.confined import NOTE, Limits, long_problem, much_problem
from obcgen.problems import ObcgenError, Problem
from obcgen.usage import Used, used

_LOOK = 0.1
"""Seconds between two looks."""
_SLOW = 4
"""So many times its seconds work may take by the clock, as a busy machine needs."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """Work that the child says it has begun, and when that was seen."""

    said: str
    at: float


def run_watched(command: Sequence[str]) -> int:
    """Run a command of obcgen as a child, with what it confines held to its limits; return its exit status.

    Raises:
        ObcgenError: the child was ended: its work was beyond its limits (RUN-01, RUN-02).
    """
    with TemporaryDirectory(prefix="obcgen-watched-") as folder:
        note = Path(folder) / "work"
        child = subprocess.Popen(command, env={**os.environ, NOTE: str(note)})  # noqa: S603 - our own command
        try:
            return _watch(child, note)
        finally:
            if child.poll() is None:
                child.kill()
            child.wait()


def _watch(child: subprocess.Popen[bytes], note: Path) -> int:
    begun: _Begun | None = None
    while True:
        with suppress(subprocess.TimeoutExpired):
            return child.wait(_LOOK)
        said = _said(note)
        if not said:
            begun = None
        elif begun is None or begun.said != said:
            begun = _Begun(said, time.monotonic())
        elif problem := _beyond(begun, used(child.pid)):
            raise ObcgenError(problem)


def _said(note: Path) -> str:
    """Return what the child notes of its work: nothing while it does none."""
    try:
        return note.read_text(encoding="utf-8")
    except OSError:  # not there yet, or just being replaced
        return ""


def _beyond(begun: _Begun, now: Used | None) -> Problem | None:
    """Return how work is beyond its limits; what cannot be measured here is held by the clock alone."""
    _, spent_before, memory_before, seconds, memory, answer, whose = json.loads(begun.said)
    limits = Limits(seconds, memory, answer)
    spent = now.seconds - spent_before if now else 0
    if spent > seconds or time.monotonic() - begun.at > _SLOW * seconds:
        return long_problem(whose, limits)
    if now and now.memory - memory_before > memory:
        return much_problem(whose, limits)
    return None
