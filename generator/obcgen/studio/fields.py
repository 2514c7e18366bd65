"""Every field that a spec can have, as its schema says: what it holds, what may be chosen, what is below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, Literal

from obcgen.problems import Path
from obcgen.spec.schema import AT_ROOT, shapes
from obcgen.spec.written import KINDS

Schema = Mapping[str, Any]
Control = Literal[
    "line", "prose", "money", "share", "date", "time", "number", "choice", "yes_no", "list", "table", "group"
]
EVERY: Final = "*"
_CONTROLS: Final[Mapping[str, Control]] = {
    "text": "prose", "money": "money", "share": "share", "date": "date", "date_time": "time",
    "moment": "time", "count": "number", "quantity": "number", "level": "number", "yes_no": "yes_no",
}  # fmt: skip
_KIND_OF: Final = {(kind["pattern"], "maxLength" in kind): name for name, kind in KINDS.items()}


@dataclass(frozen=True)
class Field:
    """A field of the language: `pattern` is its path, with `*` for every id and every position."""

    pattern: str
    schema: Schema
    required: bool = False

    @property
    def help(self) -> str:
        """What the field says, in the words of the language's reference."""
        named = self.schema.get("$ref")
        said = self.schema.get("description") or (_named(named).get("description", "") if named else "")
        return str(said)

    @cached_property
    def shapes(self) -> tuple[Schema, ...]:
        """The shapes that its value may have."""
        return tuple(_shapes(self.schema))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of single value that it takes, by name."""
        return tuple(kind for shape in self.shapes if (kind := kind_of(shape)))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of which it takes one."""
        found = [word for shape in self.shapes for word in (*shape.get("enum", ()), shape.get("const"))]
        return tuple(
            dict.fromkeys(_word(word) for word in found if word is not None and type(word) is not int)
        )

    @cached_property
    def groups(self) -> tuple[Schema, ...]:
        """The groups of keys that it may be."""
        return tuple(shape for shape in self.shapes if "properties" in shape)

    @cached_property
    def entry(self) -> Field | None:
        """What stands under each id of a table, or at each position of a list."""
        for shape in self.shapes:
            for key in ("additionalProperties", "items"):
                if isinstance(shape.get(key), Mapping):
                    return Field(_below(self.pattern, EVERY), shape[key])
        return None

    @property
    def is_table(self) -> bool:
        """Whether it is a set of things by id."""
        return any(isinstance(shape.get("additionalProperties"), Mapping) for shape in self.shapes)

    @property
    def control(self) -> Control:
        """With what it is filled in; of a field that takes a value or a group, the value's."""
        if self.kinds:
            return _CONTROLS.get(self.kinds[0], "line")
        if self.words:
            return "choice"
        if self.entry:
            return "table" if self.is_table else "list"
        return "group"

    def below(self, group: Schema) -> dict[str, Field]:
        """Return the fields of one of its groups by key, in the order of the language."""
        needed = group.get("required", ())
        return {
            key: Field(_below(self.pattern, key), schema, key in needed)
            for key, schema in group["properties"].items()
        }

    @cached_property
    def _named(self) -> dict[str, Field]:
        """The fields by key, of a key that several of its groups have that of the first."""
        return {key: field for group in reversed(self.groups) for key, field in self.below(group).items()}

    def child(self, step: str | int) -> Field | None:
        """Return the field under a key, an id or a position; nothing where the language has none."""
        if isinstance(step, str) and step in self._named:
            return self._named[step]
        return self.entry if self.entry and self.is_table == isinstance(step, str) else None


@cache
def language() -> Field:
    """Return the whole spec as one field."""
    found = dict(shapes())
    version, *sections = found["properties"].items()
    found["properties"] = dict([version, *AT_ROOT.items(), *sections])
    return Field("", found)


def field_at(path: Path) -> Field | None:
    """Return the field at a path; nothing where the language has none."""
    found: Field | None = language()
    for step in path:
        found = found.child(step) if found else None
    return found


def pattern_at(path: Path) -> str:
    """Return the pattern of the nearest field to a path."""
    found = next((field for end in range(len(path), -1, -1) if (field := field_at(path[:end]))), language())
    return found.pattern


def order_at(path: Path) -> tuple[str, ...]:
    """Return the keys of the group that holds a path, in the order of the language."""
    above = field_at(path[:-1])
    return tuple(key for group in (above.groups if above else ()) for key in group["properties"])


def kind_of(shape: Schema) -> str:
    """Return the name of the kind of value that a shape is; nothing where it is a choice or holds more."""
    pattern = shape.get("pattern")
    return _KIND_OF.get((pattern, "maxLength" in shape), "") if isinstance(pattern, str) else ""


def _shapes(schema: Schema) -> Iterator[Schema]:
    """Yield the shapes that a value may have, with the named ones looked up."""
    if "$ref" in schema:
        yield from _shapes(_named(schema["$ref"]))
    elif branches := (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        for branch in branches:
            yield from _shapes(branch)
    else:
        yield schema


def _named(reference: str) -> Schema:
    found: Schema = language().schema["$defs"][reference.rsplit("/", 1)[1]]
    return found


def _word(word: object) -> str:
    return str(word).lower() if isinstance(word, bool) else str(word)


def _below(pattern: str, key: str) -> str:
    return f"{pattern}.{key}" if pattern else key
