"""The first stretch of the road: read a spec and say all that is wrong, weak or missing in it.

It stands apart from `build` so that `obcgen check` need not wait for what makes documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from obcgen.law.in_force import amounts_on, law_on
from obcgen.pack import Pack
from obcgen.policy.addenda import after_award
from obcgen.policy.check import check
from obcgen.policy.departures import DEPARTS
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError, Problem, is_error, known_word
from obcgen.reading import Given, Reading, reading
from obcgen.source import Settings, Source, parse_sections
from obcgen.source.nodes import at, entries
from obcgen.source.other_file import OTHER
from obcgen.spec import Prose, Spec
from obcgen.spec.links import links
from obcgen.spec.once import all_texts, once_for_each

_RARE = re.compile("[^\x00-\u052f\u1e00-\u22ff]")
"""Characters beyond Latin, Greek, Cyrillic, punctuation and the usual signs, which every font of ours has."""
_MAY_BE_WRONG = re.compile(
    r"[\[<>]|^[\s*+-]*[0-9]+[.)](?:\s|$)|^\s*[*+-](?:[ \t]*$|[ \t]+[*+#|-])|^[ \t]+[#|]", re.MULTILINE
)
"""Links, pictures, quotations, numbers that may start a list, what does not fit in a list: without them no
Markdown is at fault."""


def read_and_check(
    given: Given, kind: DocumentKind | None = None, pack: Pack | None = None, settings: Settings = ()
) -> tuple[Source, Spec, tuple[Problem, ...]]:
    """Read a spec and return it with all that is wrong or weak in it, for one document or as it stands.

    Where a Problem is an error, the spec may lack sections; use it only if there is none. What the spec
    waives is among the Problems with the severity `waived` and its reason. Values of `settings`, each as
    `path=value`, go over those of the file, and those over the pack's defaults. Without a pack it is the one
    that the spec names, or the built-in templates.

    Raises:
        ObcgenError: the file cannot be read at all, or the pack or its law cannot.
    """
    if kind is not None:
        known_word("document", kind, get_args(DocumentKind))
    found = reading(given, pack, settings)
    source, pack = found.source, found.pack
    if other := no_spec(found):
        raise ObcgenError(*source.locate([other]))
    spec, unread, faults = _sections(source)
    law = law_on(pack, spec.document.issued if spec.document else date.max)
    wrong = (
        *check(spec, law, kind, unread, asked(found, kind), changed(found)),
        *_after_award(source),
        *markdown_problems(spec),
        *_unprintable(spec, pack),
    )
    chosen = _choice_problems(spec, kind, pack, whole=not faults)
    idle = _idle_clauses(pack)
    located = (_with_origin(problem, source) for problem in source.locate((*wrong, *chosen)))
    pinned = (found.pin,) if found.pin else ()
    return source, spec, (*faults, *source.warnings, *pinned, *idle, *located)


def _idle_clauses(pack: Pack) -> tuple[Problem, ...]:
    """Return the clauses of a district's folder that no document has; of shipped packs all are used."""
    if pack.layers[0].ours:
        return ()
    from obcgen.library.unused import idle_clauses  # noqa: PLC0415  most specs have no pack of their own

    return idle_clauses(pack)


@once_for_each
def _sections(source: Source) -> tuple[Spec, frozenset[str], tuple[Problem, ...]]:
    """Return the sections of a spec; of one that is read already, several documents read them once."""
    return parse_sections(source, Spec, links)


def no_spec(found: Reading) -> Problem | None:
    """Return the Problem of a file that is well written, and no spec: a table, a results file, other data."""
    keys = set(entries(found.source.root))
    as_spec = len(keys & Spec.model_fields.keys())
    if keys and as_spec == len(keys):
        return None
    from obcgen.spec.results import Results  # noqa: PLC0415  nearly every spec is one

    as_results = len(keys & Results.model_fields.keys())
    if as_spec and as_spec >= as_results:
        return None
    what = "holds none of the sections of a spec"
    if as_results:
        what = "is a file of results"
    elif found.name.lower().endswith(".csv"):
        what = "is a table of values (CSV)"
    return OTHER.problem(
        f"{found.file} {what}.",
        place=found.source.root.place,
        expected=f"a spec, with sections such as {', '.join(list(Spec.model_fields)[1:5])}",
        hint="Name the spec first, such as spec.yaml; obcgen new DIR writes one to start from.",
    )


def markdown_problems(spec: Spec) -> tuple[Problem, ...]:
    """Return what of the long texts no document can hold; the reader of Markdown is loaded only in doubt."""
    doubtful = [
        (path, text)
        for path, text in all_texts(spec)
        if isinstance(text, Prose) and _MAY_BE_WRONG.search(text)
    ]
    if not doubtful:
        return ()
    from obcgen.render.texts import text_problems  # noqa: PLC0415  reading Markdown takes a while to load

    return tuple(text_problems(doubtful))


