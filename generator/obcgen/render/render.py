"""Outline, clauses and names to the HTML text of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from markupsafe import escape

from obcgen.confined import Limits, confined
from obcgen.library.choices import no_clause, unchosen
from obcgen.library.clauses import Clause, find_clause
from obcgen.library.conditions import holds
from obcgen.library.outline import Outline, Part, read_outline
from obcgen.pack import Pack
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.render.context import read_labels
from obcgen.render.environment import Templates, buyer_of
from obcgen.render.later import now
from obcgen.render.locked import locked_faults
from obcgen.render.places import NOWHERE, Places, outside_tags
from obcgen.spec.nouns import of_buyer, told_of_buyer

DROPPED = Kind("TPL-43", "A locked clause inside a part that is left out")

KINDS = {"front": "front", "parts": "part", "body": "body", "attachments": "attachment"}
LIMITS = Limits(seconds=4, memory=1_000_000_000, answer=8_000_000)
"""What the templates of a stranger may use; a large contract takes half a second and 100 kB of this."""
NEW_PAGE = ("contents",)
"""Front sections that begin a page; every part, every attachment and the first of the body begin one too."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What one rendering needs at every part."""

    kind: str
    pack: Pack
    templates: Templates
    facts: Mapping[str, bool]
    chosen: Mapping[str, str | bool]
    headings: Mapping[str, str]
    """Titles in a pack's own words, by the id of the clause."""
    buyer: str
    problems: list[Problem]


def render(kind: str, names: Mapping[str, object], pack: Pack, places: Places = NOWHERE) -> str:
    """Return a document as HTML text of the closed vocabulary.

    Args:
        kind: which outline, `rfp` or `contract`.
        names: what `context` returns.
        pack: the folders of templates.
        places: the values of which it matters where they print.

    Raises:
        ObcgenError: every fault of the outline, the clauses and their templates.
    """
    if not pack.foreign:
        return _html(kind, names, pack, places)
    for value in names.values():
        now(value)  # what figures take is ours, and not held to the limits on a stranger
    return confined(lambda: _html(kind, names, pack, places).encode(), LIMITS, pack.layers[0].name).decode()


def _html(kind: str, names: Mapping[str, object], pack: Pack, places: Places) -> str:
    outline = read_outline(pack, kind)
    if problems := tuple(locked_faults(pack, kind)):
        raise ObcgenError(*problems)
    headings = read_labels(pack).get("heading", {})
    buyer = buyer_of(names)
    templates = Templates(pack, names, places)
    run = _Run(kind, pack, templates, _facts(names), _chosen(kind, names), headings, buyer, [])
    parts = [
        html
        for place, word in KINDS.items()
        for at, part in enumerate(outline.places[place])
        for html in _section(run, part, word, new_page=_starts_page(outline, place, at))
    ]
    _check_choices(run, outline)
    if run.problems:
        raise ObcgenError(*run.problems)
    body = told_of_buyer("".join(parts), buyer)
    body = outside_tags(body) if places else body
    return f"<article{_attributes(_document(kind, names, outline))}>\n{body}</article>\n"


def _facts(names: Mapping[str, object]) -> Mapping[str, bool]:
    found = names["fact"]
    return {str(name): bool(value) for name, value in found.items()} if isinstance(found, Mapping) else {}


def _chosen(kind: str, names: Mapping[str, object]) -> Mapping[str, str | bool]:
    """Return what the spec chooses of the clauses of a contract: a variant, or to leave one out."""
    return getattr(names["agreement"], "clauses", {}) if kind == "contract" else {}


def _starts_page(outline: Outline, place: str, at: int) -> bool:
    """Tell whether a part begins a page; the body goes on below a legal notice in the front."""
    alone = {"cover", *NEW_PAGE}.issuperset(part.id for part in outline.places["front"])
    first_of_body = place == "body" and at == 0
    begins = place in {"parts", "attachments"} or (first_of_body and alone)
    return begins or outline.places[place][at].id in NEW_PAGE


def _section(run: _Run, part: Part, word: str, *, new_page: bool = False) -> Iterator[str]:
    """Yield the HTML of a part and of those inside it; nothing where it does not apply or holds nothing."""
    clause = _clause(run, part)
    if clause is None:
        run.problems.extend(_dropped(run, part))
        return
    try:
        body = run.templates.html(clause.path)
    except ObcgenError as error:
        run.problems.extend(error.problems)
        body = ""
    inside = "".join(html for inner in part.parts for html in _section(run, inner, word))
    if body.strip() or inside:
        page = {"data-page": "new"} if new_page else {}
        title = of_buyer(run.headings.get(clause.id, clause.title), run.buyer)
        named = {"id": clause.id, "data-kind": word, "data-title": title, **page, "data-at": clause.at}
        yield f"<section{_attributes(named)}>\n{body}{inside}</section>\n"


def _clause(run: _Run, part: Part) -> Clause | None:
    """Return the clause that stands for a part, if its condition holds and the spec does not leave it out."""
    id_ = part.id
    try:
        clause = find_clause(run.pack, run.kind, id_, run.facts)
        choice = run.chosen.get(id_, True)
        usual = run.pack.variants.get(id_)
        if isinstance(choice, str) and choice in clause.variants:
            clause = _variant(run, clause, choice)
        elif choice is not True:
            run.problems.extend(unchosen(clause, choice))
            if choice is False:
                return None
        elif usual and usual.name in clause.variants:
            clause = _variant(run, clause, usual.name)
        elif usual:
            run.problems.extend(replace(each, place=usual.place) for each in unchosen(clause, usual.name))
    except ObcgenError as error:
        run.problems.extend(replace(found, place=found.place or part.place) for found in error.problems)
        return None
    return clause if holds(clause.when, run.facts) else None


def _variant(run: _Run, clause: Clause, name: str) -> Clause:
    """Return the clause of a variant, under the id of the one it stands for."""
    return replace(find_clause(run.pack, run.kind, clause.variants[name], run.facts), id=clause.id)


def _dropped(run: _Run, part: Part) -> Iterator[Problem]:
    """Yield each locked clause that would be printed, were it not inside a part that is left out."""
    for inner in part.parts:
        with suppress(ObcgenError):  # what is wrong with a clause is told where it is printed
            clause = find_clause(run.pack, run.kind, inner.id, run.facts)
            if clause.locked and holds(clause.when, run.facts):
                message = f"The clause {clause.id} is locked, and stands inside {part.id}, which is left out."
                hint = f"Move {clause.id} to a part that is always printed with it."
                yield DROPPED.problem(message, place=part.place, found=part.id, hint=hint)
        yield from _dropped(run, inner)


def _check_choices(run: _Run, outline: Outline) -> None:
    """Note each choice for a clause that the document does not have."""
    run.problems.extend(no_clause(id_, outline.ids) for id_ in run.chosen if id_ not in outline.ids)


def _document(kind: str, names: Mapping[str, object], outline: Outline) -> dict[str, str]:
    spec_document, district, agreement = (names[name] for name in ("document", "district", "agreement"))
    number = getattr(agreement, "number", "") if kind in {"contract", "amendment"} else ""
    return {
        "data-kind": kind,
        "data-name": outline.name,
        "data-title": getattr(spec_document, "title", ""),
        "data-number": number or getattr(spec_document, "number", ""),
        "data-owner": getattr(district, "name", ""),
        "data-status": getattr(spec_document, "status", "draft"),
        **({"data-mark": outline.mark} if outline.mark else {}),
        "data-section-word": outline.section_word,
        "data-attachment-word": outline.attachment_word,
        "lang": "en-US",
    }


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())
