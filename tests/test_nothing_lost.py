"""What the first edition's RFP said is still said: by the RFP, the response file or the draft agreement."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from obcgen.build import document
from obcgen.document.dump import dump
from obcgen.pack import builtin

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "specs" / "denver-literacy.yaml"
SENTENCES, FIGURES = (
    part.splitlines()
    for part in (ROOT / "tests" / "golden" / "rfp-edition-2026-11.txt").read_text("utf-8").split("\n\n")
)
"""Its sentences with a duty, a right or a rule; its amounts, dates, times and citations."""
LEAST = 0.6
"""How many of the words of a sentence one paragraph must hold to be taken for it."""
OTHERWISE = {
    "Where the result is that of a group, they count to the last day of the Service Period.": (
        "to the day before the Participant's own Final Measure"
    ),
    "Each Offeror shall complete the price form in Attachment F.": "shall offer its prices in the price file",
    "The District posts its answers by March 26, 2027.": "Answers posted | Friday | March 26, 2027",
    "For example, an offer whose figure is 25% above the lowest receives the points multiplied by 100 and "
    "divided by 125, which is 80% of them.": "one 25% above the lowest receives 80% of them.",
    "The District may ask for proof.": "how it meets each, and give proof on request.",
    "If two offers have the same total, the one with more points for the first of these criteria ranks "
    "higher; if they are still equal, the next decides: first Evidence of effectiveness, then Price and risk "
    "accepted.": "Offers with the same total rank by their points for these criteria in turn: first Evidence",
    "Each Party keeps what it owned before.": "keeps its rights in materials, software, and methods",
    "If a closure or another event beyond control interrupts service, dates move by the time lost, and the "
    "Parties shall agree in writing on make-up sessions.": "A Party is excused from",
}
"""What is now said in other words, and how."""
MOVED = {"May 14, 2027": "April 30, 2027", "May 24, 2027": "May 12, 2027", "May 25, 2027": "May 19, 2027"}
"""Days that the deal has moved since: proposals are due, scored, and explained in interviews earlier."""


@cache
def package() -> tuple[str, ...]:
    """Return the paragraphs, items and cells of the three documents."""
    texts = [dump(document(kind, SPEC, builtin())[0]) for kind in ("rfp", "response", "draft-contract")]
    return tuple(line for text in texts for line in text.splitlines())


@cache
def held() -> tuple[frozenset[str], ...]:
    return tuple(words(line) for line in package())


def words(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a text."""
    return frozenset(word[:6] for word in re.findall(r"[a-z]{4,}", text.lower()))


def found(sentence: str) -> float:
    """Return which part of a sentence's words stands in one paragraph."""
    own = words(sentence)
    return max(len(own & other) for other in held()) / max(1, len(own))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_the_request_said_is_still_said(sentence: str) -> None:
    now = OTHERWISE.get(sentence)
    assert any(now in line for line in package()) if now else found(sentence) >= LEAST, sentence


@pytest.mark.parametrize("figure", FIGURES)
def test_each_figure_of_the_request_is_still_printed(figure: str) -> None:
    figure = MOVED.get(figure, figure)
    now = re.sub(r"(\.\d)%$", r"\g<1>0%", figure)
    assert any(figure in line or now in line for line in package()), figure


@pytest.mark.parametrize(
    "invented",
    [
        "The Provider shall paint every classroom in a color that the principal chooses.",
        "The District may sell the furniture of a school to the Offeror with the highest bid.",
        "An Offeror that wins three times in a row receives a bonus from the Board.",
    ],
)
def test_what_nobody_said_is_not_found(invented: str) -> None:
    assert found(invented) < LEAST
