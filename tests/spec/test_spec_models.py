from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from faults import DENVER, changed, faults, line_of, only_fault, source_of
from obcgen.money import Money
from obcgen.problems import dotted
from obcgen.source import parse
from obcgen.spec import Section, Spec
from obcgen.spec.links import links
from obcgen.spec.schema import schema


def models(kind: Any = Spec) -> Iterator[type[Section]]:
    """Yield every model that a spec is made of."""
    if isinstance(kind, type) and issubclass(kind, Section):
        yield kind
        for field in kind.model_fields.values():
            yield from models(field.annotation)
    for inner in get_args(kind):
        yield from models(inner)


FIELDS = [
    (model, name)
    for model in sorted(set(models()), key=lambda each: each.__name__)
    for name in model.model_fields
]


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_every_key_is_described_for_the_reference(model: type[Section], name: str) -> None:
    description = model.model_fields[name].description or ""
    assert len(description) > len("one word")
    assert description.endswith(".")


def test_the_worked_example_has_no_fault() -> None:
    assert faults(DENVER) == ()


def test_a_spec_cannot_be_changed() -> None:
    spec = parse(source_of(DENVER), Spec, links)
    with pytest.raises(ValidationError):
        spec.funding.not_to_exceed = Money(1)


def test_mappings_keep_the_order_of_the_file() -> None:
    spec = parse(source_of(DENVER), Spec, links)
    assert list(spec.outcomes) == ["fluency", "vocabulary", "phonemic_awareness"]


def test_what_is_copied_with_like_is_the_same_but_for_the_keys_beside_it() -> None:
    spec = parse(source_of(DENVER), Spec, links)
    fluency, vocabulary = spec.outcomes["fluency"].measure, spec.outcomes["vocabulary"].measure
    assert vocabulary.model_copy(update={"metric": fluency.metric}) == fluency
    assert vocabulary.metric == "vocabulary"


@pytest.mark.parametrize("section", ["provider", "need", "verification", "duties", "data", "improvement"])
def test_a_section_that_a_draft_may_lack_is_none(section: str) -> None:
    start = DENVER.index(f"\n{section}:")
    rest = DENVER[start + 1 :]
    end = next(i for i in range(1, len(rest)) if rest[i - 1] == "\n" and rest[i].isalpha())
    spec = parse(source_of(DENVER[:start] + "\n" + rest[end:]), Spec, links)
    assert getattr(spec, section) is None


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("status: draft", "status: drafted", "SPC-03", "document.status"),
        ("issued: 2027-03-01", "issued: March 1", "SPC-10", "document.issued"),
        ("state: CO", "state: Colorada", "SPC-03", "district.state"),
        ("grades: [K, 1, 2, 3]", "grades: [K-3]", "SPC-03", "population.grades"),
        ("grades: [K, 1, 2, 3]", "grades: K to 3", "SPC-03", "population.grades"),
        ("fiscal_year_starts: 07-01", "fiscal_year_starts: July", "SPC-10", "district.fiscal_year_starts"),
        ("grades: [K, 1, 2, 3]", "grades: [K, 1, 2, 13]", "SPC-03", "population.grades.4"),
        ("evidence_tier: 2", "evidence_tier: strong", "SPC-18", "program.evidence_tier"),
        ("minimum: 36 hours", "minimum: 36", "SPC-12", "program.dosage.minimum"),
        ("target: 45%", "target: 0.45", "SPC-08", "outcomes.fluency.target"),
        ("federal: true", "federal: yes", "SPC-13", "funding.sources.title_i.federal"),
        ("not_to_exceed: $1,200,000", "not_to_exceed: 1.2 million", "SPC-07", "funding.not_to_exceed"),
        ("time_zone: America/Denver", "time_zone: Mountain", "SPC-03", "procurement.time_zone"),
        (
            "proposals_due: 2027-04-30T14:00",
            "proposals_due: 2027-04-30",
            "SPC-11",
            "procurement.schedule.proposals_due",
        ),
        ("pays: [base, rates]", "pays: []", "SRC-20", "funding.sources.title_i.pays"),
        ("title_i:\n", "title i:\n", "SPC-14", "funding.sources.title i"),
        ("clauses: {}", "clauses: {taxes: no way}", "SPC-14", "agreement.clauses.taxes"),
        ("2024-25: {assessment", "2024: {assessment", "", ""),
    ],
)
def test_a_wrong_value_is_told_where_it_stands(old: str, new: str, code: str, path: str) -> None:
    text = changed(old, new)
    if not code:
        assert faults(text) == ()
        return
    fault = only_fault(text)
    assert (fault.code, dotted(fault.path)) == (code, path)
    assert fault.place is not None
    assert fault.place.line == line_of(text, new.strip())


def test_a_clause_may_be_left_out_or_changed_for_a_variant() -> None:
    spec = parse(source_of(changed("clauses: {}", "clauses: {taxes: false, notices: by-mail}")), Spec, links)
    assert spec.agreement is not None
    assert spec.agreement.clauses == {"taxes": False, "notices": "by-mail"}


def test_the_schema_is_json_and_knows_every_key_by_the_name_in_the_file() -> None:
    made = schema()
    assert json.loads(json.dumps(made)) == made
    assert "from" in made["definitions"]["Measure"]["properties"]
    assert made["definitions"]["Measure"]["properties"]["kind"]["enum"] == ["level", "gain"]
