"""Rows that templates print: what the spec says of outcomes, verification, dates and money, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from obcgen.account.examples.examples import worked_examples
from obcgen.account.rate_card import RateLine
from obcgen.account.scenarios.scenarios import exposure
from obcgen.deal.computed import computed_words
from obcgen.deal.effect import effect_words
from obcgen.money import Money, Share
from obcgen.render.values import Moment, number, printed, sentence, weekday
from obcgen.spec import Assessment, Prose, Spec
from obcgen.spec.dates import clock, day
from obcgen.spec.outcomes import Decision, Measure, Outcome
from obcgen.spec.population import EntryCriterion, History, Window
from obcgen.words import ordinal

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome: what it is, how it is measured, where its threshold stands."""

    id: str
    name: str
    definition: Prose
    group: str
    tool: str
    metric: str
    threshold: str
    window: str
    from_window: str
    windows: str
    counted_by: str
    computed: str
    history: str
    expected_without: Share
    target: Share
    horizon: str
    missing_initial: str
    missing_final: str
    conditions: str
    price: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """Data that decide a result: what they are, from which system, who supplies them, by when."""

    inspected: str
    system: str
    from_whom: str
    due: str


@dataclass(frozen=True, slots=True)
class Late:
    """What follows if a party's data are late or incomplete."""

    from_whom: str
    remedy: str


@dataclass(frozen=True, slots=True)
class VerificationRow:
    """How one outcome is decided, or several alike: on which data, how, by whom, within what time."""

    outcome: str
    sources: tuple[Inspected, ...]
    decided_by: str
    method: Prose
    within: str
    evidence: str
    late: tuple[Late, ...]


@dataclass(frozen=True, slots=True)
class DateRow:
    """A step of the procurement and its day; `time` is empty where it has none."""

    id: str
    label: str
    when: date | Moment
    day: str
    time: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What like-performing students reached in a year."""

    year: str
    measured: int
    reached: int
    share: Share


@dataclass(frozen=True, slots=True)
class ExposureRow:
    """What is paid if a thing comes to pass."""

    label: str
    base: Money
    performance: Money
    total: Money


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A worked example: the lines or the rule it shows, results, the arithmetic, and what is due.

    `first` marks one for each line: results with which it pays.
    """

    title: str
    situation: str
    computation: str
    amount: Money
    first: bool


# --- outcomes ------------------------------------------------------------------------------------


def outcome_rows(spec: Spec, rates: tuple[RateLine, ...], labels: Labels) -> tuple[OutcomeRow, ...]:
    """Return a row for each outcome."""
    return tuple(_outcome_row(spec, key, outcome, rates, labels) for key, outcome in spec.outcomes.items())


def _outcome_row(
    spec: Spec, key: str, outcome: Outcome, rates: tuple[RateLine, ...], labels: Labels
) -> OutcomeRow:
    measure = outcome.measure
    tool = spec.assessments[measure.assessment]
    missing = labels["missing_of_group" if measure.counted_by == "group" else "missing"]
    lines = [line for line in rates if key in line.outcomes]
    return OutcomeRow(
        id=key,
        name=outcome.name,
        definition=outcome.definition,
        group=spec.population.groups[outcome.group].name if outcome.group else "",
        tool=_tool(tool),
        metric=measure.metric,
        threshold=threshold(measure, labels),
        window=window(measure.to, tool.windows.get(measure.to)),
        from_window=window(measure.from_, tool.windows.get(measure.from_)) if measure.from_ else "",
        windows=" to ".join(_words(one) for one in (measure.from_, measure.to) if one),
        counted_by=labels["counted_by"][measure.counted_by],
        computed=_computed(spec, outcome),
        history=_history(outcome.history),
        expected_without=outcome.expected_without,
        target=outcome.target,
        horizon=labels["horizon"][outcome.horizon],
        missing_initial=missing[outcome.missing.initial if measure.from_ else "none_taken"],
        missing_final=missing[outcome.missing.final],
        conditions="; ".join(dict.fromkeys(line.conditions for line in lines if line.conditions)),
        price="; ".join(line.price for line in lines),
    )


def _computed(spec: Spec, outcome: Outcome) -> str:
    """Return how one value for all comes about, where it is not simply measured; else nothing."""
    if outcome.measure.effect is not None:
        return effect_words(outcome.measure.effect)
    computed, defaults = outcome.measure.computed, spec.payment.if_district_defaults is not None
    return computed_words(outcome, spec.outcomes[computed.of], defaults=defaults) if computed else ""


def _tool(tool: Assessment) -> str:
    return f"{tool.name} ({tool.version})" if tool.version else tool.name


def _history(history: Mapping[str, History]) -> str:
    return "; ".join(
        f"{row.year}: {row.reached:,} of {row.measured:,} ({row.share.hundredths})"
        for row in history_rows(history)
    )


def history_rows(history: Mapping[str, History]) -> tuple[HistoryRow, ...]:
    """Return a row for each earlier year; nobody measured is a share of nothing."""
    return tuple(
        HistoryRow(year, h.measured, h.reached, Share(Fraction(h.reached, h.measured or 1)))
        for year, h in history.items()
    )


