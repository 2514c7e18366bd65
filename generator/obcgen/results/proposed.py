"""A mapping proposed for a district's own tables: what is sure is filled in, the rest is a blank to point at.

A proposal is a start. Whoever verifies the results looks at each line of it before anything is paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from obcgen.results.needs import needs
from obcgen.results.presets import Preset, in_season, recognized, season_of
from obcgen.results.start import headings
from obcgen.spec.dates import MONTHS

if TYPE_CHECKING:
    from obcgen.source.nodes import Plain
    from obcgen.source.table import Table
    from obcgen.spec import Outcome, Spec

_ALIASES = {
    "participant": ("student", "student id", "studentid", "student_id", "student number", "local id", "id"),
    "served": ("enrolled", "was served"),
    "dosage": ("hours", "hours received", "minutes", "minutes received", "service hours"),
    "group": ("student group",),
    "cohort": ("student cohort",),
    "grade": ("student grade", "grade level"),
    "year": ("school year", "academic year"),
}
"""What rosters call things, in small letters, beside the names of obcgen."""
_MOST_VALUES = 200
"""A column with more different values names no windows."""

Columns = dict[str, str]
Rows = dict[str, "Plain"]


@dataclass(frozen=True)
class Export:
    """One table joined to the roster, as the results file writes it."""

    file: str
    participant: str
    columns: Columns
    rows: Rows = field(default_factory=dict)
    latest: str = ""

    def plain(self) -> dict[str, Plain]:
        """Return it as plain values, what is empty left out."""
        own: dict[str, Plain] = {
            "file": self.file,
            "participant": self.participant,
            "columns": {**self.columns},
        }
        more: dict[str, Plain] = {"rows": {**self.rows}, "latest": self.latest}
        return {**own, **{key: value for key, value in more.items() if value}}


@dataclass(frozen=True)
class Proposal:
    """What a results file would say of its tables."""

    participants: str
    columns: Columns
    exports: Mapping[str, Export]

    def plain(self) -> dict[str, Plain]:
        """Return it as the keys of a results file."""
        found: dict[str, Plain] = {"participants": self.participants}
        if self.columns:
            found["columns"] = {**self.columns}
        if self.exports:
            found["exports"] = {key: each.plain() for key, each in self.exports.items()}
        return found


def proposed(spec: Spec, roster: Table, exports: Mapping[str, Table], name: str) -> Proposal:
    """Return a mapping for a roster, called `name` in the results file, and for exports by their names."""
    wanted = needs(spec)
    made = dict[str, Export]()
    for file, own in _shared_out(spec, exports, wanted.by_participant).items():
        for season, export in _of_export(spec, file, exports[file], own).items():
            made[_free(_id(file, season), made)] = export
    given = {key for export in made.values() for key in export.columns}
    asked = [each for each in headings(spec, wanted) if each not in given]
    return Proposal(name, _of_roster(roster, asked), made)


def _shared_out(spec: Spec, exports: Mapping[str, Table], outcomes: Sequence[str]) -> dict[str, list[str]]:
    """Return the outcomes read from each export: where a heading names one; the rest where none does."""
    found = dict[str, list[str]]()
    left = list(outcomes)
    for file, table in exports.items():
        columns = _of_export(spec, file, table, left).values()
        sure = {
            key.partition(":")[0] for each in columns for key, text in each.columns.items() if text[:1] != "<"
        }
        found[file] = [key for key in left if key in sure]
        left = [key for key in left if key not in sure]
    idle = next((file for file, own in found.items() if not own), next(reversed(found), ""))
    return {file: [*own, *(left if file == idle else ())] for file, own in found.items()}


def _of_roster(table: Table, asked: Sequence[str]) -> Columns:
    """Return which heading of a roster is which; nothing where it has obcgen's own."""
    plain = {" ".join(text.split()).lower(): text for text in table.headings}
    found = {
        name: next((plain[each] for each in (name, *_ALIASES.get(name, ())) if each in plain), blank(name))
        for name in asked
    }
    return {} if all(name == heading.lower() for name, heading in found.items()) else found


def blank(name: str) -> str:
    """Return the blank for a heading that somebody has to point at."""
    return f"<heading of {name.replace(':', ', ')}>"


# One export: a part for each season in which it is read


def _of_export(spec: Spec, file: str, table: Table, outcomes: Sequence[str]) -> dict[str, Export]:
    """Return by season what is read of a table."""
    preset = recognized(table.headings)
    single = len(outcomes) == 1
    found = dict[str, Export]()
    for key in outcomes:
        for column, window in _windows(spec, key):
            season = _season(spec, key, window)
            heading = _heading(spec, key, window, table, preset, single=single)
            part = season if preset is not None and preset.window else ""
            before = found.get(part) or _empty(file, table, preset, part, spec, (key, window))
            found[part] = replace(before, columns={**before.columns, column: heading})
    return found


