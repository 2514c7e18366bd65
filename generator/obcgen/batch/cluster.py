"""Workers on other machines, through a scheduler of `dask.distributed`.

The scheduler gives a lost worker's task to another. Should the scheduler itself be lost, the batch waits
until one answers at its address again, and sends it all that was not answered.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from obcgen.batch.carried import make_sent, sent
from obcgen.batch.work import Made, broken
from obcgen.problems import Kind, ObcgenError, Problem

NO_CLUSTER = Kind("BAT-10", "A scheduler or its workers that cannot be reached")

PATIENCE = 600.0
"""Seconds that a batch waits for a scheduler that is gone, or for a first worker."""
_TURN = 1.0
_NO_MORE: tuple[int, Any] = (-1, None)
_AHEAD = 2
"""Tasks for each worker that are sent at a time: one in work, one beside it."""


@dataclass(slots=True)
class _Sent:
    """A task under way, and its number."""

    number: int
    task: Any


@dataclass(slots=True)
class _Cluster:
    address: str
    patience: float
    client: Any = None
    doing: dict[Any, _Sent] = field(default_factory=dict)
    again: list[_Sent] = field(default_factory=list)

    def connect(self) -> None:
        """Speak to the scheduler; wait for it where it is gone, and send it what was not answered.

        Raises:
            ObcgenError: nobody answers for longer than a batch waits.
        """
        from distributed import Client  # noqa: PLC0415 - an extra

        self.close()
        until = time.monotonic() + self.patience
        while self.client is None:
            try:
                self.client = Client(self.address, timeout=5, set_as_default=False, name="obcgen-batch")
                self.client.wait_for_workers(1, timeout=max(1.0, until - time.monotonic()))
            except (OSError, ValueError) as error:  # a time that ran out is an OSError as well
                self.close()
                if time.monotonic() > until or isinstance(error, ValueError):
                    raise ObcgenError(_no_cluster(self.address, error)) from error
                time.sleep(_TURN)
        self.again += self.doing.values()
        self.doing.clear()

    def close(self) -> None:
        if self.client is not None:
            with suppress(Exception):  # it may be gone; nothing depends on a last word
                self.client.close(timeout=1)
        self.client = None

    @property
    def is_heard(self) -> bool:
        return self.client is not None and self.client.status == "running"

    def room(self) -> int:
        """Return how many more tasks may be under way."""
        threads: int = sum(self.client.nthreads().values())
        return max(_AHEAD, _AHEAD * threads) - len(self.doing)

    def send(self, task: _Sent) -> None:
        future = self.client.submit(make_sent, task.task, pure=False)
        self.doing[future] = task

    def answers(self) -> list[tuple[int, Made | None]]:
        """Wait a moment, and return what came; None for a task that went down with several workers."""
        from distributed import wait  # noqa: PLC0415

        with suppress(Exception):  # that nothing came yet; what is wrong with a future shows below
            wait(list(self.doing), timeout=_TURN, return_when="FIRST_COMPLETED")
        found: list[tuple[int, Made | None]] = []
        for future in [each for each in self.doing if each.status in {"finished", "error"}]:
            task = self.doing[future]
            answer = self._answer(future, task)
            del self.doing[future]
            if not isinstance(answer, _Sent):
                found.append((task.number, answer))
        self._send_lost_again()
        return found

    def _answer(self, future: Any, task: _Sent) -> Made | _Sent | None:
        """Return what a task came to: its answer, or the task itself where it is to be sent once more."""
        from distributed import KilledWorker  # noqa: PLC0415

        try:
            return future.result(timeout=60)  # type: ignore[no-any-return]
        except KilledWorker:
            return None
        except (OSError, TimeoutError):
            self.again.append(task)
            return task
        except Exception as error:  # noqa: BLE001 - what a worker cannot load or carry is told of this task
            return Made({}, (broken(task.task.task.file, error),), failed=True)

    def _send_lost_again(self) -> None:
        for future in [each for each in self.doing if each.status in {"cancelled", "lost"}]:
            self.again.append(self.doing.pop(future))


def on_cluster(
    address: str,
    items: Iterator[tuple[int, Any]],
    is_job: Callable[[Any], bool],
    patience: float = PATIENCE,
) -> Iterator[tuple[int, Any]]:
    """Yield the number of each item and its answer, as they come from the workers of a scheduler.

    What is no job passes through as its own answer. None stands for a job that went down with its workers.

    Raises:
        ObcgenError: no scheduler answers at this address, or it has no workers, for so many seconds.
    """
    for name in ("distributed", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    cluster = _Cluster(address, patience)
    try:
        while True:
            if not cluster.is_heard:
                cluster.connect()
            with suppress(OSError):  # it is gone; the next turn waits for it
                yield from _filled(cluster, items, is_job)
            if not cluster.doing and not cluster.again:
                return
            yield from cluster.answers()
    finally:
        cluster.close()


def _filled(
    cluster: _Cluster, items: Iterator[tuple[int, Any]], is_job: Callable[[Any], bool]
) -> Iterator[tuple[int, Any]]:
    """Send as many tasks as the workers have room for; yield what is no job."""
    room = cluster.room()
    while room > 0:
        if cluster.again:
            cluster.send(cluster.again.pop())
            room -= 1
            continue
        number, item = next(items, _NO_MORE)
        if number < 0:
            return
        if is_job(item):
            cluster.again.append(_Sent(number, sent(item)))
        else:
            yield number, item


def _no_cluster(address: str, error: Exception) -> Problem:
    return NO_CLUSTER.problem(
        f"No scheduler with workers answers at {address}.",
        found=str(error)[:200] or type(error).__name__,
        expected="the address of a running scheduler that has workers, such as tcp://10.0.0.5:8786",
        hint="Start it with dask scheduler, and on each machine dask worker ADDRESS --nthreads 1; see "
        "docs/batches.md.",
    )
