"""What the language server's checks and the benchmark of `diff` change is what the Denver example says.

Their tables are read by no other test: only the stage that runs them told of a day that had moved.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
DENVER = (ROOT / "specs" / "denver-literacy.yaml").read_text("utf-8")


def table(path: Path, name: str) -> Any:
    """Return a constant of a script without running it."""
    for statement in ast.parse(path.read_text("utf-8")).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            return ast.literal_eval(statement.value)
    raise LookupError(name)


@pytest.mark.parametrize(
    "was", [was for was, _ in table(ROOT / "scripts" / "language_server.py", "BAD").values()]
)
def test_a_mistake_is_made_where_the_example_has_the_right_text(was: str) -> None:
    assert was in DENVER


@pytest.mark.parametrize("was", table(ROOT / "benchmarks" / "diff.py", "CHANGES"))
def test_another_edition_changes_what_stands_in_the_example_once(was: str) -> None:
    assert DENVER.count(was) == 1
