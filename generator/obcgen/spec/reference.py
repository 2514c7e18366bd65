"""Spec to Markdown: the reference of every key, from the same descriptions that the models carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from obcgen.spec.results import Results
from obcgen.spec.schema import shapes

Schema = dict[str, Any]

_INTRODUCTION = """\
# The spec, key by key

Made from the program's own models; the examples under `specs/` show every part in use.

`yes` under *Needed* means the key cannot be left out where its section stands. `<id>` is a name of your
choosing: letters, digits and underscores, a letter first. How values are written:

| value | write |
|---|---|
| money | `$1,200,000`, `$900`, `450.50`; in `{ }` or `[ ]` without commas: `$1200` |
| share | `40%`, `62.5%` or `5/6` |
| date, time | `2027-09-15`, `2027-05-14T14:00` |
| length of time | `15 business days`, `30 days`, `36 hours`, `28 weeks` |
| deadline | a date, or words such as `monthly` |
| who | `district`, `provider`, `third_party`, or `{who: third_party, name: ...}` |
| price | `$500`, or where bidders name it `{proposed: true, at_least: $300, at_most: $500}` |
| long text | Markdown: paragraphs, lists, tables, emphasis and links |

`like: <id>` copies a part from the same place under a sibling:
`measure: {like: fluency, metric: vocabulary}`.

A `#` after a space starts a comment that no document shows: put a text such as `"Suite #200"` in quotes.
Inside `{ }` and `[ ]` a comma ends a value: put `"Agent, Purchasing"` in quotes too.

## One file over another

Three keys say what lies below a file; they may stand in any spec, and no document prints them.

- `extends: spec.yaml` names the file below, in the same folder or one inside it. What this file does not
  write stands as it does there; keys go over keys, and a list or a text takes the place of the one below.
- `without: [lots.east, payment.caps]` takes parts of the file below out, each by its path.
- `pack: our-templates` names the district's pack: a folder or a zip file beside the spec, or one that comes
  with obcgen. `pack: {name: our-templates, version: "2026.1"}` pins it: a pack that states another version is
  refused, and one given as `--pack` is told of.

A contract is such a file over its RFP, with `provider`, `agreement` and what was negotiated. Leave `document`
as it is below, for the contract names its RFP by it; `check` then lists every material term that differs.
"""


_RESULTS = """\
# Verified results, key by key

Made from the program's own models. `obcgen settle SPEC RESULTS` reads such a file beside the spec of the
contract, and pays nothing while anything in it is doubtful. Values are written as in the spec; `yes` and `no`
may be `true` and `false`. `specs/results/` holds examples.

Totals of each outcome are enough where no line must know who reached what. Otherwise, and in any case if you
have it, give a table with one row per participant; where totals and a table are both given they must agree.

## The table of participants

A CSV file in UTF-8, as Excel saves it: with or without a byte-order mark, with commas, semicolons or tabs,
with any line end; UTF-16 with its mark is read too. Rows and columns may stand in any order; empty rows are
passed over. A cell that a spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@` or a tab) is
refused; a plain negative number is no formula.

| Column | Needed | What its cells hold |
|---|---|---|
"""
_BY_YEAR = """A base with tiers pays once for each participant. A plain `dosage` that would pay differently \
in these two ways is refused (RES-54)."""
_COLUMNS = (
    ("`participant`", "yes", "An id, each once; with a column `year`, once for each year."),
    ("`served`", "", "`yes` or `no`: whether the participant was served."),
    (
        "`dosage`",
        "where a line or the base depends on it",
        "Service received, in the unit of the minimum dosage: `36`, `36.5` or `36 hours`.",
    ),
    (
        "`dosage:in_year`, `dosage:so_far`",
        "one of them instead of `dosage`, where participants have rows of several years",
        f"Service of the year of the row, where years add up; or all received up to its results. {_BY_YEAR}",
    ),
    (
        "`dosage:WINDOW`",
        "instead of `dosage`",
        "Service received up to that window; it counts for outcomes measured in it.",
    ),
    (
        "`group`",
        "where a line or an outcome concerns a group",
        "Ids of groups, with spaces or semicolons between them; empty for none.",
    ),
    ("`cohort`", "where the spec has cohorts", "The id of the cohort; empty for none."),
    (
        "`year`",
        "where lines pay by year and there are no cohorts",
        "The year of the results in this row: `2027-28`.",
    ),
    ("`grade`", "where a threshold goes by grade", "A grade of the spec."),
    (
        "`OUTCOME`",
        "for each outcome that is paid for; in an interim settlement for those with results",
        "The value measured (the gain, for a gain), or `yes` or `no`; empty where the last is missing.",
    ),
    (
        "`OUTCOME:from`, `OUTCOME:to`",
        "instead of `OUTCOME`",
        "The first and the last measure; empty where missing, and the outcome's rule says what follows.",
    ),
    (
        "`condition:LINE`",
        "where a line has a documented condition",
        "`yes` or `no`: whether the participant meets it.",
    ),
)
_ANSWERS = """
`yes`, `y`, `true`, `t` and `1` say yes; `no`, `n`, `false`, `f` and `0` say no, in capitals or not. In the
column of an outcome `1` and `0` are values.

"""
_OWN_HEADINGS = """\
## A table with a system's own headings

An export of an assessment system can stay as it is. `columns` says which of its headings hold what, each
once and as it stands in the file (capitals and double spaces do not matter); every other column is left
unread, and no message shows its cells. `rows` says which rows count where a participant has several, one
for each test. Some systems, by the headings of their exports:

```yaml
# i-Ready: the last diagnostic of the year
columns: {participant: Student ID, reading: Percentile}
rows: {"Most Recent Diagnostic YTD (Y/N)": Y}
```

```yaml
# Istation: a gain from September to May, one row for each student
columns: {participant: STUDENT_ID, "reading:from": September_PTILE, "reading:to": May_PTILE}
```

```yaml
# MAP Growth: one row for each test
columns: {participant: StudentID, reading: TestPercentile}
rows: {Subject: Reading, TermName: Spring 2027-2028}
```

`obcgen settle SPEC --start` writes the section with the names that the contract needs. Statement, JSON and
terminal say which headings were read and how many were not.

## What cannot be true, and what is unlikely

Nothing is paid on results that cannot be true: flags or fractions where scores belong (RES-22), more
service than the calendar holds (RES-26), results verified before they were measured (RES-10), a notice too
late to change a payment (RES-21), ids that a spreadsheet spoilt (RES-01).

What is possible and unlikely is told above everything, by a name of a code and what it is about, until the
results are corrected or the verifier answers it. An answer stands in the statement beside the finding; the
finance edition prints neither figures nor reasons.

```yaml
acknowledged:
  RES-30 base.launch: not invoiced before May
