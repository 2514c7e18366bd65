"""How a value of the spec is read: strictly, from its own text, by one reader per kind of value.

pydantic never coerces anything here. Every scalar arrives as the text that stands in the file; its reader
returns the value or raises `fault(...)`, whose type is a code of ours and whose context holds what was found,
what was expected and what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ConfigDict
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from obcgen.problems import Kind, Path
from obcgen.spec.written import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

BLANK = Kind("SPC-01", "Nothing is written here")
NOT_TEXT = Kind("SPC-02", "A list or a group of keys stands where one value belongs")
CHOICE = Kind("SPC-03", "Not one of the words allowed here")
UNFILLED = Kind("SPC-19", "A blank that is not filled in")
_UNFILLED = re.compile(r"\s*<([^<>@:]+)>\s*")
LONGEST_SHOWN = 60


class Section(BaseModel):
    """A part of the spec: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


def values_of(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield every single value of a spec, or of a part of one, with its path as people see it in the file."""
    match value:
        case Section():
            for name, part in value:
                yield from values_of(part, (*path, name.removesuffix("_")))
        case dict():
            for key, part in value.items():
                yield from values_of(part, (*path, str(key)))
        case tuple() | list():
            for at, part in enumerate(value):
                yield from values_of(part, (*path, at))
        case _:
            yield path, value


def texts_of(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text of a spec, or of a part of one, with its path."""
    return ((at, found) for at, found in values_of(value, path) if isinstance(found, str))


def fault(kind: Kind, message: str, *, found: str = "", expected: str = "", hint: str = "") -> Exception:
    """Return the error a reader raises; `source.parse` turns it into a Problem of that kind."""
    context = {"message": message, "found": shown(found), "expected": expected, "hint": hint}
    return PydanticCustomError(kind.code, "{message}", context)


def shown(text: str) -> str:
    """Return a text short enough, and tame enough, to repeat in a message."""
    tame = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return tame if len(tame) <= LONGEST_SHOWN else tame[: LONGEST_SHOWN - 1] + "…"


def visible(text: str) -> bool:
    """Tell whether there is anything to see in a text."""
    if text.isprintable():  # as nearly every text is, at a glance
        return bool(text.strip())
    return any(letter.isprintable() and not letter.isspace() for letter in text)


def blank_in(text: str) -> str:
    """Return the words of a blank that is not filled in, `<words>`; nothing where a text is none."""
    found = _UNFILLED.fullmatch(text)
    return found[1] if found else ""


@dataclass(frozen=True)
class Scalar:
    """Annotates a type with the reader of its text: `Annotated[Money, Scalar(read_money, "an amount")]`."""

    read: Callable[[str], object]
    expected: str
    json_schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"}, hash=False)

    def validate(self, value: object) -> object:
        """Return the value that the text stands for."""
        if not isinstance(value, str):
            what = "a list" if isinstance(value, list | tuple) else "a group of keys"
            message = f"There is {what} here, but one value is needed: {self.expected}."
            raise fault(NOT_TEXT, message, found=what, expected=self.expected, hint=f"Write {self.expected}.")
        if not visible(value):
            message = f"Nothing is written here, but {self.expected} is needed."
            hint = f"Write {self.expected}, or remove the line if it is not needed."
            raise fault(BLANK, message, found="nothing", expected=self.expected, hint=hint)
        if blank := _UNFILLED.fullmatch(value):
            message = f"This blank is not filled in: {shown(blank[1])}."
            hint = f"Write {self.expected} in place of it, without the signs < and >."
            raise fault(UNFILLED, message, found=value, expected=self.expected, hint=hint)
        return self.read(value)

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.validate, metadata={"pydantic_js_functions": [lambda _schema, _handler: self.described]}
        )

    @property
    def described(self) -> dict[str, Any]:
        """The JSON Schema of the text; an editor says what is expected where it does not fit."""
        said = {"patternErrorMessage": f"Write {self.expected}."} if "pattern" in self.json_schema else {}
        return {**self.json_schema, **said}

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return self.described


class Choice:
    """Annotates a Literal: the text is exactly one of its words."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return Scalar(
            lambda text: _choose(text, get_args(source)),
            f"one of: {', '.join(get_args(source))}",
            words(get_args(source)),
        ).__get_pydantic_core_schema__(source, handler)


def _choose(text: str, words: tuple[str, ...]) -> str:
    if text in words:
        return text
    near = get_close_matches(text.lower(), words, n=1)
    allowed = ", ".join(words)
    hint = f"Did you mean {near[0]}?" if near else f"Write one of: {allowed}."
    raise fault(
        CHOICE, f"“{shown(text)}” is not a choice here.", found=text, expected=f"one of: {allowed}", hint=hint
    )


@dataclass(frozen=True)
class ByShape:
    """Annotates a union: a group of keys is read as `mapping`, anything else as `text`; one branch speaks."""

    text: Any
    mapping: Any

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        branches = {
            "<text>": handler.generate_schema(self.text),
            "<mapping>": handler.generate_schema(self.mapping),
        }
        return core_schema.tagged_union_schema(
            branches, lambda v: "<mapping>" if isinstance(v, dict) else "<text>"
        )
