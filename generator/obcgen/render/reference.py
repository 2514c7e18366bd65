"""The reference of what a template may use, made from the code: names, parts of records, facts, filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from obcgen.account.curves import AttainmentRow
from obcgen.account.rate_card import RateLine
from obcgen.account.schedule import Payment, Schedule
from obcgen.charts.split import Funding
from obcgen.library.fact_paths import PATHS
from obcgen.library.facts import meanings
from obcgen.library.general import Change
from obcgen.render.faults import TemplateFault
from obcgen.render.paid_rows import PaidRow
from obcgen.render.pictures import Charts
from obcgen.render.records import (
    DateRow,
    ExampleRow,
    ExposureRow,
    HistoryRow,
    Inspected,
    Late,
    OutcomeRow,
    VerificationRow,
)
from obcgen.render.result_rows import ResultLevel, ResultRow
from obcgen.render.sandbox import parts_of
from obcgen.render.template_names import NAMES, VERSION
from obcgen.render.values import FILTERS, printed

RECORDS = {
    "schedule": Schedule,
    "each of `schedule.payments`": Payment,
    "each of `rates`": RateLine,
    "each of `outcome_rows`": OutcomeRow,
    "each of `paid_rows`": PaidRow,
    "each of `verification_rows`": VerificationRow,
    "each of a verification row's `sources`": Inspected,
    "each of a verification row's `late`": Late,
    "each of `history_rows`": HistoryRow,
    "each of `exposure_rows`": ExposureRow,
    "each of `examples`": ExampleRow,
    "each of `condition_changes`": Change,
    "each of `attainment_rows`": AttainmentRow,
    "each of `result_rows`": ResultRow,
    "each of a result row's `levels`": ResultLevel,
    "each of `funding_parts`": Funding,
    "`charts`": Charts,
    "each of `dates`": DateRow,
}

_HOLDERS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "schedule": lambda names: names["schedule"],
    "each of `schedule.payments`": lambda names: names["schedule"].payments[0],
    "each of a verification row's `sources`": lambda names: names["verification_rows"][0].sources[0],
    "each of a verification row's `late`": lambda names: names["verification_rows"][0].late[0],
    "each of a result row's `levels`": lambda names: _first(
        [level for row in names["result_rows"] for level in row.levels]
    ),
    "`charts`": lambda names: names["charts"],
}
"""How to reach a record; any other is the first of the list that its title names."""
_TYPES: Mapping[str, str] = {
    "str": "text", "Line": "text", "Prose": "text", "Id": "text", "int": "number", "Decimal": "number",
    "bool": "yes or no", "date": "date", "Moment": "date and time", "Money": "amount of money",
    "Share": "share", "Duration": "time", "Picture": "drawing", "Funding": "text",
}  # fmt: skip
LONGEST_EXAMPLE = 70

_OPENING = f"""\
# The names that templates may use

Made from the program. Templates have these names and no others; a misspelt one is reported with its line and
the nearest real name. How to use them: [Templates of your own](template-customisers.md).

This is **version {VERSION}** of the names. A name keeps its meaning. One that is to go is deprecated first:
it still works for at least two versions of the program, and `obcgen pack check`, `obcgen rfp` and
`obcgen contract` warn of each use (TPL-52) and say which name to write in its place. The examples are those
of `specs/denver-literacy.yaml`.
"""
_SECTIONS = """
In an RFP the names hold the public view: what is confidential is not there to be printed. A section or a key
that the spec leaves out is none; ask `{% if agreement %}` first. The keys of each section are in the
[spec reference](spec-reference.md).

## Records
"""
_FACTS = """
## Facts

For `when:` in the opening lines of a clause, and for `{% if fact.federal %}` in its text.
"""
_FILTERS = "\n## Filters\n\n`{{ amount|cents }}` prints a value through a filter.\n"


def reference(names: Mapping[str, object]) -> str:
    """Return the reference as Markdown.

    Args:
        names: what `context` returns for a worked example, from which the examples are taken.
    """
    rows = ((f"`{name.name}`", name.kind, name.example, name.source, str(name.since)) for name in NAMES)
    facts = ((f"`{name}`", meaning, _paths(name)) for name, meaning in meanings().items())
    filters = ((f"`{name}`", str(made.__doc__).splitlines()[0]) for name, made in FILTERS.items())
    records = (text for name, record in RECORDS.items() for text in _record(name, record, names))
    return "\n".join(
        (
            _OPENING,
            _table(("Name", "What it is", "Example", "Comes from", "Since"), rows),
            _SECTIONS,
            *records,
            _FACTS,
            _table(("Fact", "Holds when", "Comes from"), facts),
            _FILTERS,
            _table(("Filter", "What it does"), filters),
        )
    )


def _paths(fact: str) -> str:
    return ", ".join(f"`{path}`" for path in PATHS[fact])


def _record(name: str, record: type, names: Mapping[str, object]) -> Iterator[str]:
    """Yield the heading of a record and the table of its parts."""
    titled = name if "`" in name else f"`{name}`"
    holder = _HOLDERS[name](names) if name in _HOLDERS else _first(names[name.split("`")[1]])
    hints = dict(_hints(record))
    rows = ((f"`{part}`", _type(hints[part]), _example(holder, part)) for part in parts_of(record))
    yield f"### {titled[:1].upper()}{titled[1:]}\n"
    yield _table(("Part", "What it is", "Example"), rows) + "\n"


def _first(values: Any) -> Any:
    return values[0] if values else None


def _hints(record: type) -> Iterator[tuple[str, str]]:
    """Yield the type of each part of a record as the code writes it: a field's, or a property's result."""
    for owner in reversed(record.__mro__):
        yield from getattr(owner, "__annotations__", {}).items()
    for name in parts_of(record):
        made = getattr(record, name, None)
        function = getattr(made, "fget", None) or getattr(made, "func", None)
        if function:
            yield name, function.__annotations__["return"]


def _type(hint: str) -> str:
    """Return a type in words."""
    if match := re.fullmatch(r"(?:tuple|list|Sequence)\[([^,\]]+)(?:, \.\.\.)?\]", hint):
        return f"list: {_type(match[1])}"
    kinds = [_TYPES.get(each, "record") for each in hint.split(" | ") if each != "None"]
    return " or ".join(dict.fromkeys(kinds)) + (", may be none" if "None" in hint.split(" | ") else "")


def _example(holder: Any, part: str) -> str:
    value = getattr(holder, part, None)
    try:
        text = " ".join(printed(value).split())
    except TemplateFault:
        words: Mapping[object, str] = {True: "yes", False: "no", None: "none"}
        return words[value] if isinstance(value, bool | None) else ""
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1]}…"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
