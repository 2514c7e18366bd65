"""A whole review: every row of the checklist with its answer, the counts, the waivers, what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from obcgen.counsel.asked import Asked, Standing, standing
from obcgen.document.tree import Document
from obcgen.document.walk import sections_of
from obcgen.policy.check import AGAINST, every_rule
from obcgen.policy.rule import MONEY, DocumentKind
from obcgen.problems import Place, Problem, in_order, is_error
from obcgen.review.answers import STATES, Answer, State, answer
from obcgen.review.checklist import Checklist
from obcgen.review.judgement import Judged, judged
from obcgen.review.measures import GRADES, Grade, at_a_glance
from obcgen.review.overall import Overall, overall
from obcgen.review.reckoned import EMPTY, reckoned
from obcgen.source import Source
from obcgen.source.nodes import nearest
from obcgen.spec import Spec

STANDING = ("error", "warning", "note")
"""The findings that are open; any other severity is one that a waiver gave."""
NAMES: Mapping[DocumentKind, str] = {"rfp": "RFP", "contract": "contract"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A section as a document prints it: its id, its number and its title."""

    id: str
    number: str
    title: str

    @property
    def text(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Printed:
    """The headings of a document by id; or, where it cannot be built yet, the reason."""

    kind: DocumentKind
    headings: Mapping[str, Heading]
    reason: str = ""

    @property
    def name(self) -> str:
        """What the document is called here."""
        return NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows there are; of them answered, partly answered and missing; and answered how well."""

    rows: int
    answered: int
    partly: int
    missing: int
    well: int
    weakly: int
    not_: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its answer, how good that is, and the sections that print it."""

    judged: Judged
    rfp: tuple[Heading, ...]
    contract: tuple[Heading, ...]

    @property
    def answer(self) -> Answer:
        """What the spec says to the row."""
        return self.judged.answer


@dataclass(frozen=True, slots=True)
class Group:
    """A group of rows."""

    id: str
    title: str
    lines: tuple[Line, ...]

    @property
    def counts(self) -> Counts:
        """How many rows of this group are in each state."""
        return _counts(self.lines)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that the district waives, and why; `findings` are what it found and what is waived with it."""

    code: str
    reason: str
    title: str
    place: Place
    findings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What a spec answers of the checklist. Internal: it holds what an RFP must not show."""

    file: str
    number: str
    title: str
    owner: str
    buyer: str
    """What the buyer is called in a sentence: the district, the board, the agency."""
    minors: bool
    """Whether those served are, or may be, minors."""
    groups: tuple[Group, ...]
    documents: tuple[Printed, ...]
    waivers: tuple[Waiver, ...]
    findings: tuple[Problem, ...]
    overall: Overall
    money: tuple[tuple[str, str], ...]
    """Labels and figures for who reads one page; none while errors keep them from being computed."""
    counsel: tuple[Standing, ...]
    """What counsel is to confirm before a document is final, and how it stands."""

    @property
    def counts(self) -> Counts:
        """How many rows are in each state."""
        return _counts(line for group in self.groups for line in group.lines)

    @property
    def open(self) -> tuple[Line, ...]:
        """The rows that are not well answered: those not answered first, then those that weigh most."""
        lines = [line for group in self.groups for line in group.lines if line.judged.grade != "well"]
        return tuple(sorted(lines, key=lambda line: (-GRADES.index(line.judged.grade), -line.judged.weight)))

    @property
    def to_confirm(self) -> tuple[Asked, ...]:
        """What counsel has still to confirm, as it reads today."""
        return tuple(each.asked for each in self.counsel if each.state != "confirmed")


def review(
    checklist: Checklist,
    spec: Spec,
    source: Source,
    problems: Iterable[Problem],
    documents: tuple[Printed, ...],
    asked: Iterable[Asked] = (),
    limits: Mapping[str, str] = EMPTY,
) -> Review:
    """Hold a spec against a checklist; where it has errors, sections that cannot be read count as missing.

    Args:
        checklist: the rows.
        spec: the spec, as far as it could be read.
        source: what it was read from.
        problems: what `check` found.
        documents: what the documents print, or why they cannot be built.
        asked: what law and documents ask of counsel.
        limits: beyond what a rule speaks, in words by its code.
    """
    problems = in_order(problems)
    printed = {document.kind: document for document in documents}
    answers = [
        each
        for each in (answer(row, spec, source) for row in checklist.rows)
        if each.state != "missing" or _said(spec, "program", "field") not in each.row.not_in
    ]
    whole = all(getattr(spec, name, None) is not None for name in MONEY)
    figures = (
        reckoned(spec, checklist.variants, limits) if whole and not any(map(is_error, problems)) else None
    )
    rows = judged(answers, spec, problems, figures)
    lines = [Line(each, *(_headings(each.answer, printed.get(kind)) for kind in NAMES)) for each in rows]
    return Review(
        file=nearest(source.root, ()).place.file,
        number=_said(spec, "document", "number"),
        title=_said(spec, "document", "title"),
        owner=_said(spec, "district", "name"),
        buyer=_said(spec, "district", "role") or "district",
        minors=_said(spec, "program", "field") != "workforce",
        groups=tuple(
            Group(id_, title, tuple(line for line in lines if line.answer.row.group == id_))
            for id_, title in checklist.groups.items()
        ),
        documents=documents,
        waivers=tuple(_waivers(spec, source, problems)),
        findings=tuple(problem for problem in problems if problem.severity in STANDING),
        overall=overall(rows, problems),
        money=at_a_glance(figures) if figures else (),
        counsel=tuple(standing(each, getattr(spec, "confirmed", None)) for each in asked),
    )


def printed(kind: DocumentKind, document: Document) -> Printed:
    """Return the numbered headings of a resolved document."""
    found = {
        section.id: Heading(section.id, section.number.label if section.number else "", section.title)
        for section in sections_of(document.blocks)
    }
    return Printed(kind, found)


def not_built(kind: DocumentKind, problems: Iterable[Problem]) -> Printed:
    """Return that a document cannot be built: the first error that stops it, and how many others do."""
    errors = [problem for problem in in_order(problems) if is_error(problem)]
    others = len(errors) - 1
    more = f" ({others} more error{'' if others == 1 else 's'})" if others else ""
    return Printed(kind, {}, errors[0].message + more)


def _headings(found: Answer, document: Printed | None) -> tuple[Heading, ...]:
    """Return the sections that print an answer; none for a row without one."""
    if document is None or found.state == "missing":
        return ()
    wanted = found.row.rfp if document.kind == "rfp" else found.row.contract
    return tuple(document.headings[id_] for id_ in wanted if id_ in document.headings)


def _counts(lines: Iterable[Line]) -> Counts:
    rows = list(lines)
    states: list[State] = [line.answer.state for line in rows]
    grades: list[Grade] = [line.judged.grade for line in rows]
    return Counts(len(rows), *map(states.count, STATES), *map(grades.count, GRADES))


def _waivers(spec: Spec, source: Source, problems: tuple[Problem, ...]) -> Iterator[Waiver]:
    titles = {rule.kind.code: rule.kind.title for rule in (*every_rule(), *AGAINST)}
    waived = [problem for problem in problems if problem.severity not in STANDING]
    for code, reason in (getattr(spec, "waive", None) or {}).items():
        place = nearest(source.root, ("waive", code)).spot
        findings = tuple(problem for problem in waived if problem.code == code)
        yield Waiver(code, reason, titles.get(code, ""), place, findings)


def _said(spec: Spec, section: str, key: str) -> str:
    """Return one line of a section, or nothing where the section cannot be read."""
    return str(getattr(getattr(spec, section, None), key, ""))
