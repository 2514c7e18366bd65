"""What a contract changes of what its RFP asked for: each material term, one by one.

Bidders priced the terms that were published. A term that counts and differs in the contract is a ground for
protest: another bidder might have offered more for it. Which terms count is in `changes/material.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from obcgen.changes.differing import differing
from obcgen.changes.material import SOURCE, is_material
from obcgen.money import Money
from obcgen.policy.documents import ITSELF
from obcgen.policy.rule import Rule
from obcgen.problems import Kind, Problem, dotted
from obcgen.spec import Proposed, Section, Spec, Who

DEPARTS = Kind("PRO-60", "A material term that differs from the RFP", "warning")
RULE = Rule(DEPARTS, lambda _: (), frozenset(), SOURCE)
LONGEST = 60
BEFORE = 20
"""So many letters stand before the place where two long texts part."""


def departures(spec: Spec, asked: Spec) -> Iterator[Problem]:
    """Yield each material term of a contract that is not as its RFP asked for."""
    for path, was, now in differing(asked, spec, ()):
        if is_material(path, was, now):
            old, new = apart(was, now)
            yield DEPARTS.problem(
                f"{dotted(path)} is {new} here and {old} in the RFP{_by(was, now)}.",
                path=path,
                found=new,
                expected=old,
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


def shown(value: object) -> str:
    """Return a value in a few words."""
    return _cut(_words(value), 0)


def apart(was: object, now: object) -> tuple[str, str]:
    """Return two values in a few words each; of long texts that begin alike, from where they part."""
    old, new = _words(was), _words(now)
    alike = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    start = old.rfind(" ", 0, max(alike - BEFORE, 0)) + 1 if max(len(old), len(new)) > LONGEST else 0
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    kept = text[start:] if len(text) - start <= LONGEST else f"{text[start : start + LONGEST - 1]}…"
    return f"“… {kept}”" if start else kept


def _words(value: object) -> str:
    """Return a value in words, however many."""
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
            text = next((_words(each) for each in names if each), "set")
        case _:
            text = " ".join(str(value).split())
    return text


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
