"""The names that the templates of `templates/summary/` may use: a deal's figures in a language's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from obcgen.account.schedule import schedule
from obcgen.spec.nouns import nouns
from obcgen.spec.texts import Verbatim
from obcgen.summaries.money import money_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from obcgen.spec import Duty, Spec, Summary
    from obcgen.spec.data import DataFlow
    from obcgen.summaries.language import Language

_SENTENCE = re.compile(r"(?<=[.!?])\s|(?<=[.!?]\*\*)\s")


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty, and by when, where that is said."""

    duty: str
    by: str


@dataclass(frozen=True, slots=True)
class Decision:
    """How results are decided: by whom, from what, and how long it takes."""

    by: str
    results: str
    data: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Results that one tool measures, and who gives it."""

    names: str
    tool: str
    tester: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Data that go from one party to another."""

    sender: str
    receiver: str
    data: str
    purpose: str
    until: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What the summary says of itself."""

    number: str
    title: str
    notice: Verbatim | None
    status: str


def names(
    spec: Spec, audience: str, language: Language, *, needs_review: bool, advice_only: bool, no_charge: bool
) -> dict[str, object]:
    """Return every name that a template of a summary may use.

    Args:
        spec: what the public may see of the deal, its texts in the language as far as there are any.
        audience: for whom it is, `board` or `families`.
        language: its words.
        needs_review: whether it says that a speaker of the language has yet to read it.
        advice_only: whether the finding of the verifier of a dispute binds nobody.
        no_charge: whether the contract says that those whom the program serves pay nothing.
    """
    noun = nouns(spec.district.role, spec.program.field)
    person = language.say("one", noun.people)
    buyer = language.say("buyer", spec.district.role)
    document = spec.document
    return {
        "document": Cover(
            document.number,
            str(document.title),
            _lead(document.notice),
            document.status,
        ),
        "district": spec.district,
        "owner": str(spec.district.name),
        "buyer": buyer,
        "body": language.say("body", spec.district.role),
        "people": language.say("people", noun.people),
        "person": person,
        "minors": noun.minors,
        "words": language.words,
        **_program(spec, language),
        **_said(spec.summary),
        **money_names(spec, language, person),
        "decisions": tuple(_decisions(spec, language, buyer)),
        "advice_only": advice_only,
        "no_charge": no_charge,
        "last_step": str(_disputes(spec)[-1]) if _disputes(spec) else "",
        "duties": tuple(_owed(each, language) for each in _duties(spec)),
        "review": language.say("language", "review") if needs_review else "",
        "kicker": _kicker(spec, audience, language),
        "issued": _issued(spec, language),
        "dates": dict(_dates(spec, language)),
        "measures": tuple(_measures(spec, language, buyer)),
        "receivers": _receivers(_flows(spec, language, buyer)),
        **{f"{office}_contact": _contact(spec, office) for office in ("program", "data")},
    }


def reader(audience: str, spec: Spec) -> str:
    """Return for whom a page is: what is meant for families is for participants where they are adults."""
    minors = nouns(spec.district.role, spec.program.field).minors
    return audience if audience != "families" or minors else "participants"


def _prose(text: str | None) -> Verbatim | None:
    """Return a text as the district wrote it: the capitals of defined terms belong to contracts."""
    return None if text is None else Verbatim(text)


def _lead(text: str | None) -> Verbatim | None:
    """Return the first sentence of a text: a page has no room for more of a notice."""
    return None if text is None else Verbatim(_SENTENCE.split(text, maxsplit=1)[0])


def _kicker(spec: Spec, audience: str, language: Language) -> str:
    """Return the line above the title: what the summary is, of which number, and that it is a draft."""
    named = language.say("document", reader(audience, spec))
    return " · ".join([named, str(spec.document.number), *_draft(spec, language)])


def _issued(spec: Spec, language: Language) -> str:
    """Return who issues the summary and when, its number, and that it is a draft."""
    document = spec.document
    by = language.say("pattern", "issued", owner=spec.district.name, day=language.day(document.issued))
    return " · ".join([by, str(document.number), *_draft(spec, language)])


def _draft(spec: Spec, language: Language) -> list[str]:
    return [language.say("page", "draft")] if spec.document.status == "draft" else []


def _program(spec: Spec, language: Language) -> dict[str, object]:
    program, population = spec.program, spec.population
    dosage = program.dosage
    return {
        "problem": _prose(spec.need.problem) if spec.need else None,
        "planned": population.planned,
        "places": population.maximum or population.planned,
        "guaranteed": population.guaranteed,
        "grades": language.grades(population.grades),
        "schools": language.listed([str(each) for each in population.schools]),
        "school_count": len(population.schools),
        "test": _test(spec),
        "eligibility": _prose(population.eligibility),
        "subject": str(population.content_area),
        "starts": language.day(program.starts),
        "ends": language.day(program.ends),
        "sessions": dosage.sessions_per_week if dosage else None,
        "minutes": dosage.minutes if dosage else None,
        "weeks": dosage.weeks if dosage else None,
        "group_size": program.group_size,
    }


def _said(summary: Summary | None) -> dict[str, object]:
    """Return the district's own plain words; what it does not say is missing."""
    return {
        "program": _prose(summary.program if summary else None),
        "measured": _prose(summary.measured if summary else None),
        "objection": _prose(summary.objection if summary else None),
    }


