"""A results file to facts and a ledger: every Problem in one run, and nothing settled while there is one."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from obcgen.account.early_end import BESIDES
from obcgen.account.schedule import schedule
from obcgen.deal.compile import deal_of
from obcgen.deal.facts import Facts, Ledger
from obcgen.deal.indexed import at_index
from obcgen.deal.met import met_on
from obcgen.problems import Kind, ObcgenError, Problem, is_error
from obcgen.results.beside import Beside, InMemory, OnDisk
from obcgen.results.by_year import WORDS
from obcgen.results.columns import columns, known_headings, missing
from obcgen.results.complete import (
    amounts_are_given,
    budget_is_the_fixed_one,
    columns_are_filled,
    counts_are_given,
    outcomes_are_given,
    table_has_rows,
)
from obcgen.results.computed import figures_agree
from obcgen.results.concerned import served_is_told
from obcgen.results.dated import (
    conditions_met_by_then,
    defaults_by_then,
    disputed_by_then,
    ended_in_service,
    made_in_the_term,
    no_more_is_returned,
    paid_by_then,
    verified_in_the_term,
)
from obcgen.results.defaults import defaults_are_known
from obcgen.results.delivered import delivery_is_possible
from obcgen.results.disputes import amounts_are_due, disputes_are_possible, disputes_concern_somebody
from obcgen.results.facts import facts_of, ledger_of
from obcgen.results.files_read import FileRead, files_read
from obcgen.results.index import index_figures, index_is_right
from obcgen.results.interest import interest_is_promised
from obcgen.results.named import named_table, table_words
from obcgen.results.needs import Needs, needs
from obcgen.results.other import no_results
from obcgen.results.people import People, read_people
from obcgen.results.plausible.ids import ids_are_apart
from obcgen.results.plausible.plausible import impossible, unlikely
from obcgen.results.record import group_results, names_are_known, of_this_contract
from obcgen.results.relief import relief_of
from obcgen.results.totals import counts_are_possible, totals_agree, totals_are_enough
from obcgen.source import parse_sections, read_written
from obcgen.source import read as read_source
from obcgen.source.yaml_file import files_among
from obcgen.spec.results import Results

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from obcgen.results.plausible.oddity import Oddity
    from obcgen.source import Source
    from obcgen.spec import Spec

NOT_SETTLED = Kind("RES-15", "A spec that cannot be settled")


@dataclass(frozen=True, slots=True)
class Verified:
    """Results that may be settled: the facts, the ledger, and the participants by id where they are known."""

    results: Results
    signed: Spec
    """The contract as it was signed."""
    spec: Spec
    """The contract at the prices of these results: what is indexed is worked out."""
    facts: Facts
    ledger: Ledger
    people: People | None
    problems: tuple[Problem, ...]
    """Warnings that travel with the settlement."""
    files: tuple[FileRead, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    """What is unlikely about these results, with the verifier's answers."""
    table_words: str = ""
    """What was read of a table with a district's own headings."""


def read_results(path: Path, spec: Spec) -> Verified:
    """Read verified results for a spec without errors.

    Raises:
        ObcgenError: every Problem of the results, if one of them is an error.
    """
    if other := no_results(path):
        raise ObcgenError(other)
    return verified(read_source(path), OnDisk(path.parent), spec, str(path))


def read_results_among(text: str, name: str, files: Mapping[str, bytes], spec: Spec) -> Verified:
    """Read verified results from their text, and the tables that they name from those that lie beside it.

    Raises:
        ObcgenError: every Problem of the results, if one of them is an error.
    """
    source = read_written(*files_among(text, name, files))
    return verified(source, InMemory({**files, name: text.encode()}, posixpath.dirname(name)), spec, name)


def verified(source: Source, beside: Beside, spec: Spec, file: str) -> Verified:
    """Return what a results file says, together with the tables that lie beside it.

    Raises:
        ObcgenError: every Problem of the results, if one of them is an error.
    """
    results, unread, faults = parse_sections(source, Results)
    signed, spec = spec, as_it_came(spec, results)
    wanted = needs(spec)
    people, found = _people(source, beside, spec, wanted, results)
    problems = [*faults, *source.warnings, *_not_settled(spec), *found]
    if not {"index", "as_of"} & unread:
        problems += source.locate(index_is_right(signed, results))
    if not {"met", "as_of"} & unread:
        problems += source.locate(conditions_met_by_then(signed, results))
    for sections, rule in _rules(spec, wanted, results, people):
        problems += source.locate(rule()) if not sections & unread else ()
    if any(map(is_error, problems)):
        raise ObcgenError(*problems)
    facts = facts_of(signed, spec, results, people)
    problems += source.locate(_together(spec, wanted, results, facts, people))
    if any(map(is_error, problems)):
        raise ObcgenError(*problems)
    oddities, of_answers = unlikely(spec, results, facts, ledger_of(spec, results), people)
    problems += source.locate([*(each.problem for each in oddities), *of_answers])
    if any(map(is_error, problems)):
        raise ObcgenError(*problems)
    read = files_read(file, source, results, beside)
    told = _how_read(people, results) if people is not None else ""
    return Verified(
        results, signed, spec, facts, ledger_of(spec, results), people, tuple(problems), read, oddities, told
    )


def _how_read(people: People, results: Results) -> str:
    """Return in sentences what was read of the tables, and how service in rows of years."""
    return " ".join(filter(None, (table_words(people.table, results), WORDS[people.service])))


