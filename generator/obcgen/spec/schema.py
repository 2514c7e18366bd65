"""Models to JSON Schema: what an editor knows of the language, made from what the program itself reads.

The language has more than its models: `like:` fills in what a part leaves out, and a file that `extends:`
another may leave out anything. Both are here, so that an editor refuses nothing that the program takes.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from obcgen.spec import Spec
from obcgen.spec.shapes import Section
from obcgen.spec.written import ID, KINDS, TEXT

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that yaml-language-server has always read; later ones only since version 1.19."""
_REFERENCE = "#/definitions/"
_OVER = "_over"
"""Ends the name of a part of a file that extends another."""
AT_ROOT = {
    "extends": {
        **TEXT,
        "description": "The file this one is laid over, in the same folder or below: `rfp.yaml`. Values "
        "here go over the values there; keys merge, lists are replaced.",
    },
    "without": {
        "type": "array",
        "items": TEXT,
        "description": "Paths of keys to remove from the file extended, or from the pack: `[lots.east]`.",
    },
    "pack": {
        "anyOf": [
            TEXT,
            {
                "type": "object",
                "properties": {"name": TEXT, "version": TEXT},
                "required": ["name", "version"],
                "additionalProperties": False,
            },
        ],
        "description": "The district's pack: a folder or zip file beside this file, or the name of one that "
        "comes with obcgen. Its defaults fill what this file leaves out. With a version it is pinned: "
        '`{name: colorado, version: "2026.1"}`.',
    },
}
_LIKE = {
    **ID,
    "description": "Copies this part of the sibling with this id; keys beside it go over the copy.",
}


class _Shapes(GenerateJsonSchema):
    """Says what may be written: nothing is ever null, and keys have a form like values."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that may be left out still holds something where it stands."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What holds where a key is left out is said in words."""
        return self.generate_inner(schema["schema"])

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """With `like:` alone a value fits several shapes."""
        return {"anyOf": [self.generate_inner(each) for each in schema["choices"].values()]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping by id: what stands under each key, and how keys are written."""
        form = self.generate_inner(schema["keys_schema"])
        keys: Schema = {name: form[name] for name in ("pattern", "patternErrorMessage") if name in form}
        if "enum" in form:
            words = "|".join(word for word in form["enum"] if isinstance(word, str))
            keys = {
                "pattern": f"^({words}|like)$",
                "patternErrorMessage": f"Write {words.replace('|', ', ')}.",
            }
        found = {
            "type": "object",
            "additionalProperties": self.generate_inner(schema["values_schema"]),
            "propertyNames": keys,
        }
        self.update_with_validations(found, schema, self.ValidationsMapping.object)
        return found

    def field_title_should_be_set(self, _schema: Any) -> bool:
        """The key itself is the title."""
        return False


def shapes(model: type[Section] = Spec) -> Schema:
    """Return the schema of the models alone, for the reference."""
    return model.model_json_schema(
        by_alias=True, ref_template=_REFERENCE + "{model}", schema_generator=_Shapes
    )


def schema() -> Schema:
    """Return the JSON Schema of a spec file, as it stands or over another."""
    found = shapes()
    parts: Schema = found.pop("$defs")
    items = {each["items"]["$ref"] for each in _mappings(parts) if "$ref" in each.get("items", {})}
    copied = {name for name in parts if _REFERENCE + name not in items}
    definitions = {
        "Spec": _over_root(found),
        **{name: _with_like(part, name in copied) for name, part in parts.items()},
        "Spec" + _OVER: _optional(_over_root(found)),
        **{name + _OVER: _optional(_with_like(part, name in copied)) for name, part in parts.items()},
    }
    kinds = _name_kinds(definitions)
    return {
        "$schema": DRAFT,
        "title": "A spec of obcgen",
        "description": found["description"],
        "type": "object",
        "if": {"anyOf": [{"required": ["extends"]}, {"required": ["pack"]}]},
        "then": {"$ref": _REFERENCE + "Spec" + _OVER},
        "else": {"$ref": _REFERENCE + "Spec"},
        "definitions": {**definitions, **kinds},
    }


def schema_text() -> str:
    """Return the JSON Schema as it lies in `specs/schema.json`."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _mappings(node: Any) -> list[Schema]:
    """Return every mapping in a schema."""
    if isinstance(node, list):
        return [found for each in node for found in _mappings(each)]
    if not isinstance(node, dict):
        return []
    return [node, *(found for each in node.values() for found in _mappings(each))]


def _name_kinds(definitions: Schema) -> Schema:
    """Put a reference in place of each kind of value, and return the kinds by name."""
    names = {(kind["pattern"], "maxLength" in kind): name for name, kind in KINDS.items()}
    kinds: Schema = {}
    for each in _mappings(definitions):
        if "type" in each and isinstance(each.get("pattern"), str):
            name = names[each["pattern"], "maxLength" in each]
            kind = {key: each.pop(key) for key in list(each) if key != "description"}
            kinds[name] = {**kinds.get(name, {}), **kind}
            each["$ref"] = _REFERENCE + name
    return kinds


def _over_root(part: Schema) -> Schema:
    return _in_groups({**part, "properties": {**part["properties"], **deepcopy(AT_ROOT)}})


def _with_like(part: Schema, copied: bool) -> Schema:
    """Let a part name a sibling that it is like; what that sibling has need not be written."""
    if not copied:
        return part
    found = {**part, "properties": {**part["properties"], "like": dict(_LIKE)}}
    if required := found.pop("required", None):
        found |= {"if": {"required": ["like"]}, "else": {"required": required}}
    return _in_groups(found)


def _in_groups(part: Schema) -> Schema:
    """Let every mapping by id of a part name a sibling as well."""
    found = deepcopy(part)
    for group in _mappings(found):
        if "propertyNames" in group:
            group["properties"] = {"like": dict(_LIKE)}
    return found


def _optional(part: Schema) -> Schema:
    """Return a part of a file that extends another: it may leave out what stands there."""
    found = deepcopy(part)
    for each in _mappings(found):
        for key in ("required", "if", "else", "minProperties"):
            each.pop(key, None)
        if "$ref" in each:
            each["$ref"] += _OVER
    return found
