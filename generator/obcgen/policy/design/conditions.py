"""What base funding waits for: a thing that the spec knows, owed by somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.account.schedule import schedule
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec

UNDEFINED = Kind("DSN-21", "Base funding waits for something that nothing defines", "warning")
_CLAUSE = re.compile(r"\band\b|\bor\b|[,;]", re.IGNORECASE)
_VERB = re.compile(r"\b(is|are|was|were|has|have|had|be|been|begins?|starts?|ends?)\b", re.IGNORECASE)
_PART = re.compile(
    r"^(?:at least |at most |more than )?"
    r"(?:\d[\d.,]*\s?(?:%|percent)?|half|most|(?:one|two|three) \w+s?)\s(?:of )?",
    re.IGNORECASE,
)
"""How much or how many of a thing: `at least 90% of`."""
_TIME = re.compile(r"\b(for|of|from|in|on|by|through|until|after|before|to)\b.*", re.IGNORECASE)
_LOOSE = frozenset(
    {
        "a",
        "an",
        "the",
        "all",
        "every",
        "each",
        "any",
        "its",
        "their",
        "this",
        "that",
        "first",
        "second",
        "third",
    }
    | {"fourth", "last", "final", "next", "initial", "monthly", "weekly", "quarterly", "complete", "full"}
    | {
        "signed",
        "written",
        "provider",
        "district",
        "s",
        "delivered",
        "planned",
        "received",
        "agreed",
        "so",
        "far",
    }
)
"""Words that do not say which thing is meant."""
_KNOWN = (
    "agreement contract invoice roster service program session term kickoff dosage result outcome settlement "
    "participant"
)
"""What the documents define themselves."""


@rule(UNDEFINED, *MONEY, "duties", source="contract practice")
def base_waits_for_what_is_defined(spec: Spec) -> Iterator[Problem]:
    """Each thing that an installment waits for is named by a duty, an obligation, a source or the program."""
    known = _things(spec)
    amounts = {payment.id: payment.amount for payment in schedule(spec).payments if payment.kind == "base"}
    for path, name, when in _conditions(spec):
        unknown = [what for what in _awaited(when) if not _is_known(what, known)]
        if unknown:
            amount = amounts.get(name)
            money = f"{amount} of base funding" if amount is not None else "Base funding"
            yield UNDEFINED.problem(
                f"{money} waits until {when}, and no duty says who owes “{unknown[0]}” or by when.",
                path=path,
                found=unknown[0],
                expected="a thing that a duty or an obligation of verification names, with its day",
                hint="Name a duty's own words, such as when: the attendance report for January is accepted; "
                "or add "
                "the duty.",
            )


def _conditions(spec: Spec) -> Iterator[tuple[Path, str, str]]:
    """Yield each condition of base funding with its place and the id of its payment."""
    base = spec.payment.base
    if base is None:
        return
    if base.when and not base.installments:
        yield ("payment", "base", "when"), "base", base.when
    for key, part in base.installments.items():
        if part.when:
            yield ("payment", "base", "installments", key, "when"), f"base.{key}", part.when


def _awaited(when: str) -> Iterator[str]:
    """Yield what a condition speaks of: what stands before the verb of each clause, times left out."""
    for clause in _CLAUSE.split(when):
        subject, *rest = _VERB.split(clause, maxsplit=1)
        said = _TIME.sub("", _PART.sub("", subject.strip())).strip()
        goes_on = not rest and said.endswith("ed")  # “counted and accepted”: the thing stands before
        if _stems(said) and not goes_on:
            yield said


def _stems(text: str) -> frozenset[str]:
    """Return the words of a text that mean something, without their endings."""
    words = re.findall(r"[a-z]+", text.lower())
    return frozenset(_stem(word) for word in words if word not in _LOOSE)


def _stem(word: str) -> str:
    return re.sub(r"(ings?|ed|ers?|ies|s)$", "", word) if len(word) > 4 else word


def _things(spec: Spec) -> list[frozenset[str]]:
    """Return the words of each thing that the spec defines."""
    duties = spec.duties
    sides = (duties.district, duties.provider) if duties else ()
    texts = [f"{key} {duty.duty} {duty.measure or ''}" for side in sides for key, duty in side.items()]
    must = spec.verification.provider_must if spec.verification else {}
    texts += [f"{key} {each.duty} {each.evidence}" for key, each in must.items()]
    sources = [outcome.verification.sources for outcome in spec.outcomes.values()]
    texts += [f"{key} {each.system} {each.supplies}" for found in sources for key, each in found.items()]
    unit = spec.payment.base.unit if spec.payment.base else None
    return [_stems(text.replace("_", " ")) for text in (*texts, unit or "")]


def _is_known(what: str, things: list[frozenset[str]]) -> bool:
    words = _stems(what)
    return words <= _stems(_KNOWN) or any(words <= thing for thing in things)
