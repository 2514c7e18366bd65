"""A table of participants to kinds of identical participants, row by row."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from obcgen.deal.compile import deal_of
from obcgen.deal.dosage import dosage_unit
from obcgen.deal.facts import Alike
from obcgen.problems import Kind, Place, Problem
from obcgen.results.by_year import Rows, Service, of_each_participant, service_is_told
from obcgen.results.cells import (
    CELL,
    BadCellError,
    Coded,
    looks_spoilt,
    refuse_formula,
    refuse_no_id,
    refuse_unseen,
    yes_or_no,
)
from obcgen.results.faults import Faults
from obcgen.results.needs import is_by_grade
from obcgen.results.reading import read_dosage, read_groups, read_one_of, result_reader
from obcgen.results.relief import NO_RELIEF, Relief, with_dosage_kept
from obcgen.results.written import Written
from obcgen.source.table import LONGEST_CELL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from obcgen.results.columns import Columns
    from obcgen.results.needs import Needs
    from obcgen.source.table import Table
    from obcgen.spec import Spec

TWICE = Kind("RES-03", "A participant stands twice in the results")


@dataclass(frozen=True, slots=True)
class People:
    """The participants of a table: their kinds, and of each row the id and the number of its kind."""

    kinds: tuple[Alike, ...]
    ids: tuple[str, ...]
    kind_of: array[int]
    participants: int
    """Different participants; with results of several years each stands once for every year."""
    with_results: frozenset[str]
    """Outcomes for which at least one result is written."""
    table: Table
    columns: Mapping[str, Written]
    """The columns of service and of results by name."""
    problems: tuple[Problem, ...]
    at: int = 0
    """Where the ids stand."""
    unread: frozenset[str] = frozenset()
    """Ids of rows that hold a fault: they are in the table all the same."""
    service: Service = ""
    """How service in rows of years was read."""

    def place_of(self, name: str) -> Place:
        """Return the place of an id."""
        return Written("participant", self.table, self.at, frozenset()).place(name)


@dataclass(slots=True)
class _Reading:
    """The columns of one table as they are read, and the kinds of participants found so far."""

    spec: Spec
    needs: Needs
    table: Table
    found: Columns
    relief_of: Mapping[str, Relief]
    """By participant what a default of the district cost."""
    coded: dict[str, Coded] = field(default_factory=dict)
    kinds: dict[tuple[int, ...], int] = field(default_factory=dict)
    relief: dict[Relief, int] = field(default_factory=lambda: {NO_RELIEF: 0})
    faults: Faults = field(init=False)

    def __post_init__(self) -> None:
        """Begin with no fault."""
        self.faults = Faults(self.table)

    def prepare(self) -> None:
        """Say how each column is read."""
        found, received = self.found, partial(read_dosage, self.spec, dosage_unit(deal_of(self.spec)))
        received = partial(received, keep=found.year >= 0 and bool(self.needs.dosage))
        served = (found.served,) if found.served >= 0 else ()
        readers: dict[str, tuple[int, Callable[[str], Any]]] = {
            "served": (found.served, yes_or_no),
            "group": (found.group, partial(read_groups, self._groups())),
            "cohort": (found.cohort, partial(read_one_of, "cohort", (*self.spec.cohorts, ""))),
            "year": (found.year, partial(read_one_of, "year", self.needs.years)),
            "grade": (found.grade, partial(read_one_of, "grade", tuple(self.spec.population.grades))),
            **{f"condition:{key}": (at, yes_or_no) for key, at in found.conditions.items()},
        }
        for name, (at, read) in readers.items():
            if at >= 0:
                self.coded[name] = Coded((at,), read)
        dosed = {self.dosed: found.dosage, **{f"dosage:{key}": at for key, at in found.dosage_at.items()}}
        self.coded |= {name: Coded((at, *served), received) for name, at in dosed.items() if at >= 0}
        for key, places in found.outcomes.items():
            graded = is_by_grade(self.spec.outcomes[key].measure) and found.grade >= 0
            columns = (*places, found.grade) if graded else places
            how = (self.needs.values.get(key, ""), self.needs.bands.get(key, ()))
            read = result_reader(self.spec.outcomes[key], how, len(places), graded=graded)
            self.coded[key] = Coded(columns, read)

    @property
    def dosed(self) -> str:
        """What the column of service is called."""
        return f"dosage:{self.found.service}" if self.found.service else "dosage"

    def _groups(self) -> dict[str, str]:
        """Return the names of groups by id."""
        return {key: group.name for key, group in self.spec.population.groups.items()}

    def row(self, line: int, cells: list[str]) -> tuple[int, ...] | None:
        """Return what a row says, as numbers; None where it holds a fault, which is noted."""
        if len(cells) != len(self.table.headings) and (fault := self.table.of_other_width(line, cells)):
            self.faults.note(fault)
            return None
        key, good = [], True
        for coded in self.coded.values():
            texts = tuple([cells[at] for at in coded.columns])
            code = coded.codes.get(texts)
            if code is None:
                code = self.new(coded, texts, line)
                good = good and code >= 0
            key.append(code)
        return tuple(key) if good else None

    def new(self, coded: Coded, texts: tuple[str, ...], line: int) -> int:
        """Return the number of a value seen for the first time; -1 where it is a fault."""
        try:
            return coded.code(texts)
        except BadCellError as bad:
            self.faults.cell(line, coded.columns[bad.at], texts[bad.at].strip(), bad)
            return -1

    def participant(self, line: int, cells: list[str]) -> str:
        """Return the id of a row, or nothing where it has none that can be kept."""
        at = self.found.participant
        if not 0 <= at < len(cells):
            return ""
        text = cells[at].strip()
        if text and text[0] not in "=+-@#" and len(text) <= LONGEST_CELL and not looks_spoilt(text):
            return text
        try:
            refuse_unseen(text)
            refuse_formula(cells[at])
            refuse_no_id(text)
        except BadCellError as bad:
            place = self.table.place(line, at)
            told = bad.kind.problem(
                bad.message, place=place, found=text, expected=bad.expected, hint=bad.hint
            )
            self.faults.note(told)
            return ""
        if not text:
            hint = "Write the id of the participant, or remove the row."
            place = self.table.place(line, at)
            told = CELL.problem("The participant has no id.", place=place, expected="an id", hint=hint)
            self.faults.note(told)
        return text


def read_people(
    spec: Spec, needs: Needs, table: Table, found: Columns, relief_of: Mapping[str, Relief]
) -> People:
    """Read every row of a table.

    Raises:
        ObcgenError: the table cannot be divided into cells, or has faults without end.
    """
    reading = _Reading(spec, needs, table, found, relief_of)
    reading.prepare()
    years = list(reading.coded).index("year") if "year" in reading.coded else -1
    seen: dict[str | tuple[str, int], int] = {}
    unread: set[str] = set()
    ids, kind_of, counts = [], array("l"), array("l")
    for line, cells in table.rows():
        name = reading.participant(line, cells)
        row = reading.row(line, cells)
        if not name or row is None:
            unread.add(name)
            continue
        own = (name, row[years]) if years >= 0 else name
        first = seen.setdefault(own, line)
        if first != line:
            reading.faults.note(_twice(table, found, line, first))
            continue
        relief = relief_of.get(name)
        key = row if relief is None else (*row, reading.relief.setdefault(relief, len(reading.relief)))
        kind = reading.kinds.setdefault(key, len(counts))
        if kind == len(counts):
            counts.append(0)
        counts[kind] += 1
        ids.append(name)
        kind_of.append(kind)
    kinds = tuple(_kind(reading, key, count) for key, count in zip(reading.kinds, counts, strict=True))
    distinct = len(set(ids)) if years >= 0 else len(ids)
    columns = {each.name: each for each in _written(reading)}
    if years >= 0 and (distinct < len(ids) or needs.dosage):
        rows = Rows(kinds, ids, kind_of)
        if needs.dosage and found.dosage >= 0:
            reading.faults.problems += service_is_told(spec, found.service, rows, columns[reading.dosed])
        kinds, kind_of = of_each_participant(spec, found.service, rows)
    kinds = with_dosage_kept(deal_of(spec), kinds, of_one_year=years < 0)
    return People(
        kinds,
        tuple(ids),
        kind_of,
        distinct,
        _with_results(reading),
        table,
        columns,
        reading.faults.all(),
        found.participant,
        frozenset(unread),
        found.service,
    )


def _twice(table: Table, found: Columns, line: int, first: int) -> Problem:
    return TWICE.problem(
        f"The participant of this row stands twice; the first time on line {first}.",
        place=table.place(line, found.participant),
        found="a second row",
        expected="each participant once",
        hint="Say which rows count, such as rows: {Term: Spring 2028}; or remove the row that is wrong."
        if table.shown is not None
        else "Remove the row that is wrong. Nothing is paid twice for one participant.",
    )


def _with_results(reading: _Reading) -> frozenset[str]:
    """Return the outcomes for which some result is written."""
    return frozenset(
        key
        for key, places in reading.found.outcomes.items()
        if any(any(text.strip() for text in texts[: len(places)]) for texts in reading.coded[key].codes)
    )


def _written(reading: _Reading) -> Iterator[Written]:
    """Yield what stands in each column of service and of results, a first measure apart from the last."""
    outcomes = reading.found.outcomes
    for name, coded in reading.coded.items():
        if name in outcomes or name.partition(":")[0] == "dosage":
            places = outcomes.get(name, coded.columns[:1])
            names = [f"{name}:from", f"{name}:to"] if len(places) > 1 else [name]
            for at, (own, column) in enumerate(zip(names, places, strict=True)):
                texts = frozenset(cells[at].strip() for cells in coded.codes)
                yield Written(own, reading.table, column, texts)


def _kind(reading: _Reading, key: tuple[int, ...], count: int) -> Alike:
    """Return the participants that one combination of values stands for."""
    values: dict[str, Any] = {
        name: coded.values[code] for (name, coded), code in zip(reading.coded.items(), key, strict=False)
    }
    found = reading.found
    amount, met = values.get(reading.dosed, (None, True))
    short: frozenset[str] = frozenset()
    if found.dosage_at:
        amounts = [values[f"dosage:{window}"][0] for window in found.dosage_at]
        amount = max((each for each in (amount, *amounts) if each is not None), default=None)
        short = _short(reading, values)
    relief = list(reading.relief)[key[-1]] if len(key) > len(reading.coded) else NO_RELIEF
    return Alike(
        count,
        {outcome: values[outcome] for outcome in found.outcomes},
        cohort=values.get("cohort", ""),
        groups=values.get("group", _NO_GROUP),
        year=values.get("year", ""),
        grade=values.get("grade", ""),
        served=values.get("served", True),
        dosage_met=met,
        short=short,
        dosage=amount,
        unmet=frozenset(line for line in found.conditions if not values[f"condition:{line}"]),
        affected=relief.lost,
        kept=relief.kept,
    )


_NO_GROUP: frozenset[str] = frozenset()


def _short(reading: _Reading, values: dict[str, Any]) -> frozenset[str]:
    """Return the outcomes before whose last window the minimum dosage was not received."""
    to = {outcome: reading.spec.outcomes[outcome].measure.to for outcome in reading.found.outcomes}
    dosed = reading.found.dosage_at
    return frozenset(
        outcome for outcome, window in to.items() if window in dosed and not values[f"dosage:{window}"][1]
    )
