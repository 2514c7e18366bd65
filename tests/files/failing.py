"""A file system that fails, or a process that dies, at the n-th thing it is asked to change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from errno import EBUSY
from typing import Any, Literal

import pytest

Way = Literal["fails", "fails from here on", "dies before", "dies after", "is interrupted"]
WAYS: tuple[Way, ...] = ("fails", "fails from here on", "dies before", "dies after", "is interrupted")
CHANGES = ("open", "fsync", "replace", "link", "symlink", "unlink", "chmod", "mkdir")


class Died(BaseException):
    """The process is gone: nothing that it would still do is done."""


@dataclass
class Failing:
    """Counts what a file system is asked to change; at `step` it goes wrong in the way named."""

    step: int
    way: Way
    steps: int = 0
    dead: bool = False
    opened: list[int] = field(default_factory=list)

    def instead_of(self, real: Callable[..., Any], *, works: bool) -> Callable[..., Any]:
        def change(*arguments: Any, **named: Any) -> Any:
            self._before()
            result: Any = real(*arguments, **named) if works else None
            if real is REAL["open"]:
                self.opened.append(result)
            if self.steps == self.step and self.way == "dies after":
                self.dead = True
                raise Died
            return result

        return change

    def _before(self) -> None:
        if self.dead:
            raise Died
        self.steps += 1
        if self.steps == self.step and self.way == "dies before":
            self.dead = True
            raise Died
        if self.steps == self.step and self.way == "is interrupted":
            raise KeyboardInterrupt
        late = self.steps > self.step and self.way == "fails from here on"
        if (self.steps == self.step and self.way.startswith("fails")) or late:
            raise OSError(EBUSY, "Device or resource busy", "somewhere")


REAL = {name: getattr(os, name) for name in CHANGES}


@contextmanager
def failing(step: int, way: Way) -> Iterator[Failing]:
    """Let the file system go wrong at a step; afterwards it is sound, and the locks of the dead are free."""
    found = Failing(step, way)
    with pytest.MonkeyPatch.context() as patch:
        for name in CHANGES:
            patch.setattr(os, name, found.instead_of(REAL[name], works=name != "fsync"))
        yield found
    for descriptor in found.opened:
        with suppress(OSError):
            os.close(descriptor)
