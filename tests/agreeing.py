"""What the documents of one deal say of the same thing, and where they say it differently.

A document is read as the words of each section and the rows of each table, by their ids. References are left
out, since the documents number their sections differently, and so is what only tells which of them speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from obcgen.document.dump import dump
from obcgen.document.tree import Document

RFP, CONTRACT, STATEMENT = "rfp", "contract", "statement"
_SECTION = re.compile(r"^( *)(?:front|section|attachment|part|[A-Z]\w+) ?[\w.]* #([\w-]+) \"", re.MULTILINE)
_TABLE = re.compile(r"^( *)(?:\w+ )?table #([\w-]+) ")
DEFINED_BY_EACH = frozenset(
    {
        "Agreement",
        "District",
        "Effective Date",
        "Not-to-Exceed Amount",
        "Offeror",
        "Party",
        "Program",
        "Program Lead",
        "Provider",
        "Response File",
        "Term",
    }
)
"""Terms that each document has to define by itself: who speaks, when, and what its first page states."""


@dataclass(frozen=True)
class Reading:
    """A document: the words of each section, without sections inside it, and the rows of each table."""

    kind: str
    sections: Mapping[str, str]
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def changed(self, section: str, start: int, end: int, words: str) -> Reading:
        """Return the reading with other words in one section, in place of those from start to end."""
        text = self.sections[section]
        return replace(self, sections={**self.sections, section: text[:start] + words + text[end:]})


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that several documents say."""

    name: str
    said: tuple[tuple[str, str, str], ...]
    """Document, id of the section, pattern: its groups, or else all of it, are the same in each document."""
    deal: str = "denver-literacy"
    """A deal whose documents say it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that two tables share: each of the second, by its first column, says what the first says."""

    name: str
    first: tuple[str, str, tuple[int, ...]]
    second: tuple[str, str, tuple[int, ...]]
    """Document, id of the table, columns: the first of them names the row."""


def read(document: Document) -> Reading:
    """Return what a document says, by section and by table."""
    sections: dict[str, list[str]] = {}
    tables: dict[str, list[str]] = {}
    section, table, depth = "", "", 0
    for line in dump(document).splitlines():
        indent = len(line) - len(line.lstrip())
        if found := _SECTION.match(line):
            section, table = found[2], ""
            sections[section] = []
            continue
        if found := _TABLE.match(line):
            table, depth = found[2], len(found[1])
            tables[table] = []
            continue
        if table and indent <= depth:
            table = ""
        words = _plain(line)
        if table:
            tables[table].append(words)
        if section:
            sections[section].append(words)
    joined = {id_: "\n".join(lines) for id_, lines in sections.items()}
    return Reading(document.kind, joined, {id_: tuple(rows) for id_, rows in tables.items()})


def _plain(line: str) -> str:
    """Return the words of a line without numbers, marks and references, whatever the buyer is called."""
    words = re.sub(r"\[[^\]]*\]\(#[\w-]+\)", "§", line.strip())
    words = re.sub(r"^(?:[A-Z0-9]+\.[\d.]+|\([a-z]\)|paragraph:|-) ", "", words)
    words = re.sub(r"\b(?:Board|Agency)\b", "District", words)
    return words.replace("this Agreement", "the Agreement").replace("!", "").replace("**", "")


def definitions(reading: Reading) -> dict[str, str]:
    """Return what each term means that a document defines in its section of defined terms."""
    found: dict[str, str] = {}
    for line in reading.sections["defined-terms"].splitlines():
        if row := re.match(r"body \| ([^|]+) \| (.+)", line):
            found[row[1]] = row[2]
        elif means := re.match(r"([\w\s-]+) (?:means,?|has the meaning) (.+)", line):
            found[means[1]] = means[2]
    return {term: words[:1].lower() + words[1:] for term, words in found.items()}


def disagreements(
    readings: Mapping[str, Reading], terms: tuple[Term, ...], rows: tuple[Rows, ...] = ()
) -> Iterator[str]:
    """Yield the name of each thing that documents say differently, or that only one of them says."""
    yield from _definitions(readings[RFP], readings[CONTRACT])
    yield from _tables(readings[RFP], readings[CONTRACT])
    yield from (shared.name for shared in rows if _rows_differ(readings, shared))
    for term in terms:
        said = [
            _said(readings[kind], section, words) for kind, section, words in term.said if kind in readings
        ]
        if len(set(said)) > 1:
            yield term.name


def _definitions(rfp: Reading, contract: Reading) -> Iterator[str]:
    """Yield each term that the contract defines otherwise; it may add a sentence of its own."""
    own = definitions(contract)
    for term, words in definitions(rfp).items():
        if term not in DEFINED_BY_EACH and not own.get(term, "").startswith(words):
            yield f"definition of {term}"


def _tables(rfp: Reading, contract: Reading) -> Iterator[str]:
    """Yield each table of both documents whose rows differ."""
    for id_ in rfp.tables.keys() & contract.tables.keys():
        if rfp.tables[id_] != contract.tables[id_]:
            yield f"table {id_}"


def _rows_differ(readings: Mapping[str, Reading], shared: Rows) -> bool:
    """Tell whether two tables say a row otherwise or share none; a deal may lack one of the tables."""
    sides = (shared.first, shared.second)
    if any(kind not in readings or table not in readings[kind].tables for kind, table, _ in sides):
        return False
    first, second = (cells(readings[kind], table, columns) for kind, table, columns in sides)
    both = first.keys() & second.keys()
    return not both or any(first[row] != second[row] for row in both)


def cells(reading: Reading, table: str, columns: tuple[int, ...]) -> dict[str, tuple[str, ...]]:
    """Return by its first column what each row of a table says in the others; of amounts the amount alone."""
    found = {}
    for row in reading.tables.get(table, ()):
        kind, *texts = row.split(" | ")
        if kind == "body" and len(texts) >= max(columns):  # one column may say what two say elsewhere
            name, *said = (texts[min(column, len(texts) - 1)] for column in columns)
            found[name] = tuple(_figure(text) for text in said)
    return found


def _figure(text: str) -> str:
    """Return the first amount or share in a text, without decimals that are zero; else the text."""
    number = re.search(r"\$[\d,]+(?:\.\d+)?|\d+(?:\.\d+)?%", text)
    return re.sub(r"\.0+(?=%|$)", "", number[0]) if number else text


def _said(reading: Reading, section: str, words: str) -> tuple[str, ...] | None:
    found = re.search(words, reading.sections.get(section, ""))
    return None if found is None else found.groups() or (found[0],)
