"""Personal data: each flow with its ground and its end, evidence kept as long as records must be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from obcgen.law.law import Law
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.data import DataFlow

NO_END = Kind("DAT-01", "Personal data without a day on which they are destroyed", "warning")
DESTROYED_EARLY = Kind("DAT-02", "Evidence is destroyed before records may be")
NOT_DEIDENTIFIED = Kind("DAT-03", "Data called de-identified that name a person", "warning")
NO_FLOW = Kind("DAT-04", "Data decide a result, but no flow covers them", "warning")
UNFIT = Kind("DAT-08", "A ground that does not fit who gives the data to whom", "warning")
VAGUE = Kind("DAT-05", "A purpose of personal data that limits nothing", "warning")

_YEARS = re.compile(r"\b(\d{1,2}|three|four|five|six|seven|ten) years?\b", re.IGNORECASE)
_WORDS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_PERSON = re.compile(
    r"\b(names?|student id|participant id|social security|date of birth|address|email)\b", re.IGNORECASE
)
_VAGUE = re.compile(r"^(any|all|other|various|general|as needed|business)\b", re.IGNORECASE)


def _flows(spec: Spec) -> dict[str, DataFlow]:
    return spec.data.flows if spec.data else {}


@rule(NO_END, "data", source="34 CFR 99.35(b); 34 CFR 99.31(a)(6)(iii)")
def data_are_destroyed_on_a_day(spec: Spec) -> Iterator[Problem]:
    """A flow of personal data says by when they are destroyed: a date, or a time that can be counted."""
    for key, flow in _flows(spec).items():
        counted = isinstance(flow.destroy_by, date) or re.search(r"\d", flow.destroy_by)
        if flow.basis != "deidentified" and not counted:
            yield NO_END.problem(
                f"The data of “{key}” are destroyed “{flow.destroy_by}”, which is no day that can be "
                "checked.",
                path=("data", "flows", key, "destroy_by"),
                found=str(flow.destroy_by),
                expected="a date, or a time such as 60 days after final payment",
                hint="Write destroy_by: 2028-12-31.",
            )


@rule(DESTROYED_EARLY, "data", "payment", "funding", source="2 CFR 200.334", reads_law=True)
def evidence_outlives_the_records(spec: Spec, law: Law) -> Iterator[Problem]:
    """Data that prove a result are kept as long as the evidence must be, three years with federal money."""
    last = max((rate.due for rate in spec.payment.rates.values() if rate.due), default=None)
    years, why = _kept(spec, law)
    if last is None or not years:
        return
    keep = _later(last, years)
    for key, flow in _flows(spec).items():
        proves = re.search(r"verif|payment|audit", flow.purpose, re.IGNORECASE)
        if proves and isinstance(flow.destroy_by, date) and flow.destroy_by < keep:
            yield DESTROYED_EARLY.problem(
                f"The data of “{key}” prove results and are destroyed on {flow.destroy_by}, but evidence "
                "is kept "
                f"until {keep}.",
                path=("data", "flows", key, "destroy_by"),
                found=str(flow.destroy_by),
                expected=f"{years} years after the last payment on {last} ({why})",
                hint=f"Write destroy_by: {keep} or later; names may go earlier where study ids remain.",
            )


def _later(day: date, years: int) -> date:
    """Return the same day some years later; the end of February where there is no such day."""
    end_of_february = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if end_of_february else day.day)


def _kept(spec: Spec, law: Law) -> tuple[int, str]:
    """Return for how many years evidence is kept, and what says so."""
    text = spec.data.evidence_kept if spec.data else None
    found = _YEARS.search(text or "")
    years = (_WORDS.get(found[1].lower()) or int(found[1])) if found else 0
    federal = any(source.federal for source in spec.funding.sources.values())
    if federal and law.guide.retention_years > years:
        return law.guide.retention_years, "2 CFR 200.334"
    return years, "data.evidence_kept"


@rule(NOT_DEIDENTIFIED, "data", source="34 CFR 99.31(b)")
def deidentified_means_without_names(spec: Spec) -> Iterator[Problem]:
    """Data that are called de-identified hold nothing that names a person."""
    for key, flow in _flows(spec).items():
        naming = [element for element in flow.elements if _PERSON.search(element)]
        if flow.basis == "deidentified" and naming:
            yield NOT_DEIDENTIFIED.problem(
                f"The data of “{key}” are called de-identified, but hold {', '.join(naming)}.",
                path=("data", "flows", key, "basis"),
                found=", ".join(flow.elements),
                expected="no name, id, date of birth or address; or another basis",
                hint="Replace them by a study id that cannot be traced back, or name the basis that applies.",
            )


@rule(NO_FLOW, "data", "outcomes", source="34 CFR Part 99")
def deciding_data_have_a_flow(spec: Spec) -> Iterator[Problem]:
    """Whoever supplies the data that decide a result stands in a flow as their sender."""
    for sender, (key, name) in without_flow(spec).items():
        decider = spec.outcomes[key].verification.decided_by
        to = f"{{who: third_party, name: {decider.name}}}" if decider.name else decider.who
        basis = "kept_for_district" if (sender, to) == ("provider", "district") else "school_official"
        yield NO_FLOW.problem(
            f"The {sender.replace('_', ' ')} supplies data that decide a result, but no flow says what it "
            "sends, why, "
            "on what ground and until when.",
            path=("outcomes", key, "verification", "sources", name, "from"),
            found=f"no data.flows with from: {sender}",
            expected="a flow with elements, purpose, basis and destroy_by",
            hint=f"Add data.flows: "
            f"{{results: {{from: {sender}, to: {to}, elements: [...], purpose: verification, "
            f"basis: {basis}, destroy_by: 2031-12-31}}}}.",
        )


def without_flow(spec: Spec) -> dict[str, tuple[str, str]]:
    """Return who supplies data that decide, but sends no flow: with an outcome and its source."""
    senders = {flow.from_.who for flow in _flows(spec).values()}
    missing: dict[str, tuple[str, str]] = {}
    for key, outcome in spec.outcomes.items():
        for name, source in outcome.verification.sources.items():
            who = source.from_.who
            if who != outcome.verification.decided_by.who and who not in senders:
                missing.setdefault(who, (key, name))
    return missing


@rule(VAGUE, "data", source="34 CFR 99.31(a)(6)(iii)(C); 34 CFR 99.33")
def purposes_limit_use(spec: Spec) -> Iterator[Problem]:
    """A purpose says for what personal data may be used, and so for what not."""
    for key, flow in _flows(spec).items():
        if flow.basis != "deidentified" and _VAGUE.search(flow.purpose):
            yield VAGUE.problem(
                f"The purpose of “{key}”, “{flow.purpose}”, allows any use of personal data.",
                path=("data", "flows", key, "purpose"),
                found=flow.purpose,
                expected="one use, such as delivery of tutoring, verification or evaluation",
                hint="Write what these data are for; add a second flow for a second purpose.",
            )


@rule(UNFIT, "data", "district", "program", source="34 CFR 99.1; 34 CFR 99.3")
def grounds_fit_what_is_kept(spec: Spec) -> Iterator[Problem]:
    """What a workforce board keeps of adults are no education records, unless a school gave them."""
    if spec.district.role != "board" or spec.program.field != "workforce":
        return
    for key, flow in _flows(spec).items():
        own = (
            "district" in {flow.from_.who, flow.to.who}
            if flow.basis == "kept_for_district"
            else (flow.basis == "school_official" and flow.from_.who == "district")
        )
        if own:
            federal = any(source.federal for source in spec.funding.sources.values())
            yield _unfit(
                key,
                flow,
                "that ground is for education records of a school, and what a workforce board keeps of its "
                "participants are none",
                "wioa" if federal else "release",
            )


@rule(UNFIT, "data", source="34 CFR 99.3; 34 CFR 99.31(a)(1)")
def grounds_fit_who_gives(spec: Spec) -> Iterator[Problem]:
    """The district discloses to a school official; the provider hands over what it makes for the district."""
    for key, flow in _flows(spec).items():
        given = (flow.from_.who, flow.to.who)
        if flow.basis == "school_official" and given == ("provider", "district"):
            yield _unfit(
                key,
                flow,
                "what the provider hands to the district is no disclosure by it",
                "kept_for_district",
            )
        if flow.basis == "kept_for_district" and given[0] == "district":
            yield _unfit(
                key, flow, "the district's own records are not kept for it by the provider", "school_official"
            )


def _unfit(key: str, flow: DataFlow, why: str, right: str) -> Problem:
    return UNFIT.problem(
        f"The ground of “{key}” is {flow.basis}, but {why}.",
        path=("data", "flows", key, "basis"),
        found=f"from {flow.from_.who} to {flow.to.who}: {flow.basis}",
        expected=right,
        hint=f"Write basis: {right}.",
    )


ALWAYS = (
    data_are_destroyed_on_a_day,
    grounds_fit_what_is_kept,
    grounds_fit_who_gives,
    evidence_outlives_the_records,
    deidentified_means_without_names,
    deciding_data_have_a_flow,
    purposes_limit_use,
)
