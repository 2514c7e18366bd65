"""Each example of the guide for engineers who import obcgen is run, in a folder with the examples in it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import obcgen

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_does_what_it_asserts(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    monkeypatch.chdir(tmp_path)
    assert "assert" in example
    exec(compile(example, "docs/library.md", "exec"), {})  # noqa: S102 - the guide's own lines


def test_the_guide_names_all_that_can_be_called() -> None:
    functions = [name for name in obcgen.__all__ if name[0].islower()]
    assert [name for name in functions if f"`{name}" not in GUIDE] == []
