"""Shall states a duty (contract, Interpretation): whoever shall do something is somebody who can owe it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from obcgen.law.state import state_law
from obcgen.pack import open_pack

TEMPLATES = Path(__file__).parent.parent / "templates"
CLAUSES = sorted(
    path
    for folder in ("contract", "rfp", "shared", "statement", "packs")
    for path in (TEMPLATES / folder).rglob("*")
    if path.suffix in {".md", ".html"}
)
WHO = (
    "District", "Provider", "Party", "Parties", "Offeror", "Program Leads", "Decider",
    "receiver", "verifier", "officer", "observer", "undersigned", "subrecipients", "person", "signatories",
)  # fmt: skip
_BEFORE = "the|an?|each|neither|both|either|every|other|protesting|provider|chief financial|[a-z]+'s"
_WHO = rf"(?i:(?:(?:{_BEFORE}) )*)(?:{'|'.join(WHO)})\b(?!')"
_SHALL = re.compile(r"\bshall\b", re.IGNORECASE)
_SOMEBODY = re.compile(rf"(?:.*\b(?:[Ii]t|[Tt]hey|each)|{_WHO}.*|.*\b{_WHO})$")
"""A pronoun, somebody first (A Party that learns of it), somebody last (Until then the Party)."""
_GOES_ON = re.compile(r"(?:and|or|but|then)\b")
"""The beginning of a part that has the subject of the part before it."""


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences of a template; what a tag or a value prints is not among them."""
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    spoken = re.sub(r"\{\{ (?:\w+\(.*?\)|party\|capitalize) \}\}", "Party", body.replace("**Shall**", ""))
    plain = re.sub(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}|<[^>]*>", " ", spoken, flags=re.DOTALL)
    for block in re.split(r"\n\s*(?:\d+\. |- |\n)", f"\n{plain}"):
        yield from re.split(r"(?<=[a-z)\]][.:?]) ", " ".join(block.split()))


def owed_by_nobody(sentence: str) -> list[str]:
    """Return what stands as the subject of a `shall` without being somebody."""
    found = []
    for one in _SHALL.finditer(sentence):
        *before, part = re.split(r"[,;] ", sentence[: one.start()].rstrip())
        goes_on = _GOES_ON.match(part) and re.search(
            rf"\b(?:[Ii]t|[Tt]hey|{_WHO})", " ".join((*before, part))
        )
        if part and not goes_on and not _SOMEBODY.match(part):
            found.append(part)
    return found


@pytest.mark.parametrize("path", CLAUSES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_who_shall_do_something_can_owe_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [(part, one) for one in sentences_of(text) for part in owed_by_nobody(one)] == []


@pytest.mark.parametrize(
    "pack", [path.parts[-3] for path in sorted(TEMPLATES.glob("packs/*/shared/state.yaml"))]
)
def test_who_shall_do_something_in_a_state_s_rules_can_owe_it(pack: str) -> None:
    law = state_law(open_pack(pack))
    assert law is not None
    texts = "\n\n".join(words for term in law.terms for words in (*term.contract, *term.rfp))
    quoted = [one for one in sentences_of(texts) if one.startswith("Failure to file a protest")]
    assert [
        (part, one) for one in sentences_of(texts) if one not in quoted for part in owed_by_nobody(one)
    ] == []


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Each invoice shall use the form.", "Each invoice"),
        ("If a source is late, each later date shall move.", "each later date"),
        ("What either Party publishes shall identify no Participant.", "What either Party publishes"),
        ("The District's decision shall state why.", "The District's decision"),
        ("A notice of default, or claim shall be sent.", "or claim"),
        ("The Provider shall pay, and the price shall not rise.", ""),
    ],
)
def test_a_duty_of_a_thing_is_seen(sentence: str, subject: str) -> None:
    assert owed_by_nobody(sentence) == ([subject] if subject else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Within 10 Business Days the District shall issue the Settlement.",
        "A Party that learns of it first shall tell the other, and shall say why.",
        "If a claim is made, it shall obtain the right to go on.",
        "Neither Party shall help, and both Program Leads shall confirm it.",
    ],
)
def test_a_duty_of_somebody_is_none(sentence: str) -> None:
    assert owed_by_nobody(sentence) == []
