"""The value of every name that a template may use; what each is, is said in `template_names`."""

from __future__ import annotations

import re

from obcgen.account.cash_flow import cash_flow
from obcgen.account.curves import attainment_rows
from obcgen.account.early_end import early_ends, last_measured
from obcgen.account.origins import origins
from obcgen.account.rate_card import rate_lines
from obcgen.account.scenarios.scenarios import at_target
from obcgen.account.schedule import Schedule
from obcgen.account.sources import due_in_later_years
from obcgen.deal.compile import deal_of
from obcgen.deal.indexed import indexation_sentence
from obcgen.deal.terms import (
    base_sentence,
    cap_sentences,
    default_sentence,
    discount_sentence,
    rounding_sentences,
)
from obcgen.law.in_force import agencies_paying, amounts_on, supplementing
from obcgen.library.choices import choices
from obcgen.library.facts import facts
from obcgen.library.general import changes, edition
from obcgen.library.state_terms import state_terms
from obcgen.pack import Pack
from obcgen.problems import Kind, ObcgenError, Problem
from obcgen.render.addendum_rows import addendum_rows
from obcgen.render.answers import answers
from obcgen.render.deprecated import with_deprecated
from obcgen.render.later import Later, Names
from obcgen.render.paid_rows import paid_rows
from obcgen.render.pictures import charts, funding_parts
from obcgen.render.records import (
    Labels,
    criterion_words,
    date_rows,
    example_rows,
    exposure_rows,
    history_rows,
    outcome_rows,
    verification_rows,
)
from obcgen.render.result_rows import result_rows
from obcgen.render.template_names import LABELS, SECTIONS
from obcgen.render.weights import weight_widths
from obcgen.spec import Spec
from obcgen.spec.nouns import nouns

BAD_LABELS = Kind("TPL-31", "Words for codes that cannot be read")
LONGEST_LABEL = 1_000
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def context(spec: Spec, schedule: Schedule, pack: Pack) -> Names:
    """Return every name with its value; a template has no other. What takes long waits until it is asked for.

    Raises:
        ObcgenError: the pack's words or amounts cannot be read.
    """
    labels = read_labels(pack)
    rates = rate_lines(spec)
    parts = tuple(funding_parts(spec, schedule, labels))
    known = facts(spec, amounts_on(pack, spec.document.issued))
    chosen = choices(spec, pack)
    outcomes = outcome_rows(spec, rates, labels)
    names = {
        **{name: getattr(spec, name) for name in SECTIONS},
        "schedule": schedule,
        "rates": rates,
        **_sentences(spec),
        "outcome_rows": outcomes,
        "paid_rows": Later(lambda: paid_rows(spec, rates, outcomes)),
        "verification_rows": verification_rows(spec, labels),
        "history_rows": history_rows(spec.population.history),
        "exposure_rows": Later(lambda: exposure_rows(spec, labels)),
        "at_target": Later(lambda: at_target(deal_of(spec))),
        "cash_flow": Later(lambda: cash_flow(spec)),
        "due_in_later_years": due_in_later_years(spec, schedule.payments),
        "early_ends": Later(lambda: early_ends(spec)),
        "last_measured": last_measured(spec),
        "examples": Later(lambda: example_rows(spec)),
        "attainment_rows": Later(lambda: attainment_rows(spec)),
        "result_rows": Later(lambda: result_rows(spec, labels)),
        "funding_parts": parts,
        "charts": charts(spec, schedule, parts, labels, pack.style),
        "dates": date_rows(spec, labels),
        "addendum_rows": addendum_rows(spec),
        "weight_widths": weight_widths(spec),
        "criterion_words": criterion_words(spec, spec.population.criterion, labels),
        "answers": answers(spec),
        "labels": labels,
        "choices": chosen,
        "edition": edition(pack),
        "condition_changes": Later(lambda: changes(pack, chosen, known)),
        "origins": Later(lambda: origins(spec, schedule)),
        **_federal(spec, pack),
        "state": state_terms(pack, known),
        "noun": nouns(spec.district.role, spec.program.field),
        "fact": known,
    }
    return Names(with_deprecated(names))


def _sentences(spec: Spec) -> dict[str, object]:
    """Return the names of what is said of the price in whole sentences."""
    return {
        "base_sentence": base_sentence(spec),
        "cap_sentences": cap_sentences(spec),
        "rounding_sentences": rounding_sentences(spec),
        "default_sentence": default_sentence(spec),
        "discount_sentence": discount_sentence(spec),
        "indexation_sentence": indexation_sentence(spec),
    }


def _federal(spec: Spec, pack: Pack) -> dict[str, object]:
    """Return the names of what the federal programs that pay ask for."""
    listings = [source.aln for source in spec.funding.sources.values() if source.federal and source.aln]
    return {"agencies": agencies_paying(pack, listings), "supplements": supplementing(pack, listings)}


def read_labels(pack: Pack) -> Labels:
    """Return the words for codes: the built-in ones with what each folder above them changes.

    Raises:
        ObcgenError: a folder's words are not words by code.
    """
    return read_words(pack, LABELS)


def read_words(pack: Pack, path: str) -> Labels:
    """Return words by group and code: those of the lowest folder with what each above it changes.

    Raises:
        ObcgenError: a folder's words are not words by code.
    """
    words: dict[str, dict[str, str]] = {}
    for version in pack.versions(path):
        data = pack.data(version)
        for name, group in data.mapping().items():
            if problem := _no_words(name, group):
                raise ObcgenError(*data.locate([problem]))
            words[name] = words.get(name, {}) | group
    return words


def _no_words(name: str, words: object) -> Problem | None:
    """Return what keeps the words of one group from being words by code."""
    if not isinstance(words, dict) or not all(isinstance(text, str) for text in words.values()):
        message = f"“{name[:LONGEST_LABEL]}” is not a list of codes and words."
        hint = "Write one code a line, a colon and the words."
        return BAD_LABELS.problem(message, path=(name,), hint=hint)
    for code, text in words.items():
        if max(len(code), len(text)) > LONGEST_LABEL:
            message = f"These words have more than {LONGEST_LABEL:,} characters."
            hint = "They stand inside a sentence or a cell: write a few words."
            return BAD_LABELS.problem(message, path=(name, code), hint=hint)
        if strange := _CONTROL.search(code + text):
            message = f"These words hold a character that cannot be printed (U+{ord(strange[0]):04X})."
            return BAD_LABELS.problem(message, path=(name, code), hint="Remove it.")
    return None
