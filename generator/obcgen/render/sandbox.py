"""What a template may touch: the parts of values, a few methods, a few filters, small numbers; nothing else.

Whatever is not listed here is refused. A model of the spec has methods that read files and unpickle, and a
pack may come from a stranger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from jinja2 import StrictUndefined, UndefinedError
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import missing

from obcgen.money import Money
from obcgen.render.faults import FAILED, NOT_ALLOWED, TOO_MUCH, UNKNOWN_NAME, TemplateFault
from obcgen.render.values import printed
from obcgen.words import nearest

JINJA_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "groupby", "int",
    "items", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse",
    "select", "selectattr", "sort", "sum", "title", "trim", "unique", "upper",
)  # fmt: skip
LOOP = frozenset({
    "changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem",
    "previtem", "revindex", "revindex0",
})  # fmt: skip
METHODS: tuple[tuple[Any, frozenset[str]], ...] = (
    (Money, frozenset({"over"})),
    (Mapping, frozenset({"get", "items", "keys", "values"})),
    (str, frozenset({"endswith", "lower", "removeprefix", "removesuffix", "startswith", "upper"})),
    (LoopContext, LOOP),
    (BlockReference, frozenset({"super"})),
)
LARGEST_NUMBER = 10**18
LONGEST = 100_000
"""Characters of a text, or values of a list, that a template may put together."""


_PARTS: dict[type, Sequence[str]] = {}
"""What was found of a kind before."""

T = TypeVar("T")


class UnknownName(TemplateFault):
    """A name that no template has; the names there are, are known to whoever runs the template."""


class Missing(StrictUndefined):
    """What a name that leads nowhere gives; to do more with it than ask if it is defined is a fault."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        def fault(_: str) -> TemplateFault:
            return _missing(hint, obj, name, exc)

        super().__init__(hint, obj, name, fault)  # type: ignore[arg-type]


def _missing(hint: str | None, owner: object, name: object, exc: object) -> TemplateFault:
    """Return the fault of using what is not there."""
    if exc is SecurityError:
        return TemplateFault(NOT_ALLOWED, f"A template may not use “{name}” here.", name=str(name))
    if hint:
        return TemplateFault(FAILED, f"There is nothing here to use: {hint.rstrip('.')}.")
    if owner is missing:
        return UnknownName(UNKNOWN_NAME, f"Templates have no name “{name}”.", name=str(name))
    if owner is None:
        message = f"“{name}” is asked of something that the spec leaves out."
        return TemplateFault(UNKNOWN_NAME, message, "Ask first whether it is there: {% if … %}.", str(name))
    return TemplateFault(
        UNKNOWN_NAME, f"There is no “{name}” here.", nearest(str(name), parts(owner)), str(name)
    )


def parts(value: object) -> Sequence[str]:
    """Return the names of the parts of a value, as templates write them."""
    if isinstance(value, Mapping):
        return [str(key) for key in value]
    if isinstance(value, TemplateModule):
        return [name for name in vars(value) if not name.startswith("_")]
    return [name.removesuffix("_") for name in parts_of(type(value))]


def parts_of(kind: type) -> Sequence[str]:
    """Return the fields and computed properties of a kind of record or of a model of the spec."""
    if kind not in _PARTS:
        _PARTS[kind] = _parts_of(kind)
    return _PARTS[kind]


def _parts_of(kind: type) -> Sequence[str]:
    fields = [*getattr(kind, "model_fields", ()), *getattr(kind, "__dataclass_fields__", ())]
    if not fields:
        return ()
    computed = [
        name
        for owner in kind.__mro__
        if owner.__module__.startswith("obcgen.")
        for name, member in vars(owner).items()
        if isinstance(member, property | cached_property)
    ]
    return [name for name in (*fields, *computed) if not name.startswith("_")]


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with everything refused that is not listed above."""

    intercepted_binops = frozenset({"+", "*", "**", "%", "//", "/"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may use this part of a value."""
        if isinstance(obj, Mapping) and attr in obj:
            return True
        if any(isinstance(obj, kind) and attr in names for kind, names in METHODS):
            return True
        if isinstance(obj, TemplateModule):
            return isinstance(value, Macro)
        return attr in parts_of(type(obj))

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call this."""
        if isinstance(obj, Macro | BlockReference | LoopContext | StrictUndefined) or obj is safe_range:
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        return any(isinstance(owner, kind) and name in names for kind, names in METHODS)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a part of a value: a key before a method; `from` where the model says `from_`."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        fields = getattr(type(obj), "model_fields", ())
        return super().getattr(obj, f"{attribute}_" if f"{attribute}_" in fields else attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply and divide small numbers, and money by a count; nothing that grows without end."""
        if operator == "+" and isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
            return _added(left, right)
        small = all(isinstance(side, int | Money) for side in (left, right)) and operator in "+*//%"
        result = super().call_binop(context, operator, left, right) if small and operator != "/" else None
        if result is None or (isinstance(result, int) and abs(result) > LARGEST_NUMBER):
            message = f"A template may not compute with {operator} here."
            raise TemplateFault(
                NOT_ALLOWED, message, "Amounts are computed before; print the name that holds it."
            )
        return result


def _added(left: Any, right: Any) -> Any:
    within(None, len(left) + len(right))
    return left + right


def joined(values: Iterable[object], between: str = "") -> str:
    """Return values one after another, with a text between them."""
    texts = [printed(value) for value in values]
    within(None, sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


def replaced(value: object, old: str, new: str) -> str:
    """Return a text with another in place of a part of it, wherever that part stands."""
    text = printed(value)
    within(None, len(text) + (text.count(old) * len(new)))
    return text.replace(old, new)


def within(value: T, size: int | None = None) -> T:
    """Return a value that is not too long to be meant for a document.

    Raises:
        TemplateFault: it is.
    """
    length = size if size is not None else len(value) if isinstance(value, str) else 0
    if length > LONGEST:
        message = f"A template may not put together more than {LONGEST:,} characters or values at once."
        raise TemplateFault(TOO_MUCH, message, "Look for a text or a list that doubles.")
    return value


def allow_only(sandbox: Sandbox, filters: Mapping[str, Callable[..., Any]]) -> None:
    """Leave a sandbox with the listed filters and `range`, and nothing that grows, escapes or is random."""
    jinja = {name: FILTERS[name] for name in JINJA_FILTERS}
    sandbox.filters = {**jinja, "join": joined, "replace": replaced, **filters}
    sandbox.globals = {"range": safe_range}
