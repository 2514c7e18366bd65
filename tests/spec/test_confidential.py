from __future__ import annotations

import pytest

from faults import changed, faults, only_fault


@pytest.mark.parametrize(
    "path",
    [
        "funding.sources",
        "population.schools.2",
        "provider",
        "waive",
        "need.background",
        "payment.caps.participant",
    ],
)
def test_a_part_that_can_be_left_out_can_be_confidential(path: str) -> None:
    assert faults(changed("  status: draft", f"  status: draft\n  confidential: [{path}]")) == ()


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("funding.sorces", "Did you mean funding.sources?"),
        ("funding.sources.title_1.amount", "Did you mean funding.sources.title_i?"),
        ("population.schools.9", "Write the path of a key."),
        ("population.schools.0", "Write the path of a key."),
        ("nothing", "Write the path of a key."),
        ("document.number.x", "Write the path of a key."),
        ("funding..sources", "Write the path of a key."),
    ],
)
def test_a_misspelt_path_would_publish_what_is_secret(path: str, hint: str) -> None:
    fault = only_fault(changed("  status: draft", f"  status: draft\n  confidential: [{path}]"))
    assert (fault.code, fault.hint) == ("LNK-04", hint)


@pytest.mark.parametrize(
    "path", ["district.name", "outcomes", "outcomes.fluency.measure.to", "payment", "need.problem"]
)
def test_what_no_document_can_lack_cannot_be_confidential(path: str) -> None:
    fault = only_fault(changed("  status: draft", f"  status: draft\n  confidential: [{path}]"))
    assert fault.code == "LNK-06"


def test_the_last_of_a_list_that_must_not_be_empty_cannot_be_confidential() -> None:
    text = changed("  status: draft", "  status: draft\n  confidential: [funding.sources.title_i.pays.1]")
    assert only_fault(text.replace("pays: [base, rates]", "pays: [rates]")).code == "LNK-06"
