"""Names that are no defined terms come from every folder; a wrong list is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from obcgen.problems import ObcgenError
from obcgen.render.proper_names import proper_names
from packs import alone, over_builtin


def test_a_pack_adds_to_the_names_of_the_program(tmp_path: Path) -> None:
    names = proper_names(over_builtin(tmp_path, {"shared/names.yaml": "names:\n  - Board of Cooperation\n"}))
    assert {"Board of Cooperation", "Comptroller General", "Colorado"} <= names


@pytest.mark.parametrize(
    "text", ["name:\n  - A\n", "names: A\n", "names:\n  - a: b\n", "names: ['']\n", "names: [A]\nmore: x\n"]
)
def test_a_list_that_cannot_be_read_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(ObcgenError) as caught:
        proper_names(alone(tmp_path, {"shared/names.yaml": text}))
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == (
        "TPL-50",
        "Write names: and one name a line, each after a hyphen.",
    )


@pytest.mark.parametrize("names", [["x" * 201], [f"N{number}" for number in range(1_001)]])
def test_a_list_without_end_is_told(tmp_path: Path, names: list[str]) -> None:
    text = "names:\n" + "".join(f"- {name}\n" for name in names)
    with pytest.raises(ObcgenError) as caught:
        proper_names(alone(tmp_path, {"shared/names.yaml": text}))
    (problem,) = caught.value.problems
    assert problem.message == "This file holds at most 1,000 names of at most 200 characters."
    assert problem.code == "TPL-50"
