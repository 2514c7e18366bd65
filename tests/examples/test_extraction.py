"""Proof by extraction: what a document should hold is found again in the text of its Word file and its PDF.

The table says what belongs where. `promises` works each thing out from the spec and the schedule.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built import KINDS, SPECS, Kind, built, deal, each_document
from promises import promises
from reading import plain
from reading_pdf import read_pdf
from reading_word import read_word

BOTH, RFP, CONTRACT = ("rfp", "contract"), ("rfp",), ("contract",)
ASKED = ("rfp", "response")
BELONGS = {
    "RFP number": BOTH,
    "agreement number": CONTRACT,
    "alignment": BOTH,
    "attendance at meetings": BOTH,
    "award": CONTRACT,
    "background": RFP,
    "calendar": BOTH,
    "cap": BOTH,
    "consent": BOTH,
    "contact's telephone": RFP,
    "content area": BOTH,
    "criterion": RFP,
    "cure of a breach": BOTH,
    "data flow": BOTH,
    "date of issue": BOTH,
    "decider": BOTH,
    "destruction date": BOTH,
    "dispute step": BOTH,
    "distribution": RFP,
    "district default ceiling": BOTH,
    "district duty": BOTH,
    "district": CONTRACT,
    "district's signatory": CONTRACT,
    "due day of a line": BOTH,
    "earlier results in words": BOTH,
    "earlier results of an outcome": BOTH,
    "effective date": CONTRACT,
    "eligibility": BOTH,
    "end date": CONTRACT,
    "end of substitution": BOTH,
    "escalation": BOTH,
    "evaluation": BOTH,
    "evidence kept": BOTH,
    "evidence pack": BOTH,
    "evidence required": RFP,
    "excused sessions": BOTH,
    "first day": BOTH,
    "funding source": BOTH,
    "goal": BOTH,
    "governing law": CONTRACT,
    "identifiers": BOTH,
    "indicators": BOTH,
    "insurance": CONTRACT,
    "interviews": RFP,
    "last day": BOTH,
    "meetings": BOTH,
    "method": BOTH,
    "minimum dosage": BOTH,
    "minimum qualification": ASKED,
    "mobility rule": BOTH,
    "mode": BOTH,
    "most payable": BOTH,
    "not-to-exceed amount": BOTH,
    "notice of convenience": BOTH,
    "notice": BOTH,
    "notices": CONTRACT,
    "number at most": BOTH,
    "number planned": BOTH,
    "number referred": BOTH,
    "openness": BOTH,
    "outcome": BOTH,
    "payment": BOTH,
    "place of publication": RFP,
    "place to submit": ASKED,
    "planned dosage": BOTH,
    "privacy agreement": BOTH,
    "problem": BOTH,
    "procurement contact": BOTH,
    "procurement date": RFP,
    "proposal": CONTRACT,
    "protest": RFP,
    "provider duty": BOTH,
    "provider obligation": BOTH,
    "provider": CONTRACT,
    "provider's form": CONTRACT,
    "provider's notices": CONTRACT,
    "range of payment": BOTH,
    "rate-card line": BOTH,
    "rate-card sentence": BOTH,
    "rationale of a target": RFP,
    "reason for the split": BOTH,
    "records law": BOTH,
    "review": BOTH,
    "roster lock": BOTH,
    "rule for questions": RFP,
    "scale": RFP,
    "service": BOTH,
    "site": BOTH,
    "source of a result": BOTH,
    "split in words": RFP,
    "split": CONTRACT,
    "staffing": BOTH,
    "supplier of a source": BOTH,
    "target": BOTH,
    "threshold beside its measure": BOTH,
    "tie-break": RFP,
    "time to dispute": BOTH,
    "time to pay": BOTH,
    "title": BOTH,
    "tool": BOTH,
    "uses of the data": BOTH,
    "validity": RFP,
    "weight": RFP,
    "window": BOTH,
    "worked settlement": BOTH,
}


@each_document
def test_word_holds_everything_that_the_document_should(spec: Path, kind: Kind) -> None:
    assert not (lost := missing(spec, kind, read_word(built(spec, kind).docx).text)), "\n".join(lost)


@each_document
def test_pdf_holds_everything_that_the_document_should(spec: Path, kind: Kind) -> None:
    assert not (lost := missing(spec, kind, read_pdf(built(spec, kind).pdf).text)), "\n".join(lost)


def test_the_table_names_every_kind_of_thing_and_no_other() -> None:
    named = {what for spec in SPECS for what, _ in promises(*deal(spec))}
    assert named == BELONGS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_promises_hundreds_of_things(kind: Kind) -> None:
    for spec in SPECS:
        found = [what for what, _ in promises(*deal(spec)) if kind in BELONGS[what]]
        assert len(found) > (1 if kind == "response" else 100), spec.name


@pytest.mark.parametrize(
    ("sought", "text", "is_there"),
    [
        ("$900", "the District shall pay $900 for each", True),
        ("$900", "the District shall pay $900,000 for each", False),
        ("$900", "the District shall pay $900.50 for each", False),
        ("5 days", "within 15 days", False),
        ("the roster is accepted", "Condition The roster is accepted.", True),
        ("Price … 30", "Price and risk accepted 30 Total", True),
        ("Price … 30", "Price and risk accepted 300 Total", False),
    ],
)
def test_a_thing_is_found_whole_or_not_at_all(sought: str, text: str, is_there: bool) -> None:
    assert found(sought, text) == is_there


def missing(spec: Path, kind: Kind, text: str) -> list[str]:
    """Return what a document should hold and does not."""
    sought = [(what, words) for what, words in promises(*deal(spec)) if kind in BELONGS[what]]
    told = re.sub(r"\bBoard\b", "District", text)
    return [
        f"{what}: {words}"
        for what, words in sought
        if not found(re.sub(r"\bBoard\b", "District", words), told)
    ]


def found(sought: str, text: str) -> bool:
    """Tell whether words stand in a text, with or without capital letters, no figure cut short."""
    body = re.escape(plain(sought)).replace(r"\ …\ ", r".{0,120}?(?<![\w$,.])")
    return re.search(rf"(?<![\w$,.]){body}(?![\w%]|[,.]\d)", text, re.IGNORECASE) is not None