def _windows(spec: Spec, key: str) -> list[tuple[str, str]]:
    """Return the columns of an outcome, each with the window in which it is measured."""
    measure = spec.outcomes[key].measure
    if measure.kind == "gain" and measure.from_ is not None:
        return [(f"{key}:from", measure.from_), (f"{key}:to", measure.to)]
    return [(key, measure.to)]


def _opens(spec: Spec, key: str, window: str) -> tuple[int, int]:
    """Return the year and the month in which a window opens; of one that the spec does not date, nothing."""
    tool = spec.assessments.get(spec.outcomes[key].measure.assessment)
    known = tool.windows.get(window) if tool is not None else None
    return (known.opens.year, known.opens.month) if known is not None else (0, 0)


def _season(spec: Spec, key: str, window: str) -> str:
    return season_of(window, _opens(spec, key, window)[1])


def _heading(spec: Spec, key: str, window: str, table: Table, preset: Preset | None, *, single: bool) -> str:
    """Return the heading of a result: that of its own part of the test, or of the whole test if alone."""
    outcome = spec.outcomes[key]
    percentile = "percentile" in outcome.measure.scale.lower()
    part = _part_of_test(outcome, table.headings, percentile=percentile)
    if part or preset is None:
        return part or blank(key)
    opens = _opens(spec, key, window)[1]
    month = MONTHS[opens - 1] if opens else ""
    whole = (preset.percentile if percentile else preset.score).format(month=month)
    return whole if single and whole in table.headings else blank(key)


def _part_of_test(outcome: Outcome, names: Sequence[str], *, percentile: bool) -> str:
    """Return the one heading that names the metric of an outcome and the kind of its scale."""
    wanted = outcome.measure.metric.lower().split()
    like = [
        name
        for name in names
        if all(word in name.lower() for word in wanted)
        and any(word in name.lower() for word in (("percentile", "ptile") if percentile else ("score",)))
    ]
    return like[0] if len(like) == 1 else ""


def _empty(
    file: str, table: Table, preset: Preset | None, season: str, spec: Spec, at: tuple[str, str]
) -> Export:
    """Return an export of which no result is read yet: its id, its rows, and the day of the test."""
    if preset is None:
        return Export(file, _of_roster(table, ["participant"]).get("participant", "participant"), {})
    latest = preset.latest if preset.latest in table.headings else ""
    year, month = _opens(spec, *at)
    school_year = f"{year}-{year + 1}" if month >= _FIRST_MONTH else f"{year - 1}-{year}"
    return Export(file, preset.participant, {}, dict(_rows(table, preset, season, school_year)), latest)


_FIRST_MONTH = 7
"""School years begin in July or later."""


def _rows(table: Table, preset: Preset, season: str, year: str) -> Iterator[tuple[str, Plain]]:
    """Yield which rows count: those of the season and of the school year, and valid tests."""
    seen = _values(table, [preset.window, preset.year, *preset.rows, *preset.asks])
    if preset.window in seen:
        found = in_season(seen[preset.window], season)
        dated = [value for value in found if year in value] or found
        yield preset.window, _one_or_all(dated, f"<{season} window>")
    if len(seen.get(preset.year, ())) > 1:
        yield preset.year, year if year in seen[preset.year] else f"<{preset.year}>"
    for heading, value in preset.rows.items():
        here = [each for each in seen.get(heading, ()) if each.lower() == value.lower()]
        yield from [(heading, here[0])] if here else []
    for heading in preset.asks:
        if len(seen.get(heading, ())) > 1:
            yield heading, f"<one of {', '.join(map(_plain, seen[heading][:6]))}>"


def _plain(value: str) -> str:
    """Return a value as it may stand in a blank."""
    return "".join(letter for letter in value if letter not in "<>@:" and letter.isprintable())[:40]


def _one_or_all(values: list[str], otherwise: str) -> Plain:
    return otherwise if not values else values[0] if len(values) == 1 else [*values]


def _values(table: Table, names: Sequence[str]) -> dict[str, list[str]]:
    """Return the different values of some columns in the order of the file, without those of very many."""
    at = {name: table.headings.index(name) for name in names if name in table.headings}
    found: dict[str, dict[str, None]] = {name: {} for name in at}
    for _, cells in table.rows():
        for name, place in at.items():
            if place < len(cells) and cells[place].strip() and len(found[name]) <= _MOST_VALUES:
                found[name][cells[place].strip()] = None
    return {name: list(values) for name, values in found.items() if 0 < len(values) <= _MOST_VALUES}


def _id(file: str, season: str) -> str:
    """Return an id for a part of a file: its name in letters, and the season."""
    stem = file.rpartition("/")[2].rpartition(".")[0].lower()
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in stem).strip("_")
    named = plain if plain[:1].isalpha() else f"table_{plain}".rstrip("_")
    return f"{named[:30]}_{season}" if season else named[:30]


def _free(name: str, taken: Mapping[str, Export]) -> str:
    return next(each for each in (name, *(f"{name}_{at}" for at in range(2, 100))) if each not in taken)
