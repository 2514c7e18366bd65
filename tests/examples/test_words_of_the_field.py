"""A deal that measures by records alone, in a field of adults, has no words of schools and of tests."""

from __future__ import annotations

import re

import pytest
from built import KINDS, ROOT, Kind

from obcgen.account.schedule import schedule
from obcgen.document.dump import dump
from obcgen.pack import builtin
from obcgen.render.context import context
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.trees import resolved

OF_SCHOOLS = re.compile(r"content area|make-up|\bnorms\b|percentile|minimum dosage", re.IGNORECASE)


def words_of(name: str, kind: Kind) -> str:
    spec = parse(read(ROOT / "specs" / f"{name}.yaml"), Spec)
    return dump(resolved(kind, context(spec, schedule(spec), builtin()), builtin()))


@pytest.mark.parametrize("kind", KINDS)
def test_a_workforce_deal_has_no_words_of_schools(kind: Kind) -> None:
    assert OF_SCHOOLS.findall(words_of("central-ohio-workforce", kind)) == []


def test_a_deal_of_schools_keeps_them() -> None:
    shown = words_of("denver-literacy", "contract").lower()
    for said in (
        "content area",
        "a make-up session inside the window included",
        "its version, norms, or scale",
    ):
        assert said in shown, said
    assert "the same percentile rank, or the same place in the baseline distribution" in shown
