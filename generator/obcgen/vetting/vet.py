"""`obcgen pack check`: every worked example and its documents through a pack, and its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from obcgen.build import document, names_that_are_no_terms
from obcgen.confined import TOO_LARGE, TOO_LONG, TOO_MUCH
from obcgen.document.terms import term_problems, with_answers
from obcgen.document.tree import Document, Text
from obcgen.document.walk import inlines_of, sections_of
from obcgen.law.in_force import law_on
from obcgen.library.clauses import find_clause
from obcgen.library.facts import meanings
from obcgen.library.outline import read_outline
from obcgen.library.unused import unused
from obcgen.pack import Pack, builtin
from obcgen.pack.contents import SHARED, kinds, paths
from obcgen.policy.rule import DocumentKind
from obcgen.problems import Kind, ObcgenError, Place, Problem, is_error
from obcgen.render.context import read_labels
from obcgen.render.deprecated import deprecations
from obcgen.render.environment import MACROS
from obcgen.render.faults import TOO_MUCH as TEMPLATE_WITHOUT_END
from obcgen.render.known import unknown_names
from obcgen.render.locked import is_locked
from obcgen.render.template_names import LABELS
from obcgen.review.checklist import read_checklist
from obcgen.vetting.newer import newer
from obcgen.words import nearest
from obcgen.writers import font_problems

UNKNOWN_WORD = Kind("PCK-26", "A word for a code that no document prints", "warning")
LEFT_BEHIND = Kind("PCK-30", "A part of a Word file that is not carried over", "warning")
NOT_AS_LOCKED = Kind("PCK-27", "A locked clause that prints otherwise because of a pack")

KINDS: tuple[DocumentKind, ...] = ("rfp", "response", "contract")
_MAY_TOUCH_LOCKED = (*MACROS, LABELS)
_WITHOUT_END = {kind.code for kind in (TOO_LONG, TOO_MUCH, TOO_LARGE, TEMPLATE_WITHOUT_END)}
"""After one of these the other examples are not tried: each would take as long to come to the same."""
_FACTS = dict.fromkeys(meanings(), False)


def vet(pack: Pack, specs: Sequence[Path]) -> tuple[Problem, ...]:
    """Return all that is wrong or idle in a pack, each once.

    Args:
        pack: the pack, its own folder on top.
        specs: the worked examples to put through it.
    """
    found: list[Problem] = []
    for part in (_look, _data, unused, newer, _clauses, deprecations, _words):
        found += _gathered(partial(part, pack))
    for spec in specs:
        if not any(problem.code in _WITHOUT_END for problem in found):
            found += _example(pack, spec)
    told: dict[tuple[object, ...], Problem] = {}
    for one in found:  # the hint may differ from deal to deal, where one says what another leaves out
        told.setdefault((one.code, one.place, one.message, one.found), one)
    return tuple(told.values())


def _example(pack: Pack, spec: Path) -> Iterator[Problem]:
    made: list[Document] = []
    for kind in KINDS:
        yield from _through(pack, spec, kind, made)
    yield from _gathered(partial(_terms, pack, spec, made))


def _gathered(part: Callable[[], Iterable[Problem]]) -> Iterator[Problem]:
    """Yield the Problems of one part of the work, and those that stop it."""
    try:
        yield from part()
    except ObcgenError as error:
        yield from error.problems


def _look(pack: Pack) -> Iterator[Problem]:
    yield from font_problems(pack.style)
    path = "shared/style.yaml"
    told = pack.style.letterhead.told if pack.style.letterhead else ()
    if Pack(pack.layers[:1]).find(path):
        data = pack.data(path)
        for what in told:
            message = f"Of the Word file this is not carried over: {what}."
            yield from data.locate([LEFT_BEHIND.problem(message, path=("word",))])


def _data(pack: Pack) -> Iterator[Problem]:
    for read in (read_labels, read_checklist, partial(law_on, day=date.max)):
        yield from _gathered(partial(_read, read, pack))


def _read(read: Callable[[Pack], object], pack: Pack) -> Iterator[Problem]:
    read(pack)
    yield from ()


def _clauses(pack: Pack) -> Iterator[Problem]:
    """Yield what is wrong with clauses and templates, also those that no example prints."""
    templates = tuple(
        path for path in paths(pack.layers[0]) if path.endswith((".md", ".html")) and "/" in path
    )
    folders = (*kinds(pack), SHARED)
    clauses = [path for path in templates if path.endswith(".md") and path.split("/")[0] in folders]
    for path in clauses:
        folder, _, name = path.partition("/")
        for kind in kinds(pack) if folder == SHARED else (folder,):
            for problem in _gathered(partial(_clause, pack, kind, name.removesuffix(".md"))):
                if problem.code != "TPL-32":  # of a shared clause, meant for one document
                    yield problem
    yield from unknown_names(pack, tuple(path for path in templates if path.split("/")[0] in folders))


def _clause(pack: Pack, kind: str, id_: str) -> Iterator[Problem]:
    find_clause(pack, kind, id_, _FACTS)
    yield from ()


def _words(pack: Pack) -> Iterator[Problem]:
    """Yield each word of the pack for a code that the words below it do not have."""
    top, known = Pack(pack.layers[:1]), dict(read_labels(Pack(pack.layers[1:])))
    known["heading"] = {id_: "" for kind in kinds(pack) for id_ in read_outline(pack, kind).ids}
    if not top.find(LABELS):
        return
    data = top.data(LABELS)
    for group, words in data.mapping().items():
        strange: list[tuple[str, ...]] = [(group, code) for code in words if code not in known.get(group, {})]
        for path in strange if group in known else [(group,)]:
            message = f"No document prints words for “{'.'.join(path)}”."
            hint = nearest(path[-1], known.get(group, {}) if len(path) > 1 else known) or "Remove it."
            yield from data.locate([UNKNOWN_WORD.problem(message, path=path, found=path[-1], hint=hint)])


# --- the worked examples -------------------------------------------------------------------------


def _terms(pack: Pack, spec: Path, made: Sequence[Document]) -> Iterator[Problem]:
    """Yield what is wrong with the defined terms of an example's documents, if all could be made."""
    if len(made) == len(KINDS):
        yield from term_problems(*with_answers(made), names=names_that_are_no_terms(spec, pack))