def as_it_came(spec: Spec, results: Results) -> Spec:
    """Return a contract at the prices of these results, with the days on which conditions were met."""
    return at_index(met_on(spec, results.met or {}), index_figures(results))  # None where it cannot be read


def people_in(source: Source, beside: Beside, spec: Spec) -> tuple[Problem, ...]:
    """Return what is wrong with the tables of results that are not complete yet, and who is not in all."""
    results, unread, faults = parse_sections(source, Results)
    tables = {"participants", "columns", "rows", "exports"}
    own = tuple(each for each in faults if each.path and each.path[0] in tables)
    if unread & tables or results.participants is None:
        return own
    return (*own, *_people(source, beside, spec, needs(spec), results)[1])


def _rules(
    spec: Spec, wanted: Needs, results: Results, people: People | None
) -> tuple[tuple[frozenset[str], Callable[[], Iterable[Problem]]], ...]:
    """Return each check of the results by themselves, with the sections that it must be able to read."""
    ids = frozenset(people.ids) | people.unread if people is not None else None
    payments = [payment.id for payment in schedule(spec).payments]
    payments += [f"ending.{name}" for name in BESIDES] if results.ended is not None else []
    counted = frozenset({"roster", "served", "outcomes"})
    named = ("outcomes", "groups", "paid", "disputed", "conditions")
    whole = frozenset({"settlement", "outcomes", "groups", "participants", "amounts", "units"})
    return (
        (frozenset({"contract"}), lambda: of_this_contract(spec, results)),
        (frozenset({"as_of"}), lambda: made_in_the_term(spec, results)),
        (frozenset({"as_of", "verified"}), lambda: verified_in_the_term(spec, results)),
        (frozenset({"as_of", "paid"}), lambda: paid_by_then(spec, results)),
        (frozenset({"as_of", "ended"}), lambda: ended_in_service(spec, results)),
        (
            frozenset({"settlement", "ended", "ground", "for_cause", "delivery"}),
            lambda: delivery_is_possible(spec, results),
        ),
        (frozenset({"paid"}), lambda: interest_is_promised(spec, results)),
        (frozenset({"paid"}), lambda: no_more_is_returned(results)),
        (frozenset({"as_of", "defaults"}), lambda: defaults_by_then(spec, results)),
        *(
            (frozenset({section}), partial(names_are_known, spec, results, payments, section))
            for section in named
        ),
        (frozenset({"as_of", "disputed"}), lambda: disputed_by_then(spec, results)),
        (frozenset({"defaults"}), lambda: defaults_are_known(spec, results, ids)),
        (frozenset({"disputed"}), lambda: disputes_are_possible(spec, results, ids)),
        (counted, lambda: counts_are_possible(spec, results)),
        (frozenset({"groups"}), lambda: group_results(spec, results)[1]),
        (whole, lambda: amounts_are_given(spec, results)),
        (frozenset({"amounts"}), lambda: budget_is_the_fixed_one(spec, results)),
        (whole | counted, lambda: counts_are_given(spec, results)),
        (whole, lambda: outcomes_are_given(wanted, results)),
    )


def _not_settled(spec: Spec) -> list[Problem]:
    """Return why a spec cannot be settled: it is no contract, or it holds prices that bidders propose."""
    found = []
    if spec.agreement is None:
        message = "Results are settled against a contract, but this spec has no agreement."
        found.append(NOT_SETTLED.problem(message, path=("agreement",), hint="Name the spec of the contract."))
    for line in deal_of(spec).lines.values():
        if (price := line.proposed) is not None:
            message = f"The price of the line {line.id} is still proposed, so nothing can be due for it."
            hint = "Write the price of the accepted proposal into the spec of the contract."
            found.append(NOT_SETTLED.problem(message, found=f"up to {price.at_most}", hint=hint))
    return found


def _people(
    source: Source, beside: Beside, spec: Spec, wanted: Needs, results: Results
) -> tuple[People | None, tuple[Problem, ...]]:
    """Return the participants of the tables that the results name, and what is wrong with those."""
    parts = (results.columns, results.rows, results.exports)  # a section that cannot be read is None
    if results.participants is None or None in parts:
        return None, ()
    try:
        table, names, of_mapping = named_table(source, beside, results, known_headings(spec, wanted))
        if any(map(is_error, of_mapping)):
            return None, of_mapping
        found, of_headings = columns(spec, wanted, table, names)
        lacking = tuple(missing(spec, wanted, found, table, final=results.settlement == "final"))
        people = read_people(spec, wanted, table, found, relief_of(results))
    except ObcgenError as error:
        return None, error.problems
    return people, (*of_mapping, *of_headings, *lacking, *people.problems)


def _together(
    spec: Spec, wanted: Needs, results: Results, facts: Facts, people: People | None
) -> list[Problem]:
    """Return what only shows once every part can be read by itself."""
    found = list(impossible(spec, results, facts, people))
    found += amounts_are_due(spec, results, facts, ledger_of(spec, results))
    if people is None:
        return [*found, *totals_are_enough(spec, wanted, results, facts)]
    if disagree := list(totals_agree(spec, results, facts, people.participants)):
        doubled = (each for each in ids_are_apart(people) if each.name not in results.acknowledged)
        found += [*disagree, *(each.problem for each in doubled)]
    found += figures_agree(spec, results, facts)
    found += served_is_told(spec, results, facts, people.participants)
    found += disputes_concern_somebody(spec, results, facts, people)
    found += table_has_rows(people)
    if results.settlement == "final":
        found += columns_are_filled(wanted, facts, people)
    return found
