"""What documents say, US procurement says: idioms that it does not use are held out of every template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parent.parent / "templates"
PRINTED = sorted(
    path
    for folder in ("contract", "rfp", "response", "addendum", "amendment", "statement", "shared", "packs")
    for path in (TEMPLATES / folder).rglob("*")
    if path.suffix in {".md", ".html"}
)
NOT_USED = {
    "in addition to, or together with": r"(?:charge|pay it|prepares|file|stand) beside\b|^Beside\b",
    "zero": r"less than nothing",
    "administered or kept by": r"given or kept",
    "submit, or provide": r"\bhands? (?:it )?(?:in|out)\b",
    "close-out": r"\bclosing down\b",
    "not yet measured": r"\bin flight\b",
    "Total, or aggregate": r"\bIn all\b",
    "not all can reach their maximum": r"\bat their most\b",
}


def said(text: str) -> str:
    """Return what a template prints, without its front matter, tags, comments and names of values."""
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", body, flags=re.DOTALL)


def unusual(text: str) -> list[str]:
    """Return each idiom that stands in a template, with the words that US procurement uses for it."""
    found = said(text)
    return [
        f"{match[0]}: {better}"
        for better, pattern in NOT_USED.items()
        for match in re.finditer(pattern, found, re.IGNORECASE | re.MULTILINE)
    ]


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_uses_no_idiom_that_us_procurement_does_not_use(path: Path) -> None:
    assert unusual(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The District pays no other charge beside it.", ["charge beside: in addition to, or together with"]),
        ("The amount is never less than nothing.", ["less than nothing: zero"]),
        ("<th>In all</th><th>Closing down</th>", ["Closing down: close-out", "In all: Total, or aggregate"]),
        ("The Offeror hands in its budget.", ["hands in: submit, or provide"]),
    ],
)
def test_each_is_told_with_the_better_words(text: str, found: list[str]) -> None:
    assert unusual(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "---\nnote: It stands in flight.\n---\nThe tables stand below.",
        "{# beside it #}{% if at_their_most %}A price lies beside its baseline.{% endif %}",
        "The Provider shall hand over the records.",
    ],
)
def test_notes_tags_and_plain_uses_are_left_alone(text: str) -> None:
    assert unusual(text) == []