def _through(pack: Pack, spec: Path, kind: DocumentKind, all_made: list[Document]) -> Iterator[Problem]:
    """Yield what keeps an example from becoming a document, where the pack is the cause; add what is made."""
    try:
        made = document(kind, spec, pack)[0]
    except ObcgenError as error:
        ours = {(problem.code, problem.path) for problem in _without(spec, kind)}
        errors = filter(is_error, error.problems)
        yield from (problem for problem in errors if (problem.code, problem.path) not in ours)
        return
    all_made.append(made)
    yield from font_problems(pack.style, made)
    if any(layer_path in _MAY_TOUCH_LOCKED for layer in pack.layers[:-1] for layer_path in paths(layer)):
        yield from _locked(pack, spec, kind, made)


def _without(spec: Path, kind: DocumentKind) -> tuple[Problem, ...]:
    """Return what keeps an example from becoming a document without the pack too."""
    try:
        document(kind, spec, builtin())
    except ObcgenError as error:
        return error.problems
    return ()


def _locked(pack: Pack, spec: Path, kind: DocumentKind, made: Document) -> Iterator[Problem]:
    """Yield each locked clause that the pack's macros or words make print otherwise."""
    before = _printed(document(kind, spec, builtin())[0])
    for id_, text in _printed(made).items():
        if id_ in before and before[id_] != text and is_locked(builtin(), kind, id_):
            message = f"The locked clause {id_} prints otherwise with this pack in the {kind} of {spec.name}."
            hint = "Look at the pack's macros, tables and words: one of them stands in that clause."
            place = Place(pack.shown(next(path for path in _MAY_TOUCH_LOCKED if pack.depth(path) == 0)), 1, 1)
            yield NOT_AS_LOCKED.problem(message, place=place, found=id_, hint=hint)


def _printed(made: Document) -> dict[str, list[str]]:
    """Return the words of each section by its id; the numbers in references change with the outline."""
    return {
        section.id: [one.text for one in inlines_of(section.blocks) if isinstance(one, Text)]
        for section in sections_of(made.blocks)
    }
