"""The names a template may use, each documented once: what it is, an example, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from obcgen.pack import Pack
from obcgen.payment.attainment import attainment_rows
from obcgen.payment.lines import rate_lines
from obcgen.payment.schedule import Schedule
from obcgen.payment.terms import (
    base_sentence,
    cap_sentences,
    default_sentence,
    discount_sentence,
    rounding_sentences,
)
from obcgen.problems import Kind, ObcgenError
from obcgen.render.choices import choices
from obcgen.render.facts import facts
from obcgen.render.pictures import charts
from obcgen.render.records import (
    Labels,
    criterion_words,
    date_rows,
    exposure_rows,
    history_rows,
    outcome_rows,
    verification_rows,
)
from obcgen.render.thresholds import amounts_on
from obcgen.spec import Spec

BAD_LABELS = Kind("TPL-31", "Words for codes that cannot be read")
LABELS = "shared/labels.yaml"
SECTIONS = tuple(name for name in Spec.model_fields if name not in {"obcgen", "estimate", "waive"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name for templates."""

    name: str
    kind: str
    example: str
    source: str


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
    Name("outcome_rows", "list", "`{{ row.threshold }}`: at or above the 40th percentile", "`outcomes`"),
    Name(
        "verification_rows",
        "list",
        "`{{ row.within }}`: 15 business days after …",
        "`outcomes.*.verification`",
    ),
    Name("history_rows", "list", "`{{ row.share }}`: 24.28%", "`population.history`"),
    Name("exposure_rows", "list", "`{{ row.total }}`: $450,000", "computed: nothing or everything reached"),
    Name(
        "attainment_rows",
        "list",
        "`{{ row.pays_target }}`: $112,500",
        "computed: what a line pays at an attainment, for lines that pay for one",
    ),
    Name(
        "charts", "record", "`{{ funding_split_chart() }}` prints one with its caption", "computed: drawings"
    ),
    Name("dates", "list", "`{{ row.label }}`: Proposals due", "`procurement.schedule`"),
    Name("criterion_words", "text, may be empty", "… below the 25th percentile", "`population.criterion`"),
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
    Name("fact", "yes or no by name", "`{% if fact.federal %}`", "computed; see below"),
)


def context(spec: Spec, schedule: Schedule, pack: Pack) -> dict[str, object]:
    """Return every name with its value; a template has no other.

    Raises:
        ObcgenError: the pack's words or amounts cannot be read.
    """
    labels = read_labels(pack)
    rates = rate_lines(spec)
    return {
        **{name: getattr(spec, name) for name in SECTIONS},
        "schedule": schedule,
        "rates": rates,
        "base_sentence": base_sentence(spec),
        "cap_sentences": cap_sentences(spec),
        "rounding_sentences": rounding_sentences(),
        "default_sentence": default_sentence(spec),
        "discount_sentence": discount_sentence(spec),
        "outcome_rows": outcome_rows(spec, rates, labels),
        "verification_rows": verification_rows(spec, labels),
        "history_rows": history_rows(spec.population.history),
        "exposure_rows": exposure_rows(spec, labels),
        "attainment_rows": attainment_rows(spec),
        "charts": charts(spec, schedule, labels, pack.style),
        "dates": date_rows(spec, labels),
        "criterion_words": criterion_words(spec, spec.population.criterion, labels),
        "labels": labels,
        "choices": choices(spec, pack),
        "fact": facts(spec, amounts_on(pack, spec.document.issued)),
    }


def read_labels(pack: Pack) -> Labels:
    """Return the words for codes: the built-in ones with what each folder above them changes.

    Raises:
        ObcgenError: a folder's words are not words by code.
    """
    labels: dict[str, dict[str, str]] = {}
    for path in pack.versions(LABELS):
        data = pack.data(path)
        for name, words in data.mapping().items():
            if not isinstance(words, dict) or not all(isinstance(text, str) for text in words.values()):
                message = f"“{name}” is not a list of codes and words."
                hint = "Write one code a line, a colon and the words."
                raise ObcgenError(*data.locate([BAD_LABELS.problem(message, path=(name,), hint=hint)]))
            labels[name] = labels.get(name, {}) | words
    return labels