# --- thresholds ----------------------------------------------------------------------------------


def threshold(measure: Measure, labels: Labels) -> str:
    """Return where a result counts as reached: `at or above the 40th percentile`, or that by grade."""
    for bound in ("at_least", "at_most"):
        value = getattr(measure, bound)
        if isinstance(value, Decimal):
            return _threshold(bound, value, measure, labels)
        if value is not None:
            return "; ".join(
                f"{labels['grade'][grade]}: {_threshold(bound, graded, measure, labels)}"
                for grade, graded in value.items()
            )
    return labels["threshold"]["by_rate_card"]


def _threshold(bound: str, value: Decimal, measure: Measure, labels: Labels) -> str:
    return bounded(bound, number(value), measure.scale, measure.kind, labels)


def criterion_words(spec: Spec, criterion: EntryCriterion | None, labels: Labels) -> str:
    """Return the measured rule for who belongs to the population, or nothing."""
    if criterion is None:
        return ""
    bounds = [
        bounded(bound, number(value), criterion.scale, "level", labels)
        for bound in ("below", "at_most", "at_least", "above")
        if (value := getattr(criterion, bound)) is not None
    ]
    during = f" in the {_words(criterion.window)} window" if criterion.window else ""
    return (
        f"{_tool(spec.assessments[criterion.assessment])}, {criterion.metric}: {' and '.join(bounds)}{during}"
    )


def bounded(bound: str, shown: str, scale: str, kind: str, labels: Labels) -> str:
    """Return a value on a scale in words: `at or above the 40th percentile`, `a gain of 12 or more`."""
    words = labels["threshold"]
    if kind == "gain":
        return _filled(words[f"gain_{bound}"], f"{shown} {scale}")
    if scale == "percentile":
        return _filled(words[f"percentile_{bound}"], ordinal(shown))
    # “achievement level 2”, but “200 percent of the poverty level”
    named = scale.endswith(" level") and not scale.startswith("percent ")
    return _filled(words[bound], f"{scale} {shown}" if named else f"{shown} {scale}")


def _filled(words: str, value: str) -> str:
    """Put a value into words of the pack; `format` would give those words a reach into Python."""
    return words.replace("{value}", value)


def window(name: str, opened: Window | None) -> str:
    """Return `Spring: May 8, 2028 to May 19, 2028`."""
    title = _words(name).capitalize()
    return f"{title}: {day(opened.opens)} to {day(opened.closes)}" if opened else title


def _words(key: str) -> str:
    return key.replace("_", " ")


# --- verification --------------------------------------------------------------------------------


def verification_rows(spec: Spec, labels: Labels) -> tuple[VerificationRow, ...]:
    """Return a row for each way in which outcomes are decided; outcomes decided alike share it."""
    names: dict[VerificationRow, list[str]] = {}
    for outcome in spec.outcomes.values():
        names.setdefault(_decision(spec, outcome.verification, labels), []).append(outcome.name)
    return tuple(replace(row, outcome=sentence(outcomes)) for row, outcomes in names.items())


def _decision(spec: Spec, decision: Decision, labels: Labels) -> VerificationRow:
    """Return the row without the outcome's name."""
    kept = spec.data.evidence_kept if spec.data else None
    sources = decision.sources.values()
    late = {printed(source.from_): labels["late"][source.from_.who] for source in sources}
    return VerificationRow(
        outcome="",
        sources=tuple(
            Inspected(source.supplies, source.system, printed(source.from_), printed(source.due))
            for source in sources
        ),
        decided_by=printed(decision.decided_by),
        method=decision.method,
        within=f"{printed(decision.within)} {labels['after'][decision.after]}",
        evidence=_filled(labels["evidence_kept"]["kept"], kept) if kept else "",
        late=tuple(Late(party, remedy) for party, remedy in late.items()),
    )


# --- dates and money -----------------------------------------------------------------------------


def date_rows(spec: Spec, labels: Labels) -> tuple[DateRow, ...]:
    """Return a row for each step of the procurement that has a date."""
    if spec.procurement is None:
        return ()
    zone = labels["zone"][spec.procurement.time_zone]
    return tuple(
        DateRow(
            name,
            labels["date"][name],
            Moment(value, zone) if isinstance(value, datetime) else value,
            weekday(value),
            clock(value) if isinstance(value, datetime) else "",
        )
        for name, value in spec.procurement.schedule
        if value is not None
    )


def exposure_rows(spec: Spec, labels: Labels) -> tuple[ExposureRow, ...]:
    """Return what the District pays at the stated prices at either end; no other scenario is public."""
    words = labels["exposure"]
    return tuple(
        ExposureRow(words[each.case.id], each.base, each.performance, each.total) for each in exposure(spec)
    )


def example_rows(spec: Spec) -> tuple[ExampleRow, ...]:
    """Return the worked examples of the rate card."""
    return tuple(
        ExampleRow(each.title, each.situation, each.computation, each.amount, each.first)
        for each in worked_examples(spec)
    )
