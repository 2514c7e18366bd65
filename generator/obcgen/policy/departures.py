"""What a contract changes of what its RFP asked for: each material term, one by one.

Bidders priced the terms that were published. A term that counts and differs in the contract is a ground for
protest: another bidder might have offered more for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from obcgen.money import Money
from obcgen.policy.documents import ITSELF
from obcgen.policy.rule import Rule
from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.spec import Proposed, Section, Spec, Who

DEPARTS = Kind("PRO-60", "A material term that differs from the RFP", "warning")
RULE = Rule(DEPARTS, lambda _: (), frozenset(), "2 CFR 200.319(a); 2 CFR 200.320(b)(2)")
MATERIAL = tuple(
    tuple(text.split("."))
    for text in (
        "assessments", "cohorts", "duties", "lots", "outcomes", "verification", "funding.not_to_exceed",
        "population.planned", "population.maximum", "population.guaranteed", "population.grades",
        "population.criterion", "population.eligibility", "population.roster", "population.groups",
        "program.starts", "program.ends", "program.dosage", "program.group_size", "program.evidence_tier",
        "payment.base", "payment.rates", "payment.caps", "payment.if_district_defaults", "payment.invoicing",
        "procurement.criteria", "procurement.award", "procurement.minimum_qualifications",
        "agreement.effective", "agreement.ends", "agreement.termination", "agreement.insurance",
        "agreement.liability", "agreement.renewal", "agreement.bond",
    )
)  # fmt: skip
"""Amounts, shares, thresholds, dates of service, participants, duties, criteria, caps, verification, end."""
WORDING = {"name", "rationale", "description"}
"""Keys whose words may be improved without changing a term."""

LONGEST = 60
Difference = tuple[Path, object, object]


def departures(spec: Spec, asked: Spec) -> Iterator[Problem]:
    """Yield each material term of a contract that is not as its RFP asked for."""
    for path, was, now in differing(asked, spec, ()):
        if is_material(path) and not _is_named_price(was, now):
            yield DEPARTS.problem(
                f"{dotted(path)} is {shown(now)} here and {shown(was)} in the RFP{_by(was, now)}.",
                path=path,
                found=shown(now),
                expected=shown(was),
                hint="Keep what the RFP asked for; or have counsel confirm that no new competition is needed "
                "and give the reason under waive: PRO-60.",
            )


def misnamed(spec: Spec, asked: Spec) -> Iterator[Problem]:
    """Yield where a contract would give another number or day for its RFP than the RFP has."""
    if asked.procurement is None or not asked.document or not spec.document:
        return
    for key in ("number", "issued"):
        was, now = getattr(asked.document, key), getattr(spec.document, key)
        own = spec.agreement is not None and now == spec.agreement.number  # told by the rule itself
        if was != now and not own:
            yield ITSELF.problem(
                f"The contract would say that its RFP is {_of_rfp(key)} {now}, but the RFP says {was}.",
                path=("document", key),
                found=str(now),
                expected=str(was),
                hint=f"Remove {key}: from document: in this file; the contract's own number and day are "
                "agreement.number and agreement.effective.",
            )


def _of_rfp(key: str) -> str:
    return "number" if key == "number" else "issued on"


def differing(was: object, now: object, path: Path) -> Iterator[Difference]:
    """Yield the smallest parts in which two values differ, each with its path."""
    match was, now:
        case _ if was == now:
            return
        case (Section(), Section()) if type(was) is type(now):
            for name, info in type(was).model_fields.items():
                key = info.alias or name
                yield from differing(getattr(was, name, None), getattr(now, name, None), (*path, key))
        case dict(), dict():
            for key in {**was, **now}:
                yield from differing(was.get(key), now.get(key), (*path, str(key)))
        case _:
            yield path, was, now


def is_material(path: Path) -> bool:
    """Tell whether what stands at a path is a term that bidders priced."""
    return path[-1] not in WORDING and any(path[: len(each)] == each for each in MATERIAL)


def _is_named_price(was: object, now: object) -> bool:
    """Tell whether a bidder was to name a price and named one within its bounds."""
    if isinstance(was, Proposed) and isinstance(now, Money):
        return (was.at_least or Money(0)) <= now <= was.at_most
    return False


def shown(value: object) -> str:
    """Return a value in a few words."""
    match value:
        case None | () | "":
            text = "not there"
        case Proposed():
            text = f"for bidders to name, at most {value.at_most}"
        case Who():
            text = value.name or value.who
        case bool():
            text = str(value).lower()
        case tuple() | dict():
            text = ", ".join(shown(each) for each in value)
        case Section():
            names = (getattr(value, name, None) for name in ("name", "duty", "per_participant", "pay"))
            text = next((shown(each) for each in names if each), "set")
        case _:
            text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _by(was: object, now: object) -> str:
    """Return by how much two figures differ."""
    match was, now:
        case Money(), Money():
            return f", {now - was} more" if now > was else f", {was - now} less"
        case (int(), int()) | (Decimal(), Decimal()):
            return f", {now - was} more" if now > was else f", {was - now} less"  # type: ignore[operator]
        case (date(), date()) if type(was) is type(now):
            days = (now - was).days
            return f", {abs(days)} day{'s' * (abs(days) != 1)} {'later' if days > 0 else 'earlier'}"
    return ""
