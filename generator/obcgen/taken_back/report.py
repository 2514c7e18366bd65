"""What came back with a document, in words: for a terminal, for the proposal's report, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from obcgen.pack import Pack
from obcgen.pack.three_way import regions, to_text
from obcgen.problems import dotted
from obcgen.taken_back.opened import Opened
from obcgen.taken_back.taken_back import Became, Item, TakenBack

_TITLES: dict[Became, str] = {
    "value": "Values of the spec",
    "words": "Words of clauses",
    "outline": "Clauses removed or moved",
    "follows": "Follows by itself from the changes above",
    "nothing": "Could not be taken back",
}
_MOST = 8
"""Disagreements that a terminal shows; the report has all."""


def to_terminal(opened: Opened, found: TakenBack) -> str:
    """Return what came back, for a terminal."""
    return "\n".join((*_lines(opened, found, most=_MOST), ""))


def report(opened: Opened, found: TakenBack) -> str:
    """Return the report of a proposal, as Markdown, with each clause's texts side by side."""
    lines = ["# What came back", "", "```text", *_lines(opened, found, most=None), "```", ""]
    for path, text in found.trial.files.items():
        lines += [f"## {path}", "", "```text", three_way(opened.deal.pack, path, text), "```", ""]
    return "\n".join(lines)


def three_way(pack: Pack, path: str, text: str) -> str:
    """Return the text below a pack's folder, the folder's own and the proposed one, where they differ."""
    own = pack.text(path) if pack.find(path) else ""
    below = Pack(pack.layers[1:])
    under = below.text(path) if len(pack.layers) > 1 and below.find(path) and not pack.layers[0].ours else own
    return to_text(regions(under, text, own))


def _lines(opened: Opened, found: TakenBack, *, most: int | None) -> Iterator[str]:
    yield f"{opened.file.name} against {opened.deal.file}"
    yield from _tracked(found)
    for became, title in _TITLES.items():
        items = [item for item in found.items if item.became == became]
        if items:
            yield ""
            several = _together(items)
            yield f"{title} ({len(several)})"
            for one in several:
                yield from _items(one, found)
    yield from _comments(found)
    yield from _others(found, most)


def _tracked(found: TakenBack) -> Iterator[str]:
    people: dict[str, int] = {}
    for one in found.revisions:
        people[one.author or "nobody named"] = people.get(one.author or "nobody named", 0) + 1
    if people:
        told = ", ".join(f"{name} {count}" for name, count in people.items())
        yield f"tracked changes, read as accepted: {told}"


def _together(items: Sequence[Item]) -> list[list[Item]]:
    """Return what becomes one value with all its places, a clause with its words, others by themselves."""
    found: dict[object, list[Item]] = {}
    for number, item in enumerate(items):
        clause = (item.old, item.new) if item.became == "outline" else ()
        found.setdefault(item.path or clause or number, []).append(item)
    return list(found.values())


def _items(items: Sequence[Item], found: TakenBack) -> Iterator[str]:
    """Yield a value with the places of its edits, or another item."""
    first = items[0]
    if first.became == "value" and first.place:
        yield f"  {first.place.file}:{first.place.line}:{first.place.column}  {dotted(first.path)}"
        yield f"      {first.old} -> {first.new or '(removed)'}"
    for item in items[:1] if first.became == "outline" else items:
        yield from _item(item, found)
    for item in items[1:] if first.became == "outline" else ():
        yield f"           {item.before or item.after}"
    for look in dict.fromkeys(item.look for item in items if item.look):
        yield f"      LOOK: {look}"


def _item(item: Item, found: TakenBack) -> Iterator[str]:
    by = f"  [{'; '.join(item.authors)}]" if item.authors else ""
    inside = "      in " if item.became == "value" else "  "
    yield f"{inside}{_named(item.clause, found)}{by}"
    if item.file:
        yield f"      file: {item.file}"
    yield f"      was: {item.before or '(nothing)'}"
    yield f"      now: {_now(item, found)}"
    if item.why:
        yield f"      {item.why}"


def _now(item: Item, found: TakenBack) -> str:
    """Return what an item says now, or where it was moved."""
    if not item.moved_to and not item.moved_after:
        return item.after or "(nothing)"
    where = "moved, now" if item.moved_to == item.clause else f"moved, now in {_named(item.moved_to, found)}"
    where = f"{where} after “{item.moved_after}”" if item.moved_after else f"{where}, first"
    return where if item.after in {"", item.before} else f"{item.after} ({where})"


def _named(clause: str, found: TakenBack) -> str:
    label = found.labels.get(clause)
    if label is None:
        return clause or "the cover"
    return " ".join(part for part in (label.number, label.title, f"(#{clause})") if part)


def _comments(found: TakenBack) -> Iterator[str]:
    if found.comments:
        yield ""
        yield f"Comments ({len(found.comments)})"
    for clause, one in found.comments:
        who = ", ".join(part for part in (one.author, one.date[:10]) if part)
        yield f"  {_named(clause, found)}  [{who}]"
        yield f"      at: {one.anchor}" if one.anchor else "      at no words"
        yield f"      {one.words}"


def _others(found: TakenBack, most: int | None) -> Iterator[str]:
    if found.elsewhere:
        yield ""
        yield f"Written beside the text ({len(found.elsewhere)}), where no spec and no clause reaches"
        yield from (f"  {words}" for words in found.elsewhere)
    several: Sequence[Any] = found.disagreements
    if several:
        yield ""
        yield f"Places that nobody edited, where the deal would now say something else ({len(several)})"
        for one in several[:most]:
            yield f"  {_named(one.clause, found)}"
            yield f"      document: {one.document or '(nothing)'}"
            yield f"      deal:     {one.deal or '(nothing)'}"
        if most is not None and len(several) > most:
            yield f"  and {len(several) - most} more, which the report lists"
    if found.faults:
        yield ""
        yield f"What obcgen check says of the changed spec, and did not say before ({len(found.faults)})"
        yield from (f"  {one.severity} {one.code}  {one.message}" for one in found.faults)


def to_json(opened: Opened, found: TakenBack) -> str:
    """Return what came back as JSON; keys may be added, none changes its meaning."""
    value = {
        "file": opened.file.name,
        "spec": str(opened.deal.file),
        "document": opened.deal.kind,
        "items": [_item_json(item) for item in found.items],
        "comments": [
            {
                "clause": clause,
                "author": one.author,
                "date": one.date,
                "anchor": one.anchor,
                "words": one.words,
            }
            for clause, one in found.comments
        ],
        "notes": list(found.elsewhere),
        "disagreements": [
            {"clause": one.clause, "document": one.document, "deal": one.deal} for one in found.disagreements
        ],
        "tracked": [
            {"done": one.done, "author": one.author, "date": one.date, "words": one.words}
            for one in found.revisions
        ],
        "faults": [
            {"code": one.code, "severity": one.severity, "message": one.message, "path": dotted(one.path)}
            for one in found.faults
        ],
    }
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _item_json(item: Item) -> dict[str, object]:
    place = item.place
    return {
        "became": item.became,
        "clause": item.clause,
        "before": item.before,
        "after": item.after,
        "authors": list(item.authors),
        "path": dotted(item.path),
        "file": place.file if place and item.became == "value" else item.file,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "moved_to": item.moved_to,
        "moved_after": item.moved_after,
        "old": item.old,
        "new": item.new,
        "look": item.look,
        "why": item.why,
    }
