"""The rows about participants, very many: what each one's results come to, and the evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from obcgen.money import Money
from obcgen.sheets.cells import entry, money, text
from obcgen.workbook import ROW, Cell, Column, Long, Sheet, down, letter

if TYPE_CHECKING:
    from obcgen.account.participants import Owed
    from obcgen.statement.evidence import Evidence, Measured
    from obcgen.statement.statement import LineRow, Statement

PARTICIPANTS: Final = "Participants"
EVIDENCE: Final = "Evidence"
_HEADS: Final = (
    "Earned",
    "Cap for one takes off",
    "Other limits take off",
    "District default adds",
    "Settled",
)
_NOTE: Final = "An empty cell means that the line does not count the participant."
_EVIDENCE_NOTE: Final = (
    "What was measured, as it stands in the file of results; whether it counts, or why not; and what follows."
)
_PLAIN_NUMBER: Final = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_EMPTY: Final = Cell()


@dataclass(slots=True)
class _Cells:
    """Makes each cell once."""

    known: dict[tuple[Money, str], Cell] = field(default_factory=dict)
    texts: dict[str, Cell] = field(default_factory=dict)

    def amount(self, amount: Money | None, formula: str = "") -> Cell:
        """Return a cell of money, which staff may change unless it has a formula; empty for none."""
        if amount is None:
            return _EMPTY
        found = self.known.get((amount, formula))
        if found is None:
            made = money(amount, formula)
            found = self.known[amount, formula] = made if formula else entry(made)
        return found

    def words(self, words: str) -> Cell:
        """Return a cell of words, or of a number where they are one."""
        if words not in self.texts:
            self.texts[words] = _read(words)
        return self.texts[words]


def _read(words: str) -> Cell:
    if not words:
        return _EMPTY
    if _PLAIN_NUMBER.fullmatch(words):
        return Cell(Decimal(words), "plain")
    return text(words)


def counting(statement: Statement) -> tuple[LineRow, ...]:
    """Return the lines that pay by participant and are settled."""
    return tuple(line for line in statement.lines if line.counted is not None and not line.open)


def participants_sheet(statement: Statement) -> Sheet:
    """Return a row for each participant, with the sums across as formulas."""
    lines = counting(statement)
    columns = (
        Column("Participant", 16),
        *(Column(line.name, 16) for line in lines),
        *(Column(head, 16) for head in _HEADS),
    )
    first, last = letter(1), letter(len(lines))
    earned = f"SUM(${first}${ROW}:${last}${ROW})" if lines else "0"
    whole, held, cut, added = (f"${letter(len(lines) + n)}${ROW}" for n in range(1, 5))
    formulas = (earned, f"{whole}-{held}-{cut}+{added}")
    rows = Long(len(statement.people), lambda: _people(statement, formulas))
    return Sheet(PARTICIPANTS, "Participants", columns, rows, _NOTE, _totals(statement, len(rows)))


def _people(statement: Statement, formulas: tuple[str, str]) -> Iterator[tuple[Cell, ...]]:
    keys, made = [line.id for line in counting(statement)], _Cells()
    alike: dict[int, list[Cell]] = {}
    for person in statement.people:
        cells = alike.get(id(person.owed))
        if cells is None:
            cells = alike[id(person.owed)] = _amounts(person.owed, keys, made, formulas)
        yield (text(person.id), *cells)


def _amounts(owed: Owed, keys: list[str], made: _Cells, formulas: tuple[str, str]) -> list[Cell]:
    earned = [owed.earned.get(key) for key in keys]
    whole = sum(amount.cents for amount in earned if amount is not None)
    paid = whole - owed.held.cents - owed.cut.cents + owed.added.cents
    return [
        *map(made.amount, earned),
        made.amount(Money(whole), formulas[0]),
        *map(made.amount, (owed.held, owed.cut, owed.added)),
        made.amount(Money(paid), formulas[1]),
    ]


def _totals(statement: Statement, rows: int) -> tuple[Cell, ...]:
    """Return the sum of each column of money."""
    keys = [line.id for line in counting(statement)]
    sums = [0] * (len(keys) + 5)
    alike = {id(person.owed): person.owed for person in statement.people}
    for key, count in Counter(id(person.owed) for person in statement.people).items():
        owed = alike[key]
        own = [owed.earned[line].cents if line in owed.earned else 0 for line in keys]
        whole, rest = sum(own), (owed.held.cents, owed.cut.cents, owed.added.cents)
        row = (*own, whole, *rest, whole - rest[0] - rest[1] + rest[2])
        sums = [one + other * count for one, other in zip(sums, row, strict=True)]
    amounts = (money(Money(each), f"SUM({down(column, rows)})") for column, each in enumerate(sums, 1))
    return (text("All participants"), *amounts)


def evidence_sheet(evidence: Evidence) -> Sheet:
    """Return a row for each participant with what was measured and what follows from it."""
    heads = ("Participant", *(each.name for each in evidence.service))
    measured = (head for each in evidence.outcomes for head in _evidence_heads(each))
    columns = tuple(Column(head, 16) for head in (*heads, *measured))
    rows = Long(
        len(evidence.ids),
        lambda: ((text(name), *cells) for name, cells in zip(evidence.ids, _evidence(evidence), strict=True)),
    )
    return Sheet(EVIDENCE, "Evidence on each participant", columns, rows, _EVIDENCE_NOTE)


def _evidence_heads(measured: Measured) -> Iterator[str]:
    name, two = measured.name, len(measured.columns) > 1
    yield from (f"{name}: first", f"{name}: last") if two else (f"{name}: result",)
    yield from (f"{name}: threshold", f"{name}: counts", f"{name}: reached")


def _evidence(evidence: Evidence) -> Iterator[list[Cell]]:
    """Yield by participant the cells of service, then of each outcome: measures, and what follows."""
    made, service = _Cells(), len(evidence.service)
    widths = [len(each.columns) for each in evidence.outcomes]
    follows: dict[int, list[list[Cell]]] = {}
    for kind, texts in zip(evidence.kind_of, evidence.rows(), strict=True):
        if kind not in follows:
            follows[kind] = [
                [made.words(words) for words in (each.threshold, each.counted, each.reached)]
                for each in evidence.verdicts(kind)
            ]
        cells = [made.texts[words] if words in made.texts else made.words(words) for words in texts]
        found, at = cells[:service], service
        for width, own in zip(widths, follows[kind], strict=True):
            found += cells[at : at + width]
            found += own
            at += width
        yield found


# Rows for other programs


def participant_rows(statement: Statement) -> Sheet:
    """Return a row for each participant: earned by line, limits, defaults, what is paid, and the evidence."""
    lines, evidence = counting(statement), statement.evidence
    heads = ["participant", *(line.id for line in lines), "earned", "cap", "limits", "default", "paid"]
    if evidence is not None:
        heads += [each.name for each in evidence.service]
        for measured in evidence.outcomes:
            single = len(measured.columns) == 1
            heads += [f"{each.name}:result" if single else each.name for each in measured.columns]
            heads += [f"{measured.id}:{what}" for what in ("threshold", "counts", "reached")]
    rows = Long(len(statement.people), lambda: _rows(statement))
    return Sheet(PARTICIPANTS, PARTICIPANTS, tuple(Column(head, 12) for head in heads), rows)


def _rows(statement: Statement) -> Iterator[tuple[Cell, ...]]:
    people, evidence = _people(statement, ("", "")), statement.evidence
    if evidence is None:
        yield from people
        return
    for cells, more in zip(people, _evidence(evidence), strict=True):
        yield (*cells, *more)
