"""Data that must move and may not: what duties, indicators and evidence need, against what the flows list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from obcgen.policy.privacy import without_flow
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.spec import Spec
from obcgen.spec.data import DataFlow
from obcgen.words import listed

NOT_LISTED = Kind("DAT-06", "Data that must move, but that no flow lists", "warning")
_READ = ("data", "duties", "verification", "outcomes", "payment", "improvement", "assessments")
TO_ITSELF = Kind("DAT-07", "A flow of data from a party to itself", "warning")

_SCORES_LISTED = (
    r"\bscores?\b|\bgrowth\b|\bgains?\b|^(?:all |the )?results(?: of each window)?$"
    r"|\b(?:test|tests|testing|assessments?|exams?|measures?) results\b"
    r"|\bresults (?:of|on|in) (?:the |each |every )?(?:tests?|assessments?|exams?|measures?|windows?)\b"
)
"""Results of a survey or of a background check are no scores."""

_NEEDS: Mapping[str, tuple[str, str]] = {
    "scores": (r"\bscores?\b|\bgrowth\b|\btest results\b", _SCORES_LISTED),
    "recordings": (r"\brecordings?\b", r"\b(video |audio )?recordings?\b|\bvideos?\b"),
    "accommodation plans": (
        r"\baccommodations?\b|\bIEPs?\b|\b504 plans?\b",
        r"\baccommodations?\b|\bIEPs?\b|\b504\b|\bindividuali[sz]ed\b",
    ),
    "wage records": (
        r"\bwages?\b|\bearnings\b|\bpay statements?\b",
        r"\bwages?\b|\bearnings\b|\bpay\b|\bemployment\b",
    ),
    "attendance": (
        r"\battendance\b|\babsences?\b",
        r"\battend|\babsen|\bpresen|\bsessions?\b|\bminutes\b|\bhours\b|\bdosage\b|\bdays\b|\bservices\b",
    ),
    "hours of service": (
        r"(?<!\d )\b(hours|minutes)\b|\bdosage\b|\bsession logs?\b",
        r"\bhours\b|\bminutes\b|\bdosage\b|\bsessions?\b|\battend|\bservices\b",
    ),
    "skills mastered": (r"\bskills mastered\b|\bmastery\b", r"\bskills?\b|\bmaster"),
    "credentials": (r"\bcredentials?\b", r"\bcredentials?\b|\bcertificates?\b"),
    "placements": (r"\bplacements?\b", r"\bplacements?\b|\bemploy|\bjobs?\b"),
    "surveys": (r"\bsurveys?\b", r"\bsurveys?\b"),
    "course grades": (
        r"\bcourse grades\b|\breport cards?\b|\bGPAs?\b",
        r"\bcourse grades\b|\breport cards?\b|\bGPAs?\b",
    ),
    "the result of each participant": (
        (
            r"\bprovider\b[^.]*\b(?:list|table)s?\b[^.]*"
            r"\b(?:each (?:participant|student)|(?:participant|student) ids?)\b"
        ),
        r"\breached\b|\bresults?\b|\boutcomes?\b",
    ),
    "names or ids": (r"\brosters?\b", r"\bnames?\b|\bids?\b|\bidentifiers?\b|\brosters?\b"),
}
"""By data element: what in a text asks for it, and what in the element of a flow lists it."""
_ASKS = {what: re.compile(asks, re.IGNORECASE) for what, (asks, _) in _NEEDS.items()}
_LISTS = {what: re.compile(lists, re.IGNORECASE) for what, (_, lists) in _NEEDS.items()}
_MOVES = re.compile(
    r"^(export|report|send|share|supply|submit|transmit|provide|upload|hand over|deliver)\b", re.IGNORECASE
)
_OPENS = re.compile(
    r"\b(open|opens|export|exported|send|deliver|delivered|received|submitted|hand over)\b", re.IGNORECASE
)
_OBTAINS = re.compile(r"^(obtain|collect|request)\b", re.IGNORECASE)
_OUTSIDE = re.compile(r"\b(verifier|evaluator|third party|researcher)\b", re.IGNORECASE)
_ALL_WINDOWS = re.compile(r"\b(each|every|all|both)\b[\w ]*\b(windows?|scores?)\b", re.IGNORECASE)
_SCORES = "scores of each window"
_OWN = frozenset({"attendance", "hours of service", "skills mastered", "recordings"})
"""What the provider knows itself: an indicator of it asks for a flow from the provider."""


@dataclass(frozen=True, slots=True)
class Need:
    """A text that needs data to move: where it stands, who sends and who receives; empty is anybody."""

    path: Path
    text: str
    sender: str = ""
    receiver: str = ""

    def fits(self, flow: DataFlow) -> bool:
        """Tell whether a flow goes from this sender to this receiver."""
        return self.sender in {"", flow.from_.who} and self.receiver in {"", flow.to.who}


def _needs(spec: Spec) -> Iterator[Need]:
    yield from _needs_of_duties(spec)
    yield from _needs_of_payment(spec)
    for at, text in enumerate(spec.improvement.indicators if spec.improvement else ()):
        yield Need(("improvement", "indicators", at), text, receiver="provider")
    if spec.verification is not None and spec.verification.evidence_pack:
        yield Need(("verification", "evidence_pack"), spec.verification.evidence_pack, receiver="provider")
    for key, outcome in spec.outcomes.items():
        decider = outcome.verification.decided_by.who
        for name, source in outcome.verification.sources.items():
            if source.from_.who != decider:
                path = ("outcomes", key, "verification", "sources", name, "supplies")
                yield Need(path, source.supplies, sender=source.from_.who)


def _needs_of_duties(spec: Spec) -> Iterator[Need]:
    for key, duty in (spec.duties.district if spec.duties else {}).items():
        if _MOVES.search(duty.duty):
            receiver = "third_party" if _OUTSIDE.search(duty.duty) else "provider"
            yield Need(("duties", "district", key, "duty"), duty.duty, "district", receiver)
        elif _OBTAINS.search(duty.duty):
            yield Need(("duties", "district", key, "duty"), duty.duty, receiver="district")
    for key, duty in (spec.duties.provider if spec.duties else {}).items():
        if _MOVES.search(duty.duty):
            yield Need(("duties", "provider", key, "duty"), duty.duty, "provider")
    for key, each in (spec.verification.provider_must if spec.verification else {}).items():
        if _OPENS.search(f"{each.duty} {each.evidence}"):
            yield Need(
                ("verification", "provider_must", key, "duty"), f"{each.duty}; {each.evidence}", "provider"
            )


def _needs_of_payment(spec: Spec) -> Iterator[Need]:
    base = spec.payment.base
    for key, part in (base.installments if base else {}).items():
        if part.when and _OPENS.search(part.when):
            yield Need(("payment", "base", "installments", key, "when"), part.when, "provider")


@rule(
    NOT_LISTED,
    "data",
    "duties",
    "verification",
    "outcomes",
    "payment",
    "improvement",
    "assessments",
    source="34 CFR 99.31(a)(1)(i)(B); the contract's clause Permitted use",
)
def data_that_move_are_listed(spec: Spec) -> Iterator[Problem]:
    """Each data element that a duty, a condition, an indicator or a decision needs stands in a flow."""
    flows = spec.data.flows if spec.data else {}
    missing: dict[tuple[str, str, str], list[Need]] = {}
    told = without_flow(spec)  # another rule tells of whoever sends nothing at all
    for need in _needs(spec) if flows else ():
        for what, asks in _ASKS.items():
            sender = "provider" if what in _OWN and not need.sender else need.sender
            if sender not in told and asks.search(need.text) and not _is_listed(spec, what, need):
                missing.setdefault((what, need.sender, need.receiver), []).append(need)
    for (what, sender, receiver), needs in missing.items():
        yield _not_listed(flows, what, (sender, receiver), needs)


def _is_listed(spec: Spec, what: str, need: Need) -> bool:
    """Tell whether flows that fit list what is needed: of scores, those of each window that is needed."""
    flows = spec.data.flows.values() if spec.data else ()
    elements = [
        each for flow in flows if _reaches(flow, need) for each in flow.elements if _LISTS[what].search(each)
    ]
    if what != "scores" or not elements:
        return bool(elements)
    named = [_windows(spec, each) for each in elements]
    if any(not windows for windows in named):
        return True
    return _asked(spec, need.text) <= frozenset().union(*named)


def _reaches(flow: DataFlow, need: Need) -> bool:
    """Tell whether a flow brings what is needed; the provider has what it sends itself."""
    own = need.receiver == "provider" and not need.sender and flow.from_.who == "provider"
    return own or need.fits(flow)


def _windows(spec: Spec, text: str) -> frozenset[str]:
    """Return the windows that a text names."""
    names = {name for tool in spec.assessments.values() for name in tool.windows}
    return frozenset(
        n for n in names if re.search(rf"\b{re.escape(n.replace('_', ' '))}\b", text, re.IGNORECASE)
    )


def _asked(spec: Spec, text: str) -> frozenset[str]:
    """Return the windows whose scores a text asks for; growth asks for two at least."""
    measures = [outcome.measure for outcome in spec.outcomes.values()]
    measured = frozenset(name for each in measures for name in (each.from_, each.to) if name)
    if _ALL_WINDOWS.search(text):
        return measured
    named = _windows(spec, text)
    if re.search(r"\bgrowth\b", text, re.IGNORECASE) and len(named) < 2:
        return named | measured
    return named


def _not_listed(
    flows: Mapping[str, DataFlow], what: str, between: tuple[str, str], needs: list[Need]
) -> Problem:
    sender, receiver = ("provider", "") if what in _OWN and between == ("", "provider") else between
    element = _SCORES if what == "scores" else what
    way = f"{_end('from', sender)}{_end('to', receiver)}"
    return NOT_LISTED.problem(
        f"“{needs[0].text.strip()[:120]}” needs {element}, but no flow{way} lists that: by the contract only "
        "listed data may move.",
        path=needs[0].path,
        found=f"needed by {listed([dotted(need.path) for need in needs])}",
        expected=f"{element} among the elements of a flow{way}",
        hint=_remedy(flows, element, sender, receiver),
    )


def _end(word: str, party: str) -> str:
    return f" {word} the {party.replace('_', ' ')}" if party else ""


def _remedy(flows: Mapping[str, DataFlow], element: str, sender: str, receiver: str) -> str:
    """Return the line to paste: into the flow that goes this way, or a flow of its own."""
    need = Need((), "", sender, receiver)
    flow = next((key for key, each in flows.items() if need.fits(each)), None)
    if flow is not None:
        kept = [
            each for each in flows[flow].elements if element != _SCORES or not _LISTS["scores"].search(each)
        ]
        return f"Write data.flows.{flow}.elements: [{', '.join([*kept, element])}]."
    source = sender or ("district" if receiver != "district" else "provider")
    goal = receiver or "district"
    basis = "kept_for_district" if (source, goal) == ("provider", "district") else "school_official"
    return (
        f"Add to data.flows: {{{element.replace(' ', '_')}: {{from: {source}, to: {goal}, "
        f"elements: [{element}], purpose: verification, basis: {basis}, destroy_by: 2031-12-31}}}}."
    )


@rule(TO_ITSELF, "data", source="34 CFR 99.31; 34 CFR 99.33")
def flows_have_two_ends(spec: Spec) -> Iterator[Problem]:
    """Data flow from one party to another: what a party does with its own data is no disclosure."""
    for key, flow in (spec.data.flows if spec.data else {}).items():
        if flow.from_.who == flow.to.who and flow.from_.name == flow.to.name:
            other = "provider" if flow.from_.who == "district" else "district"
            yield TO_ITSELF.problem(
                f"The data of “{key}” flow from the {flow.from_.who.replace('_', ' ')} to itself.",
                path=("data", "flows", key, "to"),
                found=f"from: {flow.from_.who}, to: {flow.to.who}",
                expected="two parties: a flow is what one gives to another",
                hint=f"Write to: {other}, or remove the flow.",
            )


ALWAYS = (data_that_move_are_listed, flows_have_two_ends)
