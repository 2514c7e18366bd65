"""The pricing cookbook: every fragment is a deal that prints the sentences and sums beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deals import PLAIN, overlaid
from obcgen.account.examples.examples import worked_examples
from obcgen.account.rate_card import rate_lines
from obcgen.policy.payment import check_lines
from obcgen.problems import is_error
from obcgen.spec import Spec
from worked_sums import holds

DOCS = Path(__file__).parent.parent / "docs"
TEXT = (DOCS / "pricing-cookbook.md").read_text(encoding="utf-8")
PATTERNS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE))
FRAGMENT = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def without_nulls(texts: Any) -> Any:
    """Return texts as a spec file gives them; `null` takes a key away."""
    if isinstance(texts, dict):
        return {key: without_nulls(each) for key, each in texts.items()}
    return None if texts == "null" else texts


def laid_over(pattern: str) -> Spec:
    (fragment,) = FRAGMENT.findall(pattern)
    texts = without_nulls(yaml.load(fragment, yaml.BaseLoader))  # noqa: S506  every scalar stays a text
    rates = texts["payment"].pop("rates")
    merged = overlaid(PLAIN, texts)
    merged["payment"]["rates"] = rates
    return Spec.model_validate(merged)


@pytest.mark.parametrize("title", PATTERNS)
def test_a_pattern_is_a_deal_that_prints_what_stands_beside_it(title: str) -> None:
    pattern = PATTERNS[title]
    spec = laid_over(pattern)
    assert not any(map(is_error, check_lines(spec)))
    sentences = re.findall(r"^> (.+)$", pattern, re.MULTILINE)
    assert sentences == [f"{line.name}: {line.sentence}" for line in rate_lines(spec)]
    examples = worked_examples(spec)
    holds(spec, examples)
    worked = [f"| {each.situation} | {each.computation} | {each.amount} |" for each in examples]
    shown = re.findall(r"^\| .+ \|$", pattern, re.MULTILINE)[1:]
    assert shown
    assert [row for row in shown if row not in worked] == []


def test_every_deal_named_stands_among_the_public_deals() -> None:
    public = (DOCS / "public-deals.md").read_text(encoding="utf-8")
    named = [
        deal for line in re.findall(r"^Used by: (.+)\.$", TEXT, re.MULTILINE) for deal in line.split("; ")
    ]
    assert named
    assert [deal for deal in named if deal not in public] == []
