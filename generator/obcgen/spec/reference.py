"""Spec to Markdown: the reference of every key, from the same descriptions that the models carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from obcgen.spec.schema import shapes

Schema = dict[str, Any]

_INTRODUCTION = """\
# The spec, key by key

Made from the program's own models; the examples under `specs/` show every part in use.

`yes` under *Needed* means the key cannot be left out where its section stands. `<id>` is a name of your
choosing: letters, digits and underscores, a letter first. How values are written:

| value | write |
|---|---|
| money | `$1,200,000`, `$900`, `450.50`; in `{ }` or `[ ]` without commas: `$1200` |
| share | `40%`, `62.5%` or `5/6` |
| date, time | `2027-09-15`, `2027-05-14T14:00` |
| length of time | `15 business days`, `30 days`, `36 hours`, `28 weeks` |
| deadline | a date, or words such as `monthly` |
| who | `district`, `provider`, `third_party`, or `{who: third_party, name: ...}` |
| price | `$500`, or where bidders name it `{proposed: true, at_least: $300, at_most: $500}` |
| long text | Markdown |

`like: <id>` copies a part from the same place under a sibling:
`measure: {like: fluency, metric: vocabulary}`.
"""


def reference() -> str:
    """Return the reference as Markdown."""
    schema = shapes()
    defs = schema["$defs"]
    parts = [_INTRODUCTION, _table(schema, defs), *_sections(schema, defs)]
    return "\n".join(parts)


def _sections(schema: Schema, defs: Schema) -> Iterator[str]:
    """Yield a chapter for each section, with every nested part below it, each part once."""
    seen: set[str] = set()
    for key, value in schema["properties"].items():
        for path, name in _parts(key, value):
            yield from _chapter(path, name, defs, seen)


def _chapter(path: str, name: str, defs: Schema, seen: set[str]) -> Iterator[str]:
    if name in seen:
        return
    seen.add(name)
    part = defs[name]
    yield f"## `{path}`\n\n{part.get('description', '')}\n\n{_table(part, defs)}"
    for key, value in part.get("properties", {}).items():
        for below, inner in _parts(f"{path}.{key}", value):
            yield from _chapter(below, inner, defs, seen)


def _parts(path: str, value: Schema) -> Iterator[tuple[str, str]]:
    """Yield the paths and names of the models that can stand at a key."""
    if "$ref" in value:
        yield path, value["$ref"].rsplit("/", 1)[1]
    for branch in (*value.get("anyOf", ()), *value.get("oneOf", ())):
        yield from _parts(path, branch)
    if isinstance(value.get("additionalProperties"), dict):
        yield from _parts(f"{path}.<id>", value["additionalProperties"])
    if isinstance(value.get("items"), dict):
        yield from _parts(f"{path}[]", value["items"])


def _table(part: Schema, defs: Schema) -> str:
    needed = part.get("required", [])
    rows = [
        f"| `{key}` | {'yes' if key in needed else ''} | {_description(value, defs)} |"
        for key, value in part.get("properties", {}).items()
    ]
    return "\n".join(["| Key | Needed | What it says |", "|---|---|---|", *rows]) + "\n" if rows else ""


def _description(value: Schema, defs: Schema) -> str:
    """Return what a key says; where the key adds nothing, what its model says."""
    model = defs.get(value.get("$ref", "").rsplit("/", 1)[-1], {})
    text = value.get("description") or model.get("description", "")
    return str(text).replace("|", "/").replace("\n", " ")
