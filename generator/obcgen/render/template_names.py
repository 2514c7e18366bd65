"""The names that templates may use, each said once: what it is, an example, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from obcgen.spec import Spec

VERSION = 2
"""The version of the names. One that is added, deprecated or removed makes it the next; a name keeps its
meaning. A deprecated name works for at least two versions of the program."""

LABELS = "shared/labels.yaml"
SECTIONS = tuple(name for name in Spec.model_fields if name not in {"obcgen", "summary", "estimate", "waive"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name for templates: what it is, an example, where it comes from, and since which version."""

    name: str
    kind: str
    example: str
    source: str
    since: int = 1


@dataclass(frozen=True, slots=True)
class Deprecated:
    """A name that is to go: it still works, and templates are told to use another in its place."""

    name: str
    instead: str
    since: int


NAMES = (
    *(Name(name, "section of the spec", f"`{{{{ {name}. … }}}}`", f"`{name}:`") for name in SECTIONS),
    Name("schedule", "record", "`{{ schedule.maximum }}` prints $1,200,000", "computed: every payment"),
    Name(
        "rates",
        "list",
        "`{{ line.sentence }}` for each line",
        "computed: the lines of the rate card in words",
    ),
    Name("base_sentence", "text", "The District shall pay …", "computed: what Base Funding is"),
    Name(
        "cap_sentences", "list of texts", "The District shall pay no more than …", "computed: `payment.caps`"
    ),
    Name("rounding_sentences", "list of texts", "Each amount is rounded …", "fixed: how amounts are rounded"),
    Name(
        "default_sentence", "text, may be empty", "If the District fails …", "`payment.if_district_defaults`"
    ),
    Name("discount_sentence", "text, may be empty", "Each price is reduced …", "`payment.discount`"),
    Name("indexation_sentence", "text, may be empty", "An indexed price is …", "`payment.indexation`"),
    Name("outcome_rows", "list", "`{{ row.threshold }}`: at or above the 40th percentile", "`outcomes`"),
    Name(
        "paid_rows",
        "list",
        "`{{ row.at_target }}`: $113,000",
        "computed: the lines that pay, each beside what is expected of its Outcome",
        since=2,
    ),
    Name(
        "verification_rows",
        "list",
        "`{{ row.within }}`: 15 business days after …",
        "`outcomes.*.verification`",
    ),
    Name("history_rows", "list", "`{{ row.share }}`: 24.28%", "`population.history`"),
    Name("exposure_rows", "list", "`{{ row.total }}`: $450,000", "computed: nothing or everything reached"),
    Name("at_target", "record", "`{{ at_target.total }}`: $792,500", "computed: if every target is met"),
    Name(
        "cash_flow",
        "list",
        "`{{ row.running }}`: $450,000",
        "computed: what falls due by month if every target is met, against the days of service",
    ),
    Name(
        "due_in_later_years",
        "amount of money",
        "`{{ due_in_later_years }}` prints $750,000",
        "computed: the most that is dated after the fiscal year in which the contract begins",
        since=2,
    ),
    Name(
        "early_ends",
        "list",
        "`{{ row.in_flight }}`: $42,000",
        "computed: what is owed where the District ends the deal without cause, by month",
    ),
    Name("last_measured", "date, may be empty", "May 19, 2028", "the close of the last deciding window"),
    Name(
        "examples",
        "list",
        "`{{ row.computation }}`: two participants at $500 are $1,000",
        "computed: worked examples of the rate card; `row.first` marks one for each line",
    ),
    Name(
        "attainment_rows",
        "list",
        "`{{ row.pays_target }}`: $112,500",
        "computed: what a line pays at an attainment, for lines that pay for one",
    ),
    Name(
        "result_rows",
        "list",
        "`{{ level.pays }}` for each of `row.levels`: $250",
        "computed: what a line pays at a measured result, for lines that pay by one",
    ),
    Name(
        "funding_parts",
        "list",
        "`{{ part.name }}`: Base Funding, or a line of the rate card",
        "computed: what the most payable is made of, after every cap",
    ),
    Name(
        "charts", "record", "`{{ funding_split_chart() }}` prints one with its caption", "computed: drawings"
    ),
    Name("dates", "list", "`{{ row.label }}`: Proposals due", "`procurement.schedule`"),
    Name(
        "addendum_rows",
        "list",
        "`{{ row.name }}`: Addendum No. 1 of March 26, 2027",
        "`addenda`, the first one first",
        since=2,
    ),
    Name(
        "weight_widths",
        "text, may be empty",
        "28 25 18 29",
        "computed: the columns of a bar of weights",
        since=2,
    ),
    Name("criterion_words", "text, may be empty", "… below the 25th percentile", "`population.criterion`"),
    Name(
        "answers",
        "record",
        "`{{ answers.points.program }}` prints 25 points, `{{ answers.words }}` the most words of one answer",
        "computed: `procurement.criteria`, `procurement.submission.pages`",
        since=2,
    ),
    Name(
        "labels",
        "words by code",
        "`{{ labels.horizon.near }}`: Within the program year",
        f"`{LABELS}` of the pack",
    ),
    Name(
        "choices",
        "variants by clause",
        '`{% if choices.indemnity == "own" %}`',
        "`agreement.clauses`, or `variants` of the pack; `usual` where none is chosen, `false` if left out",
    ),
    Name(
        "edition",
        "text, may be empty",
        "`edition {{ edition }}`: edition 2026.11",
        "`edition` of the contract's outline: that of its general conditions; empty for one long form",
        since=2,
    ),
    Name(
        "condition_changes",
        "list",
        "`{{ change.title }}`: Independent verifier",
        "computed: each clause of the general conditions that the spec or a pack changes",
        since=2,
    ),
    Name(
        "origins",
        "record",
        "`{{ origins.federal }}` prints $750,000, `{{ origins.federal_share }}` 62.5%",
        "computed: federal, `public` and `non_governmental` money in the most payable",
        since=2,
    ),
    Name(
        "agencies",
        "list",
        "`{{ agency.name }}`: U.S. Department of Education",
        "`shared/law.yaml`: the federal agencies whose money pays, by assistance listing",
        since=2,
    ),
    Name(
        "supplements",
        "list",
        "`{{ program.source }}`: 20 U.S.C. 6321(b)",
        "`shared/law.yaml`: the programs that pay and may replace no other money",
        since=2,
    ),
    Name(
        "state",
        "record, may be empty",
        "`{{ term.source }}` for each of `state.terms`: Fla. Stat. 119.0701",
        "`shared/state.yaml` of a state's pack: the rules whose conditions hold",
        since=2,
    ),
    Name(
        "noun",
        "record",
        "`{{ noun.site }}`: school, or center",
        "`district.role` and `program.field`: the words for the buyer, those it serves, sites and sessions",
        since=2,
    ),
    Name("fact", "yes or no by name", "`{% if fact.federal %}`", "computed; see below"),
)

DEPRECATED: tuple[Deprecated, ...] = ()


def every_name(deprecated: tuple[Deprecated, ...] = DEPRECATED) -> tuple[str, ...]:
    """Return every name that works, also those that are to go."""
    return (*(name.name for name in NAMES), *(old.name for old in deprecated))
