"""What the models of `payment:` refuse: a key decides the shape of a value, so one branch speaks."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from obcgen.spec.payment import Payment
from obcgen.spec.rates import Rate, read_level


def faults(model: type[BaseModel], texts: object) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(texts)
    return [
        (".".join(str(step) for step in error["loc"] if not str(step).startswith("<")), error["type"])
        for error in caught.value.errors()
    ]


@pytest.mark.parametrize(
    ("texts", "where"),
    [
        ({"per_participant": "500 dollars"}, "per_participant"),
        (
            {"per_participant": {"tiers": [{"at_least": "many", "pay": "$5"}]}},
            "per_participant.tiers.0.at_least",
        ),
        ({"per_participant": {"proposed": "true"}}, "per_participant.at_most"),
        ({"per_participant": {"combine": "highest"}}, "per_participant.tiers"),
        ({"by_year": {"27": "$5"}}, "by_year.27.[key]"),
        ({"by_year": {"2027-28": {"due": "2028-07-31"}}}, "by_year.2027-28.pay"),
        ({"by_year": {"2027-28": {"pay": "a lot"}}}, "by_year.2027-28.pay"),
        ({"group_result": {"steps": [{"at_least": "half", "pay": "$5"}]}}, "group_result.steps.0.at_least"),
        ({"group_result": {"line": [], "below": "zero"}}, "group_result.below"),
        ({"share_of": {"budget": "0.09"}}, "share_of.budget"),
        ({"factor": "0.83"}, "factor"),
        ({"requires": {"dosage": "maximum"}}, "requires.dosage"),
        ({"per_student": "$5"}, "per_student"),
    ],
)
def test_a_bad_value_is_told_once_at_its_own_key(texts: dict[str, Any], where: str) -> None:
    ((path, _),) = faults(Rate, texts)
    assert path == where


@pytest.mark.parametrize(
    ("texts", "where"),
    [
        ({"base": {"counted": "everyone"}}, "base.counted"),
        ({"base": {"installments": {"a": {"due": "2027-10-15"}}}}, "base.installments.a.share"),
        ({"base": {"reimbursed": {}}}, "base.reimbursed.budget"),
        ({"caps": {"participant": "none"}}, "caps.participant"),
        ({"if_district_defaults": {"effect": "deemed_met"}}, "if_district_defaults.reach"),
        ({"discount": "5"}, "discount"),
        ({"invoicing": {"terms": "net 30"}}, "invoicing.terms"),
        (
            {"scenarios": {"cautious": {"attainment": {"reading": "most"}}}},
            "scenarios.cautious.attainment.reading",
        ),
    ],
)
def test_a_bad_term_is_told_once_at_its_own_key(texts: dict[str, Any], where: str) -> None:
    ((path, _),) = faults(Payment, texts)
    assert path == where


def test_a_result_is_a_share_or_a_number_by_its_sign() -> None:
    assert (str(read_level("50%")), str(read_level("1/2")), str(read_level("3.5"))) == ("50%", "50%", "3.5")


def described(model: type[BaseModel]) -> list[str]:
    return [f"{model.__name__}.{name}" for name, field in model.model_fields.items() if not field.description]


def test_every_key_of_the_payment_language_is_described() -> None:
    from obcgen.spec import payment, rates

    models = [
        value
        for module in (payment, rates)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, BaseModel)
    ]
    assert [name for model in models for name in described(model)] == []
