"""The schema and the models cannot disagree: what one refuses by its shape, the other refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest

from faults import faults
from mistakes import draw
from obcgen.spec.schema import DRAFT, schema, schema_text
from yaml_values import values

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "specs").glob("*.yaml"))
SCHEMA = schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)

SHAPE = re.compile("SPC-|SRC-(16|17|18|19|20|21)$")
"""Codes of what the models refuse by shape alone."""
BEYOND = re.compile(
    r"There is no such day|clock|paragraph holds more|a word of more|cannot be printed"
    r"|“(\d+\.\d|[\d.]+e\d+|[+-]?0\d+|\+\d+|\d+\.\d*|True|TRUE|False|FALSE|-?\.\d+)”"
    r"|“[^”]*\.\d{3,}”|“20\d\d-\d\d” is not a year|“-0”"
)
"""What JSON Schema cannot see: the calendar, and how a number was written that reached it as a number."""


def refusals(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(values(text))]


def test_the_file_beside_the_examples_is_current() -> None:
    assert (ROOT / "specs" / "schema.json").read_text(encoding="utf-8") == schema_text(), "run `make docs`"


def test_the_schema_is_a_schema() -> None:
    assert SCHEMA["$schema"] == DRAFT
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_fits_and_names_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schema.json\n")
    assert refusals(text) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "specs").glob("*.yaml")), ids=lambda path: path.stem
)
def test_every_spec_of_the_tests_fits(path: Path) -> None:
    assert refusals(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_schema_and_models_refuse_the_same_mistakes(path: Path) -> None:
    text = re.sub(r"^pack: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    random = Random(19)
    refused = 0
    for _ in range(70):
        after = draw(text, random).after
        found = faults(after)
        shape = [each for each in found if SHAPE.match(each.code) and not BEYOND.search(each.message)]
        if any(each.code.startswith("SRC") and not SHAPE.match(each.code) for each in found):
            continue
        said = refusals(after)
        refused += bool(said)
        assert bool(said) or not shape, shape
        assert not said or any(SHAPE.match(each.code) for each in found), said
    assert refused > 15


def test_a_file_that_extends_another_may_leave_out_anything_but_writes_it_right() -> None:
    assert refusals("extends: rfp.yaml\nfunding: {not_to_exceed: $500}\nwithout: [lots.east]\n") == []
    assert refusals("extends: rfp.yaml\nfunding: {not_to_exceed: five}\n") != []
    assert refusals("extends: rfp.yaml\nfundings: {not_to_exceed: $500}\n") != []
    assert refusals("funding: {not_to_exceed: $500}\n") != []


def test_a_part_that_is_like_another_may_leave_out_what_that_has() -> None:
    start = "extends: rfp.yaml\noutcomes:\n"
    assert refusals(start + "  a: {like: b, measure: {like: c, metric: words}}\n") == []
    assert refusals(start + "  a: {like: b, measure: {likes: c}}\n") != []


def fields(part: Any) -> Iterator[dict[str, Any]]:
    """Yield every property of a schema."""
    for name, definition in part["definitions"].items():
        for key, each in definition.get("properties", {}).items():
            yield {"name": f"{name}.{key}", **each}


def test_every_key_has_help() -> None:
    for each in fields(SCHEMA):
        model = SCHEMA["definitions"].get(each.get("$ref", "").rsplit("/", 1)[-1], {})
        assert each.get("description") or model.get("description"), each["name"]


def test_every_pattern_says_what_is_expected() -> None:
    kinds = [each for each in SCHEMA["definitions"].values() if "pattern" in each]
    assert len(kinds) > 10
    assert all(each["patternErrorMessage"].startswith("Write ") for each in kinds)
