"""What the models of the spec say may stand at a path: one value, a group of keys, a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from obcgen.source.nodes import Node, at, entries
from obcgen.spec import Spec
from obcgen.spec.shapes import ByShape, Choice, Scalar

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from obcgen.problems import Path


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its reader, or the words of which it is one."""

    reader: Scalar | None
    words: tuple[str, ...] = ()

    def takes(self, text: str) -> bool:
        """Tell whether a text can be read as this."""
        if self.reader is None:
            return text in self.words
        try:
            self.reader.validate(text)
        except Exception:  # noqa: BLE001 - a reader refuses in ways of its own, and that is the answer
            return False
        return True


@dataclass(frozen=True, slots=True)
class Keys:
    """A group of keys that the model names."""

    model: type[BaseModel]

    @property
    def needed(self) -> dict[str, Any]:
        """The keys without which the model does not take it, with what stands under each."""
        return {name: kind_of(info) for name, info in fields(self.model).items() if info.is_required()}


@dataclass(frozen=True, slots=True)
class Many:
    """Things by id, or the items of a list, where `id` is None."""

    id: Value | None
    each: Any


Shape = Value | Keys | Many


def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model by the keys that the file has for them."""
    return {(info.alias or name).removesuffix("_"): info for name, info in model.model_fields.items()}


def kind_of(info: FieldInfo) -> Any:
    """Return the whole type of a field."""
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def shapes_of(kind: Any) -> Iterator[Shape]:
    """Yield what a type may look like in a file, the likeliest first."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        yield from _annotated(inner[0], inner[1:])
    elif origin is dict:
        yield Many(next((each for each in shapes_of(inner[0]) if isinstance(each, Value)), None), inner[1])
    elif origin is tuple:
        yield Many(None, inner[0])
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield Keys(kind)
    else:
        for each in inner:
            yield from shapes_of(each)


def _annotated(kind: Any, notes: tuple[Any, ...]) -> Iterator[Shape]:
    for note in notes:
        if isinstance(note, Scalar):
            yield Value(note)
            return
        if isinstance(note, Choice):
            yield Value(None, tuple(get_args(kind)))
            return
        if isinstance(note, ByShape):
            yield from shapes_of(note.text)
            yield from shapes_of(note.mapping)
            return
    yield from shapes_of(kind)


def shapes_at(root: Node, path: Path) -> tuple[Shape, ...]:
    """Return what may stand at a path of the spec; of several groups of keys those that fit best."""
    found: tuple[Shape, ...] = (Keys(Spec),)
    for depth, step in enumerate(path):
        below = [kind for shape in _fitting(found, at(root, path[:depth])) for kind in _under(shape, step)]
        found = tuple(dict.fromkeys(shape for kind in below for shape in shapes_of(kind)))
    return found


def _fitting(shapes: tuple[Shape, ...], node: Node | None) -> tuple[Shape, ...]:
    """Return the shapes that know most of the keys that are written."""
    keys = set(entries(node)) if node else set()
    best = max((_known(shape, keys) for shape in shapes), default=0)
    return tuple(shape for shape in shapes if _known(shape, keys) == best)


def _known(shape: Shape, keys: set[str]) -> int:
    return len(keys & fields(shape.model).keys()) if isinstance(shape, Keys) else 0


def _under(shape: Shape, step: str | int) -> Iterator[Any]:
    match shape:
        case Keys(model) if step in fields(model):
            yield kind_of(fields(model)[str(step)])
        case Many(_, each):
            yield each
