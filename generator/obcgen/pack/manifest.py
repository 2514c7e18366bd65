"""`pack.yaml`: what a pack is called, what it builds on, and the values and variants of its district."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from obcgen.problems import Kind, ObcgenError, Place, Problem
from obcgen.source import Source
from obcgen.source.nodes import Node, entries, resembling

UNKNOWN_KEY = Kind("PCK-09", "A key that pack.yaml does not have")
BAD_KEY = Kind("PCK-10", "A key of pack.yaml that is missing or wrong")

MANIFEST = "pack.yaml"
KEYS = ("name", "version", "inherits", "defaults", "variants")
OF_A_DEAL = ("extends", "without", "pack", "waive", "obcgen")
"""What only the spec of a deal says: a pack may not waive a rule for every deal of a district."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A variant that a pack chooses, and where it does."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself; `inherits` and `defaults` are None where it does not say."""

    name: str
    version: str
    inherits: Node | None
    defaults: Node | None
    variants: Mapping[str, Chosen]


def read_manifest(source: Source) -> Manifest:
    """Return what a `pack.yaml` says.

    Raises:
        ObcgenError: all that is wrong with it.
    """
    said = entries(source.root)
    if problems := (*source.problems, *_faults(source.root, said)):
        raise ObcgenError(*problems)
    variants = entries(said["variants"]) if "variants" in said else {}
    return Manifest(
        name=str(said["name"].value),
        version=str(said["version"].value),
        inherits=said.get("inherits"),
        defaults=said.get("defaults"),
        variants={id_: Chosen(str(node.value), node.place) for id_, node in variants.items()},
    )


def _faults(root: Node, said: Mapping[str, Node]) -> Iterator[Problem]:
    for key, node in said.items():
        if key not in KEYS:
            near = resembling(key, KEYS)
            hint = f"Did you mean {near}?" if near else f"The keys are {', '.join(KEYS)}."
            message = f"A pack has no key “{key}”."
            yield UNKNOWN_KEY.problem(message, place=node.key, found=key, hint=hint)
    for key in ("name", "version"):
        if key not in said:
            message = f"pack.yaml does not say the pack's {key}."
            yield BAD_KEY.problem(message, place=root.place, hint=f"Write {_EXAMPLES[key]}.")
    for key in ("name", "version", "inherits"):
        if key in said and not _is_line(said[key]):
            message = f"“{key}” is one line of text."
            yield BAD_KEY.problem(message, place=said[key].spot, hint=f"Write {_EXAMPLES[key]}.")
    for key in ("defaults", "variants"):
        if key in said and not isinstance(said[key].value, Mapping):
            message = f"“{key}” holds keys and values."
            yield BAD_KEY.problem(message, place=said[key].spot, hint=f"Write {_EXAMPLES[key]}.")
    yield from _of_a_deal(entries(said["defaults"]) if "defaults" in said else {})
    yield from _variants(entries(said["variants"]) if "variants" in said else {})


_EXAMPLES = {
    "name": "name: Cedar County Schools",
    "version": "version: 2027.1",
    "inherits": "inherits: ../state, or the name of a pack that comes with the program",
    "defaults": "the keys of a spec below it, such as district: {state: CO}",
    "variants": "the id of a clause and the name of its variant: {indemnity: mutual}",
}


def _is_line(node: Node) -> bool:
    text = node.value
    return isinstance(text, str) and bool(text.strip()) and text.isprintable() and len(text) <= 200


def _of_a_deal(defaults: Mapping[str, Node]) -> Iterator[Problem]:
    for key in OF_A_DEAL:
        if key in defaults:
            message = f"A pack has no default for “{key}”: each spec says it for its own deal."
            yield BAD_KEY.problem(message, place=defaults[key].key, found=key, hint="Remove it here.")


def _variants(variants: Mapping[str, Node]) -> Iterator[Problem]:
    for id_, node in variants.items():
        if not _is_line(node):
            message = f"The variant of {id_} is one word."
            yield BAD_KEY.problem(message, place=node.spot, hint=f"Write {_EXAMPLES['variants']}.")
