"""Classes made in the quick way are held against those that the standard library makes of the same lines."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from obcgen.dataclass import dataclass

Make = Callable[..., Any]
WAYS: tuple[Make, ...] = (dataclasses.dataclass, dataclass)


def point(make: Make) -> Any:
    @make(frozen=True, slots=True)
    class Point:
        """A point."""

        x: int
        y: int = 0
        tags: list[str] = dataclasses.field(default_factory=list, hash=False)
        note: str = dataclasses.field(default="", compare=False, repr=False)

    return Point


def named(make: Make) -> Any:
    @make(frozen=True, kw_only=True, eq=False)
    class Above:
        a: int

    @make(frozen=True, kw_only=True, eq=False)
    class Named(Above):
        b: int = 2

        @cached_property
        def twice(self) -> int:
            return 2 * self.b

    return Named


def open_(make: Make) -> Any:
    @make(slots=True)
    class Open:
        a: int
        b: tuple[int, ...] = ()

    return Open


def own(make: Make) -> Any:
    @make(frozen=True, slots=True)
    class Own:  # noqa: PLW1641 - what is then made of its hash
        a: int
        b: int = 0

        def __eq__(self, other: object) -> bool:
            return self.a == getattr(other, "a", None)

        def __repr__(self) -> str:
            return "own"

    return Own


def ordered(make: Make) -> Any:
    @make(frozen=True, slots=True, order=True)
    class Ordered:
        a: int

        def __post_init__(self) -> None:
            if self.a < 0:
                raise ValueError

    return Ordered


def told(do: Callable[[], object]) -> object:
    """Return what comes of something, or which error."""
    try:
        return do()
    except (TypeError, ValueError, AttributeError) as error:
        return type(error), str(error).split("(")[0].replace(f"{do!r}", "")


def seen(cls: Any, *given: Any, **names: Any) -> list[object]:
    """Return everything that a value of a class shows of itself."""
    made: Any = told(lambda: cls(*given, **names))
    if isinstance(made, tuple):
        return [made[0]]
    first = dataclasses.fields(cls)[0].name
    again, other = cls(*given, **names), cls(**{**names, first: 4}) if names else cls(3)
    return [
        repr(made).rpartition(".")[2],
        made == again,
        made == other,
        made == given,
        made != 5,
        told(lambda: hash(made) == hash(again)),
        told(lambda: setattr(copy.copy(made), first, 1)),
        told(lambda: delattr(copy.copy(made), first)),
        told(lambda: made < again),
        [(each.name, getattr(made, each.name), each.kw_only) for each in dataclasses.fields(made)],
        hasattr(made, "__dict__"),
        cls.__match_args__,
        [each.name for each in inspect.signature(cls).parameters.values()],
        told(lambda: dataclasses.asdict(dataclasses.replace(made, **names))),
        copy.deepcopy(made) == made,
    ]


@pytest.mark.parametrize(
    ("cls", "given", "names"),
    [
        (point, (1,), {}),
        (point, (1, 2, ["a"], "note"), {}),
        (point, (), {"y": 2}),
        (point, (1,), {"z": 2}),
        (point, (1, 2, [], "", 5), {}),
        (named, (), {"a": 1}),
        (named, (1,), {}),
        (named, (), {}),
        (open_, (1, (2,)), {}),
        (open_, (), {}),
        (own, (1,), {}),
        (ordered, (2,), {}),
        (ordered, (-2,), {}),
    ],
)
def test_a_class_does_what_one_of_the_standard_library_does(
    cls: Callable[[Make], Any], given: tuple[Any, ...], names: dict[str, Any]
) -> None:
    standard, ours = (seen(cls(make), *given, **names) for make in WAYS)
    assert ours == standard


def test_the_first_value_of_a_class_below_another_is_whole() -> None:
    below = type("Below", (point(dataclass),), {"__slots__": ()})
    assert (below(1).x, below(1, 2).y) == (1, 2)
    assert named(dataclass)(a=1, b=3).twice == 6


@dataclass(frozen=True, slots=True)
class Kept:
    """A class that pickle finds by its name."""

    a: int
    b: tuple[int, ...] = ()


def test_a_value_travels_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Kept(1, (2,)))) == Kept(1, (2,))  # noqa: S301 - made here
    assert Kept(1) != Kept(2)


def test_each_value_has_a_list_of_its_own() -> None:
    first, second = point(dataclass)(1), point(dataclass)(1)
    first.tags.append("a")
    assert second.tags == []
