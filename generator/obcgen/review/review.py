"""A whole review: every row of the checklist with its answer, the counts, the waivers, what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from obcgen.document.tree import Document
from obcgen.document.walk import sections_of
from obcgen.policy import departures
from obcgen.policy.check import every_rule
from obcgen.policy.rule import DocumentKind
from obcgen.problems import Place, Problem, in_order, is_error
from obcgen.review.answers import STATES, Answer, State, answer
from obcgen.review.checklist import Checklist
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
    """How many rows there are, and how many of them are answered, partly answered and missing."""

    rows: int
    answered: int
    partly: int
    missing: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its answer and the sections that print it."""

    answer: Answer
    rfp: tuple[Heading, ...]
    contract: tuple[Heading, ...]


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
    groups: tuple[Group, ...]
    documents: tuple[Printed, ...]
    waivers: tuple[Waiver, ...]
    findings: tuple[Problem, ...]

    @property
    def counts(self) -> Counts:
        """How many rows are in each state."""
        return _counts(line for group in self.groups for line in group.lines)

    @property
    def open(self) -> tuple[Line, ...]:
        """The rows that are not wholly answered, the missing ones first."""
        lines = [line for group in self.groups for line in group.lines if line.answer.state != "answered"]
        return tuple(sorted(lines, key=lambda line: -STATES.index(line.answer.state)))


def review(
    checklist: Checklist,
    spec: Spec,
    source: Source,
    problems: Iterable[Problem],
    documents: tuple[Printed, ...],
) -> Review:
    """Hold a spec against a checklist; where it has errors, sections that cannot be read count as missing.

    Args:
        checklist: the rows.
        spec: the spec, as far as it could be read.
        source: what it was read from.
        problems: what `check` found.
        documents: what the documents print, or why they cannot be built.
    """
    printed = {document.kind: document for document in documents}
    answers = [answer(row, spec, source) for row in checklist.rows]
    lines = [Line(each, *(_headings(each, printed.get(kind)) for kind in NAMES)) for each in answers]
    return Review(
        file=nearest(source.root, ()).place.file,
        number=_said(spec, "document", "number"),
        title=_said(spec, "document", "title"),
        owner=_said(spec, "district", "name"),
        groups=tuple(
            Group(id_, title, tuple(line for line in lines if line.answer.row.group == id_))
            for id_, title in checklist.groups.items()
        ),
        documents=documents,
        waivers=tuple(_waivers(spec, source, in_order(problems))),
        findings=tuple(problem for problem in in_order(problems) if problem.severity in STANDING),
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
    states: list[State] = [line.answer.state for line in lines]
    return Counts(len(states), *(states.count(state) for state in STATES))


def _waivers(spec: Spec, source: Source, problems: tuple[Problem, ...]) -> Iterator[Waiver]:
    titles = {rule.kind.code: rule.kind.title for rule in (*every_rule(), departures.RULE)}
    waived = [problem for problem in problems if problem.severity not in STANDING]
    for code, reason in (getattr(spec, "waive", None) or {}).items():
        place = nearest(source.root, ("waive", code)).spot
        findings = tuple(problem for problem in waived if problem.code == code)
        yield Waiver(code, reason, titles.get(code, ""), place, findings)


def _said(spec: Spec, section: str, key: str) -> str:
    """Return one line of a section, or nothing where the section cannot be read."""
    return str(getattr(getattr(spec, section, None), key, ""))