def _test(spec: Spec) -> str:
    """Return the test by which those who take part are chosen, or nothing."""
    criterion = spec.population.criterion
    return str(spec.assessments[criterion.assessment].name) if criterion else ""


# --- people, duties, dates -------------------------------------------------------------------------


def _decisions(spec: Spec, language: Language, buyer: str) -> Iterator[Decision]:
    """Yield who decides on results, of which, and from what data."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for outcome in spec.outcomes.values():
        asked = outcome.verification
        results, data = found.setdefault(language.who(asked.decided_by, buyer), ({}, {}))
        results[str(outcome.name)] = None
        data |= dict.fromkeys(str(source.supplies) for source in asked.sources.values())
    for by, (results, data) in found.items():
        yield Decision(by, language.listed([*results]), "; ".join(data))


def _measures(spec: Spec, language: Language, buyer: str) -> Iterator[Measured]:
    """Yield what is measured by each tool, and who measures."""
    found: dict[str, list[str]] = {}
    for outcome in spec.outcomes.values():
        found.setdefault(outcome.measure.assessment, []).append(str(outcome.name))
    for tool, results in found.items():
        assessment = spec.assessments[tool]
        by = language.who(assessment.administered_by, buyer)
        yield Measured(language.listed(results), str(assessment.name), by)


def _disputes(spec: Spec) -> tuple[str, ...]:
    return spec.verification.dispute.steps if spec.verification and spec.verification.dispute else ()


def _duties(spec: Spec) -> tuple[Duty, ...]:
    return tuple(spec.duties.district.values()) if spec.duties else ()


def _owed(duty: Duty, language: Language) -> Owed:
    by = language.day(duty.by) if isinstance(duty.by, date) else str(duty.by or "")
    return Owed(str(duty.duty), by)


def _dates(spec: Spec, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the days that a reader asks for, by code; one that is not known is empty."""
    steps = dict(spec.procurement.schedule) if spec.procurement else {}
    paid = [one.date for one in schedule(spec).payments if one.kind == "performance" and one.date]
    days: dict[str, date | None] = {
        **{name: steps.get(name) for name in ("issue", "proposals_due", "award")},
        "agreement": spec.agreement.effective if spec.agreement else None,
        "first_results": min(paid, default=None),
        "last_results": max(paid) if len(set(paid)) > 1 else None,
    }
    for name, value in days.items():
        yield name, language.day(value) if value else ""


def _flows(spec: Spec, language: Language, buyer: str) -> Iterator[Flow]:
    for flow in (spec.data.flows if spec.data else {}).values():
        yield _flow(flow, language, buyer)


def _receivers(flows: Iterable[Flow]) -> tuple[tuple[str, tuple[Flow, ...]], ...]:
    """Return what each party gets, in the order in which they are named first."""
    found: dict[str, list[Flow]] = {}
    for flow in flows:
        found.setdefault(flow.receiver, []).append(flow)
    return tuple((receiver, tuple(received)) for receiver, received in found.items())


def _flow(flow: DataFlow, language: Language, buyer: str) -> Flow:
    until = flow.destroy_by
    return Flow(
        language.who(flow.from_, buyer),
        language.who(flow.to, buyer),
        "; ".join(map(str, flow.elements)),
        str(flow.purpose),
        language.day(until) if isinstance(until, date) else str(until),
    )


def _contact(spec: Spec, office: str) -> str:
    """Return whom to ask: the contact of an office, or the first that the district names; else nothing."""
    contacts = spec.district.contacts
    found = contacts.get(office) or contacts.get("program") or next(iter(contacts.values()), None)
    said = (found.name, found.title, found.phone, found.email) if found else ()
    return ", ".join(str(each) for each in said if each)
