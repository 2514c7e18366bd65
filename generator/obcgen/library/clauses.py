"""A clause: one Markdown file whose opening lines say what it is, where it belongs and when it is printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from obcgen.library.conditions import condition_problems
from obcgen.library.facts import FIELDS
from obcgen.pack import Pack
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.words import nearest

NO_CLAUSE = Kind("TPL-22", "An id without a clause")
UNKNOWN_KEY = Kind("TPL-23", "A key that clauses do not have")
ELSEWHERE = Kind("TPL-32", "A clause in a document that it is not meant for")
BAD_KEY = Kind("TPL-24", "A key of a clause that is missing or wrong")

KEYS = ("id", "title", "documents", "fields", "when", "variants", "locked", "source", "effective", "note")
DOCUMENTS = (
    "rfp",
    "response",
    "contract",
    "review",
    "statement",
    "estimate",
    "addendum",
    "diff",
    "amendment",
)
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part, article, clause, form or exhibit. `path` is its template, `at` its file and first line."""

    id: str
    title: str
    documents: tuple[str, ...]
    path: str
    at: str
    when: Any = None
    variants: Mapping[str, str] = field(default_factory=dict)
    locked: bool = False
    source: str = ""
    effective: str = ""
    note: str = ""


def is_id(id_: str) -> bool:
    """Tell whether this may be the id of a clause: small letters, digits and hyphens."""
    return _ID.fullmatch(id_) is not None


def find_clause(pack: Pack, kind: str, id_: str, facts: Collection[str]) -> Clause:
    """Return the clause of an id: the document's own file or the shared one, from the topmost folder.

    Raises:
        ObcgenError: there is none, or its opening lines are wrong; all of it, at its lines.
    """
    return _clause(pack, kind, id_, facts) if pack.foreign else _ours(pack, kind, id_, frozenset(facts))


def _clause(pack: Pack, kind: str, id_: str, facts: Collection[str]) -> Clause:
    path = pack.find(f"{kind}/{id_}.md", f"shared/{id_}.md") if is_id(id_) else None
    if path is None:
        message = f"There is no clause “{id_}”: neither {kind}/{id_}.md nor shared/{id_}.md."
        hint = "Write the file, or correct the id in the outline. Ids are small letters, digits and hyphens."
        raise ObcgenError(NO_CLAUSE.problem(message, found=id_, hint=hint))
    front = pack.front(path)
    data = front.mapping()
    problems = [*_faults(data, id_, facts)]
    if not problems and kind not in data["documents"]:
        message = f"The clause {id_} is not meant for this document, but its outline lists it."
        hint = f"Add {kind} to its documents, or take it out of {kind}/outline.yaml."
        problems = [ELSEWHERE.problem(message, path=("documents",), expected=kind, hint=hint)]
    if problems:
        raise ObcgenError(*front.locate(problems))
    return Clause(
        id=id_,
        title=data.get("title") or "",
        documents=tuple(data["documents"]),
        path=path,
        at=f"{pack.shown(path)}:1",
        when=_in_its_fields(data),
        variants=data.get("variants", {}),
        locked=data.get("locked") == "true",
        **{key: data.get(key, "") for key in ("source", "effective", "note")},
    )


_ours = lru_cache(maxsize=1024)(_clause)
"""What came with the program stays as it is while the program runs."""


def _in_its_fields(data: Mapping[str, Any]) -> Any:
    """Return the condition of a clause, the fields of work it is meant for included."""
    fields = [f"field_{field}" for field in data.get("fields", ())]
    if not fields:
        return data.get("when")
    among: Any = {"any": fields} if len(fields) > 1 else fields[0]
    return {"all": [among, data["when"]]} if data.get("when") else among


def _faults(data: Mapping[str, Any], id_: str, facts: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the opening lines of a clause."""
    for key in data:
        if key not in KEYS:
            hint = nearest(key, KEYS)
            yield UNKNOWN_KEY.problem(f"Clauses have no key “{key}”.", path=(key,), found=key, hint=hint)
    if data.get("id") != id_:
        message = f"The id is “{data.get('id', '')}”, but the file is named {id_}.md."
        hint = f"Write id: {id_}, or give the file the name that documents know the clause by."
        yield BAD_KEY.problem(message, path=("id",), expected=id_, hint=hint)
    for key in ("title", "source", "effective", "note"):
        if not isinstance(data.get(key) or "", str):
            yield BAD_KEY.problem(
                f"“{key}” is one line of text.", path=(key,), hint=f"Write {key}: and the text."
            )
    yield from _document_faults(data.get("documents"))
    if data.get("locked", "false") not in {"true", "false"}:
        yield BAD_KEY.problem("“locked” is true or false.", path=("locked",), hint="Write locked: true.")
    variants = data.get("variants", {})
    if not isinstance(variants, dict) or not all(isinstance(name, str) for name in variants.values()):
        hint = "Write variants: {mutual: indemnity-mutual}, or leave the key out."
        yield BAD_KEY.problem("“variants” gives names and clause ids.", path=("variants",), hint=hint)
    yield from _field_faults(data.get("fields", []))
    yield from condition_problems(data.get("when"), facts)


def _field_faults(fields: Any) -> Iterator[Problem]:
    known = ", ".join(FIELDS)
    if not isinstance(fields, list) or any(field not in FIELDS for field in fields):
        hint = "Write fields: [workforce], or leave the key out if the clause is meant for every field."
        message = "“fields” lists the fields of work that the clause is meant for."
        yield BAD_KEY.problem(message, path=("fields",), expected=known, hint=hint)


def _document_faults(documents: Any) -> Iterator[Problem]:
    if not isinstance(documents, list) or not documents or any(name not in DOCUMENTS for name in documents):
        hint = "Write documents: [rfp], [response], [contract] or several of them."
        yield BAD_KEY.problem("“documents” lists where the clause may stand.", path=("documents",), hint=hint)