```

| Code | About | Told when |
|---|---|---|
"""
_UNLIKELY = (
    ("RES-23", "a column", "Scores and yes or no stand in one column."),
    ("RES-25", "a column", "Ten or more participants all have the same score."),
    ("RES-27", "a column", "More service than sessions, minutes and weeks of the program come to."),
    (
        "RES-28",
        "an outcome",
        "Attainment lies more than 25 points, and three standard errors, outside plan and history.",
    ),
    (
        "RES-29",
        "`roster`, `served`, an outcome, a cohort, a group",
        "Less than half of what it is part of; a cohort or group more than half above its plan.",
    ),
    (
        "RES-30",
        "a payment",
        "Due 60 days ago and not in the ledger, entered twice, or not the amount that fell due.",
    ),
    ("RES-31", "`paid`", "More was paid than the not-to-exceed amount."),
    (
        "RES-34",
        "an outcome, a payment, a duty",
        "Verified before its window closed; paid 30 days before it fell due; notice too late.",
    ),
    (
        "RES-35",
        "a column",
        "Of ten or more none reaches half of the threshold, or one is above ten times it; or one is below 0.",
    ),
    (
        "RES-49",
        "`participants`",
        "Two ids differ only in leading zeros, capitals, spaces, dashes, a last .0, or look-alike letters.",
    ),
    (
        "RES-53",
        "`ground`, `base`, a payment",
        "An early end names no ground; or no day under `met` says that a payment's condition was met.",
    ),
)
_THE_FILE = """
## The file
"""


def reference() -> str:
    """Return the reference of the spec as Markdown."""
    schema = shapes()
    defs = schema["$defs"]
    parts = [_INTRODUCTION, _table(schema, defs), *_sections(schema, defs)]
    return "\n".join(parts)


def results_reference() -> str:
    """Return the reference of verified results as Markdown."""
    schema = shapes(Results)
    defs = schema["$defs"]
    rows = "".join(f"| {column} | {needed} | {holds} |\n" for column, needed, holds in _COLUMNS)
    unlikely = "".join(f"| {code} | {about} | {told} |\n" for code, about, told in _UNLIKELY)
    head = f"{_RESULTS}{rows}{_ANSWERS}{_OWN_HEADINGS}{unlikely}{_THE_FILE}"
    return "\n".join([head, _table(schema, defs), *_sections(schema, defs)])


def _sections(schema: Schema, defs: Schema) -> Iterator[str]:
    """Yield a chapter for each section, with every nested part below it, each part once."""
    seen: set[str] = set()
    for key, value in schema["properties"].items():
        for path, name in _parts(key, value):
            yield from _chapter(path, name, defs, seen)


def _chapter(path: str, name: str, defs: Schema, seen: set[str]) -> Iterator[str]:
    if name in seen:
        return
    seen.add(name)
    part = defs[name]
    yield f"## `{path}`\n\n{part.get('description', '')}\n\n{_table(part, defs)}"
    for key, value in part.get("properties", {}).items():
        for below, inner in _parts(f"{path}.{key}", value):
            yield from _chapter(below, inner, defs, seen)


def _parts(path: str, value: Schema) -> Iterator[tuple[str, str]]:
    """Yield the paths and names of the models that can stand at a key."""
    if "$ref" in value:
        yield path, value["$ref"].rsplit("/", 1)[1]
    for branch in (*value.get("anyOf", ()), *value.get("oneOf", ())):
        yield from _parts(path, branch)
    if isinstance(value.get("additionalProperties"), dict):
        yield from _parts(f"{path}.<id>", value["additionalProperties"])
    if isinstance(value.get("items"), dict):
        yield from _parts(f"{path}[]", value["items"])


def _table(part: Schema, defs: Schema) -> str:
    needed = part.get("required", [])
    rows = [
        f"| `{key}` | {'yes' if key in needed else ''} | {_description(value, defs)} |"
        for key, value in part.get("properties", {}).items()
    ]
    return "\n".join(["| Key | Needed | What it says |", "|---|---|---|", *rows]) + "\n" if rows else ""


def _description(value: Schema, defs: Schema) -> str:
    """Return what a key says; where the key adds nothing, what its model says."""
    model = defs.get(value.get("$ref", "").rsplit("/", 1)[-1], {})
    text = value.get("description") or model.get("description", "")
    return str(text).replace("|", "/").replace("\n", " ")
