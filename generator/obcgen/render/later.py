"""Values of names that are worked out when a template asks for them: an RFP prints no worked example."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jinja2.runtime import Context

if TYPE_CHECKING:
    from collections.abc import Callable


class Later:
    """A value that is worked out once, when it is first asked for."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    @cached_property
    def value(self) -> object:
        """The value itself."""
        return _worked_out(self._make)

    def __repr__(self) -> str:
        """Return the same of each: what it comes to follows from the names beside it."""
        return "Later"


class Names(dict[str, object]):
    """Names with their values; what is copied from here may still be `Later`."""

    def __getitem__(self, name: str) -> object:
        """Return the value of a name."""
        return now(super().__getitem__(name))


class Asking(Context):
    """The names as a template sees them."""

    def resolve_or_missing(self, key: str) -> object:
        """Return the value of a name, worked out by now, or what says that there is none."""
        return now(super().resolve_or_missing(key))


def now(value: object) -> object:
    """Return a value that may not be worked out yet."""
    return value.value if isinstance(value, Later) else value


def of_figures(error: BaseException) -> bool:
    """Tell whether an error is one of working a value out, which no template can have made."""
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code is _worked_out.__code__:
            return True
        step = step.tb_next
    return False


def _worked_out(make: Callable[[], object]) -> object:
    return make()
