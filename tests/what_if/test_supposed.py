from __future__ import annotations

from fractions import Fraction

import pytest

from deals import deal
from obcgen.money import Money, Share
from obcgen.problems import ObcgenError
from obcgen.what_if.supposed import supposed


def test_what_is_left_out_is_the_plan() -> None:
    found = supposed(deal(), {"served": "", "attainment": {}})
    assert (found.served, found.dosage_met) == (100, Fraction(1))
    assert found.savings is None
    assert set(found.attainment.values()) == {Share.parse("40%")}


def test_values_are_read_as_the_spec_writes_them() -> None:
    given = {"served": "80", "retained": "90%", "attainment": {"reading": "62.5%"}, "savings": "$1,200.50"}
    found = supposed(deal(), given)
    assert (found.served, found.dosage_met) == (80, Fraction(9, 10))
    assert found.attainment["reading"] == Share.parse("5/8")
    assert found.attainment["math"] == Share.parse("40%")
    assert found.savings == Money(120_050)


@pytest.mark.parametrize(
    ("given", "code", "path", "word"),
    [
        ({"served": "many"}, "SPC-09", ("served",), "whole number"),
        ({"served": "101"}, "WIF-02", ("served",), "100 at most"),
        ({"retained": "101%"}, "WIF-02", ("retained",), "no more than all"),
        ({"retained": "half"}, "SPC-08", ("retained",), "half"),
        ({"attainment": {"reading": "45"}}, "WIF-02", ("attainment", "reading"), "no share"),
        ({"attainment": {"reading": "101%"}}, "WIF-02", ("attainment", "reading"), "no share"),
        ({"attainment": {"raeding": "45%"}}, "WIF-01", ("attainment", "raeding"), "raeding"),
        ({"attainment": {"reading": 0.45}}, "SRC-30", ("attainment", "reading"), "float"),
        ({"attended": "45%"}, "WIF-01", ("attended",), "attended"),
    ],
)
def test_what_cannot_be_supposed_is_told(
    given: dict[str, object], code: str, path: tuple[str, ...], word: str
) -> None:
    with pytest.raises(ObcgenError) as caught:
        supposed(deal(), given)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (code, path)
    assert word in problem.message
    assert problem.hint
