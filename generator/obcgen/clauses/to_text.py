"""The library, the reasons and one clause as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill

from obcgen.clauses.catalog import Entry, Shown
from obcgen.clauses.reasons import Decided, Reason, Said
from obcgen.library.clauses import Clause
from obcgen.library.conditions import in_words
from obcgen.library.facts import meanings
from obcgen.problems import Place

WIDTH = 100
TITLES = {"rfp": "Request for proposals", "response": "Response file", "contract": "Contract"}
_DEEP = 6


def catalog_text(entries: Sequence[Entry]) -> str:
    """Return every clause on a line: its place, id and title, and below what decides of it."""
    return (
        "\n\n".join(_document_text(name, entries) for name in dict.fromkeys(e.document for e in entries))
        + "\n"
    )


def _document_text(document: str, entries: Iterable[Entry]) -> str:
    mine = [each for each in entries if each.document == document]
    locked = sum(each.clause.locked for each in mine)
    varied = sum(bool(each.clause.variants) for each in mine)
    head = f"{TITLES[document]}: {len(mine)} clauses, {varied} with variants, {locked} locked"
    hint = "The number is the place that a clause has if every clause is printed."
    wide = max(len(each.number) for each in mine)
    long = max(len(each.clause.id) for each in mine)
    lines = [line for each in mine for line in _entry_lines(each, wide, long)]
    return "\n".join((head, hint, "", *lines))


def _entry_lines(entry: Entry, wide: int, long: int) -> Iterator[str]:
    yield f"{entry.number:<{wide}}  {entry.clause.id:<{long}}  {entry.clause.title}".rstrip()
    for line in _facts_of_clause(entry.clause):
        yield _wrapped(line, " " * _DEEP, " " * (_DEEP + 2))


def _facts_of_clause(clause: Clause) -> Iterator[str]:
    if clause.when is not None:
        yield f"printed if {in_words(clause.when, meanings())}"
    if clause.variants:
        yield f"variants: {', '.join(clause.variants)}"
    if clause.locked:
        yield "locked: may be added to, never changed or left out"


# --- reasons -------------------------------------------------------------------------------------


def reasons_text(found: Sequence[Reason]) -> str:
    """Return for each clause whether it is in or out, and why."""
    inside = sum(each.printed for each in found)
    head = f"{TITLES[found[0].entry.document]}: {inside} clauses in, {len(found) - inside} out"
    wide = max(len(each.number) for each in found)
    long = max(len(each.entry.clause.id) for each in found)
    hint = "A clause with nothing below it is in every document of its kind."
    lines = (line for each in found for line in _reason_lines(each, wide, long))
    return "\n".join((head, hint, "", *lines)) + "\n"


def _reason_lines(reason: Reason, wide: int, long: int) -> Iterator[str]:
    mark = "in " if reason.printed else "out"
    yield f"{mark}  {reason.number:<{wide}}  {reason.entry.clause.id:<{long}}  {reason.title}".rstrip()
    for line in reason_sentences(reason):
        yield _wrapped(line, " " * _DEEP, " " * (_DEEP + 2))


def reason_sentences(reason: Reason) -> Iterator[str]:
    """Yield why a clause is in or out, one sentence a line; nothing for one that is always in."""
    if reason.variant and reason.variant != "false":
        yield f"variant {reason.variant}{_chosen(reason.chosen)}"
    match reason.because:
        case "left_out":
            yield f"left out{_chosen(reason.chosen)}"
        case "removed":
            spot = _spot(reason.chosen.place if reason.chosen else None)
            yield f"a pack takes it out of the document, at {spot}"
        case "part":
            yield f"the part {reason.within} around it is out"
        case "empty":
            yield "nothing in it applies to this deal"
        case "condition":
            yield from map(_fact, reason.facts)


def _chosen(said: Said | None) -> str:
    return f", chosen at {_spot(said.place)} ({said.path}: {said.value})" if said and said.place else ""


def _fact(decided: Decided) -> str:
    when: object = decided.fact if decided.holds else {"not": decided.fact}
    words = in_words(when, meanings())
    values = "; ".join(map(_value, decided.said))
    return f"{words[:1].upper()}{words[1:]} ({decided.fact}). {values}".rstrip()


def _value(said: Said) -> str:
    if said.place is None:
        return f"{said.path} is not in the spec"
    return f"{said.path}: {said.value} ({_spot(said.place)})"


def _spot(place: Place | None) -> str:
    if place is None or place.file.startswith("--"):
        return place.file if place else ""
    return f"{place.file}:{place.line}"


def _wrapped(text: str, first: str, rest: str) -> str:
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


# --- one clause ----------------------------------------------------------------------------------


def shown_text(shown: Sequence[Shown]) -> str:
    """Return all that is known of a clause, and its text as the template has it."""
    return "\n\n".join("\n".join(_shown_lines(each)) for each in shown) + "\n"


def _shown_lines(shown: Shown) -> Iterator[str]:
    clause = shown.clause
    yield f"{clause.id}: {clause.title}".removesuffix(": ")
    rows = [
        ("stands in", "; ".join(_where(each) for each in shown.entries)),
        ("file", clause.at.rpartition(":")[0]),
        ("variant of", " ".join(reversed(shown.variant_of)) if shown.variant_of else ""),
        ("printed", f"if {in_words(clause.when, meanings())}" if clause.when is not None else "always"),
        ("locked", "may be added to, never changed or left out" if clause.locked else ""),
        ("source", clause.source),
        ("in force", f"since {clause.effective}" if clause.effective else ""),
        ("note", clause.note),
        *((f"or {name}", f"{other.id}: {other.note}") for name, other in shown.variants),
    ]
    label = max(len(name) for name, _ in rows) + 2
    for name, text in rows:
        if text:
            yield _wrapped(text, f"{name:<{label}}", " " * label)
    yield ""
    yield shown.text or "(a heading without text of its own)"


def _where(entry: Entry) -> str:
    around = f", in {entry.within[-1]}" if entry.within else ""
    return f"{entry.document} {entry.number}{around}".replace("  ", " ")