def _unprintable(spec: Spec, pack: Pack) -> tuple[Problem, ...]:
    """Return which texts hold characters that no font of the pack has; fonts are opened only in doubt.

    A stranger's fonts are opened only where documents are made, within limits.
    """
    doubtful = [(path, text) for path, text in all_texts(spec) if _RARE.search(text)]
    if not doubtful or pack.foreign:
        return ()
    from obcgen.writers.pdf_glyphs import missing_in_texts  # noqa: PLC0415  opening fonts takes a while

    return missing_in_texts(doubtful, pack.style)


def _choice_problems(
    spec: Spec, kind: DocumentKind | None, pack: Pack, *, whole: bool
) -> tuple[Problem, ...]:
    """Return what is wrong with the clauses that a spec chooses; facts are known only of a whole spec."""
    agreement = getattr(spec, "agreement", None)
    if kind in {"rfp", "response"} or not (agreement and agreement.clauses):
        return ()
    from obcgen.library.choices import choice_problems  # noqa: PLC0415  few specs choose clauses
    from obcgen.library.facts import facts  # noqa: PLC0415

    known = facts(spec, amounts_on(pack, spec.document.issued)) if whole else None
    return tuple(choice_problems(agreement.clauses, pack, known))


@dataclass(frozen=True, slots=True)
class Version:
    """One of the specs of a deal, without errors: as it was read, and what was said of it."""

    read: Reading
    source: Source
    spec: Spec
    problems: tuple[Problem, ...]


def sound(
    given: Given, kind: DocumentKind | None = None, pack: Pack | None = None, settings: Settings = ()
) -> tuple[Source, Spec, tuple[Problem, ...]]:
    """Return what `read_and_check` returns, of a spec without errors.

    Raises:
        ObcgenError: the spec has errors, or as `read_and_check`.
    """
    source, spec, problems = read_and_check(given, kind, pack, settings)
    if any(map(is_error, problems)):
        raise ObcgenError(*sorted(problems, key=is_error, reverse=True))
    return source, spec, problems


def asked(found: Reading, kind: DocumentKind | None = None) -> Spec | None:
    """Return the RFP that a contract's spec extends: a file with a provider, over one that asks for bids.

    Of a contract with amendments, each a file over the one before, it is the RFP below all of them.
    """
    source = found.source
    while source.extended is not None and _states_own(source, "amendments"):
        source = source.extended
    provider = at(source.root, ("provider", "name"))
    states_provider = provider is not None and provider.place.file == source.root.place.file
    if source.extended is None or not (kind == "contract" or (kind is None and states_provider)):
        return None
    asked = parse_sections(source.extended, Spec)[0]
    return asked if asked.procurement else None


def _after_award(source: Source) -> tuple[Problem, ...]:
    """Return the Problem of an addendum, or a question alone, over a contract.

    A contract has a provider that is named over the RFP's own file, or an amendment of this file.
    """
    provider, asks = (at(source.root, path) for path in (("provider", "name"), ("procurement", "method")))
    own = [key for key in ("addenda", "questions") if _states_own(source, key)]
    awarded = provider and asks and provider.place.file != asks.place.file
    if not (provider and own and (awarded or _states_own(source, "amendments"))):
        return ()
    return (after_award(provider.place.file, own[0]),)


def changed(found: Reading) -> Spec | None:
    """Return the RFP or the contract that a file changes by an addendum or an amendment of its own."""
    source = found.source
    own = [key for key in ("addenda", "amendments") if _states_own(source, key)]
    if source.extended is None or not own:
        return None
    before, unread, _ = parse_sections(source.extended, Spec)
    needed = before.agreement if "amendments" in own else before.procurement
    return None if unread or needed is None else before


def _states_own(source: Source, key: str) -> bool:
    """Tell whether the topmost file of a source adds to what is numbered under a key."""
    below = entries(source.extended.root).get(key) if source.extended else None
    numbers = entries(source.root).get(key)
    known = entries(below).keys() if below else ()
    return numbers is not None and not entries(numbers).keys() <= set(known)


def _with_origin(problem: Problem, source: Source) -> Problem:
    """Say of a term that differs from the RFP where the RFP has it."""
    if problem.code != DEPARTS.code or source.extended is None:
        return problem
    (there,) = source.extended.locate([replace(problem, place=None)])
    place = there.place
    return replace(problem, expected=f"{problem.expected} ({place.file}:{place.line})") if place else problem
