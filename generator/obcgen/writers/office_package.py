"""A package of Office files (ECMA-376, part 2): parts, their types and relations; the same bytes each day.

A part is written once, where the first relation leads to it; its own relations stand behind it.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from obcgen.writers.word_xml import DECLARATION, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""What the kinds of relations of Office begin with."""
_FORMATS: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_BY_ENDING: Final = {"xml": "application/xml", "png": "image/png", "jpeg": "image/jpeg"}
"""The types that the ending of a name tells; every other part states its own."""
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can hold."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What leads from a package or a part to another part, or to an address outside."""

    kind: str
    target: Part | str


@dataclass(eq=False, slots=True)
class Part:
    """One file of a package: its name in the zip, its type, its content, and its relations by their ids."""

    name: str
    kind: str
    content: bytes
    relations: dict[str, Relation] = field(default_factory=dict)


def packed(relations: Mapping[str, Relation]) -> bytes:
    """Return the zip of what the relations of a package lead to."""
    parts = list(_reached(relations, set()))
    files = {"[Content_Types].xml": _types(parts), "_rels/.rels": _related(relations, "")}
    for part in parts:
        files[part.name] = part.content
        if part.relations:
            folder, name = posixpath.split(part.name)
            files[f"{folder}/_rels/{name}.rels"] = _related(part.relations, folder)
    return _zipped(files)


def _reached(relations: Mapping[str, Relation], seen: set[str]) -> Iterator[Part]:
    """Yield each part once, those behind it first; `seen` are the names of those that were yielded."""
    for relation in relations.values():
        part = relation.target
        if isinstance(part, Part) and part.name not in seen:
            seen.add(part.name)
            yield part
            yield from _reached(part.relations, seen)


def _types(parts: list[Part]) -> bytes:
    endings, own = {"rels": _RELATIONS, "xml": _BY_ENDING["xml"]}, {}
    for part in parts:
        ending = part.name.rpartition(".")[2]
        if _BY_ENDING.get(ending) == part.kind:
            endings[ending] = part.kind
        else:
            own[f"/{part.name}"] = part.kind
    return _list(
        "Types",
        f"{_FORMATS}/content-types",
        *(_element("Default", Extension=name, ContentType=kind) for name, kind in sorted(endings.items())),
        *(_element("Override", PartName=name, ContentType=kind) for name, kind in sorted(own.items())),
    )


def _related(relations: Mapping[str, Relation], folder: str) -> bytes:
    rows = (_relationship(identity, one, folder) for identity, one in relations.items())
    return _list("Relationships", f"{_FORMATS}/relationships", *rows)


def _relationship(identity: str, relation: Relation, folder: str) -> str:
    target = relation.target
    if isinstance(target, Part):
        place = posixpath.relpath(f"/{target.name}", f"/{folder}")
        return _element("Relationship", Id=identity, Type=relation.kind, Target=place)
    return _element("Relationship", Id=identity, Type=relation.kind, Target=target, TargetMode="External")


def _list(name: str, namespace: str, *rows: str) -> bytes:
    return f'{DECLARATION}<{name} xmlns="{namespace}">{"".join(rows)}</{name}>'.encode()


def _element(name: str, **attributes: str) -> str:
    written = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items())
    return f"<{name}{written}/>"


def _quoted(text: str) -> str:
    return quoteattr(printable(text), {'"': "&quot;"})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content)
    return stream.getvalue()
