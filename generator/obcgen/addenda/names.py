"""The names that the templates of `templates/addendum/` may use, beside those of an RFP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from obcgen.addenda.compared import Compared
from obcgen.addenda.passages import name_of
from obcgen.addenda.reworded import RewordedSection
from obcgen.changes.money import Amounts
from obcgen.changes.subjects import Subject
from obcgen.document.walk import sections_of
from obcgen.render.own_words import with_terms
from obcgen.spec import Prose
from obcgen.spec.dates import clock, day_words

_PAID: tuple[Subject, ...] = ("price", "limit", "payment", "funding")
_TABLES: Mapping[str, tuple[Subject, ...]] = {
    "Dates": ("date",),
    "Prices and payment": _PAID,
    "Outcomes, thresholds, and verification": ("outcome", "threshold", "verification", "data"),
    "Participants, services, and duties": ("participants", "service", "duty"),
    "How proposals are judged": ("criterion", "procurement"),
    "Terms of the agreement": ("agreement", "clause", "party", "document"),
}
"""The tables of an addendum; a text is shown by its old and new words alone."""
_OF_PUBLIC = ("none", "target", "all")
"""The scenarios that an RFP prints too."""
_DOCUMENTS = {"rfp": "RFP", "response": "Response File", "draft-contract": "draft Agreement"}


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term, or an amount, before and after."""

    term: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TermTable:
    """Terms of one kind."""

    title: str
    rows: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer: which part it is about, when it came, and whether it is a new one."""

    number: str
    text: Prose
    answer: Prose
    section: str
    received: date | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """A document of the package whose words differ; `is_rfp` for the RFP itself."""

    name: str
    is_rfp: bool
    sections: tuple[RewordedSection, ...]


@dataclass(frozen=True, slots=True)
class DueDate:
    """When proposals are due: before, now, by how many days that moves, and how many are left.

    `material` is the first term that changes and on which a proposal rests; empty where none does.
    `weighed` says that the District has a reason for leaving so little time.
    """

    before: str
    after: str
    moved: int
    left: int
    material: str
    weighed: bool


def names(compared: Compared, zone: str, *, weighed: bool = False) -> dict[str, object]:
    """Return the names of an addendum.

    Args:
        compared: the RFP before and after.
        zone: the name of the time zone in which the clock is read.
        weighed: whether the District gives a reason for leaving little time.
    """
    rows = tuple(_money(compared))
    return {
        "addendum": compared.addendum,
        "addendum_number": compared.number,
        "term_tables": tuple(_tables(compared)),
        "money_rows": rows,
        "reworded": tuple(_words(compared)),
        "pays_otherwise": bool(rows) or any(each.subject in _PAID for each in compared.terms),
        "most": TermRow("Most that can be paid", *_texts(compared.money.most)),
        "answered": tuple(_answers(compared)),
        "due": _due(compared, zone, weighed=weighed),
        "conformed": _conformed(compared),
    }


def renewed(compared: Compared) -> tuple[str, ...]:
    """Return which documents an offeror takes in place of the earlier ones: the RFP in every case."""
    found = [name for name, sections in compared.words.items() if sections and name != "rfp"]
    new = [name for name in compared.after if name not in compared.before]
    return ("rfp", *dict.fromkeys(("response", *found, *new)))


def _conformed(compared: Compared) -> tuple[str, ...]:
    """Return what an offeror takes in place of the earlier ones, by the words of a sentence."""
    return (
        *(_DOCUMENTS[name] for name in renewed(compared)),
        *(("price file",) if compared.price_file else ()),
    )


def _tables(compared: Compared) -> Iterator[TermTable]:
    for title, subjects in _TABLES.items():
        rows = tuple(
            TermRow(each.term, with_terms(each.before), with_terms(each.after))
            for each in compared.terms
            if each.subject in subjects
        )
        if rows:
            yield TermTable(title, rows)


def _money(compared: Compared) -> Iterator[TermRow]:
    """Yield what is paid before and after, where it differs; the scenarios are those that an RFP prints."""
    found = compared.money
    rows = {
        "Base Funding": found.base,
        "Most that can be paid": found.most,
        "Not-to-Exceed Amount": found.limit,
    }
    rows |= {f"Total: {each.name}": each.total for each in found.scenarios if each.id in _OF_PUBLIC}
    for name, amounts in rows.items():
        if amounts.before != amounts.after:
            yield TermRow(name, *_texts(amounts))


def _texts(amounts: Amounts) -> tuple[str, str]:
    before, after = (("none" if each is None else str(each)) for each in (amounts.before, amounts.after))
    return before, after


def _words(compared: Compared) -> Iterator[DocumentWords]:
    for name, sections in compared.words.items():
        if sections:
            yield DocumentWords(_DOCUMENTS[name], name == "rfp", sections)


def _answers(compared: Compared) -> Iterator[Answer]:
    parts = {section.id: name_of(section) for section in sections_of(compared.after["rfp"].blocks)}
    for number, each in compared.questions:
        part = parts[each.section] if each.section else ""
        is_new = number not in compared.old.questions
        yield Answer(number, each.text, each.answer, part, each.received, is_new)


def _due(compared: Compared, zone: str, *, weighed: bool) -> DueDate:
    before, after = compared.due
    left = (after.date() - compared.addendum.issued).days
    material = next((each.term for each in compared.terms if each.material), "")
    was, now = (f"{day_words(each)}, {clock(each)} {zone}" for each in (before, after))
    return DueDate(was, now, (after.date() - before.date()).days, left, material, weighed)
