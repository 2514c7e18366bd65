"""Workers that are processes of this machine, each with its own pipe: whose job ended one is always known.

`concurrent.futures` gives up the whole pool when a process dies. Here a process that is lost is replaced, its
job is tried once more, and no other job notices.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

TRIES = 2
MOST_JOBS = 100
"""After so many a process is replaced, whatever it has kept: 200 documents with two added 25 MB to each."""
_ASKED = ("SIGTERM", "SIGHUP")


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    doing: tuple[int, Any, int] | None = None
    """The number of its job, the job, and how often it was begun."""
    done: int = 0


@dataclass(slots=True)
class _Pool:
    work: Callable[[Any], Any]
    most: int
    workers: list[_Worker] = field(default_factory=list)
    again: deque[tuple[int, Any, int]] = field(default_factory=deque)

    def has_room(self) -> bool:
        """Tell whether a worker has nothing to do, or another may be started."""
        return len(self.workers) < self.most or not all(worker.doing for worker in self.workers)

    def _free(self) -> _Worker:
        idle = next((worker for worker in self.workers if worker.doing is None), None)
        if idle is None:
            idle = self._started()
            self.workers.append(idle)
        return idle

    def _started(self) -> _Worker:
        # A copy of this process has everything loaded; elsewhere than on Linux copies are not safe.
        copies = sys.platform == "linux"
        context = multiprocessing.get_context("fork" if copies else "spawn")
        ours, theirs = context.Pipe()
        inherited = [ours, *(worker.pipe for worker in self.workers)] if copies else []
        process = context.Process(target=_serve, args=(self.work, theirs, inherited), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def give(self, number: int, job: Any, tried: int) -> None:
        """Give a free worker a job."""
        worker = self._free()
        worker.doing = number, job, tried
        with suppress(OSError):  # it is gone; `answers` finds that out
            worker.pipe.send(job)

    def is_answered(self) -> bool:
        """Tell whether a worker is done, or gone."""
        return bool(wait([worker.pipe for worker in self.workers if worker.doing], 0))

    def answers(self) -> list[tuple[int, Any]]:
        """Wait, and return what those answered that are done; None for a job whose workers were lost."""
        busy = [worker for worker in self.workers if worker.doing]
        ready = wait([worker.pipe for worker in busy])
        return [answer for worker in busy if worker.pipe in ready for answer in self._answer(worker)]

    def _answer(self, worker: _Worker) -> Iterator[tuple[int, Any]]:
        number, job, tried = worker.doing or (-1, None, TRIES)
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            if tried == TRIES:
                yield number, None
            else:
                self.again.append((number, job, tried + 1))
        else:
            worker.doing, worker.done = None, worker.done + 1
            if worker.done == MOST_JOBS:
                self._replace(worker)
            yield number, answer

    def _replace(self, worker: _Worker) -> None:
        """Make room for a new worker in place of one."""
        self._end(worker)
        self.workers.remove(worker)

    def _end(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()

    def close(self) -> None:
        for worker in self.workers:
            self._end(worker)


def in_processes(
    work: Callable[[Any], Any],
    items: Iterator[tuple[int, Any]],
    most: int,
    is_job: Callable[[Any], bool],
) -> Iterator[tuple[int, Any]]:
    """Yield the number of each item and its answer, as they come, with `most` processes at work.

    What is no job passes through as its own answer. None stands for a job that ended two processes. When the
    caller stops early, all processes end.
    """
    pool = _Pool(work, most)
    try:
        yield from _busy(pool, items, is_job)
        while any(worker.doing for worker in pool.workers):
            came = pool.answers()
            yield from _busy(pool, items, is_job)  # first new work, then what was done
            yield from came
    finally:
        pool.close()


def _busy(
    pool: _Pool, items: Iterator[tuple[int, Any]], is_job: Callable[[Any], bool]
) -> Iterator[tuple[int, Any]]:
    """Give free workers something to do while nobody has an answer; yield what is no job."""
    while pool.has_room() and not pool.is_answered():
        if pool.again:
            pool.give(*pool.again.popleft())
            continue
        number, item = next(items, (-1, None))
        if number < 0:
            return
        if is_job(item):
            pool.give(number, item, 1)
        else:
            yield number, item


def _serve(work: Callable[[Any], Any], pipe: Connection, inherited: list[Connection]) -> None:
    """Answer jobs until there are none, or until the batch is gone.

    The batch's own ends of pipes, which a copy of it has too, are closed: while one is open somewhere, a
    worker never learns that nobody is left to hear it.
    """
    for connection in inherited:
        connection.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the batch, which ends this process
    for name in _ASKED:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # Typst's threads: there is a process for each processor
    gc.freeze()
    parent = multiprocessing.parent_process()
    sentinels = [parent.sentinel] if parent else []
    with suppress(EOFError, OSError):
        while pipe in wait([pipe, *sentinels]):
            pipe.send(work(pipe.recv()))
