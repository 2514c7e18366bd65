"""`dataclass` as the standard library has it, made in a tenth of the time: a run defines up to 300 of them.

The standard library writes six functions for each frozen class and compiles each alone: half a millisecond
a class, a sixth of what `obcgen check` took. Here fields and slots are still its work. The functions that are
alike in all classes are written once, and `__init__`, which is not, when the first value of a class is made.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from reprlib import recursive_repr
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
    from inspect import Signature
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """Return what `dataclasses.dataclass` would; what is ordered or completes itself is its work."""
        if cls is None:
            return lambda given: dataclass(given, **options)
        if options.get("order") or hasattr(cls, "__post_init__"):
            return dataclasses.dataclass(**options)(cls)
        return _made(cls, **options)


__all__ = ["dataclass"]


def _made(cls: type, *, frozen: bool = False, eq: bool = True, **options: bool) -> type:
    """Return a class with the functions of a dataclass; what it defines itself stays."""
    own = {name for name, value in vars(cls).items() if name != "__hash__" or value is not None}
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, **options)(cls)
    functions: dict[str, Any] = {"__init__": _init_later(made), "__signature__": _SIGNATURE}
    functions |= {"__repr__": _repr}
    if eq:
        functions |= {"__eq__": _eq(made), "__hash__": _hash(made) if frozen else None}
    if frozen:
        functions |= {"__setattr__": _set, "__delattr__": _delete}
    if frozen and options.get("slots"):
        functions |= {"__getstate__": _state, "__setstate__": _set_state}
    for name, function in functions.items():
        if name not in own:
            setattr(made, name, function)
    return made


def _init_later(cls: Any) -> Callable[..., None]:
    """Return an `__init__` that puts the real one in its place when it is first called."""

    def __init__(self: Any, /, *given: Any, **named: Any) -> None:  # noqa: N807 - what Python calls it
        cls.__init__ = _init(cls)
        cls.__init__(self, *given, **named)

    return __init__


class _Signature:
    """How a class is called, for who asks that before any value of it is made."""

    def __get__(self, value: object, cls: type) -> Signature:
        """Return the signature of the `__init__` that is still to be written, without `self`."""
        from inspect import signature  # noqa: PLC0415 - seldom asked, and long to load

        asked = signature(_init(cls))
        return asked.replace(parameters=tuple(asked.parameters.values())[1:], return_annotation=cls)


_SIGNATURE = _Signature()


def _init(cls: Any) -> Callable[..., None]:
    """Return the `__init__` of a class, as the standard library would write it."""
    names: dict[str, Any] = {"_MISSING": MISSING, "_set": object.__setattr__}
    plain = [_parameter(each, names) for each in fields(cls) if not each.kw_only]
    named = [_parameter(each, names) for each in fields(cls) if each.kw_only]
    parameters = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    lines = [_assignment(each, getattr(cls, each.name, None), names) for each in fields(cls)]
    exec("\n ".join([f"def __init__({parameters}):", *lines, "pass"]), names)  # noqa: S102 - names of fields
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _parameter(field: dataclasses.Field[Any], names: dict[str, Any]) -> str:
    """Return a field among the parameters; what it is by default goes among the names."""
    if field.default is MISSING and field.default_factory is MISSING:
        return field.name
    names[f"_default_{field.name}"] = field.default
    return f"{field.name}=_default_{field.name}"


def _assignment(field: dataclasses.Field[Any], place: object, names: dict[str, Any]) -> str:
    """Return the line that gives a field its value, past what forbids it where the class is frozen."""
    value = field.name
    if field.default_factory is not MISSING:
        names[f"_new_{field.name}"] = field.default_factory
        value = f"_new_{field.name}() if {value} is _MISSING else {value}"
    if not isinstance(place, MemberDescriptorType):
        return f"_set(self, {field.name!r}, {value})"
    names[f"_put_{field.name}"] = place.__set__
    return f"_put_{field.name}(self, {value})"


def _values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what reads the fields of these names out of a value."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple([getattr(value, name) for name in names])


def _eq(cls: Any) -> Callable[[Any, object], bool]:
    values = _values(tuple(each.name for each in fields(cls) if each.compare))

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - what Python calls it
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(cls: Any) -> Callable[[Any], int]:
    hashed = (each for each in fields(cls) if (each.compare if each.hash is None else each.hash))
    values = _values(tuple(each.name for each in hashed))

    def __hash__(self: Any) -> int:  # noqa: N807 - what Python calls it
        return hash(values(self))

    return __hash__


@recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _set(self: object, name: str, value: object) -> None:
    del self, value
    message = f"cannot assign to field {name!r}"
    raise FrozenInstanceError(message)


def _delete(self: object, name: str) -> None:
    del self
    message = f"cannot delete field {name!r}"
    raise FrozenInstanceError(message)


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)
