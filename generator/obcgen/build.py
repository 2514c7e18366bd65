"""The road: one spec in, every document out.

Each function here is one stretch of it, and loads what no other needs; `cli` walks them and prints what comes
back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.account.most_by_source import funded_at_most
from obcgen.account.schedule import Schedule
from obcgen.account.schedule import schedule as schedule_of
from obcgen.account.sources import Funded
from obcgen.checking import sound
from obcgen.document.from_html import from_html
from obcgen.document.resolve import resolve
from obcgen.document.terms import term_problems, with_answers
from obcgen.document.tree import Document
from obcgen.law.in_force import amounts_on
from obcgen.layout import Built, files_of, unpaged
from obcgen.library.choices import choices
from obcgen.library.facts import facts
from obcgen.naming import NamedFor, Names
from obcgen.pack import Pack
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError, Problem, known_word, known_words
from obcgen.progress import Progress, silent
from obcgen.published import embedded, view
from obcgen.reading import Given
from obcgen.render.deprecated import deprecations
from obcgen.render.proper_names import proper_names
from obcgen.render.render import render
from obcgen.source import Settings, parse, read_text
from obcgen.spec import Spec
from obcgen.spec.links import links
from obcgen.spec.once import all_texts
from obcgen.trees import outline_of, publishable, tree_of
from obcgen.writers import WRITERS, at_the_spec, table_file, workbook_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path, PurePath

    from obcgen.clauses.reasons import Reason
    from obcgen.statement.statement import Edition
    from obcgen.verifying import Settled


def payments(given: Given, settings: Settings = ()) -> tuple[Schedule, Funded, tuple[Problem, ...]]:
    """Return the payment schedule of a spec without errors, divided over its sources, and its warnings.

    Raises:
        ObcgenError: the spec has errors.
    """
    _, spec, problems = sound(given, None, None, settings)
    planned = schedule_of(spec)
    return planned, funded_at_most(spec, planned), problems


def build_schedule(
    given: Given, formats: Sequence[str], settings: Settings = (), *, names: NamedFor = "document"
) -> Built:
    """Return the payment schedule as files: `csv`, a row for each payment; `xlsx`, with formulas.

    Raises:
        ObcgenError: the spec has errors.
    """
    from obcgen.sheets.own_noun import in_own_noun
    from obcgen.sheets.schedule import schedule_book, schedule_rows

    known_words("formats", formats, ("csv", "xlsx"))
    _, spec, problems = sound(given, None, None, settings)
    make = {
        "csv": lambda: table_file(schedule_rows(spec)),
        "xlsx": lambda: workbook_file(in_own_noun(schedule_book(spec), spec)),
    }
    stem = Names(spec, given.stem, names).of("schedule")
    return Built({f"{stem}.{name}": make[name]() for name in formats}, problems)


def build_price_file(given: Given, settings: Settings = (), *, names: NamedFor = "document") -> Built:
    """Return the price file of an RFP: an offeror enters prices and reads what the offer comes to.

    Raises:
        ObcgenError: the spec has errors.
    """
    from obcgen.sheets.own_noun import in_own_noun
    from obcgen.sheets.price_file import price_book

    source, spec, problems = sound(given, "rfp", None, settings)
    book = in_own_noun(price_book(view("rfp", source, spec).spec), spec)
    return Built({f"{Names(spec, given.stem, names).of('price-file')}.xlsx": workbook_file(book)}, problems)


def settled(given: Given, results: Path, settings: Settings = ()) -> Settled:
    """Return the settlement of verified results under a contract, and what the user should still know.

    Raises:
        ObcgenError: the spec or the results have errors; nothing is settled then.
    """
    from obcgen.results.read import read_results
    from obcgen.verifying import account_of

    _, spec, problems = sound(given, "contract", None, settings)
    verified = read_results(results, spec)
    return *account_of(verified), (*problems, *verified.problems)


def build_settlement(
    given: Given,
    results: Path,
    formats: Sequence[str],
    edition: Edition,
    pack: Pack,
    *,
    settings: Settings = (),
    progress: Progress = silent,
    names: NamedFor = "document",
) -> Built:
    """Return the settlement statement in every format asked for: docx, pdf, csv, xlsx.

    Raises:
        ObcgenError: the spec, the results or a template have errors; or a finance edition cannot be made.
    """
    progress(f"Reading {results.name}")
    due = settled(given, results, settings)
    return statement_of(due, given.stem, results, formats, edition, pack, progress=progress, names=names)


def statement_of(
    due: Settled,
    stem: str,
    results: PurePath,
    formats: Sequence[str],
    edition: Edition,
    pack: Pack,
    *,
    progress: Progress = silent,
    names: NamedFor = "document",
) -> Built:
    """Return the statement of what was settled by a spec whose file is called `stem`, as `build_settlement`.

    Raises:
        ObcgenError: a template has errors, or a finance edition cannot be made.
    """
    from obcgen.sheets.own_noun import in_own_noun
    from obcgen.sheets.settlement import settlement_book, settlement_rows
    from obcgen.statement.from_results import from_results
    from obcgen.statement.names import names as statement_names

    known_words("formats", formats, (*WRITERS, "csv", "xlsx"))
    known_word("edition", edition, ("full", "finance"))
    spec, verified, found, problems = due
    shown = from_results(spec, verified, found, results.name, edition)
    parts = ("finance",) if edition == "finance" else ()
    stem = Names(spec, stem, names).statement(results.stem, *parts)
    files: dict[str, bytes] = {}
    if "csv" in formats:
        files |= {f"{stem}-{name}.csv": table_file(rows) for name, rows in settlement_rows(shown).items()}
    if "xlsx" in formats:
        files[f"{stem}.xlsx"] = workbook_file(in_own_noun(settlement_book(spec, shown, found), spec))
    if pages := [name for name in formats if name in WRITERS]:
        tree = resolve(from_html(render("statement", statement_names(spec, shown), pack)))
        files |= files_of(stem, tree, pages, pack, progress)
    return Built(files, problems, private=edition == "full")


def document(
    kind: DocumentKind, given: Given, pack: Pack, settings: Settings = ()
) -> tuple[Document, tuple[Problem, ...]]:
    """Return the resolved tree of one document, and the warnings of its spec.

    Raises:
        ObcgenError: the spec, a template or the tree has errors.
    """
    source, spec, problems = sound(given, kind, pack, settings)
    tree, changed = publishable(kind, spec, view(kind, source, spec), pack)
    return tree, (*problems, *changed, *deprecations(pack))


def terms(
    given: Given,
    pack: Pack,
    kinds: Sequence[DocumentKind] = ("rfp", "response", "contract"),
    settings: Settings = (),
) -> tuple[Problem, ...]:
    """Return what is wrong with the defined terms of a spec's documents, alone and beside each other.

    Raises:
        ObcgenError: as `document`.
    """
    names = names_that_are_no_terms(given, pack, settings)
    made = [document(kind, given, pack, settings)[0] for kind in kinds]
    return term_problems(*with_answers(made), names=names)


def names_that_are_no_terms(given: Given, pack: Pack, settings: Settings = ()) -> tuple[str, ...]:
    """Return the texts whose words with a capital letter are names: the pack's list, and what a spec says.

    Raises:
        ObcgenError: the spec has errors, or the pack's names cannot be read.
    """
    _, spec, _ = sound(given, None, pack, settings)
    return (*proper_names(pack), *(str(text) for _, text in all_texts(spec)))


def clause_reasons(
    kind: DocumentKind, given: Given, pack: Pack, settings: Settings = ()
) -> tuple[tuple[Reason, ...], tuple[Problem, ...]]:
    """Return why each clause is in or out of a spec's document, and the warnings of the spec.

    Where a contract's spec does not name the other party yet, it is the draft contract.

    Raises:
        ObcgenError: as `document`.
    """
    from obcgen.clauses.catalog import catalog
    from obcgen.clauses.reasons import Deal, reasons, removed

    _, spec, _ = sound(given, None, pack, settings)
    made: DocumentKind = "draft-contract" if kind == "contract" and spec.provider is None else kind
    source, spec, problems = sound(given, made, pack, settings)
    shown = view(made, source, spec)
    found = facts(shown.spec, amounts_on(pack, spec.document.issued))
    deal = Deal(shown.spec, shown.source, found, pack, tree_of(made, shown, pack))
    return (*reasons(catalog(pack, (kind,)), deal), *removed(kind, pack)), problems


def build(
    kind: DocumentKind,
    given: Given,
    formats: Sequence[str],
    pack: Pack,
    *,
    settings: Settings = (),
    progress: Progress = silent,
    notes: bool = False,
    names: NamedFor = "document",
) -> Built:
    """Return one document in every format asked for; with `notes` its edition with drafting notes.

    Raises:
        ObcgenError: the spec, a template or the tree has errors; nothing is returned then.
    """
    known_words("formats", formats, WRITERS)
    progress(f"Reading {given.name}")
    source, spec, problems = sound(given, kind, pack, settings)
    shown = view(kind, source, spec)
    tree, changed = publishable(kind, spec, shown, pack)
    problems, named = (
        (*problems, *changed, *deprecations(pack), *unpaged(tree, formats, pack)),
        Names(spec, given.stem, names),
    )
    if notes:
        from obcgen.clauses.remarks import remarks
        from obcgen.document.notes import annotated

        tree = annotated(tree, remarks(pack, outline_of(kind), choices(shown.spec, pack)))
        return Built(files_of(named.of(kind, "notes"), tree, formats, pack, progress), problems)
    inside = embedded(kind, shown, tree.number, pack)
    try:
        files = files_of(named.of(kind), tree, formats, pack, progress, inside)
    except ObcgenError as error:
        raise ObcgenError(*at_the_spec(error.problems, problems)) from error
    return Built(files, problems)


def rebuild(
    kind: DocumentKind, text: str, form: str, pack: Pack, progress: Progress = silent
) -> tuple[Document, bytes]:
    """Return the tree and the file of a document, made again from the spec that it carried.

    Whether the deal is a good one was checked before the document was made; here it is only read.

    Raises:
        ObcgenError: the text is no spec, or a template or the tree has errors.
    """
    progress("Reading the embedded spec")
    source = read_text(text, "the embedded spec")
    shown = view(kind, source, parse(source, Spec, links))
    tree = tree_of(kind, shown, pack)
    files = files_of("", tree, (form,), pack, progress, embedded(kind, shown, tree.number, pack))
    return tree, next(iter(files.values()))
